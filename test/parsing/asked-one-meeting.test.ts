// One meeting by what it was about or by its time, with two things asked of it, and whose record it is.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '罗大成', '吴国栋', '贾宏伟', '沈国强'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const asks = (text: string) => {
  const said = understand(text, NOW, { knowledge, botNames: [] });
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};
const over = (from: string, to = from) => ({ from, to });
const NOVEMBER = over('2026-11-01', '2026-11-30');

describe('one meeting', () => {
  it.each([
    ['讨论发展对象那会哪天开的 谁在', { topic: '讨论发展对象', also: ['absentees'] }],
    [
      '大会上要念，清沟渠那天到几个，迟到的是谁',
      { metric: 'absentees', topic: '清沟渠', also: ['late_list'] },
    ],
    ['参观红色展馆那天来了几个，谁迟到了', { metric: 'absentees', topic: '参观红色展馆' }],
    [
      '做宣传稿用，11月那堂党课的题目、时间、地点再发我一遍',
      { metric: 'activity_list', told: ['topic', 'place'], activityType: 'party_lecture', period: NOVEMBER },
    ],
    [
      '你好，麻烦帮我查一下，昨天罗大成同志讲的那堂廉政党课，到底来了几位同志呀？',
      { metric: 'attendance_rate', topic: '罗大成', what: 'led_lecturer' },
    ],
    [
      '10月14号党员大会请假的两位，各是因为什么事情来着，我补写到本子上',
      { metric: 'leave_list', activityType: 'party_congress', period: over('2026-10-14') },
    ],
    [
      '10月支委会沈国强病了，就我们俩开的，这算不算数',
      { metric: 'absentees', what: 'quorum', period: over('2026-10-01', '2026-10-31') },
    ],
    ['二支部组织生活会那天来了多少人，谁请的假', { metric: 'absentees', scope: '二支部' }],
    ['那签到里头还有哪几位是没有记到的，请说一下名字，我好打电话问', { metric: 'absentees' }],
    ['贾宏伟上回没来，他请假没有', { metric: 'leave_list', names: ['贾宏伟'] }],
  ])('%s', (text, slots) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...slots });
  });
});

describe('meetings of a time', () => {
  it.each([
    [
      '第二党小组11月开了没有 哪个没来',
      { what: 'days', also: ['absentees', 'leave_list'], scope: '第二党小组', period: NOVEMBER },
    ],
    [
      '要给党委写一段情况，第四季度我们支部已经开过哪些会了，劳您列一列',
      { metric: 'activity_list', what: 'days', period: over('2026-10-01', '2026-12-31') },
    ],
    [
      '民主评议和组织生活会咱今年搞没搞，没搞得赶在年底前',
      { what: 'days', activityTypes: ['democratic_review', 'organization_life'] },
    ],
    [
      '吴国栋9月起来了几回，要找他谈心，数给我',
      { metric: 'my_attendance', names: ['吴国栋'], period: over('2026-09-01', '2026-12-01') },
    ],
    [
      '两个小组9到11月各到多少人，我核一下',
      { metric: 'attendance_rate', what: 'by_group', period: over('2026-09-01', '2026-11-30') },
    ],
  ])('%s', (text, slots) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...slots });
  });

  it('再往前那回呢 is the one before', () => {
    expect(asks('再往前那回呢')).toMatchObject({ intent: 'query_more', what: 'earlier' });
  });
});

it.each([
  ['安排 党课 12月10日下午3点 主题：廉政 地点：党员活动室', 'activity_create'],
  ['上报 党课 11月18日 应到13 实到11 主题：廉政 地点：党员活动室', 'activity_report'],
  ['请假 主题党日 孩子生病', 'leave'],
])('%s stays an act', (text, intent) => {
  expect(understand(text, NOW, { knowledge, botNames: [] }).intent.intent).toBe(intent);
});
