// 赵六为什么没来, 刘洋请假没有: how the people who are named stood to one meeting, and why, for those who may know.
import type { Activity } from '../../domain/activity/activity.ts';
import type { Roll } from '../../domain/activity/attendance.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { unitWords } from '../../reports/words.ts';
import { together } from '../act.ts';
import { targetOf } from '../near.ts';
import { maySeeReasons } from '../reasons.ts';
import type { Scope } from '../scope.ts';
import { mayDo, type Turn, whoMay } from '../turn.ts';

/** Those on the roster who are named, first of all those within what was asked about. */
export function peopleAsked({ org, intent }: Turn<'query'>, { tops, by }: Scope): Person[] {
  const isHere = ({ branchId }: Person) =>
    branchId !== null && tops.some(({ id }) => org.isWithin(branchId, id));
  return (intent.names ?? []).flatMap((name) => {
    const all = org.named(name);
    const here = all.filter(isHere);
    return here.length > 0 || by !== 'message' ? here.slice(0, 1) : all.slice(0, 1);
  });
}

/** Several of one name, and no branch said: which of them is not guessed. */
export function severalAsked({ org, intent, say }: Turn<'query'>, { tops }: Scope): Reply | undefined {
  for (const name of intent.names ?? []) {
    const here = org
      .named(name)
      .flatMap(({ branchId }) => (branchId === null ? [] : [org.unit(branchId)]))
      .filter((branch) => tops.some(({ id }) => org.isWithin(branch.id, id)));
    if (here.length > 1)
      return say('figures.whose', { name, spelt: true, people: here.map((unit) => `${unit.name}${name}`) });
  }
  return undefined;
}

/** Named, but in another branch than the one that was asked about. */
export function elsewhere(
  turn: Turn<'query'>,
  { tops }: Scope,
  people: readonly Person[],
): Reply | undefined {
  const { org } = turn;
  const away = people.find(
    ({ branchId }) => branchId !== null && !tops.some(({ id }) => org.isWithin(branchId, id)),
  );
  return away
    ? turn.say('roll.person_elsewhere', {
        name: away.name,
        unit: unitWords(org, org.unit(away.branchId!)),
        asked: tops.map((unit) => unitWords(org, unit)),
      })
    : undefined;
}

export function tellPeople(
  turn: Turn<'query'>,
  activity: Activity,
  roll: Roll,
  people: readonly Person[],
  meeting: { name: string; unit: string; startAt: number | string },
): Reply {
  const seesReasons = turn.chat === '' && maySeeReasons(turn, activity);
  const asksWhy = turn.intent.what === 'reasons';
  return together(
    people.map((person) => {
      const { state, reason } = standOf(roll, person);
      const isHidden = asksWhy && !seesReasons && state === 'leave';
      return turn.say('roll.person', {
        ...meeting,
        person: person.name,
        state,
        reason: seesReasons ? reason : '',
        unsaid: asksWhy && seesReasons && state === 'leave' && reason === '',
        hidden: isHidden,
        record:
          person === turn.sender ||
          (person.branchId !== null && mayDo(turn, 'see_figures', { unitId: person.branchId })),
        who: isHidden ? whoMay(turn, 'see_reasons', targetOf(activity)).slice(0, 1) : [],
      });
    }),
  );
}

type Stand = 'present' | 'late' | 'leave' | 'absent' | 'asked' | 'unnamed' | 'open' | 'other';

function standOf(roll: Roll, person: Person): { state: Stand; reason: string } {
  const own = (entries: Roll['leave']) => entries.find((entry) => entry.person.id === person.id);
  const has = (list: readonly Person[]) => list.some(({ id }) => id === person.id);
  const away = own(roll.leave) ?? own(roll.absent) ?? own(roll.pendingLeave);
  const reason = away?.reason ?? '';
  if (has(roll.late)) return { state: 'late', reason: '' };
  if (has(roll.present) || has(roll.extra)) return { state: 'present', reason: '' };
  if (own(roll.leave)) return { state: 'leave', reason };
  if (own(roll.absent)) return { state: 'absent', reason };
  if (own(roll.pendingLeave)) return { state: 'asked', reason };
  if (!has(roll.missing)) return { state: 'other', reason: '' };
  return { state: roll.unnamed > 0 ? 'unnamed' : 'open', reason: '' };
}
