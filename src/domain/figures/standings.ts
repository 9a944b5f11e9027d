// How a unit stands to what is due from it: one definition for the chat, the page, the picture and the workbook.
import type { DateText } from '../calendar/time.ts';
import type { Period } from '../slots.ts';
import type { Gap, Obligation } from './gaps.ts';

/**
 * `held`; `planned`: a meeting lies ahead; `due`: its period runs or is still to come, and nothing is arranged, or what
 * was arranged is not reported; `missed`: its period is over without it.
 */
export type Standing = 'held' | 'planned' | 'due' | 'missed';

/** Some obligations of one type together. */
export interface StandingCell {
  /** that of the one furthest behind */
  state: Standing;
  /** how many of so many are held; of what nobody asks for, how many meetings there were, of none */
  held: number;
  of: number;
  /** periods that are over without it, each once */
  lacking: readonly Period[];
}

/** From what matters most. */
const ORDER: readonly Standing[] = ['missed', 'due', 'planned', 'held'];

/** @param gap what lacks of it, if anything does */
export function standingOf(
  { period }: Obligation,
  gap: Pick<Gap, 'state'> | undefined,
  today: DateText,
): Standing {
  if (!gap) return 'held';
  if (gap.state === 'planned') return 'planned';
  return period.to < today ? 'missed' : 'due';
}

/** @param each at least one, with its period */
export function cellOf(each: readonly { state: Standing; period: Period }[]): StandingCell {
  const missed = each.filter(({ state }) => state === 'missed').map(({ period }) => period);
  return {
    state: ORDER.find((state) => each.some((one) => one.state === state))!,
    held: each.filter(({ state }) => state === 'held').length,
    of: each.length,
    lacking: [...new Set(missed)],
  };
}
