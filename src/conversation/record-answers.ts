// What is said after a report, a record or a leave: it goes to that very meeting, or is no answer at all.
import {
  type Filled,
  type Intent,
  type IntentName,
  type IntentOf,
  toIntent,
  type Understanding,
} from '../domain/intent.ts';
import { insteadOf } from '../parsing/commands/answer-words.ts';
import { readMusterAnswer } from '../parsing/muster-answer.ts';
import { readRecordFields, readRecordFigures } from '../parsing/record-fields.ts';
import { isMe } from '../parsing/slots/self.ts';
import { understand } from '../parsing/understand.ts';
import type { Question } from '../ports/store.ts';
import type { Answer } from './answer.ts';
import { typesOf } from './handlers/plan-activity.ts';
import type { Turn } from './turn.ts';

type Said = Pick<Turn, 'text' | 'now' | 'reading' | 'org'>;

const UNRELATED: Answer = { kind: 'unrelated' };

/** A line that sets the report right which was asked about; undefined where it is no such line. */
export function correctedReport(question: Question, said: Understanding, turn: Said): Answer | undefined {
  const rest = insteadOf(turn.text);
  const heard = rest === undefined ? said.intent : understand(rest, turn.now, turn.reading).intent;
  const draft: Filled = question.intent!;
  const more: Filled | undefined =
    oneMore(draft, heard, turn.text) ?? fieldsOf(rest ?? turn.text, turn) ?? asReport(heard);
  if (!more || (rest === undefined && isOfAnother(draft, more))) return undefined;
  // Whatever was accepted was so for the figures that stood then.
  const { accept: _accept, expected, present, ...before } = draft;
  // 其他人都到了 tells the whole roll anew: figures that did not fit are no part of it.
  const figures = more.everyone
    ? {}
    : { ...(expected !== undefined && { expected }), ...(present !== undefined && { present }) };
  const whole = toIntent({ ...before, ...figures, ...more });
  return { kind: 'intent', intent: whole, text: `${question.text ?? ''}\n${turn.text}` };
}

/** What follows a record: a host, a recorder, a figure, a name that was wrong. */
export function recordAnswer(question: Question, said: Understanding, turn: Said): Answer {
  const offered = offeredBy(question, said);
  if (offered) return { kind: 'intent', intent: offered, text: turn.text };
  const about: Filled = question.intent!;
  const { activityId } = about;
  const meant = (intent: Filled): Answer => ({
    kind: 'intent',
    intent: toIntent({ ...intent, activityId: activityId! }),
    text: turn.text,
  });
  const rest = insteadOf(turn.text);
  const fields = fieldsOf(rest ?? turn.text, turn);
  if (fields) return meant(fields);
  const heard = rest === undefined ? said : understand(rest, turn.now, turn.reading);
  const { certainty, unread } = heard;
  const intent = ofTheRecord(heard.intent, about);
  const undecided = about.lacks === 'away' ? awayOrThere(heard.intent, about, turn.text) : undefined;
  if (undecided) return { kind: 'again', options: undecided };
  const again = about.absent && MORE.test(turn.text) ? awayIn(intent, turn.text) : undefined;
  if (again) return meant({ ...again, intent: 'attendance_correct' });
  // 开始时间是两点半 lacks its kind alone, which is known here.
  const isWhole = certainty === 'clear' || (intent.intent === 'activity_report' && unread.length === 0);
  if (!isWhole || isOfAnother(about, intent)) return UNRELATED;
  if (OF_THE_RECORD.has(intent.intent)) return meant(intent);
  if (intent.intent === 'leave' && intent.names)
    return meant({ ...intent, intent: 'attendance_correct', state: 'leave' });
  const more = asReport(intent);
  return more ? meant(more) : UNRELATED;
}

/** 李四、王五, behind 没到的是谁: they were away, though names alone are otherwise those of who is there. It is asked. */
function awayOrThere(intent: Intent, { activityId, startAt }: Filled, text: string): Intent[] | undefined {
  const { names, self, activityType, startAt: day }: Filled = intent;
  if (intent.intent !== 'checkin' || !names || self || activityType || day) return undefined;
  // 代签李四, 李四到了
  if (/[签到来在]/.test(names.reduce((rest, name) => rest.replaceAll(name, ''), text))) return undefined;
  const of = { names, activityId: activityId!, ...(startAt !== undefined && { startAt }) };
  return [
    { intent: 'attendance_correct', state: 'leave', ...of },
    { intent: 'attendance_correct', state: 'absent', ...of },
    { intent: 'checkin', ...of },
  ];
}

