import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/calendar/time.ts';
import { asOf, byUrgency, ledgerFigures, lightOf, openWithin } from '../../../src/domain/figures/ledger.ts';
import { type Item, isDueSoon, isOverdue, isStale } from '../../../src/domain/ledger/item.ts';
import { storedItem } from '../../support/item.ts';

const NOW = instantOf('2026-11-21', 10);
/** items.noProgressDays as delivered */
const MONTH = 30;
const end = (date: string) => instantOf(date, 23, 59, 59);
const day = (date: string, hour = 12) => instantOf(date, hour);

describe('lights', () => {
  it.each<[string, Partial<Item>, string | null]>([
    ['far from the deadline', { dueAt: end('2026-12-31') }, null],
    ['seven days before', { dueAt: end('2026-11-28') }, null],
    ['six days before', { dueAt: end('2026-11-27') }, 'blue'],
    ['on the day', { dueAt: end('2026-11-21') }, 'yellow'],
    ['the day after', { dueAt: end('2026-11-20') }, 'red'],
    ['overdue though handed in', { dueAt: end('2026-11-20'), state: '提交销号' }, 'red'],
    ['closed', { dueAt: end('2026-11-20'), state: '已销号' }, null],
    ['merged', { dueAt: end('2026-11-20'), gone: 'merged' }, null],
    ['a month without movement', { movedAt: day('2026-10-20'), dueAt: end('2026-12-31') }, 'yellow'],
    ['sent back', { returnedAt: day('2026-11-20'), state: '整改中', dueAt: end('2026-12-31') }, 'yellow'],
    [
      'handed in and waiting',
      { movedAt: day('2026-10-01'), state: '提交销号', dueAt: end('2026-12-31') },
      null,
    ],
    ['long-term before its review', { state: '长期整改', dueAt: null, reviewAt: end('2026-12-31') }, null],
    ['long-term, review missed', { state: '长期整改', dueAt: null, reviewAt: end('2026-11-20') }, 'yellow'],
    ['without a deadline', { dueAt: null }, null],
  ])('%s', (_, given, light) => {
    expect(lightOf(storedItem({ movedAt: NOW, ...given }), NOW, MONTH)).toBe(light);
  });

  it('counts the whole day of the deadline in', () => {
    const item = storedItem({ dueAt: end('2026-11-21') });
    expect(isOverdue(item, end('2026-11-21'))).toBe(false);
    expect(isOverdue(item, end('2026-11-21') + 1000)).toBe(true);
    expect(isDueSoon(item, end('2026-11-21'))).toBe(true);
  });

  it.each<[Partial<Item>, boolean]>([
    [{ movedAt: day('2026-10-21', 9) }, true],
    [{ movedAt: day('2026-10-22', 11) }, false],
    [{ movedAt: day('2026-01-01'), state: '长期整改' }, false],
    [{ movedAt: day('2026-01-01'), state: '提交销号' }, false],
    [{ movedAt: day('2026-01-01'), state: '已销号' }, false],
  ])('零进展 of %j is %s', (given, stale) => {
    expect(isStale(storedItem(given), NOW, MONTH)).toBe(stale);
  });
});

