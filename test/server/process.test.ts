import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportRoster, importRoster } from '../../src/cli/org.ts';
import { openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { endProcess, runCli, type ServerProcess, spawnServer } from '../support/process.ts';
import { openSocketStandIn } from '../support/socket-stand-in.ts';
import { appXml, PRODUCTION_ENV, postApp } from '../support/wecom-client.ts';

// Each test starts several processes; the limit is for a hung one, not for speed.
vi.setConfig({ testTimeout: 90_000 });

const HEAD = '姓名,账号,党组织,职务,类型,流动\n';
const ROSTER = `${HEAD}${['张三,zhangsan,城郊党委/第一党支部,书记,正式党员,否', ...Array.from({ length: 40 }, (_, i) => `党员${'一二三四五六七八九十'[i % 10]}${'甲乙丙丁'[Math.floor(i / 10)]},m${i},城郊党委/第一党支部,,正式党员,否`)].join('\n')}\n`;

let dir: string;
let env: Record<string, string>;
const running: ServerProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-process-'));
  env = { ...PRODUCTION_ENV, DATA_DIR: dir, WECOM_API_BASE: 'http://127.0.0.1:9' };
  writeFileSync(join(dir, 'roster.csv'), ROSTER);
});
afterEach(async () => {
  for (const server of running.splice(0)) await endProcess(server, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  const server = await spawnServer(env);
  running.push(server);
  return server;
}

/** Beside the server; of what the command does, its own process changes nothing. */
const imports = (file: string, ...options: string[]) =>
  runCommand(importRoster, [join(dir, file), ...options], env);

describe('the process', () => {
  it('takes a roster imported beside it within a second, and refuses a bad one row by row', async () => {
    const server = await start();
    expect((await postApp(server.url, appXml('m1', '我的'))).text).toContain('不在名册里');
    expect(await imports('roster.csv', '--dry-run')).toMatchObject({ code: 0 });
    expect((await postApp(server.url, appXml('m1', '我的'))).text).toContain('不在名册里');
    const done = await runCli(['org', 'import', join(dir, 'roster.csv')], env);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('新增人员 41 人');
    expect((await postApp(server.url, appXml('m1', '我的'))).text).toContain('第一党支部');
    expect((await imports('roster.csv')).out).toContain('新增人员 0 人');

    writeFileSync(
      join(dir, 'bad.csv'),
      `${HEAD}王五,wangwu,城郊党委/第一党支部,班长,正式党员,否\n,x1,城郊党委/第一党支部,,,\n`,
    );
    const bad = await imports('bad.csv');
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('第 2 行');
    expect(bad.out).toContain('第 3 行');
    expect((await runCommand(exportRoster, [], env)).out).not.toContain('wangwu');
  });

  it('says in one line that another one runs on the same store, and ends', async () => {
    await start();
    const failure = await spawnServer(env).catch((error: Error) => error);
    expect(String(failure)).toContain('另一个支部通正在使用');
    expect(await runCli(['restore', join(dir, 'roster.csv')], env)).toMatchObject({ code: 1 });
  });

  it('backs up beside the server and restores when it is down', async () => {
    const server = await start();
    await imports('roster.csv');
    expect(await runCli(['backup', join(dir, 'copy.db')], env)).toMatchObject({ code: 0 });
    expect((await runCli(['restore', join(dir, 'copy.db')], env)).err).toContain('另一个支部通正在使用');
    expect(await endProcess(server)).toBe(0);
    rmSync(join(dir, 'zhibutong.db'));
    expect(await runCli(['restore', join(dir, 'copy.db')], env)).toMatchObject({ code: 0 });
    expect((await runCommand(exportRoster, [], env)).out).toContain('zhangsan');
  });

  it('names every bad value in a line of its own and does not start', async () => {
    const failure = await spawnServer({ ...env, PORT: 'abc', WECOM_APP_AES_KEY: 'short' }).catch(
      (error: Error) => error,
    );
    const lines = String(failure).split('\n');
    expect(lines.filter((l) => l.includes('PORT'))).toHaveLength(1);
    expect(lines.filter((l) => l.includes('WECOM_APP_AES_KEY'))).toHaveLength(1);
    expect(String(failure)).not.toContain('short');
  });

  it('loses nothing it answered when it is killed in the middle, and doubles nothing', async () => {
    const server = await start();
    await imports('roster.csv');
    await plan();
    const messages = Array.from({ length: 40 }, (_, i) => ({ id: `m${i}`, xml: appXml(`m${i}`, '签到') }));
    const answered = new Map<string, string>();
    const sends = messages.map(async ({ id, xml }, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 3));
      const answer = await postApp(server.url, xml).catch(() => undefined);
      if (answer?.status === 200) answered.set(id, answer.text);
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await endProcess(server, 'SIGKILL');
    await Promise.all(sends);

    const again = await start();
    const stored = await attendees();
    for (const id of answered.keys()) expect(stored).toContain(id);
    for (const { id, xml } of messages) {
      const answer = await postApp(again.url, xml);
      expect(answer.status).toBe(200);
      // WeCom repeats what it got no answer to; what it was answered comes back as it was.
      if (answered.has(id)) expect(answer.text).toBe(answered.get(id));
      else expect(answer.text).toContain('已签到');
    }
    expect((await attendees()).sort()).toEqual(messages.map((m) => m.id).sort());
  });

  it('is back on the long connection as soon as it listens, though the one before was killed', async () => {
    const wecom = await openSocketStandIn({ botId: 'bot', secret: 'a-long-secret' });
    env = {
      DATA_DIR: dir,
      WECOM_BOT_ID: 'bot',
      WECOM_BOT_SECRET: 'a-long-secret',
      WECOM_BOT_NAME: '支部通',
      WECOM_BOT_WS_URL: wecom.url,
    };
    try {
      const server = await start();
      await wecom.whenSubscribed(1, 10_000);
      await endProcess(server, 'SIGKILL');
      await start();
      // What is said before is lost: WeCom repeats nothing on this channel.
      await wecom.whenSubscribed(2, 3000);
    } finally {
      await wecom.close();
    }
  });
});

async function plan(): Promise<void> {
  await withStore(async (store) => {
    await store.write((tx) =>
      tx.addActivity(plannedActivity({ unitId: 2, startAt: Date.now() + 600_000, createdAt: Date.now() })),
    );
  });
}

const attendees = () =>
  withStore((store) => store.write(async (tx) => [...(await tx.attendance(1))].map((a) => a.personId)));

async function withStore<T>(work: (store: ReturnType<typeof openStore>) => Promise<T>): Promise<T> {
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

it('the README’s commands are the scripts of package.json', () => {
  const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> })
    .scripts;
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test', 'check', 'bench', 'cli']));
  expect(scripts.start).toMatch(/^exec node /);
});