/** 改在二楼吧, 主持人周文彬，时间改到下午四点: of a meeting that is over it is a correction. */
function ofTheRecord(intent: Intent, { startAt: day }: Filled): Intent {
  if (intent.intent !== 'activity_change' || intent.shift !== undefined) return intent;
  const { startAt, dayIs, ...fields } = intent;
  if (startAt === undefined) return toIntent({ ...fields, intent: 'activity_report' });
  if (!dayIs || day === undefined) return intent;
  return toIntent({
    ...fields,
    intent: 'activity_report',
    startAt: day.slice(0, 10) + startAt.slice(10),
  });
}

const OF_THE_RECORD: ReadonlySet<IntentName> = new Set<IntentName>([
  'attendance_correct',
  'not_held',
  'record_history',
]);

/** What the answer to a record offered beside, by its number or by 好. */
function offeredBy({ options }: Question, { answer }: Understanding): Intent | undefined {
  const number = answer === 'yes' ? 1 : answer;
  return typeof number === 'number' ? options[number - 1] : undefined;
}

/** 孩子发烧, after a bare 请假. */
export function reasonAnswer(question: Question, { intent, answer }: Understanding, turn: Said): Answer {
  const { text } = turn;
  const asked: Filled = question.intent!;
  if (answer !== undefined || text.length > LONGEST_REASON || SAYS_MORE.test(text)) return UNRELATED;
  if (asked.intent === 'muster_answer') return musterReason(question, intent, text);
  if (TAKES_BACK.test(text) && (intent.intent === 'none' || intent.intent === 'leave'))
    return {
      kind: 'intent',
      intent: { intent: 'leave_withdraw', activityId: asked.activityId! },
      text,
    };
  const meant: Filled = intent;
  const isFree = meant.activityType === undefined && meant.startAt === undefined && !meant.every;
  if (intent.intent === 'leave_withdraw' && isFree)
    return { kind: 'intent', intent: { ...intent, activityId: asked.activityId! }, text };
  const moved = leaveInstead(asked, turn);
  if (moved) return { kind: 'intent', intent: moved, text };
  if (asked.reason !== undefined) return UNRELATED;
  const { activityType, startAt, names, reason = text.trim() }: Filled = intent;
  const isMore = intent.intent === 'leave' && !activityType && !startAt && !names;
  if (intent.intent !== 'none' && !isMore) return UNRELATED;
  return { kind: 'intent', intent: toIntent({ ...question.intent!, reason }), text };
}

/** 孩子发烧, after a bare 去不了: what is no answer to the muster and no matter of its own says why. */
function musterReason(question: Question, intent: Intent, text: string): Answer {
  const { activityType, startAt, names, reason = text.trim() }: Filled = intent;
  const isWhy =
    intent.intent === 'none' || (intent.intent === 'leave' && !activityType && !startAt && !names);
  // 请假 发烧 is of a meeting.
  if (!isWhy || /请.{0,2}假/.test(text) || readMusterAnswer(text) !== undefined) return UNRELATED;
  return { kind: 'intent', intent: toIntent({ ...question.intent!, reason }), text };
}

/** 不是9号，是11号的主题党日请假: that leave in place of this one, and for the same reason. */
function leaveInstead(asked: Filled, { text, now, reading }: Said): Intent | undefined {
  const said = text.trimStart();
  const not = NOT_THAT.exec(said);
  if (!not) return undefined;
  const { intent } = understand(said.slice(not[0].length), now, reading);
  if (intent.intent !== 'leave' || intent.names || (!intent.activityType && !intent.startAt))
    return undefined;
  return { ...intent, insteadOf: asked.activityId!, ...(asked.reason && { reason: asked.reason }) };
}

