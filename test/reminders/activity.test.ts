import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import { plan } from '../../src/reminders/plan.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import type { OwnSettings } from '../../src/settings/units.ts';
import { activity, at, brief, calm, fixedOn, span } from './world.ts';

const november = span('2026-11-01', '2026-12-01');
const unit2 = (settings: OwnSettings) => new Map([[2, settings]]);
const told = (input: PlanInput, over = november) => plan(input, over).map(brief);
/** rule and moment only */
const moments = (input: PlanInput, over = november) =>
  told(input, over).map((line) => line.split(' ').slice(0, 3).join(' '));

describe('a 主题党日 on the fixed day', () => {
  const input = calm({ units: fixedOn(2, { kind: 'day', day: 25 }) });

  it('is invited to, reminded of, opened, nudged about and recorded', () => {
    expect(told(input)).toEqual([
      '11-20 10:01 invitation zhang,li,wang,zhao',
      '11-24 16:01 day_before zhang,li,wang,zhao',
      '11-25 14:31 opening zhang,li,wang,zhao',
      '11-25 15:06 nudge zhang,li,wang,zhao',
      '11-25 17:02 record_prompt zhang',
      '11-27 08:32 digest zhang',
    ]);
  });

  it('is planned the same before and after it is stored', () => {
    const made = activity(7, '2026-11-25 15:00', {
      source: 'fixed_day',
      fixedFor: '2026-11',
      place: '党员活动室',
      createdAt: at('2026-10-25'),
    });
    const stored = calm({ units: input.units, activities: [made] });
    const key = (m: { key: string; at: number; text: string }) => `${m.key} ${m.at} ${m.text}`;
    expect(
      plan(stored, november)
        .filter((m) => m.rule !== 'digest')
        .map(key),
    ).toEqual(
      plan(input, november)
        .filter((m) => m.rule !== 'digest')
        .map(key),
    );
  });

  it.each<[string, Partial<Activity>]>([
    ['recorded', { stage: 'recorded' }],
    ['cancelled', { stage: 'cancelled' }],
  ])('is silent once %s, and not made again', (_title, more) => {
    const made = activity(7, '2026-11-25 15:00', { source: 'fixed_day', fixedFor: '2026-11', ...more });
    expect(told(calm({ units: input.units, activities: [made] }))).toEqual([]);
  });

  it('is not made where a person arranged one for the month', () => {
    const own = activity(8, '2026-11-10 15:00', { stage: 'recorded' });
    expect(told(calm({ units: input.units, activities: [own] }))).toEqual([]);
  });

  it('settled late is announced soon after', () => {
    const late = activity(7, '2026-11-25 15:00', {
      source: 'fixed_day',
      fixedFor: '2026-11',
      createdAt: at('2026-11-23 16:29'),
    });
    expect(moments(calm({ units: input.units, activities: [late] })).slice(0, 2)).toEqual([
      '11-23 16:31 invitation',
      '11-24 16:01 day_before',
    ]);
  });
});

