import { words } from '../lexicon/words.ts';
import { addressed, spaced } from './people-address.ts';
import { type Context, type Guess, heldBefore, isFree, isLink, leftOf, rightOf } from './people-context.ts';
import { longWordAt, longWordBefore, reasonBefore, wordBefore } from './people-cues.ts';
import {
  inGiven,
  isClearSurname,
  isCompound,
  isGiven,
  isParticle,
  isRareSurname,
  isSurname,
  isThingDone,
} from './people-given.ts';
import { isSaidOf } from './people-place.ts';
import { isHan, sizeAt } from './people-text.ts';
import { isWord } from './people-words.ts';

/** A name that may begin somewhere: where it ends, 0 when none begins, and how well what follows fits, in hundredths. */
interface Starts {
  end: Uint16Array;
  right: Uint8Array;
}

/** 盖广才: an adverb closes a name where nothing follows that it could belong to. */
const closesName = (c: Context, i: number): boolean =>
  (c.s[i] === '才' || c.s[i] === '均') && rightOf(c, i + 1) === 2 && !isHan(c.s.charCodeAt(i + 1));

/** Where a name that begins at `i` can end, shortest first; reused, since it is asked for at every surname. */
const ends: number[] = [];
function endsFrom(c: Context, i: number): readonly number[] {
  const { s } = c;
  const compound = isCompound(s, i);
  const first = i + (compound ? 2 : sizeAt(s, i));
  ends.length = 0;
  if (compound && isSurname(s.charCodeAt(i)) && inGiven(s, i + 1)) ends.push(i + 2);
  if (!inGiven(s, first)) return ends;
  const one = first + sizeAt(s, first);
  ends.push(one);
  if (inGiven(s, one) || closesName(c, one)) ends.push(one + sizeAt(s, one));
  // 王李欣然: the surnames of both parents
  if (
    ends.length === 2 &&
    one === i + 2 &&
    isClearSurname(s.charCodeAt(i)) &&
    isClearSurname(s.charCodeAt(i + 1))
  )
    if (inGiven(s, i + 3) && !isHan(s.charCodeAt(i + 4)) && !longWordAt(s, i + 2)) ends.push(i + 4);
  return ends;
}

/** The likeliest name from each place on, by what follows it; read from the end so that names run together bear each other. */
function startsOf(c: Context): Starts {
  const { s } = c;
  const starts: Starts = { end: new Uint16Array(s.length + 3), right: new Uint8Array(s.length + 3) };
  for (let i = Math.min(s.length - 2, READ); i >= 0; i--) {
    const code = s.charCodeAt(i);
    if (c.taken[i] !== 0 || !(isSurname(code) || isRareSurname(code) || isCompound(s, i))) continue;
    for (const end of endsFrom(c, i)) {
      if (!isFree(c, i, end)) break;
      const right = rightOfName(c, starts, i, end);
      if (starts.end[i] !== 0 && right < starts.right[i]!) continue;
      starts.end[i] = end;
      starts.right[i] = right;
    }
  }
  return starts;
}

/** A name that is sure enough to end the one before it begins at `i`. */
const bears = ({ s }: Context, starts: Starts, i: number): boolean =>
  starts.right[i]! >= 150 &&
  !isRareSurname(s.charCodeAt(i)) &&
  !isParticle(s.charCodeAt(i)) &&
  !isWord(s.charCodeAt(i), s.charCodeAt(i + 1));

function rightOfName(c: Context, starts: Starts, at: number, end: number): number {
  const { s } = c;
  if (KIN_BEHIND.test(s.slice(end - 1, end + 2))) return 0;
  let right = KIN_BEHIND.test(s.slice(end, end + 3)) ? 200 : Math.round(rightOf(c, end) * 100);
  const next = bears(c, starts, end);
  if (isLink(s, end) && bears(c, starts, end + 1)) right = Math.max(right, 190);
  else if (right < 200 && isWord(s.charCodeAt(end - 1), s.charCodeAt(end))) right = 0;
  else if (next) right = Math.max(right, 170);
  // 云飞和蒲公英: the link stands before a name that is known
  if (isLink(s, end - 1) && c.taken[end] === 2) return 0;
  // 王五和赵六
  if (next && isLink(s, end - 1)) return Math.min(right, 160);
  if (right > 0 && end < s.length && end - at > 2 && longWordAt(s, end - 1)) right -= 50;
  // 除张三外全到
  if (s[end - 1] === '外' && s.slice(Math.max(0, at - 24), at).includes('除')) return 0;
  // 昝桂花家办白事: 花 is a surname as well, and far more often part of a name
  if (right >= 100 && end - at > 2 && isGiven(s.charCodeAt(end - 1))) right += 75;
  return Math.max(0, Math.min(200, right));
}

