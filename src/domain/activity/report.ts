import type { Absence } from '../intent.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { committeeOf, everyoneOf } from './attendance.ts';
import { ACTIVITY_TYPES, type Voters } from './types.ts';

/** What a reported meeting says, with names already looked up. */
interface ReportedFigures {
  expected?: number | undefined;
  present?: number;
  absent: Absence[];
  /** 应到 by the roster */
  due: number;
  /** how many of the committee or unit must be there, and of how many; null when no quorum applies */
  quorum: { needed: number; of: number } | null;
  unknownNames: string[];
}

export type ReportProblem =
  | { code: 'count_mismatch'; expected: number; present: number; absent: number; missing: number }
  | { code: 'more_than_expected'; expected: number; present: number }
  | { code: 'unknown_names'; names: string[] }
  | { code: 'no_quorum'; present: number; needed: number; of: number }
  | { code: 'roster_differs'; expected: number; due: number };

/** Contradictions that must be asked about before a report counts. */
export function reportProblems(figures: ReportedFigures): ReportProblem[] {
  const { expected, present, absent, due, quorum } = figures;
  const problems: ReportProblem[] = [];
  if (expected !== undefined && present !== undefined) {
    const missing = expected - present;
    if (missing < 0) problems.push({ code: 'more_than_expected', expected, present });
    else if (absent.length > 0 && missing !== absent.length) {
      problems.push({ code: 'count_mismatch', expected, present, absent: absent.length, missing });
    }
  }
  if (figures.unknownNames.length > 0) problems.push({ code: 'unknown_names', names: figures.unknownNames });
  if (quorum && present !== undefined && present < quorum.needed) {
    problems.push({ code: 'no_quorum', present, needed: quorum.needed, of: quorum.of });
  }
  if (expected !== undefined && due > 0 && expected !== due)
    problems.push({ code: 'roster_differs', expected, due });
  return problems;
}

const VOTERS = {
  committee: (unitId: number, org: Organisation) => committeeOf(unitId, org).members.length,
  full_members: (unitId: number, org: Organisation) =>
    everyoneOf(unitId, org).members.filter((p) => p.kind === '正式党员').length,
} satisfies Record<Voters, (unitId: number, org: Organisation) => number>;

/**
 * How many must be there, and half of how many that is, in integers; null where no quorum applies. A meeting that is
 * several must reach the quorum of each, every one reckoned on its own people: the highest is told.
 */
export function quorumOf(
  { unitId, types }: Pick<Activity, 'types' | 'unitId'>,
  org: Organisation,
): { needed: number; of: number } | null {
  const voters = types.flatMap((type) => {
    const { quorum } = ACTIVITY_TYPES[type];
    return quorum ? [VOTERS[quorum.of](unitId, org)] : [];
  });
  const of = Math.max(0, ...voters);
  return of > 0 ? { needed: Math.ceil(of / 2), of } : null;
}
