// 到会率不到八成的支部, 低于80%的, 逾期3条以上的: which a figure is asked to be below, or to reach.
import type { Filled } from '../../domain/intent.ts';
import { readNumber } from '../numerals.ts';

const DIGITS = '[一二两三四五六七八九十百\\d]{1,4}';
/** 80%, 百分之八十, 八成; 三次, 5条 */
const AMOUNT = `(?:(?<percent>\\d{1,3})\\s?[%％]|百分之(?<of>${DIGITS})|(?<tenths>[一二三四五六七八九1-9])成|(?<half>一半|半数)|(?<times>${DIGITS})\\s?(?:个?人次|[次回场条项个件]))`;
const again = (mark: string, amount = AMOUNT) => amount.replaceAll('?<', `?<${mark}_`);
/** 不低于 reaches it; it is looked for first, as 低于 stands in it. */
const LEAST = '(?:不低于|不少于|不下|至少|最少|达到|满)';
const OVER = '(?:高于|超过|大于|多于|超)(?:了|过)?';
const UNDER = '(?:低于|不够|不到|不足|不满|没到|没过|少于|小于|未到|(?:没有?|未)达?到)(?:了|过)?';
/** 哪些支部到会率100%, 到会率100%的: reached, and of nothing but a rate that is asked about. */
const FULL =
  '(?:(?<=(?:哪|谁|几个)[^。]{0,20}率(?:都|是|为|达)*)|(?<=率(?:都|是|为|达)*)(?=[^。]{1,8}的))(?<full>100\\s?[%％]|百分之百|百分百)';
const BOUND = `${FULL}|(?<over>${OVER})\\s?${again('o')}(?<oever>以上)?|(?<least>${LEAST})\\s?${again('l')}(?:以上)?|(?<under>${UNDER})\\s?${again('u')}(?:以下)?|(?:在)?${again('a')}(?:及|或者?)?(?<side>以上|以下|以内)`;
/** 六个到五个 is who was due and who came. */
const ENDS = AMOUNT.replace('条项个件', '条项');
/** 80%到90%, 八到九成, 80-90%之间, 两到三次: both ends belong to it. */
const RANGE = `(?:(?:在|介于|介乎)\\s?)?(?:${again('f', ENDS)}|(?<f_bare>${DIGITS}))\\s?(?:到|至|-|~|～|—{1,2}|–)\\s?${again('t', ENDS)}(?:之间|以内|区间|这个区间|范围)?`;
const ONE = new RegExp(BOUND, 'u');
/** 80%以上90%以下 */
const ANOTHER = new RegExp(`^(?:[,，、\\s]|但是?|并且?|而且?|又|且|和|同时|在)*(?:${BOUND})`, 'u');
const BETWEEN = new RegExp(RANGE, 'u');
const unnamed = (pattern: string) => pattern.replace(/\?<\w+>/gu, '?:');
/** A bound as it is said, without names of groups, to stand in a longer pattern. */
export const BOUND_WORDS = `(?:${unnamed(RANGE)}|(?:${unnamed(BOUND)})(?:(?:[,，、\\s]|但是?|并且?|而且?|又|且|和|同时|在)*(?:${unnamed(BOUND)}))?)`;
const BOUNDS = new RegExp(BOUND_WORDS, 'u');

/** A bound that is said. `upTo` belongs to it, `under` does not: 80%到90%, 80%以上90%以下. */
export type Bound = Pick<Filled, 'percent' | 'times' | 'upTo' | 'under'> & { what: 'reached' | 'below' };

/** A count with no side to it: 没来三次的有谁. */
const BARE = new RegExp(`(${DIGITS})[次回场]`, 'u');
export const BARE_WORDS = `${DIGITS}[次回场]`;

export function countIn(s: string): Bound | undefined {
  const times = readNumber(BARE.exec(s)?.[1] ?? '');
  return times === undefined || times < 2 ? undefined : { what: 'reached', times };
}

