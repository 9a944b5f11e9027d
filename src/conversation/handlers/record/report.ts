// 会议上报: one message of an officer records a meeting, or corrects its record; contradictions come back as one question.
import type { Activity } from '../../../domain/activity/activity.ts';
import { isPresent } from '../../../domain/activity/attendance.ts';
import { dueFor } from '../../../domain/activity/due.ts';
import { SHORT_TYPE_WORDS } from '../../../domain/activity/types.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, permit } from '../../act.ts';
import { addActivity, changeActivity, markAttendance, putRecord } from '../../effects.ts';
import { ask, askReport } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { askWho } from '../../who.ts';
import { activityName } from '../../words.ts';
import { clockTime, typesOf, unitFor } from '../plan-activity.ts';
import { hasFigures, type Meeting, meetingOf, startOf } from './meeting.ts';
import { type Proposal, proposalOf } from './proposal.ts';
import { questionAbout } from './question.ts';
import { recorded } from './words.ts';

export const report = act<'activity_report', Meeting>({
  permit: permit('submit_record', ({ unitId, types }) => ({ unitId, types })),
  async about(turn) {
    const { intent } = turn;
    const types = typesOf(intent);
    const shown = intent.activityId === undefined ? undefined : await meetingOf(turn, 0, types);
    if (shown) return shown;
    const place = await unitFor(turn, intent.scope, types);
    if ('reply' in place) return place;
    const meeting = await meetingOf(turn, place.unit.id, types);
    if ('reply' in meeting || meeting.types.length > 0) return meeting;
    return { reply: await ask(turn, 'type', 'report.ask_type', { types: SHORT_TYPE_WORDS }) };
  },
  async carryOut(turn, meeting) {
    const { intent } = turn;
    const { activity } = meeting;
    if (isAhead(turn, meeting)) return turn.say('report.in_the_future');
    if (!(await saysEnough(turn, activity))) {
      const expected = dueFor(meeting, turn.org).members.length;
      const figures = turn.say('report.ask_figures', { name: activityName(turn, meeting.types), expected });
      return askReport(pinned(turn, meeting), figures, []);
    }
    const names = [...(intent.absent ?? []).map((a) => a.name), ...(intent.names ?? [])];
    const asked = await askWho(pinned(turn, meeting), names, meeting.unitId);
    if (asked) return asked;
    const proposal = await proposalOf(turn, meeting);
    if (proposal.problems.length > 0) return questionAbout(pinned(turn, meeting), meeting, proposal);
    return store(turn, meeting, proposal);
  },
});

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
  return activity !== undefined && (await tx.attendance(activity.id)).some((a) => isPresent(a.state));
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
  await putRecord(turn, {
    activityId: activity.id,
    expected: proposal.expected,
    present: proposal.present,
    due: record?.due ?? proposal.before.due.members.map(({ id, name }) => ({ id, name })),
    guestsAway: proposal.guestsAway,
    content: intent.content ?? intent.remark ?? record?.content ?? null,
    votes: intent.votes ?? record?.votes ?? [],
    resolutions: intent.resolutions ?? record?.resolutions ?? [],
    by: turn.sender.id,
    at: turn.now,
  });
  const changed = await changeActivity(turn, activity, {
    stage: 'recorded',
    types: meeting.types,
    ...told(turn, activity),
  });
  await turn.tx.cancelOutbox(`activity:${activity.id}`);
  return recorded(turn, { before, activity: changed, proposal });
}

/** What the message tells of the meeting itself; the rest stays as it was planned. */
function told({ intent }: Turn<'activity_report'>, activity: Activity): Partial<Activity> {
  const startAt = clockTime(intent.startAt);
  return {
    host: intent.host ?? activity.host,
    recorder: intent.recorder ?? activity.recorder,
    lecturer: intent.lecturer ?? activity.lecturer,
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
    host: intent.host ?? null,
    recorder: intent.recorder ?? null,
    lecturer: intent.lecturer ?? null,
    stage: 'recorded',
    source: 'report',
    createdBy: turn.sender.id,
    createdAt: turn.now,
  };
}
