import type { Filled, IntentName, SlotName, Understanding } from '../domain/intent.ts';
import { soundsHalf } from './keywords-near.ts';
import type { Roles } from './learned/model.ts';
import { TAG_COUNT, TAGS } from './learned/tags.ts';
import type { View } from './learned/view.ts';
import type { Spans } from './spans/spans.ts';
import { bareReasons, isContent, isExplained, linesWithoutName } from './unread.ts';

/** What is to be thought of a reading. */
export interface Judgement extends Omit<Understanding, 'intent' | 'alternatives'> {
  alternatives: Filled[];
}

interface Case {
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

/** An intent less likely than this is asked about; so is a role. What only asks does no harm. */
const SURE_QUESTION = 0.5;
const SURE_INTENT = 0.75;
const SURE_ROLE = 0.75;

export function judge(c: Case): Judgement {
  const { filled, view } = c;
  const contradictions = contradictionsIn(view.spans, filled);
  const missing = missingIn(filled);
  const unread = unreadIn(view, filled, c.tags);
  const settled = { unread, missing, contradictions };
  const isSure =
    !c.asks &&
    unread.length === 0 &&
    !view.isCut &&
    holds(view.spans, filled) &&
    (c.known ||
      (c.sureness >= (filled.intent === 'query' ? SURE_QUESTION : SURE_INTENT) && leastRole(c) >= SURE_ROLE));
  if (isSure) return { ...settled, certainty: 'clear', alternatives: [] };
  const readings = distinct([filled, ...c.others()]).filter(
    (f) => f.intent !== 'none' && f.intent !== 'help',
  );
  // Talk that nobody would call a request is answered as talk.
  if (filled.intent === 'none' && (c.sureness >= 0.5 || readings.length === 0))
    return { ...settled, unread: [], certainty: 'clear', alternatives: [] };
  return { ...settled, certainty: 'unsure', alternatives: readings.slice(0, 3) };
}

/** A command says what it wants; only its times can be wrong. */
export function judgeCommand(spans: Spans, filled: Filled): Judgement {
  const contradictions = [...new Set(spans.times.flatMap((t) => t.trouble ?? []))];
  return { certainty: 'clear', unread: [], missing: missingIn(filled), contradictions, alternatives: [] };
}

const missingIn = (filled: Filled): SlotName[] =>
  (NEEDS[filled.intent] ?? []).filter((key) => filled[key] === undefined);

/** How sure the least sure of the roles is. */
function leastRole({ view, tags, roles }: Pick<Case, 'view' | 'tags' | 'roles'>): number {
  if (!roles) return 1;
  let least = 1;
  for (let i = 0; i < view.tokens.length; i++) {
    const token = view.tokens[i]!;
    if (token.text !== '' || token.kind === 'label' || token.kind === 'bullet' || token.kind === 'title')
      continue;
    const p = roles.p[i * TAG_COUNT + tags[i]!]!;
    if (p < least) least = p;
  }
  return least;
}

/** Words of the message that no slot used, as written. */
function unreadIn(view: View, filled: Filled, tags: Uint8Array): string[] {
  const { spans, tokens } = view;
  if (filled.intent === 'none' || filled.intent === 'help') return [];
  const out = tokens
    .filter(
      (token, i) =>
        TAGS[tags[i]!] === 'o' && isContent(view, filled, i) && !isExplained(view, filled, token, i),
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
  // Figures that only the learned part has found are read back: there it is sure and wrong.
  const { expected, present } = spans.attendance;
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
