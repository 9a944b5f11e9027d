import { readNumber } from '../numerals.ts';
import { isLone, measureAfter, standsAlone } from './figure-measure.ts';
import type { FigureSpan } from './figure-span.ts';
import { scanPresenceWords } from './figure-words.ts';
import { FORMAL_DIGITS, HAN_DIGITS, PLAIN_DIGITS, readRun } from './numeral-run.ts';
import type { Span } from './span.ts';

const H = `[${HAN_DIGITS}]`;
const PLAIN = PLAIN_DIGITS.replace('两', '');
/** 两 begins a number, and the two ways of writing do not mix: 四十四两辆车, 二十陆建平. */
const RUN = `一两(?=[个名位人])|[${PLAIN_DIGITS}][${PLAIN}]*(?:(?<=千)两[${PLAIN}]*)?|[${FORMAL_DIGITS}]+`;
/**
 * Percentages and ratios first, numbers after them: 百分之六十 begins with a numeral as well. The runs are bounded
 * where they could be long, and a longer run is eaten whole so that nothing is read from its middle.
 */
const FIGURE = new RegExp(
  [
    `百分之(\\d{1,3}(?:\\.\\d{1,2})?|${H}{1,5})`,
    '(百分百)',
    `(\\d{1,3}(?:\\.\\d{1,2})?|${H}{1,4})\\s?[%％]`,
    '([一二两三四五六七八九1-9])([一二三四五六七八九](?=成))?成([一二三四五六七八九半](?![个天年月]))?(?![功立为果效员都长熟本绩人品交分])',
    '([二两三四五六七八九十])分之([一二两三四五六七八九])',
    '(一大半|一多半|一小半|一少半|小一半|一半|过半|大半|多半|近半|半数)(?!天|年|夜|辈|路|径|是|会|都在|还)',
    `(\\d{1,4}|${H}{1,5})\\s?[人名]?\\s?[/／]\\s?(\\d{1,4}|${H}{1,5})(?![\\d/.月日号:-])`,
    `(\\d+|${RUN}|[俩仨]|(?:几|(?<![人总员户份])数)[十百]|好?几(?=[个名位人]))`,
  ].join('|'),
  'g',
);

const RUN_GROUP = 12;

