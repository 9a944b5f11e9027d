// Plans as people put them: who comes to lecture from elsewhere, and meetings that come again.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Saturday. */
const now = Date.parse('2026-12-05T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['李四', '王五'] });
const read = (text: string): Filled => understand(text, now, { knowledge }).intent;

describe('a lecturer from elsewhere', () => {
  it.each([
    ['主讲人是县委党校的刘教授', '县委党校的刘教授'],
    ['主讲：县委党校刘教授', '县委党校刘教授'],
    ['请县委党校王老师来讲', '县委党校王老师'],
    ['由镇党委陈书记讲课', '镇党委陈书记'],
    ['邀请市委宣讲团李主任作报告', '市委宣讲团李主任'],
    ['县委党校王老师主讲', '县委党校王老师'],
  ])('%s', (said, lecturer) => {
    for (const text of [
      `党课 12月16日上午8点半 党校 ${said}`,
      `党课，十二月十六号早上八点半，党校，${said}`,
    ]) {
      expect(read(text)).toMatchObject({
        intent: 'activity_create',
        activityType: 'party_lecture',
        startAt: '2026-12-16T08:30:00+08:00',
        place: '党校',
        lecturer,
      });
      expect(read(text).topic).toBeUndefined();
    }
  });

  it('is nobody of the roster, who stands as host too', () => {
    expect(read('安排党课 12月16日上午8点半 主讲李四')).toMatchObject({ host: '李四', lecturer: '李四' });
  });
});

describe('a meeting that comes again, told by its kind and hour', () => {
  it.each<[string, string, Filled['repeat']]>([
    ['每月10号下午3点支委会', '2026-12-10T15:00:00+08:00', { months: 1 }],
    ['每月十号下午3点支委会', '2026-12-10T15:00:00+08:00', { months: 1 }],
    ['每周三下午4点支委会', '2026-12-09T16:00:00+08:00', { weeks: 1 }],
    ['每周五下午三点党课 二楼会议室', '2026-12-11T15:00:00+08:00', { weeks: 1 }],
    ['每两周周三下午4点支委会', '2026-12-09T16:00:00+08:00', { weeks: 2 }],
    ['12月每周三晚上七点党小组会', '2026-12-09T19:00:00+08:00', { weeks: 1, until: '2026-12-31' }],
    ['本月每周三晚上七点党小组会', '2026-12-09T19:00:00+08:00', { weeks: 1, until: '2026-12-31' }],
    ['1月每周三晚上七点党小组会', '2027-01-06T19:00:00+08:00', { weeks: 1, until: '2027-01-31' }],
    ['下个月每周二下午三点支委会', '2027-01-05T15:00:00+08:00', { weeks: 1, until: '2027-01-31' }],
    ['12月份每周三晚上7点安排党小组会', '2026-12-09T19:00:00+08:00', { weeks: 1, until: '2026-12-31' }],
  ])('%s', (text, startAt, repeat) => {
    expect(read(text)).toMatchObject({ intent: 'activity_create', startAt, repeat });
  });

  it.each([
    '每周三支委会',
    '每周三下午4点支委会谁主持',
    '每周三下午4点支委会都开了',
    '每周三下午4点支委会，李四请假',
    '上个月每周三晚上七点党小组会',
    '每周三、周五下午4点开支委会',
  ])('%s is no series', (text) => {
    expect(read(text).repeat).toBeUndefined();
  });
});
