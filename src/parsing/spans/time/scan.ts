import { takeContext } from './context.ts';
import type { Draft, Text } from './draft.ts';
import { isFinish, isUnbroken, joined, takeSecond } from './joins.ts';
import { type Lexeme, longestAt, ruleTable } from './lexeme.ts';
import { readPhrase } from './phrase.ts';
import { CLOCK_RULES } from './rules-clock.ts';
import { DAY_RULES } from './rules-days.ts';
import { FESTIVAL_RULES } from './rules-festivals.ts';
import { LENGTH_RULES } from './rules-lengths.ts';
import { PERIOD_RULES } from './rules-periods.ts';
import { RELATIVE_DAY_RULES } from './rules-relative-days.ts';
import { lastYear } from './same-period.ts';
import type { Standpoint } from './standpoint.ts';
import { takeTails } from './tails.ts';
import type { TimeSpan } from './time-span.ts';
import { SURNAMES } from './words.ts';

// Of readings of equal length the earlier rule holds.
const TABLE = ruleTable([
  ...RELATIVE_DAY_RULES,
  ...DAY_RULES,
  ...FESTIVAL_RULES,
  ...PERIOD_RULES,
  ...LENGTH_RULES,
  ...CLOCK_RULES,
]);

const DIGIT = 1;
const HAN_NUMERAL = 2;
const SURNAME = new Set(SURNAMES);
const numerals = new Map<number, number>();
for (const c of '0123456789') numerals.set(c.charCodeAt(0), DIGIT);
for (const c of '零〇一二两三四五六七八九十百千万廿卅俩仨') numerals.set(c.charCodeAt(0), HAN_NUMERAL);

/** Every time phrase of the text, left to right, not overlapping, the longest reading first. */
export function scanTimes(s: string, standpoint: Standpoint): TimeSpan[] {
  const lexemes = lexemesOf(s, standpoint);
  if (lexemes.length === 0) return [];
  const text: Text = { s, lexemes, standpoint };
  const spans: Draft[] = [];
  for (let i = 0; i < lexemes.length; ) {
    const [d, next] = readPhrase(text, i);
    i = next;
    if (d === undefined) continue;
    takeTails(s, d);
    // the tail may hold what reads as a time by itself: 一天 of 25号前一天
    while (i < lexemes.length && lexemes[i]!.at < d.end) i++;
    const last = spans.at(-1);
    const both = last && joined(s, last, d, standpoint);
    if (both === undefined) spans.push(d);
    else {
      spans[spans.length - 1] = both;
    }
  }
  const whole = spans.length > 1 ? takeContext(s, spans) : spans;
  let before: Draft | undefined;
  for (const d of whole) {
    finish(d, before, text);
    if (d.kind === 'period') before = d;
  }
  return whole;
}

/** What is known only when the whole phrase is read. */
function finish(d: Draft, before: Draft | undefined, { s, standpoint }: Text): void {
  if (d.same) d.period = lastYear(before?.period, standpoint);
  if (d.open && d.kind === 'moment') d.kind = 'period';
  if (d.kind !== 'moment') return;
  takeSecond(s, d);
  // 13:00前散
  const isLimit =
    d.isDeadline && (d.hasDate || !d.hasClock || /^[^,。\n]{1,3}[的了]/.test(s.slice(d.end, d.end + 4)));
  if (!isLimit && d.toClock === undefined && d.links.length === 0 && isFinish(s, d)) {
    d.isEnd = true;
    d.isDeadline = false;
    d.toClock = d.clock;
    d.clock = undefined;
  }
  if (d.days.length > 1 && isUnbroken(d, standpoint)) d.isRange = true;
}

function lexemesOf(s: string, standpoint: Standpoint): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let taken = 0;
  for (let i = 0; i < s.length; ) {
    const sort = numerals.get(s.charCodeAt(i));
    // No time begins inside a number, unless its beginning is a given name: 张三二十八号.
    const isInside = sort !== undefined && i > taken && numerals.get(s.charCodeAt(i - 1)) === sort;
    const found =
      isInside && !(SURNAME.has(s[i - 2] ?? '') && sort === HAN_NUMERAL)
        ? undefined
        : longestAt(TABLE, s, i, standpoint);
    if (found === undefined) i++;
    else {
      lexemes.push(found);
      i = found.end;
      taken = i;
    }
  }
  return lexemes;
}
