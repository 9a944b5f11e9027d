// 不对，改成四点, after a plan was made: it is about that very plan.
import { type Filled, toIntent, type Understanding } from '../domain/intent.ts';
import { insteadOf } from '../parsing/commands/answer-words.ts';
import { readRecordFields } from '../parsing/record-fields.ts';
import { understand } from '../parsing/understand.ts';
import { readValues } from '../parsing/values.ts';
import type { Question } from '../ports/store.ts';
import type { Answer } from './answer.ts';
import type { Turn } from './turn.ts';

const UNRELATED: Answer = { kind: 'unrelated' };
const LOOSE =
  /上午|下午|晚|早上|中午|傍晚|夜|(?:下|本|这|上)个?(?:周|星期|礼拜|月|季度)(?![一二三四五六日天末])/u;
/** Which half of the day an hour is in. */
const HALF = /上午|下午|晚|早|中午|傍晚|凌晨|夜|\d{1,2}[:：]\d\d/u;
/** Said without a denial it changes nothing. */
const CHANGES = /改|换|错|应该|推迟|提前/;

export const planAnswer = (
  question: Question,
  said: Understanding,
  turn: Pick<Turn, 'text' | 'now' | 'reading'>,
): Answer => {
  const { activityId, startAt }: Filled = question.intent!;
  return changeSaid({ activityId: activityId!, startAt: startAt! }, said, turn);
};

/** What a line that names no meeting changes of this one; unrelated where it says more than that, or nothing of it. */
export function changeSaid(
  { activityId, startAt }: { activityId: number; startAt: string },
  said: Understanding,
  turn: Pick<Turn, 'text' | 'now' | 'reading'>,
): Answer {
  const { text, now, reading } = turn;
  const rest = insteadOf(text);
  const { intent, certainty } = rest === undefined ? said : understand(rest, now, reading);
  const change = (fields: Partial<Filled>): Answer => ({
    kind: 'intent',
    intent: toIntent({ ...fields, intent: 'activity_change', activityId }),
    text,
  });
  const fields = readRecordFields(rest ?? text, () => false);
  if (fields && !fields.content) return change(fields);
  const other: Filled = intent;
  if (intent.intent === 'activity_change' && !other.activityType) {
    if (certainty !== 'clear') return UNRELATED;
    const { fromAt, ...fields } = other;
    // 25号那次改到27号, after a plan for the 26th: it is of that other one.
    if (fromAt !== undefined && fromAt.slice(0, 10) !== startAt.slice(0, 10)) return UNRELATED;
    return change({
      ...fields,
      ...(fields.startAt && { startAt: onDay(startAt, fields.startAt, rest ?? text, turn) }),
    });
  }
  if (other.activityType !== undefined || (rest === undefined && !CHANGES.test(text))) return UNRELATED;
  const values = readValues(stripped(rest ?? text), now, reading);
  // A part of the day, or a week, is no hour: it is asked for.
  const isLoose = !values.hasClock && LOOSE.test(text);
  if (values.types.length > 0 || isLoose) return UNRELATED;
  if (values.isBare && !values.isEmpty && (values.hasDate || values.hasClock)) {
    const moment = values.moment('activity_create').startAt;
    if (moment)
      return change({
        startAt: joined(startAt, moment, values),
        ...(!HALF.test(text) && values.hasClock && { clockIs: 'bare' as const }),
      });
  }
  return UNRELATED;
}

const stripped = (text: string) =>
  text.replace(
    /^(?:那|就|那就|把?时间)*(?:改|换|挪|推迟|提前|顺延|延)?(?:成|为|到|至)|(?:时间)?(?:改|换)(?:成|为|到)/u,
    '',
  );

/** A clock alone stays on the day of the plan, a day alone keeps its clock. */
function joined(
  before: string,
  now: string,
  { hasDate, hasClock }: { hasDate: boolean; hasClock: boolean },
): string {
  if (hasDate && hasClock) return now;
  return hasDate ? now.slice(0, 10) + before.slice(10) : before.slice(0, 10) + now.slice(10);
}

function onDay(
  before: string,
  now: string,
  text: string,
  { now: at, reading }: Pick<Turn, 'now' | 'reading'>,
): string {
  const { hasDate, hasClock } = readValues(text, at, reading);
  return now.includes('T') ? joined(before, now, { hasDate, hasClock: hasClock || !hasDate }) : now;
}
