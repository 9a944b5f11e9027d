// 上次党课谁讲的: what of a record is asked for, of which meeting.
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = instantOf('2026-11-21', 10);

describe('what a record names', () => {
  it.each<[string, object]>([
    ['上次党课谁讲的', { activityType: 'party_lecture', what: 'last', told: ['lecturer'] }],
    ['这次党课谁讲的', { activityType: 'party_lecture', told: ['lecturer'] }],
    ['上回党课谁主讲', { activityType: 'party_lecture', what: 'last', told: ['lecturer'] }],
    ['谁讲的', { follows: true, told: ['lecturer'] }],
    ['主讲人是谁', { follows: true, told: ['lecturer'] }],
    ['谁主持的', { follows: true, told: ['host'] }],
    ['谁是主持人', { follows: true, told: ['host'] }],
    ['谁记录的', { follows: true, told: ['recorder'] }],
    ['谁记的', { follows: true, told: ['recorder'] }],
    ['谁做的记录', { follows: true, told: ['recorder'] }],
    ['在哪开的', { follows: true, told: ['place'] }],
    ['地点在哪', { follows: true, told: ['place'] }],
    [
      '最近一次主题党日谁主持的，谁记录的',
      { activityType: 'theme_day', what: 'last', told: ['host', 'recorder'] },
    ],
    ['上次会议谁主持、谁记录、在哪开的', { what: 'last', told: ['host', 'recorder', 'place'] }],
    ['第二支部上次党课谁讲的', { scope: '第二支部', what: 'last', told: ['lecturer'] }],
    ['11月5日主题党日谁主持的', { period: { from: '2026-11-05', to: '2026-11-05' }, told: ['host'] }],
    ['上次主题党日各支部谁主持的', { activityType: 'theme_day', what: 'last', told: ['host'] }],
    ['下次党课谁讲', { metric: 'upcoming', told: ['lecturer'] }],
  ])('%s', (text, said) => {
    const { intent, certainty } = understand(text, NOW);
    expect([certainty, intent]).toMatchObject(['clear', { intent: 'query', ...said }]);
  });

  it.each(['主讲人是李四', '我主持', '张三讲的', '谁来', '谁没来', '主持人 张三'])(
    '%s asks for none of it',
    (text) => {
      expect(understand(text, NOW).intent).not.toHaveProperty('told');
    },
  );
});
