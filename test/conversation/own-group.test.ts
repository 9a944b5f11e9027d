// Groups that the application makes, from the word of the secretary to the message in the group.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGroupWorker } from '../../src/delivery/groups.ts';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { GroupKeeper, PushOutcome } from '../../src/ports/channels.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { queueOf } from '../support/queue.ts';

const NOW = instantOf('2026-11-21', 10);
let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

type Group = Parameters<GroupKeeper>[0];

/** Does all that waits; what was made and what was sent. */
async function deliver(outcome: PushOutcome = { kind: 'accepted' }, inGroup?: PushOutcome) {
  const made: Group[] = [];
  const sent: string[] = [];
  const group = createGroupWorker({
    keep: async (one) => {
      made.push(one);
      return outcome;
    },
    clock: { now: () => NOW },
    templates: chat.tools.templates,
    pushAt: (now) => now,
  });
  const send = async ({ to, text }: { to: unknown; text: string }): Promise<PushOutcome> => {
    sent.push(`${JSON.stringify(to)} ${text}`);
    return (JSON.stringify(to).includes('chat') && inGroup) || { kind: 'accepted' };
  };
  const unheard = chat.tools.templates.render('bind.group_unheard');
  const push = createPushWorker({ app: send, appchat: send }, undefined, [unheard]);
  const queue = queueOf(chat.store, { group, push }, { now: () => NOW });
  await queue.run();
  await queue.stop();
  return { made, sent };
}
const binding = async () => (await chat.store.read((tx) => tx.bindings()))[0];

it('建群 makes it once, tells who asked, says a first word in it, and sends announcements there', async () => {
  expectSays(await chat.says('zhangsan', '建群 第一党支部'), '正在建第一党支部群', '8 人');
  const { made, sent } = await deliver();
  expect(made).toEqual([
    {
      chatId: expect.stringMatching(/^[0-9a-z]{1,32}$/),
      name: '第一党支部',
      owner: 'zhangsan',
      members: expect.arrayContaining(['zhangsan', 'zhaoliu', 'liudong']),
    },
  ]);
  const { chatId } = made[0]!;
  expect(sent).toEqual([
    expect.stringMatching(/^\{"users":\["zhangsan"\]\} 第一党支部群已建好，共 8 人/),
    expect.stringMatching(new RegExp(`^\\{"chat":"${chatId}"\\} 这是第一党支部的通知群`)),
  ]);
  expect(await binding()).toMatchObject({ appchatId: chatId, webhookKey: null });
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  const announced = (await deliver()).sent;
  expect(announced).toEqual([expect.stringContaining(`{"chat":"${chatId}"}`)]);
  // Nobody hears what is said in such a group.
  expectSays(announced[0]!, '请私下发给我');
});

it('beside it the chat that is bound already stays bound: what is said there is heard as before', async () => {
  await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
  await chat.says('zhangsan', '建群 第一党支部');
  const { made } = await deliver();
  expect(await binding()).toMatchObject({ chatId: 'wr1', appchatId: made[0]!.chatId });
});

it('asked for twice it is the same group, and a repetition says nothing in it', async () => {
  await chat.says('zhangsan', '建群');
  const first = await deliver();
  await chat.says('lisi', '给第一党支部建群');
  const second = await deliver();
  expect(second.made[0]!.chatId).toBe(first.made[0]!.chatId);
  expect(second.sent).toHaveLength(1);
});

it('更新群成员 gives it the members of the roster, and needs a group', async () => {
  expectSays(await chat.says('zhangsan', '更新群成员'), '还没有由我建的群', '建群 第一党支部');
  await chat.says('zhangsan', '建群');
  await deliver();
  expectSays(await chat.says('zhangsan', '更新群成员 第一党支部'), '按名册更新');
  const { made, sent } = await deliver();
  expect(made[0]!.members).toHaveLength(8);
  expect(sent).toEqual([expect.stringContaining('成员已按名册更新')]);
});

it('that could not be made is told with the reason, and binds nothing', async () => {
  await chat.says('zhangsan', '建群');
  const { sent } = await deliver({ kind: 'refused', code: 86005, reason: 'bad_group', scope: 'destination' });
  expect(sent).toEqual([expect.stringContaining('第一党支部群没有办成')]);
  expect(await binding()).toBeUndefined();
});

it('one that was dissolved is followed by another', async () => {
  await chat.says('zhangsan', '建群');
  const { made } = await deliver();
  const [{ chatId }] = made as [Group];
  await chat.store.write((tx) =>
    tx.loseAddress({ channel: 'appchat', chat: chatId }, { at: NOW, why: 'group_dissolved' }),
  );
  await chat.says('zhangsan', '建群');
  const again = await deliver();
  expect(again.made[0]!.chatId).not.toBe(chatId);
  expect((await binding())!.dead).toBeUndefined();
});

it('needs the right, and an application', async () => {
  expect(await chat.says('zhaoliu', '建群 第一党支部')).toContain('没有记录');
  expect((await deliver()).made).toEqual([]);
  chat.tools.canMakeGroups = false;
  expect(await chat.says('zhangsan', '建群 第一党支部')).toContain('自建应用');
});

it.each(['怎么建群', '建群吗', '群里说一下', '不用建群'])('%s makes no group', async (text) => {
  await chat.says('zhangsan', text);
  expect((await deliver()).made).toEqual([]);
});

it('tells who asked at once where the application may make none, and what to do', async () => {
  await chat.says('zhangsan', '建群');
  const { sent } = await deliver({
    kind: 'retry',
    code: 48002,
    reason: 'no_permission',
    afterMs: 60_000,
    isWide: true,
  });
  expect(sent).toEqual([
    expect.stringMatching(/^\{"users":\["zhangsan"\]\} .*没有办成.*整个企业.*建群 第一党支部/),
  ]);
  expect(await binding()).toBeUndefined();
  // Mended, it is made.
  await chat.says('zhangsan', '建群');
  expect((await deliver()).made).toHaveLength(1);
});

it('is told of in private once it is dissolved, without what was true in the group alone', async () => {
  await chat.says('zhangsan', '建群');
  await deliver();
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  const gone = { kind: 'refused', code: 49008, reason: 'group_dissolved', scope: 'destination' } as const;
  const { sent } = await deliver({ kind: 'accepted' }, gone);
  const [inGroup, inPrivate] = [
    sent.find((s) => s.includes('"chat"')),
    sent.find((s) => s.includes('"users"')),
  ];
  expect(inGroup).toContain('本群里的话我收不到');
  expect(inPrivate).toContain('三楼会议室');
  expect(inPrivate).not.toContain('本群');
});
