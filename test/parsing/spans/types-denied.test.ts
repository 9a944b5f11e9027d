import { describe, expect, it } from 'vitest';
import { activityTypes, typeRow } from '../../../src/domain/activity/types.ts';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';

// Of two types one of which the sender takes back the other is meant.

const calendar = createCalendar();
const spansOf = (text: string) =>
  readSpans(normalise(text), Date.parse('2026-11-21T10:00:00+08:00'), calendar, NOTHING_KNOWN);
const sure = activityTypes().filter((type) => !typeRow(type).yields);
const pairs = sure.flatMap((a) => sure.filter((b) => b !== a).map((b) => [a, b] as const));
const short = (type: string) => typeRow(type).short;

const SECOND = [
  '俺通知一下 不是A 是B 20号头晌九点',
  '昨天没有开A，开的是B，晚上八点',
  '昨天没开A，开了B，晚上八点',
  '昨天并非A，而是B',
  '明天下午三点A，不对，是B',
  '昨天A啊不B 应到20实到18',
  '明天A 不 B 九点',
  '昨天A写错了，应该是B',
  '昨天A，更正：B',
];
const FIRST = ['昨天开的是A不是B', '明天A，不是B，九点', '昨天的是A，并非B，应到8人', '昨天A，而不是B'];
const BOTH = ['昨天A和B都开了', '明天A，后天B', '明天先A后B', '明天开的是不是A，是B吗'];

describe.each(pairs)('%s, %s', (a, b) => {
  const said = (frame: string) => spansOf(frame.replace('A', short(a)).replace('B', short(b)));
  it.each(SECOND)('%s: the second', (frame) => {
    const { types, isCorrected } = said(frame);
    expect(types.map((t) => t.type)).toEqual([b]);
    expect(isCorrected).toBe(true);
  });
  it.each(FIRST)('%s: the first', (frame) => {
    expect(said(frame).types.map((t) => t.type)).toEqual([a]);
  });
  it.each(BOTH)('%s: both', (frame) => {
    const { types, isCorrected } = said(frame);
    expect(types.map((t) => t.type)).toEqual([a, b]);
    expect(isCorrected).toBe(false);
  });
});

it('keeps a type that is only denied', () => {
  expect(spansOf('昨天没有开支委会').types.map((t) => t.type)).toEqual(['committee_meeting']);
});
