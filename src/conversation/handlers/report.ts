// 会议上报: one message of the secretary records a meeting; contradictions come back as one question.
import type { Activity } from '../../domain/activity/activity.ts';
import { dueFor, isPresent } from '../../domain/activity/attendance.ts';
import { quorumOf, type ReportProblem, reportProblems } from '../../domain/activity/report.ts';
import { type ActivityType, SHORT_TYPE_WORDS } from '../../domain/activity/types.ts';
import { DAY_MS, dateOf, instantOf, isoShanghai } from '../../domain/calendar/time.ts';
import type { Absence, IntentOf } from '../../domain/intent.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import type { MeetingRecord } from '../../ports/store.ts';
import { act, type Ended, permit } from '../act.ts';
import { addActivity, changeActivity, markAttendance, putRecord } from '../effects.ts';
import { peopleNamed, type Resolved } from '../people.ts';
import { ask, confirm } from '../questions.ts';
import type { Turn } from '../turn.ts';
import { askWho } from '../who.ts';
import { activityName, activityWords, currentRoll } from '../words.ts';
import { reasonOf } from './mark-others.ts';
import { clockTime, typesOf, unitFor } from './plan-activity.ts';

interface Meeting {
  /** the one planned here, when there is one */
  planned: Activity | undefined;
  unitId: number;
  types: ActivityType[];
}

export const report = act<'activity_report', Meeting>({
  permit: permit('submit_record', ({ unitId, types }) => ({ unitId, types })),
  async about(turn) {
    const types = typesOf(turn.intent);
    const place = await unitFor(turn, turn.intent.scope, types);
    if ('reply' in place) return place;
    const planned = await plannedActivity(turn, place.unit.id, types);
    const kinds = planned?.types ?? types;
    if (kinds.length === 0)
      return { reply: await ask(turn, 'type', 'report.ask_type', { types: SHORT_TYPE_WORDS }) };
    return { planned, unitId: planned?.unitId ?? place.unit.id, types: kinds };
  },
  carryOut: (turn, meeting) => record(turn, meeting),
});

async function record(turn: Turn<'activity_report'>, { planned, unitId, types }: Meeting): Promise<Reply> {
  const { intent } = turn;
  if (clockTime(intent.startAt) !== undefined && clockTime(intent.startAt)! > turn.now)
    return turn.say('report.in_the_future');
  if (!(await hasFigures(turn, planned)))
    return confirm(turn, turn.say('report.ask_figures', { name: activityName(turn, types) }));
  const absentees = (intent.absent ?? []).map((a) => a.name);
  const asked = turn.confirmed ? undefined : await askWho(turn, absentees, unitId);
  if (asked) return asked;
  const activity = planned ?? (await newActivity(turn, unitId, types));
  const figures = await figuresOf(turn, activity);
  const problems = figures.problems.filter(
    (p) => !turn.confirmed && !(planned && p.code === 'roster_differs'),
  );
  const state = problems.length > 0 ? 'draft' : 'confirmed';
  await putRecord(turn, figures.record(state));
  const words = { ...activityWords(turn, activity), ...figures.words };
  if (state === 'draft') {
    return confirm(
      turn,
      turn.say('report.contradiction', {
        ...words,
        problems: problems.map((p) => problemLine(turn, p, figures.slips)),
      }),
    );
  }
  const differs = await notIn(turn, activity, figures);
  await fillAttendance(turn, activity, figures.absentPeople, figures.everyoneNamed);
  await changeActivity(turn, activity, {
    stage: 'recorded',
    host: intent.host ?? activity.host,
    recorder: intent.recorder ?? activity.recorder,
    place: intent.place ?? activity.place,
    topic: intent.topic ?? activity.topic,
    endAt: clockTime(intent.endAt) ?? activity.endAt,
  });
  await turn.tx.cancelOutbox(`activity:${activity.id}`);
  return {
    ...turn.say('report.done', { ...words, differs, lacking: lacking(turn, activity) }),
    cardState: turn.say('report.state').text,
  };
}

/** The record as the check-ins have it, confirmed by one button: what the button stands for. */
export async function rollAsReport(
  turn: Turn,
  activityId: number,
): Promise<IntentOf<'activity_report'> | Ended> {
  const activity = await turn.tx.activity(activityId);
  if (activity?.stage !== 'planned') {
    const words = activity ? activityWords(turn, activity) : null;
    const already = turn.say('report.already', { activity: words });
    return { reply: { ...already, cardState: turn.say('report.state').text } };
  }
  const roll = await currentRoll(turn, activity);
  const nameOf = (id: string) => turn.org.person(id)?.name ?? id;
  const [activityType] = activity.types;
  return {
    intent: 'activity_report',
    activityId,
    ...(activityType && { activityType }),
    activityTypes: activity.types,
    startAt: isoShanghai(activity.startAt),
    expected: roll.due.members.length,
    present: roll.present.length,
    absent: [
      ...roll.leave.map(
        (a): Absence => ({ name: nameOf(a.personId), ...(a.reason && { reason: a.reason }) }),
      ),
      ...roll.missing.map((p): Absence => ({ name: p.name })),
    ],
    scope: turn.org.unit(activity.unitId).path,
  };
}

