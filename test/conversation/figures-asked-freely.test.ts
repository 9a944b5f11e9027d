// Figures asked in one free breath: counts of those away, heads and who, columns of the table of members.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(undefined, ['sunqi']);
  chat.at('2026-10-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 10月12日下午3点 应到6 实到6');
  chat.at('2026-11-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 11月12日下午3点 应到6 实到5 赵六请假（出差）');
  chat.at('2026-11-21 10:00');
});
afterEach(() => chat.close());

describe('a count of heads beside a word of those away', () => {
  it.each(['11月请假一共多少人次', '一共多少人次请假的，11月'])('%s is of leaves', async (text) => {
    const said = await chat.says('zhangsan', text);
    expectSays(said, '请假 1 人次', '赵六');
    expect(said).not.toContain('参加');
  });

  it('is of those who came where they are named', async () =>
    expectSays(await chat.says('zhangsan', '11月参加总人次'), '5 人次'));
});

describe('the table of members', () => {
  it('tells full members apart, and is shown again where a column is asked for that it has', async () => {
    const table = await chat.says('sunqi', '各支部党员人数，正式和预备分开，做成表格吧');
    expectSays(table, '第一党支部　党员 7　其中正式党员 6　其中预备党员 1');
    for (const more of ['积极分子也加一列', '再加一列流动党员'])
      expectSays(await chat.says('sunqi', more), '其中正式党员 6', '入党积极分子 1');
  });
});

describe('how many there are, and who of one kind', () => {
  it.each([
    ['我们支部党员总数是多少位，预备期的同志又是哪几位', '预备党员 1 人：\n李晓红'],
    ['我们支部一共几个党员 预备的是哪个', '预备党员 1 人：\n李晓红'],
    ['我们几个党员，正式的几个', '其中正式党员 6 人'],
    ['我们支部几个党员，正式的是哪几位', '正式党员 6 人：\n'],
  ])('%s', async (text, kind) => expectSays(await chat.says('zhangsan', text), '党员 7 人', kind));

  it('leaves the total out where it is not asked for', async () =>
    expect(await chat.says('zhangsan', '预备党员几个，是谁')).not.toContain('党员 7 人'));
});
