// Which unit a message is about: the one it names, the bound group's, or the sender's own.
import type { Unit } from '../domain/organisation/organisation.ts';
import { OWN_BRANCH, OWN_GROUP } from '../parsing/commands/rest.ts';
import { resolveUnit } from '../parsing/resolve.ts';
import type { Reply } from '../ports/channels.ts';
import type { Turn } from './turn.ts';

/** The unit a message names, or a line that says which ones it could be; undefined when it names none. */
export function unitInQuestion(
  turn: Turn,
  scope: string | undefined,
): { unit: Unit } | { reply: Reply } | undefined {
  return scope ? unitNamed(turn, scope) : undefined;
}

export function unitNamed(turn: Turn, written: string): { unit: Unit } | { reply: Reply } {
  const group = written === OWN_GROUP ? ownGroup(turn) : undefined;
  if (group) return { unit: group };
  const branch = written === OWN_BRANCH ? ownBranch(turn) : undefined;
  if (branch) return { unit: branch };
  const whole = written === WHOLE_COMMITTEE ? committeeAt(turn) : undefined;
  if (whole) return { unit: whole };
  const home = homeUnit(turn)?.id;
  const exact = resolveUnit(written, turn.org, home);
  const found = exact.kind === 'none' ? resolveUnit(written.replace(SLIP, '支部'), turn.org, home) : exact;
  if (found.kind === 'one') return { unit: found.unit };
  if (found.kind === 'none') return { reply: turn.say('general.no_such_unit', { unit: written }) };
  return { reply: turn.say('general.which_unit', { unit: written, units: found.units.map((u) => u.path) }) };
}

/** 一只部, 二支不 */
const SLIP = /[枝只知之]部$|支[布步不]$/u;

const EACH = /^(?:第)?(?<numbers>[一二三四五六七八九]{2,8})(?<kind>(?:党?支部|党?小组|组))$/u;

/** 一二三支部 are three of them, where none is called so. */
export function unitsNamed(turn: Turn, written: string): { units: Unit[] } | { reply: Reply } {
  const whole = unitNamed(turn, written);
  if ('unit' in whole) return { units: [whole.unit] };
  const { numbers, kind } = EACH.exec(written.trim())?.groups ?? {};
  if (numbers === undefined || new Set(numbers).size < numbers.length) return whole;
  const each = [...numbers].map((number) => unitNamed(turn, `第${number}${kind}`));
  const units = each.flatMap((one) => ('unit' in one ? [one.unit] : []));
  return units.length === numbers.length ? { units } : whole;
}

/** The group whose chat it is, else the one the sender is in. */
function ownGroup({ groupUnit, sender, org }: Turn): Unit | undefined {
  if (groupUnit?.kind === 'group') return groupUnit;
  return sender.groupId === null ? undefined : org.unit(sender.groupId);
}

function ownBranch(turn: Turn): Unit | undefined {
  const home = homeUnit(turn);
  return home && (turn.org.branchOf(home.id) ?? home);
}

/** As a scope: 全党委. */
export const WHOLE_COMMITTEE = '全党委';

/** The committee nearest to where the sender is at home. */
function committeeAt(turn: Turn): Unit | undefined {
  const home = homeUnit(turn);
  const above = home ? turn.org.ancestry(home.id) : turn.org.roots();
  return above.find(({ kind }) => kind === 'committee') ?? above.at(-1);
}

/** Where the sender is at home here: the bound group's unit, the own branch, or the unit of an office. */
export function homeUnit(turn: Pick<Turn, 'org' | 'sender' | 'groupUnit' | 'admins'>): Unit | undefined {
  const { org, sender, groupUnit } = turn;
  if (groupUnit) return groupUnit;
  if (sender.branchId !== null) return org.unit(sender.branchId);
  const office = org.officesOf(sender.id)[0];
  if (office) return org.unit(office.unitId);
  return turn.admins.has(sender.id) ? org.roots()[0] : undefined;
}
