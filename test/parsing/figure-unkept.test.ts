// What nobody keeps, asked beside a figure; rankings, definitions of two clauses, and the ledger by where items come from.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** The first day of a month. */
const now = Date.parse('2026-12-01T06:30:00+08:00');
const knowledge = knowledgeOf({
  people: ['赵六', '李四', '乔大勇'],
  units: ['城郊党委', '第一党支部', '第二党支部', '第三党支部'],
});
const read = (text: string) => {
  const { intent, certainty } = understand(text, now, { knowledge });
  return { ...intent, certainty };
};
const query = (metric: string, more: object = {}) => ({
  intent: 'query',
  metric,
  ...more,
  certainty: 'clear',
});
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe('what is kept nowhere', () => {
  it.each<[string, object]>([
    ['今年开了多少次会，花了多少钱', query('activity_count', { unkept: '花了多少钱', period: YEAR })],
    [
      '上月党费收了多少，到会率又是多少',
      query('attendance_rate', { unkept: '党费收了多少', period: NOVEMBER }),
    ],
    ['上月到会率和平均年龄', query('attendance_rate', { unkept: '平均年龄' })],
    ['我开了几次会发了多少补贴', query('my_attendance', { unkept: '发了多少补贴' })],
    ['我交了多少党费，来了几次会', query('my_attendance', { unkept: '交了多少党费', mine: true })],
    [
      '十一月到会率和平均年龄是多少',
      query('attendance_rate', { unkept: '平均年龄是多少', period: NOVEMBER }),
    ],
  ])('is named beside the figure in %s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it.each([
    ['今年花了多少钱', '花了多少钱'],
    ['党员平均年龄多大', '平均年龄'],
    ['我今年学了多少学时，发多少补贴', '学了多少学时、发多少补贴'],
  ])('by itself is of elsewhere: %s', (text, topic) =>
    expect(read(text)).toMatchObject({ intent: 'elsewhere', topic, certainty: 'clear' }),
  );

  it('leaves 党费 by itself to those who register it', () =>
    expect(read('上季度党费交了多少钱')).toMatchObject({ intent: 'elsewhere', topic: '党费' }));

  it.each<[string, object]>([
    ['我们支部女同志上月来了几个', query('headcount_total', { apart: '女同志' })],
    ['我们支部退休的有几个，上月来了几个', query('headcount_total', { apart: '退休' })],
    ['各支部大专以上学历的有几个，总共多少党员', query('member_count', { apart: '大专以上学历' })],
    ['十一月男的女的各缺席几次', query('absentees', { apart: '男的女的' })],
    ['高级职称的党员里请假的有几个', query('leave_list', { apart: '高级职称党员' })],
    ['我们支部女党员有几个', query('member_count', { apart: '女党员' })],
  ])('a part of the members is named in %s', (text, expected) => expect(read(text)).toMatchObject(expected));
});

describe('questions that store nothing', () => {
  it.each(['我跟李四比谁来得多', '我在支部里排第几名', '比支部平均高吗', '李四和我比谁请假多'])(
    'of the sender, held against nobody: %s',
    (text) => expect(read(text)).toMatchObject(query('my_attendance', { mine: true, what: 'rank' })),
  );
  it.each(['谁表现最好，排前三名', '谁表现最好', '排前三名'])('of nobody’s rank: %s', (text) =>
    expect(read(text)).toMatchObject(query('attendance_rate', { what: 'rank' })),
  );
  it.each<[string, object]>([
    ['上个月我们支部主题党日来了几个人，应到多少', query('attendance_rate', { period: NOVEMBER })],
    ['九月十月十一月主题党日分别到了多少人', query('headcount_total', { sides: expect.anything() })],
    ['第二党支部有多少人，其中预备党员几个', query('member_count', { scope: '第二党支部' })],
    ['我请过几次假，都是什么原因', query('my_attendance', { mine: true, period: YEAR })],
    ['我党课上了几次', query('my_attendance', { activityType: 'party_lecture', mine: true })],
    ['我手里的整改什么时候到期', query('rectify_open', { mine: true })],
    ['我下面有什么会要参加', query('upcoming')],
    ['十二月各支部有什么会', query('upcoming', { period: { from: '2026-12-01', to: '2026-12-31' } })],
    ['缺席算不算请假，到会率里迟到怎么算', query('attendance_rate', { what: 'explain' })],
    ['迟到怎么算，请假怎么算', query('attendance_rate', { what: 'explain' })],
    ['销号率怎么算的，分母是什么', query('rectify_rate', { what: 'explain' })],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));
});

describe('the ledger', () => {
  it.each(['整改按来源分一分', '群众反映的和自查的各有多少条', '整改来源统计'])('by source: %s', (text) =>
    expect(read(text)).toMatchObject(query('rectify_rate', { what: 'by_source' })),
  );
  it.each<[string, object]>([
    ['巡察的有哪些', query('rectify_open', { source: '巡察' })],
    ['整改有几条', query('rectify_open')],
    ['哪条最急', query('rectify_open')],
    ['眼下还有多少条没销号，各支部几条', query('rectify_open', { what: 'by_unit' })],
    ['十月份新挂号了几条，销掉了几条', query('rectify_rate', { what: 'month' })],
    ['乔大勇名下还有几条没销号', query('rectify_open', { names: ['乔大勇'] })],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));
});
