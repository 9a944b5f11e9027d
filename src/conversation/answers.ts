// What a message says to the question that is open: it is answered whole, or not at all.
import type { Filled, Intent, IntentName, Understanding } from '../domain/intent.ts';
import { toIntent } from '../domain/intent.ts';
import { insteadOf } from '../parsing/commands/answer-words.ts';
import { resolveUnit } from '../parsing/resolve.ts';
import { understand } from '../parsing/understand.ts';
import { readValues, type Values } from '../parsing/values.ts';
import type { Question } from '../ports/store.ts';
import type { Answer } from './answer.ts';
import { completed, holds } from './completing.ts';
import { filingAnswer } from './filing-answer.ts';
import { itemAnswer } from './item-answer.ts';
import { planAnswer } from './plan-answer.ts';
import { correctedReport, isOtherKind, reasonAnswer, recordAnswer } from './record-answers.ts';
import { stillAsks } from './still-asks.ts';
import type { Turn } from './turn.ts';

type Said = Pick<Turn, 'text' | 'now' | 'reading' | 'org' | 'sender'>;

const UNRELATED: Answer = { kind: 'unrelated' };
/** With its label a figure is no bare value. */
const FIGURES = /应到|实到/;

/** @param said the message by itself; a clear message of its own is never taken for an answer */
export function answerTo(question: Question, said: Understanding, turn: Said): Answer {
  if (question.expiresAt <= turn.now)
    return said.intent.intent === 'choice' ? { kind: 'expired' } : UNRELATED;
  if (said.answer === 'talk' || stillAsks(question, said, turn)) return UNRELATED;
  if (question.awaiting === 'filing') return filingAnswer(question, said, turn);
  if (question.awaiting === 'item') return itemAnswer(question, said, turn);
  if (question.awaiting === 'reason') return reasonAnswer(question, said, turn);
  if (question.awaiting === 'record') return recordAnswer(question, said, turn);
  if (question.awaiting === 'plan') return planAnswer(question, said, turn);
  const options = isOffer(question) ? question.options : [question.intent!];
  const word =
    asDrill(question, options, turn) ?? byGrade(question, options, turn) ?? byWord(question, options, said);
  if (word) return word;
  const again = sameMatter(question, said, turn);
  if (again) return again;
  if (isOtherMeeting(said, options)) return UNRELATED;
  // 李四 alone, said by itself, checks him in; said to a question it answers it.
  // 应到6 to a report sets it right; a bare 6 would fit too many places.
  const corrected = question.awaiting === 'report' ? correctedReport(question, said, turn) : undefined;
  if (corrected) return corrected;
  const isOther =
    question.awaiting === 'report' ||
    FIGURES.test(turn.text) ||
    isWhole(said) ||
    isNewQuestion(options, said);
  const valued = isOther ? undefined : byValues(question, options, turn);
  if (valued) return valued;
  return isOwnMatter(question, said) ? UNRELATED : (denied(turn) ?? together(question, turn) ?? UNRELATED);
}

/** 今天志愿服务2小时 赵六 李四: clear by itself and of a matter of its own, whatever names and days are in it. */
const isWhole = ({ certainty, intent }: Understanding): boolean =>
  certainty === 'clear' && WHOLE.has(intent.intent);
const WHOLE: ReadonlySet<Intent['intent']> = new Set<Intent['intent']>([
  'filing_add',
  'filing_change',
  'muster_call',
  'rectify_create',
  'rectify_decide',
]);

/** 上半年党课, where 人次 was not clear: whole by itself. */
const isNewQuestion = (options: readonly Intent[], { certainty, intent }: Understanding): boolean =>
  certainty === 'clear' &&
  intent.intent === 'query' &&
  intent.period !== undefined &&
  (intent.activityType !== undefined || intent.activityTypes !== undefined) &&
  options.every((option) => option.intent === 'query');

/** Its options are taken by number. */
const isOffer = ({ awaiting, options }: Question): boolean =>
  awaiting === 'choice' || (awaiting === 'report' && options.length > 0);

