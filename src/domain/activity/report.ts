// What a report of a meeting says, against itself and against what is known: contradictions are asked about, once.
import type { Organisation } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { committeeOf, everyoneOf } from './due.ts';
import { typeRow, type Voters } from './types.ts';
import { handsOf, type VoteText } from './votes.ts';

/** What a reported meeting comes to, with names already looked up. */
interface ReportedFigures {
  /** 应到 and 实到 as they would be stored */
  expected: number;
  present: number;
  /** whether 应到 was said, and is not only the roster's */
  saysExpected: boolean;
  /** names of those who are away, by this report or from before */
  away: readonly string[];
  /** of them, those this report does not name: they asked for leave, or were said to be absent before */
  unsaid: readonly string[];
  /** whether the report names anybody as away */
  namesAway: boolean;
  /** named as there, by this report or on the roll */
  there: number;
  /** 应到 by the roster, and how many 流动党员 there are beside */
  due: number;
  mobile: number;
  /** how many of the committee or unit must be there, and of how many; null when no quorum applies */
  quorum: { needed: number; of: number } | null;
  unknownNames: readonly string[];
  /** how many with voting right were there, and the votes that were told: more hands than that were raised in none */
  voters: number;
  votes: readonly VoteText[];
}

export type ReportProblem =
  | { code: 'more_than_expected'; expected: number; present: number }
  | { code: 'count_mismatch'; expected: number; present: number; absent: number; missing: number }
  | { code: 'away_unsaid'; expected: number; present: number; absent: number; names: readonly string[] }
  | { code: 'fewer_than_there'; present: number; there: number }
  | { code: 'unknown_names'; names: readonly string[] }
  | { code: 'no_quorum'; present: number; needed: number; of: number }
  | { code: 'roster_differs'; expected: number; due: number }
  | { code: 'too_many_votes'; matter: string; hands: number; voters: number; index: number };

/** What may be stored all the same, once its sender has said that it is so; the others cannot be true. */
export type ReportDoubt =
  | 'unknown_names'
  | 'no_quorum'
  | 'roster_differs'
  | 'names_missing'
  /** opinions that were sent in writing are counted too */
  | 'too_many_votes';

/** 应到 as the roster has it, with or without 流动党员. */
export const isOfRoster = (
  expected: number,
  { due, mobile }: Pick<ReportedFigures, 'due' | 'mobile'>,
): boolean => expected === due || expected === due + mobile;

/** Contradictions that must be settled before a report is stored; those in `accepted` were. */
export function reportProblems(f: ReportedFigures, accepted: readonly ReportDoubt[]): ReportProblem[] {
  const { expected, present, due, quorum } = f;
  const isOpen = (doubt: ReportDoubt) => !accepted.includes(doubt);
  const problems: ReportProblem[] = [];
  const missing = expected - present;
  const absent = f.away.length;
  if (missing < 0) problems.push({ code: 'more_than_expected', expected, present });
  else if (f.there > present) problems.push({ code: 'fewer_than_there', present, there: f.there });
  else if (absent > missing) {
    const named = absent - f.unsaid.length;
    problems.push(
      named <= missing && f.unsaid.length > 0
        ? { code: 'away_unsaid', expected, present, absent, names: f.unsaid }
        : { code: 'count_mismatch', expected, present, absent, missing },
    );
  } else if (absent < missing && f.namesAway && isOpen('names_missing'))
    problems.push({ code: 'count_mismatch', expected, present, absent, missing });
  if (f.unknownNames.length > 0 && isOpen('unknown_names'))
    problems.push({ code: 'unknown_names', names: f.unknownNames });
  if (quorum && present < quorum.needed && isOpen('no_quorum'))
    problems.push({ code: 'no_quorum', present, needed: quorum.needed, of: quorum.of });
  if (f.saysExpected && due > 0 && !isOfRoster(expected, f) && isOpen('roster_differs'))
    problems.push({ code: 'roster_differs', expected, due });
  // Who came is in doubt itself as long as the figures are.
  if (problems.length === 0 && isOpen('too_many_votes')) problems.push(...voteProblems(f));
  return problems;
}

function voteProblems({ votes, voters }: ReportedFigures): ReportProblem[] {
  return votes.flatMap((vote, index): ReportProblem[] => {
    const hands = handsOf(vote);
    return hands > voters ? [{ code: 'too_many_votes', matter: vote.matter, hands, voters, index }] : [];
  });
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
    const { quorum } = typeRow(type);
    return quorum ? [VOTERS[quorum](unitId, org)] : [];
  });
  const of = Math.max(0, ...voters);
  return of > 0 ? { needed: Math.ceil(of / 2), of } : null;
}
