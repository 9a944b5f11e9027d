import { classOf } from '../learned/classes.ts';
import type { Span } from './span.ts';
import type { Spans } from './spans.ts';
import type { TimeSpan } from './time/time-span.ts';
import type { Token, TokenKind } from './token.ts';

/** Messages are read this far; what follows counts as unread. */
const TOKEN_LIMIT = 320;

interface Placed extends Span {
  kind: TokenKind;
  symbol: string;
  index: number;
}

/** A message as one line of tokens: spans first, then words of a class, then characters. */
export function tokensOf(spans: Spans): Token[] {
  const { s } = spans;
  const placed = placedSpans(spans);
  const tokens: Token[] = [];
  let next = 0;
  for (let i = 0; i < s.length && tokens.length < TOKEN_LIMIT; ) {
    while (next < placed.length && placed[next]!.at < i) next++;
    const span = placed[next];
    if (span?.at === i) {
      tokens.push({ ...span, text: '' });
      i = span.end;
      continue;
    }
    const limit = span?.at ?? s.length;
    const token = wordAt(s, i, limit);
    const last = tokens.at(-1);
    // ……, !!!: a run of one mark says what one says.
    if (token.kind === 'mark' && last?.text === token.text && last.end === token.at) last.end = token.end;
    else if (token.kind !== 'char' || token.text !== ' ') tokens.push(token);
    i = token.end;
  }
  return tokens;
}

function placedSpans(spans: Spans): Placed[] {
  const all: Placed[] = [];
  const put = (span: Span, kind: TokenKind, symbol: string, index: number) => {
    all.push({ at: span.at, end: span.end, kind, symbol, index });
  };
  spans.form.fields.forEach((f, i) => {
    put({ at: f.at, end: f.labelEnd }, 'label', `<${f.style === 'bare' ? 'bare' : 'label'}:${f.key}>`, i);
  });
  spans.titles.forEach((t, i) => {
    put(t, 'title', '<title>', i);
  });
  spans.times.forEach((t, i) => {
    put(t, kindOfTime(t), symbolOfTime(t), i);
  });
  spans.units.forEach((u, i) => {
    put(u, 'unit', '<unit>', i);
  });
  spans.types.forEach((t, i) => {
    put(t, 'type', '<type>', i);
  });
  spans.items.forEach((t, i) => {
    put(t, 'item', '<item>', i);
  });
  spans.people.forEach((p, i) => {
    put(p, 'person', p.source === 'roster' || p.weight > 0.7 ? '<person>' : '<person?>', i);
  });
  spans.figures.forEach((f, i) => {
    put(f, f.kind, f.kind === 'count' ? `<count:${f.unit}>` : `<${f.kind}>`, i);
  });
  for (const list of spans.lists)
    for (const entry of list.entries)
      if (entry.textAt > entry.at) put({ at: entry.at, end: entry.textAt }, 'bullet', '<bullet>', -1);
  // The longest of those that begin together; what overlaps an earlier one is left to its words.
  all.sort((a, b) => a.at - b.at || b.end - a.end);
  const kept: Placed[] = [];
  let end = 0;
  for (const span of all) {
    if (span.at < end || span.end <= span.at) continue;
    kept.push(span);
    end = span.end;
  }
  return kept;
}

const kindOfTime = (t: TimeSpan): TokenKind => (t.kind === 'moment' ? 'time' : t.kind);

function symbolOfTime(t: TimeSpan): string {
  if (t.kind !== 'moment') return `<${t.kind}>`;
  if (t.isDeadline) return '<deadline>';
  const what = t.hasDate ? (t.hasClock ? 'dateclock' : 'date') : t.hasClock ? 'clock' : 'part';
  return t.isRange ? `<${what}-range>` : `<${what}>`;
}

const MARKS = /[,.;:。、!?~()[\]【】「」“”<>|/\\=+*#&@…—\-_]/;
const LATIN = /[a-z]+/iy;

function wordAt(s: string, at: number, limit: number): Token {
  const c = s[at]!;
  const plain = (end: number, kind: TokenKind, symbol: string): Token => ({
    at,
    end,
    kind,
    symbol,
    text: s.slice(at, end),
    index: -1,
  });
  if (c === '\n') return plain(at + 1, 'line', '<line>');
  const word = classOf(s, at, limit);
  if (word) return plain(at + word.length, 'word', word.name);
  if (MARKS.test(c)) return plain(at + 1, 'mark', c);
  LATIN.lastIndex = at;
  const latin = LATIN.exec(s)?.[0];
  if (latin)
    return plain(
      Math.min(at + latin.length, limit),
      'word',
      latin.length > 3 ? '<latin>' : latin.toLowerCase(),
    );
  const size = c >= '\ud800' && c <= '\udbff' ? 2 : 1;
  return plain(Math.min(at + size, s.length), 'char', s.slice(at, at + size));
}
