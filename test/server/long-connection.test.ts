// The recipe without a public address, from outside: the whole server towards a strict stand-in of WeCom.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plannedActivity } from '../support/activity.ts';
import type { TestServer } from '../support/server.ts';
import { BOT } from '../support/socket-client.ts';
import { startSocketServer } from '../support/socket-server.ts';
import { openSocketStandIn, type SocketStandIn } from '../support/socket-stand-in.ts';

/** Nobody but a browser needs more of it. */
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(3000)]);
const GROUP = 'wrGroupABC';
let wecom: SocketStandIn;
const servers: TestServer[] = [];
const start = async (env: Record<string, string> = {}) => {
  const server = await startSocketServer(wecom, env);
  servers.push(server);
  return server;
};
const stopped = async (server: TestServer) => {
  servers.splice(servers.indexOf(server), 1);
  await server.app.stop();
};

beforeEach(async () => {
  wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
  wecom.know({ chatId: GROUP });
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await wecom.close();
});

const inGroup = (userId: string, text: string) =>
  wecom.say({ userId, chatId: GROUP, text: `@支部通 ${text}` }).text(10_000);
const inPrivate = (userId: string, text: string) => wecom.say({ userId, text }).text(10_000);
const shown = ({ body }: { body: Record<string, unknown> }): string => JSON.stringify(body);

test('a branch arranges, is told, signs in by a button and by a word, and asks who is missing', async () => {
  const { app } = await start();
  expect(await inGroup('zhangsan', '绑定 第一党支部')).toBe('本群已绑定第一党支部。');
  expect(await inPrivate('zhangsan', '安排主题党日 明天下午3点 三楼会议室')).toContain('已在群里通知');
  const told = await wecom.waitForPush(({ body }) => body.chatid === GROUP);
  expect(shown(told)).toContain('"key":"leave:1"');
  await app.store.write((tx) =>
    tx.addActivity(plannedActivity({ unitId: 2, startAt: Date.now() + 600_000, createdAt: Date.now() })),
  );
  expect(await inGroup('lisi', '签到')).toContain('到会 1/6');
  const press = wecom.press({ userId: 'wangwu', chatId: GROUP, taskId: 'z1', key: 'checkin:2' });
  const [update] = await press.reply();
  expect(update).toMatchObject({ response_type: 'update_template_card', userids: ['wangwu'] });
  expect(await inGroup('zhangsan', '谁没签到')).toContain('赵六');
  expect(wecom.complaints).toEqual([]);
});

test('persons are pushed to by the bot, each by a message of their own, once they have spoken', async () => {
  const { app } = await start();
  await inPrivate('zhangsan', '你好');
  const now = Date.now();
  await app.store.write((tx) =>
    tx.addOutbox([
      {
        key: 'opening:1',
        at: now,
        expiresAt: now + 600_000,
        rule: 'opening',
        unitId: 2,
        subject: 'activity:1',
        channel: 'app',
        to: ['zhangsan', 'LiSi'],
        audience: ['zhangsan', 'lisi'],
        text: '主题党日开始签到',
        card: { title: '主题党日', buttons: [{ text: '签到', key: 'checkin:1' }] },
      },
    ]),
  );
  await wecom.waitForPush(
    ({ body }) => body.chatid === 'zhangsan' && shown({ body }).includes('开始签到'),
    6000,
  );
  const rows = await app.store.openOutbox();
  await vi.waitFor(async () =>
    expect(await app.store.openOutbox()).toMatchObject([
      { key: 'opening:1:lisi', channel: 'bot', to: ['LiSi'], outcome: 'not_activated' },
    ]),
  );
  expect(rows.length).toBeGreaterThan(0);
  // A word is enough, in whatever capitals; nobody waits for the next look.
  await inPrivate('lisi', '你好');
  await wecom.waitForPush(({ body }) => body.chatid === 'lisi' && shown({ body }).includes('开始签到'), 6000);
  expect(wecom.complaints).toEqual([]);
}, 20_000);

test('whom an emergency call does not reach is named at once, and called as soon as he says a word', async () => {
  await start();
  for (const one of ['zhangsan', 'lisi', 'wangwu']) await inPrivate(one, '你好');
  expect(await inPrivate('zhangsan', '集结 李四、王五、赵六 30分钟内到村委会')).toContain('已发出');
  const called = (userId: string) =>
    wecom.waitForPush(({ body }) => body.chatid === userId && shown({ body }).includes('紧急集结'), 8000);
  await called('lisi');
  const told = await wecom.waitForPush(
    ({ body }) => body.chatid === 'zhangsan' && shown({ body }).includes('没有送到'),
    8000,
  );
  expect(shown(told)).toContain('1 人消息没有送到，请打电话：赵六');
  await inPrivate('zhaoliu', '怎么了');
  await called('zhaoliu');
  expect(wecom.complaints).toEqual([]);
}, 40_000);

