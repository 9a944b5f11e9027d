import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { addDays } from '../../src/domain/calendar/time.ts';
import { REMINDER_WORDS } from '../../src/reminders/wording.ts';
import { readCadence } from '../../src/settings/cadence.ts';
import { readYearCalendar } from '../../src/settings/calendar.ts';
import { readReminderSettings } from '../../src/settings/reminders.ts';
import { cadenceYaml, calendar2026Yaml, reminderYaml, render, templateNames } from '../reminders/world.ts';

it('every sentence the planner asks for stands in templates', () => {
  expect(REMINDER_WORDS.filter((name) => !templateNames.has(name))).toEqual([]);
});

describe('the files as delivered', () => {
  it('are valid', () => {
    expect(readReminderSettings(reminderYaml, render).problems).toEqual([]);
    expect(readCadence(cadenceYaml, render).problems).toEqual([]);
  });

  it('says what the regulation says', () => {
    const settings = readReminderSettings(reminderYaml, render).value!;
    expect(settings.quiet).toEqual({ from: 21 * 60, to: 8 * 60 });
    expect(settings.digest.window).toEqual({ from: 8 * 60 + 31, to: 9 * 60 + 29 });
    const cadence = readCadence(cadenceYaml, render).value!;
    const brief = cadence.requirements.map((r) => `${r.name} ${r.period} ${r.level} ${r.applies}`);
    expect(brief).toEqual([
      '支委会 month branch committee',
      '党小组会 month group all',
      '主题党日 month branch all',
      '支部党员大会 quarter branch all',
      '党课 quarter branch all',
      '书记讲党课 year branch all',
      '组织生活会 year branch all',
      '民主评议党员 year branch all',
      '谈心谈话 year branch all',
      '书记述职 year branch all',
      '党费收缴 month branch all',
      '流动党员联系 quarter branch mobile',
      '换届选举 once branch all',
      '预备期满转正 once branch all',
    ]);
  });

  it('carry the same 2026 as the program', () => {
    const own = createCalendar([readYearCalendar('2026.yaml', calendar2026Yaml, render).value!]);
    const built = createCalendar();
    for (let d = '2026-01-01'; d <= '2026-12-31'; d = addDays(d, 1))
      expect(own.isWorkingDay(d), d).toBe(built.isWorkingDay(d));
  });
});