/** Beyond this only roster names are looked for. */
const READ = 4096;
/** No message names more; what does is no message. */
const MOST = 600;

/** Names by the surname they begin with, where no roster name stands. */
export function scanSurnames(c: Context): Guess[] {
  const { s, taken } = c;
  const starts = startsOf(c);
  const found: Guess[] = [];
  for (let i = 0; i < s.length && i <= READ && found.length < MOST; i++) {
    if (taken[i] !== 0) continue;
    const guess = spaced(c, i) ?? judged(c, i, starts.end[i]!, starts.right[i]! / 100) ?? addressed(c, i);
    if (!guess) continue;
    found.push(guess);
    taken.fill(2, guess.at, guess.end);
    i = guess.end - 1;
  }
  return found;
}

/** Somebody is named right beside `at`, with one mark or link between; 2: by a mark that parts the items of a list. */
function besides({ s, taken }: Context, at: number): number {
  if (at > 0 && taken[at - 1] === 2) return 1;
  if (at < 2 || taken[at - 2] !== 2) return 0;
  const between = s[at - 1]!;
  return '、/&'.includes(between) ? 2 : ', \n\t;和及与跟同'.includes(between) ? 1 : 0;
}

const BULLET = /(?:^|[\n\s,;。、:)])(?:\d{1,3}|[一二三四五六七八九十])\s?[.、:)\]]\s{0,2}$/;

/** A name is asked for before `at`, not only allowed. */
function isCalledFor(c: Context, at: number): boolean {
  const end = c.s[at - 1] === ' ' || c.s[at - 1] === ':' ? at - 1 : at;
  return (
    besides(c, at) > 0 ||
    heldBefore(c, at) !== undefined ||
    (end > 0 && wordBefore(c.s, end) === 2) ||
    BULLET.test(c.s.slice(Math.max(0, at - 8), at))
  );
}

/** Words that follow a verb which is a surname as well: 祝大家, 谢组织, 莫直接. */
const NOT_GIVEN = new Set(
  words(
    '大家 组织 完毕 收工 快乐 直接 书面 配偶 领导 同事 各位 家人 孩子 老人 朋友 时间 地方 起来 下来 院子 家沟 家洼 家湾 家村 月日 选人 近日 显示 旁听 带头 客厅 年级 社区 生日 上堤 上坝 上岗 全程',
  ),
);

/** 区党校, 卫健局: the names of bodies. */
const NO_NAME_END = /[校院科处站所办员位]/;
/** 卢佩三姐妹: how many of them. */
const KIN_BEHIND = /^[两二三四五六七八俩仨](?:[姐兄姊]妹|兄弟|夫[妇妻]|父[子女]|母[子女])/;
/** 伍名, 陆位: figures as they are written on cheques. */
const FORMAL_COUNT = /^[伍陆][名位个人]/;

