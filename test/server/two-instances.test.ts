// Two servers on one PostgreSQL: any takes callbacks, a repetition to the other one changes nothing.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plannedActivity } from '../support/activity.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { appXml, PRODUCTION_ENV, postApp } from '../support/wecom-client.ts';

const base = process.env.TEST_DATABASE_URL;

describe.skipIf(!base)('two instances', { timeout: 60_000 }, () => {
  const name = `zbt_two_${randomBytes(5).toString('hex')}`;
  let one: TestServer;
  let two: TestServer;
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: base });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  beforeAll(async () => {
    await onServer(`create database ${name}`);
    const url = new URL(base!);
    url.pathname = `/${name}`;
    const env = { ...PRODUCTION_ENV, DATABASE_URL: url.toString() };
    // Both migrate at once: the lock lets one do it.
    [one, two] = await Promise.all([startServer(env), startServer(env)]);
    await one.app.store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
    await one.app.store.write((tx) =>
      tx.addActivity(plannedActivity({ unitId: 2, startAt: Date.now() + 600_000, createdAt: Date.now() })),
    );
  }, 60_000);
  afterAll(async () => {
    await one?.stop();
    await two?.stop();
    await onServer(`drop database if exists ${name} with (force)`);
  });

  it('count one roll, whichever takes the message', async () => {
    const ids = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'];
    const answers = await Promise.all(
      ids.map((id, i) => postApp((i % 2 ? two : one).url, appXml(id, '签到'))),
    );
    const counts = answers.map((a) => Number(/到会 (\d)\/6/.exec(a.text)?.[1])).sort();
    expect(counts).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('answer a repetition alike, at once or later, and do it once', async () => {
    const xml = appXml('zhaoliu', '撤销');
    const [first, second] = await Promise.all([postApp(one.url, xml), postApp(two.url, xml)]);
    expect(first.text).toContain('已撤销');
    expect(second.text).toBe(first.text);
    expect((await postApp(two.url, appXml('zhangsan', '谁没签到'))).text).toContain('到会 5/6');
  });
});
