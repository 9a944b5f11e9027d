// A report that contradicts itself: one question that says what, with the ways it may have been meant. Nothing is stored
// before; what is chosen is checked again.

import { isOfRoster, type ReportDoubt, type ReportProblem } from '../../../domain/activity/report.ts';
import { meetingName } from '../../../domain/activity/types.ts';
import { type Filled, type Intent, toIntent } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { askReport, MOST_OPTIONS } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { whenOf } from '../../words.ts';
import { clockTime } from '../plan-activity.ts';
import type { Meeting } from './meeting.ts';
import { type Proposal, proposalOf } from './proposal.ts';
import { waysOfVotes } from './votes.ts';

/** One way to set it right: what changes, and how it is worded. */
interface Way {
  text: string;
  change: Filled;
}

type Reporting = Turn<'activity_report'>;

export async function questionAbout(turn: Reporting, meeting: Meeting, proposal: Proposal): Promise<Reply> {
  const { problems } = proposal;
  const found = problems.flatMap((problem) => waysOf(turn, problem, proposal));
  const ways = distinct(await possible(turn, meeting, found, proposal.before));
  // Where each point may be true as it stands, 对 stores it so.
  const asWritten = problems.every(({ code }) => DOUBT_OF[code] !== undefined || code === 'count_mismatch');
  const isAsWritten = ({ change }: Way) =>
    change.accept !== undefined &&
    change.expected === turn.intent.expected &&
    change.present === turn.intent.present;
  const yes = asWritten ? ways.findIndex(isAsWritten) : -1;
  const { startAt } = turn.intent;
  const isTimed = clockTime(startAt) !== undefined || !meeting.activity;
  const reply = turn.say('report.contradiction', {
    name: meetingName(meeting.types),
    unit: turn.org.unit(meeting.unitId).name,
    startAt: isTimed ? (startAt ?? meeting.day) : whenOf(meeting.activity!),
    problems: problems.map((problem) => problemLine(turn, problem, proposal)),
    ways: ways.map(({ text }) => text),
    // Figures of those present say nothing about votes.
    example: problems.every(({ code }) => code === 'too_many_votes') ? null : exampleIn(turn, ways, proposal),
  });
  return askReport(
    turn,
    reply,
    ways.map((way): Intent => toIntent(way.change)),
    yes < 0 ? undefined : yes,
  );
}

/** What may be true all the same. */
const DOUBT_OF: Partial<Record<ReportProblem['code'], ReportDoubt>> = {
  unknown_names: 'unknown_names',
  no_quorum: 'no_quorum',
  roster_differs: 'roster_differs',
  too_many_votes: 'too_many_votes',
};

function waysOf(
  turn: Reporting,
  problem: ReportProblem,
  { present, expected, before, after, guestsAway, problems }: Proposal,
): Way[] {
  const away = after.leave.length + after.absent.length + guestsAway.length;
  const said: Filled = turn.intent;
  const due = before.due.members.length;
  const way = (change: Partial<Filled>, text: string): Way => ({ text, change: { ...said, ...change } });
  const figures = (e: number, p: number): Way =>
    way({ expected: e, present: p }, turn.say('report.way_figures', { expected: e, present: p }).text);
  switch (problem.code) {
    case 'more_than_expected':
      return [
        figures(present, expected),
        ...(due >= present && due !== expected ? [figures(due, present)] : []),
        figures(expected, expected - away),
      ];
    case 'fewer_than_there':
      return [figures(expected, problem.there)];
    case 'count_mismatch':
      return [
        ...(problem.absent < problem.missing ? [accepting(turn, problems)] : []),
        figures(expected, expected - problem.absent),
        figures(present + problem.absent, present),
      ];
    case 'away_unsaid': {
      const names = [...problem.names];
      const came = turn.say('report.way_came', { names, expected, present }).text;
      const rest = expected - problem.absent;
      const stayed = turn.say('report.way_stayed', { names, expected, present: rest }).text;
      return [way({ names: [...(said.names ?? []), ...names] }, came), way({ present: rest }, stayed)];
    }
    case 'roster_differs':
      return [
        accepting(turn, problems),
        figures(due, Math.max(0, present - (expected - due))),
        figures(due, present),
      ].filter(({ change }) => (change.present ?? 0) <= (change.expected ?? due));
    case 'too_many_votes': {
      const mended = waysOfVotes(turn, said.votes ?? [], problem).map(({ text, votes }) =>
        way({ votes }, text),
      );
      return [...mended.slice(0, -1), accepting(turn, problems), ...mended.slice(-1)];
    }
    default:
      return [accepting(turn, problems)];
  }
}

