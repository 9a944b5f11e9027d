// The script of the nightly backup: a copy of the day, the last few kept, and none lost to a copy that failed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { sumsOfWholeCopy } from '../../src/store/moving/embedded-file.ts';
import { openStore } from '../../src/store/store.ts';
import { createDatabase, noServer, withStore } from '../support/own-database.ts';
import { runCli } from '../support/process.ts';

vi.setConfig({ testTimeout: 60_000 });

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'zhibutong-backup-'));
  mkdirSync(join(home, 'copies'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const copies = () => readdirSync(join(home, 'copies')).sort();
const back = (env: Record<string, string> = {}) =>
  spawnSync('sh', ['config/deploy/backup.sh', join(home, 'copies'), '3'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR: join(home, 'data'), ...env },
  });
const older = (...days: string[]) => {
  for (const day of days) writeFileSync(join(home, 'copies', `zhibutong-2025-01-${day}.db`), 'old');
};

it('keeps the day’s copy and the newest of those before, and touches nothing else', async () => {
  mkdirSync(join(home, 'data'));
  const store = openStore({ kind: 'sqlite', file: join(home, 'data', 'zhibutong.db') });
  await store.migrate();
  await store.close();
  older('01', '02', '03', '04');
  writeFileSync(join(home, 'copies', 'by-hand.db'), 'mine');
  const { status, stdout } = back();
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^已备份到 .*数据 \d+ 行/) });
  const [mine, ...kept] = copies();
  expect(mine).toBe('by-hand.db');
  expect(kept).toEqual([
    'zhibutong-2025-01-03.db',
    'zhibutong-2025-01-04.db',
    expect.stringMatching(/^zhibutong-20\d\d-\d\d-\d\d\.db$/),
  ]);
  // Again on the same day: one copy of it.
  expect(back().status).toBe(0);
  expect(copies()).toEqual([mine, ...kept]);
  expect(sumsOfWholeCopy(resolve(home, 'copies', kept[2]!))).toBeDefined();
});

it('loses no copy when a new one cannot be made, of either database', () => {
  mkdirSync(join(home, 'data'));
  writeFileSync(join(home, 'data', 'zhibutong.db'), 'this is no database\n'.repeat(300));
  older('01', '02', '03', '04', '05');
  const before = copies();
  expect(back()).toMatchObject({ status: 1, stderr: expect.stringContaining('已损坏') });
  expect(copies()).toEqual(before);
  expect(back({ DATABASE_URL: 'postgres://zbt:p%25w@127.0.0.1:9/zbt' }).status).not.toBe(0);
  expect(copies()).toEqual(before);
});

it.skipIf(noServer)('lets `doctor` know of a dump of PostgreSQL, and of nothing else', async () => {
  const { url, remove } = await createDatabase();
  onTestFinished(remove);
  await withStore(url, (store) => store.migrate());
  const made = () => withStore(url, (store) => store.read((tx) => tx.mark('backup_made')));
  writeFileSync(join(home, 'other.dump'), 'no dump of anything');
  const other = await runCli(['backup', join(home, 'other.dump')], { DATABASE_URL: url });
  expect([other.code, await made()]).toEqual([1, undefined]);
  expect(other.err).toContain('pg_dump');
  const { status, stderr } = back({ DATABASE_URL: url });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(Date.now() - Number(await made())).toBeLessThan(60_000);
});

it('finds the database in local.yaml as the program does, and shows nobody its password', () => {
  const config = join(home, 'config');
  const bin = join(home, 'bin');
  for (const dir of [config, bin]) mkdirSync(dir);
  writeFileSync(
    join(config, 'local.yaml'),
    'PORT: 3000\nDATABASE_URL: "postgres://zbt:p%25w%3Ax@db.example.com:5433/zbt"\n',
  );
  // In place of PostgreSQL's own tools: they write down what they were given.
  const tool =
    '#!/bin/sh\nfor w; do case $w in --file=*) echo "$*|$PGPASSWORD" > "$(echo "$w" | cut -d= -f2)";; esac; done\n';
  for (const name of ['pg_dump', 'pg_restore']) writeFileSync(join(bin, name), tool, { mode: 0o755 });
  const { status, stdout } = back({ CONFIG_DIR: config, PATH: `${bin}:${process.env.PATH}` });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^已备份到 .*\.dump\n$/) });
  const [copy] = copies();
  const said = spawnSync('cat', [join(home, 'copies', copy!)], { encoding: 'utf8' }).stdout;
  expect(said).toMatch(/^--format=custom --file=\S+ postgres:\/\/zbt@db\.example\.com:5433\/zbt\|p%w:x\n$/);
});
