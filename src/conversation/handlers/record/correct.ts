// 刘洋没来，记错了: one entry of the roll is set right by an officer; what stood there stays with the message.

import type { Activity } from '../../../domain/activity/activity.ts';
import { awayUnnamed, type Roll } from '../../../domain/activity/attendance.ts';
import { HOUR_MS } from '../../../domain/calendar/time.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { CorrectedState } from '../../../domain/slots.ts';
import { act, permit } from '../../act.ts';
import { clearAttendance, markAttendance } from '../../effects.ts';
import { candidates, isNamed, type Near, targetOf, unitsOf } from '../../near.ts';
import { askWhetherOld } from '../../old-meeting.ts';
import { peopleNamed } from '../../people.ts';
import { listen } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { askWho } from '../../who.ts';
import { activityWords, currentRoll } from '../../words.ts';
import { doubts } from '../mark.ts';
import { nothingPast } from '../mark-others.ts';
import { nameTheRest, settleFigures } from './figures.ts';
import { pointer, rollWords } from './words.ts';

export const correct = act<'attendance_correct', { near: Near }>({
  permit: permit('mark_others', ({ near }) => targetOf(near.activity)),
  async about(turn) {
    const { intent } = turn;
    const unit = unitInQuestion(turn, intent.scope);
    if (unit && 'reply' in unit) return unit;
    const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), intent.activityId);
    // Who is excused, or cannot come, may be said of what is still to come.
    const isAhead = intent.state === 'exempt' || intent.state === 'leave';
    const begun = near.filter(
      (n) => (isAhead || n.phase !== 'planned') && n.phase !== 'cancelled' && isNamed(n, intent),
    );
    const past = begun.filter((n) => n.phase !== 'planned');
    // The one just over before any other, whatever stands there.
    const last = past.at(-1);
    const isFresh = last !== undefined && turn.now - last.activity.startAt < JUST_OVER_MS;
    const meant = isFresh ? last : ((await withEntry(turn, past)) ?? last ?? begun[0]);
    if (!meant) return nothingPast(turn, near);
    return (await askWhetherOld(turn, meant)) ?? { near: meant };
  },
  async carryOut(turn, { near: { activity } }) {
    const { names = [], state } = turn.intent;
    const asked = await askWho(turn, names, activity.unitId);
    if (asked) return asked;
    const found = peopleNamed(turn, names, activity.unitId);
    const before = await currentRoll(turn, activity);
    for (const person of found.people) await setRight(turn, activity, person, state);
    await settleFigures(turn, activity, before);
    const rest = await nameTheRest(turn, activity);
    const roll = await currentRoll(turn, activity);
    // What comes next may be its figures: 实到改成4人.
    if (activity.stage === 'recorded') await listen(turn, 'record', pointer(activity, awayUnnamed(roll)));
    return turn.say('attendance.corrected', {
      ...activityWords(turn, activity),
      ...rollWords(turn, roll),
      names: found.people.map((p) => p.name),
      state,
      was: found.people.length === 1 ? stateIn(before, found.people[0]!) : '',
      rest,
      ...doubts(found),
    });
  },
});

/** Of several meetings the last one where the person stands as something else. */
async function withEntry(
  turn: Turn<'attendance_correct'>,
  begun: readonly Near[],
): Promise<Near | undefined> {
  const [name] = turn.intent.names ?? [];
  if (name === undefined || turn.intent.startAt !== undefined) return undefined;
  for (const near of begun.slice(-MOST_LOOKED_AT).reverse()) {
    const [person] = peopleNamed(turn, [name], near.activity.unitId).people;
    const own = person && (await turn.tx.attendance(near.activity.id)).of(person.id);
    if (own && own.state !== turn.intent.state) return near;
  }
  return undefined;
}

const MOST_LOOKED_AT = 3;
const JUST_OVER_MS = 24 * HOUR_MS;

async function setRight(
  turn: Turn<'attendance_correct'>,
  { id: activityId }: Activity,
  person: Person,
  state: CorrectedState,
): Promise<void> {
  await turn.tx.cancelOutbox(`leave:${activityId}:${person.id}`);
  if (state === 'none') return clearAttendance(turn, activityId, person.id);
  const reason = turn.intent.reason ?? null;
  await markAttendance(turn, {
    activityId,
    personId: person.id,
    state,
    reason: state === 'present' || state === 'late' ? null : reason,
    at: turn.now,
    by: turn.sender.id,
  });
}

/** How a person stood before; empty where nothing was known. */
function stateIn(roll: Roll, { id }: Person): string {
  if (roll.present.some((p) => p.id === id)) return 'present';
  if (roll.leave.some((a) => a.personId === id)) return 'leave';
  return roll.absent.some((a) => a.personId === id) ? 'absent' : '';
}
