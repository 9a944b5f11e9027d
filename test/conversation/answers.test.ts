// Every meaning that can be offered, and every way people answer: whole, or not at all.
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/conversation/answers.ts';
import type { Intent, IntentName } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import type { Question } from '../../src/ports/store.ts';
import { organisationOf } from '../support/organisation.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const org = organisationOf(SMALL_ROSTER);
const reading = {
  knowledge: knowledgeOf({
    people: [...org.people.values()].map((p) => p.name),
    units: [...org.units.values()].map((u) => u.name),
  }),
};

/** Each as it would be offered. */
const OFFERED: Partial<Record<IntentName, Intent>> = {
  checkin: { intent: 'checkin', names: ['王五'] },
  leave: { intent: 'leave', startAt: '2026-11-25', reason: '出差' },
  makeup_checkin: { intent: 'makeup_checkin', names: ['王五'], startAt: '2026-11-18' },
  roster_checkin: { intent: 'roster_checkin', names: ['王五', '赵六'], absent: [{ name: '钱七' }] },
  activity_report: { intent: 'activity_report', activityType: 'theme_day', expected: 6 },
  activity_create: {
    intent: 'activity_create',
    activityType: 'theme_day',
    startAt: '2026-11-25T15:00:00+08:00',
  },
  activity_change: {
    intent: 'activity_change',
    activityType: 'theme_day',
    startAt: '2026-11-26T15:00:00+08:00',
  },
  activity_cancel: { intent: 'activity_cancel', activityType: 'theme_day', startAt: '2026-11-25' },
  rectify_progress: { intent: 'rectify_progress', itemNo: '12', progress: 30 },
  rectify_done: { intent: 'rectify_done', itemNo: '12' },
  rectify_extend: { intent: 'rectify_extend', itemNo: '12', dueAt: '2026-12-20' },
  query: { intent: 'query', metric: 'attendance_rate', activityType: 'theme_day' },
  ack: { intent: 'ack' },
  settle: { intent: 'settle', matter: 'once:x:1', remark: '换届' },
};
const INTENTS = Object.values(OFFERED);
const OTHER: Intent = { intent: 'undo' };

const asked = (options: Intent[], more: Partial<Question> = {}): Question => ({
  userId: 'zhangsan',
  chat: '',
  awaiting: 'choice',
  options,
  intent: null,
  text: '原话',
  expiresAt: NOW + 1,
  ...more,
});
const answer = (question: Question, text: string) =>
  answerTo(question, understand(text, NOW, reading), {
    text,
    now: NOW,
    reading,
    org,
    sender: [...org.people.values()][0]!,
  });

