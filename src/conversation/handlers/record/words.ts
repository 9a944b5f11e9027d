// What is answered when a record stands: figures, everybody who was not there by name, and what it still lacks.
import type { Activity } from '../../../domain/activity/activity.ts';
import { awayUnnamed, type Roll } from '../../../domain/activity/attendance.ts';
import { quorumOf } from '../../../domain/activity/report.ts';
import { isLecture } from '../../../domain/activity/types.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Filled, IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { targetOf } from '../../near.ts';
import { listen } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { activityWords, whenOf } from '../../words.ts';
import type { Proposal } from './proposal.ts';

/** Names listed at most. */
const NAMES = 50;

/** So many of what is lacking are shown as they may be sent. */
const EXAMPLES = 2;

interface Recorded {
  /** as the message named them */
  absent: IntentOf<'activity_report'>['absent'];
  /** as it was planned or recorded; undefined for a meeting that was reported only */
  before: Activity | undefined;
  activity: Activity;
  proposal: Proposal;
}

export async function recorded(turn: Turn, { before, activity, proposal, absent }: Recorded): Promise<Reply> {
  const { record, expected, present } = proposal;
  const isCorrection = before?.stage === 'recorded';
  const wasElse = record && (record.expected !== expected || record.present !== present);
  const isMoved = before?.hasClock === true && before.startAt !== activity.startAt;
  const { everyone }: Filled = turn.intent;
  const isOfAll = everyone !== undefined;
  const checkedIn = proposal.before.present.length;
  const away = awayUnnamed(proposal.after, proposal.guestsAway.length);
  const reply = turn.say('report.done', {
    ...activityWords(turn, activity),
    ...rollWords(turn, proposal.after, proposal.guestsAway),
    correction: isCorrection,
    was: wasElse ? { expected: record.expected, present: record.present } : null,
    planned: isMoved && !isCorrection ? whenOf(before) : '',
    // Who signs is one thing, who was there another; that fewer signed is said and no reason to ask. Whoever says
    // 全到 knows it.
    checked_in: !isCorrection && !isOfAll && checkedIn > 0 && checkedIn < present ? checkedIn : 0,
    outside: proposal.outside.map((p) => p.name),
    still_on_leave: proposal.stillOnLeave.map((p) => p.name),
    // Names of the roster as an example, and nobody's absence.
    who_else: proposal.after.missing.slice(0, Math.min(away, EXAMPLES)).map((p) => p.name),
    ...lacking(turn, activity),
    quorum: quorumMissed(turn, activity, present),
  });
  await listen(turn, 'record', { ...pointer(activity, away), ...(absent && { absent }) });
  return { ...reply, cardState: turn.say('report.state').text };
}

/**
 * The meeting that the next line is about, with what tells it from others.
 * @param away how many are away of whom it is not said who: names alone may be theirs
 */
export const pointer = ({ id, types, startAt }: Activity, away = 0): IntentOf<'activity_report'> => ({
  intent: 'activity_report',
  activityId: id,
  activityTypes: types,
  startAt: dateOf(startAt),
  ...(away > 0 && { lacks: 'away' }),
});

/** Who was there and who was not, as a record says it. Reasons are for officers, and never for a group. */
export function rollWords(turn: Turn, roll: Roll, guestsAway: Proposal['guestsAway'] = []) {
  const isPrivate = turn.chat === '';
  const written = (name: string, reason: string | null | undefined) =>
    isPrivate && reason ? turn.say('report.with_reason', { name, reason }).text : name;
  const named = ({ person, reason }: Roll['leave'][number]) => written(person.name, reason);
  const guest = ({ name, reason }: Proposal['guestsAway'][number]) => written(name, reason);
  const missing = roll.unnamed > 0 ? [] : roll.missing;
  return {
    expected: roll.expected,
    present: roll.attended,
    late: roll.late.map((p) => p.name),
    leave: [...roll.leave.map(named), ...guestsAway.filter((g) => !g.unexcused).map(guest)],
    absent: [...roll.absent.map(named), ...guestsAway.filter((g) => g.unexcused).map(guest)],
    missing: missing.slice(0, NAMES).map((p) => p.name),
    missing_count: missing.length,
    unnamed: roll.unnamed,
    extra: roll.extra.map((p) => p.name),
  };
}

/** What the meeting cannot decide with so few; null where no quorum applies or it is reached. */
function quorumMissed(turn: Turn, activity: Activity, present: number) {
  const quorum = quorumOf(activity, turn.org);
  return quorum && present < quorum.needed ? quorum : null;
}

/** What a complete record still lacks, named and not asked for. */
function lacking(turn: Turn, activity: Activity): { lacking: string[]; examples: string[] } {
  const parts: ('host' | 'recorder' | 'place' | 'lecturer')[] = [];
  if (activity.host === null) parts.push('host');
  if (activity.recorder === null) parts.push('recorder');
  if (activity.place === null) parts.push('place');
  if (isLecture(activity.types) && activity.lecturer === null && activity.host === null)
    parts.push('lecturer');
  const { sender, org, permissions } = turn;
  const officers = permissions.whoMay(org, 'submit_record', targetOf(activity));
  const another = officers.find((p) => p.id !== sender.id) ?? sender;
  return {
    lacking: parts.map((part) => turn.say(`report.part_${part}`).text),
    examples: parts.slice(0, EXAMPLES).map((part) => {
      const { name } = part === 'recorder' ? another : sender;
      return turn.say(`report.example_${part}`, { name }).text;
    }),
  };
}
