// 看板: who is given a link to the page, where it is said, and what of it is kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEntryLinks } from '../../src/dashboard/entry-links.ts';
import { hashOf, keyIn } from '../support/dashboard.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

const BASE = 'https://bot.example.com';
const links = createEntryLinks('secret', () => BASE);

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(undefined, ['boss']);
});
afterEach(() => chat.close());

const keys = () => chat.store.db.selectFrom('dashboard_key').selectAll().execute();
const kept = async () =>
  JSON.stringify([
    await chat.store.db.selectFrom('message').selectAll().execute(),
    await keys(),
    await chat.store.db.selectFrom('outbox').selectAll().execute(),
  ]);

describe('看板', () => {
  it.each(['看板', '网页', '打开看板', '数据页面', '看看数据看板', '看板链接发我'])(
    '%s gives the link',
    async (said) => {
      const answer = await chat.says('zhangsan', said);
      expectSays(answer, '10 分钟', '只能用一次', `${BASE}/dashboard/enter?key=`);
    },
  );

  it.each(['zhangsan', 'wangwu', 'admin', 'boss'])('%s may see something, and gets one', async (userId) => {
    expectSays(await chat.says(userId, '看板'), '/dashboard/enter?key=');
    expect(await keys()).toMatchObject([{ user_id: userId }]);
  });

  it('keeps nothing that opens it: the key is put in when the answer leaves', async () => {
    const stored = await chat.says('zhangsan', '看板');
    const key = keyIn(links.unsealed(stored));
    expect(await keys()).toMatchObject([{ hash: hashOf(key) }]);
    expect(stored).not.toContain(key);
    expect(await kept()).not.toContain(key);
    expect(keyIn(createEntryLinks('other', () => BASE).unsealed(stored))).not.toBe(key);
  });

  it('opens for ten minutes', async () => {
    await chat.says('zhangsan', '看板');
    expect(await keys()).toMatchObject([{ expires_at: Date.parse('2026-11-21T10:10+08:00') }]);
  });

  it('gives another one each time', async () => {
    const first = keyIn(links.unsealed(await chat.says('zhangsan', '看板')));
    const second = keyIn(links.unsealed(await chat.says('zhangsan', '看板')));
    expect(second).not.toBe(first);
  });

  it('in a group goes to whoever asked, in private and at once, though it is night', async () => {
    chat.at('2026-11-21 23:30');
    const answer = await chat.saysIn('chat', 'zhangsan', '看板');
    expectSays(answer, '单独发给您');
    expect(answer).not.toContain('enter');
    const [row] = await chat.waiting('dashboard:zhangsan');
    expect(row).toMatchObject({ to: ['zhangsan'], at: Date.parse('2026-11-21T23:30+08:00') });
    expectSays(row!.text, `${BASE}/dashboard/enter?key=`);
    expect(await kept()).not.toContain(keyIn(links.unsealed(row!.text)));
  });

  it('tells a member without an office who may', async () => {
    expectSays(await chat.says('zhaoliu', '看板'), '张三');
    expect(await keys()).toEqual([]);
  });

  it('says who can give it an address where it has none', async () => {
    Object.assign(chat.tools, { entryLinks: createEntryLinks('secret', () => undefined) });
    expectSays(await chat.says('zhangsan', '看板'), 'PUBLIC_URL', '管理服务器的人');
    expect(await keys()).toEqual([]);
    expect(await chat.says('zhangsan', '帮助')).not.toContain('看板');
  });

  it('stands in the help of those who may, in one line', async () => {
    for (const userId of ['zhangsan', 'admin']) {
      const lines = (await chat.says(userId, '帮助')).split('\n').filter((line) => line.includes('看板'));
      expect(lines).toHaveLength(1);
    }
    expect(await chat.says('zhaoliu', '帮助')).not.toContain('看板');
  });
});
