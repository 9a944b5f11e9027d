// When unsure, ask: what is meant stays with the question until it is answered, overtaken or ten minutes old.

import { meetingName } from '../domain/activity/types.ts';
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import { filingKindRow } from '../domain/filing/kinds.ts';
import type { Filled, Intent, IntentName } from '../domain/intent.ts';
import { kindRow, kindSaid, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import { processRow } from '../domain/process/kinds.ts';
import { isQuestion } from '../parsing/asks.ts';
import type { Reply } from '../ports/channels.ts';
import type { Question } from '../ports/store.ts';
import { isThreeAndOne, periodWords } from '../reports/words.ts';
import type { Given, SentenceName } from '../wording/catalogue.ts';
import { shownName } from './people.ts';
import type { Turn } from './turn.ts';

/** As many meanings as one question offers (product: up to three). */
export const MOST_OPTIONS = 3;

export const QUESTION_LIFE_MS = 10 * MINUTE_MS;

/** Asks for something the message lacks. */
export async function ask<N extends SentenceName>(
  turn: Turn,
  awaiting: 'time' | 'type',
  name: N,
  ...data: Given<N>
): Promise<Reply> {
  await put(turn, { awaiting, options: [], intent: turn.intent, text: turn.text });
  return turn.say(name, ...data);
}

/** Asks for what `intent.lacks` names: the next line is taken for it. */
export function askItem(turn: Turn, intent: Intent): Promise<void> {
  return put(turn, { awaiting: 'item', options: [], intent, text: turn.text });
}

/** Asks for the field that `intent.field` names: the next line is taken for it, or one of those it chooses from. */
export async function askField(
  turn: Turn,
  intent: Intent,
  reply: Reply,
  chosenFrom: readonly string[],
): Promise<Reply> {
  await put(turn, { awaiting: 'filing', options: [], intent, text: turn.text });
  if (chosenFrom.length === 0) return reply;
  const buttons = chosenFrom.map((text, i) => ({ text, key: keyOf(turn, i + 1) }));
  const none = { text: turn.say('general.none_of_them').text, key: keyOf(turn, 0), style: 2 as const };
  return { ...reply, choices: { title: turn.say('general.choose_title').text, buttons: [...buttons, none] } };
}

/** Offers given meanings under numbers of the caller's own wording. */
export function offerItems(turn: Turn, options: Intent[]): Promise<void> {
  return put(turn, { awaiting: 'choice', options, intent: null, text: turn.text });
}

const ONLY_ASK: ReadonlySet<IntentName> = new Set<IntentName>([
  'query',
  'query_more',
  'my',
  'help',
  'offices',
]);

/** What is said beside the options of an offer. */
interface Beside {
  /** words that none of them has used */
  unread?: readonly string[];
  /** keywords that were spelled by their sound */
  heard?: readonly string[];
  /** names that are on no roster here */
  notFound?: readonly string[];
  /** the options are readings of this very message, and when it was read */
  readAt?: Instant;
}

/** Offers the likely meanings as numbered choices, each with its content; nothing is stored until one is chosen. */
export async function offer(turn: Turn, options: Intent[], beside: Beside = {}): Promise<Reply> {
  const { unread = [], notFound = [], heard = [], readAt } = beside;
  const lines = options.map((option, i) => `${i + 1}. ${describe(turn, option)}`);
  const read = readAt === undefined ? {} : { readAt };
  await put(turn, { awaiting: 'choice', options, intent: null, text: turn.text, ...read });
  const reply = turn.say('general.which_meaning', {
    lines,
    unread: unread.slice(0, MOST_UNREAD),
    heard: heard.slice(0, MOST_UNREAD),
    not_found: notFound.slice(0, MOST_UNREAD),
    asks: isQuestion(turn.text) && options.every(({ intent }) => ONLY_ASK.has(intent)),
  });
  return { ...reply, choices: choices(turn, options.length) };
}

/** `choose:<number>:<what it was asked about>`; 0 is none of them. */
function choices(turn: Turn, count: number): NonNullable<Reply['choices']> {
  const numbers = Array.from({ length: count }, (_, i) => ({ text: `${i + 1}`, key: keyOf(turn, i + 1) }));
  const none = { text: turn.say('general.none_of_them').text, key: keyOf(turn, 0), style: 2 as const };
  return {
    title: turn.say('general.choose_title').text,
    buttons: [...numbers.slice(0, MOST_BUTTONS - 1), none],
  };
}

const keyOf = (turn: Turn, number: number) => `choose:${number}:${turn.message.key}`;
/** A card takes no more. */
const MOST_BUTTONS = 6;

/** More words than these are no help to anybody. */
export const MOST_UNREAD = 6;

/** Asks about a report before it is stored: one of the options is taken, or a corrected line changes it first. */
export async function askReport(turn: Turn, reply: Reply, options: Intent[], yes?: number): Promise<Reply> {
  const agreed = yes === undefined ? {} : { yes };
  await put(turn, { awaiting: 'report', options, intent: turn.intent, text: turn.text, ...agreed });
  return options.length === 0 ? reply : { ...reply, choices: choices(turn, options.length) };
}

/**
 * The last answer leaves something to be said: the next line is taken for it, unless it clearly is another matter.
 * @param offered what 1 carries out beside
 */
export function listen(
  turn: Turn,
  awaiting: 'reason' | 'record' | 'plan',
  intent: Intent,
  offered: Intent[] = [],
): Promise<void> {
  return put(turn, { awaiting, options: offered, intent, text: null });
}

/** Offers what is about to be done, in the caller's words and with buttons of their own; 对 is the first of them. */
export async function offerDone(
  turn: Turn,
  reply: Reply,
  options: Intent[],
  words: { title: string; each: readonly string[]; none: string },
): Promise<Reply> {
  await put(turn, { awaiting: 'choice', options, intent: null, text: turn.text, yes: 0 });
  const buttons = words.each.map((text, i) => ({ text, key: keyOf(turn, i + 1) }));
  const none = { text: words.none, key: keyOf(turn, 0), style: 2 as const };
  return { ...reply, choices: { title: words.title, buttons: [...buttons, none] } };
}

function put(turn: Turn, question: Omit<Question, 'userId' | 'chat' | 'about' | 'expiresAt'>): Promise<void> {
  return turn.tx.putQuestion({
    ...question,
    about: turn.message.key,
    userId: turn.sender.id,
    chat: turn.chat,
    expiresAt: turn.now + QUESTION_LIFE_MS,
  });
}

/** One line that says a reading with all that it holds. */
export function describe(turn: Pick<Turn, 'say' | 'org' | 'now' | 'text'>, said: Filled): string {
  const kind = kindRow(said.itemKind ?? kindSaid(turn.text) ?? LEDGER_KIND);
  const shown = (name: string) => shownName(turn, name, said.meant);
  const types = said.activityTypes ?? (said.activityType ? [said.activityType] : []);
  return turn.say(`meaning.${said.intent}`, {
    type: isThreeAndOne(types) ? turn.say('figures.three_and_one').text : meetingName(types),
    when: said.startAt ?? '',
    end: said.endAt ?? '',
    names: (said.names ?? []).map(shown),
    self: said.self ?? false,
    absent: (said.absent ?? []).map((a) => (a.reason ? `${shown(a.name)}（${a.reason}）` : shown(a.name))),
    everyone: said.everyone ?? '',
    state: said.state ?? '',
    place: said.place ?? '',
    topic: said.topic ?? '',
    host: said.host ?? '',
    lecturer: said.lecturer ?? '',
    recorder: said.recorder ?? '',
    later: said.shift !== undefined && said.shift > 0 ? said.shift : null,
    earlier: said.shift !== undefined && said.shift < 0 ? -said.shift : null,
    decision: said.decision ?? '',
    what: said.what ?? '',
    scope: said.scope ?? '',
    expected: said.expected ?? null,
    present: said.present ?? null,
    span: said.period
      ? periodWords((name, ...data) => turn.say(name, ...data).text, said.period, turn.now)
      : '',
    metric: metricWords(turn, said),
    reason: said.reason ?? '',
    itemNo: said.itemNo ?? '',
    prefix: kind.prefix,
    closing: kind.closingWord,
    grade: said.grade ?? '',
    progress: said.progress ?? null,
    due: said.dueAt ?? '',
    months: said.extendBy?.months ?? null,
    days: said.extendBy?.days ?? null,
    workingDays: said.extendBy?.workingDays ?? null,
    votes: said.votes?.length ?? 0,
    resolutions: said.resolutions?.length ?? 0,
    called: [
      ...(said.called?.units ?? []),
      ...(said.called?.words ?? []),
      ...(said.called?.names ?? []),
    ].join('、'),
    drill: said.drill ?? false,
    team: said.team ?? '',
    process: processRow(said.process ?? '')?.name ?? '',
    step: stepName(said),
    filing: filingKindRow(said.filing ?? '')?.name ?? '',
    said: said.said ?? '',
    work: said.topic ?? '',
    remark: said.remark ?? said.items?.[0]?.problem ?? '',
  }).text;
}

function metricWords(turn: Pick<Turn, 'say'>, said: Filled): string {
  if (said.metric === 'process_done' && said.stage !== undefined)
    return turn.say('process.count_of', { step: stepName(said) }).text;
  return said.metric ? turn.say(`stats.metric.${said.metric}`).text : '';
}

const stepName = ({ process, stage }: Filled): string =>
  processRow(process ?? '')?.steps.find(({ key }) => key === stage)?.name ?? '';
