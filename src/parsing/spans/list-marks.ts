import { isWordCode } from './fields-labels.ts';
import type { Span } from './span.ts';

/** What numbers look like; those of one family continue one another, whatever sign follows them. */
export type Family = 'arabic' | 'round' | 'han' | 'hanRound' | 'letter' | 'place';

/** A number before an entry: `at`..`end` is the number with its sign. */
export interface Mark extends Span {
  family: Family;
  no: number;
  /** no sign follows the number: 1张三, 1 张三 */
  bare: boolean;
}

const HAN = '一二三四五六七八九十';
const HAN_NUMBER = '(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])';
/** 3月, 2人, 5组: a number with its unit counts something. */
const UNIT =
  '月日号点人年名个时次项条楼天岁届期元成支组班位票周件份页章节分级类家户层室站线路院营连排科处厂队%％';
const SIGNED = String.raw`(\d{1,3})[ ]?[.、:,)】\]．]+(?![ ]?\d)`;
const ARABIC = new RegExp(
  `(?:(?:(?:No|NO|no)[.\\s]?|#(?=\\d{1,3}[.、:)\\s]))(\\d{1,3})[.、:)\\s]*|[(\\[【]\\s?(\\d{1,3})\\s?[)\\]】][.、:]*|${SIGNED}|(\\d{1,3})(?:[ ]?-[ ]?(?=[\\u4e00-\\u9fffA-Za-z]{2})|/(?=[\\u4e00-\\u9fff]{2})|[ ]?\\|[ ]?(?=[\\u4e00-\\u9fff·]{2,5}[ ]?\\|)))`,
  'y',
);
/** 周九, 项前: a unit that is a surname, where no more than a name stands. */
const COUNTED = `(?![${UNIT}])|(?=[周时成项连班支][\\u4e00-\\u9fff]{1,2}(?:[\\s(,;、。\\d]|$))`;
/** 1 次仁多布杰, 4 路不拾: behind a blank a name may begin with such a word as well. */
const SPACED = `${COUNTED}|(?=[路次年][\\u4e00-\\u9fff]{2,5}(?:[\\s(,;、。]|$))`;
const BARE = new RegExp(
  `(\\d{1,3})(?:(?=[\\u4e00-\\u9fff]{2})(?:${COUNTED})|[ \\t]{1,2}(?=[\\u4e00-\\u9fff(【√×✓☑])(?:${SPACED})|(?=【)|[ ]?\\t(?=[\\u4e00-\\u9fff]))`,
  'y',
);
const HAN_SIGNED = new RegExp(`(${HAN_NUMBER})[、.)](?!\\d)|[(](${HAN_NUMBER})[)][、.]?`, 'y');
/** 一 张三 到, at the head of a line */
const HAN_BARE = new RegExp(`(${HAN_NUMBER})[ \\t]{1,2}(?=[\\u4e00-\\u9fff·]{2,4}(?:[\\s(]|$))`, 'y');
const LETTER = /([A-Za-z])(?:[、.)](?![A-Za-z])|[:](?=[\u4e00-\u9fff]))/y;
const PLACE = new RegExp(`第(\\d{1,3}|${HAN_NUMBER})(?:位|个|名|号)?[:、.,\\s]\\s?`, 'y');
/** 第一个张三 第二个李四 */
const PLACE_BARE = new RegExp(
  `第(\\d{1,3}|${HAN_NUMBER})[位个名](?=[\\u4e00-\\u9fff·]{2,4}(?:[\\s,、;。(]|$|第))`,
  'y',
);

function hanNumber(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : [undefined, text];
  const digit = (c: string | undefined) => (c ? HAN.indexOf(c) + 1 : 0);
  return (tens === undefined ? 0 : (digit(tens) || 1) * 10) + digit(ones);
}

/** The number that begins at `i`; `loose` also takes one without a sign. */
export function markAt(s: string, i: number, loose: boolean): Mark | undefined {
  const c = s.charCodeAt(i);
  const digit = c >= 48 && c <= 57;
  if (digit || c === 35 || c === 40 || c === 91 || c === 0x3010 || c === 78 || c === 110) {
    const m = exec(ARABIC, s, i);
    if (m) {
      const no = m[1] ?? m[2] ?? m[3] ?? m[4]!;
      return { at: i, end: i + m[0].length, family: m[2] ? 'round' : 'arabic', no: Number(no), bare: false };
    }
    if (digit) {
      const bare = loose ? exec(BARE, s, i) : null;
      return bare
        ? { at: i, end: i + bare[0].length, family: 'arabic', no: Number(bare[1]), bare: true }
        : undefined;
    }
  }
  if (c === 0x7b2c) {
    const signed = exec(PLACE, s, i);
    const m = signed ?? (loose ? exec(PLACE_BARE, s, i) : null);
    return m
      ? { at: i, end: i + m[0].length, family: 'place', no: hanNumber(m[1]!), bare: signed === null }
      : undefined;
  }
  if (c === 40 || HAN.includes(s[i]!)) {
    const m = exec(HAN_SIGNED, s, i);
    if (!m) {
      const row = i === 0 || s[i - 1] === '\n' ? exec(HAN_BARE, s, i) : null;
      return row
        ? { at: i, end: i + row[0].length, family: 'han', no: hanNumber(row[1]!), bare: true }
        : undefined;
    }
    const family = m[2] ? 'hanRound' : 'han';
    return { at: i, end: i + m[0].length, family, no: hanNumber(m[1] ?? m[2]!), bare: false };
  }
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) {
    const m = exec(LETTER, s, i);
    const no = m ? c & 31 : 0;
    return m ? { at: i, end: i + m[0].length, family: 'letter', no, bare: false } : undefined;
  }
  return undefined;
}

