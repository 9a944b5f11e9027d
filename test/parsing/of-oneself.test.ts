// What somebody asks of their own part in meetings, told from what they want to have recorded and from what is asked of others.
import { describe, expect, it } from 'vitest';
import { asksOfOneself } from '../../src/parsing/asked/of-oneself.ts';

describe('of oneself', () => {
  it.each([
    '昨天的假登上没',
    '我是哪次迟到了',
    '我11月请了两回假对不',
    '昨天党课我没去成，给我记的是什么',
    '我晚到了几分钟，系统里算到了的吧',
    '外出培训那次的假记上没',
    '我9月以来缺过会没',
    '自己今年的出勤怎么样',
  ])('%s', (line) => expect(asksOfOneself(line)).toBe(true));
});

describe('something else', () => {
  it.each([
    ['to be recorded', '我没来，给我算请假吧'],
    ['to be recorded', '我请个假，孩子病了'],
    ['to be recorded', '我到了'],
    ['to come', '明天我去不了怎么办'],
    ['of others', '帮我查下谁没来'],
    ['of others', '到会率多少？应到实到也给我一下'],
    ['of others', '请假的两位各是什么事，我补写到本子上'],
    ['of others', '两个小组各到多少人，我核一下'],
    ['of others', '我们支部出勤怎么样'],
    ['of the ledger', '我的整改有几条没销'],
  ])('%s: %s', (_, line) => expect(asksOfOneself(line)).toBe(false));
});
