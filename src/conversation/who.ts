// Who is meant by a name that is near to one on the roster, or that several bear.
import { type Filled, toIntent } from '../domain/intent.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { Reply } from '../ports/channels.ts';
import { peopleNamed } from './people.ts';
import { MOST_OPTIONS, offer } from './questions.ts';
import type { Turn } from './turn.ts';

/**
 * Where a name is near to one on the roster of the unit, or several bear it, who is meant is offered with all that the
 * message says, and nothing is done before. Asked after the sender's right over the unit, so that nobody is told a name
 * they may not speak for. Undefined where every name is settled, or none is near.
 */
export async function askWho(
  turn: Turn,
  names: readonly string[],
  unitId: number,
): Promise<Reply | undefined> {
  const { people, unknown, several } = peopleNamed(turn, names, unitId);
  const doubts = [
    ...unknown.map(({ name, similar }) => ({ name, people: similar })),
    ...several.filter(({ people: namesakes }) => areToldApart(namesakes)),
  ].map(({ name, people: near }) => ({ name, people: near.filter((p) => !people.includes(p)) }));
  const open = doubts.filter((doubt) => doubt.people.length > 0);
  if (open.length === 0) return undefined;
  const { meant }: Filled = turn.intent;
  let ways: Record<string, string>[] = [{ ...meant }];
  for (const { name, people: near } of open)
    ways = near
      .flatMap((p) =>
        ways.filter((way) => !Object.values(way).includes(p.id)).map((way) => ({ ...way, [name]: p.id })),
      )
      .slice(0, MOST_OPTIONS);
  if (ways.length === 0) return undefined;
  // Whom nobody is near to is named as not found, and not offered.
  const lost = new Set(doubts.filter((d) => d.people.length === 0).map((d) => d.name));
  // A report counts them all the same.
  const said = turn.intent.intent === 'activity_report' ? turn.intent : without(turn.intent, lost);
  return offer(
    turn,
    ways.map((way) => toIntent({ ...said, meant: way })),
    { notFound: unknown.map((u) => u.name) },
  );
}

function without(intent: Filled, lost: ReadonlySet<string>): Filled {
  const { names, absent } = intent;
  return {
    ...intent,
    ...(names && { names: names.filter((name) => !lost.has(name)) }),
    ...(absent && { absent: absent.filter(({ name }) => !lost.has(name)) }),
  };
}

/** Of namesakes each lies in a unit of its own. */
const areToldApart = (people: readonly Person[]): boolean =>
  new Set(people.map((p) => p.groupId ?? p.branchId)).size === people.length;
