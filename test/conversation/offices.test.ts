import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

const now = Date.parse('2026-11-30T06:30:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四'],
  units: ['第一党支部', '第二党支部', '第一党小组'],
});
const read = (text: string) => understand(text, now, { knowledge });

describe('whom one turns to', () => {
  it.each<[string, object]>([
    ['书记是谁', { role: '书记' }],
    ['我们支部书记是谁', { role: '书记' }],
    ['谁是我们支部的书记', { role: '书记' }],
    ['第二党支部书记是谁？', { role: '书记', scope: '第二党支部' }],
    ['副书记是哪个', { role: '副书记' }],
    ['组织委员叫什么名字', { role: '组织委员' }],
    ['咱们小组长是谁呀', { role: '党小组长' }],
    ['支委都有哪些人', {}],
    ['管理员是谁', { role: '管理员' }],
    ['找谁请假', { role: '书记' }],
    ['请假该找谁批', { role: '书记' }],
    ['我是哪个支部的', { mine: true }],
    ['我在哪个小组', { mine: true }],
  ])('%s', (text, said) =>
    expect(read(text)).toMatchObject({ intent: { intent: 'offices', ...said }, certainty: 'clear' }),
  );

  it.each([
    '谁没来',
    '张三是书记吗',
    '主持人是谁',
    '书记明天去县里开会',
    '明天的会书记是谁主持',
    '书记谁请假了',
    '我是第一党支部的',
    '找谁都不行',
  ])('is not asked by %s', (text) => expect(read(text).intent.intent).not.toBe('offices'));
});

describe('is told', () => {
  let chat: Dialogue;
  beforeEach(async () => {
    chat = await openDialogue();
  });
  afterEach(() => chat.close());

  it('of the own branch, of one that is named, and above where the own has none', async () => {
    expect(await chat.says('zhaoliu', '书记是谁')).toBe('第一党支部书记张三。');
    expect(await chat.says('zhaoliu', '第二党支部书记是谁')).toMatch(/^第二党支部/);
    expect(await chat.says('zhaoliu', '管理员是谁')).toMatch(/^城郊党委管理员/);
    expect(await chat.says('zhaoliu', '支委都有哪些人')).toContain('书记张三，');
  });

  it('where the sender is, with whom they turn to there', async () => {
    expect(await chat.says('wangwu', '我在哪个小组')).toBe(
      '您是正式党员，在第一党支部第一党小组，党小组长王五，书记张三，组织委员李四。',
    );
    expect(await chat.says('wangwu', '我们小组组长是谁')).toBe('第一党支部第一党小组党小组长王五。');
  });

  it('that nobody is entered where nobody is', async () =>
    expect(await chat.says('zhangsan', '宣传委员是谁')).toBe(
      '第一党支部的名册上没有登记宣传委员，请让管理员更新花名册。',
    ));
});
