// What stands in the cells of a plan file, as people type it: numbers with what they count, months, nodes, whom it is asked of.
import { type DateText, dateOf, isDate, lastDayOfMonth } from '../calendar/time.ts';
import { cellDate } from '../ledger/cells.ts';

const two = (n: number | string) => String(n).padStart(2, '0');
const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

/** Nothing stands there: /, —, 无. */
export const isBlank = (text: string): boolean => /^(?:[-—–/\\_.、]*|无|暂无)$/u.test(plain(text));

const NUMBER =
  /(?<each>每(?:个|一)?[^\d,，。;；、]{0,6}?|各[^\d,，。;；、]{1,6}?|人均)?(?<number>\d{1,3}(?:,\d{3})+|\d{1,9})(?<part>\.\d{1,6})?(?<measure>%|[\p{Script=Han}A-Za-z]{1,6})?/gu;
/** 不少于12场: the number stands for itself, and what stands before it is no part of the measure. */
const MEASURE =
  /^(?:以上|左右|以内|余|多)?(?<measure>%|平方米|平方公里|人次|公里|万元|个百分点|[户场次个人元亩件条名家期项篇份台套处座所支株吨米])/u;
/** 2026年, 第3季度, 12月: a number that counts nothing. */
const NO_COUNT = /^(?:年|月|日|号|季度|季|周|点|届|级|类)/u;

export interface CellAmount {
  /** hundredths */
  amount: number;
  /** 户; empty: none is written */
  measure: string;
  /** 每村12户 */
  each: boolean;
  /** it is all that the cell says */
  isWhole: boolean;
}

/** The numbers a cell counts something with. */
export function amountsIn(cell: string): CellAmount[] {
  const text = plain(cell);
  const found: CellAmount[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const { each, number = '', part = '', measure = '' } = match.groups!;
    const before = text.slice(0, match.index);
    if (NO_COUNT.test(measure) || /第$/u.test(before)) continue;
    const value = Number(number.replaceAll(',', '') + part);
    const amount = Math.round(value * 100);
    if (Math.abs(amount - value * 100) > 1e-6) continue;
    const known = MEASURE.exec(measure)?.groups?.measure;
    found.push({
      amount,
      measure: known ?? '',
      each: each !== undefined,
      isWhole: match[0].length === text.length && (measure === '' || measure === known),
    });
  }
  return found;
}

const QUARTER = '一二三四';
const DAY =
  /(?:(?<year>20\d{2})年?)?(?:(?<month>\d{1,2})月(?:(?<day>\d{1,2})日|(?<third>上旬|中旬|下旬)|份)?|第?(?<quarter>[一二三四1-4])季度|(?<half>上半年|下半年)|(?<end>年底|年末|年内|全年|年终))(?:[底末]|之?前|以前|内)*/u;

/** 3月底, 二季度末, 年底: a day of that year; undefined for anything else. */
function dayOf(text: string, year: number): { day: DateText; at: number; end: number } | undefined {
  const match = DAY.exec(text);
  if (!match) return undefined;
  const { month, day, third, quarter, half, end, year: said } = match.groups!;
  const y = said === undefined ? year : Number(said);
  const last = (m: number) => `${y}-${two(m)}-${two(lastDayOfMonth(y, m))}`;
  const found =
    end !== undefined
      ? `${y}-12-31`
      : half !== undefined
        ? last(half === '上半年' ? 6 : 12)
        : quarter !== undefined
          ? last(3 * (QUARTER.indexOf(quarter) + 1 || Number(quarter)))
          : Number(month) < 1 || Number(month) > 12
            ? ''
            : day !== undefined
              ? `${y}-${two(month!)}-${two(day)}`
              : third === '上旬' || third === '中旬'
                ? `${y}-${two(month!)}-${third === '上旬' ? '10' : '20'}`
                : last(Number(month));
  return isDate(found) ? { day: found, at: match.index, end: match.index + match[0].length } : undefined;
}

/** 完成时限: null for what has none (长期坚持); undefined: it cannot be read. */
export function dueIn(cell: string, year: number): DateText | null | undefined {
  const text = plain(cell);
  if (isBlank(text) || /长期|持续|常态/u.test(text)) return null;
  const written = cellDate(text);
  if (written !== undefined) return dateOf(written);
  // 2026—2028年: a span ends with its last year.
  const years = [...text.matchAll(/20\d{2}/gu)].map(([y]) => Number(y));
  if (/^(?:20\d{2})年?(?:[-—–~至到](?:20\d{2})年?)?(?:底|末|内)?$/u.test(text))
    return `${Math.max(...years)}-12-31`;
  return dayOf(text, years.at(-1) ?? year)?.day;
}

/** 3月底：摸底；6月底前完成整治. Each has a day; what has none is a node without one. */
export function nodesIn(cell: string, year: number): { name: string; due: DateText | null }[] {
  if (isBlank(cell)) return [];
  const parts = cell
    .normalize('NFKC')
    .split(
      /[;；。\n]+|[,，、](?=\s*(?:20\d{2}年?)?\s*(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|年底|年末))/u,
    )
    .map((part) => part.trim().replace(/^(?:\(?\d{1,2}[.、)]|[①-⑩])\s*/u, ''))
    .filter((part) => !isBlank(part));
  return parts.map((part) => {
    const text = plain(part);
    const found = dayOf(text, year);
    const rest = found ? text.slice(0, found.at) + text.slice(found.end) : text;
    return { name: nodeName(rest) || text, due: found?.day ?? null };
  });
}

const nodeName = (text: string): string =>
  text
    .replace(/^[:：,，、(（)）-]+|[:：,，、(（)）-]+$/gu, '')
    .replace(/^(?:要|须|应|全面|全部|基本|力争|确保|务必|于|在|到)*(?:完成|做好|达到)(?=.{2})/u, '')
    .replace(/(?<=.{2})(?:完成|到位)$/u, '');

/** Between units of a cell. */
const BETWEEN = /[、,，;；/\n]+|(?<=支部|党委|总支|村|社区)[和及与](?=.)|\s{2,}/u;
const EVERY =
  /^(?:全[镇乡街县市区]|所有|全体|全部|下辖|辖区|基层)*(?:各|每个|所有|全体|全部)(?:个|级|基层)?(?<noun>党支部|支部|基层党组织|党组织|行政村|村居|村|社区|单位)?(?:党组织|党支部|支部)?(?:[(（].*[)）])?$/u;
/** 牵头：组织办 within a cell of units. */
const ROLE = /^(?:牵头|主责|责任)(?:单位|部门)?[:：]/u;

interface CellUnits {
  /** every: 各支部, 各村; the noun they have in common */
  every: string | null;
  names: string[];
}

/** 第一支部、第二支部; 各支部; 各村（社区）. */
export function unitsIn(cell: string): CellUnits {
  const parts = cell
    .normalize('NFKC')
    .split(BETWEEN)
    .map((part) => part.trim().replace(ROLE, ''))
    .filter((part) => !isBlank(part));
  let every: string | null = null;
  const names: string[] = [];
  for (const part of parts) {
    const found = EVERY.exec(part.replace(/\s/g, ''));
    if (!found) names.push(part);
    // 各村、各社区: all of them.
    else every = every === null ? nounOf(found.groups?.noun ?? '') : '';
  }
  return { every, names };
}

/** What names of such units hold; empty: nothing in common. */
const nounOf = (noun: string): string =>
  noun === '村' || noun === '行政村' ? '村' : noun === '社区' ? '社区' : '';
