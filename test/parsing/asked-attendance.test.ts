// Questions about who came, read by their words: in other wordings than any list has.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '赵六', '孙玉兰', '吴国栋', '曾庆丰', '刘洋', '陈思远', '林雨桐'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});

/** What a line asks, with no word left unread. */
function asks(text: string) {
  const said = understand(text, NOW, { knowledge, botNames: [] });
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
}

describe('a question stores nothing', () => {
  it.each([
    ['昨天党员大会来齐没有', { metric: 'absentees', activityType: 'party_congress' }],
    ['孙玉兰党课和主题党日都请过假吗 核实一下', { metric: 'my_attendance', names: ['孙玉兰'] }],
    ['李四和赵六到会情况咋样', { metric: 'my_attendance', names: ['李四', '赵六'] }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });

  it.each(['张三到会', '李四请假 看病', '今天支委会全到', '赵六、孙玉兰签到'])('%s tells', (text) => {
    expect(asks(text)).not.toMatchObject({ intent: 'query' });
  });
});

describe('one person, and oneself', () => {
  it.each([
    ['吴国栋缺席是不是很多', { names: ['吴国栋'] }],
    ['刘洋同志今年参加组织生活情况请予查询', { names: ['刘洋'], period: { from: '2026-01-01' } }],
    ['党课我今年去听了几回', { mine: true, activityType: 'party_lecture' }],
    ['看哈我今年的到会率', { period: { from: '2026-01-01' } }],
    ['把我的到会情况导出来留一份', { mine: true, format: 'file' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'my_attendance', ...intent });
  });

  it('who asks may say who they are', () => {
    expect(asks('你好我是李四 我想问一下我们一支部上个月主题党日到了多少人')).toMatchObject({
      intent: 'query',
      metric: 'attendance_rate',
      activityType: 'theme_day',
      scope: '一支部',
    });
  });
});

describe('everybody, and whom it is true of', () => {
  it.each([
    ['每个同志今年到几回 缺几回 给个表', { metric: 'my_attendance', what: 'persons_each' }],
    ['预备党员请假情况怎么样', { metric: 'my_attendance', what: 'persons_probationary' }],
    ['今年没请假又没来三次以上的是哪些人', { metric: 'absentees', what: 'persons_reached', times: 3 }],
    ['哪些人今年一次假都没请过', { metric: 'leave_list', what: 'persons_below', times: 1 }],
    ['全年一回会都没来过的党员有没', { metric: 'my_attendance', what: 'persons_below', times: 1 }],
    ['有没有连着三次没来的党员', { metric: 'absentees', what: 'in_a_row', times: 3 }],
    ['连着两个月主题党日都没到的有没有', { metric: 'absentees', what: 'in_a_row' }],
    ['我们组谁老是缺席', { metric: 'absentees', what: 'often', scope: '本小组' }],
    ['近半年每个人的出勤导成excel', { metric: 'my_attendance', what: 'persons_each', format: 'file' }],
    ['流动党员有没有来参加过活动', { metric: 'my_attendance', what: 'persons_mobile' }],
    ['今年因病请假的有几个', { metric: 'leave_list', what: 'reasons', source: '因病' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });

  it('a bound that no row knows is not left out', () => {
    const said = asks('上个月来了三次以上的会');
    expect(said).not.toMatchObject({ metric: 'attendance_rate' });
  });
});

describe('meetings', () => {
  it.each([
    ['今年主题党日每回到了多少人', { metric: 'activity_list', what: 'days', activityType: 'theme_day' }],
    ['到会率不到七成的会有哪几次', { metric: 'activity_list', what: 'below', percent: 70 }],
    ['都到齐的会有几次', { metric: 'activity_list', what: 'reached', percent: 100 }],
    ['历次党课到会率画个图', { metric: 'attendance_rate', step: 'month', format: 'chart' }],
    [
      '这几个月党课到会率走势 出个折线图',
      { metric: 'attendance_rate', step: 'month', period: { from: '2026-09-01', to: '2026-12-01' } },
    ],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });
});

describe('a meeting by what it was about', () => {
  it.each([
    ['清理沟渠那次到了几个人', { topic: '清理沟渠', metric: 'attendance_rate' }],
    ['三支部走访困难户那回呢', { topic: '走访困难户', scope: '三支部' }],
    ['其中党课几次', { metric: 'activity_count', activityType: 'party_lecture', follows: true }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });

  it.each(['上次主题党日是哪天', '迟到的那次是哪天', '党课是什么时候上的', '开会那天谁没来'])(
    '%s names none',
    (text) => {
      expect(asks(text)).not.toHaveProperty('topic');
    },
  );
});

describe('several figures in one breath', () => {
  it.each([
    ['今年会议场次、平均到会率、整改完成情况', ['activity_count', 'attendance_rate', 'rectify_rate']],
    ['我支部十月应到几人实到几人请假几人缺席几人', ['attendance_rate', 'leave_list', 'absentees']],
    ['今年请假的多少人次 缺席的多少人次', ['leave_list', 'absentees']],
    ['明天开会要汇报，把咱支部今年的情况汇总一下', ['activity_count', 'attendance_rate', 'rectify_rate']],
  ])('%s', (text, metrics) => {
    const said = asks(text);
    const { metric, also = [] } = said as { metric?: string; also?: string[] };
    expect([metric, ...also]).toEqual(metrics);
  });

  it('a month is no first day of it', () => {
    expect(asks('10月一共多少人次参加了组织生活')).toMatchObject({
      metric: 'headcount_total',
      period: { from: '2026-10-01', to: '2026-10-31' },
    });
  });
});

describe('how it is counted', () => {
  it.each([
    '到会率咋算的 请假的算不算应到',
    '迟到算不算到 流动党员算不算应到',
    '应到怎么是这个数 预备党员算进去了吗',
  ])('%s', (text) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'attendance_rate', what: 'explain' });
  });
});

describe('slips of a voice', () => {
  it.each([
    ['三枝部上月道会率', { metric: 'attendance_rate', period: { from: '2026-11-01' } }],
    ['十月份主题当日来了多少人', { activityType: 'theme_day' }],
    ['上个月清假的有哪几个', { metric: 'leave_list' }],
    ['十月却席的有谁', { metric: 'absentees' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });
});

describe('what goes on from a figure', () => {
  it.each([
    ['光要二支部的', { scope: '二支部' }],
    ['只看下半年的', { period: { from: '2026-07-01', to: '2026-12-31' } }],
    ['单看党课的', { activityType: 'party_lecture' }],
    ['二季度的嘞', { period: { from: '2026-04-01', to: '2026-06-30' } }],
    ['画成线吧', { format: 'chart' }],
    ['能不能连成线', { format: 'chart' }],
    ['导成word给我', { format: 'file' }],
    ['三个支部分别成线', { format: 'chart', what: 'by_unit' }],
    ['把二支部也加进来一起看', { scope: '二支部', what: 'added' }],
    ['两个月合起来', { what: 'sum' }],
    ['90的呢', { percent: 90 }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query_more', ...intent });
  });

  it.each([
    ['没到的都是什么理由', { metric: 'leave_list', what: 'reasons' }],
    ['理由都写的啥', { metric: 'leave_list', what: 'reasons' }],
    ['是哪几回', { metric: 'activity_list', what: 'days' }],
    ['请假的也列上', { metric: 'leave_list' }],
    ['那曾庆丰嘞', { metric: 'my_attendance', names: ['曾庆丰'] }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', follows: true, ...intent });
  });

  it.each(['第二党小组', '三支部', '下周三下午三点的', '到底怎么回事', '请假者亦计入'])(
    '%s by itself is nothing that is certain',
    (text) => {
      expect(['query', 'query_more']).not.toContain(asks(text).intent);
    },
  );
});