/** More numbers than any report holds; what follows is a list of something else. */
const MOST = 500;
/** Something before the number says that it numbers, dates or codes and does not count. */
const NO_COUNT_BEFORE =
  /(?<![应实]到(?:人数)?\s?[A-Za-z]{2,10}\s?)(?:[A-Za-z第#№+￥¥$]\s?|[A-Za-z\d][-_.:/]|\d[~—]|[nN][oO]\.?)$/;
/** 上一个, 每一位, 另一名 single out and do not count. */
const NO_ONE_BEFORE = /[同每哪另某任上下这那唯]$/;
const NO_RATIO_BEFORE = /\d[.:/-]?$/;
const VAGUE_BEFORE =
  /(?:(?<![最附远临接靠])近|(?<![条签预制节])约|大概|大约摸?|差不多|估摸|不到|不足|超过|将近|起码|至少|最多|好|快|小(?=$))(?:有|是|到|来|了|共){0,3}\s?$/;
const NOT_TENTHS_BEFORE = new RegExp(`[\\d.${HAN_DIGITS}]$`);
/** 20-30人, 五到六个, 7、8个: the first of two bounds. */
const RANGE = new RegExp(`^(?<link>\\s?[-~—至、到]\\s?)(?<to>\\d{1,4}|${H}{1,5})\\s?(?=[个名位人])`);
/** 八成是 means probably. */
const PROBABLY = /^[是会得要能]/;

/**
 * Every figure of the cleaned text, left to right, not overlapping each other. Ordinals, dates, hours, ages, floors and codes
 * are none. `taken` are spans already read (times, items, units, titles, people); nothing is read out of them.
 */
export function scanFigures(s: string, taken: readonly Span[]): FigureSpan[] {
  const busyBefore = inOrder(taken);
  const words = clearOf(scanPresenceWords(s), busyBefore);
  const busy = words.length === 0 ? busyBefore : inOrder([...busyBefore, ...words]);
  const found: FigureSpan[] = [];
  const list = { last: 0 };
  let next = 0;
  let seen = 0;
  FIGURE.lastIndex = 0;
  for (let m = FIGURE.exec(s); m !== null && seen < MOST; m = FIGURE.exec(s), seen++) {
    const at = m.index;
    while (next < busy.length && busy[next]!.end <= at) next++;
    const block = busy[next];
    if (
      block !== undefined &&
      block.at < FIGURE.lastIndex &&
      (block.at <= at || m[RUN_GROUP] === undefined)
    ) {
      // 赵六三位: the number may begin where the name ends.
      if (block.end < FIGURE.lastIndex) FIGURE.lastIndex = Math.max(at + 1, block.end);
      continue;
    }
    const run = m[RUN_GROUP]?.slice(0, block === undefined ? undefined : block.at - at);
    const figure =
      run !== undefined
        ? readCount(s, at, run, list, block?.at ?? s.length)
        : m[10] !== undefined
          ? readRatio(s, at, m[0], m[10], m[11]!)
          : readPercent(s, at, m);
    if (figure === undefined) continue;
    found.push(figure);
    // 五到六个 and 应到 3 人 are longer than the number they begin with.
    if (figure.end > FIGURE.lastIndex) FIGURE.lastIndex = figure.end;
  }
  return merge(found, words);
}

/** By place; nested spans must not hide a later one behind an end already passed, so ends grow along the list. */
function inOrder(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  let end = 0;
  return [...spans]
    .sort((a, b) => a.at - b.at)
    .map((span) => {
      end = Math.max(end, span.end);
      return { at: span.at, end };
    });
}

/** The words that share no character with what is already read. */
function clearOf(words: readonly FigureSpan[], busy: readonly Span[]): readonly FigureSpan[] {
  if (words.length === 0 || busy.length === 0) return words;
  let next = 0;
  return words.filter((word) => {
    while (next < busy.length && busy[next]!.end <= word.at) next++;
    return next === busy.length || busy[next]!.at >= word.end;
  });
}

function merge(found: FigureSpan[], words: readonly FigureSpan[]): FigureSpan[] {
  if (words.length === 0) return found;
  return [...found, ...words].sort((a, b) => a.at - b.at);
}

function readPercent(s: string, at: number, m: RegExpExecArray): FigureSpan | undefined {
  const end = at + m[0].length;
  const read = percentOf(m);
  if (read === undefined || read.value > 1000) return undefined;
  const isTenths = m[4] !== undefined;
  if (isTenths && (PROBABLY.test(s[end] ?? '') || NOT_TENTHS_BEFORE.test(s[at - 1] ?? ''))) return undefined;
  const vague = read.vague || isBound(s, at, end);
  return { at, end, kind: 'percent', value: read.value, vague };
}

function percentOf(m: RegExpExecArray): { value: number; vague: boolean } | undefined {
  const [, inHan, all, plain, ten, next, five, den, num, half] = m;
  const exact = (value: number, vague = false) => ({ value, vague });
  const hundredths = inHan ?? plain;
  if (hundredths !== undefined)
    return hundredths.includes('.') ? exact(Math.round(Number(hundredths))) : readRun(hundredths);
  if (all !== undefined) return exact(100);
  if (ten !== undefined) {
    const units = five === undefined ? 0 : five === '半' ? 5 : readNumber(five)!;
    // 七八成
    return exact(readNumber(ten)! * 10 + units, next !== undefined);
  }
  if (den !== undefined) return exact(Math.round((100 * readNumber(num!)!) / readNumber(den)!));
  return exact(50, half !== '一半');
}

/** 不到一成, 八成以上, 70%-80%: how little or how much at the most. 大约, 左右 keep the figure. */
function isBound(s: string, at: number, end: number): boolean {
  const before = s.slice(Math.max(0, at - 16), at);
  if (FROM_TO.test(before)) return BOUND_BEHIND.test(s.slice(end, end + 4));
  return BOUND_BEFORE.test(before) || BOUND_BEHIND.test(s.slice(end, end + 4));
}
/** 从百分之六十五到百分之八十: what it was, and what it is. */
const FROM_TO = /[从由][^,。;\d]{0,5}[\d.一二三四五六七八九十]{1,6}[%成]?[^,。;\d]{0,3}[到至]\s?$/;
const BOUND_BEFORE =
  /(?:不到|不足|不满|超过|超|多于|高于|大于|少于|低于|突破|将近|接近|(?<![最附远临靠])近|快(?:要|到)?|至少|起码|最多|顶多|小)(?:有|是|到|了|完成)?\s?$|(?<![从由\d.])(?:\d{1,3}\s?[%％]?|[一二三四五六七八九]成?)\s?[-~—至到]\s?$/;
const BOUND_BEHIND =
  /^(?:以上|以下|以内|不到|不足|多(?![了的])|强|有余|余|出头|开外|[-~—至到]\s?[\d一二三四五六七八九])/;

function readRatio(s: string, at: number, text: string, l: string, r: string): FigureSpan | undefined {
  if (NO_RATIO_BEFORE.test(s.slice(Math.max(0, at - 2), at))) return undefined;
  const [left, right] = [readNumber(l), readNumber(r)];
  if (left === undefined || right === undefined || left > 1000 || right > 1000) return undefined;
  return { at, end: at + text.length, kind: 'ratio', left, right };
}

function readCount(
  s: string,
  at: number,
  run: string,
  list: { last: number },
  limit: number,
): FigureSpan | undefined {
  const end = at + run.length;
  const before = s.slice(Math.max(0, at - 16), at);
  // 应到几人:7 is a label, 到了几人? a question.
  if (/几$/.test(run) && /^.\s?[:?]/.test(s.slice(end, end + 3))) return undefined;
  if (/几$/.test(run)) return { at, end: end + 1, kind: 'count', value: 2, unit: 'people', vague: true };
  if (NO_COUNT_BEFORE.test(before) || (run === '一' && NO_ONE_BEFORE.test(before))) return undefined;
  if (isAddress(s, at, end, before)) return undefined;
  const number = readRun(run);
  if (number === undefined || number.value > 99_999) return undefined;
  if (isBullet(s, before, end, number.value, list)) return undefined;
  const range = RANGE.exec(s.slice(end, end + 10));
  if (range !== null && isRange(number.value, range.groups!)) {
    const from = end + range[0].length;
    return { at, end: from + 1, kind: 'count', value: number.value, unit: 'people', vague: true };
  }
  const measure = measureAfter(s, end, run === '俩' || run === '仨', limit);
  if (measure === undefined) return undefined;
  if (measure.unit === 'none' && !standsAlone(s, at, end, run)) return undefined;
  // 张三同志 is a name, 到三同志 a count.
  if (measure.unit === 'people' && measure.end === end && isLone(s, at, run)) return undefined;
  // 一个 before a thing is an article: 开了一个会.
  const unit = measure.unit === 'people' && run === '一' && measure.article ? 'things' : measure.unit;
  const vague = number.vague || measure.vague || VAGUE_BEFORE.test(before);
  return { at, end: measure.end, kind: 'count', value: number.value, unit, vague };
}

/** 〔2026〕27号, A座907, 综合楼205, 826 114 503, 0571-88881234: rooms, meetings and telephones are no counts. */
function isAddress(s: string, at: number, end: number, before: string): boolean {
  const size = end - at;
  if (size < 3 || !/\d/.test(s[at]!)) return false;
  if (size === 4 && /[〔[(]$/.test(before) && /^[〕\])]/.test(s.slice(end, end + 1))) return true;
  if (size <= 4 && ROOM.test(before) && !/^\s?[人名位个]/.test(s.slice(end, end + 2))) return true;
  return CODE_BEFORE.test(before) || /\d{3,}[ -]$/.test(before) || /^[ -]\d{3,}/.test(s.slice(end, end + 4));
}
const ROOM = /(?:[座楼栋幢室厅馆院堂局]|公司|大厦|广场|中心|招待所|(?<!派出)所(?=$))\s?$/;
const CODE_BEFORE = /(?:电话|手机|号码|会议号|会议ID|密码|口令|尾号|工号|ID)(?:是|为|:|\s)*$/i;

/** 1. 2、 (3) count lines up; 应到 5. 实到 4. do not, so every item but the first must follow its predecessor. */
function isBullet(s: string, before: string, end: number, value: number, list: { last: number }): boolean {
  const mark = s[end];
  if (mark === ' ' && isRowNumber(s, before, end, value)) return true;
  // |1|张三|到|
  if (mark === '|' && /(?:^|\n)\|?\s?$/.test(before) && /^.\s?[\u4e00-\u9fff]/.test(s.slice(end, end + 3)))
    return true;
  if (mark !== '.' && mark !== '、' && mark !== ')') return false;
  if (/\d/.test(s[end + 1] ?? '')) return false;
  const lead = mark === ')' && before.endsWith('(') ? before.slice(0, -1) : before;
  const goesOn = value === list.last + 1 || startsLater(s, end, value);
  // 通知1.时间:…2.地点: the first number may stand right behind a word when it begins a row.
  if (value === 1 ? /[\u4e00-\u9fff\d]$/.test(lead) && !hasSecond(s, end) : !goesOn) return false;
  list.last = value;
  return true;
}

const SECOND = /(?<!\d)2[.、)]\s?[\u4e00-\u9fff]/;
const hasSecond = (s: string, end: number): boolean =>
  /^.\s?[\u4e00-\u9fff]{2}/.test(s.slice(end, end + 4)) && SECOND.test(s.slice(end + 2, end + 80));

/** 补签到:5.张三 6.李四: a list taken up again, whose next number follows with a name. */
function startsLater(s: string, end: number, value: number): boolean {
  const behind = s.slice(end, end + 12);
  return /^.\s?[\u4e00-\u9fff]{2,4}[^\u4e00-\u9fff]/.test(behind) && behind.includes(`${value + 1}${s[end]}`);
}

/** 6 应到77 below 5 题目 …: numbers before the lines of a form, without a mark of their own. */
function isRowNumber(s: string, before: string, end: number, value: number): boolean {
  if (!/(?:^|\n)$/.test(before) || value > 30 || !/[\u4e00-\u9fff]/.test(s[end + 1] ?? '')) return false;
  return s.includes(`\n${value + 1} `) || s.includes(`\n${value - 1} `) || s.startsWith(`${value - 1} `);
}

function isRange(from: number, g: Record<string, string | undefined>): boolean {
  const to = readNumber(g.to!);
  if (to === undefined || to <= from) return false;
  // 7、8个 are neighbours, 到18、19人 … two figures; 23到25 is a report only when the second is smaller.
  return g.link!.includes('、') ? to === from + 1 && to < 10 : true;
}
