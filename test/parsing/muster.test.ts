import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { readMusterAnswer } from '../../src/parsing/muster-answer.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-11-21T10:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '王五', '赵六'],
  units: ['第一党支部', '第二党支部', '第三党支部', '城郊党委'],
});
const read = (text: string) => understand(text, NOW, { knowledge }).intent;
const called = (units: string[], names: string[] = [], words: string[] = []) => ({ units, names, words });

describe('a call', () => {
  it.each([
    [
      '集结 党群先锋队 1小时内到村委会',
      { called: called([], [], ['党群先锋队']), place: '村委会', minutes: 60 },
    ],
    [
      '集结第一支部全体党员，30分钟内到河堤，防汛',
      { called: { ...called(['第一支部']), all: true }, place: '河堤', topic: '防汛', minutes: 30 },
    ],
    ['演练：集结三支部', { called: called(['三支部']), drill: true }],
    ['集结 张三、李四、王五 到镇政府', { called: called([], ['张三', '李四', '王五']), place: '镇政府' }],
    [
      '通知第一党支部全体党员30分钟内到河堤集结',
      { called: { ...called(['第一党支部']), all: true }, place: '河堤', minutes: 30 },
    ],
    [
      '第二支部党群先锋队紧急集结，半小时内到河堤防汛',
      { called: called(['第二支部'], [], ['党群先锋队']), place: '河堤', topic: '防汛', minutes: 30 },
    ],
    [
      '集结 第一支部 11点半前到村委会',
      { called: called(['第一支部']), place: '村委会', dueAt: '2026-11-21T11:30:00+08:00' },
    ],
    ['紧急集合 全体党员 村委会', { called: { ...called([]), all: true }, place: '村委会' }],
    [
      '集结 第一支部和第二支部 一个半小时内到镇政府',
      { called: called(['第一支部', '第二支部']), place: '镇政府', minutes: 90 },
    ],
    ['集結第一支部', { called: called(['第一支部']) }],
    ['集结', { called: called([]) }],
    [
      '紧急集结全支部，半小时内到水库大坝',
      { called: { ...called([]), all: true }, place: '水库大坝', minutes: 30 },
    ],
    ['集结 安全小组 到河堤', { called: called([], [], ['安全小组']), place: '河堤' }],
    ['集结 党员突击队 到河堤', { called: called([], [], ['党员突击队']), place: '河堤' }],
  ])('%s', (text, slots) => {
    expect(read(text)).toEqual({ intent: 'muster_call', ...slots });
  });

  it.each([
    '集结号响了',
    '昨天集结得很快',
    '什么时候集结',
    '集结了吗',
    '已经集结完毕的队伍很精神',
    '上次集结王五没来',
    '集结地点在哪',
    '别集结第一支部',
    '谁可以集结',
    '消防演练在村口',
  ])('is none: %s', (text) => {
    expect(read(text).intent).not.toBe('muster_call');
  });
});

it.each([
  ['集结情况', 'muster_roll'],
  ['看看集结情况怎么样了', 'muster_roll'],
  ['谁没到岗', 'muster_roll'],
  ['结束集结', 'muster_end'],
  ['集结结束', 'muster_end'],
  ['收队', 'muster_end'],
  ['都到齐了，收队', 'muster_end'],
  ['取消集结', 'muster_cancel'],
  ['不用集结了', 'muster_cancel'],
  ['导出集结名单', 'muster_export'],
  ['集结名单导出', 'muster_export'],
  ['集结记录', 'muster_list'],
  ['上次集结怎么样', 'muster_list'],
  ['昨天集结了多少人', 'muster_list'],
  ['演练结束', 'muster_end'],
  ['结束演练', 'muster_end'],
  ['取消演练', 'muster_cancel'],
  ['队伍', 'team_show'],
  ['党群先锋队名单', 'team_show'],
])('%s → %s', (text, intent) => {
  expect(read(text).intent).toBe(intent);
});

it.each([
  ['党群先锋队 加上 张三、李四', 'add', ['张三', '李四']],
  ['把张三加入党群先锋队', 'add', ['张三']],
  ['成立党群先锋队：张三、李四', 'add', ['张三', '李四']],
  ['新建队伍 党群先锋队 张三、李四', 'add', ['张三', '李四']],
  ['党群先锋队去掉李四', 'remove', ['李四']],
  ['把李四从党群先锋队去掉', 'remove', ['李四']],
  ['党群先锋队队长是张三', 'lead', ['张三']],
  ['张三当党群先锋队队长', 'lead', ['张三']],
])('%s', (text, what, names) => {
  expect(read(text)).toEqual({ intent: 'team_change', team: '党群先锋队', what, names });
});

it.each([
  ['张三、李四到岗了', { what: 'arrived', names: ['张三', '李四'] }],
  ['张三没到岗，记错了', { what: 'none', names: ['张三'] }],
])('of others: %s', (text, slots) => {
  expect(read(text)).toEqual({ intent: 'muster_answer', ...slots });
});