function exec(pattern: RegExp, s: string, i: number): RegExpExecArray | null {
  pattern.lastIndex = i;
  return pattern.exec(s);
}

/** A number may stand inside a line behind a blank, a stop or the last word of the entry before it. */
function canBegin(s: string, i: number): boolean {
  if (i === 0) return true;
  const c = s.charCodeAt(i - 1);
  if (c >= 48 && c <= 57) return false;
  // 第3党小组 counts in another way.
  return !(
    c === 0x7b2c ||
    c === 46 ||
    c === 45 ||
    c === 47 ||
    c === 35 ||
    c === 43 ||
    (c === 58 && i > 1 && isDigit(s.charCodeAt(i - 2)))
  );
}

const isDigit = (c: number) => c >= 48 && c <= 57;

/**
 * Numbers inside `from`..`to` that count on from one another: 1.张三 2.李四, 1张三2李四. Under a heading
 * (`headed`) a number may stand right behind a word.
 */
export function marksWithin(s: string, from: number, to: number, headed: boolean): Mark[] {
  const marks: Mark[] = [];
  for (let i = from; i < to; i++) {
    const c = s.charCodeAt(i);
    if (MAY_BEGIN[c] !== 1 || !canBegin(s, i)) continue;
    const mark = markAt(s, i, true);
    if (!mark || mark.end >= to) continue;
    const word = i > from && isWordCode(s.charCodeAt(i - 1));
    if (word && (mark.family === 'han' || mark.family === 'letter')) continue;
    const begins =
      !word ||
      mark.no > 1 ||
      headed ||
      LEADS.test(s.slice(Math.max(from, i - 2), i)) ||
      (!mark.bare && isRowOfNames(s, mark.end));
    if (begins) marks.push(mark);
    i = mark.end - 1;
  }
  return marks.length === 0 ? marks : chain(s, marks, from);
}

/** Numbered columns of a sheet: 1⇥张三⇥5⇥李四; a row of other cells is one entry and has none. */
export function columnMarks(text: string, from: number): Mark[] {
  const cells = text.split('\t');
  if (cells.length < 4 || cells.length % 2 > 0) return [];
  const marks: Mark[] = [];
  let at = from;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!.trim();
    const end = at + cells[i]!.length + 1;
    if (i % 2 === 0 && /^\d{1,3}[.、]?$/.test(cell))
      marks.push({ at, end, family: 'arabic', no: Number.parseInt(cell, 10), bare: false });
    else if (i % 2 === 0 || !/[\u4e00-\u9fff]/.test(cell)) return [];
    at = end;
  }
  return marks;
}

/** 党小组会1.张三2.李四: what follows this number and the next is as short as a name. */
const ROW_OF_NAMES =
  /^[ ]?[\u4e00-\u9fff·]{2,8}(?:[ ,、;(][^\d\n]{0,16})?[ ]?2[.、)][ ]?[\u4e00-\u9fff·]{2,8}(?:[\s\d,、;(]|$)/;
const isRowOfNames = (s: string, from: number): boolean => ROW_OF_NAMES.test(s.slice(from, from + 44));

/** 签到1张三2李四: words right before the first number of a list. */
const LEADS = /^(?:签到|报到|名单|人员|到会|参会)$/;
const MAY_BEGIN = new Uint8Array(65536);
for (const c of `0123456789#([【第${HAN}ABCDEFGHabcdefghN`) MAY_BEGIN[c.charCodeAt(0)] = 1;

/** The longest run of one family that counts up; a line that begins with a number may jump, as two columns do. */
function chain(s: string, marks: readonly Mark[], from: number): Mark[] {
  let best: Mark[] = [];
  const runs = new Map<Family, Mark[]>();
  for (const mark of marks) {
    const run = runs.get(mark.family);
    const last = run?.at(-1);
    if (
      run &&
      last &&
      (mark.no === last.no + 1 || (run[0]!.at === from && !mark.bare && mark.no > last.no))
    ) {
      run.push(mark);
      if (run.length > best.length) best = run;
    } else if (!run || (run.length < 2 && run[0]!.at !== from)) {
      if (
        mark.no !== 1 &&
        mark.at !== from &&
        !/[:】]\s?$/.test(s.slice(Math.max(from, mark.at - 2), mark.at))
      )
        continue;
      runs.set(mark.family, [mark]);
      if (best.length === 0) best = [mark];
    }
  }
  return best;
}
