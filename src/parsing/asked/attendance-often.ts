// 没来两次以上的, 到会率低于80%的会, 连着三次没来: whom and what it is true of so often.
import type { Filled } from '../../domain/intent.ts';
import { readNumber } from '../numerals.ts';
import { thisYear } from './attendance-several.ts';
import type { Asked } from './row.ts';

const each = { intent: 'query', metric: 'activity_list' } as const;
const leave = { intent: 'query', metric: 'leave_list' } as const;
const absent = { intent: 'query', metric: 'absentees' } as const;

/** Whom it was, by how often: 没来两次以上的, 请假超过三次的. */
export const boundOf = (asked: Asked) => {
  const { bound, has } = asked;
  if (bound?.times === undefined) return undefined;
  const metric = has('leave')
    ? ('leave_list' as const)
    : has('late')
      ? ('late_list' as const)
      : has('absent') || has('unexcused')
        ? ('absentees' as const)
        : ('my_attendance' as const);
  // 没来也没请假 is of those who were away, whatever the word for a leave.
  const { what, ...amount } = bound;
  return {
    intent: 'query' as const,
    metric: has('unexcused') ? ('absentees' as const) : metric,
    ...amount,
    what: `persons_${what}`,
  };
};

/** 到会率低于80%的会: the meetings of which it is true. */
export const meetingsOf = (asked: Asked) =>
  asked.bound?.percent === undefined ? undefined : { ...each, ...asked.bound, ...thisYear(asked) };

/** 连着三次没来; 老是不来 names no number, and 多次 need not follow on each other. */
export function inARow(asked: Asked): Filled {
  const said = asked.said('inRow').join('');
  const of = asked.has('leave') || said.includes('请假') ? leave : absent;
  if (said.includes('多次') || said.includes('屡次')) return of;
  if (/老|总|经常|常常/u.test(said)) return { ...of, what: 'often' };
  const times = readNumber(/[两二三四五六七八九十\d]+/u.exec(said)?.[0] ?? '');
  const least = asked.bound?.times ?? times;
  return { ...of, what: 'in_a_row', ...(typeof least === 'number' && least > 1 && { times: least }) };
}
