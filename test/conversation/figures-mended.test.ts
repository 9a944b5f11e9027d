import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到4'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

/** What is stored of meetings, rolls and items. */
const stored = () =>
  chat.store.read(async (tx) => {
    const changes = await tx.changesBy('zhangsan', 0);
    return changes.length;
  });

describe('what is asked', () => {
  it('goes on from the last question that was answered', async () => {
    await chat.says('zhangsan', '本月到会率');
    const refused = await chat.says('zhangsan', '那第二支部呢');
    expect(refused).toContain('这件事要由书记孙八');
    expect(refused).not.toContain('没有记录');
    expectSays(await chat.says('zhangsan', '10月'), '第一党支部10月到会率');
    expectSays(await chat.says('zhangsan', '第一小组的'), '第一党小组10月到会率');
    expectSays(await chat.says('zhangsan', '赵六'), '查10月', '赵六个人出勤');
  });

  it.each([
    ['第四季度次数', '第四季度开了 4 次'],
    ['11月次数', '11月开了 3 次'],
    ['本月到汇率', '11月到会率 80%'],
    ['本月到会律', '11月到会率 80%'],
    ['到会率低于90%', '不排先后'],
  ])('is read whole: %s', async (text, expected) => {
    expectSays(await chat.says('admin', text), expected);
  });

  it('is no progress of an item', async () => {
    expect(await chat.says('zhaoliu', '到会率低于90%')).not.toContain('报进展');
  });

  it('of a person is answered in private', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    for (const [who, text] of [
      ['zhangsan', '赵六今年来了几次'],
      ['zhaoliu', '本月到会率'],
    ] as const) {
      const answer = await chat.saysIn('g1', who, text);
      expectSays(answer, '请在私聊里再问');
      expect(answer).not.toContain('缺席');
    }
  });

  it('of the meeting of another group is refused to a member', async () => {
    expectSays(await chat.says('zhaoliu', '第一党小组谁没来'), '到会 2/2');
    const answer = await chat.says('lixiaohong', '第一党小组谁没来');
    expectSays(answer, '这件事要由');
    expect(answer).not.toContain('到会');
  });
});

describe('an act that was offered', () => {
  const OFFERS = ['赵六', '代签 赵六'];
  const LINES = [
    '11月呢',
    '第一党小组呢',
    '上个月的呢',
    '今年的',
    '11月的',
    '第一支部的',
    '主题党日的',
    '怎么算的',
    '画个图',
    '赵六吗',
    '主题党日呢',
    '全到',
    '三季度',
  ];
  it.each(OFFERS.flatMap((offer) => LINES.map((line) => [offer, line] as const)))(
    '%s is not carried out by %s',
    async (offer, line) => {
      const before = await stored();
      expectSays(await chat.says('zhangsan', offer), '您是想', '签到');
      const answer = await chat.says('zhangsan', line);
      expect(answer).not.toContain('代签');
      expect(await stored()).toBe(before);
    },
  );
});
