import type { Span } from './span.ts';
import type { TypeSpan } from './types.ts';

/** 不是支委会, 没有开支委会, 并非党课: right before a type. 是不是 asks, 不是说 tells. */
const DENIED =
  /(?<!是)(?:不是|并非|而非|没有?开的?|没有?召开|未召?开|不开|不用开)(?:的?是?|什么|啥|那个|这个)?$/;
/** 是党员大会, 开的是党小组会, 应为主题党日: right before the type that is meant instead. */
const MEANT =
  /^[^。\n]{0,8}?(?:(?:而|开的|应该|应当|其实|实际上?|就)?是|开的|开了|改?开|应为)(?:个|一?场|一次)?$/;
/** Between two types these take the first back: 支委会不对党小组会, 支委会啊不党小组会, 支委会写错了是党小组会. */
const TAKES_BACK =
  /^[\s,。啊哦噢喔呀唉哎…—]{0,4}(?:(?<=[\s,。啊哦噢喔])不|不对|不不|错了|[说写记报弄搞打填发]错了?|口误|笔误|更正)[\s,。啊哦了:]{0,3}(?:应该?|其实|实际)?[是为]?$/;
/** 是支委会不是党课, 党员大会,而不是支委会: the second is what it was not. */
const NOT_SECOND = /^[\s,。啊哦噢喔呀]{0,3}(?:而?不是|并非|而非)(?:什么|啥|那个)?$/;
const REACH = 16;

/**
 * Sorts out types that the sender takes back or says it was not; of several the one that is left is meant. What is only
 * denied stays, so that nobody takes 没有开支委会 for something else.
 */
export function settleTypes(s: string, all: readonly TypeSpan[]): { types: TypeSpan[]; denied: Span[] } {
  const types: TypeSpan[] = [];
  const denied: Span[] = [];
  for (const type of all) {
    const before = types.at(-1);
    const gap = before && before.type !== type.type ? s.slice(before.end, type.at) : undefined;
    if (before === undefined || gap === undefined || gap.length > REACH) types.push(type);
    else if (isOther(s, before, gap)) {
      denied.push(before);
      types[types.length - 1] = type;
    } else if (
      NOT_SECOND.test(gap) &&
      !/^[^。\n]{0,6}?[,\s]?(?:而?是|应[该为是])/.test(s.slice(type.end, type.end + 8))
    )
      denied.push(type);
    else types.push(type);
  }
  return { types, denied };
}

function isOther(s: string, before: Span, gap: string): boolean {
  if (DENIED.test(s.slice(Math.max(0, before.at - 8), before.at)) && MEANT.test(gap)) return true;
  return TAKES_BACK.test(gap) && !NOT_SECOND.test(gap);
}
