// Questions about one meeting by who led it or by its day, about somebody no roster has, and about who was away.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '周文彬', '罗大成', '钱立新', '刘洋', '唐振华', '马俊峰', '肖桂芳'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const asks = (text: string) => {
  const said = understand(text, NOW, { knowledge, botNames: [] });
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};
const dayOf = (day: string) => ({ from: day, to: day });

describe('one meeting', () => {
  it.each([
    ['罗大成讲的那堂课谁没来', { metric: 'absentees', topic: '罗大成', what: 'led_lecturer' }],
    ['周文彬讲党课那次来了几个人', { metric: 'attendance_rate', topic: '周文彬', what: 'led_lecturer' }],
    [
      '钱立新主持的小组会都有谁没到',
      { metric: 'absentees', topic: '钱立新', what: 'led_host', activityType: 'group_meeting' },
    ],
    [
      '10月15一支部那个党员大会，到了多少人，差谁',
      { metric: 'absentees', scope: '一支部', period: dayOf('2026-10-15'), activityType: 'party_congress' },
    ],
    [
      '三支部10月12那次支委会就来了俩，算不算数',
      { metric: 'absentees', what: 'quorum', scope: '三支部', period: dayOf('2026-10-12') },
    ],
    ['一支部11月2号支委会只来了两个，有效吗', { metric: 'absentees', what: 'quorum' }],
    ['27号走访脱贫户，走了哪几户记了没有', { metric: 'activity_list', topic: '走访脱贫户', told: ['topic'] }],
    ['党课那次讲课的是谁来着，到了几个', { told: ['lecturer'], also: ['attendance_rate'] }],
    ['10月9号支委会四个人，能算开成了吗', { metric: 'absentees', what: 'quorum' }],
    ['今天支委会定的啥', { metric: 'activity_list', told: ['topic'] }],
    ['我们这谁缺席最多', { metric: 'absentees', what: 'rank' }],
    ['一组11月小组会少了谁', { metric: 'absentees', scope: '第一党小组' }],
    ['昨天哪个支部有活动', { metric: 'activity_list', period: dayOf('2026-11-30') }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });

  it.each(['苗壮主持组织生活会 二十七人全到齐了 没有请假的', '礼拜一下午两点组织生活会张三主持都别请假啊'])(
    '%s is told, and asks of none',
    (text) => expect(asks(text).intent).not.toBe('query'),
  );
});

describe('whether and when', () => {
  it.each([
    ['民主评议今年搞过没，哪天', { metric: 'activity_gap', activityType: 'democratic_review' }],
    ['四季度三会一课还差啥没开，月底前好补上', { metric: 'activity_gap' }],
    ['我们今年是不是一堂党课都没上', { metric: 'activity_gap', activityType: 'party_lecture' }],
    [
      '12月各支部党日都定哪天了',
      { metric: 'upcoming', activityType: 'theme_day', period: { from: '2026-12-01', to: '2026-12-31' } },
    ],
    [
      '这个月我要办哪些事 帮我捋捋',
      { metric: 'upcoming', also: ['activity_gap', 'report_missing', 'rectify_open'] },
    ],
    ['党日这几个月各来多少人', { metric: 'activity_list', what: 'days', activityType: 'theme_day' }],
    [
      '党日是不是三支部最差，几个月的数都给我',
      {
        metric: 'attendance_rate',
        scope: '全党委',
        what: 'by_unit',
        step: 'month',
        period: { from: '2026-09-01', to: '2026-11-30' },
      },
    ],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });
});

describe('people', () => {
  it.each([
    ['郭晓亮是哪个支部的呀，名单里翻不着', { intent: 'offices', names: ['郭晓亮'] }],
    ['名册里有没有马小军这个人', { intent: 'offices', names: ['马小军'] }],
    ['马俊锋参加过活动没有', { metric: 'my_attendance', names: ['马俊锋'] }],
    ['肖贵芳来过没', { metric: 'my_attendance', names: ['肖贵芳'] }],
    ['马俊峰、肖桂芳怎么一次会都没签过', { metric: 'my_attendance', names: ['马俊峰', '肖桂芳'] }],
    ['刘洋是不是三次党日都没来呀', { metric: 'my_attendance', activityType: 'theme_day' }],
    [
      '唐振华请过假没',
      { metric: 'my_attendance', names: ['唐振华'], period: { from: '2026-01-01', to: '2026-12-31' } },
    ],
    ['二支部正式党员是10个还是11个？我这表对不上', { metric: 'member_list', what: 'formal' }],
    ['名册上我们10个党员，应到咋老是9个', { metric: 'member_count', what: 'expected' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject(intent);
  });
});
