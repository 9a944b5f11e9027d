import type { Knowledge } from '../knowledge.ts';
import { classOf } from '../learned/classes.ts';
import { matches } from '../matches.ts';
import { mask } from '../message.ts';
import { labelsAt } from './fields-labels.ts';
import { longWordAt, longWordBefore } from './people-cues.ts';
import { isClearSurname } from './people-given.ts';
import { foldUnit, isHan } from './people-text.ts';
import type { Span } from './span.ts';
import type { UnitIndex } from './units-index.ts';
import {
  ALL,
  AT_PLACE,
  BODY,
  CUT,
  GIVEN_BEFORE,
  GROUP_AFTER,
  GROUP_BEFORE,
  GROUP_OF_BODY,
  LEAD,
  NO_NAME,
  NOT_IN_BODY,
  NUMBERED,
  NUMBERED_WITHIN,
  SAID_BEFORE,
  STARTS_NAME,
  YEAR_OF_STUDY,
} from './units-words.ts';

/** A branch, group or committee as written. */
export interface UnitSpan extends Span {
  text: string;
  /** the roster has a unit of that name */
  known: boolean;
}

const TAIL = /党工委|党委|党总支|总支部|总支|党支部|支部|党小组|小组|组/g;
/** After these a committee, or the office held in one, is meant, not a unit. */
const NOT_COMMITTEE = /^(?:书记|委员|会议|会|班子|成员|换届|办|组织部|宣传部|政府|领导)/;
const NOT_GROUP = /^(?:会|长|织|成|建|员|合|讨论)/;
/** 手术室党小组会 is the meeting of a group with a name, 开党小组会 is not. */
const TEAM = /[室股段科队班站部处组业船艇舰]$|行政$|[A-Za-z]{2}$/;
/** 夜班党小组会 is held at night. */
const SHIFT = /[早中晚夜白倒]班$/;
const MOST = 64;
/** Characters before 支部 that may belong to its name. */
const REACH = 20;

/** Units in the text, left to right: the roster's own first, then what reads like one. None touches a span of `taken`. */
export function scanUnits(s: string, knowledge: Knowledge, taken: readonly Span[]): UnitSpan[] {
  const open = mask(s, taken);
  const known = knownUnits(open, knowledge.units);
  const seen = /[支委组]/.test(open) ? read(open) : [];
  return join(open, merge(open, known, seen), knowledge.units);
}

function knownUnits(s: string, index: UnitIndex): Span[] {
  const found: Span[] = [];
  if (index.length === 0) return found;
  for (let i = 0; i < s.length; i++) {
    const end = longestFrom(s, i, index);
    // 11支部 is not 1支部, 第一支部委员 is
    if (end === 0 || (/\d/.test(s[i]!) && /\d/.test(s[i - 1] ?? ''))) continue;
    if (/[组]$/.test(s.slice(i, end)) && s[end] === '长') continue;
    found.push({ at: i, end });
    i = end - 1;
  }
  return found;
}

/** Where the longest name that begins at `i` ends; 0 where none begins. */
function longestFrom(s: string, i: number, index: UnitIndex): number {
  let end = 0;
  for (const trie of index) {
    let node = 0;
    for (let k = i; k < s.length && k - i < 48; k++) {
      node = trie.next(node, foldUnit(s.charCodeAt(k)));
      if (node === 0) break;
      if (k >= end && trie.valueAt(node) >= 0) end = k + 1;
    }
  }
  return end;
}

/** What reads like a unit. */
function read(s: string): Span[] {
  const found: Span[] = [];
  let last = 0;
  for (const m of matches(TAIL, s)) {
    if (found.length >= MOST) break;
    const end = m.index + m[0].length;
    const at = m.index < last ? undefined : startOf(s, m.index, end, m[0], last);
    if (at === undefined) continue;
    found.push({ at, end });
    last = end;
  }
  return found;
}

function startOf(s: string, tail: number, end: number, word: string, last: number): number | undefined {
  const rest = s.slice(end, end + 8);
  if (rest[0] === '长') return undefined;
  const isCommittee = word.endsWith('委');
  if (isCommittee && NOT_COMMITTEE.test(rest)) return undefined;
  const number = NUMBERED.exec(s.slice(Math.max(last, tail - 5), tail))?.[0];
  if (number !== undefined && !isCommittee) {
    const at = tail - number.length;
    const from = numberedStart(s, at, last);
    const stands = number.startsWith('第') || standsAlone(s, at, word, rest);
    return stands || (from < at && word === '组' && GROUP_OF_BODY.test(rest)) ? from : undefined;
  }
  if (word === '组' || word === '小组') return undefined;
  if (
    word === '党小组' &&
    NOT_GROUP.test(rest) &&
    (!(rest[0] === '会' && TEAM.test(s.slice(Math.max(0, tail - 2), tail))) ||
      SHIFT.test(s.slice(Math.max(0, tail - 2), tail)))
  )
    return undefined;
  if (word === '总支' && rest.startsWith('书记') && tail - last < 2) return undefined;
  return namedStart(s, tail, last, rest);
}

/** 一组, 3支部: a number without 第 may belong to something else. */
function standsAlone(s: string, at: number, word: string, rest: string): boolean {
  const head = s.slice(Math.max(0, at - 3), at);
  if (/[\d.:年月]$/.test(head) && /^\d/.test(s.slice(at))) return false;
  // 周三支部大会, 礼拜三小组会
  if (/(?:周|星期|礼拜)$/.test(head)) return false;
  if (word === '组') return GROUP_BEFORE.test(head) && GROUP_AFTER.test(rest);
  return !/^\D/.test(s.slice(at)) || !GIVEN_BEFORE.test(head.slice(-2));
}

