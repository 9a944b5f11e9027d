import type { Filled, IntentName, Understanding } from '../domain/intent.ts';
import type { SlotName } from '../domain/slots.ts';
import { secondDay } from './commands/fixed-day.ts';
import { hasSign } from './evidence.ts';
import { isExplained } from './explained.ts';
import { soundsHalf } from './keywords-near.ts';
import type { Roles } from './learned/model.ts';
import { TAG_COUNT, TAGS, type Tag } from './learned/tags.ts';
import type { View } from './learned/view.ts';
import { lostIn, mayBeOffered } from './lost.ts';
import { slippedIn } from './slipped.ts';
import { datesAreTold } from './slots/dues.ts';
import { countedBy } from './slots/figures.ts';
import { seatedIn } from './slots/seated.ts';
import type { Spans } from './spans/spans.ts';
import type { Token } from './spans/token.ts';
import { strangersIn } from './strangers.ts';
import { bareReasons, isContent, linesWithoutName } from './unread.ts';

/** What is to be thought of a reading. */
export interface Judgement extends Omit<Understanding, 'intent' | 'alternatives' | 'asFarAsRead'> {
  alternatives: Filled[];
}

/** A reading with all that speaks for it and against it. */
export interface Case {
  view: View;
  filled: Filled;
  tags: Uint8Array;
  roles?: Roles;
  /** probability of the intent */
  sureness: number;
  /** a labelled line of the corpus reads just so */
  known: boolean;
  /** … and says that it must be asked about */
  asks: boolean;
  /** the same intent with other roles */
  refill?(tags: Uint8Array): Filled;
  /** other readings, likeliest first; made only when they are needed */
  others(): Filled[];
}

const NEEDS: Partial<Record<IntentName, readonly SlotName[]>> = {
  activity_create: ['activityType', 'startAt'],
  activity_report: ['activityType', 'startAt', 'expected', 'present', 'place', 'host', 'recorder'],
  rectify_progress: ['itemNo'],
  rectify_done: ['itemNo'],
  rectify_extend: ['itemNo', 'dueAt'],
  rectify_decide: ['itemNo', 'decision'],
  rectify_manage: ['itemNo', 'what'],
  rectify_create: ['items'],
  activity_change: ['startAt'],
  leave_decide: ['names', 'decision'],
  bind: ['scope'],
  fixed_day_set: ['fixedDay'],
  export: ['what'],
};

/** An intent less likely than this is asked about. What only asks does no harm. */
const SURE_QUESTION = 0.6;
const SURE_INTENT = 0.83;
/** Acted on only where no other role is likelier than this to change what is stored. */
const RISK = 0.16;

export function judge(c: Case): Judgement {
  const { filled, view } = c;
  const contradictions = contradictionsIn(view.spans, filled);
  const missing = missingIn(filled);
  const unread = [
    ...new Set([
      ...unreadIn(view, filled, c.tags),
      ...lostIn(view, filled, c.tags),
      ...strangersIn(view, filled, c.tags),
      ...slippedIn(view.spans, filled),
    ]),
  ];
  const settled = { unread, missing, contradictions };
  const isSure =
    !c.asks &&
    unread.length === 0 &&
    !view.isCut &&
    (filled.intent !== 'query' || c.known || hasSign(view.spans.s, filled)) &&
    holds(view.spans, filled) &&
    (c.known || (c.sureness >= (filled.intent === 'query' ? SURE_QUESTION : SURE_INTENT) && !isRisky(c)));
  if (isSure) return { ...settled, certainty: 'clear', alternatives: [] };
  const readings = distinct([filled, ...c.others()]).filter(
    (f) => f.intent !== 'none' && f.intent !== 'help' && mayBeOffered(view, f),
  );
  // Talk that nobody would call a request is answered as talk.
  if (filled.intent === 'none' && (c.sureness >= 0.5 || readings.length === 0))
    return { ...settled, unread: [], certainty: 'clear', alternatives: [] };
  return { ...settled, certainty: 'unsure', alternatives: readings.slice(0, 3) };
}

