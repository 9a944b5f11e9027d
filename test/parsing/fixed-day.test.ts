import { expect, it } from 'vitest';
import { understand } from '../../src/parsing/understand.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');

it.each(['每月5号主题党日', '主题党日固定每月5日'])('%s fixes the day and no place', (text) => {
  const { intent, certainty } = understand(text, now);
  expect(certainty).toBe('clear');
  expect(intent).toEqual({
    intent: 'fixed_day_set',
    activityType: 'theme_day',
    fixedDay: { kind: 'day', day: 5 },
  });
});

it.each([
  ['每月5日、20日主题党日', '20日'],
  ['每月5号和20号过主题党日', '20号'],
  ['主题党日固定在每月五日或二十日', '二十日'],
])('%s is asked about: only one day can be fixed', (text, unread) => {
  expect(understand(text, now)).toMatchObject({
    intent: { intent: 'fixed_day_set' },
    certainty: 'unsure',
    unread: [unread],
  });
});