/** Who may be named so that the figures add up; empty where one name is not enough. */
function whoElse(problem: ReportProblem, after: Proposal['after']): string {
  if (problem.code !== 'fewer_than_there' || problem.there - problem.present !== 1) return '';
  const away = after.leave.length + after.absent.length + 1;
  return after.expected - after.attended === away ? (after.present.at(-1)?.name ?? '') : '';
}

/** Figures that are right, to be sent back as they stand: no name and no consent is needed beside them. */
function exampleIn(
  { intent }: Reporting,
  ways: readonly Way[],
  { before, after, guestsAway }: Proposal,
): { expected: number; present: number } | null {
  for (const { change } of ways) {
    const { expected, present, accept, names } = change;
    const isEnough = accept === undefined && names?.length === intent.names?.length;
    if (isEnough && expected !== undefined && present !== undefined) return { expected, present };
  }
  if (ways.length > 0) return null;
  // Nothing can be chosen: the roster, and who is known to have been away.
  const due = before.due.members.length;
  const away = after.leave.length + after.absent.length + guestsAway.length;
  return { expected: due, present: Math.max(0, due - away) };
}

/** Ways that leave no contradiction; what may be true all the same is so by being chosen, and is not asked about again. */
async function possible(
  turn: Reporting,
  meeting: Meeting,
  ways: readonly Way[],
  { due }: Proposal['before'],
): Promise<Way[]> {
  const left: Way[] = [];
  const roster = { due: due.members.length, mobile: due.mobile.length };
  const isRoster = (expected = NaN) => isOfRoster(expected, roster);
  for (const { text, change } of ways) {
    // 应到 as the roster has it is what is sure.
    if (isRoster(turn.intent.expected) && !isRoster(change.expected)) continue;
    const intent = toIntent(change) as Reporting['intent'];
    const { problems } = await proposalOf({ ...turn, intent }, meeting);
    if (problems.some((problem) => !isDoubt(problem))) continue;
    const accept = [...(change.accept ?? []), ...doubtsIn(problems)];
    left.push({ text, change: accept.length > 0 ? { ...change, accept } : change });
  }
  return left;
}

/** Stored as it was written, with all that may be true of it. */
function accepting(turn: Reporting, problems: readonly ReportProblem[]): Way {
  return {
    text: turn.say('report.way_as_written').text,
    change: { ...turn.intent, accept: [...(turn.intent.accept ?? []), ...doubtsIn(problems)] },
  };
}

/** Fewer names than are missing may be true; more of them cannot. */
const isDoubt = (problem: ReportProblem): boolean =>
  problem.code === 'count_mismatch' ? problem.absent < problem.missing : DOUBT_OF[problem.code] !== undefined;

const doubtsIn = (problems: readonly ReportProblem[]): ReportDoubt[] =>
  problems.flatMap(({ code }): ReportDoubt[] => {
    if (code === 'count_mismatch') return ['names_missing'];
    const doubt = DOUBT_OF[code];
    return doubt ? [doubt] : [];
  });

function distinct(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way.change), way])).values()].slice(0, MOST_OPTIONS);
}

/** What one kind of problem has and another lacks. */
const NO_PROBLEM = {
  expected: 0,
  present: 0,
  absent: 0,
  missing: 0,
  needed: 0,
  of: 0,
  due: 0,
  there: 0,
  names: [],
};

function problemLine(turn: Turn, problem: ReportProblem, { slips, after }: Proposal): string {
  if (problem.code === 'too_many_votes') return turn.say('decisions.too_many_votes', problem).text;
  const maybe = slips.unknown.flatMap((u) =>
    u.similar.slice(0, 1).map((s) => ({ name: u.name, maybe: s.name })),
  );
  return turn.say(`report.${problem.code}`, {
    ...NO_PROBLEM,
    ...problem,
    maybe,
    example: whoElse(problem, after),
  }).text;
}
