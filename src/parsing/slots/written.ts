import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';

/** The words of a span as they were written. */
export function written({ m, s }: Spans, span: Span): string {
  return (m.raw.length === m.s.length ? m.raw : s).slice(span.at, span.end);
}
