import { type Context, type Guess, isFree, leftOf, rightOf } from './people-context.ts';
import { longWordAt } from './people-cues.ts';
import { chainAt, isNoNameAlone, partAt } from './people-minority.ts';
import { foldUnit, isDot, isHan } from './people-text.ts';

const LONGEST = 12;

/** Names of other tongues by their dot or by the parts they are made of: 阿依古丽·买买提, 其美多吉, 哈斯其其格. */
export function scanChains(c: Context): Guess[] {
  const { s, taken } = c;
  const found: Guess[] = [];
  const take = (guess: Guess) => {
    found.push(guess);
    taken.fill(2, guess.at, guess.end);
  };
  for (let i = 1; i + 1 < s.length; i++) {
    const code = s.charCodeAt(i);
    if (!isDot(foldUnit(code)) && code !== 46) continue;
    if (taken[i] !== 0 || !isHan(s.charCodeAt(i - 1)) || !isHan(s.charCodeAt(i + 1))) continue;
    const guess = dotted(c, i, code === 46);
    if (!guess) continue;
    take(guess);
    i = guess.end;
  }
  for (let i = 0; i < s.length; i++) {
    if (taken[i] !== 0 || partAt(s, i) === 0) continue;
    const guess = chained(c, i);
    if (!guess) continue;
    take(guess);
    i = guess.end - 1;
  }
  return found.sort((a, b) => a.at - b.at);
}

function dotted(c: Context, dot: number, isStop: boolean): Guess | undefined {
  const { s } = c;
  if (isStop && partAt(s, dot + 1) === 0) return undefined;
  // 扎西平措·已到: the dot parts the name from what is said
  if (partAt(s, dot + 1) === 0 && rightOf(c, dot + 1) >= 1.5) return undefined;
  let from = dot;
  while (from > 0 && dot - from < LONGEST && isHan(s.charCodeAt(from - 1)) && c.taken[from - 1] === 0) from--;
  const at = from === dot ? -1 : leftEdge(c, from, dot);
  if (at < 0 || (partAt(s, at) === 0 && longWordAt(s, at))) return undefined;
  let end = rightEdge(c, dot + 1);
  while (
    isDot(foldUnit(s.charCodeAt(end))) &&
    isHan(s.charCodeAt(end + 1)) &&
    !(partAt(s, end + 1) === 0 && rightOf(c, end + 1) >= 1.5) &&
    end - at < 32
  )
    end = rightEdge(c, end + 1);
  if (end <= dot + 1 || (isStop && partAt(s, at) === 0)) return undefined;
  return isFree(c, at, end) ? { at, end, weight: 0.9 } : undefined;
}

/** Where the part before a dot begins: behind a word that calls for a name, or where parts of names set in. */
function leftEdge(c: Context, from: number, dot: number): number {
  const { s } = c;
  for (let i = from; i < dot; i++) if (partAt(s, i) > 0 && chainAt(s, i).end >= dot - 1) return i;
  if (dot - from <= 5 && leftOf(c, from) === 2) return from;
  for (let i = dot - 1; i > from; i--) if (dot - i >= 2 && leftOf(c, i) === 2) return i;
  return dot - from <= 8 ? from : -1;
}

function rightEdge(c: Context, from: number): number {
  const { s } = c;
  const chain = chainAt(s, from);
  if (chain.parts > 0) return chain.end;
  let end = from;
  while (end < s.length && end - from < LONGEST && isHan(s.charCodeAt(end)) && c.taken[end] === 0) {
    end++;
    if (end - from >= 2 && rightOf(c, end) >= 1.2) return end;
  }
  return end - from <= 8 ? end : from;
}

function chained(c: Context, at: number): Guess | undefined {
  const { end, parts, loose } = chainAt(c.s, at);
  if (!isFree(c, at, end)) return undefined;
  const left = leftOf(c, at);
  const right = rightOf(c, end);
  if (parts >= 2 || end - at >= 4 || (loose > 0 && end - at >= 3)) {
    if (left === 0 && right === 0) return undefined;
    if (right === 0 && parts < 2) return undefined;
    return { at, end, weight: left === 2 && right >= 1 ? 0.85 : left + right >= 2 ? 0.7 : 0.5 };
  }
  if (left < 2 || right < 1.2 || isNoNameAlone(c.s.slice(at, end))) return undefined;
  return { at, end, weight: end - at > 2 ? 0.8 : 0.6 };
}
