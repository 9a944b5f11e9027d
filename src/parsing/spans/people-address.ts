import { type Context, type Guess, isFree, leftOf, rightOf } from './people-context.ts';
import { officeAfter } from './people-cues.ts';
import { inGiven, isClearSurname, isSurname } from './people-given.ts';
import { foldUnit, isBlank, isHan } from './people-text.ts';
import { isWord } from './people-words.ts';

/** More single characters in a row are a line that was spread out as a whole. */
const SPREAD = 4;

/** 王 芳, 成　方　圆: a name of two or three characters set apart, where no other single character stands beside it. */
export function spaced(c: Context, at: number): Guess | undefined {
  const { s } = c;
  if (!isSurname(s.charCodeAt(at)) || !isBlank(foldUnit(s.charCodeAt(at + 1)))) return undefined;
  if (leftOf(c, at) < 2 || isHan(s.charCodeAt(at - 1)) || isSingleBefore(s, at)) return undefined;
  let end = at + 1;
  let size = 1;
  for (let k = singleAfter(s, end); k >= 0 && size <= SPREAD; k = singleAfter(s, end)) {
    if (!inGiven(s, k)) return undefined;
    end = k + 1;
    size++;
  }
  if (size < 2 || size > 3 || !isFree(c, at, end) || isHan(s.charCodeAt(end))) return undefined;
  const isCalled = /[:：]\s{0,4}$/.test(s.slice(Math.max(0, at - 5), at)) || s[end] === '(';
  const second = singleAfter(s, at + 1);
  if (!isCalled && isWord(s.charCodeAt(at), s.charCodeAt(second))) return undefined;
  return { at, end, weight: isCalled ? 0.8 : size === 2 || isClearSurname(s.charCodeAt(at)) ? 0.7 : 0.5 };
}

/** The next character behind blanks from `i` on, where it stands by itself; −1 where none does. */
function singleAfter(s: string, i: number): number {
  let k = i;
  while (k - i < 4 && isBlank(foldUnit(s.charCodeAt(k)))) k++;
  return k > i && isHan(s.charCodeAt(k)) && !isHan(s.charCodeAt(k + 1)) ? k : -1;
}

function isSingleBefore(s: string, at: number): boolean {
  let k = at;
  while (k > 0 && at - k < 4 && isBlank(foldUnit(s.charCodeAt(k - 1)))) k--;
  return k > 0 && k < at && isHan(s.charCodeAt(k - 1)) && !isHan(s.charCodeAt(k - 2));
}

const NOT_NICKNAME =
  /^(?:小(?:马路|马甲|马扎|龙虾|何时|金库|田地|白菜|吃)|老(?:毛病|马路|田地|白干)|[老小].[们家村镇组])/;

/** 老王, 小李, 王书记: somebody who is known to those present, and only to them. */
export function addressed(c: Context, at: number): Guess | undefined {
  const { s } = c;
  if (s[at] === '老' || s[at] === '小') {
    if (
      !isClearSurname(s.charCodeAt(at + 1)) ||
      !isFree(c, at, at + 2) ||
      NOT_NICKNAME.test(s.slice(at, at + 3))
    )
      return undefined;
    const right = rightOf(c, at + 2);
    const left = leftOf(c, at);
    return left >= 1 && right >= 1
      ? { at, end: at + 2, weight: left === 2 && right >= 1.2 ? 0.55 : 0.35 }
      : undefined;
  }
  if (
    !isClearSurname(s.charCodeAt(at)) ||
    leftOf(c, at) === 0 ||
    (at > 0 && isWord(s.charCodeAt(at - 1), s.charCodeAt(at)))
  )
    return undefined;
  const office = officeAfter(s, at + 1);
  if (office === undefined || office === '同志') return undefined;
  const end = at + 1 + office.length;
  return isFree(c, at, end) ? { at, end, weight: 0.3, office } : undefined;
}
