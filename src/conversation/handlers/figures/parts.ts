// 上次党课谁讲的, 谁主持的, 在哪开的: what the record of a meeting names, or that it names none.
import type { Activity } from '../../../domain/activity/activity.ts';
import { activityTypes, isGroupMeeting, isLecture, meetingName } from '../../../domain/activity/types.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { type ActivityFact, outcomeOf } from '../../../domain/figures/activities.ts';
import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Period, RecordPart } from '../../../domain/slots.ts';
import { factsOf, isSingle } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { targetOf } from '../../near.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { askOf, meantHere, type Scope, unitsInScope } from '../../scope.ts';
import { mayDo, meaning, type Turn } from '../../turn.ts';
import { inWords } from './form.ts';
import { grid } from './grid.ts';
import { lastOf, lastOfEach, rollHere } from './last.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { paper } from './paper.ts';
import { lastYear, namedIn, phraseOf } from './words.ts';

type Query = IntentOf<'query'>;

/** What everybody there was told; nobody's attendance. */
export const parts = askOf<'query'>(
  'see_roll',
  (turn) => unitsInScope(turn, 'see_roll', ofOwnGroup(turn)),
  tell,
);

/** 上回小组会谁记录的, asked by whoever is in a 党小组: of that one. */
function ofOwnGroup(turn: Turn<'query'>) {
  const { intent, sender, org } = turn;
  const types = typesAsked(turn);
  const { groupId, branchId } = sender;
  const isOfGroups = types?.every((type) => isGroupMeeting([type])) === true;
  if (!isOfGroups || intent.scope !== undefined || groupId === null || branchId === null)
    return { ...intent, types };
  // Whoever has the branch in charge asks of all its groups.
  const isOwn = !mayDo(turn, 'see_figures', { unitId: branchId });
  return { ...intent, types, ...(isOwn && { scope: org.unit(groupId).path }) };
}

/**
 * Behind a roll of the meeting that bare words mean, of that one; behind what is no meeting, or behind nothing, of the
 * last one, and who lectured of the last lecture.
 */
export async function beforeParts(
  turn: Turn,
  said: Query,
  last: Query | undefined,
): Promise<Query | undefined> {
  const isOfMeetings = last !== undefined && METRIC_RULES[last.metric].about === undefined;
  if (!isOfMeetings) {
    const lectures = activityTypes().filter((type) => isLecture([type]));
    const isLecturer =
      said.told?.every((part) => part === 'lecturer') && typesAsked({ intent: said }) === undefined;
    return isLecturer
      ? { intent: 'query', metric: 'activity_list', activityType: lectures[0]!, activityTypes: lectures }
      : undefined;
  }
  if (METRIC_DEFINITIONS[last.metric].shape !== 'roll' || last.period || last.activityType) return last;
  const { scope } = last;
  const activity = (await rollHere(turn, scope === undefined ? {} : { scope }))?.activity;
  if (!activity) return last;
  return { ...last, ...ofMeeting(turn, activity) };
}

/** The last meeting of one unit is kept by its day: what is asked next is of the same. */
export async function settledParts(turn: Turn, asked: Query): Promise<Query> {
  const asking = meaning<'query'>(turn, asked);
  const scope = unitsInScope(asking, 'see_roll', ofOwnGroup(asking));
  const isOfLast =
    asked.metric === 'activity_list' &&
    (asked.names ?? asked.mine) === undefined &&
    !asked.times &&
    (asked.what === 'last' || !asked.period);
  if (!isOfLast || 'reply' in scope || !isSingle(scope.tops)) return asked;
  const last = await lastOf(asking, scope.tops, dateOf(turn.now));
  if (!last) return asked;
  return { ...asked, what: 'last', ...ofMeeting(turn, last.activity) };
}

function ofMeeting({ org }: Turn, { startAt, types, unitId }: Activity): Partial<Query> {
  const day = dateOf(startAt);
  return {
    period: { from: day, to: day },
    scope: org.unit(unitId).path,
    activityType: types[0]!,
    ...(types.length > 1 && { activityTypes: [...types] }),
  };
}

