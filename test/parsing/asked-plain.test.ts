// Questions in plain words, each with something in it that hid what it asks: a reason, two halves, a slip of the tongue.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '赵六', '陈思远', '林雨桐', '高志远', '曾庆丰'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const read = (text: string) => understand(text, NOW, { knowledge, botNames: [] });
const asks = (text: string) => {
  const said = read(text);
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('who came', () => {
  it.each([
    ['今天早上支委会几个人到', { metric: 'attendance_rate', activityType: 'committee_meeting' }],
    ['上次党课赵六来没来', { metric: 'my_attendance', names: ['赵六'], activityType: 'party_lecture' }],
    ['我上次党课签上到没有,记不清了', { metric: 'my_attendance', mine: true }],
    ['曾庆丰这个人老不来吧?你查查他', { metric: 'my_attendance', names: ['曾庆丰'] }],
    ['高志远是积极分子吧 他今年列席了几次会', { metric: 'my_attendance', names: ['高志远'] }],
    ['今年预备党员到会咋样 陈思远跟林雨桐 要讨论转正', { names: ['陈思远', '林雨桐'] }],
    ['请假最多的是啥原因', { metric: 'leave_list', what: 'reasons', period: YEAR }],
    ['连续两次以上没来的有没有', { metric: 'absentees', what: 'in_a_row', times: 2 }],
    ['小组会这几个月到齐过没有', { metric: 'activity_list', what: 'reached', percent: 100 }],
    ['二组上回小组会到会率有我们高没', { metric: 'attendance_rate', scope: '第二党小组', what: 'last' }],
    ['支书让我报 今年到会率多少', { metric: 'attendance_rate', period: YEAR }],
    ['年底要评优秀党员，给所有党员按到会情况排个名次', { metric: 'attendance_rate', what: 'rank' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject({ intent: 'query', ...intent }));
});

describe('two halves of a question', () => {
  it.each([
    [
      '第三季度跟第四季度到会率对比下',
      {
        metric: 'attendance_rate',
        sides: [
          { period: { from: '2026-07-01', to: '2026-09-30' } },
          { period: { from: '2026-10-01', to: '2026-12-31' } },
        ],
      },
    ],
    ['上半年开会多还是下半年开会多 各多少场', { metric: 'activity_count', sides: [{}, {}] }],
    [
      '第三支部上个月主题党日来了多少人请假的多少缺席的多少',
      { metric: 'attendance_rate', also: ['leave_list', 'absentees'], scope: '第三支部' },
    ],
    ['两个党小组上个月会开了吗 各到几个', { metric: 'activity_count', what: 'by_group' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject({ intent: 'query', ...intent }));
});

describe('meetings', () => {
  it.each([
    ['三会一刻下半年完成得怎么样', { metric: 'activity_count', also: ['activity_gap'] }],
    ['这个月咱支部都有哪些会 你给我排一排', { metric: 'upcoming' }],
    ['明天支委会几点哪个会议室 要通知几个人', { metric: 'upcoming', activityType: 'committee_meeting' }],
    ['小组会礼拜几开 在谁家来着', { metric: 'upcoming', activityType: 'group_meeting' }],
    ['三支部9月份那次组织生活会是哪天开的，谁主持', { metric: 'activity_list', told: ['host'] }],
    ['11月一共开了多少会，分类型统计一下，用表格', { metric: 'activity_count', format: 'table' }],
    ['11月13号开的是什么会', { metric: 'activity_list', period: { from: '2026-11-13', to: '2026-11-13' } }],
    ['今天早上的支委会记录上报了吧', { metric: 'report_missing' }],
    ['11月的会我们都报上去了吧？还差哪个', { metric: 'report_missing' }],
    [
      '主题党日连着几个月的到会率拉个表 从7月起',
      { metric: 'attendance_rate', period: { from: '2026-07-01', to: '2026-12-01' }, format: 'table' },
    ],
    ['主题党日这三回到会率报一下', { metric: 'activity_list', times: 3, what: 'days' }],
    [
      '把9月10月11月各支部主题党日的到会率画个折线图',
      { period: { from: '2026-09-01', to: '2026-11-30' }, what: 'by_unit', step: 'month' },
    ],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject({ intent: 'query', ...intent }));
});

describe('people, and what is kept nowhere', () => {
  it.each([
    ['各支部人数柱状图', { intent: 'query', metric: 'member_count', format: 'chart' }],
    ['预备党员有哪些人,分别在哪个支部', { intent: 'query', metric: 'member_count', what: 'probationary' }],
    ['支部现在有多少党员，流动的算进去', { intent: 'query', metric: 'member_count' }],
    ['三个支部的书记都是谁 支委一块列上', { intent: 'offices', what: 'each' }],
    ['植树那次花了多少钱来着', { intent: 'elsewhere', what: 'money' }],
    ['帮我看看谁觉悟最差 老不参加的那种 打个分', { intent: 'elsewhere', what: 'score' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject(intent));
});

describe('what is said beside a question', () => {
  it.each([
    [
      '写总结卡住了,上个月党课谁讲的,题目全称是啥来着',
      { metric: 'activity_list', told: ['topic', 'lecturer'], activityType: 'party_lecture' },
    ],
    [
      '党员大会10月15的材料找不着了,时间地点谁主持谁记录,报一下,补个封面',
      { metric: 'activity_list', activityType: 'party_congress', told: ['host', 'recorder', 'place'] },
    ],
    ['还有哪次会开完没报记录的', { metric: 'report_missing' }],
    ['哪次会没上报', { metric: 'report_missing' }],
    ['全党委现在一共多少党员,郑书记刚在走廊问我我没答上来', { metric: 'member_count' }],
    ['好几次没见着曾庆丰了,打算找他谈谈,他九月以来来了几回没来几回', { names: ['曾庆丰'] }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject({ intent: 'query', ...intent }));
});

describe('what goes on from an answer', () => {
  it.each([
    ['另外两个支部开了吧', { intent: 'query_more', what: 'others' }],
    ['一组的看一下', { intent: 'query_more', scope: '第一党小组' }],
    ['列个表,带上应到实到', { metric: 'activity_list', follows: true, format: 'table' }],
    ['那次谁做的记录', { metric: 'activity_list', told: ['recorder'], follows: true }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject(intent));
});

describe('items and offices', () => {
  it.each([
    ['申请延期的是哪一条', { metric: 'rectify_open', what: 'extended' }],
    ['哪个支部整改条数最多', { metric: 'rectify_rate', what: 'by_unit' }],
    ['列一下我们支部支委名单,各管什么', { intent: 'offices' }],
    ['把没销号的整改按时限先后排一下,做成表', { metric: 'rectify_open', format: 'table' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject(intent));
});

describe('why it is asked', () => {
  it.each([
    ['销号率现在百分之几了 简报要用', { metric: 'rectify_rate' }],
    ['预备党员名单要一个，党校培训班今天截止报名', { metric: 'member_count', what: 'probationary' }],
    ['截至今天整改台账总数、已销号、未销号，按支部分列做一张表，郑书记等着看', { format: 'table' }],
    ['这个月主题党日 几号来着', { metric: 'upcoming', activityType: 'theme_day' }],
    ['三支部班子成员报一下，有副书记没有', { scope: '三支部' }],
    ['哪一次主题党日来得最齐', { metric: 'activity_list' }],
    ['主题党日这三个月是越来越好还是越来越差', { metric: 'attendance_rate', step: 'month' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject(intent));

  it('is no day of what stands now', () => {
    expect(asks('截至今天整改销号率多少')).not.toHaveProperty('period');
  });
});

it('months in a row are one time, whichever of them was heard', () => {
  expect(asks('把九月十月十一月主题党日请假的人都列给我')).toMatchObject({
    metric: 'leave_list',
    period: { from: '2026-09-01', to: '2026-11-30' },
  });
});

it('what counts as there is still explained', () => {
  expect(asks('流动党员算不算应到')).toMatchObject({ metric: 'attendance_rate', what: 'explain' });
});

it.each([
  '党课我没去成，讲的啥呀谁记了笔记',
  '应到的人数谁定的啊 我咋算都对不上 不急 明天再说',
  '谁手上有主题党日签到表的电子版？发我一份，我照着做',
])('%s asks for no figure', (text) => {
  expect(read(text)).toMatchObject({ intent: { intent: 'none' }, alternatives: [] });
});
