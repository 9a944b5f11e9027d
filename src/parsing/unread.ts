// What of a message must have been read before anything is done: numbers, dates, names, units, denials, conditions.
import type { Filled, IntentName } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import { isNamed } from './explained.ts';
import type { View } from './learned/view.ts';
import { countedBy } from './slots/figures.ts';
import type { Spans } from './spans/spans.ts';
import type { Token } from './spans/token.ts';

/** Talk of what may be, jokes and corrections turn a message, wherever they stand. */
const TURNING = new Set(['maybe', 'joke', 'undoing', 'except']);
/** What a denial right before turns round. */
const DENIABLE = new Set([
  'checkin',
  'proxy',
  'makeup',
  'leave',
  'leavekind',
  'present',
  'done',
  'extend',
  'rectify',
  'ack',
]);
/** What is denied in these intents belongs to them: 没签到 is why one makes up for it, 不准请假 belongs to a notice. */
const DENIED_WITHIN: Partial<Record<IntentName, ReadonlySet<string>>> = {
  leave: new Set(['present']),
  makeup_checkin: new Set(['checkin', 'present']),
  activity_create: new Set(['leave', 'leavekind', 'present', 'done']),
  activity_report: new Set(['present', 'done']),
};
const CONTENT = new Set<Token['kind']>([
  'time',
  'period',
  'repeat',
  'person',
  'unit',
  'item',
  'count',
  'percent',
  'ratio',
  'everybody',
]);

/** A name this doubtful is a word. */
const LIKELY_NAME = 0.6;

/** Of these an item has none. */
const SECOND_MATTER = new Set(['leave', 'leavekind', 'checkin', 'makeup', 'cannot']);

/** Whether the token at `i` says something that must have been read before the intent may be carried out. */
export function isContent({ spans, tokens }: View, filled: Filled, i: number): boolean {
  const token = tokens[i]!;
  if (token.kind !== 'word')
    return (
      CONTENT.has(token.kind) && (token.kind !== 'person' || spans.people[token.index]!.weight >= LIKELY_NAME)
    );
  // 整改1进展95%,另外周五大会我请假: a second matter.
  if (filled.intent.startsWith('rectify_') && SECOND_MATTER.has(token.symbol))
    return /另外|还有|顺便/.test(spans.s) || spans.types.length > 0;
  if (filled.intent.startsWith('rectify_'))
    return token.symbol === 'joke' || (token.symbol === 'maybe' && isInDoubt(filled, tokens, i));
  // 谁没来, 除了张三还有谁: what a question turns on is what it asks.
  if (filled.intent === 'query') return token.symbol === 'joke';
  // 我与老伴俱已到场: who that is has not been read.
  if (token.symbol === 'kin' && filled.intent === 'checkin' && filled.names === undefined)
    return tokens[i - 1]?.symbol === 'and' || tokens[i - 2]?.symbol === 'and';
  if (isForOthers(spans, tokens, i) && ABOUT_PEOPLE.has(filled.intent) && filled.names === undefined)
    return tokens[i + 1]?.symbol !== 'self';
  if (token.symbol === 'except') return !isExceptRead(filled);
  if (token.symbol === 'undoing') return !isCorrectionRead(spans, token);
  // 不是我请假,是常乐请假: who it is stands behind.
  if (
    NOT_ME.test(spans.s) &&
    filled.names !== undefined &&
    filled.self === undefined &&
    token.symbol === 'negation'
  )
    return false;
  // 应该二十二个: what should have been, and no guess.
  if (filled.intent === 'activity_report' && isShould(spans, token, filled)) return false;
  return TURNING.has(token.symbol) || (token.symbol === 'negation' && turns(tokens, filled, i));
}

const NOT_ME =
  /^(?:书记|你好|您好)?[\s,]*不是(?:我|俺|本人)(?:自己|本人)?(?:要)?(?:请假|签到|补签|请)?[\s,]*而?是/u;

const isShould = (spans: Spans, { at, end }: Token, { expected }: Filled): boolean =>
  expected !== undefined &&
  /^应[该当]/.test(spans.s.slice(at, end)) &&
  countedBy(spans).expected === expected;

