import { expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { understand } from '../../src/parsing/understand.ts';

const read = (text: string) => understand(text, instantOf('2026-11-21', 10));

it.each([
  ['逾期超过10天的整改', '逾期超过10天'],
  ['逾期一个月以上的整改', '逾期一个月以上'],
  ['哪些整改逾期超过两周', '逾期超过两周'],
  ['超期10天的有哪些', '超期10天'],
])('%s: by how much is not left out in silence', (text, unread) => {
  expect(read(text)).toMatchObject({ certainty: 'unsure', unread: [unread] });
});

it.each(['逾期整改', '11月逾期整改', '哪些整改逾期了', '今年逾期的整改'])('%s is asked', (text) => {
  expect(read(text)).toMatchObject({ intent: { metric: 'rectify_overdue' }, certainty: 'clear' });
});

it.each([
  ['第1项这个月搞了12户', 'unsure'],
  ['第3项搞了5户', 'unsure'],
  ['整改1这个月搞了12户', 'clear'],
  ['第2项进展60%', 'clear'],
  ['第12项完成了', 'clear'],
])('%s: what may be of a plan is no progress of a 整改: %s', (text, certainty) => {
  expect(read(text).certainty).toBe(certainty);
});