/** Undefined where none is said, or a second one that does not go with the first. */
export function boundIn(s: string): Bound | undefined {
  const between = BETWEEN.exec(s)?.groups;
  if (between) return rangeOf(between);
  const m = ONE.exec(s);
  const first = m && boundOf(m.groups!);
  if (!first) return undefined;
  const next = ANOTHER.exec(s.slice(m.index + m[0].length))?.groups;
  return next ? bothOf(first, boundOf(next)) : first;
}

function boundOf(g: Groups): Bound | undefined {
  if (g.full !== undefined) return { what: 'reached', percent: 100 };
  const mark = g.over ? 'o' : g.least ? 'l' : g.under ? 'u' : 'a';
  const said = (name: string) => g[`${mark}_${name}`];
  const what = g.under || (g.side !== undefined && g.side !== '以上') ? 'below' : 'reached';
  const amount = amountOf(said);
  if (amount?.times === undefined) return amount && { what, ...amount };
  // 超过三次 is four; 三次以上 is three, 三次以下 too.
  const isMore = (g.over !== undefined && g.oever === undefined) || g.side === '以下' || g.side === '以内';
  return { what, times: isMore ? amount.times + 1 : amount.times };
}

type Groups = Readonly<Record<string, string | undefined>>;

function rangeOf(g: Groups): Bound | undefined {
  const to = amountOf((name) => g[`t_${name}`]);
  if (!to) return undefined;
  const kind = to.times === undefined ? 'percent' : 'times';
  const bare = g.f_bare === undefined ? undefined : readNumber(g.f_bare);
  const from =
    bare === undefined
      ? amountOf((name) => g[`f_${name}`])?.[kind]
      : bare * (g.t_tenths === undefined ? 1 : 10);
  const other = to[kind]!;
  if (from === undefined) return undefined;
  return { what: 'reached', [kind]: Math.min(from, other), upTo: Math.max(from, other) };
}

/** 80%以上90%以下: one from below and one from above, of the same kind. */
function bothOf(one: Bound, other: Bound | undefined): Bound | undefined {
  const [low, high] = one.what === 'reached' ? [one, other] : [other, one];
  if (low?.what !== 'reached' || high?.what !== 'below') return undefined;
  const isRate = low.percent !== undefined;
  const [from, under] = isRate ? [low.percent, high.percent] : [low.times, high.times];
  if (from === undefined || under === undefined || from >= under) return undefined;
  return { ...low, ...(isRate ? { under } : { upTo: under - 1 }) };
}

function amountOf(said: (name: string) => string | undefined): Pick<Bound, 'percent' | 'times'> | undefined {
  const times = said('times') === undefined ? undefined : readNumber(said('times')!);
  if (typeof times === 'number') return { times };
  const percent = shareOf(said);
  return percent === undefined || percent > 100 ? undefined : { percent };
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

const ALONE = new RegExp(`^(?:那么?|换成?|改成?|改为|要是|如果|是)+${AMOUNT}(?:的|呢|吧|了)*[?？]?$`, 'u');

/** 85的呢, 90%的嘞 */
const BARE_SHARE = /^(?:那么?)?([1-9]\d)\s?[%％]?的?[呢嘞喃咧][?？]?$/u;

/** 换成70%: a number without its side. */
export function amountAlone(s: string): Pick<Filled, 'percent' | 'times'> | undefined {
  const bare = BARE_SHARE.exec(s)?.[1];
  if (bare !== undefined) return { percent: Number(bare) };
  const g = ALONE.exec(s)?.groups;
  return g && amountOf((name) => g[name]);
}

/** Where it stands. */
export function boundAt(s: string): { at: number; end: number } | undefined {
  const m = BOUNDS.exec(s);
  return m ? { at: m.index, end: m.index + m[0].length } : undefined;
}

/** Persons are asked about, and no units. */
export const OF_PERSONS = /谁|党员(?!大会)|同志|个人|人(?!次)|大家/;

/** What of a bound a question about units carries. */
export const boundOfUnits = (s: string): Bound | undefined => (OF_PERSONS.test(s) ? undefined : boundIn(s));
