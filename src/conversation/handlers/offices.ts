// 书记是谁, 我是哪个支部的: the offices of a unit as the roster has them. Whom one turns to is no secret in an organisation.
import { COMMITTEE_ROLES, type Person, ROLES, type Unit } from '../../domain/organisation/organisation.ts';
import { resolveName } from '../../parsing/resolve.ts';
import type { Reply } from '../../ports/channels.ts';
import { unitWords } from '../../reports/words.ts';
import { type Ended, simply } from '../act.ts';
import { mayDo, type Turn } from '../turn.ts';
import { homeUnit, unitInQuestion } from '../units.ts';

export const tellOffices = simply<'offices'>(async (turn) => {
  const { org, intent } = turn;
  if (intent.names) return ofPeople(turn, intent.names);
  const place = intent.mine ? ownPlace(turn) : placeOf(turn);
  if ('reply' in place) return place.reply;
  const isOfGroups = intent.role === '党小组长' && org.holders(place.unit.id, '党小组长').length === 0;
  if (intent.what !== undefined || isOfGroups) return eachUnit(turn, place.unit);
  const asked = intent.role === undefined ? ROLES : [intent.role];
  const at = intent.mine
    ? org.ancestry(place.unit.id).filter(({ kind }) => kind !== 'committee')
    : [place.unit];
  const offices = at.flatMap(({ id }) =>
    asked
      .map((role) => ({ role, names: org.holders(id, role).map(({ name }) => name) }))
      .filter(({ names }) => names.length > 0),
  );
  return turn.say('general.offices', {
    unit: unitWords(org, place.unit),
    own: intent.mine === true,
    kind: intent.mine ? turn.sender.kind : '',
    role: intent.role ?? '',
    offices,
  });
});

/** What the roster has beside offices is for those who may see figures of the branch, and for the person. */
const maySee = (turn: Turn, person: Person): boolean =>
  person === turn.sender ||
  mayDo(turn, 'see_figures', { unitId: person.groupId ?? person.branchId ?? turn.org.roots()[0]!.id });

/** 何静宜是什么职务, 马俊峰是不是流动党员 */
function ofPeople(turn: Turn<'offices'>, names: readonly string[]): Reply {
  const { org } = turn;
  const people = names.flatMap((name) => org.named(name));
  if (people.length === 0) return nobody(turn, names);
  return turn.say('general.offices_of', {
    people: people.map((person) => ({
      name: person.name,
      unit: [person.branchId, person.groupId].map((id) => (id === null ? '' : org.unit(id).name)).join(''),
      kind: maySee(turn, person) ? person.kind : '',
      mobile: maySee(turn, person) && person.mobile,
      teams: maySee(turn, person) ? [...(person.teams ?? [])] : [],
      offices: org.officesOf(person.id).map(({ unitId, role }) => `${org.unit(unitId).name}${role}`),
    })),
  });
}

/** 郭晓亮是哪个支部的: nobody of that name, or perhaps somebody of a name like it. */
function nobody({ org, say }: Turn, names: readonly string[]): Reply {
  const alike = names.flatMap((name) => {
    const found = resolveName(name, org);
    return found.kind === 'similar' ? found.people : [];
  });
  return say('general.no_person', {
    names: [...names],
    alike: alike.map(
      ({ name, branchId }) => `${name}${branchId === null ? '' : `（${org.unit(branchId).name}）`}`,
    ),
  });
}

/** As many units as one message names. */
const UNITS = 20;

/** 各支部班子名单, 哪个支部没有纪检委员: of the unit itself and of every branch below it. */
function eachUnit(turn: Turn<'offices'>, top: Unit): Reply {
  const { org, intent } = turn;
  const roles = intent.role === undefined ? COMMITTEE_ROLES : [intent.role];
  const kindBelow = intent.role === '党小组长' ? 'group' : 'branch';
  const below = org.subtree(top.id).filter(({ kind }) => kind === kindBelow);
  const isOfBranches = (intent.what === 'lacking' || kindBelow === 'group') && below.length > 0;
  const units = isOfBranches ? below : [...new Set([top, ...below])];
  const all = units.map((unit) => ({
    unit: unit.name,
    offices: roles
      .map((role) => ({ role, names: org.holders(unit.id, role).map(({ name }) => name) }))
      .filter(({ names }) => names.length > 0),
    count: org.holders(unit.id, ...roles).length,
  }));
  const isLacking = intent.what === 'lacking';
  const rows = isLacking ? all.filter(({ count }) => count === 0) : all;
  return turn.say('general.offices_each', {
    unit: unitWords(org, top),
    role: intent.role ?? '',
    lacking: isLacking,
    lack: rows.length,
    rows: (isLacking ? all.toSorted((a, b) => a.count - b.count) : rows).slice(0, UNITS),
    more: Math.max(0, (isLacking ? all : rows).length - UNITS),
  });
}

/** The 党小组 the sender is in, or else their branch. */
function ownPlace(turn: Turn): { unit: Unit } | Ended {
  const { sender, org } = turn;
  const own = sender.groupId ?? sender.branchId;
  return own === null ? atHome(turn) : { unit: org.unit(own) };
}

/** The unit named, else the nearest above the sender that has such an office. */
function placeOf(turn: Turn<'offices'>): { unit: Unit } | Ended {
  const { org, intent, groupUnit } = turn;
  const named = unitInQuestion(turn, intent.scope);
  if (named) return named;
  const { role } = intent;
  const own = groupUnit ? { unit: groupUnit } : role === '党小组长' ? ownPlace(turn) : atHome(turn);
  if ('reply' in own || role === undefined) return own;
  return { unit: org.ancestry(own.unit.id).find(({ id }) => org.holders(id, role).length > 0) ?? own.unit };
}

function atHome(turn: Turn): { unit: Unit } | Ended {
  const unit = homeUnit(turn) ?? turn.org.roots()[0];
  return unit ? { unit } : { reply: turn.say('general.pointer') };
}
