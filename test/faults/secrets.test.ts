// What opens something is never printed: by the server at any log level, by any command, or on the way into a fault.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { COMMANDS } from '../../src/cli/commands.ts';
import { openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { fetchedEvidence } from '../support/evidence.ts';
import { endProcess, runCommands, spawnServer } from '../support/process.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { appXml, botText, PRODUCTION_ENV, postApp, postBot } from '../support/wecom-client.ts';

/** The bot has either a callback or the long connection, so this one is not among those of the set-up below. */
const BOT_SECRET = 'bot-l0ng-connection';
const WEBHOOK = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
const SECRETS = {
  WECOM_APP_SECRET: PRODUCTION_ENV.WECOM_APP_SECRET,
  WECOM_APP_TOKEN: PRODUCTION_ENV.WECOM_APP_TOKEN,
  WECOM_APP_AES_KEY: PRODUCTION_ENV.WECOM_APP_AES_KEY,
  WECOM_BOT_TOKEN: PRODUCTION_ENV.WECOM_BOT_TOKEN,
  WECOM_BOT_AES_KEY: PRODUCTION_ENV.WECOM_BOT_AES_KEY,
  LLM_API_KEY: 'sk-llm-4f1c9d',
  S3_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-s3-secret',
};
const PASSWORD = 'pg-pa55%2Fword';
const REDIS_PASSWORD = 'redis-pa55word';
const HIDDEN = [
  ...Object.values(SECRETS),
  WEBHOOK,
  PASSWORD,
  'pg-pa55/word',
  REDIS_PASSWORD,
  'one-shot-code',
  BOT_SECRET,
];
/** Nobody listens there. */
const NOWHERE = '127.0.0.1:9';
const POSTGRES = `postgres://bot:${PASSWORD}@${NOWHERE}/zhibutong`;

let dir: string;
let env: Record<string, string>;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-secrets-'));
  env = {
    ...PRODUCTION_ENV,
    ...SECRETS,
    DATA_DIR: dir,
    WECOM_API_BASE: `http://${NOWHERE}`,
    PUBLIC_URL: `http://${NOWHERE}`,
    LLM_BASE_URL: `http://${NOWHERE}/v1`,
    LLM_MODEL: 'm',
    S3_ENDPOINT: `http://${NOWHERE}`,
    S3_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    REDIS_URL: `redis://:${REDIS_PASSWORD}@${NOWHERE}`,
  };
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write(async (tx) => {
    const at = Date.now();
    await tx.applyRoster(SMALL_ROSTER, at);
    await tx.putBinding({ unitId: 2, chatId: 'wr1', webhookKey: WEBHOOK, boundBy: 'zhangsan', boundAt: at });
    const { id } = await tx.addActivity(plannedActivity({ unitId: 2, startAt: at + 600_000, createdAt: at }));
    await tx.addEvidence(fetchedEvidence('ab'.repeat(32)));
    const sending = {
      at,
      expiresAt: at + 3_600_000,
      unitId: 2,
      audience: ['lisi'],
      text: '开会',
      card: null,
    };
    const named = { rule: 'invitation', subject: `activity:${id}` };
    await tx.addOutbox([
      { ...sending, ...named, key: 'to-group', channel: 'webhook', to: [WEBHOOK] },
      { ...sending, ...named, key: 'to-member', channel: 'app', to: ['lisi'] },
      { ...sending, ...named, key: 'to-chat', channel: 'later', to: ['one-shot-code'] },
    ]);
  });
  await store.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const expectHidden = (output: string, of: string) => {
  for (const secret of HIDDEN)
    expect(output.includes(secret), `${secret} in the output of ${of}: ${output}`).toBe(false);
};

describe('the server', { timeout: 120_000 }, () => {
  it.each(['trace', 'info'])('prints none at level %s, whatever fails', async (level) => {
    const server = await spawnServer({ ...env, LOG_LEVEL: level });
    try {
      const bind = `绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${WEBHOOK}`;
      await postApp(server.url, appXml('zhangsan', bind));
      await postApp(server.url, appXml('zhangsan', '那个事儿弄一下'));
      await postApp(server.url, appXml('zhaoliu', '签到'), { at: 0 });
      await postBot(server.url, botText('lisi', 'wr1', '签到'));
      await fetch(`${server.url}/wecom/bot?msg_signature=x&token=${SECRETS.WECOM_BOT_TOKEN}`, {
        method: 'POST',
        body: '{',
      });
      for (const path of ['/metrics', '/readyz', '/healthz'])
        expectHidden(await (await fetch(server.url + path)).text(), path);
      // Long enough for the pushes to have failed.
      await expect
        .poll(() => server.output(), { timeout: 20_000 })
        .toMatch(level === 'trace' ? /call failed/ : /failed/);
    } finally {
      await endProcess(server);
    }
    expectHidden(server.output(), 'the server');
  });

  it('ends with a line that says what is wrong, and no more', async () => {
    for (const wrong of [
      { DATABASE_URL: POSTGRES },
      { DATABASE_URL: `postgrez://bot:${PASSWORD}@x/y` },
      { REDIS_URL: `redis//:${REDIS_PASSWORD}@x` },
      { WECOM_APP_AES_KEY: `${SECRETS.WECOM_APP_AES_KEY}!` },
      { S3_ENDPOINT: `http://u:${PASSWORD}@x` },
      { S3_SECRET_ACCESS_KEY: `${SECRETS.S3_SECRET_ACCESS_KEY} x` },
    ]) {
      const failure = await spawnServer({ ...env, ...wrong }).catch((error: Error) => error);
      expect(failure).toBeInstanceOf(Error);
      expectHidden(String(failure), JSON.stringify(Object.keys(wrong)));
    }
  });
});

describe('the long connection', { timeout: 120_000 }, () => {
  /** WeCom of a bad day: it repeats what it was sent, in what it says and in what is no frame. */
  async function openEcho() {
    const upgrader = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    let logins = 0;
    upgrader.on('connection', (ws) =>
      ws.on('message', (data) => {
        logins++;
        const { headers } = JSON.parse(String(data)) as { headers: object };
        ws.send(`{"cmd": ${String(data)}`);
        ws.send(JSON.stringify({ cmd: BOT_SECRET, headers, body: { secret: BOT_SECRET } }));
        ws.send(JSON.stringify({ headers, errcode: 853000, errmsg: `invalid secret ${BOT_SECRET}` }));
      }),
    );
    await new Promise((resolve) => upgrader.once('listening', resolve));
    return {
      url: `ws://127.0.0.1:${(upgrader.address() as AddressInfo).port}`,
      logins: () => logins,
      async close() {
        for (const client of upgrader.clients) client.terminate();
        await new Promise((resolve) => upgrader.close(resolve));
      },
    };
  }
  const recipe = (url: string) => {
    const { WECOM_BOT_TOKEN: _, WECOM_BOT_AES_KEY: __, ...others } = env;
    return { ...others, WECOM_BOT_ID: 'aibTest', WECOM_BOT_SECRET: BOT_SECRET, WECOM_BOT_WS_URL: url };
  };

  it.each(['trace', 'info'])('prints no secret at level %s, whatever WeCom repeats', async (level) => {
    const wecom = await openEcho();
    try {
      const server = await spawnServer({ ...recipe(wecom.url), LOG_LEVEL: level });
      try {
        await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('853000');
        for (const path of ['/metrics', '/readyz'])
          expectHidden(await (await fetch(server.url + path)).text(), path);
      } finally {
        await endProcess(server);
      }
      expect(wecom.logins()).toBeGreaterThan(0);
      expectHidden(server.output(), 'the server');
      const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
      expectHidden(JSON.stringify(await store.lease('long_connection')), 'the lease');
      await store.close();
      const commands = [['doctor'], ['doctor', '--json'], ['outbox', 'list']];
      const { out, err } = await runCommands(commands, { ...recipe(wecom.url), LOG_LEVEL: level });
      expectHidden(out + err, 'a command');
      expect(out.match(/^command \d+ ended with [01]$/gm)).toHaveLength(commands.length);
    } finally {
      await wecom.close();
    }
  });

  it('nor does a start that fails', async () => {
    for (const wrong of [
      { WECOM_BOT_SECRET: `${BOT_SECRET} x` },
      { WECOM_BOT_ID: '' },
      { WECOM_BOT_TOKEN: SECRETS.WECOM_BOT_TOKEN },
      { WECOM_BOT_WS_URL: `wss://u:${PASSWORD}@x` },
    ]) {
      const failure = await spawnServer({ ...recipe(`ws://${NOWHERE}`), ...wrong }).catch(
        (error: Error) => error,
      );
      expect(failure, JSON.stringify(Object.keys(wrong))).toBeInstanceOf(Error);
      expectHidden(String(failure), JSON.stringify(Object.keys(wrong)));
    }
  });
});

/** Arguments with which each command goes about its work; a new command needs a line here. */
const ARGUMENTS = (): Record<string, string[]> => ({
  'org import': [join(dir, 'roster.csv')],
  'org export': [],
  'org sync': ['--apply'],
  'org rename': ['zhaoliu', 'ZhaoLiu2'],
  'ledger import': [join(dir, 'roster.csv')],
  'plan-file import': [join(dir, 'roster.csv')],
  'export ledger': ['--out', join(dir, 'ledger.xlsx')],
  'export minutes': ['--out', join(dir, 'minutes.docx')],
  'export attendance': ['--out', join(dir, 'attendance.xlsx')],
  'export matrix': ['--out', join(dir, 'matrix.xlsx')],
  'export plan': ['--out', join(dir, 'plan.xlsx')],
  'export figures': ['attendance_rate', '--out', join(dir, 'figures.xlsx')],
  parse: [],
  corpus: [],
  doctor: [],
  plan: ['--from', '2026-11-25', '--to', '2026-12-25', '--json'],
  stats: ['attendance_rate'],
  outbox: ['list'],
  'figures verify': [],
  'audit verify': [],
  evidence: [],
  erase: ['赵六'],
  retain: [],
  backup: [join(dir, 'copy')],
  restore: [join(dir, 'copy')],
  'move-to-postgres': [POSTGRES],
  migrate: [],
});

describe('every command', { timeout: 600_000 }, () => {
  it('is tried here', () => {
    expect(Object.keys(ARGUMENTS()).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it('prints none, at work and where the database cannot be reached', async () => {
    writeFileSync(
      join(dir, 'roster.csv'),
      '姓名,账号,党组织,职务,类型,流动\n赵六,zhaoliu,城郊党委/第一党支部,,正式党员,否\n',
    );
    const input = `{"text":"绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x","now":"2026-11-30T14:50:00+08:00"}\n`;
    const all = Object.entries(ARGUMENTS()).map(([name, args]) => [...name.split(' '), ...args]);
    const outputs = [{}, { DATABASE_URL: POSTGRES }].map((other) =>
      runCommands(all, { ...env, ...other, LOG_LEVEL: 'trace' }, input),
    );
    for (const { out, err } of await Promise.all(outputs)) {
      expectHidden(out + err, 'a command');
      expect(out.match(/^command \d+ ended with [012]$/gm)).toHaveLength(all.length);
    }
  });
});
