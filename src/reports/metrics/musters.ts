import { periodOf } from '../../domain/calendar/period.ts';
import { dateOf, type Instant } from '../../domain/calendar/time.ts';
import { metric, type StatsItem } from '../metric.ts';
import { type MusterFigures, type MusterRow, mustersOf } from '../musters.ts';

/** 集结 is rare: without a period it is asked about this year. */
const thisYear = (now: Instant) => {
  const { from, to } = periodOf('year', dateOf(now));
  return { from, to };
};

const rateOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const item = ({ unit, real, drills }: MusterRow): StatsItem => ({
  name: unit.name,
  unit: unit.path,
  activities: real.musters,
  drills: drills.musters,
  called: real.called,
});

/** 集结次数, drills apart. */
export const musterCount = metric({
  shape: 'musters',
  period: thisYear,
  async find(q, period) {
    const found = await mustersOf(q, period);
    return { value: found.real.musters, period, ...found };
  },
  items: ({ rows }) => rows.map(item),
});

const musterRate = (part: (figures: MusterFigures) => number) =>
  metric({
    shape: 'musters',
    isRate: true,
    period: thisYear,
    async find(q, period) {
      const found = await mustersOf(q, period);
      return { value: rateOf(part(found.real), found.real.called), period, ...found };
    },
    items: ({ rows }) =>
      rows.map((row) => ({
        ...item(row),
        inTime: part(row.real),
        rate: rateOf(part(row.real), row.real.called),
        drillCalled: row.drills.called,
        drillInTime: part(row.drills),
      })),
  });

/** Of those called in real musters so many answered in time, and so many were there in time. */
export const musterAckRate = musterRate(({ ackedInTime }) => ackedInTime);
export const musterArrivalRate = musterRate(({ arrivedInTime }) => arrivedInTime);
