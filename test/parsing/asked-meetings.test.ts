// Questions about meetings, plans, records and notices, read by the words they are made of.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '赵六', '周文彬', '罗大成'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const read = (text: string) => understand(text, NOW, { knowledge, botNames: [] });

/** What a line asks, with no word left unread. */
const asks = (text: string) => {
  const said = read(text);
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};

const COURSE = ['party_congress', 'committee_meeting', 'group_meeting', 'party_lecture'];

describe('how often, and what is lacking', () => {
  it.each([
    ['今年各支部三会一课落实情况列个表', { activityTypes: COURSE, format: 'table' }],
    [
      '上头要报数 全年三会一课搞了多少场 多少人次',
      { activityTypes: COURSE, period: { from: '2026-01-01', to: '2026-12-31' } },
    ],
    [
      '今年哪个支部党课上得最勤',
      { metric: 'activity_count', activityType: 'party_lecture', what: 'by_unit' },
    ],
    ['支委会近三个月开得正常吗', { metric: 'activity_count', activityType: 'committee_meeting' }],
    [
      '今年支委会开了几回 够不够',
      { metric: 'activity_count', also: ['activity_gap'], activityType: 'committee_meeting' },
    ],
    ['三会一课还差几次 上面要查', { metric: 'activity_gap', activityTypes: COURSE }],
    ['二支部今年党课一次都没讲吗', { metric: 'activity_count', scope: '二支部' }],
    [
      '年底前必须开的会还有哪些',
      { metric: 'activity_gap', period: { from: '2026-12-01', to: '2026-12-31' } },
    ],
    ['今年支委会次数和到会率', { metric: 'activity_count', also: ['attendance_rate'] }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });
});

describe('what lies ahead', () => {
  it.each([
    ['12月我们支部有哪些会报一下', { period: { from: '2026-12-01', to: '2026-12-31' } }],
    ['下个月会议安排先给我看一下', { period: { from: '2027-01-01', to: '2027-01-31' } }],
    ['主题党日定的几号 上午还是下午', { activityType: 'theme_day' }],
    ['20号星期天二支部还开吗', { scope: '二支部', period: { from: '2026-12-20', to: '2026-12-20' } }],
    ['4号晚上哪个小组开会', { period: { from: '2026-12-04', to: '2026-12-04' } }],
    ['这次小组会几点在哪开', { activityType: 'group_meeting' }],
    ['本周需列席的会有哪些', { period: { from: '2026-11-30', to: '2026-12-06' } }],
    ['25号是不是两个支部撞了', { period: { from: '2026-12-25', to: '2026-12-25' } }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'upcoming', ...intent });
  });

  it('names a day that is just over, and none of next year', () => {
    expect(asks('11月25号都有哪些会')).toMatchObject({ period: { from: '2026-11-25', to: '2026-11-25' } });
  });

  it.each(['本月开了哪些会', '这个月的活动记录', '今年都有哪些活动'])('%s is of what was held', (text) => {
    expect(asks(text)).toMatchObject({ metric: 'activity_list' });
  });

  it.each(['明天下午3点党课，地点会议室', '安排12月8日党课'])('%s asks nothing', (text) => {
    expect(read(text).intent.intent).not.toBe('query');
  });
});

describe('what records say', () => {
  it.each([
    ['十月份主题党日几个支部都搞的啥', { told: ['topic'], activityType: 'theme_day' }],
    ['党课上次讲的什么题目 谁主讲的 来了几个', { told: ['topic', 'lecturer'], also: ['attendance_rate'] }],
    ['最近三次支委会议题是啥', { told: ['topic'], times: 3 }],
    ['近两次主题党日主题是什么', { told: ['topic'], times: 2 }],
    ['今年党员大会开了几回 都说的啥', { told: ['topic'], also: ['activity_count'] }],
    ['主题党日这几个月都干了些啥', { told: ['topic'], period: { from: '2026-09-01', to: '2026-12-01' } }],
    ['二支部会议记录是谁记的', { told: ['recorder'], scope: '二支部' }],
    ['党课是谁讲的', { told: ['lecturer'] }],
    ['我今年主持了几次会', { told: ['host'], mine: true }],
    ['罗大成讲过几堂党课', { told: ['lecturer'], names: ['罗大成'] }],
    ['李四今年记录了几次会', { told: ['recorder'], names: ['李四'] }],
    ['组织生活会哪天开的', { what: 'last', activityType: 'organization_life' }],
    ['查一下支委会今年每次到会率', { what: 'days', activityType: 'committee_meeting' }],
    ['书记讲党课各支部都讲了没得', { what: 'secretary_lectures' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'activity_list', ...intent });
  });

  it('has no length of a meeting', () => {
    expect(asks('上次党课讲了多久')).toMatchObject({ intent: 'elsewhere' });
  });

  it.each([
    ['栽树那次来了多少人', { metric: 'attendance_rate', topic: '栽树' }],
    ['参观展馆是哪天去的 谁没去', { metric: 'activity_list', topic: '参观展馆', also: ['absentees'] }],
    ['慰问老党员那回呢', { topic: '慰问老党员', follows: true }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });

  it.each(['昨天那次来了多少人', '党课那次谁没来', '植树那次我没去，请补签', '你说的那次是哪次'])(
    '%s names no topic',
    (text) => {
      expect(read(text).intent).not.toHaveProperty('topic');
    },
  );
});

describe('what was not reported or answered', () => {
  it.each([
    '哪个会还没报上去 我怕漏了',
    '请查有无尚未上报会议记录的支部',
    '还有没有没报的会议',
    '会议记录都交齐了没',
  ])('%s', (text) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'report_missing' });
  });

  it.each([
    '12月4日小组会通知确认情况',
    '党课的通知大家收到没有',
    '老罗确认了没',
    '3号小组会有几个人点了收到',
    '还有别的没回的不',
  ])('%s', (text) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'ack_missing' });
  });

  it.each(['收到', '收到，今晚前报您', '谁能帮我签收一下快递'])('%s asks nothing', (text) => {
    expect(read(text).intent.intent).not.toBe('query');
  });
});

describe('what goes on', () => {
  it.each([
    ['三支部哩', { scope: '三支部' }],
    ['二支嘞', { scope: '第二支部' }],
    ['支委会嘞 我好通知', { activityType: 'committee_meeting' }],
    ['四季度到现在喃', { period: { from: '2026-10-01', to: '2026-12-01' } }],
    ['只要上半年', { period: { from: '2026-01-01', to: '2026-06-30' } }],
    ['光看二支部', { scope: '二支部' }],
    ['再加党课', { activityType: 'party_lecture', what: 'added' }],
    ['不要支委会', { activityType: 'committee_meeting', what: 'left_out' }],
    ['发成文件 我转群里', { format: 'file' }],
    ['弄个饼图', { format: 'chart' }],
    ['还差哪几个 我打电话催', { what: 'who' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query_more', ...intent });
  });

  it.each([
    ['都搞的啥子', { metric: 'activity_list', told: ['topic'], follows: true }],
    ['请一并列出到会率', { metric: 'attendance_rate', what: 'added', follows: true }],
    ['里头党课几次', { metric: 'activity_count', follows: true }],
    ['记录谁记的 传了没', { told: ['recorder'], also: ['report_missing'], follows: true }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });

  it.each(['不要主题党日了', '还要开支委会', '党课', '第二党支部', '明天', 'excel'])(
    '%s by itself goes on from nothing new',
    (text) => {
      expect(read(text).intent).not.toMatchObject({ what: 'added' });
    },
  );
});
