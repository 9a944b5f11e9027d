import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { addDays } from '../../src/domain/calendar/time.ts';
import { readCadence } from '../../src/settings/cadence.ts';
import { readYearCalendar } from '../../src/settings/calendar.ts';
import { readReminderSettings } from '../../src/settings/reminders.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { cadenceYaml, calendar2026Yaml, reminderYaml } from '../reminders/world.ts';
import { TEST_CONFIG } from '../support/settings.ts';

it('the files as delivered are valid', () => {
  for (const dir of ['config', TEST_CONFIG]) expect(() => loadSettings(dir)).not.toThrow();
});

describe('the defaults', () => {
  it('say what the regulation says', () => {
    const settings = readReminderSettings(reminderYaml).value!;
    expect(settings.quiet).toEqual({ from: 21 * 60, to: 8 * 60 });
    expect(settings.digest.window).toEqual({ from: 8 * 60 + 31, to: 9 * 60 + 29 });
    const cadence = readCadence(cadenceYaml).value!;
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
    const own = createCalendar([readYearCalendar('2026.yaml', calendar2026Yaml).value!]);
    const built = createCalendar();
    for (let d = '2026-01-01'; d <= '2026-12-31'; d = addDays(d, 1))
      expect(own.isWorkingDay(d), d).toBe(built.isWorkingDay(d));
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
    [
      'full dates and no work days',
      '2027.yaml',
      'off: ["2027-02-05", "2027-02-07~2027-02-08"]',
      ['2027-02-05', '2027-02-07', '2027-02-08'],
      [],
    ],
    ['JSON', '2027.json', '{"off":["02-05"],"work":["02-20"]}', ['2027-02-05'], ['2027-02-20']],
    [
      'the form of holiday-cn',
      '2027.json',
      '{"$schema":"x","$id":"y","year":2027,"papers":[],"days":[{"name":"春节","date":"2027-02-05","isOffDay":true},{"name":"春节","date":"2027-02-20","isOffDay":false}]}',
      ['2027-02-05'],
      ['2027-02-20'],
    ],
  ])('may be written with %s', (_title, name, text, off, work) => {
    expect(readYearCalendar(name, text)).toEqual({ value: { year: 2027, off, work }, problems: [] });
  });
});
