import { classOf } from '../learned/classes.ts';
import type { Span } from './span.ts';
import type { Spans } from './spans.ts';
import type { TimeSpan } from './time/time-span.ts';
import type { Token, TokenKind } from './token.ts';

/** Messages are read this far; what follows counts as unread. */
const TOKEN_LIMIT = 320;

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
      tokens.push(span);
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

function placedSpans(spans: Spans): Token[] {
  const all: Token[] = [];
  const put = (span: Span, kind: TokenKind, symbol: string, index: number) => {
    all.push({ at: span.at, end: span.end, kind, symbol, text: '', index });
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
  const kept: Token[] = [];
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

const MARKS = new Set(',.;:。、!?~()[]【】「」“”<>|/\\=+*#&@…—-_');
const LATIN = /[a-z]+/iy;
const isLatin = (c: string) => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

function wordAt(s: string, at: number, limit: number): Token {
  const c = s[at]!;
  const plain = (text: string, kind: TokenKind, symbol: string): Token => ({
    at,
    end: at + text.length,
    kind,
    symbol,
    text,
    index: -1,
  });
  if (c === '\n') return plain(c, 'line', '<line>');
  const word = classOf(s, at, limit);
  if (word) return plain(word.text, 'word', word.name);
  if (MARKS.has(c)) return plain(c, 'mark', c);
  if (isLatin(c)) {
    LATIN.lastIndex = at;
    const latin = LATIN.exec(s)![0];
    const read = latin.slice(0, limit - at);
    return plain(read, 'word', latin.length > 3 ? '<latin>' : latin.toLowerCase());
  }
  const text = c >= '\ud800' && c <= '\udbff' ? s.slice(at, at + 2) : c;
  return plain(text, 'char', text);
}