/** 当演练发: a 集结 that was read back, taken as it was offered. */
function asDrill(question: Question, options: readonly Intent[], { text }: Said): Answer | undefined {
  const index = options.findIndex((option) => option.intent === 'muster_call' && option.drill);
  return index >= 0 && AS_DRILL.test(text.trim()) ? chosen(question, options[index]!, index) : undefined;
}
const AS_DRILL = /^(?:就?[当按]作?|作为)?演[练习]来?(?:发出?|叫)?(?:吧|了)?[。!！]*$/u;

/** 较好, where it was asked which grade: each is offered under its number and by its word. */
function byGrade(question: Question, options: readonly Intent[], { text }: Said): Answer | undefined {
  const said = text.trim().replace(/^评?(?:为)?|[。!！]+$/gu, '');
  const index = options.findIndex((option) => option.intent === 'rectify_decide' && option.grade === said);
  return index >= 0 ? chosen(question, options[index]!, index) : undefined;
}

/** A number, yes or no. */
function byWord(
  question: Question,
  options: readonly Intent[],
  { answer, intent }: Understanding,
): Answer | undefined {
  if (answer === undefined) return undefined;
  if (answer === 'no') return { kind: 'dropped' };
  const isAsked = isOffer(question);
  // 3 may be the third, and the day, the figure or the item that is lacking.
  if (typeof answer === 'number' && (!isAsked || at(options, answer) === undefined))
    return intent.intent === 'choice' ? undefined : UNRELATED;
  if (!isAsked) return { kind: 'again', options: [] };
  // Of several, yes says nothing, but where one of them is what was said.
  const agreed = question.yes ?? (question.awaiting === 'choice' && options.length === 1 ? 0 : undefined);
  const index = typeof answer === 'number' ? at(options, answer)! : agreed;
  if (index === undefined) return { kind: 'again', options: [...options] };
  return chosen(question, options[index]!, index);
}

const at = (options: readonly Intent[], number: number): number | undefined => {
  const index = number < 0 ? options.length + number : number - 1;
  return index in options ? index : undefined;
};

function chosen(question: Question, intent: Intent, choice: number): Answer {
  return { kind: 'intent', intent, text: question.text ?? '', choice };
}

/** The same matter said again, with what is right or lacking; said whole, it is a matter of its own. */
function sameMatter(question: Question, said: Understanding, { text }: Said): Answer | undefined {
  const { intent, certainty, missing } = said;
  if (question.awaiting === 'choice' || question.awaiting === 'report' || certainty !== 'clear')
    return undefined;
  if (intent.intent !== question.intent!.intent) return undefined;
  const whole: Filled = { ...question.intent!, ...intent };
  if (missing.length === 0 || !supplies(question, whole)) return UNRELATED;
  return { kind: 'intent', intent: toIntent(whole), text: `${question.text ?? ''}\n${text}` };
}

/**
 * A clear matter of another kind. What is only talk, or a word without its question, is none; nor is an hour with its
 * place, where the hour of a meeting was asked for.
 */
function isOwnMatter({ awaiting }: Question, { certainty, intent }: Understanding): boolean {
  const { activityType, expected, present }: Filled = intent;
  const isPart = intent.intent === 'activity_report' || intent.intent === 'activity_create';
  const isHour =
    awaiting === 'time' && isPart && !activityType && expected === undefined && present === undefined;
  return certainty === 'clear' && !LEAVE_OPEN.has(intent.intent) && !isHour;
}

/** Talk, a word without its question, and what goes on from figures: none of it is a matter that closes a question. */
const LEAVE_OPEN: ReadonlySet<IntentName> = new Set<IntentName>(['none', 'choice', 'query_more']);

/** 12月4日晚上8点支委会, where another kind was asked about: it is a matter of its own, and takes nothing of that one. */
const isOtherMeeting = (said: Understanding, options: readonly Intent[]): boolean =>
  said.certainty === 'clear' &&
  said.missing.length === 0 &&
  said.intent.intent.startsWith('activity_') &&
  options.every((option) => isOtherKind(option, said.intent));

function byValues(question: Question, options: readonly Intent[], turn: Said): Answer | undefined {
  const unit = options.length > 1 ? byUnit(options, turn) : undefined;
  if (unit !== undefined) return chosen(question, options[unit]!, unit);
  const values = readValues(turn.text, turn.now, turn.reading);
  if (!values.isBare || values.isEmpty || isAsUnclear(question, options, turn)) return undefined;
  return picked(question, options, values, turn) ?? filled(question, options, values, turn);
}