/** A command says what it wants; only its times can be wrong. */
function judgeCommand(spans: Spans, filled: Filled): Judgement {
  const contradictions = [...new Set(spans.times.flatMap((t) => t.trouble ?? []))];
  const settled = { missing: missingIn(filled), contradictions };
  const unread =
    filled.intent === 'activity_change'
      ? leftOut(spans, filled)
      : filled.intent === 'fixed_day_set'
        ? [secondDay(spans.s) ?? []].flat()
        : [];
  if (unread.length > 0) return { ...settled, certainty: 'unsure', unread, alternatives: [filled] };
  return { ...settled, certainty: 'clear', unread, alternatives: [] };
}

/** One thing is done, of several it is asked which. */
export function judgeMeant(spans: Spans, meant: readonly Filled[]): Judgement {
  const judged = judgeCommand(spans, meant[0]!);
  return meant.length > 1 ? { ...judged, certainty: 'unsure', alternatives: [...meant] } : judged;
}

const LABELS = {
  place: /(?:地点|会场|场地)(?!(?:都|均)?(?:不变|照旧))[^,，。;；\s]*/u,
  host: /主持人?(?!不变|照旧)[^,，。;；\s]*/u,
  lecturer: /(?:主讲|讲课|授课)人?(?!不变|照旧)[^,，。;；\s]*/u,
  recorder: /记录[人员](?!不变|照旧)[^,，。;；\s]*/u,
} as const;

/** A part of a change that names what it changes and was not read: the rest is not done without a word of it. */
const leftOut = ({ s }: Spans, filled: Filled): string[] =>
  Object.entries(LABELS).flatMap(([key, label]) =>
    filled[key as keyof typeof LABELS] === undefined ? (label.exec(s)?.[0] ?? []) : [],
  );

const missingIn = (filled: Filled): SlotName[] =>
  (NEEDS[filled.intent] ?? []).filter(
    (key) => filled[key] === undefined && !(key === 'dueAt' && filled.extendBy !== undefined),
  );

/** Roles less likely than this are not weighed. */
const WEIGHED = 0.04;
/** Nor are more roles than these. */
const MOST_WEIGHED = 60;
/** In tokens: each weighing of so long a message costs more, and so many doubts in it are one. */
const LONG = 120;
const MOST_WEIGHED_LONG = 16;
/** Spans whose role is so sure need no second look. */
const BEYOND_DOUBT = 0.95;

/** A token whose role is not sure, and the other roles it might bear. */
interface Doubt {
  token: number;
  others: number[];
  /** how likely it is that one of them is meant */
  sum: number;
}

function doubtsIn({ tokens }: View, tags: Uint8Array, p: Float64Array): Doubt[] {
  const doubts: Doubt[] = [];
  for (let token = 0; token < tokens.length; token++) {
    const at = token * TAG_COUNT;
    const { kind } = tokens[token]!;
    if (kind === 'label' || kind === 'bullet' || kind === 'title') continue;
    if (p[at + tags[token]!]! > BEYOND_DOUBT) continue;
    const doubt: Doubt = { token, others: [], sum: 0 };
    for (let tag = 0; tag < TAG_COUNT; tag++) {
      if (tag === tags[token] || p[at + tag]! < WEIGHED) continue;
      doubt.others.push(tag);
      doubt.sum += p[at + tag]!;
    }
    doubts.push(doubt);
  }
  return doubts;
}

/**
 * Whether, at any one token, roles that would change what is stored are likely enough together. Roles that come to the same
 * (a place that is no place, a type named twice) are no doubt at all, nor are those whose figures would contradict themselves.
 */
function isRisky({ view, tags, roles, filled, refill }: Case): boolean {
  if (!roles || !refill) return false;
  const p = roles.probabilities();
  const isDated = filled.intent === 'rectify_extend' && datesAreTold(view.spans, filled);
  const isSeated = filled.intent === 'activity_report' && seatedIn(view.spans) !== undefined;
  const doubts = doubtsIn(view, tags, p).filter(({ token }) => {
    const { kind } = view.tokens[token]!;
    return !(isDated && TIMES.has(kind)) && !(isSeated && kind === 'person');
  });
  const most = view.tokens.length > LONG ? MOST_WEIGHED_LONG : MOST_WEIGHED;
  // So many doubts are one: to weigh them all would take the square of the length.
  if (doubts.reduce((sum, { others }) => sum + others.length, 0) > most) return true;
  const own = stored(filled);
  const adds = count(filled).length === 0;
  const changes = (other: Filled) => stored(other) !== own && !(adds && count(other).length > 0);
  return doubts.some(({ token, others, sum }) => {
    let risk = 0;
    // Where all of them together are not likely enough none of them is tried.
    if (sum > RISK)
      for (const tag of others)
        if (changes(refill(tags.with(token, tag)))) risk += p[token * TAG_COUNT + tag]!;
    return risk > RISK;
  });
}

