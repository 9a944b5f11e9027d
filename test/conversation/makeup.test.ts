// 补签 of one's own: said by the member, confirmed by an officer with one tap.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { storeOf } from '../support/stored.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  chat.at('2026-11-25 19:00');
});
afterEach(() => chat.close());

const { states, record } = storeOf(() => chat);
const stateOf = async (id: string) => (await states(1))[id];
const waiting = async (subject: string) => chat.waiting(`${subject}:1:zhaoliu`);

it('waits for the tap of an officer, who is asked with two buttons', async () => {
  expectSays(await chat.says('zhaoliu', '补签'), '补签已报给张三');
  expect(await stateOf('zhaoliu')).toBe('makeup_pending');
  expectSays(await chat.says('zhaoliu', '补签'), '补签已报给张三');
  const [row, again] = await waiting('makeup');
  expect(again).toBeUndefined();
  expect(row?.to).toContain('zhangsan');
  expect(row?.card?.buttons.map((b) => b.key)).toEqual(['makeup_ok:1:zhaoliu', 'makeup_no:1:zhaoliu']);
});

it('counts once it is agreed to, and the member hears it', async () => {
  await chat.says('zhaoliu', '补签');
  const reply = await chat.presses('zhangsan', 'makeup_ok:1:zhaoliu');
  expectSays(reply!.text, '补签 1 人：赵六', '到会 1/6');
  expect(reply).toMatchObject({ cardState: expect.stringContaining('同意') });
  expect(await stateOf('zhaoliu')).toBe('makeup');
  expect((await waiting('makeup_decided')).map((row) => row.text)).toEqual([
    expect.stringContaining('已给您补签'),
  ]);
  expectSays(await chat.says('zhaoliu', '补签'), '不用补签');
});

it('leaves nothing behind where it is refused', async () => {
  await chat.says('zhaoliu', '补签');
  expectSays((await chat.presses('zhangsan', 'makeup_no:1:zhaoliu'))!.text, '没有给赵六补签');
  expect(await stateOf('zhaoliu')).toBeUndefined();
});

it('changes nothing that an officer recorded until an officer agrees', async () => {
  await chat.says('zhangsan', '上报 主题党日 应到6 实到5 缺席赵六');
  expectSays(await chat.says('zhaoliu', '补签'), '补签已报给');
  expect(await stateOf('zhaoliu')).toBe('absent');
  await chat.presses('zhangsan', 'makeup_no:1:zhaoliu');
  expect(await stateOf('zhaoliu')).toBe('absent');
  await chat.presses('zhangsan', 'makeup_ok:1:zhaoliu');
  expect(await stateOf('zhaoliu')).toBe('makeup');
  expect(await record(1)).toMatchObject({ present: 6 });
});

it('is no member’s to agree to', async () => {
  await chat.says('zhaoliu', '补签');
  expectSays((await chat.presses('wangwu', 'makeup_ok:1:zhaoliu'))!.text, '补签由书记确认');
  expectSays((await chat.presses('zhaoliu', 'makeup_ok:1:zhaoliu'))!.text, '补签由书记确认', '补签 赵六');
  expect(await stateOf('zhaoliu')).toBe('makeup_pending');
});

it('is taken back by the member, and asks the officer no more', async () => {
  await chat.says('zhaoliu', '补签');
  expectSays(await chat.says('zhaoliu', '撤销'), '已撤销');
  expect(await stateOf('zhaoliu')).toBeUndefined();
  expect((await waiting('makeup')).map((row) => row.state)).toEqual(['cancelled']);
});

it('is decided by a bare 同意 or 不同意 as well', async () => {
  await chat.says('zhaoliu', '补签');
  expectSays(await chat.says('zhangsan', '不同意'), '没有给赵六补签');
  expect(await stateOf('zhaoliu')).toBeUndefined();
  await chat.says('zhaoliu', '补签');
  chat.at('2026-11-25 19:01');
  await chat.says('wangwu', '补签');
  expectSays(await chat.says('zhangsan', '同意'), '给赵六补签', '给王五补签');
  await chat.says('zhangsan', '1');
  expectSays(await chat.says('zhangsan', '同意'), '补签 1 人：王五', '到会 2/6');
  expect([await stateOf('zhaoliu'), await stateOf('wangwu')]).toEqual(['makeup', 'makeup']);
});

it('pressed again tells nobody again', async () => {
  await chat.says('zhaoliu', '补签');
  await chat.presses('zhangsan', 'makeup_ok:1:zhaoliu');
  expectSays((await chat.presses('lisi', 'makeup_ok:1:zhaoliu'))!.text, '已经处理过了');
  expect(await waiting('makeup_decided')).toHaveLength(1);
});

it('while the meeting is still open is a check-in', async () => {
  chat.at('2026-11-25 15:05');
  expectSays(await chat.says('zhaoliu', '补签'), '赵六已签到', '到会 1/6');
  expect(await stateOf('zhaoliu')).toBe('present');
  expectSays(await chat.says('zhangsan', '补签 王五'), '补签 1 人：王五', '到会 2/6');
});

it('of an officer is an entry at once', async () => {
  expectSays(await chat.says('zhangsan', '补签'), '补签 1 人：张三');
  expect(await stateOf('zhangsan')).toBe('makeup');
});