describe('an answer', () => {
  it.each([
    ['收到', 'ack', undefined],
    ['好的，收到！', 'ack', undefined],
    ['马上到', 'ack', undefined],
    ['在路上', 'ack', undefined],
    ['到岗', 'arrived', undefined],
    ['我已到岗。', 'arrived', undefined],
    ['到了', 'arrived', undefined],
    ['签到', 'arrived', undefined],
    ['去不了，在外地', 'cannot', '在外地'],
    ['来不了', 'cannot', undefined],
    ['赶不到 堵车', 'cannot', '堵车'],
    ['在外地，去不了', 'cannot', '在外地'],
    ['去不了（发烧）', 'cannot', '发烧'],
    ['又去不了了，车坏了', 'cannot', '车坏了'],
    ['收到，去不了', 'cannot', undefined],
    ['收到，去不了，在外地', 'cannot', '在外地'],
    ['我在外地去不了', 'cannot', '在外地'],
    ['收到，马上来', 'ack', undefined],
    ['收到谢谢', 'ack', undefined],
    ['我点错了', 'none', undefined],
    ['不去了', 'cannot', undefined],
    ['半小时后到', 'ack', undefined],
    ['在路上，5分钟到', 'ack', undefined],
    ['点错了，还没到呢', 'none', undefined],
    ['没到呢', 'none', undefined],
    ['又能去了', 'none', undefined],
    ['不好意思，我点错了，能去', 'none', undefined],
  ])('%s', (text, answer, reason) => {
    expect(readMusterAnswer(text)).toEqual({ answer, ...(reason && { reason }) });
  });

  it.each(['收到 稍晚十分钟', '明白，我在村口', '收到了，孩子没人看，晚点到', '路上堵，晚点到'])(
    '%s, with a remark',
    (text) => {
      expect(readMusterAnswer(text)).toEqual({ answer: 'ack', more: true });
    },
  );

  it.each([
    '收到，李四没来',
    '收到，几点集合？',
    '收到，明天请假',
    '王五去不了',
    '不能去了吗',
    '签到 主题党日',
    '谁没签到',
    '谢谢',
    '张三到了',
    '请假 出差',
    '整改12 完成',
  ])('is none: %s', (text) => {
    expect(readMusterAnswer(text)).toBeUndefined();
  });
});

it.each(['马上让李四、王五到村委会来', '叫王五过来', '通知李四到镇政府来', '请李四来一下'])(
  '%s has brought nobody yet',
  (text) => {
    expect(read(text)).toEqual({ intent: 'none' });
  },
);

it.each(['李四来了', '通知张三李四来签到'])('%s is a check-in still', (text) => {
  expect(read(text).intent).toBe('checkin');
});

describe('figures over musters', () => {
  it.each([
    ['本月集结收到率', { metric: 'muster_ack_rate', period: { from: '2026-11-01', to: '2026-11-30' } }],
    ['各支部集结到岗率', { metric: 'muster_arrival_rate', what: 'by_unit' }],
    ['今年演练几次，到岗率怎么样', { metric: 'muster_arrival_rate' }],
    ['今年集结了几次', { metric: 'muster_count', period: { from: '2026-01-01', to: '2026-12-31' } }],
    ['第二党支部上个月集结十分钟内收到的有多少', { metric: 'muster_ack_rate', scope: '第二党支部' }],
    ['集结收到率怎么算的', { metric: 'muster_ack_rate', what: 'explain' }],
    ['到岗率', { metric: 'muster_arrival_rate' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject({ intent: 'query', ...expected }));

  it.each([
    ['集结到岗情况', 'muster_roll'],
    ['集结到了多少人', 'muster_roll'],
    ['集结记录', 'muster_list'],
    ['集结 第一支部 到村委会 情况紧急', 'muster_call'],
  ])('%s is of something else', (text, intent) => expect(read(text).intent).toBe(intent));
});

describe('a call without the word for it', () => {
  it.each([
    ['水涨得快，第一党支部的全都到河堤来，半小时内', { place: '河堤', minutes: 30 }],
    ['集合咱们支部的人到村口', { place: '村口' }],
    ['把先锋队喊来，一个小时到镇政府', { place: '镇政府', minutes: 60 }],
  ])('%s', (text, expected) =>
    expect(read(text)).toMatchObject({ intent: 'muster_call', spoken: true, ...expected }),
  );

  it.each([
    '明天下午3点全体党员到会议室开会',
    '第一党支部的人都到了',
    '第二党支部全体党员到村委会参加主题党日',
    '张三马上到村委会',
    '大家都到了吗',
  ])('is none: %s', (text) => expect(read(text).intent).not.toBe('muster_call'));
});

it.each([
  ['收到收到', 'ack'],
  ['到了到了', 'arrived'],
  ['路上了，五分钟', 'ack'],
])('%s is answered once', (text, answer) => expect(readMusterAnswer(text)?.answer).toBe(answer));
