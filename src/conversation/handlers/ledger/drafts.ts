// A draft of an item as written, made complete: unit, people and deadline looked up, what lacks named.

import { DAY_MS, dateOf, type Instant, instantOf, isDate } from '../../../domain/calendar/time.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import type { ItemKind, ItemNode } from '../../../domain/ledger/item.ts';
import { type ItemKindRow, itemKindOf, kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import { type Person, SECRETARY_ROLES, type Unit } from '../../../domain/organisation/organisation.ts';
import { responsibleFor } from '../../../domain/organisation/responsible.ts';
import type { RectifyDraft } from '../../../domain/slots.ts';
import { resolveUnit } from '../../../parsing/resolve.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { personNamed } from './person.ts';

/** What is asked for before an item can be opened. */
export interface Lack {
  field: 'problem' | 'owner' | 'dueAt' | 'department';
  /** the name as written, when it could not be resolved */
  written?: string;
  similar?: string[];
  /** namesakes, told apart by their units */
  several?: string[];
}

export interface Draft {
  written: RectifyDraft;
  kind: ItemKind;
  unit: Unit | undefined;
  /** who asks it of that unit, where the kind is asked of another one */
  asker: Unit | undefined;
  owners: Person[];
  leader: Person | null;
  dueAt: Instant | null;
  nodes: ItemNode[];
  gaps: Lack[];
}

/** @param scope the unit the message names, or undefined */
export function readDraft(turn: Turn, draft: RectifyDraft, scope: Unit | undefined): Draft {
  const written = draft;
  const kind = itemKindOf(written.kind) ?? LEDGER_KIND;
  const rules = kindRow(kind);
  const gaps: Lack[] = [];
  if (!written.problem?.trim()) gaps.push({ field: 'problem' });
  if (rules.toUnit) return toUnitDraft(turn, { written, kind, gaps });
  const place = scope ?? departmentUnit(turn, written.department) ?? homeUnit(turn);
  const owners = new Set<Person>();
  if (written.owner) {
    for (const name of namesIn(written.owner, turn.org)) {
      const found = personNamed(turn.org, name, place?.id);
      if (found.kind === 'one') owners.add(found.person);
      else gaps.push({ field: 'owner', written: name, ...doubt(turn, found) });
    }
  } else if (rules.ownByDefault) owners.add(turn.sender);
  else if (rules.needs.includes('owner')) gaps.push({ field: 'owner' });
  const dueAt = dueOf(turn, draft, rules);
  if (dueAt === null && rules.needs.includes('dueAt')) gaps.push({ field: 'dueAt' });
  const leader = written.leader ? personNamed(turn.org, written.leader, place?.id) : undefined;
  return {
    written,
    kind,
    unit: scope ?? unitOf(turn, place, [...owners][0]),
    asker: undefined,
    owners: [...owners],
    leader: leader?.kind === 'one' ? leader.person : null,
    dueAt,
    nodes: nodesOf(written),
    gaps,
  };
}

/** 约请: another unit is asked, and its secretary answers. */
function toUnitDraft(turn: Turn, { written, kind, gaps }: Pick<Draft, 'written' | 'kind' | 'gaps'>): Draft {
  const asker = homeUnit(turn);
  const named = departmentUnit(turn, written.department);
  const unit = named !== undefined && named.id !== asker?.id ? named : undefined;
  const owners = unit ? responsibleFor(turn.org, unit.id, SECRETARY_ROLES).slice(0, 1) : [];
  if (unit === undefined) gaps.push({ field: 'department', written: written.department ?? '' });
  const dueAt = dueOf(turn, written, kindRow(kind));
  // Where it lies does not matter while it cannot be opened.
  return {
    written,
    kind,
    unit: unit ?? asker,
    asker,
    owners,
    leader: null,
    dueAt,
    nodes: nodesOf(written),
    gaps,
  };
}

const nodesOf = ({ nodes = [] }: RectifyDraft): ItemNode[] =>
  nodes.flatMap(({ name, dueAt: day }) => {
    const dueAt = endOfDay(day);
    return dueAt === null ? [] : [{ name, dueAt, doneAt: null, doneBy: null }];
  });

const dueOf = ({ now, settings }: Turn, { dueAt }: RectifyDraft, { dueIn }: ItemKindRow): Instant | null =>
  dueAt === undefined && dueIn !== null
    ? endOfDay(settings.calendar.addWorkingDays(dateOf(now), dueIn))
    : endOfDay(dueAt);

function doubt(turn: Turn, found: Exclude<ReturnType<typeof personNamed>, { kind: 'one' }>) {
  if (found.kind === 'none') return { similar: found.similar };
  const unitOfPerson = (p: Person) => turn.org.units.get(p.groupId ?? p.branchId ?? -1)?.name ?? '';
  return { several: found.people.map(unitOfPerson) };
}

function departmentUnit(turn: Turn, department: string | undefined): Unit | undefined {
  const found = department ? resolveUnit(department, turn.org, homeUnit(turn)?.id) : undefined;
  return found?.kind === 'one' ? found.unit : undefined;
}

/** An item lies in the branch of the first who does it, unless that is an officer over the place it is about. */
function unitOf({ org }: Turn, place: Unit | undefined, owner: Person | undefined): Unit | undefined {
  const here = place && (org.branchOf(place.id) ?? place);
  if (!here || owner?.branchId == null || owner.branchId === here.id) return here;
  const above = org.ancestry(here.id).map((u) => u.id);
  const isOver = here.kind === 'branch' && org.officesOf(owner.id).some((o) => above.includes(o.unitId));
  return isOver ? here : org.unit(owner.branchId);
}

/** 11月20日前, said in December with no year, is of the day that has gone by: nobody gives eleven months by a slip. */
export function goneBy({ now, text }: Pick<Turn, 'now' | 'text'>, dueAt: Instant | null): string | undefined {
  if (dueAt === null || dueAt - now < FAR_MS || YEAR.test(text.normalize('NFKC'))) return undefined;
  const day = dateOf(dueAt);
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}
const FAR_MS = 300 * DAY_MS;
const YEAR = /20\d\d|\d\d年|[一二三四五六七八九〇零]{4}年|明年|后年|来年|次年|年后|年内|周年|长期/u;

/** A date means the end of that day; a text that names none is no time, whatever Date.parse makes of 待定 5. */
export function endOfDay(text: string | undefined): Instant | null {
  if (!text) return null;
  if (isDate(text)) return instantOf(text, 23, 59, 59);
  const at = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
