import { type Context, isFree, isLink, leftOf, rightOf } from './people-context.ts';
import { longWordAt } from './people-cues.ts';
import { isClearSurname, isCompound, isGiven, isNever } from './people-given.ts';
import type { NameIndex, RosterEntry } from './people-index.ts';
import { endsInCount } from './people-index.ts';
import { chainAt, isSyllable, partAt } from './people-minority.ts';
import { inNamePlace, isSaidOf } from './people-place.ts';
import { foldUnit, isBlank, isDigit, isDot, isHan, isLetter, sizeAt } from './people-text.ts';
import { isWord } from './people-words.ts';
import type { Span } from './span.ts';

/** A roster name that is meant where it stands. */
export interface RosterHit extends Span {
  entry: RosterEntry;
  weight: number;
}

interface Reach {
  end: number;
  entry: RosterEntry;
  /** blanks inside: 张 三 */
  gaps: number;
}

const LONGEST = 48;

/** Every roster name that can be read from `at` on, shortest first. */
function reaches({ trie, entries }: NameIndex, s: string, at: number): Reach[] {
  const found: Reach[] = [];
  let node = 0;
  let gaps = 0;
  const limit = Math.min(s.length, at + LONGEST);
  for (let i = at; i < limit; i++) {
    const unit = foldUnit(s.charCodeAt(i));
    const next = trie.next(node, unit);
    if (next === 0) {
      if (node === 0) break;
      if (isBlank(unit)) {
        let k = i;
        while (k < limit && k - i < 3 && isBlank(foldUnit(s.charCodeAt(k)))) k++;
        if (k >= limit || trie.next(node, foldUnit(s.charCodeAt(k))) === 0) break;
        // Between words of letters one blank stands for any number.
        if (isHan(s.charCodeAt(k))) gaps++;
        i = k - 1;
        continue;
      }
      if (
        (isDot(unit) || unit === 46) &&
        i + 1 < limit &&
        trie.next(node, foldUnit(s.charCodeAt(i + 1))) !== 0
      ) {
        if (unit === 46 && isDigit(s.charCodeAt(i + 1))) break;
        continue;
      }
      break;
    }
    node = next;
    const value = trie.valueAt(node);
    if (value >= 0) found.push({ end: i + 1, entry: entries[value]!, gaps });
  }
  return found;
}

const isBoundary = (s: string, i: number): boolean => {
  if (i <= 0 || i >= s.length) return true;
  const a = s.charCodeAt(i - 1);
  const b = s.charCodeAt(i);
  return !(isLetter(a) && isLetter(b));
};

/** Roster names in the text, left to right, where they stand for somebody; the longest that fits counts. */
export function scanRoster(c: Context, index: NameIndex): RosterHit[] {
  const hits: RosterHit[] = [];
  if (index.entries.length === 0) return hits;
  const { s, taken } = c;
  for (let i = 0; i < s.length; i += sizeAt(s, i)) {
    if (taken[i] !== 0 || index.trie.next(0, foldUnit(s.charCodeAt(i))) === 0) continue;
    const hit = bestAt(c, index, i);
    if (!hit) continue;
    hits.push(hit);
    taken.fill(2, hit.at, hit.end);
    i = hit.end - sizeAt(s, hit.end - 1);
  }
  return hits;
}

function bestAt(c: Context, index: NameIndex, at: number): RosterHit | undefined {
  const found = reaches(index, c.s, at);
  let best: RosterHit | undefined;
  for (let k = found.length - 1; k >= 0; k--) {
    const { end, entry, gaps } = found[k]!;
    if (!isFree(c, at, end) || !isBoundary(c.s, at) || !isBoundary(c.s, end)) continue;
    if (gaps > 0 && (gaps !== entry.size - 1 || leftOf(c, at) < 2 || rightOf(c, end) < 1)) continue;
    if (endsInCount(entry.key, c.s.charCodeAt(end))) continue;
    const weight = entry.han ? weigh(c, index, at, end, entry) : 0.95;
    if (weight <= 0) continue;
    if (best === undefined) {
      best = { at, end, entry, weight };
      // 王建国庆节: the longer of two names may have bitten into the word behind.
      if (entry.size < 3 || rightOf(c, end) > 0 || k === 0) return best;
      if (!isWord(c.s.charCodeAt(end - 1), c.s.charCodeAt(end)) && !longWordAt(c.s, end - 1)) return best;
    } else if (rightOf(c, end) >= 1 || isWord(c.s.charCodeAt(end), c.s.charCodeAt(end + 1)))
      return { at, end, entry, weight };
  }
  return best;
}

