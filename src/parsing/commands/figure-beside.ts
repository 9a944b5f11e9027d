// 跟二支部比: what the figure that was asked before is held against.
import type { FigureSide, Period } from '../../domain/slots.ts';
import { type Heard, OWN_BRANCH } from './rest.ts';

/** The one side that is named, and before it what was asked. */
export function besideOf(
  { s, types }: Heard,
  units: readonly string[],
  periods: readonly Period[],
): FigureSide[] {
  if (!isHeldWith(s) || types.length > 0 || units.length + periods.length !== 1) return [];
  const before: FigureSide = units.length === 1 && OURS.test(s) ? { scope: OWN_BRANCH } : {};
  return [before, units.length === 1 ? { scope: units[0]! } : { period: periods[0]! }];
}

/** 我们支部跟二支部比: the sender's own is the other side. */
const OURS = /(?:我们|咱们?|俺们?)(?:党?支部)?\s*(?:跟|和|与|同|比)/;

/** 跟二支部比, 和10月对比 */
const WITH = /^(?:那|那么|再)?(?:拿来?)?(?:跟|和|与|同|比)|(?:跟|和|与|同).*比/;
export const isHeldWith = (s: string): boolean => WITH.test(s);