const LONGEST_REASON = 30;
/** Asked about: no reason. */
const SAYS_MORE = /[?？吗\n]|没有/;
/** 开玩笑的，会去的; not 不能去, and not 党员大会去不了, which only says it once more */
const TAKES_BACK =
  /玩笑|(?<![不大委组课日议])会[去来](?!不)|(?<![不没])[能可]以?[去来](?!不)|(?<!不)[去来]得了|不请(?:了|假)|算了/;

const NOT_THAT = /^(?:不对|错了|搞错了|说错了)?[,，\s]*(?:不是|不请).{1,16}?(?:[,，\s]|而)*(?:是|请)/u;

/** 还有董文静 */
const MORE = /^\s*(?:还有|还差|另外还有|再加上?|加上)/;

/** One more who was away: 还有李四 where others are named, 李四没来, 李四请假（出差）; or who was there: 李四其实到了, 王五迟到了. */
function oneMore(draft: Filled, said: Intent, text: string): Filled | undefined {
  const corrected = said.intent === 'attendance_correct' ? said : undefined;
  const came = cameIn(draft, said);
  if (came) {
    const absent = (draft.absent ?? []).filter((a) => !came.includes(a.name));
    const list = corrected?.state === 'late' ? 'late' : 'names';
    return { intent: 'activity_report', absent, [list]: [...(draft[list] ?? []), ...came] };
  }
  const isAway =
    said.intent === 'leave' || (corrected && corrected.state !== 'present' && corrected.state !== 'none');
  if (!isAway && !(draft.absent && MORE.test(text))) return undefined;
  const more = awayIn(said, text);
  if (!more) return undefined;
  const { names, state, reason } = more;
  const absent = names.map((name) => ({ name, ...(reason && { reason }) }));
  return {
    intent: 'activity_report',
    absent: [...(draft.absent ?? []).filter((a) => !names.includes(a.name)), ...absent],
    unexcused: [...(draft.unexcused ?? []), ...(state === 'absent' ? names : [])],
  };
}

/** Who is said to have been there; 李四来了 is of this meeting where he was said to be away from it. */
function cameIn(draft: Filled, said: Intent): string[] | undefined {
  if (said.intent === 'attendance_correct')
    return said.state === 'present' || said.state === 'late' ? said.names : undefined;
  if (said.intent !== 'checkin') return undefined;
  return said.names?.every((name) => draft.absent?.some((a) => a.name === name)) ? said.names : undefined;
}

/** Who is said to be away, and how. */
function awayIn(
  said: Filled,
  text: string,
): { names: string[]; state: 'leave' | 'absent'; reason?: string } | undefined {
  const { names, reason } = said;
  if (!names || names.length === 0) return undefined;
  const isLeave =
    said.intent === 'leave' || said.state === 'leave' || reason !== undefined || /假/.test(text);
  return { names, state: isLeave ? 'leave' : 'absent', ...(reason && { reason }) };
}

/** Lists and sentences about everybody are reports where a report is spoken of. */
function asReport(intent: Intent): IntentOf<'activity_report'> | undefined {
  if (intent.intent === 'activity_report') return intent;
  if (intent.intent !== 'roster_checkin') return undefined;
  return toIntent({ ...intent, intent: 'activity_report' }) as IntentOf<'activity_report'>;
}

function fieldsOf(text: string, { org }: Said): IntentOf<'activity_report'> | undefined {
  const isName = (name: string) => isMe(name) || org.named(name).length > 0;
  const figures = readRecordFigures(text);
  if (figures) return { intent: 'activity_report', ...figures };
  const fields = readRecordFields(text, isName);
  if (!fields) return undefined;
  return toIntent({ ...fields, intent: 'activity_report' }) as IntentOf<'activity_report'>;
}

/** A kind is named that the draft, which has one, has not. */
export function isOtherKind(draft: Filled, more: Filled): boolean {
  const types = typesOf(draft);
  return types.length > 0 && typesOf(more).some((type) => !types.includes(type));
}

/** Another kind, day or unit is named: it is of another meeting. */
function isOfAnother(draft: Filled, more: Filled): boolean {
  if (isOtherKind(draft, more)) return true;
  if (more.scope !== undefined && draft.scope !== undefined && more.scope !== draft.scope) return true;
  return isOtherDay(draft.startAt, more.startAt);
}

const isOtherDay = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.slice(0, 10) !== b.slice(0, 10);