describe.each(INTENTS)('$intent, offered', (meant) => {
  it.each([
    '1',
    '1。',
    '①',
    '一',
    '第一个',
    '选1',
    '选第一个',
    '就第一个吧',
    '1吧',
    '第1个',
    '前者',
    '嗯，1',
    '好的，第一个',
  ])('is taken by its number: %s', (text) => {
    expect(answer(asked([meant, OTHER]), text)).toMatchObject({ kind: 'intent', intent: meant, choice: 0 });
    expect(answer(asked([meant]), text)).toMatchObject({ kind: 'intent', intent: meant, text: '原话' });
  });

  it.each(['2', '二', '第二个', '选2', '最后一个', '2号', '第二个吧'])(
    'is taken as the second: %s',
    (text) => {
      expect(answer(asked([OTHER, meant]), text)).toMatchObject({ kind: 'intent', intent: meant, choice: 1 });
    },
  );

  const YES = [
    '对',
    '是',
    '是的',
    '嗯',
    '嗯嗯',
    '好',
    '好的',
    '行',
    '可以',
    'OK',
    '就是这个',
    '没错',
    '对，就是这个',
    '确认',
    '对的。',
    '好的，谢谢',
  ];
  it.each(YES)('alone is taken by %s, and among several asks again', (text) => {
    expect(answer(asked([meant]), text)).toMatchObject({ kind: 'intent', intent: meant, choice: 0 });
    expect(answer(asked([meant, OTHER]), text)).toEqual({ kind: 'again', options: [meant, OTHER] });
    const agreed = asked([meant, OTHER], { awaiting: 'report', intent: meant, yes: 1 });
    expect(answer(agreed, text)).toMatchObject({ kind: 'intent', intent: OTHER, choice: 1 });
  });

  it.each([
    '不是',
    '不对',
    '都不是',
    '都不对',
    '算了',
    '不用了',
    '取消',
    '一个都不是',
    '不是这个',
    '不，都不是',
  ])('is dropped by %s', (text) => {
    for (const question of [
      asked([meant]),
      asked([meant, OTHER]),
      asked([meant], { awaiting: 'report', intent: meant }),
      asked([], { awaiting: 'time', intent: meant }),
      asked([], { awaiting: 'item', intent: { ...meant, lacks: 'due' } as Intent }),
    ])
      expect(answer(question, text)).toEqual({ kind: 'dropped' });
  });

  it.each([
    '你好',
    '早上好',
    '谢谢',
    '收到',
    '收到，谢谢',
    '知道了',
    '谁没签到',
    '整改清单',
    '帮助',
    '今天天气不错',
    '撤销',
    '安排 党课 12月3日下午3点 三楼会议室',
    '9',
  ])('is not what answers: %s', (text) => {
    for (const question of [asked([meant, OTHER]), asked([], { awaiting: 'time', intent: meant })]) {
      const { kind } = answer(question, text);
      expect(kind === 'unrelated' || kind === 'again' || (text === '9' && kind === 'intent')).toBe(true);
    }
  });

  it('is gone after ten minutes, and then a number is told so', () => {
    const late = asked([meant], { expiresAt: NOW });
    expect(answer(late, '1')).toEqual({ kind: 'expired' });
    expect(answer(late, '李四')).toEqual({ kind: 'unrelated' });
    expect(answer(late, '好的')).toEqual({ kind: 'unrelated' });
  });

  it('gives way to what is said in its place', () => {
    expect(answer(asked([meant]), '不对，整改5完成')).toMatchObject({
      kind: expect.stringMatching(/instead|unrelated/),
    });
  });

  it('goes on with its own values, and picks by them what has them', () => {
    if (!('names' in meant) || meant.names?.length !== 1) return;
    expect(answer(asked([OTHER, meant]), '王五')).toMatchObject({ kind: 'intent', intent: meant, choice: 1 });
  });
});

/** What a bare value does to an offer: the slots it sets, or nothing. */
const VALUES: [text: string, Partial<Record<IntentName, object>>][] = [
  [
    '李四',
    {
      checkin: { names: ['李四'] },
      leave: { names: ['李四'] },
      makeup_checkin: { names: ['李四'] },
      rectify_progress: { names: ['李四'] },
      rectify_done: { names: ['李四'] },
      rectify_extend: { names: ['李四'] },
      activity_report: undefined as never,
      query: { names: ['李四'] },
      ack: { names: ['李四'] },
    },
  ],
  [
    '党课',
    {
      checkin: { activityType: 'party_lecture' },
      leave: { activityType: 'party_lecture' },
      makeup_checkin: { activityType: 'party_lecture' },
      roster_checkin: { activityType: 'party_lecture' },
      activity_report: { activityType: 'party_lecture' },
      activity_create: { activityType: 'party_lecture', startAt: '2026-11-25T15:00:00+08:00' },
      activity_change: { activityType: 'party_lecture' },
      activity_cancel: { activityType: 'party_lecture' },
      query: { activityType: 'party_lecture' },
    },
  ],
  [
    '27号',
    {
      leave: { startAt: '2026-11-27', reason: '出差' },
      activity_create: { startAt: '2026-11-27T15:00:00+08:00' },
      activity_change: { startAt: '2026-11-27T15:00:00+08:00' },
      activity_cancel: { startAt: '2026-11-27' },
      rectify_extend: { dueAt: '2026-11-27', itemNo: '12' },
    },
  ],
  ['是27号', { leave: { startAt: '2026-11-27' }, activity_create: { startAt: '2026-11-27T15:00:00+08:00' } }],
  [
    '下午4点',
    {
      activity_create: { startAt: '2026-11-25T16:00:00+08:00' },
      activity_change: { startAt: '2026-11-26T16:00:00+08:00' },
    },
  ],
  ['60%', { rectify_progress: { progress: 60, itemNo: '12' } }],
  [
    '整改5',
    {
      rectify_progress: { itemNo: '5', progress: 30 },
      rectify_done: { itemNo: '5' },
      rectify_extend: { itemNo: '5' },
    },
  ],
  ['21', { activity_report: { present: 21, expected: 6 } }],
  ['21人', { activity_report: { present: 21 } }],
];
/** Tables above say only what matters; these take a value too, elsewhere or in a way of their own. */
const CASES = VALUES.flatMap(([text, takes]) =>
  Object.entries(takes)
    .filter(([, slots]) => slots !== undefined)
    .map(([intent, slots]) => ({ text, intent: intent as IntentName, slots })),
);

