import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cadence } from '../../../src/domain/activity/cadence.ts';
import type { ActivityType } from '../../../src/domain/activity/types.ts';
import { nextPeriod, type PeriodKind, periodOf } from '../../../src/domain/calendar/period.ts';
import { addDays } from '../../../src/domain/calendar/time.ts';
import type { OutcomeUnits } from '../../../src/domain/figures/activities.ts';
import {
  gapsOf,
  hasBegun,
  isLater,
  obligationsOf,
  periodKey,
  typesByPeriod,
} from '../../../src/domain/figures/gaps.ts';
import { cellOf, standingOf } from '../../../src/domain/figures/standings.ts';
import type { Period } from '../../../src/domain/slots.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const BRANCH = [...org.units.values()].find((u) => u.name === '第一党支部')!.id;
const TYPE: ActivityType = 'theme_day';
const cadenceOf = (period: PeriodKind): Cadence => ({
  requirements: [
    {
      id: 'theme_day',
      name: '主题党日',
      period,
      level: 'branch',
      applies: 'all',
      metBy: { kind: 'activity', type: TYPE, lecturer: null },
      tell: ['书记'],
      remind: [],
      escalate: false,
    },
  ],
  committee: { minOfficers: 3, minMembers: 7 },
  units: new Map(),
  dates: [],
});

const aKind = fc.constantFrom<PeriodKind>('month', 'quarter', 'half', 'year');
const aDay = fc.integer({ min: 0, max: 729 }).map((n) => addDays('2025-01-01', n));
const aSpan = fc
  .tuple(aDay, fc.integer({ min: 0, max: 400 }))
  .map(([from, days]): Period => ({ from, to: addDays(from, days) }));
const dueIn = (kind: PeriodKind, period: Period, today: string) =>
  obligationsOf(cadenceOf(kind), org, [BRANCH], { period, today });

/** As the store would answer: whether it was held in each period that is asked about. */
const lackingOf = (due: ReturnType<typeof dueIn>, day: string) => {
  const held: OutcomeUnits = { types: [TYPE], unitIds: [BRANCH], outcome: 'held' };
  const found = [...typesByPeriod(due).keys()].map((one) => {
    const isIn = day >= one.from && day <= one.to;
    return [periodKey(one), isIn ? [held] : []] as const;
  });
  return gapsOf(due, new Map(found), org);
};

describe('what is due in a span', () => {
  it('are the whole periods of the rule that end in it, or the one that its last day lies in', () => {
    fc.assert(
      fc.property(aKind, aSpan, aDay, (kind, span, today) => {
        const periods = dueIn(kind, span, today).map((due) => due.period);
        const ending: Period[] = [];
        for (let one = periodOf(kind, span.from); one.to <= span.to; one = nextPeriod(one))
          ending.push({ from: one.from, to: one.to });
        const { from, to } = periodOf(kind, span.to);
        expect(periods).toEqual(ending.length > 0 ? ending : [{ from, to }]);
        expect(periods.map((period) => isLater({ period }, span))).toEqual(
          periods.map(() => ending.length === 0),
        );
      }),
    );
  });

  it('is none of a meeting that was held anywhere in the period of its rule', () => {
    fc.assert(
      fc.property(aKind, aSpan, aDay, aDay, (kind, span, today, held) => {
        const due = dueIn(kind, span, today);
        const lacking = lackingOf(due, held).map(({ period }) => period);
        const around = periodOf(kind, held);
        expect(lacking).toEqual(due.map(({ period }) => period).filter(({ from }) => from !== around.from));
      }),
    );
  });

  it('never lists what begins after today, but of a span that lies ahead', () => {
    fc.assert(
      fc.property(aKind, aSpan, aDay, (kind, period, today) => {
        for (const due of dueIn(kind, period, today))
          if (hasBegun(due, { period, today }) && due.period.from > today)
            expect(due.period.from <= period.from).toBe(true);
      }),
    );
  });

  it.each<[PeriodKind, string]>([
    ['quarter', '2026-10-08'],
    ['half', '2026-07-08'],
    ['year', '2026-01-08'],
  ])('of a month: a meeting due by the %s that was held on %s lacks nothing', (kind, held) => {
    const span = { from: '2026-11-01', to: '2026-11-30' };
    const due = dueIn(kind, span, '2026-11-21');
    expect(lackingOf(due, held)).toEqual([]);
    expect(lackingOf(due, '2024-01-01').map((gap) => isLater(gap, span))).toEqual([true]);
  });
});

describe('a cell', () => {
  const aGap = fc.option(
    fc.constantFrom('open', 'planned', 'unrecorded').map((state) => ({ state }) as const),
  );
  const some = fc.array(fc.tuple(fc.constantFrom(...[1, 4, 7, 10]), aGap), { minLength: 1, maxLength: 6 });
  it('is held only where all of it is, and lacks what is over', () => {
    fc.assert(
      fc.property(some, aDay, (list, today) => {
        const each = list.map(([month, gap]) => {
          const { from, to } = periodOf('quarter', `2026-${`${month}`.padStart(2, '0')}-01`);
          const period = { from, to };
          return { period, state: standingOf({ unitId: 1, type: TYPE, period }, gap ?? undefined, today) };
        });
        const { state, held, of, lacking } = cellOf(each);
        expect(of).toBe(list.length);
        expect(held).toBe(list.filter(([, gap]) => gap === null).length);
        expect(state === 'held').toBe(held === of);
        expect(state === 'missed').toBe(lacking.length > 0);
        for (const period of lacking) expect(period.to < today).toBe(true);
      }),
    );
  });
});

describe('the edges of a period', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' };

  it('has begun on its first day, and not on the day before', () => {
    const due = { unitId: BRANCH, type: TYPE, period: november };
    expect(hasBegun(due, { today: '2026-11-01' })).toBe(true);
    expect(hasBegun(due, { today: '2026-10-31' })).toBe(false);
  });

  it('lacks a period once, however many groups lack it', () => {
    const missed = { state: 'missed' as const, period: november };
    expect(cellOf([missed, missed])).toMatchObject({ held: 0, of: 2, lacking: [november] });
    expect(cellOf([missed, missed]).lacking).toHaveLength(1);
  });
});
