// 11月30日主题党日地点改成六楼会议室, said in December: the meeting is over, and what is meant is its record.
import { dateOf } from '../../domain/calendar/time.ts';
import { type IntentOf, toIntent } from '../../domain/intent.ts';
import { candidates, isNamed, unitsOf } from '../near.ts';
import type { Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { typesOf } from './plan-activity.ts';

type Change = IntentOf<'activity_change'>;

/** Something beside the hour is changed. */
export const saysFields = ({ place, topic, lecturer, host, recorder }: Change): boolean =>
  [place, topic, lecturer, host, recorder].some((said) => said !== undefined);

/** The turn as a correction of the record; undefined where a meeting to come is meant, or none. */
export async function ofOneThatIsOver(
  turn: Turn<'activity_change'>,
): Promise<Turn<'activity_report'> | undefined> {
  const { intent } = turn;
  const { startAt, fromAt, ...named } = intent;
  const { shift, activityId, scope } = named;
  const isOne = activityId !== undefined || fromAt !== undefined || intent.activityType !== undefined;
  if (startAt !== undefined || shift !== undefined || !isOne || !saysFields(intent)) return undefined;
  const unit = unitInQuestion(turn, scope);
  if (unit && 'reply' in unit) return undefined;
  const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), activityId);
  // A day without its year was read as one to come.
  const day = fromAt?.slice(5, 10);
  const fitting = near.filter(
    (n) => isNamed(n, named) && (day === undefined || dateOf(n.activity.startAt).slice(5) === day),
  );
  if (fitting.some(({ phase }) => phase === 'planned' || phase === 'open')) return undefined;
  const types = typesOf(intent);
  const over = fitting.findLast(
    ({ activity }) =>
      activity.stage !== 'cancelled' &&
      activity.startAt <= turn.now &&
      types.every((type) => activity.types.includes(type)),
  );
  if (!over) return undefined;
  const about = toIntent({ ...named, intent: 'activity_report', activityId: over.activity.id });
  return { ...turn, intent: about as IntentOf<'activity_report'> };
}
