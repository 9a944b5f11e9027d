// Dialogues of several lines about figures, as they are spoken.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到5 请假李四（看病）'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

async function talk(who: string, ...lines: [string, string][]): Promise<void> {
  for (const [text, expected] of lines)
    expect([text, await chat.says(who, text)]).toEqual([text, expect.stringContaining(expected)]);
}

describe('a question and what follows it', () => {
  it('says the day of the last meeting, and who was away from that one', () =>
    talk(
      'zhangsan',
      ['上次党员大会是哪天开的', '10月15日'],
      ['谁没来', '10月15日'],
      ['上次主题党日什么时候开的', '11月5日'],
      ['谁请假了', '赵六'],
    ));

  it('keeps the course when another figure is asked for', () =>
    talk(
      'zhangsan',
      ['10月到11月每月开会次数', '10月：1 次'],
      ['换成人次', '10月：5 人次'],
      ['来张折线图', '10月：5 人次'],
    ));

  it('shows every month where the lowest is asked for, and ranks nobody', () =>
    talk('zhangsan', ['今年到会率', '第一党支部2026年到会率'], ['哪个月最低', '11月：']));

  it('goes from a group to the whole branch', () =>
    talk(
      'zhangsan',
      ['第一党小组本月出勤', '第一党支部第一党小组11月到会率'],
      ['全支部呢', '第一党支部11月到会率'],
    ));

  it('says the reasons, and how it was counted', () =>
    talk(
      'zhangsan',
      ['11月谁请假', '赵六'],
      ['原因是什么', '出差'],
      ['本月签到率', '第一党支部11月到会率'],
      ['算错了吧,怎么算的', '到会率＝'],
      ['上个月的也来一个', '第一党支部10月到会率'],
    ));

  it('sends a file where 导出 is said', () =>
    talk('zhangsan', ['本月到会率', '第一党支部11月到会率'], ['导出表格', '.xlsx 正在生成']));

  it('ranks no people', () =>
    talk('admin', ['把全体党员按出勤率从高到低排名', '不排'], ['谁最不积极，缺席最多的前三名是谁', '不排']));
});
