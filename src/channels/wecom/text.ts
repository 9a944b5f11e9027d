// Text as the wire takes it: byte limits, well-formed Unicode, no forbidden control characters.

/** Control characters: XML 1.0 forbids most, PostgreSQL refuses NUL, and nobody reads the others. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Lone surrogates become U+FFFD, forbidden control characters go. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}

/** Length on the wire. */
export const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');

/**
 * Whole text if it fits, else whole lines of it with … on a line of its own; one line that is too long alone is cut
 * between characters as a reader sees them. Never over `maxBytes`.
 */
export function cutToBytes(text: string, maxBytes: number): string {
  if (utf8Bytes(text) <= maxBytes) return text;
  const lines = text.slice(0, fittingEnd(text, maxBytes - utf8Bytes(`\n${ELLIPSIS}`)) + 1).lastIndexOf('\n');
  if (lines > 0) return `${text.slice(0, lines).trimEnd()}\n${ELLIPSIS}`;
  const end = fittingEnd(text, maxBytes - utf8Bytes(ELLIPSIS));
  return text.slice(0, end).trimEnd() + ELLIPSIS;
}

/** Same for limits that WeCom counts in characters (字). */
export function cutToChars(text: string, maxChars: number): string {
  const chars = [...text];
  return chars.length <= maxChars ? text : chars.slice(0, maxChars - 1).join('') + ELLIPSIS;
}

/**
 * Splits into parts of at most `maxBytes`, at line ends where possible. With more than one part each carries the line
 * `label(n, of)` on top, counted in.
 */
export function splitToBytes(
  text: string,
  maxBytes: number,
  label: (n: number, of: number) => string,
): string[] {
  if (utf8Bytes(text) <= maxBytes) return [text];
  const room = maxBytes - utf8Bytes(`${label(99, 99)}\n`);
  const parts = packLines(text, room);
  return parts.map((part, i) => `${label(i + 1, parts.length)}\n${part}`);
}

function packLines(text: string, room: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const line of text.split('\n')) {
    const joined = part === '' ? line : `${part}\n${line}`;
    if (utf8Bytes(joined) <= room) {
      part = joined;
      continue;
    }
    if (part !== '') parts.push(part);
    let rest = line;
    while (utf8Bytes(rest) > room) {
      const end = fittingEnd(rest, room);
      parts.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    part = rest;
  }
  if (part !== '') parts.push(part);
  return parts;
}

/** Index up to which `text` fits; between graphemes, or between code points where one grapheme is larger than that. */
function fittingEnd(text: string, maxBytes: number): number {
  let bytes = 0;
  let end = 0;
  for (const { segment } of graphemes.segment(text)) {
    bytes += utf8Bytes(segment);
    if (bytes > maxBytes) break;
    end += segment.length;
  }
  if (end > 0) return end;
  bytes = 0;
  for (const char of text) {
    bytes += utf8Bytes(char);
    if (bytes > maxBytes) break;
    end += char.length;
  }
  return end;
}