const TIMES: ReadonlySet<Token['kind']> = new Set<Token['kind']>(['time', 'period', 'duration']);

/** A reading without its free text, to be compared. */
function stored({ absent, ...filled }: Filled): string {
  const { topic, place, reason, remark, unexcused, lecturer, everyone, ...rest } = filled;
  return JSON.stringify([rest, absent?.map((a) => a.name)]);
}

/** Bears no role; a word that turns a message round does so inside a reason too: 我说不定请假. */
const isOpen = (token: Token, tag: Tag): boolean =>
  tag === 'o' || (tag === 'reason' && token.kind === 'word');

/** Words of the message that no slot used, as written. */
function unreadIn(view: View, filled: Filled, tags: Uint8Array): string[] {
  const { spans, tokens } = view;
  if (filled.intent === 'none' || filled.intent === 'help') return [];
  const out = tokens
    .filter(
      (token, i) =>
        isOpen(token, TAGS[tags[i]!]!) && isContent(view, filled, i) && !isExplained(view, filled, token, i),
    )
    .map((token) => spans.s.slice(token.at, token.end));
  if (filled.intent === 'roster_checkin') out.push(...linesWithoutName(spans), ...bareReasons(view, filled));
  return [...new Set(out)];
}

function contradictionsIn(spans: Spans, filled: Filled): string[] {
  const trouble = filled.intent === 'none' ? [] : spans.times.flatMap((t) => t.trouble ?? []);
  return [...new Set([...trouble, ...count(filled)])];
}

/** 应到 less 实到 must be the number of people away, as far as they are named. */
function count({ intent, expected, present, absent }: Filled): string[] {
  if (intent !== 'activity_report' || expected === undefined || present === undefined) return [];
  const gap = expected - present;
  return gap < 0 || (absent !== undefined && absent.length !== gap) ? ['count_mismatch'] : [];
}

/** A pattern to be filled in, not a report: 某月某日, 应到几人. */
const PLACEHOLDER = /某[月日年会人]|几人|×月|X月|XX/;

/** What must be so for a reading to be acted on unasked. */
function holds(spans: Spans, filled: Filled): boolean {
  if (spans.times.some((t) => t.vague || t.unread || (t.hasClock && soundsHalf(spans.s, t.end))))
    return false;
  if (filled.intent.startsWith('rectify_') && isTwoMatters(spans)) return false;
  // 不到一成, 四十来个: a bound is no figure to store.
  if (filled.intent === 'rectify_progress' && spans.progress?.vague) return false;
  if (filled.intent === 'activity_report' && spans.attendance.vague) return false;
  // Figures that only the learned part has found are read back: there it is sure and wrong.
  const { expected, present } = countedBy(spans);
  if (filled.intent === 'activity_report' && (filled.expected !== expected || filled.present !== present))
    return false;
  if (PLACEHOLDER.test(spans.s)) return false;
  return true;
}

/** 问题3完成，问题5进展60%: what is said of one is not said of the other. */
export function isTwoMatters({ items, figures, s, form }: Spans): boolean {
  if (form.records > 1) return true;
  const named = items.filter((item) => !item.negated);
  if (named.length < 2) return false;
  const percents = figures.filter((f) => f.kind === 'percent').length;
  const between = s.slice(named[0]!.end, named[1]!.at);
  return (
    percents > 1 ||
    (percents === 1 && /完成|办结|销号|到位/.test(s)) ||
    /完成|办结|解决|到位|好了|延/.test(between)
  );
}

function distinct(readings: readonly Filled[]): Filled[] {
  const seen = new Set<string>();
  return readings.filter((r) => {
    const key = JSON.stringify(r);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