test('a photo of a member is fetched, decrypted and kept', async () => {
  const { app } = await start();
  await inPrivate('zhangsan', '登记整改：会议记录不全 责任人李四 12月20日前');
  await inPrivate('lisi', '整改1进展50%');
  wecom.say({ userId: 'lisi', image: { content: PNG } });
  await vi.waitFor(
    async () => {
      const found = await app.store.read((tx) => tx.evidenceOf([1]));
      expect(found).toMatchObject([{ state: 'fetched' }]);
    },
    { timeout: 10_000 },
  );
}, 20_000);

test('a file asked for comes in private', async () => {
  await start();
  await inPrivate('zhangsan', '登记整改：会议记录不全 责任人李四 12月20日前');
  await inPrivate('zhangsan', '导出整改台账');
  const file = await wecom.waitForPush(({ body }) => body.msgtype === 'file', 10_000);
  expect(file.body).toMatchObject({ chatid: 'zhangsan', chat_type: 1 });
  expect(wecom.uploads[0]!.filename).toMatch(/\.xlsx$/);
  expect(wecom.complaints).toEqual([]);
}, 20_000);

test('a server started anew knows in which chats it may speak', async () => {
  const first = await start();
  await inGroup('zhangsan', '绑定 第一党支部');
  await first.app.stop();
  servers.splice(0);
  const second = await start({ DATA_DIR: first.dataDir });
  await inPrivate('zhangsan', '安排主题党日 明天下午3点 三楼会议室');
  await wecom.waitForPush(({ body }) => body.chatid === GROUP, 6000);
  expect(second.url).toBeTruthy();
}, 20_000);

test('a group the bot was taken out of: everybody is told in private, and it heals by a word there', async () => {
  const { app } = await start();
  await inGroup('zhangsan', '绑定 第一党支部');
  await inPrivate('lisi', '你好');
  wecom.remove(GROUP);
  await inPrivate('zhangsan', '安排主题党日 明天下午3点 三楼会议室');
  await wecom.waitForPush((p) => p.body.chatid === 'lisi' && shown(p).includes('主题党日通知'), 10_000);
  expect(await inPrivate('admin', '诊断')).toContain('第一党支部');
  const bound = () => app.store.read(async (tx) => (await tx.bindings())[0]!.dead?.why);
  expect(await bound()).toBe('not_in_group');
  await inGroup('zhangsan', '你好');
  expect(await bound()).toBeUndefined();
  await inPrivate('zhangsan', '改期 主题党日 改到 后天下午3点');
  await wecom.waitForPush((p) => p.body.chatid === GROUP, 10_000);
  expect(wecom.complaints).toEqual([]);
}, 30_000);

describe.skipIf(!process.env.TEST_DATABASE_URL)('two instances', () => {
  const name = `zbt_socket_${randomBytes(5).toString('hex')}`;
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  test('one connects, both push through it, and the other takes over', async () => {
    await onServer(`create database ${name}`);
    try {
      const url = new URL(process.env.TEST_DATABASE_URL!);
      url.pathname = `/${name}`;
      const DATABASE_URL = url.toString();
      const one = await start({ DATABASE_URL });
      const { startServer } = await import('../support/server.ts');
      const { socketEnv } = await import('../support/socket-server.ts');
      const two = await startServer({ ...socketEnv(wecom), DATABASE_URL });
      servers.push(two);
      await inGroup('zhangsan', '绑定 第一党支部');
      const push = (key: string) => {
        const now = Date.now();
        return two.app.store.write((tx) =>
          tx.addOutbox([
            {
              key,
              at: now,
              expiresAt: now + 600_000,
              rule: 'opening',
              unitId: 2,
              subject: key,
              channel: 'bot',
              to: [GROUP],
              audience: [],
              text: key,
              card: null,
            },
          ]),
        );
      };
      await push('first');
      await wecom.waitForPush((p) => shown(p).includes('first'), 8000);
      expect(wecom.framesOf('aibot_subscribe').length).toBe(1);
      await stopped(one);
      await wecom.whenSubscribed(2, 12_000);
      await push('second');
      await wecom.waitForPush((p) => shown(p).includes('second'), 8000);
      expect(await inGroup('lisi', '帮助')).toContain('签到');
      expect(wecom.pushes(GROUP).length).toBe(2);
    } finally {
      for (const server of servers.splice(0)) await server.stop();
      await onServer(`drop database if exists ${name} with (force)`);
    }
  }, 60_000);
});
