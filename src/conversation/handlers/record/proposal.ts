// What a report would make of the record, worked out before anything is stored: states by name, and figures.
import {
  type AttendanceState,
  presentAfter,
  type Roll,
  rollOf,
} from '../../../domain/activity/attendance.ts';
import {
  quorumOf,
  type ReportDoubt,
  type ReportProblem,
  reportProblems,
} from '../../../domain/activity/report.ts';
import {
  counted,
  resolutionsAfter,
  type VoteText,
  votersOf,
  votesAfter,
} from '../../../domain/activity/votes.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Absence, Slots } from '../../../domain/slots.ts';
import type { MeetingRecord } from '../../../ports/store.ts';
import { peopleNamed, type Resolved, reasonOf } from '../../people.ts';
import type { Turn } from '../../turn.ts';
import { hasFigures, type Meeting } from './meeting.ts';

interface Mark {
  person: Person;
  state: AttendanceState;
  reason: string | null;
}

export interface Proposal {
  marks: Mark[];
  /** the roll as it is, and as it would be */
  before: Roll;
  after: Roll;
  /** what stands recorded */
  record: MeetingRecord | undefined;
  expected: number;
  present: number;
  guestsAway: MeetingRecord['guestsAway'];
  /** 表决 and 决议 of the record then */
  votes: VoteText[];
  resolutions: MeetingRecord['resolutions'];
  problems: ReportProblem[];
  slips: Resolved;
  /** said to be absent, and on leave by their own word: the leave holds */
  stillOnLeave: Person[];
  /** said to be away, and not among those who are due */
  outside: Person[];
}

export async function proposalOf(turn: Turn<'activity_report'>, meeting: Meeting): Promise<Proposal> {
  const { intent, org } = turn;
  const { activity } = meeting;
  const rows = activity ? [...(await turn.tx.attendance(activity.id))] : [];
  const record = activity?.stage === 'recorded' ? await turn.tx.record(activity.id) : undefined;
  const before = rollOf(meeting, rows, org, record);
  const said = markedBy(turn, meeting, before, new Map(rows.map((r) => [r.personId, r])));
  const rolled = (marks: readonly Mark[], figures?: { expected: number; present: number }) => {
    const next = new Map(rows.map((r) => [r.personId, r]));
    const base = { activityId: activity?.id ?? 0, at: turn.now, by: turn.sender.id };
    for (const { person, state, reason } of marks)
      next.set(person.id, { ...base, personId: person.id, state, reason });
    const due = before.due.members.map(({ id, name }) => ({ id, name }));
    return rollOf(meeting, next.values(), org, figures && { ...figures, due });
  };
  const named = rolled(said.marks);
  const guestsAway = [
    ...(record?.guestsAway ?? []).filter((g) => !isNamed(said.guestsAway, g)),
    ...said.guestsAway,
  ];
  const away = namesAway(named, guestsAway);
  const expected = intent.expected ?? record?.expected ?? before.due.members.length;
  const present = intent.present ?? presentBy(turn, { expected, before, named, record, away: away.length });
  const marks = [...said.marks, ...byArithmetic(before, named, { expected, present, away: away.length })];
  const after = rolled(marks, { expected, present });
  const voters = votersOf(after);
  const votes = intent.votes?.map((vote) => counted(vote, voters));
  const isWhole = hasFigures(intent);
  const saysNobody = said.marks.length === 0 && said.guestsAway.length === 0 && said.unknown.length === 0;
  const isAsRecorded = saysNobody && record?.expected === expected && record.present === present;
  const ofThis = new Set([...said.away.map((p) => p.name), ...said.guestsAway.map((g) => g.name)]);
  return {
    marks,
    before,
    after,
    record,
    expected,
    present,
    guestsAway,
    votes: votesAfter(record?.votes ?? [], votes, isWhole),
    resolutions: resolutionsAfter(record?.resolutions ?? [], intent.resolutions, isWhole),
    slips: said.slips,
    stillOnLeave: said.stillOnLeave,
    outside: said.outside,
    // What stands recorded was asked about then: its host or place is no reason to ask again.
    problems: reportProblems(
      {
        expected,
        present,
        saysExpected: intent.expected !== undefined,
        away,
        unsaid: away.filter((name) => !ofThis.has(name)),
        namesAway: ofThis.size > 0 && intent.present !== undefined,
        there: rolled(marks).present.length,
        due: before.due.members.length,
        mobile: before.due.mobile.length,
        quorum: quorumOf(meeting, org),
        unknownNames: said.unknown,
        voters: voters.present,
        votes: votes ?? [],
      },
      isAsRecorded ? ALL_DOUBTS : (intent.accept ?? []),
    ),
  };
}

const ALL_DOUBTS: readonly ReportDoubt[] = ['unknown_names', 'no_quorum', 'roster_differs', 'names_missing'];

const isNamed = (list: readonly Absence[], { name }: Absence) => list.some((a) => a.name === name);