const leadLength = (words: string): number =>
  STARTS_NAME.test(words) ? 0 : (LEAD.exec(words)?.[0].length ?? 0);

/** Drops what runs into a name from the left. */
function cutLead(words: string): string {
  let rest = words;
  for (let lead = leadLength(rest); lead > 0; lead = leadLength(rest)) rest = rest.slice(lead);
  let cut = 0;
  for (const c of matches(CUT, rest)) cut = c.index + c[0].length;
  return rest.slice(cut);
}

const wordsBefore = (s: string, at: number, from: number): string => {
  let i = at;
  while (i > from && (isHan(s.charCodeAt(i - 1)) || /[A-Za-z\d]/.test(s[i - 1]!))) i--;
  return s.slice(i, at);
};

/** 机关第二党支部: the body before the number belongs to the name. */
function numberedStart(s: string, at: number, last: number): number {
  const words = cutLead(wordsBefore(s, at, Math.max(last, at - REACH)));
  return (isBody(words) || YEAR_OF_STUDY.test(words)) && !AT_PLACE.test(words) && !ALL.test(words)
    ? at - words.length
    : at;
}

/** 机关, and without a word for one 粮储, 水政; 张三第二支部 is somebody of it. */
function isBody(words: string): boolean {
  if (words.length < 2) return false;
  if (BODY.test(words)) return true;
  return (
    words.length <= 4 &&
    !NOT_IN_BODY.test(words) &&
    !NO_NAME.test(words) &&
    !isClearSurname(words.charCodeAt(0)) &&
    !isSaid(words) &&
    /^[\u4e00-\u9fff]+$/.test(words)
  );
}

/** Where the name of a unit begins that ends in 支部, 党委 …; undefined when nothing but filler stands before. */
function namedStart(s: string, tail: number, last: number, rest: string): number | undefined {
  // 场部办公室支部 is one, 在办公室支部大会 is where
  if (/^(?:大会|党员|会|活动)/.test(rest) && AT_PLACE.test(s.slice(Math.max(0, tail - 4), tail)))
    return undefined;
  const words = cutLead(wordsBefore(s, tail, Math.max(last, tail - REACH)));
  const numbered = NUMBERED_WITHIN.exec(words);
  if (numbered) return numberedStart(s, tail - words.length + numbered.index, last);
  if (words.length < 2 || /^(?:\d+|[A-Za-z]\d*)$/.test(words) || NO_NAME.test(words) || ALL.test(words))
    return undefined;
  return tail - words.length;
}

/** 人员, 联系, 提醒: what ends in a word of messages is no name. */
function isSaid(words: string): boolean {
  if (SAID_BEFORE.test(words) || longWordBefore(words, words.length)) return true;
  for (let i = 0; i + 2 <= words.length; i++) {
    const reach = words.length - i;
    if (classOf(words, i, words.length)?.text.length === reach) return true;
    if (labelsAt(words, i).some((label) => label.end === words.length)) return true;
  }
  return longWordAt(words, 0);
}

/** A unit of the roster wins over what reads like one, unless that is a longer name of the same kind of unit. */
function merge(s: string, known: readonly Span[], seen: readonly Span[]): Span[] {
  if (known.length === 0) return [...seen];
  const out: Span[] = [...known];
  for (const span of seen) {
    const inside = known.filter((k) => k.at < span.end && span.at < k.end);
    if (inside.length === 0) {
      out.push(span);
      continue;
    }
    const [first] = inside;
    const last = inside.at(-1)!;
    const body = s.slice(span.at, first!.at);
    // 凤凰社区第一支部 where the roster has 第一支部 of its own
    const longer =
      span.at < first!.at &&
      /^[第\d一二三四五六七八九十]/.test(s.slice(first!.at, first!.at + 1)) &&
      BODY.test(body);
    if (longer) {
      out.splice(out.indexOf(first!), 1, { at: span.at, end: Math.max(span.end, last.end) });
      for (const k of inside.slice(1)) out.splice(out.indexOf(k), 1);
    } else if (last.end < span.end) out.push({ at: last.end, end: span.end });
  }
  return out.sort((a, b) => a.at - b.at);
}

const ABOVE = /(?:党委|工委|总支部?|公司|集团|局|院|校|镇|乡|街道|社区|村|机关|中心)$/;
const BRANCH = /支部$/;
const GROUP = /组$/;

/** 机关党委第二支部第一小组: a chain without a break is one unit as written. */
function join(s: string, spans: readonly Span[], index: UnitIndex): UnitSpan[] {
  const out: Span[] = [];
  for (const span of spans) {
    const before = out.at(-1);
    const gap = before ? s.slice(before.end, span.at) : undefined;
    if (before && (gap === '' || gap === '/' || gap === '>')) {
      const a = s.slice(before.at, before.end);
      const b = s.slice(span.at, span.end);
      if (ABOVE.test(a) || (BRANCH.test(a) && GROUP.test(b))) {
        before.end = span.end;
        continue;
      }
    }
    out.push({ ...span });
  }
  return out.map(({ at, end }) => ({ at, end, text: s.slice(at, end), known: isKnown(index, s, at, end) }));
}

function isKnown(index: UnitIndex, s: string, at: number, end: number): boolean {
  return index.some((trie) => {
    let node = 0;
    for (let i = at; i < end; i++) {
      node = trie.next(node, foldUnit(s.charCodeAt(i)));
      if (node === 0) return false;
    }
    return trie.valueAt(node) >= 0;
  });
}
