// What keeps the server from starting is said in one line, and ends it with 1.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, noServer } from '../support/own-database.ts';
import { runCli, spawnServer } from '../support/process.ts';
import { PRODUCTION_ENV } from '../support/wecom-client.ts';

vi.setConfig({ testTimeout: 60_000 });

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-start-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The line the server ends with; a command has one as well. */
async function lineOf(env: Record<string, string>): Promise<string> {
  const given = { ...PRODUCTION_ENV, DATA_DIR: dir, WECOM_API_BASE: 'http://127.0.0.1:9', ...env };
  const failure = String(await spawnServer(given).catch((error: Error) => error.message));
  expect(failure).toMatch(/^server ended with 1: [^\n]+\n$/);
  const line = failure.replace(/^server ended with 1: /, '');
  expect(await runCli(['outbox', 'list'], given)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^[^\n]+\n$/),
  });
  return line;
}

it.each([
  ['garbage', 'this is no database, and never was one\n'.repeat(200)],
  ['a broken header', `SQLite format 3\0${'\x01'.repeat(5000)}`],
])('an embedded store of %s', async (_, content) => {
  writeFileSync(join(dir, 'zhibutong.db'), content);
  expect(await lineOf({})).toMatch(/zhibutong\.db 已损坏.*restore/);
});

it('a data directory that cannot be made', async () => {
  writeFileSync(join(dir, 'file'), '');
  const given = join(dir, 'file', 'data');
  expect(await lineOf({ DATA_DIR: given })).toMatch(/^DATA_DIR：.*file\/data.*(权限|不是文件夹)/);
});

it('a server that is not there', async () => {
  expect(await lineOf({ DATABASE_URL: 'postgres://zbt:secret@127.0.0.1:9/zbt' })).toBe(
    'DATABASE_URL：连不上数据库 zbt@127.0.0.1:9/zbt，请检查主机和端口对不对、数据库是否在运行\n',
  );
});

describe.skipIf(noServer)(`on PostgreSQL${noServer ? ` (${noServer})` : ''}`, () => {
  const at = (change: Partial<URL>) => Object.assign(new URL(process.env.TEST_DATABASE_URL!), change).href;

  it('a database that does not exist', async () => {
    expect(await lineOf({ DATABASE_URL: at({ pathname: '/zbt_nowhere' }) })).toMatch(
      /^DATABASE_URL：.*\/zbt_nowhere 这个库不存在/,
    );
  });

  it('a user the server does not take', async () => {
    expect(await lineOf({ DATABASE_URL: at({ username: 'zbt_nobody' }) })).toMatch(
      /^DATABASE_URL：.*zbt_nobody@.*用户名或密码/,
    );
  });

  it('a standby that only reads', async () => {
    const database = await createDatabase();
    try {
      const search = '?options=-c%20default_transaction_read_only%3Don';
      const url = Object.assign(new URL(database.url), { search }).href;
      const given = { ...PRODUCTION_ENV, DATA_DIR: dir, DATABASE_URL: url };
      expect(await spawnServer(given).catch(String)).toMatch(/^Error: server ended with 1: [^\n]+备库\n$/);
    } finally {
      await database.remove();
    }
  });
});
