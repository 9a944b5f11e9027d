import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { catchUp } from '../../src/reminders/catch-up.ts';
import { snoozeDay } from '../../src/reminders/digest-days.ts';
import { plan } from '../../src/reminders/plan.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { atOnce } from '../../src/reminders/steps.ts';
import { activity, at, brief, calm, item, span, world } from './world.ts';

const calendar = createCalendar();

describe('明天再提醒', () => {
  const items = [item(12, '2026-12-10', { ownerId: 'zhang' })];
  const snoozed = (input: PlanInput, said: string, matters: string[]) => ({
    ...input,
    snoozes: matters.map((matter) => ({ personId: 'zhang', matter, on: snoozeDay(at(said), { calendar }) })),
  });
  const texts = (input: PlanInput, date: string) =>
    plan(input, span(date, `${date} 23:59`))
      .filter((m) => m.audience[0] === 'zhang')
      .map((m) => m.text);

  it.each([
    ['2026-11-05 09:00', '2026-11-06'],
    ['2026-11-06 09:00', '2026-11-09'],
    ['2026-02-14 09:00', '2026-02-24'],
    ['2026-10-09 20:00', '2026-10-10'],
  ])('said at %s means %s', (said, expected) => {
    expect(snoozeDay(at(said), { calendar })).toBe(expected);
  });

  it('brings every line again on the next working day, where no lead time falls on it', () => {
    const input = world({ items });
    expect(texts(input, '2026-11-06')).toEqual([]);
    const later = snoozed(input, '2026-11-05 09:00', ['cadence:committee_meeting:2:2026-11', 'item:12']);
    const [text] = texts(later, '2026-11-06');
    expect(text).toContain('11月还没安排支委会');
    expect(text).toContain('【蓝】整改12 灭火器过期：12月10日(周四)到期，还有24个工作日');
  });

  it('says a line once where its lead time falls on the same day', () => {
    const later = snoozed(world(), '2026-11-19 09:00', ['cadence:committee_meeting:2:2026-11']);
    const [text] = texts(later, '2026-11-20');
    expect(text!.split('支委会')).toHaveLength(3);
  });

  it('is forgotten when the matter is settled meanwhile', () => {
    const meeting = activity(1, '2026-11-05 15:00', { types: ['committee_meeting'], stage: 'recorded' });
    const done = world({ activities: [meeting], items: [{ ...items[0]!, state: '已销号' }] });
    const later = snoozed(done, '2026-11-05 09:00', [
      'cadence:committee_meeting:2:2026-11',
      'item:12',
      'item:99',
      'nonsense',
    ]);
    expect(texts(later, '2026-11-06')).toEqual([]);
  });

  it('brings back every kind of line', () => {
    const base = world({
      items: [item(12, '2026-11-06', { state: '提交销号', askedAt: at('2026-11-03 10:00') })],
      activities: [activity(3, '2026-11-03 15:00')],
    });
    const matters = ['approval:12', 'draft:2:2026-11', 'record:activity:3', 'unmet:theme_day:2:2026-10'];
    const [message] = plan(snoozed(base, '2026-11-11 09:00', matters), span('2026-11-12', '2026-11-13'));
    expect(message!.matters.map((m) => m.key).sort()).toEqual(matters);
  });
});

describe('after an outage', () => {
  const back = (input: PlanInput, from: string, to: string) => atOnce(catchUp(input, span(from, to), at(to)));

  it('nothing was missed: everything is sent as planned', () => {
    const { send, stale, carry } = back(world(), '2026-11-05 08:00', '2026-11-05 10:00');
    expect(send.map(brief)).toEqual(plan(world(), span('2026-11-05 08:00', '2026-11-05 10:00')).map(brief));
    expect([stale, carry]).toEqual([[], []]);
  });

  it('days of lost digests are one, with the lines that still stand, worded for today', () => {
    const items = [item(12, '2026-11-13', { ownerId: 'zhang', leaderId: null })];
    const { send, stale, carry } = back(world({ items }), '2026-11-04 10:00', '2026-11-13 10:15');
    const mine = send.filter((m) => m.audience[0] === 'zhang');
    expect(mine.map(brief)).toEqual(['11-13 08:32 digest zhang']);
    expect(mine[0]!.text).toBe(
      [
        '【第一党支部】11月13日(周五) 有2件事：',
        '1. 【黄】整改12 灭火器过期：11月13日(周五)到期。办完请回复：整改12 完成',
        '2. 11月还没安排支委会、主题党日，11月30日前要开。请回复：安排 支委会 11月30日下午3点 会议室',
        '今天忙不过来，请回复：明天再提醒',
      ].join('\n'),
    );
    expect(stale.filter((m) => m.audience[0] === 'zhang').map(brief)).toEqual(
      [
        '11-04 08:32 digest zhang',
        '11-05 08:32 digest zhang',
        '11-10 08:32 digest zhang',
        '11-12 08:32 digest zhang',
      ].filter((line) => line > '11-04 10'),
    );
    expect(carry.every((c) => c.on === '2026-11-13')).toBe(true);
  });

  it('back before the hour of the digest: the lines wait for it', () => {
    const { send, carry } = back(world(), '2026-11-05 08:00', '2026-11-06 08:20');
    expect(send).toEqual([]);
    const input = { ...world(), snoozes: carry };
    expect(plan(input, span('2026-11-06', '2026-11-07')).map(brief)).toEqual([
      '11-06 08:32 digest zhang',
      '11-06 08:52 digest qian',
      '11-06 09:28 digest wang',
    ]);
  });

  it.each([
    ['on a Saturday', '2026-11-07 10:00', '2026-11-09'],
    ['in the evening', '2026-11-06 21:30', '2026-11-09'],
  ])('back %s: the lines wait for the next working day', (_title, now, on) => {
    const { send, carry } = back(world(), '2026-11-05 08:00', now);
    expect(send).toEqual([]);
    expect(new Set(carry.map((c) => c.on))).toEqual(new Set([on]));
  });

  it.each<[string, string[], string[]]>([
    ['2026-11-25 15:40', ['nudge activity:1'], ['day_before activity:1', 'opening activity:1']],
    // an hour after the start nobody is chased any more, but check-in is still open
    ['2026-11-25 16:30', ['opening activity:1'], ['day_before activity:1', 'nudge activity:1']],
    [
      '2026-11-25 18:30',
      ['day_before activity:2', 'record_prompt activity:1'],
      ['day_before activity:1', 'opening activity:1', 'nudge activity:1'],
    ],
  ])('back at %s the last useful word on each activity is sent, the rest dropped', (now, sent, dropped) => {
    const tomorrow = activity(2, '2026-11-26 15:00', { unitId: 3 });
    const { send, stale } = back(
      calm({ activities: [activity(1, '2026-11-25 15:00'), tomorrow] }),
      '2026-11-24 12:00',
      now,
    );
    const rules = (messages: typeof send) => messages.map((m) => `${m.rule} ${m.matters[0]!.key}`);
    expect(rules(send).sort()).toEqual(sent);
    expect(rules(stale)).toEqual(dropped);
  });
});
