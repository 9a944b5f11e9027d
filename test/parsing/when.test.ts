import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../src/parsing/knowledge.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { dueAt, extendBy, moment } from '../../src/parsing/slots/when.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';

const calendar = createCalendar();
const spansOf = (text: string, now = '2026-11-21T10:00:00+08:00') =>
  readSpans(normalise(text), Date.parse(now), calendar, NOTHING_KNOWN);
/** The moment of a leave in which every time was taken for a beginning. */
const leave = (text: string) => {
  const spans = spansOf(text);
  const starts = spans.times.filter((t) => t.kind === 'moment' && !t.isEnd);
  return moment(spans, { starts, ends: [], lengths: [] }, 'forward', 'leave');
};

describe('a leave', () => {
  it('with a trip and a meeting is for the day beside the meeting', () => {
    for (const trip of ['7号到9号出差', '12月7日-9日外出学习', '7号-9号在县里培训'])
      for (const meeting of ['支委会', '党员大会', '党课', '主题党日', '党小组会'])
        for (const text of [
          `${trip} 8号${meeting}请假`,
          `${trip},8号的${meeting}请假`,
          `8号的那次${meeting}请假,${trip}`,
          `${trip},12月8日第一支部${meeting}请假`,
          `请假起止:${trip} 涉及会议:12月8日${meeting}`,
        ])
          expect(leave(text), text).toEqual({ startAt: '2026-12-08' });
  });

  it('has its ends in either order', () => {
    for (const text of ['请到25号,从明天起', '从明天起住院,请到25号', '请假到25号 从明天起'])
      expect(leave(text), text).toEqual({ startAt: '2026-11-22', endAt: '2026-11-25' });
  });
});

describe('a new date', () => {
  it('is counted from the old one, wherever that was said', () => {
    for (const old of ['11月25日', '本月二十五日', '25号'])
      for (const word of ['延期', '往后推', '顺延', '延长'])
        for (const [length, date] of [
          ['十天', '2026-12-05'],
          ['10天', '2026-12-05'],
          ['五天', '2026-11-30'],
        ] as const) {
          const spans = spansOf(`3号问题原定${old},${word}${length},料没到`);
          expect(dueAt(spans, spans.times, []), `${old} ${word}`).toBe(date);
        }
    const spans = spansOf('3号问题延期十日');
    expect(dueAt(spans, spans.times, [])).toBe('2026-12-01');
  });
});

describe('an end', () => {
  const at = (text: string) => {
    const spans = spansOf(text);
    const [start, end] = spans.times;
    return { spans, start: start!, end: end! };
  };
  it('at the clock of the start is twelve hours later', () => {
    for (const clock of [7, 8, 9]) {
      const { spans, start, end } = at(`11月25日上午${clock}点集合,${clock}点返回`);
      const said = moment(spans, { starts: [start], ends: [end], lengths: [] }, 'forward', 'activity_create');
      expect(said.endAt, `${clock}`).toBe(`2026-11-25T${clock + 12}:00:00+08:00`);
    }
  });
  it('is none where a second clock says the first again', () => {
    for (const clock of ['9点', '九点', '9:00']) {
      const { spans, start, end } = at(`11月25日上午9点集合,上午${clock}`);
      const said = moment(
        spans,
        { starts: [start, end], ends: [], lengths: [] },
        'forward',
        'activity_create',
      );
      expect(said, clock).toEqual({ startAt: '2026-11-25T09:00:00+08:00' });
    }
  });
});

describe('a length without a date', () => {
  it('is counted from the deadline that holds, unless it is itself a date', () => {
    expect(extendBy(spansOf('3号问题延期两周'))).toEqual({ days: 14 });
    expect(extendBy(spansOf('3号问题两周内完成'))).toBeUndefined();
  });
});

describe('the number of a document', () => {
  it('is no date and no item', () => {
    for (const number of ['〔2026〕27号', '(2026)3号', '【2026】第12号', '[2026]8号'])
      for (const text of [`镇党发${number}文件已收到`, `根据县委办${number},11月28日前报送`]) {
        const { times, items, figures } = spansOf(text);
        expect([times.filter((t) => !t.isDeadline), items, figures], text).toEqual([[], [], []]);
      }
  });
});