describe('an activity arranged by a person', () => {
  it.each<[string, string, Partial<Activity>, string[]]>([
    [
      'in the afternoon',
      '2026-11-25 15:00',
      {},
      ['11-24 16:01 day_before', '11-25 14:31 opening', '11-25 15:06 nudge', '11-25 17:02 record_prompt'],
    ],
    [
      'whose opening falls on no round minute',
      '2026-11-25 15:10',
      {},
      ['11-24 16:01 day_before', '11-25 14:40 opening', '11-25 15:16 nudge', '11-25 17:12 record_prompt'],
    ],
    [
      'on a Monday: the day before is a day off and moves to Friday',
      '2026-11-30 15:00',
      {},
      ['11-27 16:01 day_before', '11-30 14:31 opening', '11-30 15:06 nudge', '11-30 17:02 record_prompt'],
    ],
    [
      'on a Saturday: its own messages stay, the record waits for Monday',
      '2026-11-28 09:30',
      {},
      ['11-27 16:01 day_before', '11-28 09:01 opening', '11-28 09:36 nudge', '11-30 08:01 record_prompt'],
    ],
    [
      'early: the opening is not before 08:01',
      '2026-11-25 08:10',
      {},
      ['11-24 16:01 day_before', '11-25 08:01 opening', '11-25 08:16 nudge', '11-25 10:12 record_prompt'],
    ],
    [
      'before the quiet hours end: no nudge',
      '2026-11-25 07:30',
      {},
      ['11-24 16:01 day_before', '11-25 08:01 opening', '11-25 09:32 record_prompt'],
    ],
    [
      'in the evening: the record waits for the morning',
      '2026-11-25 19:30',
      {},
      ['11-24 16:01 day_before', '11-25 19:01 opening', '11-25 19:36 nudge', '11-26 08:01 record_prompt'],
    ],
    [
      'at night: nothing in the quiet hours',
      '2026-11-25 21:30',
      {},
      ['11-24 16:01 day_before', '11-26 08:01 record_prompt'],
    ],
    [
      'with a stated end',
      '2026-11-25 15:00',
      { endAt: at('2026-11-25 16:00') },
      ['11-24 16:01 day_before', '11-25 14:31 opening', '11-25 15:06 nudge', '11-25 16:02 record_prompt'],
    ],
    [
      'on the day before: people were told that day',
      '2026-11-25 15:00',
      { createdAt: at('2026-11-24 10:00') },
      ['11-25 14:31 opening', '11-25 15:06 nudge', '11-25 17:02 record_prompt'],
    ],
    [
      'inside the window: it is open at once',
      '2026-11-25 15:00',
      { createdAt: at('2026-11-25 14:45') },
      ['11-25 15:06 nudge', '11-25 17:02 record_prompt'],
    ],
    ['reported after the fact', '2026-11-25 15:00', { source: 'report', stage: 'recorded' }, []],
  ])('%s', (_title, start, more, expected) => {
    const lines = moments(calm({ activities: [activity(1, start, more)] }));
    expect(lines.filter((line) => !line.endsWith('digest'))).toEqual(expected);
  });

  it('makes new keys when it is moved, so that its reminders come again', () => {
    const keys = (more: Partial<Activity>) =>
      plan(calm({ activities: [activity(1, '2026-11-25 15:00', more)] }), november).map((m) => m.key);
    const moved = keys({ startAt: at('2026-11-26 15:00'), revision: 2 });
    expect(moved.filter((key) => keys({}).includes(key))).toEqual([]);
  });
});

describe('what a unit settled for itself', () => {
  const meeting = [activity(1, '2026-11-25 15:00')];
  it.each<[string, OwnSettings, string[]]>([
    [
      'opening and nudge off: two hours before instead',
      { switches: { opening: false, nudge: false } },
      ['day_before', 'two_hours_before'],
    ],
    [
      'the secretary reports: nobody is prompted to check in',
      { activity: { attendance: 'secretary' } },
      ['day_before', 'two_hours_before'],
    ],
    ['only the nudge off', { switches: { nudge: false } }, ['day_before', 'opening']],
    ['only the opening off', { switches: { opening: false } }, ['day_before', 'nudge']],
    ['the day before off', { switches: { dayBefore: false } }, ['opening', 'nudge']],
  ])('%s', (_title, settings, expected) => {
    const rules = plan(calm({ activities: meeting, units: unit2(settings) }), november).map((m) => m.rule);
    expect(rules.filter((r) => r !== 'record_prompt' && r !== 'digest')).toEqual(expected);
  });

  it.each([
    ['2026-11-25 09:30', []],
    ['2026-11-25 10:00', ['11-25 08:01 two_hours_before']],
    ['2026-11-25 15:00', ['11-25 13:01 two_hours_before']],
    ['2026-11-25 23:30', []],
  ])('two hours before %s is %j', (start, expected) => {
    const input = calm({
      activities: [activity(1, start)],
      units: unit2({ switches: { opening: false, nudge: false } }),
    });
    expect(moments(input).filter((line) => line.endsWith('two_hours_before'))).toEqual(expected);
  });
});

