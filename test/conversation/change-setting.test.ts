// What a branch chooses for itself: taken back by 撤销, and nobody else's to change or to look into.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

/** Everything the branches have chosen, for comparing before and after. */
const chosen = () =>
  chat.store.write(async (tx) =>
    [...(await tx.settings())].flatMap(([unit, own]) => [...own].map(([key, value]) => [unit, key, value])),
  );

describe('撤销 brings back what stood before', () => {
  const CHANGES: [string, string][] = [
    ['签到方式 会议上报', '签到方式 逐人签到'],
    ['请假需要审批', '请假不用审批'],
    ['主题党日固定为每月25日下午3点 党员活动室', '主题党日固定为每月第二个周五晚上7点'],
    ['主题党日固定为每月25日下午3点 党员活动室', '取消固定日'],
  ];

  it.each(CHANGES)('after %s, where nothing had been chosen', async (first) => {
    await chat.says('zhangsan', first);
    expect(await chosen()).not.toEqual([]);
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect((await chosen()).filter(([, , value]) => value !== null)).toEqual([]);
  });

  it.each(CHANGES)('after %s and then %s', async (first, second) => {
    await chat.says('zhangsan', first);
    const before = await chosen();
    await chat.says('zhangsan', second);
    expect(await chosen()).not.toEqual(before);
    await chat.says('zhangsan', '撤销');
    expect(await chosen()).toEqual(before);
  });

  it('and it is obeyed again', async () => {
    await chat.says('zhangsan', '请假需要审批');
    await chat.says('zhangsan', '撤销');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假 出差');
    expect(await chat.waiting('leave:1:zhaoliu')).toEqual([]);
    expectSays(await chat.says('zhangsan', '谁请假'), '赵六(出差)');
  });
});

describe('nobody but those in charge of a branch', () => {
  /** Of 第一党支部: a member, a group leader, a 流动党员, a 积极分子; the secretary and a member of the other branch. */
  const OTHERS = ['zhaoliu', 'wangwu', 'liudong', 'jiji', 'sunba', 'zhoujiu'];
  const IN_CHARGE = ['zhangsan', 'lisi', 'admin'];
  const CHANGES = [
    '第一党支部主题党日固定为每月10日上午9点',
    '取消第一党支部固定日',
    '签到方式 会议上报',
    '请假需要审批',
  ];

  // Said in the branch's own group, so that a sentence without a unit means this branch whoever says it.
  const inGroup = (person: string, text: string) => chat.saysIn('wr1', person, text);
  beforeEach(async () => {
    await inGroup('zhangsan', '绑定 第一党支部');
    await inGroup('zhangsan', '主题党日固定为每月25日下午3点 党员活动室');
  });

  it.each(OTHERS.flatMap((person) => CHANGES.map((text) => [person, text])))(
    '%s may not say %s',
    async (person, text) => {
      const before = await chosen();
      const answer = await inGroup(person!, text!);
      expectSays(answer, '没有记录');
      expect(await chosen()).toEqual(before);
    },
  );

  it.each(IN_CHARGE.flatMap((person) => CHANGES.map((text) => [person, text])))(
    '%s may say %s',
    async (person, text) => {
      const before = await chosen();
      await inGroup(person!, text!);
      expect(await chosen()).not.toEqual(before);
    },
  );

  it.each(OTHERS.flatMap((person) => ['诊断', '送达情况'].map((text) => [person, text])))(
    '%s gets no answer to %s',
    async (person, text) => {
      await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
      const answer = await inGroup(person!, text!);
      expectSays(answer, text === '诊断' ? '这件事要由' : '这个要问');
      expect(answer).not.toMatch(/党日通知|已接收|待发|没有绑定|放假安排/);
    },
  );

  it.each(IN_CHARGE)('%s does', async (person) => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    expect(await inGroup(person, '送达情况')).toContain('主题党日通知');
    expect(await inGroup(person, '诊断')).toContain('没有推送地址');
  });
});
