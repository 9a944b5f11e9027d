import { OWN_GROUP } from '../commands/rest.ts';
import type { Asked, Row } from './row.ts';

const rate = { intent: 'query', metric: 'attendance_rate' } as const;
const own = { intent: 'query', metric: 'my_attendance' } as const;

const WAYS = 'rate|present|expected|absent|leave|late|full';
const EVERY_WAY =
  'rate present expected absent leave late full headcount meeting hold last when which average share';

const isOwn = ({ has }: Asked) => has('mine') && !has('ownGroup') && !has('ownUnit');

/** Who came and who did not. */
export const ATTENDANCE_ROWS: readonly Row[] = [
  // One person's own record says all of it.
  { needs: `person ${WAYS}|times|how`, also: `${EVERY_WAY} why inRow`, not: 'item group', fill: own },
  {
    needs: `mine ${WAYS}`,
    also: `${EVERY_WAY} why`,
    not: 'item person',
    fill: (asked) => (isOwn(asked) ? { ...own, mine: true } : undefined),
  },
  { needs: `eachPerson ${WAYS}|times`, also: `${EVERY_WAY} member`, fill: { ...own, what: 'persons_each' } },
  { needs: 'full', also: 'member', fill: { ...own, what: 'persons_reached', percent: 100 } },
  { needs: 'rank', also: `${EVERY_WAY} member best worst`, not: 'each', fill: { ...rate, what: 'rank' } },
  { needs: 'best|worst who|member|group', also: EVERY_WAY, not: 'each', fill: { ...rate, what: 'rank' } },
  { needs: 'rate', also: 'present expected average meeting hold trend share', fill: rate },
  { needs: 'expected|present many', also: 'present expected meeting hold last', not: 'who', fill: rate },
  { needs: 'expected|present type', also: 'present expected meeting', not: 'who times', fill: rate },
  { needs: 'headcount', also: 'meeting hold present', fill: { intent: 'query', metric: 'headcount_total' } },
  {
    needs: 'leave why',
    also: 'member meeting',
    fill: { intent: 'query', metric: 'leave_list', what: 'reasons' },
  },
  { needs: 'leave', also: 'member meeting headcount', fill: { intent: 'query', metric: 'leave_list' } },
  {
    needs: 'absent inRow',
    also: 'member meeting',
    fill: { intent: 'query', metric: 'absentees', what: 'in_a_row' },
  },
  { needs: 'absent', also: 'member meeting headcount last', fill: { intent: 'query', metric: 'absentees' } },
  { needs: 'late', also: 'member meeting headcount', fill: { intent: 'query', metric: 'late_list' } },
];

/** Asked of the group of whoever asks. */
export const groupOf = ({ has }: Asked): string | undefined => (has('ownGroup') ? OWN_GROUP : undefined);
