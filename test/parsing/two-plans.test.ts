// Two meetings planned in one line are never planned as one, and no meeting ends before it begins.
import { describe, expect, it } from 'vitest';
import type { Filled, Understanding } from '../../src/domain/intent.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Sunday. */
const now = Date.parse('2026-11-29T10:00:00+08:00');
const read = (text: string): Understanding => understand(text, now);

const at = (day: string, clock: string) => `2026-12-${day}T${clock}:00+08:00`;
const [A, B] = [at('04', '15:00'), at('05', '09:00')];

describe('two plans in one line', () => {
  for (const between of ['，', '；', '。', ' ', '\n', '和', '，还有', '、'])
    it.each([
      ['12月4号下午3点党员大会', '12月5号上午9点党课'],
      ['12月4号下午3点党员大会', '5号上午9点党课'],
      ['12月4日下午3点开党员大会', '12月5日上午9点上党课'],
      ['12月4号 下午3点 党员大会', '12月5号 上午9点 党课'],
      ['党员大会12月4号下午3点', '12月5号上午9点党课'],
    ])(`%s${between}%s`, (a, b) => {
      const { certainty, alternatives } = read(`${a}${between}${b}`);
      expect(certainty).toBe('unsure');
      expect(alternatives).toMatchObject([
        { intent: 'activity_create', activityType: 'party_congress', startAt: A },
        { intent: 'activity_create', activityType: 'party_lecture', startAt: B },
      ]);
      for (const plan of alternatives) expect(plan).not.toHaveProperty('endAt');
    });

  it('share a place and a day said once', () => {
    const places = ['都在三楼', '都在三楼会议室'];
    for (const place of places)
      expect(read(`12月4号下午3点党员大会，5号上午9点党课，${place}`).alternatives).toMatchObject([
        { startAt: A, place: place.slice(2) },
        { startAt: B, place: place.slice(2) },
      ]);
    expect(read('12月4日下午3点支委会，4点党员大会').alternatives).toMatchObject([
      { activityType: 'committee_meeting', startAt: A },
      { activityType: 'party_congress', startAt: at('04', '16:00') },
    ]);
  });

  it('may be three', () => {
    const text = '12月4号下午3点党员大会，12月5号上午9点党课，12月7号上午10点支委会';
    expect(read(text).alternatives.map((f) => (f as Filled).startAt)).toEqual([A, B, at('07', '10:00')]);
  });

  it.each([
    '12月4号下午3点主题党日暨党课',
    '12月4号下午3点党员大会，会后党课',
    '12月4号下午3点到5点党员大会',
    '12月4号下午3点党员大会，5点结束',
    '12月4日上午9点到12月5日下午5点开展主题党日',
  ])('%s is one', (text) => {
    expect(read(text)).toMatchObject({ certainty: 'clear', intent: { intent: 'activity_create' } });
  });
});

describe('an end that cannot be', () => {
  it.each([
    '12月4号下午3点党课，下午2点结束',
    '12月4号下午3点党课，上午9点结束',
    '12月4号晚上11点党课到凌晨1点',
    '安排 党课 12月4号下午3点，5号上午9点 三楼',
    '12月4号下午3点支委会，研究12月10号上午9点的党员大会',
    '党课12月4号下午3点，12月7号上午9点',
  ])('%s is asked about', (text) => {
    const { certainty, intent } = read(text);
    expect(certainty).toBe('unsure');
    expect(intent).not.toHaveProperty('endAt');
  });
});

it.each(['都在三楼', '就在三楼', '在三楼'])('安排 党课 明天下午3点 %s is at 三楼', (place) => {
  expect(read(`安排 党课 明天下午3点 ${place}`).intent).toMatchObject({ place: '三楼' });
});