describe('figures', () => {
  const items = [
    storedItem({ no: 1, state: '已销号', dueAt: end('2026-11-10'), closedAt: day('2026-11-10') }),
    storedItem({ no: 2, state: '已销号', dueAt: end('2026-11-10'), closedAt: day('2026-11-11') }),
    storedItem({ no: 3, state: '已销号', dueAt: null, closedAt: day('2026-11-11') }),
    storedItem({ no: 4, dueAt: end('2026-11-20') }),
    storedItem({ no: 5, dueAt: end('2026-11-25') }),
    storedItem({ no: 6, state: '提交销号', dueAt: end('2026-12-25') }),
    storedItem({ no: 7, state: '长期整改', dueAt: null, reviewAt: end('2026-12-25') }),
    storedItem({ no: 8, state: '整改中', returnedAt: NOW, dueAt: end('2026-12-25') }),
    storedItem({ no: 9, gone: 'merged', dueAt: end('2026-11-01') }),
    storedItem({ no: 10, dueAt: end('2026-12-25'), movedAt: day('2026-10-01') }),
  ];

  it('has one definition of each', () => {
    expect(ledgerFigures(items, NOW, MONTH)).toEqual({
      total: 9,
      closed: 3,
      open: 6,
      waiting: 1,
      longTerm: 1,
      overdue: 1,
      dueSoon: 1,
      returned: 1,
      stale: 1,
      closingRate: 3 / 9,
      onTime: 1,
      // one in time and one late with a deadline, one overdue
      onTimeRate: 1 / 3,
    });
  });

  it('counts the last moment of the deadline as in time', () => {
    const dueAt = end('2026-11-10');
    const closed = (closedAt: number) => storedItem({ state: '已销号', dueAt, closedAt });
    expect(ledgerFigures([closed(dueAt), closed(dueAt + 1)], NOW, MONTH)).toMatchObject({
      onTime: 1,
      onTimeRate: 1 / 2,
    });
  });

  it('has no rates without items', () => {
    expect(ledgerFigures([], NOW, MONTH)).toMatchObject({ total: 0, closingRate: null, onTimeRate: null });
  });

  it('looks back: what was closed later was open then', () => {
    const then = ledgerFigures(items, day('2026-11-10', 23), MONTH);
    expect(then).toMatchObject({ total: 9, closed: 1, overdue: 0 });
    expect(ledgerFigures(items, day('2026-11-11', 1), MONTH)).toMatchObject({ closed: 1, overdue: 1 });
  });

  it('takes for a period what was open within it', () => {
    const opened = { openedAt: day('2026-10-05') };
    const list = [
      storedItem({ no: 1, ...opened, state: '已销号', closedAt: day('2026-10-31') }),
      storedItem({ no: 2, ...opened, state: '已销号', closedAt: day('2026-11-01') }),
      storedItem({ no: 3, ...opened }),
      storedItem({ no: 4, openedAt: day('2026-12-01') }),
      storedItem({ no: 5, ...opened, gone: 'withdrawn' }),
    ];
    const november = openWithin(list, instantOf('2026-11-01'), end('2026-11-30'));
    expect(november.map((i) => i.no)).toEqual([2, 3]);
  });

  it('takes the first and the last moment of a period as within it', () => {
    const [from, to] = [instantOf('2026-11-01'), end('2026-11-30')];
    const closed = (no: number, closedAt: number) =>
      storedItem({ no, openedAt: day('2026-10-05'), state: '已销号', closedAt });
    const list = [
      closed(1, from - 1),
      closed(2, from),
      storedItem({ no: 3, openedAt: to }),
      storedItem({ no: 4, openedAt: to + 1 }),
    ];
    expect(openWithin(list, from, to).map((i) => i.no)).toEqual([2, 3]);
  });

  it('puts what presses most first', () => {
    const list = [
      storedItem({ no: 1, dueAt: null }),
      storedItem({ no: 2, dueAt: end('2026-12-20') }),
      storedItem({ no: 3, dueAt: end('2026-11-23') }),
      storedItem({ no: 4, dueAt: end('2026-11-19') }),
      storedItem({ no: 5, dueAt: end('2026-11-01') }),
      storedItem({ no: 6, dueAt: end('2026-12-10') }),
    ].map((i) => ({ ...i, movedAt: NOW }));
    expect(byUrgency(list, NOW, MONTH).map((i) => i.no)).toEqual([5, 4, 3, 6, 2, 1]);
  });
});

it('takes what is closed in the very moment for closed', () => {
  const item = storedItem({ state: '已销号', dueAt: end('2026-11-30'), closedAt: NOW });
  expect(asOf(item, NOW)).toBe(item);
  expect(asOf(item, NOW - 1)).toMatchObject({ state: '整改中', closedAt: null });
  expect(ledgerFigures([item], NOW, MONTH)).toMatchObject({ closed: 1, open: 0 });
});
