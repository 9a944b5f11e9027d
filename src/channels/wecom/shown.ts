// A text as a channel shows it: stress where the sentence has some, and everything else as the characters it is. WeCom
// knows no escapes, so what it would interpret is written with its full-width look-alike.
import { STRONG } from '../../domain/strong.ts';
import { cleanText } from './text.ts';

/** A text message: `<a href>` is a link there, `<@userid>` calls somebody out, and nothing is stressed. */
export function asPlain(text: string): string {
  // The marks of stress are control characters, and go with the others.
  return cleanText(text).replace(PLAIN_MARKS, lookAlike);
}

/** Markdown, in the widest form that any of WeCom's clients reads. */
export function asMarkdown(text: string): string {
  return text
    .split(STRONG)
    .map((part) =>
      cleanText(part)
        .replace(LINE_MARKS, (marks) => marks.replace(/./g, lookAlike))
        .replace(MARKS, lookAlike),
    )
    .join('**');
}

const ENTITY = '&(?=#?[0-9A-Za-z]{1,31};)';
const PLAIN_MARKS = new RegExp(`<|${ENTITY}`, 'g');
/**
 * Links, pictures, code, stress, colours, tables; a backslash before what it would take the meaning of. An underscore
 * inside an account or an address means nothing.
 */
const MARKS = new RegExp(
  `[<*\`[\\]|]|~(?=~)|(?<=~)~|\\\\(?=[!-/:-@[-\`{-~])|${ENTITY}|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])`,
  'g',
);
/** Headings, quotes, lists, rules and indented code begin a line. */
const LINE_MARKS = /^(?:[ \t]*(?:[#>]|[-+=](?=[-=\s]|$))|\t+| {4,})/gm;

const lookAlike = (mark: string): string => {
  if (mark === ' ' || mark === '\t') return '\u3000';
  return String.fromCharCode(mark.charCodeAt(0) + 0xfee0);
};
