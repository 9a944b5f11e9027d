// What is given out to teach the reader: only what was confirmed, with nobody in it, never by itself, and written down.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { corpus } from '../../src/cli/corpus.ts';
import type { Lesson } from '../../src/ports/store.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const DAY = 86_400_000;
let dir: string;
let store: OpenStore;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-corpus-'));
  store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 0));
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  let [out, told] = ['', ''];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
  try {
    const code = await corpus({ args, config: toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }) });
    return { code, out, told };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

const learn = (lesson: Partial<Lesson>) =>
  store.write((tx) =>
    tx.addLesson({
      at: Date.now() - DAY,
      readAt: Date.parse('2026-11-21T10:00:00+08:00'),
      userId: 'zhangsan',
      messageKey: 'm',
      text: '千道 赵六',
      intent: { intent: 'checkin', names: ['赵六'] },
      choice: 1,
      choices: 2,
      ...lesson,
    }),
  );

it('prints labelled lines with made-up names, once each, and says how many were left out', async () => {
  await learn({});
  await learn({ messageKey: 'm2' });
  await learn({ text: '赵家沟村的赵六签到', messageKey: 'm3' });
  await learn({ text: '撤了吧', intent: { intent: 'undo' }, messageKey: 'm4' });
  const { code, out, told } = await run();
  expect(code).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(1);
  const [{ text, expect: label, people, ...rest }] = lines;
  expect(text).toBe(`千道 ${people[0]}`);
  expect(label).toEqual({ intent: 'checkin', names: people });
  expect(rest).toEqual({ now: '2026-11-21T10:00:00+08:00', note: 'confirmed by the sender, choice 1 of 2' });
  expect(out).not.toMatch(/赵|zhangsan/);
  expect(told).toContain('导出 1 条');
  expect(told).toContain('另有 1 条');
  const audit = await store.db.selectFrom('audit').selectAll().execute();
  expect(audit).toMatchObject([
    { by_person: 'cli', action: 'export corpus', detail: '{"since":null,"lines":1,"leftOut":1}' },
  ]);
});

it('prints what was called wrong as what it was read as, with nothing to be learned from it by itself', async () => {
  await learn({ messageKey: 'rated:bot:m', choice: 0, choices: 0 });
  await learn({
    text: '撤了吧',
    intent: { intent: 'undo' },
    messageKey: 'rated:bot:n',
    choice: 0,
    choices: 0,
  });
  const lines = (await run()).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    {
      text: `千道 ${lines[0].people[0]}`,
      now: '2026-11-21T10:00:00+08:00',
      misread_as: { intent: 'checkin', names: lines[0].people },
      people: [expect.not.stringContaining('赵')],
      note: 'the answer was called wrong',
    },
    expect.objectContaining({ text: '撤了吧', misread_as: { intent: 'none' } }),
  ]);
});

it('writes into a file, from a day on', async () => {
  await learn({});
  await learn({ text: '前到', intent: { intent: 'checkin' }, at: Date.now() - 20 * DAY });
  const file = join(dir, 'lines.jsonl');
  const since = new Date(Date.now() - 5 * DAY).toISOString().slice(0, 10);
  const { out, told } = await run('--out', file, '--since', since);
  expect(out).toBe('');
  expect(told).toContain(`导出 1 条到 ${file}`);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
});

it('keeps nothing longer than 180 days', async () => {
  await learn({ at: Date.now() - 181 * DAY });
  expect((await run()).out).toBe('');
  expect(await store.read((tx) => tx.lessons(0))).toEqual([]);
});

it.each([['--since', '昨天'], ['--to', '2026-01-01'], ['all']])('refuses %s', async (...args) => {
  await expect(run(...args)).rejects.toThrow();
});
