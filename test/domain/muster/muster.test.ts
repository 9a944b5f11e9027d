import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clocksOf,
  isOpenAt,
  type Muster,
  type MusterAnswer,
  type MusterEntry,
  nextStepAt,
  offExpires,
  standOf,
  stepsDue,
  withAnswer,
  withoutArrival,
  withoutSaid,
} from '../../../src/domain/muster/muster.ts';
import { readMusterSettings } from '../../../src/settings/muster.ts';

const MINUTE = 60_000;
const T = Date.parse('2026-11-21T10:00+08:00');
const settings = readMusterSettings('').value!;
const NEW: MusterEntry = {
  musterId: 1,
  personId: 'a',
  ackAt: null,
  arrivedAt: null,
  said: null,
  saidAt: null,
  reason: null,
  by: null,
};
const MUSTER: Muster = {
  id: 1,
  unitId: 2,
  target: '第一党支部全体党员',
  place: null,
  reason: null,
  isDrill: false,
  calledBy: 'zhangsan',
  calledAt: T,
  ...clocksOf(settings, T, undefined),
  people: 5,
  state: 'open',
  endedAt: null,
  endedBy: null,
  checkedAt: null,
  nudgedAt: null,
  summedAt: null,
};

describe('the clocks', () => {
  it('are ten minutes to answer and sixty to arrive', () => {
    expect([MUSTER.ackBy - T, MUSTER.nudgeAt - T, MUSTER.arriveBy - T]).toEqual([
      10 * MINUTE,
      10 * MINUTE,
      60 * MINUTE,
    ]);
  });

  it('let the word that nobody need come reach people for an hour, and until the hour of arrival at least', () => {
    expect(offExpires(MUSTER, T)).toBe(T + 60 * MINUTE);
    expect(offExpires(MUSTER, T + 50 * MINUTE)).toBe(T + 110 * MINUTE);
    expect(offExpires({ arriveBy: T + 300 * MINUTE }, T)).toBe(T + 300 * MINUTE);
  });

  it('never reach beyond the hour of arrival that was said', () => {
    const by = T + 5 * MINUTE;
    expect(clocksOf(settings, T, by)).toEqual({ arriveBy: by, ackBy: by, nudgeAt: by });
  });

  it('have one step at a time, each once, and end by themselves', () => {
    const at = (minutes: number, done: Partial<Muster> = {}) =>
      stepsDue({ ...MUSTER, ...done }, T + minutes * MINUTE);
    expect(at(9)).toEqual([]);
    expect(at(10)).toEqual(['nudge']);
    expect(at(11, { nudgedAt: T })).toEqual([]);
    expect(at(60, { nudgedAt: T })).toEqual(['sum']);
    expect(at(60)).toEqual(['nudge', 'sum']);
    expect(at(61, { nudgedAt: T, summedAt: T })).toEqual([]);
    expect(at(60 + 12 * 60, { nudgedAt: T, summedAt: T })).toEqual(['close']);
    expect(at(600, { state: 'cancelled' })).toEqual([]);
    expect(isOpenAt(MUSTER, T + 12 * 60 * MINUTE)).toBe(true);
    expect(isOpenAt(MUSTER, MUSTER.arriveBy + 12 * 60 * MINUTE)).toBe(false);
    expect(nextStepAt(MUSTER)).toBe(MUSTER.nudgeAt);
    expect(nextStepAt({ ...MUSTER, nudgedAt: T })).toBe(MUSTER.arriveBy);
    expect(nextStepAt({ ...MUSTER, state: 'ended' })).toBeUndefined();
  });
});

const said = (...answers: [MusterAnswer, number, string?][]) =>
  answers.reduce((entry, [answer, at, reason]) => withAnswer(entry, { answer, at: T + at, reason }), NEW);

describe('answers', () => {
  it('to be there is to have heard', () => {
    expect(said(['arrived', 5])).toMatchObject({ ackAt: T + 5, arrivedAt: T + 5, said: 'arrived' });
  });
  it('who cannot come and comes all the same is there, and the first moment counts', () => {
    const entry = said(['cannot', 1, '在外地'], ['arrived', 9], ['arrived', 12]);
    expect([standOf(entry), entry.arrivedAt, entry.reason]).toEqual(['arrived', T + 9, null]);
  });
  it('who was there and says afterwards that it was an error is not there', () => {
    expect(standOf(said(['arrived', 1], ['cannot', 2, '点错了']))).toBe('cannot');
  });
  it('a 收到 takes nothing back', () => {
    expect(standOf(said(['cannot', 1], ['ack', 2]))).toBe('cannot');
  });
  it('an arrival taken back leaves the 收到 that was said before, and none that it stood for', () => {
    expect(withoutArrival(said(['ack', 1], ['arrived', 2]))).toMatchObject({
      ackAt: T + 1,
      said: null,
      arrivedAt: null,
    });
    expect(standOf(withoutArrival(said(['arrived', 2])))).toBe('silent');
  });

  const answer = fc.record({
    answer: fc.constantFrom<MusterAnswer>('ack', 'arrived', 'cannot'),
    at: fc.integer({ min: 0, max: 6 }),
    reason: fc.constantFrom('在外地', '生病', undefined),
  });
  it('leave the same state in whatever order they are written down, and however often', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (answers, order) => {
        const keyed = answers.map((each) => ({ each, key: order.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ each }) => each);
        const fold = (list: typeof answers) => list.reduce((entry, one) => withAnswer(entry, one), NEW);
        const end = fold(answers);
        expect(fold(shuffled)).toEqual(end);
        expect(fold([...answers, ...shuffled])).toEqual(end);
      }),
    );
  });
});

it('a reason is why somebody cannot come, and of no other answer', () => {
  const away = withAnswer(NEW, { answer: 'cannot', at: T, reason: '在外地' });
  expect(away.reason).toBe('在外地');
  expect(withAnswer(away, { answer: 'arrived', at: T + MINUTE, reason: '绕路' }).reason).toBeNull();
});

it('what was answered by mistake is gone whole, and that somebody answered stays', () => {
  const there = withAnswer(NEW, { answer: 'arrived', at: T, by: 'zhangsan' });
  const away = withAnswer(NEW, { answer: 'cannot', at: T, reason: '在外地' });
  for (const entry of [there, away]) expect(withoutSaid(entry)).toEqual({ ...NEW, ackAt: T });
  // Whoever comes later is late, whatever was tapped before.
  expect(withAnswer(withoutSaid(there), { answer: 'arrived', at: T + MINUTE }).arrivedAt).toBe(T + MINUTE);
});
