// Who is responsible, when it is more than one: in forms, sentences and answers.
import { describe, expect, it } from 'vitest';
import { readItemAnswer } from '../../src/parsing/ledger-answer.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const form = (owner: string) => `【整改】\n问题：活动室漏水\n责任人：${owner}\n时限：12月10日`;
const owners = (text: string) => {
  const { intent } = understand(text, NOW);
  return intent.intent === 'rectify_create' ? intent.items?.map((item) => item.owner) : intent;
};

describe('several responsible', () => {
  it.each([
    [form('李四'), '李四'],
    [form('张三、李四'), '张三、李四'],
    [form('张三，李四'), '张三、李四'],
    [form('张三和李四'), '张三、李四'],
    [form('张三 李四'), '张三、李四'],
    [form('张三、李四、王五'), '张三、李四、王五'],
    [form('张三、村委会'), '张三'],
    [form('张三（书记），电话13800138000'), '张三'],
    ['登记整改 活动室漏水，责任人张三和李四，12月10日前', '张三、李四'],
    ['登记整改 活动室漏水，由李四、王五负责，12月10日前', '李四、王五'],
    ['登记整改 活动室漏水 责任人：张三、李四 时限：12月10日', '张三、李四'],
    ['登记整改 活动室漏水，张三发现的，责任人李四，12月10日前', '李四'],
  ])('%j', (text, owner) => {
    const { intent } = understand(text, NOW);
    expect(intent).toMatchObject({ items: [{ problem: '活动室漏水', owner, dueAt: '2026-12-10' }] });
  });

  it('of a list, line by line', () => {
    const list = '整改问题清单\n1、漏水，责任人：张三、李四，12月10日前\n2、发霉，责任人王五，12月20日前';
    expect(owners(list)).toEqual(['张三、李四', '王五']);
    expect(understand(list, NOW).intent).toMatchObject({
      items: [{ dueAt: '2026-12-10' }, { dueAt: '2026-12-20' }],
    });
  });

  it.each([
    ['李四、王五', { owner: '李四、王五' }],
    ['李四和王五 12月10日', { owner: '李四、王五', dueAt: '2026-12-10' }],
    ['责任人：李四，王五', { owner: '李四、王五' }],
  ])('in the answer %j', (text, line) => {
    expect(readItemAnswer(text, NOW)).toEqual({ isBare: true, lines: [line] });
  });
});
