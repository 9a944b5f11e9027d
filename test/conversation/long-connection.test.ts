// What is said where the bot has the long connection: nobody needs a webhook, and what is private stays so.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { without } from '../support/roster.ts';

const GROUP = 'wrGroupABC';
let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  Object.assign(chat.tools, { groupsBy: 'bot', personsBy: 'bot' });
});
afterEach(() => chat.close());
const bound = async () => (await chat.store.read((tx) => tx.bindings()))[0];

it('绑定 says nothing of push addresses, wherever and however it is said', async () => {
  const said = [
    await chat.says('zhangsan', '绑定'),
    await chat.saysIn(GROUP, 'zhangsan', '绑定'),
    await chat.says('zhangsan', '绑定 第一党支部'),
    await chat.saysIn(GROUP, 'zhangsan', '绑定 第一党支部'),
    await chat.saysIn(GROUP, 'zhangsan', '绑定 第一党支部'),
  ];
  expect(said).toEqual([
    '请在群里 @我 发，写上支部名称，例如：绑定 第一党支部',
    '请写上支部名称，例如：绑定 第一党支部',
    '要绑定群，请在群里 @我 发：绑定 第一党支部。',
    '本群已绑定第一党支部。',
    '本群已经绑定第一党支部。',
  ]);
  expect(await bound()).toMatchObject({ chatId: GROUP, webhookKey: null });
});

it('诊断 says how a group heals by the bot, and of no address', async () => {
  await chat.saysIn(GROUP, 'zhangsan', '绑定 第一党支部');
  expect(await chat.says('zhangsan', '诊断')).not.toContain('推送');
  await chat.store.write((tx) =>
    tx.loseAddress({ channel: 'bot', chat: GROUP }, { at: instantOf('2026-11-21', 9), why: 'not_in_group' }),
  );
  const said = await chat.says('zhangsan', '诊断');
  expect(said).toContain(
    '✗ 机器人在群里发不了通知，先逐人通知：第一党支部（请看机器人是否还在群里，再在群里 @我 说一句话）',
  );
  expect(said).not.toContain('推送');
});

it('送达情况 in a group shows no private text that the bot sent, also of whoever has left or is encrypted', async () => {
  await chat.saysIn(GROUP, 'zhangsan', '绑定 第一党支部');
  const at = instantOf('2026-11-21', 9);
  const row = (key: string, to: string, rule: string) => ({
    key,
    at,
    expiresAt: at + 86_400_000,
    rule,
    unitId: chat.unitId('第一党支部'),
    subject: key,
    channel: 'bot' as const,
    to: [to],
    audience: ['lisi'],
    text: `${key}的家里有事`,
    card: null,
  });
  await chat.store.write((tx) =>
    tx.addOutbox([
      row('李四', 'LiSi', 'leave_asked'),
      row('赵六', 'zhaoliu', 'leave_asked'),
      row('王五', 'woEncrypted', 'leave_asked'),
      row('本群', GROUP, 'leave_asked'),
    ]),
  );
  await chat.store.write(async (tx) =>
    tx.applyRoster(without('zhaoliu', await tx.organisation()).changes, at),
  );
  const said = await chat.saysIn(GROUP, 'zhangsan', '送达情况');
  for (const name of ['李四', '赵六', '王五']) expect(said).not.toContain(`${name}的家里有事`);
  expect(said.match(/私下的消息/g)).toHaveLength(3);
  expect(said).toContain('本群的家里有事（群）');
  // Whoever asks in private is shown all of it.
  expect(await chat.says('zhangsan', '送达情况')).toContain('赵六的家里有事');
});
