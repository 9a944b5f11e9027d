import type { Person, Unit } from '../../domain/organisation/organisation.ts';
import { unitsBelow } from '../activities.ts';
import { asOfNow } from '../items.ts';
import { metric } from '../metric.ts';
import type { Heads } from '../shapes.ts';

/** 党员数 of the roster as it is today; a line for each branch. */
export const memberCount = metric({
  shape: 'heads',
  period: () => null,
  async find(q) {
    const units = unitsBelow(q, q.tops);
    const branches = units.filter((u) => u.kind === 'branch');
    // A 党小组 alone has its own people; those of a branch are in its groups too.
    const counted = branches.length > 0 ? branches : units;
    const rows = counted.map((unit: Unit) => ({ unit, heads: headsOf(q.org.membersOf(unit.id)) }));
    const total = rows.map((row) => row.heads).reduce(sumOf, NOBODY);
    const groups = units.filter((u) => u.kind === 'group').length;
    return { value: total.members, period: asOfNow(q.now), total, rows, branches: branches.length, groups };
  },
  items: ({ rows }) => rows.map(({ unit, heads }) => ({ name: unit.name, unit: unit.path, ...heads })),
});

const NOBODY: Heads = { members: 0, probationary: 0, mobile: 0, activists: 0 };

function headsOf(people: readonly Person[]): Heads {
  const members = people.filter((p) => p.kind !== '入党积极分子');
  return {
    members: members.length,
    probationary: members.filter((p) => p.kind === '预备党员').length,
    mobile: members.filter((p) => p.mobile).length,
    activists: people.length - members.length,
  };
}

const sumOf = (a: Heads, b: Heads): Heads => ({
  members: a.members + b.members,
  probationary: a.probationary + b.probationary,
  mobile: a.mobile + b.mobile,
  activists: a.activists + b.activists,
});
