// 到会率不到八成的支部, 低于80%的, 逾期3条以上的: which a figure is asked to be below, or to reach.
import type { Filled } from '../../domain/intent.ts';
import { readNumber } from '../numerals.ts';

const DIGITS = '[一二两三四五六七八九十百\\d]{1,4}';
/** 80%, 百分之八十, 八成; 三次, 5条 */
const AMOUNT = `(?:(?<percent>\\d{1,3})\\s?[%％]|百分之(?<of>${DIGITS})|(?<tenths>[一二三四五六七八九1-9])成|(?<half>一半|半数)|(?<times>${DIGITS})\\s?(?:个?人次|[次回场条项个件]))`;
const again = (mark: string) => AMOUNT.replaceAll('?<', `?<${mark}_`);
/** 不低于 reaches it; it is looked for first, as 低于 stands in it. */
const LEAST = '(?:不低于|不少于|不下|至少|最少|达到|满)';
const OVER = '(?:高于|超过|大于|多于|超)(?:了|过)?';
const UNDER = '(?:低于|不到|不足|不满|没到|没过|少于|小于|未到|(?:没有?|未)达?到)(?:了|过)?';
const BOUND = `(?<over>${OVER})\\s?${again('o')}(?<oever>以上)?|(?<least>${LEAST})\\s?${again('l')}(?:以上)?|(?<under>${UNDER})\\s?${again('u')}(?:以下)?|(?:在)?${again('a')}(?:及|或者?)?(?<side>以上|以下|以内)`;
/** A bound as it is said, with its groups. */
const BOUNDS = new RegExp(BOUND, 'u');
/** The same without names of groups, to stand in a longer pattern. */
export const BOUND_WORDS = `(?:${BOUND.replace(/\?<\w+>/gu, '?:')})`;

interface Bound {
  what: 'reached' | 'below';
  percent?: number;
  times?: number;
}

/** A count with no side to it: 没来三次的有谁. */
const BARE = new RegExp(`(${DIGITS})[次回场]`, 'u');
export const BARE_WORDS = `${DIGITS}[次回场]`;

export function countIn(s: string): Bound | undefined {
  const times = readNumber(BARE.exec(s)?.[1] ?? '');
  return times === undefined || times < 2 ? undefined : { what: 'reached', times };
}

/** Undefined where none is said. */
export function boundIn(s: string): Bound | undefined {
  const g = BOUNDS.exec(s)?.groups;
  if (!g) return undefined;
  const mark = g.over ? 'o' : g.least ? 'l' : g.under ? 'u' : 'a';
  const said = (name: string) => g[`${mark}_${name}`];
  const what = g.under || (g.side !== undefined && g.side !== '以上') ? 'below' : 'reached';
  const times = said('times') === undefined ? undefined : readNumber(said('times')!);
  if (typeof times === 'number') {
    // 超过三次 is four; 三次以上 is three, 三次以下 too.
    const isMore = (g.over !== undefined && g.oever === undefined) || g.side === '以下' || g.side === '以内';
    return { what, times: isMore ? times + 1 : times };
  }
  const percent = shareOf(said);
  return percent === undefined || percent > 100 ? undefined : { what, percent };
}

function shareOf(said: (name: string) => string | undefined): number | undefined {
  if (said('percent') !== undefined) return Number(said('percent'));
  if (said('half') !== undefined) return 50;
  const of = said('of');
  if (of !== undefined) return readNumber(of) ?? undefined;
  const tenths = said('tenths');
  const count = tenths === undefined ? undefined : readNumber(tenths);
  return typeof count === 'number' ? count * 10 : undefined;
}

/** Where it stands. */
export function boundAt(s: string): { at: number; end: number } | undefined {
  const m = BOUNDS.exec(s);
  return m ? { at: m.index, end: m.index + m[0].length } : undefined;
}

/** Persons are asked about, and no units. */
export const OF_PERSONS = /谁|党员(?!大会)|同志|个人|人(?!次)|大家/;

/** What of a bound a question about units carries. */
export const boundOfUnits = (s: string): Pick<Filled, 'what' | 'percent' | 'times'> | undefined =>
  OF_PERSONS.test(s) ? undefined : boundIn(s);