const namesAway = (roll: Roll, guests: readonly Absence[]): string[] => [
  ...[...roll.leave, ...roll.absent].map((a) => a.person.name),
  ...guests.map((g) => g.name),
];

/** What the message itself says of persons. */
function markedBy(
  turn: Turn<'activity_report'>,
  { unitId }: Meeting,
  before: Roll,
  rows: ReadonlyMap<string, { state: AttendanceState; reason: string | null }>,
) {
  const { absent = [], names = [], unexcused = [], late = [], everyone } = turn.intent;
  const away = peopleNamed(
    turn,
    absent.map((a) => a.name),
    unitId,
  );
  const there = peopleNamed(turn, names, unitId);
  const tardy = peopleNamed(turn, late, unitId);
  const marks = new Map<string, Mark>();
  const stillOnLeave: Person[] = [];
  const isUnexcused = (person: Person) =>
    absent.some(
      (a) => unexcused.includes(a.name) && peopleNamed(turn, [a.name], unitId).people[0] === person,
    );
  // 列席 and 流动党员 are outside 应到, and so is who is no member of the committee at its meeting.
  const outside = away.people.filter((p) => !before.due.members.includes(p));
  for (const person of away.people.filter((p) => !outside.includes(p))) {
    const reason = reasonOf(turn, absent, person);
    const now = rows.get(person.id);
    // 缺席 over a list is said of those on leave as well; with a reason of its own it is not.
    const keeps = now?.state === 'leave' && isUnexcused(person) && reason === null;
    if (keeps) stillOnLeave.push(person);
    const state = isUnexcused(person) && !keeps ? 'absent' : 'leave';
    marks.set(person.id, {
      person,
      state,
      reason: reason ?? (state === 'leave' ? (now?.reason ?? null) : null),
    });
  }
  for (const person of there.people) marks.set(person.id, { person, state: 'present', reason: null });
  for (const person of tardy.people) marks.set(person.id, { person, state: 'late', reason: null });
  for (const { person, state } of coveredBy(everyone, before))
    if (!marks.has(person.id)) marks.set(person.id, { person, state, reason: null });
  // Who stands there already stays as he signed: 迟到 and 补签 are kept.
  const isNews = ({ person, state, reason }: Mark) => {
    const now = rows.get(person.id);
    return state === 'present'
      ? !before.present.includes(person)
      : now?.state !== state || now.reason !== reason;
  };
  const unknown = [...away.unknown, ...there.unknown, ...tardy.unknown].map((u) => u.name);
  const several = [...away.several, ...there.several, ...tardy.several].map((s) => s.name);
  const guestsAway = absent
    .filter(({ name }) => away.unknown.some((u) => u.name === name))
    .map((a) => (unexcused.includes(a.name) ? { ...a, unexcused: true } : a));
  return {
    marks: [...marks.values()].filter(isNews),
    away: away.people.filter((p) => !outside.includes(p)),
    outside,
    guestsAway,
    stillOnLeave,
    unknown: [...unknown, ...several],
    slips: away,
  };
}

/** 全员到齐 is said of all who have not asked for leave; 都没来 of all of whom nothing is known. */
function coveredBy(everyone: Slots['everyone'] | undefined, roll: Roll): Pick<Mark, 'person' | 'state'>[] {
  if (everyone === undefined) return [];
  const absent = new Set(roll.absent.map((a) => a.personId));
  // 其余都到了 leaves alone who is said to be absent; 全员到齐 does not.
  const found = everyone === 'present' ? roll.due.members.filter((p) => absent.has(p.id)) : [];
  const state = everyone === 'absent' ? 'absent' : 'present';
  return [...roll.missing, ...found].map((person) => ({ person, state }));
}

interface Counted {
  expected: number;
  before: Roll;
  named: Roll;
  record: MeetingRecord | undefined;
  away: number;
}

/** 实到 where the message does not say it. */
function presentBy({ intent }: Turn<'activity_report'>, c: Counted): number {
  const { everyone, absent, expected, names } = intent;
  // A list of those who came is a list of these: who is not on it is not there by that.
  const isList = names !== undefined && everyone === undefined;
  const isAway = absent !== undefined && !isList && (expected !== undefined || !c.record);
  const isSaid = everyone === 'present' || everyone === 'rest' || isAway;
  if (isSaid) return c.expected - c.away;
  return c.record ? presentAfter(c.record, c.before, c.named) : c.named.present.length;
}

/** With every absentee named, all others of the roster were there. */
function byArithmetic(
  before: Roll,
  named: Roll,
  { expected, present, away }: { expected: number; present: number; away: number },
): Mark[] {
  const isWhole = expected === before.due.members.length && expected - away === present;
  const awayDue = named.leave.length + named.absent.length;
  if (!isWhole || awayDue !== away) return [];
  return named.missing.map((person) => ({ person, state: 'present', reason: null }));
}
