import type { Attendance } from './attendance.ts';
import { claimsOf } from './attendance-claims.ts';
import { scanCues } from './attendance-cues.ts';
import { settle } from './attendance-settle.ts';
import { readTable } from './attendance-table.ts';
import { weave } from './attendance-tokens.ts';
import type { FigureSpan } from './figure-span.ts';
import type { Span } from './span.ts';

/**
 * Reads 应到 and 实到 of a report from its figures and the words beside them. Figures are taken as written, also when they
 * do not add up; only 除…外 is computed. `people` are the persons named in the text.
 */
export function readAttendance(
  s: string,
  figures: readonly FigureSpan[],
  people: readonly Span[],
): Attendance {
  if (figures.length === 0) return { used: [], sure: false };
  const table = readTable(s, figures);
  if (table) return table;
  const scene = weave(s, figures, scanCues(s), people);
  return settle(s, figures, people, claimsOf(scene));
}
