// Which meeting a report is about: unit, kind and day are its key, so that told twice it is still one.
import type { Activity } from '../../../domain/activity/activity.ts';
import type { ActivityType } from '../../../domain/activity/types.ts';
import {
  DAY_MS,
  dateOf,
  HOUR_MS,
  type Instant,
  instantOf,
  isoShanghai,
} from '../../../domain/calendar/time.ts';
import { type Filled, type Intent, type IntentOf, toIntent } from '../../../domain/intent.ts';
import type { Ended } from '../../act.ts';
import { offerItems } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { activityWords } from '../../words.ts';
import { isRatherAhead } from '../../year.ts';
import { clockTime } from '../plan-activity.ts';

/** A report without a day is of a meeting this near. */
const BACK_MS = 31 * DAY_MS;
/** Recorded so lately, a report of the same kind without a day may mean it again. */
const AGAIN_MS = 7 * DAY_MS;

export interface Meeting {
  /** the one that is known here; a report makes it, where there is none */
  activity: Activity | undefined;
  unitId: number;
  types: ActivityType[];
  /** YYYY-MM-DD */
  day: string;
}

type Reported = IntentOf<'activity_report'>;

/** What makes a report one of a meeting, and not a word about its host or place. */
export const hasFigures = ({ expected, present, absent, names, everyone }: Reported): boolean =>
  expected !== undefined ||
  present !== undefined ||
  everyone !== undefined ||
  absent !== undefined ||
  names !== undefined;

/** @param types named, in the order of the message; empty: any */
export async function meetingOf(
  turn: Turn<'activity_report'>,
  unitId: number,
  types: ActivityType[],
): Promise<Meeting | Ended> {
  const { intent } = turn;
  const found = (activity: Activity): Meeting => ({
    activity,
    unitId: activity.unitId,
    types: widened(activity.types, types),
    day: dateOf(activity.startAt),
  });
  if (intent.activityId !== undefined) {
    const shown = await turn.tx.activity(intent.activityId);
    return shown && shown.stage !== 'cancelled' ? found(shown) : { reply: turn.say('report.gone') };
  }
  const day = intent.startAt?.slice(0, 10);
  if (day && isRatherAhead(turn, day)) return { reply: turn.say('report.in_the_future') };
  const known = day ? await onDay(turn, unitId, types, day) : await lately(turn, unitId, types);
  if ('reply' in known) return known;
  if (known.activity) return found(known.activity);
  return { activity: undefined, unitId, types, day: day ?? dateOf(turn.now) };
}

/** 主题党日暨党课 told of a planned 主题党日 is what it was; a kind that was planned and is not told again stays. */
const widened = (planned: ActivityType[], said: ActivityType[]): ActivityType[] =>
  planned.every((type) => said.includes(type)) ? said : planned;

interface Known {
  activity?: Activity | undefined;
}

/** Of several on that day the one at that hour, else the one without a record. */
async function onDay(
  turn: Turn<'activity_report'>,
  unitId: number,
  types: ActivityType[],
  day: string,
): Promise<Known | Ended> {
  const from = instantOf(day);
  const list = fitting(await turn.tx.activities([unitId], from, from + DAY_MS - 1), types);
  const clock = clockTime(turn.intent.startAt);
  const open = list.filter((a) => a.stage === 'planned');
  const activity = list.find((a) => a.startAt === clock) ?? open.at(-1) ?? list.at(-1);
  return { activity };
}

/** Without a day: the last one that has begun and has no record, else one of today; one just recorded is asked about. */
async function lately(
  turn: Turn<'activity_report'>,
  unitId: number,
  types: ActivityType[],
): Promise<Known | Ended> {
  const tonight = instantOf(dateOf(turn.now)) + DAY_MS - 1;
  const near = fitting(await turn.tx.activities([unitId], turn.now - BACK_MS, tonight), types);
  const list = near.filter((a) => a.startAt <= turn.now);
  const open = list.findLast((a) => a.stage === 'planned');
  const recorded = list.findLast((a) => a.stage === 'recorded');
  if (!hasFigures(turn.intent)) return { activity: latest(open, recorded) };
  if (open) return { activity: open };
  // What is planned for later today is that meeting of today, and no second one.
  const later = near.find((a) => a.stage === 'planned');
  const isSoon =
    later !== undefined && later.startAt - turn.now < HOUR_MS && turn.intent.present === undefined;
  if (later && (types.length > 0 || isSoon)) return { activity: later };
  if (!recorded || turn.now - recorded.startAt > AGAIN_MS || types.length === 0)
    return { activity: types.length === 0 ? recorded : undefined };
  if (dateOf(recorded.startAt) === dateOf(turn.now)) return { activity: recorded };
  return { reply: await askWhetherAgain(turn, recorded) };
}

const latest = (a: Activity | undefined, b: Activity | undefined) =>
  a && (!b || a.startAt > b.startAt) ? a : b;

/** Every kind that is named should fit; where none does, one of them is enough. */
function fitting(list: readonly Activity[], types: readonly ActivityType[]): readonly Activity[] {
  const all = list.filter((a) => types.every((type) => a.types.includes(type)));
  return all.length > 0 ? all : list.filter((a) => types.some((type) => a.types.includes(type)));
}

async function askWhetherAgain(turn: Turn<'activity_report'>, recorded: Activity) {
  const said: Filled = turn.intent;
  const day = recorded.hasClock ? isoShanghai(recorded.startAt) : dateOf(recorded.startAt);
  const options: Intent[] = [
    toIntent({ ...said, activityId: recorded.id, startAt: day }),
    toIntent({ ...said, startAt: dateOf(turn.now) }),
  ];
  await offerItems(turn, options);
  return turn.say('report.again', { ...activityWords(turn, recorded), today: dateOf(turn.now) });
}

/** When it began, as far as that was said; noon keeps a day on itself in every span. */
export function startOf(
  turn: Turn<'activity_report'>,
  { day }: Meeting,
): { startAt: Instant; hasClock: boolean } {
  const clock = clockTime(turn.intent.startAt);
  if (clock !== undefined) return { startAt: clock, hasClock: true };
  return { startAt: Math.min(instantOf(day, 12), turn.now), hasClock: false };
}
