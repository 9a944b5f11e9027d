import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import type { Filled } from '../../src/domain/intent.ts';
import { NOTHING_KNOWN } from '../../src/parsing/knowledge.ts';
import { meetingByMeeting } from '../../src/parsing/meetings.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';

const calendar = createCalendar();
const spansOf = (text: string) =>
  readSpans(normalise(text), Date.parse('2026-11-21T10:00:00+08:00'), calendar, NOTHING_KNOWN);
const REPORT: Filled = { intent: 'activity_report' };

/** The parts a message is read in, each with the type it names first. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  const read = (part: string): Filled => {
    parts.push(part);
    const [type] = spansOf(part).types;
    return { ...REPORT, ...(type && { activityType: type.type }) };
  };
  return meetingByMeeting(spansOf(text), REPORT, read) === undefined ? [] : parts;
}

describe('two meetings in one message', () => {
  const FIRST = ['11月19日晚七点党小组会应到8实到8', '11月19日上午九点支委会，应到5实到5，张三丰主持'];
  const SECOND = ['11月20日下午三点党课应到30实到28', '11月20日主题党日，应到31，实到29'];
  it.each(['A；B', 'A。B', 'A\nB', '报两个：A；B', '报两个：A，B', '同时完成两项：A；B', '1.A\n2.B'])(
    '%s',
    (frame) => {
      for (const a of FIRST)
        for (const b of SECOND) {
          const [one, two, ...more] = partsOf(frame.replace('A', a).replace('B', b));
          expect(one).toContain(a);
          expect(one).not.toContain('11月20日');
          expect(two).toContain(b);
          expect(more).toEqual([]);
        }
    },
  );
  it('says the day once for both', () => {
    const [one, two] = partsOf(
      '11月18日同时完成两项：10:00党课（应到20，实到18）；11:00党小组会（应到8，实到7）',
    );
    expect(one).toMatch(/11月18日.*党课/);
    expect(two).toMatch(/^11月18日11:00党小组会/);
  });
  it('may be three', () => {
    const said = ['11月17日支委会应到5实到5', '11月18日党小组会应到8实到8', '11月19日党课应到30实到28'];
    for (const mark of ['；', '。', '\n']) expect(partsOf(said.join(mark)), mark).toHaveLength(3);
  });
  it('is told by the figures of a meeting that has no time of its own', () => {
    for (const second of SECOND) expect(partsOf(`支委会应到5实到5；${second}`), second).toHaveLength(2);
  });
  it.each([
    '11月18日主题党日暨党课，应到31实到28',
    '11月18日支委会应到5实到5。会议决定11月28日召开党员大会',
    '11月18日9点支委会，议题：1.研究主题党日；2.11月30日开党员大会。应到5实到5',
    '11月18日支委会应到5实到5，学习了党课材料',
    '支委会、党小组会都开了；应到5实到5',
  ])('%s is one', (text) => {
    expect(partsOf(text)).toEqual([]);
  });
});