describe('the nudge', () => {
  const meeting = [activity(1, '2026-11-25 15:00')];
  const nudge = (present: string[], leave: string[], pendingLeave: string[] = []) =>
    plan(
      calm({ activities: meeting, attendance: new Map([[1, { present, leave, absent: [], pendingLeave }]]) }),
      november,
    ).find((m) => m.rule === 'nudge');

  it('names those missing as plain text', () => {
    const message = nudge(['zhang', 'li'], ['wang'])!;
    expect(message.audience).toEqual(['zhao']);
    expect(message.text).toBe(
      '【签到】主题党日（11月25日(周三) 15:00）已经开始，还有1位同志没签到：赵六\n到了请回复：@支部通 签到；来不了请回复：@支部通 请假',
    );
  });

  it('leaves alone who waits for consent to a leave', () => {
    expect(nudge(['zhang', 'li'], [], ['wang'])!.audience).toEqual(['zhao']);
  });

  it('is not sent when nobody is missing', () => {
    expect(nudge(['zhang', 'li', 'wang'], ['zhao'])).toBeUndefined();
  });
});

describe('what is said in private', () => {
  it('is not said to whoever has asked for leave already', () => {
    const coming = [activity(1, '2026-11-26 15:00')];
    const attendance = new Map([[1, { present: [], leave: ['wang'], absent: [], pendingLeave: [] }]]);
    const all = plan(calm({ activities: coming, attendance, addresses: new Map() }), november);
    const told = (who: string) =>
      all.filter(
        (m) =>
          m.rule !== 'record_prompt' && m.text.includes('11月26日(周四) 15:00') && m.audience.includes(who),
      );
    expect(told('wang')).toEqual([]);
    expect(told('zhao').length).toBeGreaterThan(0);
  });
});

describe('the record after closing', () => {
  const meeting = [activity(1, '2026-11-25 15:00')];
  const prompt = (present: string[], leave: string[]) =>
    plan(
      calm({
        activities: meeting,
        attendance: new Map([[1, { present, leave, absent: [], pendingLeave: [] }]]),
      }),
      november,
    ).find((m) => m.rule === 'record_prompt')!;

  it('comes pre-filled from the check-ins, one tap away', () => {
    const message = prompt(['zhang', 'li'], ['wang']);
    expect(message.text).toBe(
      [
        '主题党日（11月25日(周三) 15:00）的记录已按签到填好：应到4 实到2，请假1人：王五，没签到也没请假1人：赵六',
        '没有出入回复“照此确认”，都到了回复“全到”，没有开回复“没有开”；哪里不对直接说，例如：补签 赵六',
      ].join('\n'),
    );
    expect(message.buttons.map((b) => [b.text, b.key])).toEqual([
      ['全到', 'all:1'],
      ['照此确认', 'record:1'],
      ['改一改', 'edit:1'],
      ['没有开', 'not_held:1'],
    ]);
    expect(message.channel).toBe('app');
  });

  it('asks whether it took place when nobody checked in', () => {
    expect(prompt([], []).text).toBe(
      [
        '主题党日（11月25日(周三) 15:00）时间已过，还没有签到。应到4人，都到了请回复：上报 主题党日 11月25日 全到',
        '没有开请回复：没有开。有人没到就说是谁',
      ].join('\n'),
    );
  });

  it('goes to the leader of a group for its meeting', () => {
    const own = activity(1, '2026-11-25 15:00', { unitId: 4, types: ['group_meeting'] });
    const messages = plan(calm({ activities: [own] }), november);
    expect(messages.find((m) => m.rule === 'record_prompt')!.audience).toEqual(['wang']);
  });
});

