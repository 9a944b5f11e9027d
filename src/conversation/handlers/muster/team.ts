// 队伍: people are put into a team and taken out of it, and shown.
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Target } from '../../../domain/organisation/permissions.ts';
import { joined, left } from '../../../domain/organisation/teams.ts';
import { act, type Ended, simply } from '../../act.ts';
import { putTeams } from '../../effects.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { unitNamed } from '../../units.ts';
import { isCaptain, peopleNamed, placeOf, teamNamed, teamsOf } from './whom.ts';

const NAMES = 50;

interface About {
  team: string;
  people: Person[];
}

export const changeTeam = act<'team_change', About>({
  permit: {
    actions: ['manage_team'],
    asked: (turn, { team, people }) =>
      people.map((person) => ({ action: 'manage_team', on: targetOf(turn, team, person) })),
  },
  about: async (turn) => named(turn),
  async carryOut(turn, { team, people }) {
    const { what } = turn.intent;
    const done: string[] = [];
    const idle: string[] = [];
    for (const person of people) {
      const before = person.teams ?? [];
      const after =
        what === 'remove'
          ? left(before, team)
          : joined(before, { name: team, leads: leadsThen(what, person, team) });
      if ([...before].sort().join() === [...after].sort().join()) idle.push(person.name);
      else {
        await putTeams(turn, person.id, before, after);
        done.push(person.name);
      }
    }
    const count = (teamsOf(await turn.tx.organisation()).get(team) ?? []).length;
    return what === 'remove'
      ? turn.say('muster.team_removed', { team, names: done, count, absent: idle })
      : turn.say('muster.team_added', { team, names: done, count, lead: what === 'lead', already: idle });
  },
});

/** Who is put in once more stays what they are there. */
const leadsThen = (what: string | undefined, person: Person, team: string): boolean =>
  what === 'lead' || isCaptain(person, team);

function named(turn: Turn<'team_change'>): About | Ended {
  const { team, names = [] } = turn.intent;
  if (!team || names.length === 0) return { reply: turn.say('muster.team_which', { team: team ?? '' }) };
  const people = peopleNamed(turn, names);
  if ('reply' in people) return people;
  const known = turn.intent.what === 'remove' ? teamNamed(teamsOf(turn.org), team) : undefined;
  return { team: known ?? team, people: [...new Set(people)] };
}

/** A 队长 fills the own team from the own branch. */
function targetOf({ sender, org }: Turn, team: string, person: Person): Target {
  const unitId = placeOf(org, person) ?? org.roots()[0]!.id;
  const isOwn = isCaptain(sender, team) && sender.branchId !== null && sender.branchId === person.branchId;
  return { unitId, ...(isOwn && { captains: [sender.id] }) };
}

/** Of each team those whom the sender may put there, or whose fellow they are. */
export const showTeam = simply<'team_show'>(async (turn) => {
  const { org, sender } = turn;
  const seen = new Map<string, Person[]>();
  for (const [team, all] of teamsOf(org)) {
    const people = all.filter(
      (person) =>
        isCaptain(sender, team) ||
        mayDo(turn, 'manage_team', targetOf(turn, team, person)) ||
        (all.includes(sender) && person.branchId === sender.branchId),
    );
    if (people.length > 0) seen.set(team, people);
  }
  const captainsOf = (team: string) =>
    (seen.get(team) ?? []).filter((p) => isCaptain(p, team)).map((p) => p.name);
  const { team: asked } = turn.intent;
  if (!asked) {
    const lines = [...seen].map(([team, people]) => ({
      team,
      count: people.length,
      captains: captainsOf(team),
    }));
    return lines.length > 0 ? turn.say('muster.teams', { lines }) : turn.say('muster.no_teams');
  }
  const team = teamNamed(seen, asked);
  if (!team) return turn.say('muster.team_none', { team: asked, teams: [...seen.keys()].slice(0, 10) });
  const named = turn.intent.scope === undefined ? undefined : unitNamed(turn, turn.intent.scope);
  if (named && 'reply' in named) return named.reply;
  const top = named?.unit;
  const people = seen.get(team)!.filter((person) => !top || org.isWithin(placeOf(org, person) ?? -1, top.id));
  const told = turn.chat === '' ? people.slice(0, NAMES) : [];
  const inOrder = people.toSorted((a, b) => (a.branchId ?? 0) - (b.branchId ?? 0));
  const byBranch = [...Map.groupBy(inOrder, (person) => branchName(turn, person))];
  return turn.say('muster.team_shown', {
    team,
    unit: top?.name ?? '',
    captains: top ? [] : captainsOf(team),
    names: told.map((p) => p.name),
    count: people.length,
    branches: byBranch.map(([unit, own]) => ({
      unit,
      count: own.length,
      names: own.filter((p) => told.includes(p)).map((p) => p.name),
    })),
    partly: !top && people.length < (teamsOf(org).get(team) ?? []).length,
  });
});

const branchName = ({ org }: Turn, { branchId }: Person): string =>
  branchId === null ? '' : org.unit(branchId).name;
