import type { LabelKey } from '../lexicon/labels.ts';
import { bareTrust, type Trust } from './fields-bare.ts';
import { COUNTS, isWordCode, type LabelWord, labelsAt } from './fields-labels.ts';
import type { Span } from './span.ts';

/** What follows a label: `mark` a colon or the like, `bar` and `tab` cells of a table, `line` nothing more. */
type Tail = 'mark' | 'bar' | 'tab' | 'closed' | 'line' | 'blank' | 'glued';

/** A label in its place, not yet with its value. */
export interface Found {
  key: LabelKey;
  /** a second label before the same colon: 时间地点： */
  also?: LabelKey;
  word: string;
  /** with number and brackets before it */
  at: number;
  labelEnd: number;
  tail: Tail;
  trust: Trust;
  /** where its line begins */
  line: number;
  /** stands at the beginning of its line */
  first: boolean;
  /** stands directly behind a word */
  inner: boolean;
}

const MARK = /(?:\s?(?::|=|…{1,6}|—{1,3}|-{2,3}|->|→))+/y;
const UNIT = /\s?\([^()\n]{0,12}\)/y;
const COUNTED = /\d{1,3}\s?(?:人|名|位|个)?\s{0,2}(?=[:=])/y;
const CLOSER = /\s?(?:】|\]|\*{1,2})/y;
const JOIN = /\s?[/、和及与]\s?/y;
/** 1. (一) A、 and signs before a label belong to it. */
const DECORATION =
  /(?:(?<![\d.(])\d{1,2}[.、)][ ]{0,2}|(?<=[\s,;。:、)])(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z])[.、):]{1,2}|第[一二三四五六七八九十\d]{1,2}[、.]?)[ ]{0,2})?(?:[-*#·●○◆■▪➤>☆★✦]{1,3}[ ]?)?(?:【|\[|\*{1,2})?[ ]{0,2}$/;
/** How far back number, bullet and bracket can reach. */
const LEAD = 16;
const OPENER = /(?:【|\[|\*{1,2})\s{0,2}$/;
/** 【时】, 地:, 记: of a clerk in a hurry, at the head of a line or a cell only */
const SINGLE = /^[时地所主记应实假议会]$/;
const MARKED: ReadonlySet<Tail> = new Set(['mark', 'closed', 'bar', 'tab']);
const SIGN_BEFORE = /[“《「'/]/;
const inner = /^(?:[应实][^党]|实际)/;
const AFTER_ITEM = /(?:问题|事项|整改|[项条号\d])$/;
const LEDGER: ReadonlySet<LabelKey> = new Set([
  'progress',
  'rate',
  'state',
  'due',
  'oldDue',
  'owner',
  'reason',
  'measure',
]);
const AFTER_FIGURE = /[\d点分半刻室楼厅馆堂号人名位)】]/;

const at = (pattern: RegExp, s: string, i: number): number => {
  pattern.lastIndex = i;
  return pattern.test(s) ? pattern.lastIndex : i;
};

/** Every label of the text that stands as one, in order; `areas` are tables already read. */
export function findLabels(s: string, areas: readonly Span[]): Found[] {
  const found: Found[] = [];
  let area = 0;
  let line = 0;
  for (let i = 0; i < s.length; i++) {
    while (area < areas.length && areas[area]!.end <= i) area++;
    if (area < areas.length && areas[area]!.at <= i) {
      i = areas[area]!.end - 1;
      continue;
    }
    if (s.charCodeAt(i) === 10) line = i + 1;
    const labels = labelsAt(s, i);
    if (labels.length === 0) continue;
    const label = firstThatStands(s, i, line, labels, found);
    if (!label) continue;
    found.push(label);
    i = Math.max(i, label.labelEnd - 1);
  }
  return found;
}

function firstThatStands(
  s: string,
  i: number,
  line: number,
  labels: readonly LabelWord[],
  before: readonly Found[],
): Found | undefined {
  const behindWord = i > 0 && isWordCode(s.charCodeAt(i - 1));
  for (const label of labels) {
    const found = behindWord ? innerLabel(s, i, line, label, before.at(-1)) : outerLabel(s, i, line, label);
    // 主讲老师是张三: the longer label is the word, 主讲 with 老师 as its value is not.
    if (found) return found.tail === 'glued' && label !== labels[0] ? undefined : found;
  }
  return undefined;
}

function outerLabel(s: string, i: number, line: number, label: LabelWord): Found | undefined {
  if (i > 0 && SIGN_BEFORE.test(s[i - 1]!)) return undefined;
  // 张三(请假:值班) is a remark on a name.
  if (label.key === 'absent' && s[i - 1] === '(') return undefined;
  const lead = i < LEAD ? `\n${s.slice(0, i)}` : s.slice(i - LEAD, i);
  const decorated = DECORATION.exec(lead);
  const start = i - (decorated?.[0].trimStart().length ?? 0);
  const opened = OPENER.test(lead);
  const end = tailOf(s, label, opened);
  if (!end) return undefined;
  const first = start - line <= 8 && s.slice(line, start).trim() === '';
  const heads = first || /[|\t]/.test(s[start - 1] ?? '');
  if (SINGLE.test(label.word) && !(heads && MARKED.has(end.tail))) return undefined;
  const base = { key: label.key, word: label.word, at: start, line, first, inner: false };
  if (end.tail === 'line' || end.tail === 'glued' || end.tail === 'blank') {
    if (label.spaced && end.tail !== 'line' && !(first && end.tail === 'blank')) return undefined;
    if (end.tail === 'line')
      return first ? { ...base, labelEnd: end.end, tail: 'line', trust: 'weak' } : undefined;
    const trust =
      bareTrust(s, label.key, label.word, end.end, end.tail === 'blank') ??
      (first && end.tail === 'blank' && label.word.length > 1 ? 'weak' : undefined);
    if (!trust || (label.spaced && trust === 'weak')) return undefined;
    return { ...base, labelEnd: label.end, tail: end.tail, trust };
  }
  return { ...base, ...(end.also && { also: end.also }), labelEnd: end.end, tail: end.tail, trust: 'sure' };
}

/** A label without a break before it: 应到 with a figure anywhere, others directly behind a value of the same line. */
function innerLabel(
  s: string,
  i: number,
  line: number,
  label: LabelWord,
  last: Found | undefined,
): Found | undefined {
  if (label.word.length < 2 || label.spaced) return undefined;
  const end = tailOf(s, label, false);
  if (!end || end.tail === 'line' || end.tail === 'tab' || end.tail === 'bar') return undefined;
  const base = { key: label.key, word: label.word, at: i, line, first: false, inner: true };
  const bare = end.tail === 'glued' || end.tail === 'blank';
  if (COUNTS.has(label.key) && inner.test(label.word)) {
    const trust = bare ? bareTrust(s, label.key, label.word, end.end, end.tail === 'blank') : 'sure';
    return trust && { ...base, labelEnd: bare ? label.end : end.end, tail: end.tail, trust };
  }
  // 12号问题进展:已完成 tells of the item before it.
  if (!bare && LEDGER.has(label.key) && AFTER_ITEM.test(s.slice(Math.max(0, i - 2), i)))
    return { ...base, labelEnd: end.end, tail: end.tail, trust: 'sure' };
  if (!last || i - last.labelEnd > 40) return undefined;
  const between = s.slice(last.labelEnd, i);
  const joined = !/[\s,;。、|]/.test(between.trimStart());
  if (between.includes('\n') || !(joined || AFTER_FIGURE.test(s[i - 1]!))) return undefined;
  if (!bare) return { ...base, labelEnd: end.end, tail: end.tail, trust: 'sure' };
  if (end.tail === 'blank' || !joined || last.tail === 'mark') return undefined;
  const trust = bareTrust(s, label.key, label.word, end.end, false);
  return trust === 'sure' ? { ...base, labelEnd: label.end, tail: 'glued', trust } : undefined;
}

interface End {
  end: number;
  tail: Tail;
  also?: LabelKey;
}

function tailOf(s: string, label: LabelWord, opened: boolean): End | undefined {
  const plain = markAt(s, label.end, opened, label.key);
  if (plain) return plain;
  const also = secondLabel(s, label);
  if (also) return also;
  const c = s[label.end];
  if (c === ' ') return { end: skipBlanks(s, label.end), tail: lineEnds(s, label.end) ? 'line' : 'blank' };
  if (c === undefined || c === '\n') return { end: label.end, tail: 'line' };
  return { end: label.end, tail: 'glued' };
}

function markAt(s: string, from: number, opened: boolean, key: LabelKey): End | undefined {
  let p = from;
  const unit = at(UNIT, s, p);
  // 应到(23) has its value in the brackets, not a unit.
  const counted = unit > p && /^\s?\(\s?\d/.test(s.slice(p, unit)) && COUNTS.has(key);
  if (!counted) p = unit;
  if (key === 'absent') p = at(COUNTED, s, p);
  const closer = opened ? at(CLOSER, s, p) : p;
  const end = at(MARK, s, closer);
  if (end > closer) return { end: opened && closer === p ? at(CLOSER, s, end) : end, tail: 'mark' };
  if (closer > p) return { end: closer, tail: 'closed' };
  const q = skipBlanks(s, p);
  if (s[q] === '|') return { end: q + 1, tail: 'bar' };
  if (s[q] === '\t') return { end: q + 1, tail: 'tab' };
  if (counted) return { end: s.indexOf('(', p) + 1, tail: 'closed' };
  return undefined;
}

/** 时间地点： 主持人、记录人： two labels before one colon. */
function secondLabel(s: string, label: LabelWord): End | undefined {
  const from = at(JOIN, s, label.end);
  for (const second of labelsAt(s, from)) {
    if (second.key === label.key || SINGLE.test(label.word) || SINGLE.test(second.word)) continue;
    if (from === label.end && !(label.key === 'time' && second.key === 'place')) continue;
    const end = markAt(s, second.end, false, second.key);
    if (end?.tail === 'mark') return { ...end, also: second.key };
  }
  return undefined;
}

function skipBlanks(s: string, from: number): number {
  let p = from;
  while (s.charCodeAt(p) === 32) p++;
  return p;
}

const lineEnds = (s: string, from: number): boolean => {
  const p = skipBlanks(s, from);
  return p >= s.length || s[p] === '\n';
};