function judged(c: Context, at: number, end: number, right: number): Guess | undefined {
  if (end === 0 || (isLink(c.s, at) && c.taken[at - 1] === 2)) return undefined;
  const { s } = c;
  const left = leftOf(c, at);
  const first = s.charCodeAt(at);
  const size = end - at;
  const compound = isCompound(s, at) && size > 2;
  const word = isWord(first, s.charCodeAt(at + 1)) && !compound;
  if (!compound && (NO_NAME_END.test(s[end - 1]!) || FORMAL_COUNT.test(s.slice(at, end)))) return undefined;
  // 给牛打针: no name unless a label or an office asks for one
  if (isThingDone(s, at) && !longWordBefore(s, s[at - 1] === ':' ? at - 1 : at)) return undefined;
  const behindWord = at > 0 && c.taken[at - 1] === 0 && isWord(s.charCodeAt(at - 1), first);
  if (behindWord && besides(c, at) === 0) return undefined;
  if (size > 2 && NOT_GIVEN.has(s.slice(end - 2, end))) return undefined;
  if (!compound && longWordBefore(s, end)) return undefined;
  // 冷家三个
  if (size === 2 && s[end - 1] === '家') return undefined;
  if (left === 0) {
    // Nothing calls for a name: only one that can be nothing else, before a word that needs one.
    if (!isClearSurname(first) || word) return undefined;
    if (reasonBefore(s, at) && right >= 1.2) return { at, end, weight: 0.6 };
    return right === 2 && size > 2 ? { at, end, weight: 0.4 } : undefined;
  }
  // 苏和(羊下羔): what stands in brackets behind a name is a reason
  if (s[at - 1] === '(' && c.taken[at - 2] === 2 && !isClearSurname(first)) return undefined;
  // 代李四签到
  if (isParticle(first) && isClearSurname(s.charCodeAt(at + 1)) && size > 2) return undefined;
  const odd = !compound && (isRareSurname(first) || isParticle(first));
  const givens = size === 3 && !compound && isGiven(s.charCodeAt(at + 1)) && isGiven(s.charCodeAt(at + 2));
  if ((word || odd) && !(givens && left === 2 && right >= 1.2))
    return doubtful(c, at, end, left, right, word);
  let weight = weightOf(left, right, size, isClearSurname(first));
  if (word || odd) return { at, end, weight: word && odd ? 0.7 : weight };
  if (weight === 0) {
    if (left < 2 || !isClearSurname(first) || !isGiven(s.charCodeAt(at + 1))) return undefined;
    weight = 0.35;
  }
  const given = isClearSurname(first) && isGiven(s.charCodeAt(end - 1));
  if (compound || given) weight += 0.1;
  // Between two marks many a short clause begins like a name.
  else if (
    !isClearSurname(first) &&
    !isGiven(s.charCodeAt(end - 1)) &&
    !isCalledFor(c, at) &&
    !(size === 3 && isSaidOf(s.slice(end, end + 5)))
  )
    weight = Math.min(weight, 0.6);
  if (s.startsWith('同志', end)) weight = Math.max(weight, 0.8);
  const office = heldBefore(c, at);
  return office === undefined
    ? { at, end, weight }
    : { at, end, weight: Math.min(0.95, weight + 0.1), office };
}

function weightOf(left: number, right: number, size: number, clear: boolean): number {
  if (left === 2)
    return right >= 1.9 || (right >= 1.5 && size > 2) ? 0.8 : right >= 1.2 ? 0.72 : right >= 1 ? 0.6 : 0;
  return right >= 1.9 ? 0.6 : right >= 1.5 || (right >= 1 && clear) ? 0.5 : 0;
}

/** What begins with a word, or with a surname that is one: a name only where its place says so. */
function doubtful(
  c: Context,
  at: number,
  end: number,
  left: number,
  right: number,
  word: boolean,
): Guess | undefined {
  const { s } = c;
  if (left < 2 || right < 1.2 || s[end] === ':') return undefined;
  const size = end - at;
  const given = isGiven(s.charCodeAt(end - 1));
  const beside = besides(c, at);
  const weight = word ? 0.5 : 0.6;
  if (beside === 2 && right === 2 && size === 3 && !word) return { at, end, weight: 0.8 };
  if (beside === 2 && right >= 1.5 && (size > 2 || !longWordAt(s, at))) return { at, end, weight };
  if (size < 3 && heldBefore(c, at) === undefined) return undefined;
  const role = longWordBefore(s, s[at - 1] === ' ' || s[at - 1] === ':' ? at - 1 : at);
  if (role && right === 2 && size > 2 && (given || !word)) return { at, end, weight: 0.8 };
  if (right === 2 && (given || beside > 0 || longWordBefore(s, at)) && isCalledFor(c, at))
    return { at, end, weight };
  if (size < 3 || right < 2 || isParticle(s.charCodeAt(at))) return undefined;
  // Signed at the end, or a cell of its own.
  const before = s[at - 1] ?? '\n';
  const after = s[end] ?? '';
  const isSigned =
    /^[。!~\s]*$/.test(s.slice(end, end + 8)) && end + 8 >= s.length && ' ,。\n—)'.includes(before) && at > 0;
  const isCell = '|\t\n'.includes(before) && (after === '|' || after === '\t');
  return isSigned || isCell || (given && !word) ? { at, end, weight: 0.45 } : undefined;
}