/** How surely a roster name is meant here; 0 when it is cut out of something else. */
function weigh(c: Context, index: NameIndex, at: number, end: number, entry: RosterEntry): number {
  const { s } = c;
  if (isPartOfLonger(c, index, at, end, entry)) return 0;
  const left = leftOf(c, at);
  const right = rightOf(c, end);
  if (entry.wordy === 'word' || entry.wordy === 'keyword')
    return inNamePlace(
      c,
      at,
      end,
      entry.wordy === 'keyword',
      (i) => reaches(index, s, i).some((r) => r.entry.wordy === 'no' || r.entry.wordy === 'part'),
      (i) => reaches(index, s, i).some((r) => isSaidOf(s.slice(r.end, r.end + 5))),
    );
  if (entry.wordy === 'part' && left < 2 && right < 1.5)
    return isWord(s.charCodeAt(end - 1), s.charCodeAt(end)) ? 0 : 0.5;
  if (entry.size > 2) return left > 0 || right > 0 ? 0.95 : 0.8;
  const cutsLeft = left < 2 && at > 0 && isWord(s.charCodeAt(at - 1), s.charCodeAt(at));
  const cutsRight = right < 2 && isWord(s.charCodeAt(end - 1), s.charCodeAt(end));
  if (cutsLeft && right < 1.5) return 0;
  if (cutsRight && left < 2) return 0;
  if (cutsLeft || cutsRight) return 0.65;
  return left + right >= 2 ? 0.9 : left + right > 0 ? 0.75 : 0.6;
}

/** 艾山江买买提江肉孜江: what follows is nothing but others of the roster. */
function isRowOfKnown(index: NameIndex, s: string, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const next = reaches(index, s, at).at(-1)?.end ?? 0;
    if (next === 0) return false;
    at = next;
  }
  return true;
}

/** 旦增 in 旦增卓嘎, 玛依拉 in 玛依拉·吐尔逊, 王伟 in 王伟强: somebody else is named. */
function isPartOfLonger(c: Context, index: NameIndex, at: number, end: number, entry: RosterEntry): boolean {
  const { s, taken } = c;
  const next = s.charCodeAt(end);
  if (isDot(foldUnit(next)) && isHan(s.charCodeAt(end + 1)) && taken[end] === 0)
    return partAt(s, end + 1) > 0 || rightOf(c, end + 1) < 1.5;
  const previous = s.charCodeAt(at - 1);
  if (at > 1 && isDot(foldUnit(previous)) && isHan(s.charCodeAt(at - 2)) && taken[at - 1] === 0) return true;
  if (partAt(s, at) > 0 && taken[end] === 0) {
    if (
      partAt(s, end) > 0 &&
      chainAt(s, at).end > end &&
      !isRowOfKnown(index, s, end, chainAt(s, at).end) &&
      !(rightOf(c, end) > 0 && rightOf(c, chainAt(s, at).end) === 0)
    )
      return true;
    if (isSyllable(s[end]) && rightOf(c, end) === 0 && rightOf(c, end + 1) >= 1) return true;
  }
  if (taken[at - 1] === 0)
    for (const n of [4, 3, 2]) if (at >= n && partAt(s, at - n) === n && partAt(s, at) > 0) return true;
  if (entry.size !== 2) return false;
  // 夏侯小满, where only 夏侯 is known
  if (
    isCompound(s, at) &&
    taken[end] === 0 &&
    rightOf(c, end) < 1 &&
    rightOf(c, end + 2) >= 1.5 &&
    isHan(s.charCodeAt(end + 1))
  )
    return true;
  // 潘多多, where 潘多 is known; 谭木匠谭石匠, where 谭木 is
  if (taken[end] === 0 && isClearSurname(s.charCodeAt(at)) && isHan(next) && !isNever(next)) {
    if (next === s.charCodeAt(end - 1) && !isLink(s, end)) return true;
    if (!isClearSurname(next) && s[end + 1] === s[at] && rightOf(c, end) < 1) return true;
  }
  if (taken[end] === 0 && isHan(next) && !isSaidOf(s.slice(end, end + 5))) {
    // 马明才, 劳思齐: another character, and only then what follows a name
    const closes =
      (s[end] === '才' || s[end] === '均') && rightOf(c, end + 1) === 2 && !isHan(s.charCodeAt(end + 1));
    const least = isGiven(next) ? 1.2 : 1.5;
    const carries = !isNever(next) && rightOf(c, end) < 1 && rightOf(c, end + 1) >= least;
    if (closes || (carries && !isWord(next, s.charCodeAt(end + 1)))) return true;
  }
  // 李高远, where only 高远 is known
  return (
    at > 0 &&
    taken[at - 1] === 0 &&
    isClearSurname(previous) &&
    leftOf(c, at) === 0 &&
    leftOf(c, at - 1) === 2
  );
}
