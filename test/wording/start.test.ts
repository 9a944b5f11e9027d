import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The whole program in a folder of its own, because it finds templates/ beside itself.
const home = mkdtempSync(join(tmpdir(), 'zhibutong-'));
beforeAll(() => {
  for (const part of ['src', 'config', 'templates', 'package.json'])
    cpSync(part, join(home, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'));
});
afterAll(() => rmSync(home, { recursive: true }));

function start(file: string, from: string, to: string) {
  cpSync('templates', join(home, 'templates'), { recursive: true });
  const path = join(home, 'templates', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  const env = { PATH: process.env.PATH, DATA_DIR: join(home, 'data'), PORT: '0' };
  const { status, stderr } = spawnSync(process.execPath, ['src/start.mjs'], {
    cwd: home,
    env,
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { status, stderr: stderr.trimEnd().split('\n') };
}

test('a broken sentence ends the start with one line, before any store is made', { timeout: 60_000 }, () => {
  expect(start('checkin.yaml', '{{ at | time }}', '{{ att | time }}')).toEqual({
    status: 1,
    stderr: [
      expect.any(String),
      expect.stringMatching(/^templates\/checkin\.yaml 第 \d+ 行 checkin\.already：没有“att”这个内容/),
    ],
  });
  expect(existsSync(join(home, 'data', 'zhibutong.db'))).toBe(false);
});

test('startup.yaml that cannot be read still says where it is broken', { timeout: 60_000 }, () => {
  const { status, stderr } = start('startup.yaml', 'ready_sandbox: ', 'ready_sandbox: "');
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: [expect.stringMatching(/templates\/startup\.yaml \d+ startup fault_yaml/)],
  });
});
