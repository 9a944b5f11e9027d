// What `doctor` says of the bot's long connection, and of where the bot may not speak by itself yet.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LONG_CONNECTION } from '../../src/app/long-connection.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { outbox } from '../../src/cli/outbox.ts';
import { MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { rosterRows, SMALL_ROSTER } from '../support/roster.ts';
import type { TestServer } from '../support/server.ts';
import { BOT } from '../support/socket-client.ts';
import { socketEnv, startSocketServer } from '../support/socket-server.ts';
import { openSocketStandIn, type SocketStandIn } from '../support/socket-stand-in.ts';
import { APP, PRODUCTION_ENV } from '../support/wecom-client.ts';

const GROUP = 'wrGroupABC';
/** Another instance, or a server that has ended. */
const OTHER = 'another-instance';

let wecom: SocketStandIn;
let dir: string;
let store: OpenStore;
const servers: TestServer[] = [];
beforeEach(async () => {
  wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-doctor-connection-'));
  store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 0));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await store.close();
  await wecom.close();
  rmSync(dir, { recursive: true, force: true });
});

const env = (more: Record<string, string> = {}) => ({ ...socketEnv(wecom), DATA_DIR: dir, ...more });
async function examine(more: Record<string, string> = {}) {
  const { code, out } = await runCommand(doctor, [], env(more));
  expect(out).not.toContain(BOT.secret);
  expect(out).not.toMatch(/undefined|null|\[object|\{\{/);
  return { code, lines: out.trimEnd().split('\n') };
}
/** the one line about the connection */
async function said(more: Record<string, string> = {}) {
  const { code, lines } = await examine(more);
  const about = lines.filter((line) => /长连接|Bot ID/.test(line));
  expect(about, lines.join('\n')).toHaveLength(1);
  return { code, line: about[0]! };
}
/** What a server keeps of its connection; `ago`: when it last said so. */
async function left(note: object, { ago = 0, leftMs = 15_000 } = {}): Promise<void> {
  await store.holdLease(LONG_CONNECTION, OTHER, leftMs, JSON.stringify(note));
  await store.db
    .updateTable('lease')
    .set((eb) => ({ noted_at: eb('noted_at', '-', ago), ...(leftMs <= 0 && { until: 0 }) }))
    .execute();
}
const subscribes = () => wecom.framesOf('aibot_subscribe').length;
const lease = () => store.lease(LONG_CONNECTION);

describe('a server holds it', () => {
  it('connected, seen at a real server, which is not thrown out by looking', async () => {
    const server = await startSocketServer(wecom, { DATA_DIR: dir });
    servers.push(server);
    await vi.waitFor(async () => expect((await lease())?.note).toContain('"connected"'));
    expect(await said()).toEqual({ code: 0, line: '✓ 机器人长连接已连上' });
    expect(subscribes()).toBe(1);
    expect(wecom.connections.filter((c) => c.closedAt === undefined)).toHaveLength(1);
  });

  it('for how long', async () => {
    await left({ state: 'connected' }, { ago: 90 * MINUTE_MS });
    expect(await said()).toEqual({ code: 0, line: '✓ 机器人长连接已连上（90 分钟）' });
    expect(subscribes()).toBe(0);
  });

  it.each([
    [
      { state: 'refused', code: 853000, errmsg: 'invalid bot_id or secret' },
      '企业微信不认机器人的 Bot ID 或 Secret（853000 invalid bot_id or secret）。请打开智能机器人的设置',
    ],
    [{ state: 'kicked' }, '机器人长连接被别处的连接顶下线了：同一个机器人只能有一处连接。'],
    [{ state: 'silent' }, '（对方没有应答）'],
    [{ state: 'unsubscribed' }, '（登录失效）'],
    [{ state: 'lost' }, '（连接断了）'],
    [{ state: 'connecting' }, '（正在连）'],
    [{ state: 'unreachable' }, '（连不上）'],
  ])('%o: wrong, in words, and no second login', async (note, words) => {
    await left(note);
    const { code, line } = await said();
    expect(line).toContain(words);
    expect({ code, mark: line[0] }).toEqual({ code: 1, mark: '✗' });
    expect(subscribes()).toBe(0);
  });
});

describe('nobody holds it', () => {
  it.each([
    ['nobody ever did', async () => undefined],
    ['a server that was connected has ended', () => left({ state: 'connected' }, { leftMs: 0 })],
    ['one was thrown out long ago', () => left({ state: 'kicked' }, { leftMs: 0, ago: 16 * MINUTE_MS })],
    // Its secret may have been mended since.
    ['one was refused a moment ago', () => left({ state: 'refused', code: 1 }, { leftMs: 0 })],
  ])('%s: one login of its own says that all is right but the server', async (_, before) => {
    await before();
    const { code, line } = await said();
    expect(line).toBe(
      '△ 机器人的 Bot ID 和 Secret 有效；现在没有服务在连，群里 @ 它不会有回应，请启动：systemctl start zhibutong（没有做成服务的：npm start）',
    );
    expect(code).toBe(0);
    expect(subscribes()).toBe(1);
    // Nothing stays behind: the next server connects at once.
    expect((await lease())!.leftMs).toBeLessThanOrEqual(0);
    await vi.waitFor(() => expect(wecom.connections.every((c) => c.closedAt !== undefined)).toBe(true));
  });

  it('WeCom refuses, and its words are shown', async () => {
    wecom.refuseSecret(true);
    const { code, line } = await said();
    expect(line).toMatch(/^✗ 企业微信不认机器人的 Bot ID 或 Secret（\d+ \S.*）/);
    expect(code).toBe(1);
    expect((await lease())!.leftMs).toBeLessThanOrEqual(0);
  });

  it('WeCom is out of reach', async () => {
    const { code, line } = await said({ WECOM_BOT_WS_URL: 'ws://127.0.0.1:9' });
    expect(line).toMatch(/^✗ 机器人长连接没有连上（连不上）.*127\.0\.0\.1 的 9 端口/);
    expect(code).toBe(1);
  });

  it('one that was thrown out a moment ago is told of, and whoever is connected stays', async () => {
    await left({ state: 'kicked' }, { leftMs: 0, ago: 14 * MINUTE_MS });
    expect((await said()).line).toMatch(/^✗ 机器人长连接被别处的连接顶下线了/);
    expect(subscribes()).toBe(0);
  });
});

it('says nothing of it where the bot has a callback', async () => {
  const { out } = await runCommand(doctor, [], { ...PRODUCTION_ENV, DATA_DIR: dir });
  expect(out).not.toContain('长连接');
  expect(out).not.toContain('和机器人说过话');
});

describe('where nobody has spoken to the bot yet', () => {
  const bind = (unitId: number, chatId: string | null) =>
    store.write((tx) => tx.putBinding({ unitId, chatId, webhookKey: null, boundBy: 'zhangsan', boundAt: 0 }));
  const listed = async (more: Record<string, string> = {}) => {
    const { code, out } = await runCommand(outbox, ['list'], env(more));
    expect(code).toBe(0);
    return out.trimEnd().split('\n');
  };
  const hints = (lines: string[]) =>
    lines.map((line) => line.replace(/^△ /, '')).filter((l) => /说过话|主动发通知/.test(l));

  it('groups that are bound, and people, until somebody speaks there', async () => {
    await bind(2, GROUP);
    await bind(3, null);
    const group =
      '有 1 个已绑定的群还不能由机器人主动发通知：第一党支部。请在这些群里各 @机器人 发一句“你好”';
    const { people } = await store.read((tx) => tx.organisation());
    const all = await examine();
    expect(all.code).toBe(0);
    const [first, second] = hints(all.lines);
    expect(first).toBe(group);
    expect(second).toMatch(new RegExp(`^有 ${people.size} 人还没有和机器人说过话，私下的提醒送不到：`));
    // There all are named.
    const [line, names] = hints(await listed());
    expect(line).toBe(group);
    for (const { name } of people.values()) expect(names).toContain(name);

    await store.noteBotChat({ chat: GROUP, userId: null }, 0);
    await store.noteBotChat({ chat: 'ZhangSan', userId: 'zhangsan' }, 0);
    const [only, none] = hints((await examine()).lines);
    expect(none).toBeUndefined();
    expect(only).toContain(`有 ${people.size - 1} 人还没有和机器人说过话`);
    // Whose chat takes nothing any more is as one who never spoke.
    await store.loseBotChat('ZhangSan', 'not_in_group');
    expect(hints((await examine()).lines)[0]).toContain(`有 ${people.size} 人还没有和机器人说过话`);
    await store.noteBotChat({ chat: 'ZhangSan', userId: 'zhangsan' }, 0);
    expect(hints((await examine()).lines)[0]).toContain(`有 ${people.size - 1} 人还没有和机器人说过话`);
    expect(hints(await listed())[0]).not.toContain('张三');
    for (const { id } of people.values()) await store.noteBotChat({ chat: id, userId: id }, 0);
    expect(hints((await examine()).lines)).toEqual([]);
    expect(hints(await listed())).toEqual([]);
  });

  it('names ten in doctor, and says that there are more', async () => {
    const more = Array.from({ length: 12 }, (_, i) => `某人${i} m${i} 城郊党委/第一党支部`).join('\n');
    await store.write(async (tx) => {
      const plan = planRoster(rosterRows(more), await tx.organisation(), [], { prune: false });
      await tx.applyRoster(plan.changes, 0);
    });
    const [line] = hints((await examine()).lines);
    expect(line!.split('：')[1]!.split('、')).toHaveLength(10);
    expect(line).toContain(' 等。');
  });

  it('people hear by the application where there is one', async () => {
    await bind(2, GROUP);
    const app = {
      WECOM_CORP_ID: APP.corpId,
      WECOM_AGENT_ID: PRODUCTION_ENV.WECOM_AGENT_ID,
      WECOM_APP_SECRET: APP.secret,
      WECOM_APP_TOKEN: APP.token,
      WECOM_APP_AES_KEY: APP.aesKey,
    };
    const found = hints(await listed(app));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('第一党支部');
  });
});
