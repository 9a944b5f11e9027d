// 请假一共多少人次: of the leaves, and not of those who came, whatever stands between the two words.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Grasp } from '../grasp.ts';

const CAME = /参加|参会|到会|实到|出席|应[到参]|(?<![没未不])[来到](?:了|的|过)/u;
const AWAY: readonly (readonly [RegExp, Metric])[] = [
  [/请(?:了|过|的)?[病事公]?假|[病事公]假|告假/u, 'leave_list'],
  [/缺席|缺勤|旷会|[没未](?:有)?[来到去参]|不到会/u, 'absentees'],
  [/迟到|晚到|来晚|来迟/u, 'late_list'],
];

/** A count of heads beside one word of those who were away is a count of these. */
export function countedAway(s: string, said: Grasp): Grasp {
  const { intent } = said;
  if (intent.intent !== 'query' || intent.metric !== 'headcount_total' || intent.also || CAME.test(s))
    return said;
  if (intent.what !== undefined && intent.what !== 'by_unit') return said;
  const found = AWAY.filter(([word]) => word.test(s)).map(([, metric]) => metric);
  const [metric, ...also] = found;
  if (metric === undefined) return said;
  return { ...said, intent: { ...intent, metric, ...(also.length > 0 && { also }) } };
}