/** The one planned here that the report speaks of: same day, or the last one that has begun. */
async function plannedActivity(
  turn: Turn<'activity_report'>,
  unitId: number,
  types: ActivityType[],
): Promise<Activity | undefined> {
  // A button means the very meeting it shows.
  if (turn.intent.activityId !== undefined) return turn.tx.activity(turn.intent.activityId);
  const day = turn.intent.startAt?.slice(0, 10);
  const from = day ? instantOf(day) : turn.now - 7 * DAY_MS;
  const to = day ? Math.min(instantOf(day) + DAY_MS - 1, turn.now) : turn.now;
  const list = await turn.tx.activities([unitId], from, to);
  const fitting = list.filter((a) => types.length === 0 || types.every((t) => a.types.includes(t)));
  const open = fitting.filter((a) => a.stage === 'planned' || a.stage === 'draft');
  return (open.length > 0 ? open : day ? fitting : []).at(-1);
}

/** Somebody must have said, or signed, that people were there: a record of nobody is never made. */
async function hasFigures(
  { tx, intent }: Turn<'activity_report'>,
  planned: Activity | undefined,
): Promise<boolean> {
  if (intent.present !== undefined || intent.absent?.length || intent.names?.length) return true;
  return planned !== undefined && (await tx.attendance(planned.id)).some((a) => isPresent(a.state));
}

function newActivity(
  turn: Turn<'activity_report'>,
  unitId: number,
  types: ActivityType[],
): Promise<Activity> {
  const { intent } = turn;
  const day = intent.startAt ?? dateOf(turn.now);
  return addActivity(turn, {
    unitId,
    types,
    topic: intent.topic ?? null,
    place: intent.place ?? null,
    // Without a clock time the day alone is known; noon keeps it on that day in every span.
    startAt: clockTime(day) ?? Math.min(instantOf(day, 12), turn.now),
    endAt: clockTime(intent.endAt) ?? null,
    host: intent.host ?? null,
    recorder: intent.recorder ?? null,
    stage: 'draft',
    source: 'report',
    createdBy: turn.sender.id,
    createdAt: turn.now,
  });
}

async function figuresOf(turn: Turn<'activity_report'>, activity: Activity) {
  const { intent } = turn;
  const absent = intent.absent ?? [];
  const away = peopleNamed(
    turn,
    absent.map((a) => a.name),
    activity.unitId,
  );
  const roll = await currentRoll(turn, activity);
  const due = dueFor(activity, turn.org).members;
  const expected = intent.expected ?? (intent.present === undefined ? due.length : undefined);
  const present =
    intent.present ??
    (absent.length > 0 && expected !== undefined ? expected - absent.length : roll.present.length);
  const unknownNames = [...away.unknown.map((u) => u.name), ...away.several.map((s) => s.name)];
  const problems = reportProblems({
    expected,
    present,
    absent,
    due: due.length,
    quorum: quorumOf(activity, turn.org),
    unknownNames,
  });
  return {
    problems,
    slips: away,
    absentPeople: away.people.map((person) => ({ person, reason: reasonOf(turn, absent, person) })),
    /** with every absentee named, all others of the roster were there */
    everyoneNamed:
      unknownNames.length === 0 && due.length - away.people.filter((p) => due.includes(p)).length === present,
    words: { expected: expected ?? due.length, present, absent: absent.map((a) => a.name) },
    record: (state: MeetingRecord['state']): MeetingRecord => ({
      activityId: activity.id,
      state,
      expected: expected ?? due.length,
      present,
      absent,
      content: intent.remark ?? null,
      by: turn.sender.id,
      at: turn.now,
    }),
  };
}

/** What one kind of problem has and another lacks. */
const NO_PROBLEM = { expected: 0, present: 0, absent: 0, missing: 0, needed: 0, of: 0, due: 0, names: [] };

function problemLine(turn: Turn, problem: ReportProblem, slips: Resolved): string {
  const maybe = slips.unknown.flatMap((u) =>
    u.similar.slice(0, 1).map((s) => ({ name: u.name, maybe: s.name })),
  );
  return turn.say(`report.${problem.code}`, { ...NO_PROBLEM, ...problem, maybe }).text;
}

/** How the figures differ from the check-ins; pointed out, never a reason to refuse. */
async function notIn(
  turn: Turn,
  activity: Activity,
  figures: Awaited<ReturnType<typeof figuresOf>>,
): Promise<string> {
  const checkedIn = (await turn.tx.attendance(activity.id)).filter((a) => isPresent(a.state)).length;
  if (checkedIn === 0 || checkedIn === figures.words.present) return '';
  return turn.say('report.differs', { checked_in: checkedIn, present: figures.words.present }).text;
}

async function fillAttendance(
  turn: Turn,
  activity: Activity,
  absent: { person: Person; reason: string | null }[],
  everyoneNamed: boolean,
): Promise<void> {
  const base = { activityId: activity.id, at: turn.now, by: turn.sender.id };
  for (const { person, reason } of absent) {
    await markAttendance(turn, { ...base, personId: person.id, state: 'leave', reason });
  }
  if (!everyoneNamed) return;
  const roll = await currentRoll(turn, activity);
  const away = new Set(absent.map((a) => a.person.id));
  for (const person of [...roll.missing, ...roll.leave.map((a) => turn.org.person(a.personId)!)]) {
    if (!away.has(person.id))
      await markAttendance(turn, { ...base, personId: person.id, state: 'present', reason: null });
  }
}

/** What a complete record still lacks, named and not asked for. */
function lacking(turn: Turn<'activity_report'>, activity: Activity): string[] {
  const { intent } = turn;
  const parts: ('host' | 'recorder' | 'place')[] = [];
  if (!intent.host && !activity.host) parts.push('host');
  if (!intent.recorder && !activity.recorder) parts.push('recorder');
  if (!intent.place && !activity.place) parts.push('place');
  return parts.map((part) => turn.say(`report.part_${part}`).text);
}
