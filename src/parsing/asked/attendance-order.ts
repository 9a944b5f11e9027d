// How a figure of attendance is counted, and who is first or last, which no person is told of.
import type { Row } from './row.ts';

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
    fill: { ...rate, what: 'rank' },
  },
];
