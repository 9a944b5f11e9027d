import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { assemble } from '../../src/parsing/assemble.ts';
import { NOTHING_KNOWN } from '../../src/parsing/knowledge.ts';
import { tagIndex } from '../../src/parsing/learned/tags.ts';
import { viewOf } from '../../src/parsing/learned/view.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
/** What is filled in where the message was taken for a plan and its first time for the beginning. */
const planned = (text: string) => {
  const view = viewOf(readSpans(normalise(text), NOW, createCalendar(), NOTHING_KNOWN));
  const tags = new Uint8Array(view.tokens.length);
  const first = view.tokens.findIndex((t) => t.kind === 'time');
  tags[first] = tagIndex('start');
  return assemble(view, 'activity_create', undefined, tags);
};

describe('a day without its year that would lie a year ahead', () => {
  it('was a few days ago', () => {
    for (const [day, date] of [
      ['11月20日', '2026-11-20'],
      ['11.16', '2026-11-16'],
      ['十一月三号', '2026-11-03'],
    ] as const)
      for (const meeting of ['支委会', '党员大会', '党小组会', '主题党日'])
        expect(planned(`${day} 19:30${meeting}，余主持`), day + meeting).toMatchObject({
          intent: 'activity_report',
          startAt: `${date}T19:30:00+08:00`,
        });
  });
  it('is planned where the year is said, or some months lie between', () => {
    for (const [day, date] of [
      ['明年11月20日', '2027-11-20'],
      ['2027年11月20日', '2027-11-20'],
      ['6月20日', '2027-06-20'],
      ['12月20日', '2026-12-20'],
    ] as const)
      expect(planned(`${day} 19:30党课`), day).toMatchObject({
        intent: 'activity_create',
        startAt: `${date}T19:30:00+08:00`,
      });
  });
});