describe('a bad value is one clear line', () => {
  it.each<[string, (text: string) => string, string]>([
    [
      'a time without quotes that is no time',
      (t) => t.replace('from: "21:00"', 'from: 九点'),
      'reminders.yaml 的 quiet.from：收到 "九点"，应为加引号的 24 小时制时间，如 "08:31"',
    ],
    [
      'a number out of range',
      (t) => t.replace('afterMinutes: 5', 'afterMinutes: 30'),
      'reminders.yaml 的 nudge.afterMinutes：收到 30，应为5 到 9 之间的整数',
    ],
    [
      'a word for a switch',
      (t) => t.replace('opening:\n  on: true', 'opening:\n  on: 开'),
      'reminders.yaml 的 opening.on：收到 "开"，应为true 或 false',
    ],
    [
      'a role nobody knows',
      (t) => t.replace('to: [管理员]', 'to: [领导]'),
      'reminders.yaml 的 items.ladder.5.to.0：收到 "领导"，应为责任人、责任领导、书记、管理员之一',
    ],
    [
      'a misspelt name',
      (t) => t.replace('groupPerDay', 'groupPerDays'),
      'reminders.yaml 里没有 groupPerDays 这一项，请检查拼写',
    ],
    [
      'a window that ends before it begins',
      (t) => t.replace('to: "09:29"', 'to: "08:00"'),
      'reminders.yaml 的 digest.window.to：收到 "08:00"，应为比 from 晚的时间',
    ],
    ['broken YAML', (t) => `${t}\n  - : [`, 'reminders.yaml 第'],
  ])('%s', (_title, spoil, line) => {
    const { value, problems } = readReminderSettings(spoil(reminderYaml), render);
    expect(value).toBeNull();
    expect(
      problems.find((p) => p.startsWith(line)),
      problems.join('\n'),
    ).toBeDefined();
    for (const p of problems) expect(p).not.toContain('\n');
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'a period nobody knows',
      (t) => t.replace('period: 每月', 'period: 每周'),
      'cadence.yaml 的 requirements.committee_meeting.period：收到 "每周"，应为每月、每季度、每半年、每年、一次',
    ],
    [
      'a reminder day that is none',
      (t) => t.replace('[5日, 20日', '[5日, 月底'),
      'cadence.yaml 的 requirements.committee_meeting.remind.1：收到 "月底"，应为20日、12月1日',
    ],
    [
      'a date of the year for a monthly matter',
      (t) => t.replace('[5日, 20日', '[5日, 11月20日'),
      'cadence.yaml 的 requirements.committee_meeting.remind：收到',
    ],
    [
      'an override of a requirement that does not exist',
      (t) => t.replace('units: {}', 'units:\n  城郊党委/第一党支部:\n    party_lectures: { off: true }'),
      'cadence.yaml 的 units.城郊党委/第一党支部.party_lectures：收到 {"off":true}，应为requirements 里有的名称',
    ],
    [
      'a date that does not exist',
      (t) => t.replace('dates: {}', 'dates:\n  election:\n    城郊党委/第一党支部: 2027-02-30'),
      'cadence.yaml 的 dates.election.城郊党委/第一党支部：收到 "2027-02-30"，应为日期，如 2027-03-01',
    ],
    [
      'a missing field',
      (t) => t.replace('    name: 支委会\n', ''),
      'cadence.yaml 缺少 requirements.committee_meeting.name，应为一个名称',
    ],
  ])('%s in the cadence', (_title, spoil, line) => {
    const { value, problems } = readCadence(spoil(cadenceYaml), render);
    expect(value).toBeNull();
    expect(
      problems.find((p) => p.startsWith(line)),
      problems.join('\n'),
    ).toBeDefined();
  });
});

describe('a calendar file', () => {
  it.each<[string, string, string, string[], string[]]>([
    [
      'short dates',
      '2027.yaml',
      'off: ["02-05~02-07"]\nwork: ["02-20"]',
      ['2027-02-05', '2027-02-06', '2027-02-07'],
      ['2027-02-20'],
    ],
    ['full dates and no work days', '2027.yaml', 'off: ["2027-02-05"]', ['2027-02-05'], []],
    ['JSON', '2027.json', '{"off":["02-05"],"work":["02-20"]}', ['2027-02-05'], ['2027-02-20']],
    [
      'the form of holiday-cn',
      '2027.json',
      '{"year":2027,"papers":[],"days":[{"name":"春节","date":"2027-02-05","isOffDay":true},{"name":"春节","date":"2027-02-20","isOffDay":false},{"name":"元旦","date":"2028-01-01","isOffDay":true}]}',
      ['2027-02-05'],
      ['2027-02-20'],
    ],
  ])('may be written with %s', (_title, name, text, off, work) => {
    expect(readYearCalendar(name, text, render)).toEqual({ value: { year: 2027, off, work }, problems: [] });
  });

  it.each([
    [
      '2027.yaml',
      'off: ["2月5日"]',
      '2027.yaml 的 off.0：收到 "2月5日"，应为加引号的日期，如 "02-15" 或 "02-15~02-23"',
    ],
    [
      '2027.yaml',
      'off: ["02-30"]',
      '2027.yaml 的 off.0：收到 "02-30"，应为加引号的日期，如 "02-15" 或 "02-15~02-23"',
    ],
    ['2027.yaml', 'work: []', '2027.yaml 缺少 off，应为方括号里的一列，如 [a, b]'],
    ['明年.yaml', 'off: []', '明年.yaml：放假安排的文件名应是年份，如 2027.yaml 或 2027.json'],
  ])('%s with %s is refused', (name, text, line) => {
    expect(readYearCalendar(name, text, render)).toEqual({ value: null, problems: [line] });
  });
});
