// `doctor` on the second reader: what is right, what is wrong, and how to mend it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { doctor } from '../../src/cli/doctor.ts';
import { openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { SMALL_ROSTER, SMALL_ROSTER_ROWS } from '../support/roster.ts';
import { completion, reads, secondServer, status } from '../support/second-server.ts';

vi.setConfig({ testTimeout: 30_000 });

const KEY = 'sk-doctor-secret';
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-doctor-second-'));
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 0));
  await store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function examine(baseUrl?: string) {
  const second = baseUrl ? { LLM_BASE_URL: baseUrl, LLM_MODEL: 'small-1', LLM_API_KEY: KEY } : {};
  const { code, out } = await runCommand(doctor, [], { DATA_DIR: dir, ...second });
  expect(out).not.toContain(KEY);
  expect(out).not.toMatch(/undefined|null|\{\{/);
  return {
    code,
    lines: out
      .trimEnd()
      .split('\n')
      .filter((line) => line.includes('第二读者') || line.includes('没有加密')),
  };
}

it('says nothing where none is set', async () => {
  expect(await examine()).toEqual({ code: 0, lines: [] });
});

it('asks one small question about nobody', async () => {
  const server = await secondServer(reads());
  const { code, lines } = await examine(server.baseUrl);
  expect(code).toBe(0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^✓ 第二读者可用（small-1，\d+(\.\d)? 秒）$/);
  expect(server.got).toHaveLength(1);
  for (const { name } of SMALL_ROSTER_ROWS) expect(server.got[0]!.raw).not.toContain(name);
});

it.each<[string, Parameters<typeof secondServer>[0], string]>([
  ['a wrong key', status(401), 'LLM_API_KEY'],
  ['a wrong address or model', status(404), 'LLM_BASE_URL'],
  ['no quota', status(429), '额度'],
  ['a refusal', status(400), 'LLM_MODEL'],
  ['a fault of theirs', status(500), '500'],
  ['a page', (_, response) => response.end('<html>'), '不是要求的格式'],
  ['talk', (_, response) => response.end(completion('好的')), '不是要求的格式'],
  ['no end', (_, response) => response.end('x'.repeat(100_000)), '太长'],
  ['a hang', () => undefined, '4 秒内没有答复'],
])('fails on %s and says how to mend it', async (_, play, words) => {
  const server = await secondServer(play);
  const { code, lines } = await examine(server.baseUrl);
  expect(code).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^✗ 第二读者/);
  expect(lines[0]).toContain(words);
});

it('fails where nothing listens', async () => {
  const { code, lines } = await examine('http://127.0.0.1:9/v1');
  expect(code).toBe(1);
  expect(lines[0]).toContain('连不上：http://127.0.0.1:9/v1');
});

it('hints at a way in the open', async () => {
  const { lines } = await examine('http://no-such-host.invalid/v1');
  expect(lines[1]).toMatch(/^△ http:\/\/no-such-host\.invalid\/v1 没有加密/);
});
