import type { Filled } from '../domain/intent.ts';
import { absencesIn, clauses } from './absent.ts';
import { readClause } from './checkin.ts';
import { LEAVE } from './lexicon/presence.ts';
import { asWritten } from './message.ts';
import type { Reading } from './reading.ts';

const leave = new RegExp(LEAVE);

/**
 * 张三、李四签到，王五请假: presence and absence in one breath. With names on both sides it is a roll; else
 * nobody can tell which of the two is meant, and both are offered.
 */
export function readMixed(r: Reading, away: Filled): { intent: Filled; alternatives: Filled[] } | undefined {
  const parts = clauses(r.rest);
  const present = parts
    .filter((p) => !leave.test(p))
    .map((p) => readClause(p))
    .filter((p) => p?.key && !p.weak);
  if (present.length === 0) return undefined;
  const names = [...new Set(present.flatMap((p) => p?.names ?? []))].map((n) => asWritten(r.m, n));
  const absent = absencesIn(r.m, parts.filter((p) => leave.test(p)).join(','));
  const { names: _, reason: __, ...common } = away;
  if (names.length > 0 && absent.length > 0)
    return { intent: { ...common, intent: 'roster_checkin', names, absent }, alternatives: [] };
  const checkin: Filled = { ...common, intent: 'checkin', ...(names.length > 0 && { names }) };
  return { intent: away, alternatives: [away, checkin] };
}
