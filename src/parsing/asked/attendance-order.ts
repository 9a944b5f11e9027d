// How a figure of attendance is counted, and who is first or last, which no person is told of.
import { addMonths, firstOfMonth } from '../../domain/calendar/dates.ts';
import { addDays, type DateText } from '../../domain/calendar/time.ts';
import type { Period } from '../../domain/slots.ts';
import type { Row } from './row.ts';

const WHOLE = '全党委';

/** The last months, without one that has just begun. */
function monthsBefore(today: DateText): Period {
  const first = firstOfMonth(today);
  return { from: addMonths(first, -3), to: today < addDays(first, FEW_DAYS) ? addDays(first, -1) : today };
}
const FEW_DAYS = 7;

const rate = { intent: 'query', metric: 'attendance_rate' } as const;
const EVERY_WAY =
  'rate present expected absent leave late full headcount meeting hold last when which average share';

export const ORDER_ROWS: readonly Row[] = [
  {
    needs: 'explain|counts rate|present|expected|absent|leave|late|mobile|activist|probationary',
    also: 'only explain counts rate present expected absent leave late mobile activist probationary member without who ofWho person how',
    not: 'type time each',
    // 有多少党员，流动的算进去 asks how many.
    fill: ({ has }) => (has('many') && has('member') ? undefined : { ...rate, what: 'explain' }),
    sure: true,
  },
  // 马俊峰算应到不: what is counted is true of everybody
  {
    needs: 'person counts',
    also: 'ofWho mobile activist probationary member expected',
    not: 'rate present absent leave late type time times many',
    fill: { ...rate, what: 'explain' },
  },
  // 党日是不是三支部最差，几个月的数都给我: nothing tells of one alone
  {
    needs: 'unit|ownUnit best|worst any|isIt',
    also: `${EVERY_WAY} best worst any isIt each all vague recent monthly branch verify`,
    not: 'person mine who item absent leave late whichUnit times',
    fill: ({ has, unitsSaid, spans: { today } }) =>
      unitsSaid().some((unit) => unit.endsWith('组'))
        ? undefined
        : {
            ...rate,
            what: 'by_unit',
            scope: WHOLE,
            step: 'month',
            ...(!has('time') && { period: monthsBefore(today) }),
          },
    sure: true,
  },
  {
    needs: 'rank',
    also: `${EVERY_WAY} member best worst`,
    not: 'each meeting plan',
    fill: { ...rate, what: 'rank' },
  },
  {
    needs: 'best|worst who|member|group|ownGroup',
    also: EVERY_WAY,
    not: 'each monthly',
    // 我们这谁缺席最多: who was away
    fill: ({ has }) => ({
      ...rate,
      ...(has('who') && has('absent') && !has('rate') && { metric: 'absentees' as const }),
      what: 'rank',
    }),
  },
];