it('a group hears at most two unprompted messages a day, the invitation aside', () => {
  const input = calm({
    units: fixedOn(2, { kind: 'day', day: 30 }),
    activities: [
      activity(1, '2026-11-25 09:10', { types: ['committee_meeting'] }),
      activity(2, '2026-11-25 14:10', { types: ['party_lecture'] }),
      activity(3, '2026-11-26 09:10', { types: ['party_congress'] }),
    ],
  });
  const heard = plan(input, span('2026-11-25', '2026-11-26')).filter((m) => m.chat === 'chat2');
  expect(heard.map(brief).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    '11-25 08:40 opening',
    '11-25 10:01 invitation',
    '11-25 13:40 opening',
  ]);
});

it('units that share a chat share its cap', () => {
  const shared = { channel: 'webhook', chat: 'same' } as const;
  const meetings = [activity(1, '2026-11-25 15:00'), activity(2, '2026-11-25 15:00', { unitId: 3 })];
  const input = calm({
    activities: meetings,
    addresses: new Map([
      [2, shared],
      [3, shared],
    ]),
  });
  const heard = plan(input, span('2026-11-25', '2026-11-26')).filter((m) => m.chat === 'same');
  expect(heard.map((m) => m.rule)).toEqual(['opening', 'opening']);
});

describe('a unit without a group', () => {
  const alone = { addresses: new Map() };

  it('hears each announcement in private, in the hour of the digest, nothing on days off, and no nudge', () => {
    const input = calm({ ...alone, units: fixedOn(2, { kind: 'day', day: 25 }) });
    expect(told(input)).toEqual([
      '11-20 08:32 invitation zhang,li,wang,zhao',
      '11-24 08:32 day_before zhang,li,wang,zhao',
      '11-25 14:31 opening zhang,li,wang,zhao',
      '11-25 17:02 record_prompt zhang',
      '11-27 08:32 digest zhang',
    ]);
    const sunday = calm({ ...alone, activities: [activity(1, '2026-11-29 09:00')] });
    expect(told(sunday).filter((line) => line.startsWith('11-29'))).toEqual([]);
  });

  it('gets it as a line of the digest where a person has one that day: one message, not two', () => {
    const input = calm({
      ...alone,
      activities: [
        activity(1, '2026-11-27 15:00'),
        activity(2, '2026-11-24 15:00', { types: ['party_lecture'] }),
      ],
    });
    const thursday = plan(input, span('2026-11-26', '2026-11-27'));
    expect(thursday.map(brief)).toEqual(['11-26 08:32 day_before li,wang,zhao', '11-26 08:32 digest zhang']);
    expect(thursday[1]!.text).toBe(
      [
        '【第一党支部】11月26日(周四) 有2件事：',
        '1. 主题党日：11月27日(周五) 15:00，三楼会议室。来不了请回复：请假',
        '2. 11月24日党课还没有记录，应到4人。都到了请回复：上报 党课 11月24日 全到；没有开请回复：没有开。有人没到就说是谁',
        '今天忙不过来，请回复：明天再提醒',
      ].join('\n'),
    );
  });

  it('carries the buttons to answer', () => {
    const opening = plan(calm({ ...alone, activities: [activity(1, '2026-11-25 15:00')] }), november).find(
      (m) => m.rule === 'opening',
    )!;
    expect(opening.buttons.map((b) => `${b.text} ${b.key}`)).toEqual(['签到 checkin:1', '请假 leave:1']);
    expect(opening.chat).toBeNull();
  });
});

describe('a 党小组会', () => {
  const meeting = { unitId: 4, types: ['group_meeting'] } satisfies Partial<Activity>;
  const input = calm({ activities: [activity(1, '2026-11-25 15:00', meeting)] });

  it('is announced, opened and asked after by the name of its group', () => {
    const lines = plan(input, november).filter((m) => m.subject === 'activity:1');
    expect(lines.map((m) => m.rule)).toContain('opening');
    for (const { rule, text } of lines)
      expect([rule, text]).toEqual([rule, expect.stringContaining('第一党小组')]);
  });
});