describe('a bare value', () => {
  it.each(CASES)('$text goes into $intent', ({ text, intent, slots }) => {
    const meant = OFFERED[intent]!;
    expect(answer(asked([meant]), text)).toMatchObject({ kind: 'intent', intent: { ...meant, ...slots } });
    // Of two that could take it the one that can is meant.
    expect(answer(asked([OTHER, meant]), text)).toMatchObject({ kind: 'intent', intent: slots });
  });

  it.each([
    ['60%', 'checkin'],
    ['21', 'leave'],
    ['下午4点', 'rectify_done'],
    ['党课', 'rectify_done'],
    ['李四', 'activity_create'],
    ['李四', 'roster_checkin'],
    ['整改5', 'checkin'],
  ] as [string, IntentName][])('%s has no place in %s', (text, intent) => {
    expect(answer(asked([OFFERED[intent]!]), text).kind).not.toBe('intent');
  });

  it('stays with a question where several could take it', () => {
    const [leave, create] = [OFFERED.leave!, OFFERED.activity_create!];
    expect(answer(asked([leave, create]), '27号')).toEqual({
      kind: 'again',
      options: [
        { ...leave, startAt: '2026-11-27' },
        { ...create, startAt: '2026-11-27T15:00:00+08:00' },
      ],
    });
  });

  it('picks by day, kind and figure', () => {
    const [change, cancel] = [OFFERED.activity_change!, OFFERED.activity_cancel!];
    expect(answer(asked([change, cancel]), '25号')).toMatchObject({ intent: cancel });
    expect(
      answer(asked([OFFERED.rectify_done!, { intent: 'rectify_done', itemNo: '5' }]), '12号'),
    ).toMatchObject({ choice: 0 });
    expect(
      answer(asked([OFFERED.rectify_done!, { intent: 'rectify_done', itemNo: '5' }]), '5'),
    ).toMatchObject({ choice: 1 });
  });

  it('is the number of an item where that is lacking, and a day where it is not', () => {
    expect(answer(asked([{ intent: 'rectify_done' }]), '12号')).toMatchObject({ intent: { itemNo: '12' } });
    expect(answer(asked([{ intent: 'rectify_extend', itemNo: '3' }]), '12号')).toMatchObject({
      intent: { itemNo: '3', dueAt: '2026-12-12' },
    });
  });

  it('is not guessed at', () => {
    expect(answer(asked([OFFERED.activity_create!]), '11月31日').kind).toBe('unrelated');
    expect(answer(asked([OFFERED.activity_report!]), '应到6实到5').kind).not.toBe('again');
  });
});

describe('what a question about an item takes', () => {
  const manage: Intent = { intent: 'rectify_manage', what: 'long_term', lacks: 'number' };
  it.each([
    ['12', '12'],
    ['5', '5'],
    ['12号', '12'],
    ['整改12', '12'],
    ['第3项', '3'],
  ])('its number: %s', (text, itemNo) => {
    expect(answer(asked([], { awaiting: 'item', intent: manage }), text)).toMatchObject({
      kind: 'intent',
      intent: { intent: 'rectify_manage', what: 'long_term', itemNo },
    });
  });
  it.each(['好的', '你好', '谁没签到', '安排 党课 12月3日下午3点'])('not %s', (text) => {
    expect(answer(asked([], { awaiting: 'item', intent: manage }), text).kind).not.toBe('intent');
  });
});

