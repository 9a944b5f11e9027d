import { describe, expect, it } from 'vitest';
import { activityTypes, typeRow } from '../../../src/domain/activity/types.ts';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';

const calendar = createCalendar();
const typesOf = (text: string) =>
  readSpans(normalise(text), Date.parse('2026-11-21T10:00:00+08:00'), calendar, NOTHING_KNOWN).types.map(
    (t) => t.type,
  );

describe.each(activityTypes())('%s', (type) => {
  const word = typeRow(type).short;
  it.each([
    'W 12月3日上午9点',
    '会议类型：W',
    '【W】12月3日',
    '“强作风、提效能”W 12月3日',
    '“W”12月3日上午9点',
    '12月3日上午9点《W》',
    '《十二月W方案》：12月3日上午9点',
    '形式\t时间\nW\t12月3日',
  ])('%s', (frame) => {
    expect(typesOf(frame.replace('W', word))).toEqual([type]);
  });
  it.each([' ', '\u3000'])('with blanks between its characters', (blank) => {
    expect(typesOf(`${[...word].join(blank)} 12月3日上午9点`)).toEqual([type]);
    expect(typesOf(`会议类型：${[...word].join(blank)}`)).toEqual([type]);
  });
  it('beside a longer name in quotation marks or a title', () => {
    const other = type === 'theme_day' ? '组织生活会' : '主题党日';
    for (const name of [`《${other}工作法》`, `“${other}工作法”`])
      expect(typesOf(`12月3日${word}，学习${name}`), name).toEqual([type]);
  });
});

describe('a group that meets', () => {
  it.each([
    '夜班党小组会3月5日开',
    '昨晚夜班党小组开会',
    '作业队党小组开会，10人应到',
    '第二党小组会应到8人',
    '第二党小组会议于8月5日下午三点召开',
    '夜班党小组会议 8月5日',
  ])('%s', (text) => {
    expect(typesOf(text)).toEqual(['group_meeting']);
  });
});

describe('lectures', () => {
  it.each(['支部书记讲课，20号晚八点', '党支部书记给党员讲课', '请党委书记授课'])('%s', (text) => {
    expect(typesOf(text)).toEqual(['party_lecture']);
  });
  it.each(['书记讲课，今天3点', '我去听课了', '去党校听课', '三会一课怎么记', '民主生活会'])(
    '%s names none',
    (text) => {
      expect(typesOf(text)).toEqual([]);
    },
  );
});
