import { type Calendar, createCalendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import { answerable, asAsked, besideAsides } from './as-asked.ts';
import { planAsked, withinTold } from './asked/ahead.ts';
import { asOfNow } from './asked/as-of.ts';
import { monthsTogether } from './asked/months-together.ts';
import { assemble } from './assemble.ts';
import { byHeart } from './by-heart.ts';
import { answerWord } from './commands/answer-words.ts';
import { readCommand } from './commands/command.ts';
import { readEveryday } from './commands/everyday.ts';
import { readExports } from './commands/exports.ts';
import { withWholeMonths } from './commands/rest.ts';
import { besideDecisions } from './decided.ts';
import { type Grasp, NOTHING } from './grasp.ts';
import { type Case, isTwoMatters, type Judgement, judge, judgeMeant } from './judge.ts';
import { type Knowledge, NOTHING_KNOWN } from './knowledge.ts';
import { type Learned, loaded } from './learned/loaded.ts';
import { guessIntents, meaningOf, roleReader } from './learned/model.ts';
import { type View, viewOf } from './learned/view.ts';
import { mayBeOffered } from './lost.ts';
import { meetingByMeeting } from './meetings.ts';
import type { Message } from './message.ts';
import { isQuestion, metricNamed, surenessOf } from './metric-named.ts';
import { presenceAndAbsence } from './mixed.ts';
import { namedIn } from './named.ts';
import { normalise } from './normalise.ts';
import { readRule } from './rules/asked.ts';
import { respelledType } from './slipped.ts';
import { unreadVote } from './slots/votes.ts';
import { written } from './slots/written.ts';
import { isBlank } from './spans/form.ts';
import { readSpans, type Spans } from './spans/spans.ts';

export interface ReadingOptions {
  /** names the bot is mentioned by; they may hold blanks */
  botNames?: string[];
  /** absent: the years whose notices are published with the program */
  calendar?: Calendar;
  /** what the bot knows where the message was said */
  knowledge?: Knowledge;
}

const PUBLISHED = createCalendar();

/**
 * One reading of a text: commands first, then lines known by heart, then what was learned. Short words that are said all day
 * and tell no time (签到, 收到, 请假 出差) are kept as they were read, for as long as the same names are known.
 */
export function grasp(
  text: string,
  now: Instant,
  options: ReadingOptions = {},
  using: Learned = loaded(),
): Grasp {
  const knowledge = options.knowledge ?? NOTHING_KNOWN;
  if (text.length > SHORT || options.botNames !== undefined)
    return readWhole(text, now, options, using).grasp;
  const heard = heardWith(text, knowledge);
  const known = heard.get(text);
  if (known) return known;
  const { grasp: said, isTimeless } = readWhole(text, now, options, using);
  if (isTimeless && heard.size < MOST_HEARD) heard.set(text, said);
  return said;
}

/** UTF-16 units. */
const SHORT = 16;
const MOST_HEARD = 2000;
const heardWith = byHeart<Grasp>();
function readWhole(
  text: string,
  now: Instant,
  options: ReadingOptions,
  using: Learned,
): { grasp: Grasp; isTimeless: boolean } {
  const m = normalise(text, options.botNames, options.knowledge);
  if (m.s === '') return { grasp: NOTHING, isTimeless: true };
  const spansOfPart = (part: string) => spansOf(normalise(part, [], options.knowledge), now, options);
  const decided = besideDecisions(m, spansOfPart, (rest) => readSaid(spansOfPart(rest), now, options, using));
  const whole = wholly(m.s);
  if (decided) return { grasp: whole(decided), isTimeless: false };
  const spans = spansOf(m, now, options);
  const rule = readRule(spans);
  if (rule) return { grasp: { ...NOTHING, intent: rule }, isTimeless: false };
  const said = readSaid(spans, now, options, using);
  // What stands around a vote may be a report although the whole looks like none.
  const rest = said.intent.intent === 'none' ? m.s.replace(unreadVote(m.s) ?? '', '') : m.s;
  const grasp = rest === m.s ? said : readSaid(spansOfPart(rest), now, options, using);
  const heard = respelledType(spans, grasp.intent);
  const meant = heard && offeredOnly(readSaid(spansOfPart(heard.text), now, options, using), heard.written);
  const first = answerable(
    spans,
    whole(
      monthsTogether(
        spans,
        asOfNow(spans, withinTold(spans, planAsked(spans, asAsked(spans, meant ?? grasp)))),
      ),
    ),
  );
  return {
    grasp: besideAsides(spans, first, (rest) => readWhole(rest, now, options, using).grasp) ?? first,
    isTimeless: spans.times.length === 0,
  };
}

/** A report with a vote that could not be read is offered without it, and not stored unasked. */
const wholly =
  (s: string) =>
  (said: Grasp): Grasp => {
    const vote = said.intent.intent === 'activity_report' ? unreadVote(s) : undefined;
    return vote === undefined
      ? said
      : { ...said, certainty: 'unsure', unread: [...said.unread, vote], alternatives: [said.intent] };
  };

/** What is read where a word is taken by its sound is asked about, whatever it is; nothing where it is no request then. */
function offeredOnly(said: Grasp, written: string): Grasp | undefined {
  if (said.intent.intent === 'none') return undefined;
  if (said.alternatives.length > 0) return said;
  return { ...said, certainty: 'unsure', unread: [written], alternatives: [said.intent] };
}

/** What a message says, but for what was decided in it. */
function readSaid(spans: Spans, now: Instant, options: ReadingOptions, using: Learned): Grasp {
  if (isBlank(spans.form)) return NOTHING;
  const answer = answerWord(spans.s)?.word;
  const said = graspOf(readAlone(spans, using, (part) => readPart(part, now, options, using)));
  return answer === undefined ? said : { ...said, answer };
}

const spansOf = (m: Message, now: Instant, options: ReadingOptions): Spans =>
  withWholeMonths(readSpans(m, now, options.calendar ?? PUBLISHED, options.knowledge ?? NOTHING_KNOWN));

/** What a part of a message says. It is not parted again, which would cost the square of its length, nor judged in vain. */
function readPart(part: string, now: Instant, options: ReadingOptions, using: Learned): Filled {
  const m = normalise(part, options.botNames, options.knowledge);
  if (m.s === '') return NOTHING.intent;
  const spans = spansOf(m, now, options);
  if (isBlank(spans.form)) return NOTHING.intent;
  const reading = readAlone(spans, using);
  return reading.mayBeOffered() ? reading.filled : graspOf(reading).intent;
}

/** A reading before it is judged. */
interface Reading {
  filled: Filled;
  /** what may be offered is what the message says, sure or not */
  mayBeOffered(): boolean;
  judged(): Judgement;
}

/** What a message says by itself, whatever was asked before. */
function readAlone(spans: Spans, using: Learned, again?: (part: string) => Filled): Reading {
  const exported = readExports(spans);
  const command = exported.length > 1 ? undefined : readCommand(spans);
  const meant = command ? [command] : exported.length > 1 ? exported : readEveryday(spans);
  const [first] = meant;
  if (first) return { filled: first, mayBeOffered: () => true, judged: () => judgeMeant(spans, meant) };
  const view = viewOf(spans);
  return recalled(view, using) ?? learnedReading(view, using, again);
}

/** A labelled line of the corpus that has the same words around its spans. */
function recalled(view: View, { model, recall }: Learned): Reading | undefined {
  const line = recall(view);
  if (!line) return undefined;
  const { intent, metric } = meaningOf(model.labels[line.label]!);
  const filled = assemble(view, intent, metric, line.tags);
  const { tags, asks } = line;
  return readingOf({ view, filled, tags, sureness: 1, known: true, asks, others: () => [] });
}

/** Readings that are weighed against each other. */
const MOST_READINGS = 4;
/** In tokens: each reading of so long a message costs a millisecond. */
const LONG = 160;

function learnedReading(view: View, { model }: Learned, again?: (part: string) => Filled): Reading {
  const { spans } = view;
  const p = guessIntents(model, view);
  const order = [...p.keys()].sort((a, b) => p[b]! - p[a]!).slice(0, MOST_READINGS);
  const rolesOf = roleReader(model, view);
  const readAs = (label: number) => {
    const { intent, metric } = meaningOf(model.labels[label]!);
    const roles = rolesOf(intent);
    const refill = (tags: Uint8Array) => assemble(view, intent, metric, tags);
    return { filled: refill(roles.tags), roles, refill };
  };
  const named = namedIn(model.labels, view, p, order[0]!);
  const best = named?.label ?? metricNamed(model.labels, view, order[0]!);
  const { filled: guess, roles, refill } = readAs(best);
  const apart =
    presenceAndAbsence(view, guess) ??
    // What is longer than what is read is asked about, whatever its parts say.
    (again && !view.isCut
      ? (meetingByMeeting(spans, guess, again) ?? matterByMatter(spans, guess, again))
      : undefined);
  const filled = apart?.[0] ?? guess;
  return readingOf({
    view,
    filled,
    tags: roles.tags,
    roles,
    refill,
    sureness: named?.sureness ?? surenessOf(model.labels, p, best, spans),
    // Told apart by rule, clause by clause.
    known: apart?.length === 1,
    asks: (apart?.length ?? 0) > 1,
    others: () =>
      apart ??
      order
        .slice(0, view.isCut ? 1 : view.tokens.length > LONG ? 2 : MOST_READINGS)
        .filter((label) => label !== best && isWorthOffering(model.labels, p, best, label))
        .map((label) => readAs(label).filled),
  });
}

const readingOf = (c: Case): Reading => ({
  filled: c.filled,
  mayBeOffered: () => mayBeOffered(c.view, c.filled),
  judged: () => judge(c),
});

/** What is unsure and may not even be offered is nothing that was understood. */
function graspOf(reading: Reading): Grasp {
  const said = reading.judged();
  const isNothing = said.certainty === 'unsure' && said.alternatives.length === 0 && !reading.mayBeOffered();
  return { intent: isNothing ? NOTHING.intent : reading.filled, ...said };
}

/** 问题3完成，问题5进展60%: two messages in one, each of them read by itself and offered. */
function matterByMatter(spans: Spans, filled: Filled, read: (part: string) => Filled): Filled[] | undefined {
  if (!filled.intent.startsWith('rectify_') || !isTwoMatters(spans)) return undefined;
  const items = spans.items.filter((item) => !item.negated);
  const parts = items
    .slice(0, MOST_MATTERS)
    .map((item, i) => written(spans, { at: item.at, end: items[i + 1]?.at ?? spans.s.length }));
  const said = parts.map(read).filter((f) => f.itemNo !== undefined);
  return said.length > 1 ? said : undefined;
}

const MOST_MATTERS = 3;

/** Less likely than this nobody means it. */
const UNLIKELY = 0.1;

/** Beside a question only questions are offered: nobody who asks wants something stored. */
function isWorthOffering(labels: readonly string[], p: Float64Array, best: number, other: number): boolean {
  const asks = isQuestion(labels[best]!);
  return p[other]! > UNLIKELY && (!asks || isQuestion(labels[other]!) || p[other]! > 0.3);
}