describe('what a question about one thing takes', () => {
  const create: Intent = { intent: 'activity_create', place: '三楼会议室' };
  it.each([
    ['type', create, '党课', { activityType: 'party_lecture', place: '三楼会议室' }],
    ['type', create, '主题党日吧', { activityType: 'theme_day' }],
    [
      'time',
      { ...create, activityType: 'party_lecture' },
      '明天下午3点',
      { startAt: '2026-11-22T15:00:00+08:00', activityType: 'party_lecture' },
    ],
    ['time', { ...create, activityType: 'party_lecture' }, '25号', { startAt: '2026-11-25' }],
    [
      'time',
      { ...create, activityType: 'party_lecture', startAt: '2026-11-25' },
      '下午3点',
      { startAt: '2026-11-25T15:00:00+08:00' },
    ],
    [
      'time',
      { intent: 'activity_change', activityId: 3, fromAt: '2026-11-25T15:00:00+08:00' },
      '下午4点',
      { startAt: '2026-11-25T16:00:00+08:00' },
    ],
  ] as ['type' | 'time', Intent, string, object][])('%s: %j, said %s', (awaiting, intent, text, slots) => {
    expect(answer(asked([], { awaiting, intent }), text)).toMatchObject({
      kind: 'intent',
      intent: { ...intent, ...slots },
    });
  });

  it.each(['对', '好的', '1'])('is asked again where %s says nothing', (text) => {
    expect(['again', 'unrelated']).toContain(
      answer(asked([], { awaiting: 'type', intent: create }), text).kind,
    );
  });

  it.each(['你好', '收到', '谢谢', '好的'])('is no reason for sending back: %s', (text) => {
    const back: Intent = { intent: 'rectify_decide', itemNo: '12', decision: 'return', lacks: 'reason' };
    expect(answer(asked([], { awaiting: 'item', intent: back }), text).kind).not.toBe('intent');
    expect(answer(asked([], { awaiting: 'item', intent: back }), '照片看不清')).toMatchObject({
      intent: { reason: '照片看不清' },
    });
  });

  it('takes the unit by number and by name', () => {
    const units = [...org.units.values()].filter((u) => u.kind === 'group');
    const options = units.map(
      (u): Intent => ({ intent: 'activity_create', activityType: 'group_meeting', scope: u.path }),
    );
    expect(answer(asked(options), '第二党小组')).toMatchObject({ choice: 1 });
    expect(answer(asked(options), '二组')).toMatchObject({ choice: 1 });
    expect(answer(asked(options), '1')).toMatchObject({ choice: 0 });
  });
});

describe('what fits several of the options', () => {
  const [five, twelve]: [Intent, Intent] = [
    { intent: 'leave', names: ['王五'], startAt: '2026-11-25' },
    { intent: 'leave', names: ['王五'], startAt: '2026-11-26' },
  ];
  const other: Intent = { intent: 'leave', names: ['李四'], startAt: '2026-11-27' };
  it('leaves those open, and no others', () => {
    expect(answer(asked([five, other, twelve]), '王五')).toEqual({ kind: 'again', options: [five, twelve] });
  });
  it('is no unit chosen where several are of it', () => {
    const path = [...org.units.values()].find((u) => u.kind === 'group')!;
    const options = ['2026-11-25', '2026-11-26'].map(
      (startAt): Intent => ({ intent: 'activity_create', startAt, scope: path.path }),
    );
    expect(answer(asked(options), path.name).kind).not.toBe('intent');
  });
});

describe('a value that sets right what was offered', () => {
  it('is not one name for several', () => {
    for (const intent of ['leave', 'checkin', 'makeup_checkin'] as const)
      expect(answer(asked([{ intent, names: ['王五', '赵六'] }]), '李四').kind, intent).not.toBe('intent');
  });
  it('leaves nobody meant but whom it names', () => {
    for (const intent of ['leave', 'checkin'] as const) {
      const said = answer(asked([{ intent, names: ['王武'], meant: { 王武: 'wangwu' } }]), '李四');
      expect(said, intent).toMatchObject({ intent: { names: ['李四'] } });
      expect('intent' in said && said.intent, intent).not.toHaveProperty('meant');
    }
  });
  it('is no more than the whole', () => {
    const progress: Intent = { intent: 'rectify_progress', itemNo: '12', progress: 30 };
    for (const text of ['101%', '120%', '300%'])
      expect(answer(asked([progress]), text).kind, text).not.toBe('intent');
  });
});
