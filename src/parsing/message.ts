import type { Span } from './spans/span.ts';

/** A message after cleaning. `s` is what rules read, `raw` is as written; both have the same length. */
export interface Message {
  raw: string;
  s: string;
}

/** Stands for every character of a span that is already understood. */
const MASK = '\ue001';

/** Blanks out spans, keeping every other position. */
export function mask(s: string, spans: readonly Span[]): string {
  if (spans.length === 0) return s;
  let out = '';
  let from = 0;
  for (const span of [...spans].sort((a, b) => a.at - b.at)) {
    if (span.end <= from) continue;
    const at = Math.max(span.at, from);
    out += s.slice(from, at) + MASK.repeat(span.end - at);
    from = span.end;
  }
  return out + s.slice(from);
}

/** What the sender wrote where rules read `value`: their own characters, trimmed. */
export function asWritten(m: Message, value: string): string {
  const i = m.raw === m.s ? -1 : m.s.indexOf(value);
  return i < 0 ? value : m.raw.slice(i, i + value.length);
}

const EDGES = /^[\s,.;:。、!?~\-—|)\]】\ue001]+|[\s,;:。、!?~\-—|([【\ue001]+$/g;

/** Drops blanks, punctuation and masked parts from both ends. */
export function trimEdges(s: string): string {
  return s.replace(EDGES, '');
}
