import type { Absence } from '../intent.ts';

/** What a reported meeting says, with names already looked up. */
interface ReportedFigures {
  expected?: number;
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

/** At least half, in integers (支部工作条例 Art. 11, 12). */
export const atLeastHalf = (of: number): number => Math.ceil(of / 2);
