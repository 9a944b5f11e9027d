import type { Attendance } from './attendance.ts';
import { claimsOf } from './attendance-claims.ts';
import { settleFigures } from './attendance-corrections.ts';
import { scanCues } from './attendance-cues.ts';
import { fieldClaims } from './attendance-form.ts';
import type { Series } from './attendance-series.ts';
import { settle } from './attendance-settle.ts';
import { readTable } from './attendance-table.ts';
import { weave } from './attendance-tokens.ts';
import type { FigureSpan } from './figure-span.ts';
import type { FieldSpan } from './form.ts';
import type { Span } from './span.ts';

/**
 * Reads 应到 and 实到 of a report from its figures and the words beside them. Figures are taken as written, also when they
 * do not add up; only 除…外 is computed. `people` are the persons named in the text, `fields` what it holds of a form,
 * `series` its rows of labels before rows of figures.
 */
export function readAttendance(
  s: string,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  fields: readonly FieldSpan[] = [],
  series: readonly Series[] = [],
): Attendance {
  if (figures.length === 0) return { used: [], asides: [], sure: false };
  const table = readTable(s, figures);
  if (table) return table;
  const meant = settleFigures(s, figures);
  const asides = new Set(meant.asides);
  const within = meant.figures.filter((f) => isAside(s, f));
  for (const f of within) asides.add(f);
  const rows = series.flatMap((row) => row.claims);
  const form = fieldClaims(s, meant.figures, rows.length > 0 ? [] : fields);
  const left = meant.figures.filter(
    (f) => !form.taken.has(f) && !within.includes(f) && !series.some((r) => r.at <= f.at && f.at < r.end),
  );
  const cues = scanCues(s).filter(
    (c) =>
      !form.labels.some((l) => l.at < c.end && c.at < l.end) &&
      // 党员2 of 应到(含预备党员2)32
      !within.some((f) => c.end <= f.at && f.at - c.at < 8 && !s.slice(c.at, f.at).includes('(')),
  );
  const scene = weave(s, left, cues, people);
  const found = settle(s, meant.figures, people, [...rows, ...form.claims, ...claimsOf(scene, asides)]);
  const used = found.used.map((at) => meant.origin.get(at) ?? at).sort((a, b) => a - b);
  return {
    ...found,
    used,
    asides: asidesOf(s, figures, people, { ...found, used }, asides),
    ...(meant.origin.size > 0 && { corrected: true }),
  };
}

/** 应到(含预备党员2)32: of those that are counted behind the bracket. */
const isAside = (s: string, f: FigureSpan): boolean =>
  s[f.end] === ')' && ASIDE.test(s.slice(Math.max(0, f.at - 18), f.at));
const ASIDE = /(?:应|实|到会|参会|人数)[^()\d,。;]{0,6}\(不?含[^()\d]{0,10}$/;

/** Figures that count others, were taken back, or only divide those who are away: none is left over. */
function asidesOf(
  s: string,
  figures: readonly FigureSpan[],
  people: readonly Span[],
  { used, expected, present, away }: Omit<Attendance, 'asides'>,
  asides: ReadonlySet<FigureSpan>,
): number[] {
  const out = figures.filter((f) => asides.has(f)).map((f) => f.at);
  const missing = expected !== undefined && present !== undefined ? expected - present : away;
  if (missing === undefined || missing <= 0) return out;
  const known = new Set([...used, ...out]);
  const rest = figures.filter(
    (f) => f.kind === 'count' && f.unit === 'people' && !f.vague && !known.has(f.at),
  );
  const sum = rest.reduce((n, f) => (f.kind === 'count' ? n + f.value : n), 0);
  const others = rest.some((f) => /[另余](?:外|有|外有)?$/.test(s.slice(Math.max(0, f.at - 3), f.at)));
  const isDivided = sum === missing || (others && sum < missing && sum + people.length >= missing);
  return isDivided ? [...out, ...rest.map((f) => f.at)] : out;
}