/** 恐怕来不及, 大概还要两周: why it is asked for; of a day it is a guess. */
const isInDoubt = ({ intent }: Filled, tokens: readonly Token[], i: number): boolean =>
  intent === 'rectify_extend'
    ? [tokens[i + 1], tokens[i + 2]].some((t) => t?.kind === 'time' || t?.kind === 'period')
    : intent !== 'rectify_progress';

/** 帮他按一下: whoever it is, it is not the sender. 给批一下, 给补一个 ask a favour for oneself. */
function isForOthers({ s }: Spans, tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  if (token.symbol === 'proxy') return true;
  if (token.symbol !== 'forwhom') return false;
  const next = tokens[i + 1];
  const named = next?.kind === 'person' || next?.kind === 'unit' || next?.kind === 'count';
  const spoken =
    next !== undefined && ['other', 'kin', 'official', 'everyone', 'meeting'].includes(next.symbol);
  if (s.slice(token.at, token.end) !== '给' || named || spoken) return true;
  // 给猪打疫苗 is why, 给二娃请个假 is for whom.
  return next?.kind === 'char' && FOR_WHOM.test(s.slice(token.end, token.end + 8));
}

const FOR_WHOM = /^[^,。;\n]{1,5}(?:签|请[^,。;]?假|请一?下|补|打卡|报)/u;

const CORRECTS = /^(?:更正|纠正|不对|[弄说写报记搞]错了|应为|应该是|以[此这]个?为准)$/;
const HEADS = /^(?:更正|纠正|以[此这]个?为准)$/;

/**
 * 更正, 说错了: what was wrong has been left out for what is right. 更正 by itself heads a report told anew, of which all else
 * has to be read like that of any other.
 */
function isCorrectionRead({ s, isCorrected }: Spans, { at, end }: Token): boolean {
  const word = s.slice(at, end);
  return HEADS.test(word) || (isCorrected && CORRECTS.test(word));
}

/** 除张三外都到: those left out are away, and the figures bear it out. */
function isExceptRead({ intent, absent, expected, present, everyone }: Filled): boolean {
  if (intent === 'activity_create') return true;
  const away = absent?.length ?? 0;
  if (intent !== 'activity_report' || away === 0) return false;
  // 王五没来,其他人都到了: the rest is read as well.
  if (everyone !== undefined) return true;
  return expected !== undefined && present !== undefined && expected - present === away;
}

/** 没请假, 别给我签: a denial just before what the message is about. 不去 and 没来 in a leave are the leave itself. */
function turns(tokens: readonly Token[], filled: Filled, i: number): boolean {
  const near = tokens.slice(i + 1, i + 4);
  const stop = near.findIndex((t) => t.kind === 'mark' || t.kind === 'line');
  const said = stop < 0 ? near : near.slice(0, stop);
  const within = DENIED_WITHIN[filled.intent];
  return said.some((t) => DENIABLE.has(t.symbol) && !within?.has(t.symbol));
}

/** Entries of a list in which nobody was found. */
export function linesWithoutName(spans: Spans): string[] {
  const entries = spans.lists.flatMap((list) => list.entries);
  const named = new Set<number>();
  let next = 0;
  for (const p of spans.people) {
    while (next < entries.length && entries[next]!.end < p.end) next++;
    if (entries[next] && entries[next]!.at <= p.at) named.add(next);
  }
  return entries.filter((_, i) => !named.has(i)).map((entry) => entry.text);
}

/** A reason behind a name without a word for being away: present or not, nobody can tell (domain rule 14); people outside the list. */
export function bareReasons({ spans, tokens, entries }: View, filled: Filled): string[] {
  const away = new Set((filled.absent ?? []).map((a) => a.name));
  const lists = spans.lists.flatMap((list) => list.entries);
  const reasons = tokens
    .map((token, i) => (token.symbol === 'reason' ? lists[entries[i]!] : undefined))
    .filter((entry) => entry !== undefined)
    .filter((entry) => spans.people.some((p) => p.at >= entry.at && p.end <= entry.end && !away.has(p.name)))
    .map((entry) => entry.text);
  const passedOver = spans.people.filter((p) => p.weight >= LIKELY_NAME && !isNamed(filled, p.name));
  return [...reasons, ...passedOver.map((p) => p.name)];
}
