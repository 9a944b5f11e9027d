// How much a long message is worked through, counted and not timed.
import { expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import type { Filled } from '../../src/domain/intent.ts';
import { isExplained } from '../../src/parsing/explained.ts';
import { judge } from '../../src/parsing/judge.ts';
import { NOTHING_KNOWN } from '../../src/parsing/knowledge.ts';
import { TAG_COUNT, tagIndex } from '../../src/parsing/learned/tags.ts';
import { viewOf } from '../../src/parsing/learned/view.ts';
import { meetingByMeeting } from '../../src/parsing/meetings.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';
import type { DayWords } from '../../src/parsing/spans/time/time-span.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');
const calendar = createCalendar();
const spansOf = (text: string) => readSpans(normalise(text), now, calendar, NOTHING_KNOWN);
const tag = tagIndex('o');

it('looks for the days of a message once, however many times it holds', () => {
  const view = viewOf(spansOf(`主题党日上报 ${'春节慰问，11月20日，三季度要点；'.repeat(20)}`));
  const { times } = view.spans;
  let looked = 0;
  const counted = (words: DayWords): DayWords => {
    if (words.kind !== 'among') return words;
    const dates = (day: string) => {
      looked++;
      return words.dates(day);
    };
    return { ...words, dates };
  };
  for (const t of times) t.days = t.days.map(counted);
  const filled: Filled = { intent: 'activity_report', startAt: '2026-10-08' };
  view.tokens.forEach((token, i) => {
    if (token.kind === 'time' || token.kind === 'period') isExplained(view, filled, token, i);
  });
  expect(times.length).toBeGreaterThan(40);
  expect(looked).toBeLessThan(20 * times.length);
});

it('reads no part of a message behind one that is no meeting', () => {
  const spans = spansOf('10:00党课(应到20实到18);11:00党小组会(应到8实到8);14:00支委会(应到5实到5)');
  const read = (first: Filled) => {
    const parts: string[] = [];
    const said = meetingByMeeting(spans, { intent: 'activity_report' }, (part) => {
      parts.push(part);
      return parts.length === 1 ? first : { intent: 'activity_report', activityType: 'committee_meeting' };
    });
    return [parts.length, said?.length];
  };
  expect(read({ intent: 'activity_report', activityType: 'party_lecture' })).toEqual([3, 3]);
  expect(read({ intent: 'leave' })).toEqual([1, undefined]);
});

it.each([
  ['a role that might turn the verdict is tried', 1, 0.2, 1, 'unsure'],
  ['roles too unlikely to turn it are not', 10, 0.07, 0, 'clear'],
  ['so many doubts are one, and none is tried', 30, 0.2, 0, 'unsure'],
] as const)('%s', (_, doubts, likely, most, certainty) => {
  const view = viewOf(spansOf(`签到${'啊'.repeat(150)}`));
  const { length } = view.tokens;
  const tags = new Uint8Array(length).fill(tag);
  const p = new Float64Array(length * TAG_COUNT);
  for (let i = 0; i < length; i++) {
    p[i * TAG_COUNT + tag] = i < doubts ? 1 - likely : 1;
    if (i < doubts) p[i * TAG_COUNT + tagIndex('reason')] = likely;
  }
  let tried = 0;
  const said = judge({
    view,
    filled: { intent: 'checkin' },
    tags,
    roles: { tags, probabilities: () => p },
    refill: () => {
      tried++;
      return { intent: 'checkin', names: ['张三'] };
    },
    sureness: 1,
    known: false,
    asks: false,
    others: () => [],
  });
  expect(tried).toBe(most);
  expect(said.certainty).toBe(certainty);
});