async function tell(turn: Turn<'query'>, scope: Scope): Promise<ReturnType<typeof inWords>> {
  const { what, metric, names, mine, format } = turn.intent;
  // 主题列个表, 主题导出来
  const isListed = metric === 'activity_list' && (names ?? mine) === undefined && what !== 'last';
  const isOfTopics = turn.intent.told?.includes('topic') === true;
  const listed = !isListed
    ? undefined
    : format === 'file'
      ? await paper(turn, scope, metric)
      : format === 'table' && isOfTopics
        ? await grid(turn, scope, metric)
        : undefined;
  if (listed) return listed;
  const period = what === 'last' ? undefined : turn.intent.period;
  const phrase = phraseOf(turn);
  const { rows, total, isByTime } = await meetingsAsked(turn, scope);
  const whose = whoseOf(turn);
  const over = period ?? (whose === '' ? undefined : thisYear(turn));
  const words = {
    unit: scope.tops.map((unit) => unitWords(turn.org, unit)),
    whose,
    part: turn.intent.told?.[0] ?? '',
    period: over ? periodWords(phrase, over, turn.now) : '',
    about: typesWords(phrase, typesAsked(turn)),
  };
  if (total === 0)
    return inWords(
      turn,
      turn.say('figures.parts_none', { ...words, ahead: turn.intent.metric === 'upcoming' }),
    );
  const contents = await contentsOf(turn, rows);
  const reply = await paged(turn, { rows, total }, (shown, more) =>
    turn.say('figures.parts', {
      ...words,
      count: total,
      rows: (isByTime ? shown.toReversed() : shown).map((activity) => ({
        ...lineOf(turn, activity),
        content: cut(contents.get(activity.id) ?? '', total === 1 ? LONG : BRIEF),
        // 走了哪几户记了没有
        clock: CLOCK.test(turn.text),
        unwritten: total === 1 && contents.get(activity.id) === '',
      })),
      lacks: total === 1 ? lacksOf(turn, rows[0]!) : [],
      example: turn.sender.name,
      more,
    }),
  );
  return inWords(turn, reply);
}

interface Found {
  rows: readonly Activity[];
  total: number;
  /** newest first */
  isByTime: boolean;
}

async function meetingsAsked(turn: Turn<'query'>, scope: Scope): Promise<Found> {
  const { metric, period, what, times } = turn.intent;
  const question = questionOf(turn, scope);
  const before = toldBefore(turn);
  if (metric === 'upcoming') {
    const found = await METRIC_DEFINITIONS.upcoming.find({ ...question, fits: meantHere(turn, scope) });
    const { activities } = found;
    return { rows: activities.slice(before, before + SHOWN), total: activities.length, isByTime: false };
  }
  const whose = whoseOf(turn);
  if ((period || times !== undefined || whose !== '') && what !== 'last') {
    const span = period ?? (whose === '' ? lastYear(turn) : thisYear(turn));
    const facts = await factsOf(question, scope.tops, span, question.types);
    const isMeant = ({ activity }: ActivityFact) =>
      whose !== ''
        ? isNamed(turn, activity, whose)
        : !turn.intent.told?.every((part) => part === 'lecturer') ||
          activity.lecturer !== null ||
          isLecture(activity.types);
    const over = facts
      .filter((fact) => ['held', 'unrecorded'].includes(outcomeOf(fact)) && isMeant(fact))
      .toReversed()
      .slice(0, times);
    const rows = over.slice(before, before + SHOWN).map(({ activity }) => activity);
    return { rows, total: over.length, isByTime: true };
  }
  if (isSingle(scope.tops)) {
    const last = await lastOf(turn, scope.tops, dateOf(turn.now));
    return { rows: last ? [last.activity] : [], total: last ? 1 : 0, isByTime: false };
  }
  const { facts, total } = await lastOfEach(turn, scope.tops);
  return { rows: facts.map(({ activity }) => activity), total, isByTime: false };
}

/** 我主持了几次会, 周文彬讲过几次党课: whoever is to be named; empty for anybody. */
const whoseOf = ({ intent: { mine, names }, sender }: Turn<'query'>): string =>
  mine ? sender.name : (names?.join('、') ?? '');

const isNamed = ({ intent: { told = [] } }: Turn<'query'>, activity: Activity, whose: string): boolean =>
  told.some((part) => whose.split('、').some((name) => namedIn(activity, part).includes(name)));

const thisYear = ({ now }: Turn): Period => {
  const { from, to } = periodOf('year', dateOf(now));
  return { from, to };
};

const LONG = 120;
const BRIEF = 40;
const cut = (text: string, most: number): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
};

/** What was done there, of those whose figures the sender may see. */
async function contentsOf(turn: Turn<'query'>, rows: readonly Activity[]): Promise<Map<number, string>> {
  if (!turn.intent.told?.includes('topic')) return new Map();
  const seen = rows.filter(({ unitId }) => mayDo(turn, 'see_figures', { unitId })).map(({ id }) => id);
  const records = await turn.tx.records(seen);
  return new Map(seen.map((id) => [id, records.get(id)?.content ?? '']));
}

function lineOf(turn: Turn<'query'>, activity: Activity) {
  return {
    startAt: activity.startAt,
    unit: unitWords(turn.org, turn.org.unit(activity.unitId)),
    name: meetingName(activity.types),
    parts: (turn.intent.told ?? []).map((part) => ({ part, value: namedIn(activity, part) })),
  };
}

/** What whoever may write the record can still put in, told by its first one. */
function lacksOf(turn: Turn<'query'>, activity: Activity): RecordPart[] {
  if (!mayDo(turn, 'submit_record', targetOf(activity))) return [];
  const offices: readonly RecordPart[] = ['lecturer', 'host', 'recorder'];
  return (turn.intent.told ?? [])
    .filter((part) => offices.includes(part) && namedIn(activity, part) === '')
    .slice(0, 1);
}

/** 题目、时间、地点: the clock as well */
const CLOCK = /时间|几点/u;
