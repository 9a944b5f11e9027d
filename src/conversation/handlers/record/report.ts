// 会议上报: one message of an officer records a meeting, or corrects its record; contradictions come back as one question.

import type { Activity } from '../../../domain/activity/activity.ts';
import { isPresent } from '../../../domain/activity/attendance.ts';
import { dueFor } from '../../../domain/activity/due.ts';
import { type ActivityType, meetingName, shortTypeWords } from '../../../domain/activity/types.ts';
import { addDays, DAY_MS, dateOf, instantOf } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import type { Office } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MeetingRecord } from '../../../ports/store.ts';
import { act, type Ended, permit } from '../../act.ts';
import { addActivity, changeActivity, markAttendance, putRecord } from '../../effects.ts';
import { officer, officers } from '../../people.ts';
import { ask, askReport, listen } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { askWho } from '../../who.ts';
import { activityWords, whenOf } from '../../words.ts';
import { mark } from '../mark.ts';
import { clockTime, typesOf, unitFor } from '../plan-activity.ts';
import { withDecisions } from './decided.ts';
import { hasFigures, type Meeting, meetingOf, startOf } from './meeting.ts';
import { type Proposal, proposalOf } from './proposal.ts';
import { questionAbout } from './question.ts';
import { pointer, recorded } from './words.ts';

export const report = act<'activity_report', Meeting>({
  permit: permit('submit_record', ({ unitId, types }) => ({ unitId, types })),
  async about(turn) {
    const { intent } = turn;
    const types = typesOf(intent);
    const shown = intent.activityId === undefined ? undefined : await meetingOf(turn, 0, types);
    if (shown) return shown;
    const place = await unitFor(turn, intent.scope, types);
    if ('reply' in place) return place;
    const ofPeriod = types.length > 0 ? await inPeriod(turn, place.unit.id, types) : undefined;
    if (ofPeriod) return ofPeriod;
    const meeting = await meetingOf(turn, place.unit.id, types);
    if ('reply' in meeting || meeting.types.length > 0) return meeting;
    return { reply: await ask(turn, 'type', 'report.ask_type', { types: shortTypeWords() }) };
  },
  async carryOut(turn, meeting) {
    const { intent } = turn;
    const { activity } = meeting;
    if (activity?.stage === 'planned' && isOfPeople(intent)) return markOnly(turn, activity);
    if (isAhead(turn, meeting)) return turn.say('report.in_the_future');
    if (activity?.stage === 'planned' && !hasFigures(intent) && isOfFields(intent) && !isOfRecord(intent))
      return supplement(turn, activity);
    if (!(await saysEnough(turn, activity))) {
      return askReport(pinned(turn, meeting), askFigures(turn, meeting), []);
    }
    const names = [...(intent.absent ?? []).map((a) => a.name), ...(intent.names ?? [])];
    const asked = await askWho(pinned(turn, meeting), names, meeting.unitId);
    if (asked) return asked;
    const proposal = await proposalOf(turn, meeting);
    if (proposal.problems.length > 0) return questionAbout(pinned(turn, meeting), meeting, proposal);
    return store(turn, meeting, proposal);
  },
});

const FIELDS = ['host', 'recorder', 'lecturer', 'place', 'topic', 'content'] as const;
const isOfFields = (intent: Turn<'activity_report'>['intent']) =>
  FIELDS.some((key) => intent[key] !== undefined);

/** 陈思远来了，赵六没来: of these two, and no report of the meeting. */
const isOfPeople = (said: Turn<'activity_report'>['intent']): boolean =>
  said.activityId === undefined &&
  said.activityType === undefined &&
  said.startAt === undefined &&
  said.expected === undefined &&
  said.present === undefined &&
  said.everyone === undefined &&
  said.names !== undefined;

function markOnly(turn: Turn<'activity_report'>, activity: Activity): Promise<Reply> {
  const { names = [], absent = [], unexcused = [] } = turn.intent;
  return mark(turn, activity, { how: 'roster', state: 'present', names, absent, unexcused });
}

/** What only a record keeps. */
const isOfRecord = ({ content, votes, resolutions }: Turn<'activity_report'>['intent']) =>
  content !== undefined || votes !== undefined || resolutions !== undefined;

/** 记录人李四 of a meeting without figures yet: it is kept with the meeting, which stays without a record. */
async function supplement(turn: Turn<'activity_report'>, activity: Activity): Promise<Reply> {
  const changed = await changeActivity(turn, activity, told(turn, activity));
  await listen(turn, 'record', pointer(changed));
  return supplemented(turn, changed);
}

/** Only what was said is said again. */
function supplemented(turn: Turn<'activity_report'>, activity: Activity): Reply {
  const { place = '', topic = '' } = turn.intent;
  const who = (office: Office) => officer(turn, office) ?? '';
  return turn.say('report.supplemented', {
    ...activityWords(turn, activity),
    place,
    topic,
    host: who('host'),
    lecturer: who('lecturer'),
    recorder: who('recorder'),
    recorded: activity.stage === 'recorded',
  });
}

function askFigures(turn: Turn, meeting: Meeting): Reply {
  const due = dueFor(meeting, turn.org).members;
  return turn.say('report.ask_figures', {
    name: meetingName(meeting.types),
    known: meeting.activity ? whenOf(meeting.activity) : '',
    expected: due.length,
    fewer: Math.max(0, due.length - 1),
    example: (due.find((p) => p.id !== turn.sender.id) ?? due[0])?.name ?? '',
  });
}

