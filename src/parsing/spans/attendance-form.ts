import type { Claim } from './attendance.ts';
import { isLabelGap } from './attendance-cues.ts';
import type { FigureSpan } from './figure-span.ts';
import type { FieldSpan } from './form.ts';
import type { Span } from './span.ts';

interface FieldClaims {
  claims: Claim[];
  /** the figures that fill a field */
  taken: ReadonlySet<FigureSpan>;
  /** the labels, which are cues no longer */
  labels: Span[];
}

/** Free text behind a label without a mark may run on, so that its figures are told by the words beside them. */
const isFilled = (f: FieldSpan): boolean =>
  (f.key === 'expected' || f.key === 'present') &&
  f.style === 'form' &&
  f.value !== '' &&
  (f.record ?? 0) === 0;

/** The figures that stand in the fields of a form, however its labels are written: 应 到 人 数, 应到（名）, one a line. */
export function fieldClaims(
  s: string,
  figures: readonly FigureSpan[],
  fields: readonly FieldSpan[],
): FieldClaims {
  const claims: Claim[] = [];
  const taken = new Set<FigureSpan>();
  const labels: Span[] = [];
  for (const field of fields) {
    if (!isFilled(field)) continue;
    const f = figures.find((x) => x.end > field.valueAt && x.at < field.valueAt + field.value.length);
    if (f?.kind !== 'count' || f.unit === 'things' || !isLabelGap(s.slice(field.valueAt, f.at))) continue;
    claims.push({
      kind: field.key === 'expected' ? 'expected' : 'present',
      value: f.value,
      at: f.at,
      weight: 3,
      vague: f.vague,
    });
    taken.add(f);
    labels.push({ at: field.at, end: field.labelEnd });
  }
  return { claims, taken, labels };
}
