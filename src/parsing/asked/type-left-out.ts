// 除了党课，11月开了几次会: what is left out is never what is counted; it is asked about with all of them.
import type { Grasp } from '../grasp.ts';
import type { Spans } from '../spans/spans.ts';

const BEFORE = /(?:除了?|除去|除开|撇开|刨去|刨开|去掉|不算|不含|不包括|不要)$/u;

/** The question as it was read, or offered without the kind that it leaves out. */
export function withoutTypeLeftOut({ s, types }: Spans, said: Grasp): Grasp {
  const { intent, certainty } = said;
  const { activityType, activityTypes, ...rest } = intent;
  if (certainty !== 'clear' || intent.intent !== 'query' || activityType === undefined) return said;
  const left = types.find(({ at }) => BEFORE.test(s.slice(0, at)));
  if (!left || (activityTypes ?? [activityType]).some((type) => type !== left.type)) return said;
  const from = s.slice(0, left.at).search(BEFORE);
  const all = { ...said, intent: rest, certainty: 'unsure' as const, alternatives: [rest] };
  return { ...all, unread: [s.slice(from, left.end)] };
}
