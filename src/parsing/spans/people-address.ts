import { type Context, type Guess, isFree, leftOf, rightOf } from './people-context.ts';
import { officeAfter } from './people-cues.ts';
import { inGiven, isClearSurname, isSurname } from './people-given.ts';
import { foldUnit, isBlank, isHan } from './people-text.ts';
import { isWord } from './people-words.ts';

/** 王 芳: a name of two characters set apart, where nothing else stands around it. */
export function spaced(c: Context, at: number): Guess | undefined {
  const { s } = c;
  if (!isSurname(s.charCodeAt(at)) || !isBlank(foldUnit(s.charCodeAt(at + 1)))) return undefined;
  let k = at + 1;
  while (k - at < 4 && isBlank(foldUnit(s.charCodeAt(k)))) k++;
  const end = k + 1;
  if (!inGiven(s, k) || !isFree(c, at, end) || leftOf(c, at) < 2 || isHan(s.charCodeAt(at - 1)))
    return undefined;
  if (end < s.length && isHan(s.charCodeAt(end))) return undefined;
  return isWord(s.charCodeAt(at), s.charCodeAt(k)) ? undefined : { at, end, weight: 0.7 };
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