/** 上月主题党日: the one of that month, where there is but one; else which day it was is asked, and never made up. */
async function inPeriod(
  turn: Turn<'activity_report'>,
  unitId: number,
  types: ActivityType[],
): Promise<Meeting | Ended | undefined> {
  const { period, startAt } = turn.intent;
  if (!period || startAt) return undefined;
  const { from, to } = { from: instantOf(period.from), to: instantOf(period.to) + DAY_MS - 1 };
  const list = await turn.tx.activities([unitId], from, Math.min(to, turn.now));
  const fitting = list.filter((a) => types.every((type) => a.types.includes(type)));
  const [only, ...more] = fitting;
  if (only && more.length === 0)
    return { activity: only, unitId, types: only.types, day: dateOf(only.startAt) };
  const name = meetingName(types);
  const example = addDays(period.to, -5) < period.from ? period.from : addDays(period.to, -5);
  return { reply: await ask(turn, 'time', 'report.ask_day', { name, ...period, example }) };
}

/** What is still to come cannot be told of, whatever the hour that is said. */
function isAhead({ intent, now }: Turn<'activity_report'>, { activity, day }: Meeting): boolean {
  if (day > dateOf(now)) return true;
  const clock = clockTime(intent.startAt);
  if (clock !== undefined) return clock > now;
  return (
    activity !== undefined && activity.stage === 'planned' && activity.hasClock && activity.startAt > now
  );
}

/** Somebody must have said, or signed, that people were there: a record of nobody is never made. */
async function saysEnough(
  { tx, intent }: Turn<'activity_report'>,
  activity: Activity | undefined,
): Promise<boolean> {
  if (hasFigures(intent) || activity?.stage === 'recorded') return true;
  return activity !== undefined && [...(await tx.attendance(activity.id))].some((a) => isPresent(a.state));
}

/** The same report with the meeting it is about: what answers a question about it can be of no other. */
function pinned(turn: Turn<'activity_report'>, meeting: Meeting): Turn<'activity_report'> {
  const { unitId, types, activity, day } = meeting;
  const [first] = types;
  const intent = toIntent({
    ...turn.intent,
    ...(activity ? { activityId: activity.id } : { scope: turn.org.unit(unitId).path }),
    ...(first && { activityType: first }),
    ...(types.length > 1 && { activityTypes: types }),
    startAt: turn.intent.startAt ?? day,
  }) as Turn<'activity_report'>['intent'];
  return { ...turn, intent };
}

async function store(turn: Turn<'activity_report'>, meeting: Meeting, proposal: Proposal): Promise<Reply> {
  const { intent } = turn;
  const before = meeting.activity;
  const activity = before ?? (await addActivity(turn, fresh(turn, meeting)));
  for (const { person, state, reason } of proposal.marks)
    await markAttendance(turn, {
      activityId: activity.id,
      personId: person.id,
      state,
      reason,
      at: turn.now,
      by: turn.sender.id,
    });
  const { record } = proposal;
  const stored: MeetingRecord = {
    activityId: activity.id,
    expected: proposal.expected,
    present: proposal.present,
    due: record?.due ?? proposal.before.due.members.map(({ id, name }) => ({ id, name })),
    guestsAway: proposal.guestsAway,
    content: intent.content ?? intent.remark ?? record?.content ?? null,
    votes: proposal.votes,
    resolutions: proposal.resolutions,
    by: turn.sender.id,
    at: turn.now,
  };
  await putRecord(turn, stored);
  const changed = await changeActivity(turn, activity, {
    stage: 'recorded',
    types: meeting.types,
    ...told(turn, activity),
  });
  await turn.tx.cancelOutbox(`activity:${activity.id}`);
  const isSame = record?.expected === proposal.expected && record.present === proposal.present;
  const isAddition = isOfFields(intent) || (isOfRecord(intent) && !hasFigures(intent));
  if (isSame && proposal.marks.length === 0 && isAddition) {
    await listen(turn, 'record', pointer(changed));
    return withDecisions(turn, changed, stored, supplemented(turn, changed));
  }
  const reply = await recorded(turn, { before, activity: changed, proposal, absent: intent.absent });
  return withDecisions(turn, changed, stored, reply);
}

/** What the message tells of the meeting itself; the rest stays as it was planned. */
function told(turn: Turn<'activity_report'>, activity: Activity): Partial<Activity> {
  const { intent } = turn;
  const startAt = clockTime(intent.startAt);
  return {
    ...officers(turn, activity),
    place: intent.place ?? activity.place,
    topic: intent.topic ?? activity.topic,
    endAt: clockTime(intent.endAt) ?? activity.endAt,
    ...(startAt !== undefined && { startAt, hasClock: true }),
  };
}

function fresh(turn: Turn<'activity_report'>, meeting: Meeting): Omit<Activity, 'id' | 'revision'> {
  const { intent } = turn;
  return {
    unitId: meeting.unitId,
    types: meeting.types,
    topic: intent.topic ?? null,
    place: intent.place ?? null,
    ...startOf(turn, meeting),
    endAt: clockTime(intent.endAt) ?? null,
    host: officer(turn, 'host') ?? null,
    recorder: officer(turn, 'recorder') ?? null,
    lecturer: officer(turn, 'lecturer') ?? null,
    stage: 'recorded',
    source: 'report',
    createdBy: turn.sender.id,
    createdAt: turn.now,
  };
}