/** 刘洋 was not clear, and neither is 刘洋 once more, nor 李四: no act hangs on a name that is said alone twice. */
const isAsUnclear = ({ readAt, text }: Question, options: readonly Intent[], turn: Said): boolean =>
  readAt !== undefined &&
  options.length === 1 &&
  options[0]!.intent !== 'query' &&
  readValues(text ?? '', turn.now, turn.reading).isBare;

/** 第一党小组, where each of the options is of another unit, or of somebody in another. */
function byUnit(options: readonly Filled[], { text, org }: Said): number | undefined {
  if (!options.every((option) => option.scope !== undefined || option.meant !== undefined)) return undefined;
  const found = resolveUnit(text.trim(), org);
  const units = found.kind === 'one' ? [found.unit] : found.kind === 'many' ? found.units : [];
  const isIn = (id: string, unitId: number) => {
    const person = org.person(id);
    const own = person?.groupId ?? person?.branchId;
    return own != null && org.isWithin(own, unitId);
  };
  const fitting = options.flatMap(({ scope, meant }, i) =>
    units.some((u) => u.path === scope || Object.values(meant ?? {}).some((id) => isIn(id, u.id))) ? [i] : [],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function picked(
  question: Question,
  options: readonly Intent[],
  values: Values,
  turn: Said,
): Answer | undefined {
  if (!isOffer(question)) return undefined;
  // One reading alone is taken by its number or a yes; its kind or day said again is no yes.
  const isSaidAgain = values.names.length + values.units.length + values.items.length === 0;
  if (options.length === 1 && isSaidAgain && values.percent === undefined && values.figure === undefined)
    return undefined;
  const fitting = options.filter((option) => holds(option, values, (id) => turn.org.person(id)?.name));
  if (fitting.length === 1) return chosen(question, fitting[0]!, options.indexOf(fitting[0]!));
  return fitting.length > 1 ? { kind: 'again', options: fitting } : undefined;
}

function filled(
  question: Question,
  options: readonly Intent[],
  values: Values,
  { text }: Said,
): Answer | undefined {
  const fitting = options
    .map((option) => ({ option, whole: completed(option, values) }))
    // 全到 has a value that goes nowhere: what was offered is not taken by it.
    .filter(({ option, whole }) => JSON.stringify(whole) !== JSON.stringify(option))
    .flatMap(({ whole }) => (whole && supplies(question, whole) ? [whole] : []));
  const [only, ...more] = new Map(fitting.map((option) => [JSON.stringify(option), option])).values();
  if (!only) return undefined;
  if (more.length > 0) return { kind: 'again', options: fitting };
  return { kind: 'intent', intent: only, text: `${question.text ?? ''}\n${text}` };
}

/** 不对，给李四请假: the rest is a message of its own. */
function denied({ text }: Said): Answer | undefined {
  const rest = insteadOf(text);
  return rest === undefined ? undefined : { kind: 'instead', text: rest };
}

/** 明天下午3点在三楼会议室: more than a value, and read with what it completes. */
function together(question: Question, { text, now, reading }: Said): Answer | undefined {
  if (question.awaiting === 'choice' || question.awaiting === 'report') return undefined;
  const whole = `${question.text ?? ''}\n${text}`;
  const { intent } = understand(whole, now, reading);
  if (intent.intent !== question.intent!.intent) return undefined;
  const merged: Filled = { ...question.intent!, ...intent };
  // 明天 was said first: the hour that follows is of that day.
  const { startAt: asked }: Filled = question.intent!;
  const isHour =
    asked !== undefined && merged.startAt?.includes('T') && !readValues(text, now, reading).hasDate;
  if (isHour) merged.startAt = asked.slice(0, 10) + merged.startAt!.slice(10);
  if (!supplies(question, merged)) return undefined;
  return { kind: 'intent', intent: toIntent(merged), text: whole };
}

function supplies({ awaiting }: Question, intent: Filled): boolean {
  if (awaiting === 'time') return intent.startAt !== undefined;
  return awaiting !== 'type' || intent.activityType !== undefined;
}
