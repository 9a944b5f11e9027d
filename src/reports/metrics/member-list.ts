import { type Organisation, type Person, ROLES, type Unit } from '../../domain/organisation/organisation.ts';
import { asOfNow } from '../items.ts';
import { metric, type StatsQuestion } from '../metric.ts';
import type { Listed } from '../shapes.ts';
import { meantBy } from '../who.ts';

/** Who is on the roster, as it is today: of each branch its officers first. */
export const memberList = metric({
  shape: 'members',
  period: () => null,
  async find(q) {
    const people = peopleOf(q);
    return { value: people.length, period: asOfNow(q.now), people };
  },
  items: ({ people }, { org, templates }) =>
    people.map(({ person, unit }) => ({
      userid: person.userId,
      name: person.name,
      unit: unit.path,
      group: person.groupId === null ? '' : (org.units.get(person.groupId)?.name ?? ''),
      office: officesOf(person, org).join('、'),
      standing: person.kind,
      away: person.mobile ? templates.render('paper.away') : '',
      team: (person.teams ?? []).join('、'),
    })),
});

function peopleOf({ org, tops, who }: StatsQuestion): Listed[] {
  const isMeant = meantBy(who);
  const within = new Set(tops.flatMap((top) => org.subtree(top.id)));
  const units = [...org.units.values()].filter((unit) => within.has(unit));
  const at = new Map<number, Person[]>(units.map(({ id }) => [id, []]));
  for (const person of org.people.values()) {
    if (isMeant && !isMeant(person, org)) continue;
    const homes = [person.branchId ?? org.officesOf(person.id)[0]?.unitId, person.groupId];
    const home = homes.find((id) => id !== undefined && id !== null && at.has(id));
    if (home !== undefined && home !== null) at.get(home)!.push(person);
  }
  return units.flatMap((unit) =>
    at
      .get(unit.id)!
      .map((person) => ({ person, unit }))
      .sort((a, b) => rankOf(a.person, org) - rankOf(b.person, org)),
  );
}

const rankOf = (person: Person, org: Organisation): number =>
  Math.min(ROLES.length, ...org.officesOf(person.id).map(({ role }) => ROLES.indexOf(role)));

/** 书记, or of an office elsewhere 城郊党委管理员. */
export function officesOf(person: Person, org: Organisation): string[] {
  const isOwn = (unit: Unit) => unit.id === person.groupId || unit.id === person.branchId;
  return org.officesOf(person.id).map(({ unitId, role }) => {
    const unit = org.unit(unitId);
    return isOwn(unit) || person.branchId === null ? role : `${unit.name}${role}`;
  });
}
