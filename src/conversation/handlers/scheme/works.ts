// Which works of which plans the sender has to do with, and how answers call them.
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { unitsInCharge } from '../../../domain/organisation/permissions.ts';
import {
  partFor,
  type Scheme,
  type SchemeWork,
  unitsOfPart,
  worksOf,
} from '../../../domain/scheme/scheme.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';

/** A work with its plan. */
export interface OwnWork extends SchemeWork {
  scheme: Scheme;
}

/** Units the sender sees the plans of; whoever holds no office has their branch, to be told who may. */
export function topsOf(turn: Turn): Unit[] {
  const { groupUnit, org, sender, permissions } = turn;
  if (groupUnit) return [groupUnit];
  const led = unitsInCharge(permissions, org, sender, 'see_scheme');
  const home = homeUnit(turn);
  return led.length > 0 ? led : home ? [home] : [];
}

/** Works that are asked of a unit at or below one of these. */
export function worksAt(turn: Turn, schemes: readonly Scheme[], tops: readonly Unit[]): OwnWork[] {
  const { org } = turn;
  const isAt = (ids: ReadonlySet<number>) =>
    tops.some((top) =>
      top.kind === 'branch' || top.kind === 'group'
        ? ids.has(org.branchOf(top.id)?.id ?? top.id)
        : anyOf(ids, (id) => org.isWithin(id, top.id)),
    );
  return schemes.flatMap((scheme) =>
    worksOf(scheme)
      .filter(({ parts }) => parts.some((part) => isAt(unitsOfPart(part, org))))
      .map((work) => ({ ...work, scheme })),
  );
}

function anyOf(ids: ReadonlySet<number>, is: (id: number) => boolean): boolean {
  for (const id of ids) if (is(id)) return true;
  return false;
}

/** The units of the sender's own that a work is asked of: the unit here, the own branch, and where offices are held. */
export function ownUnits(turn: Turn, work: SchemeWork): Unit[] {
  const { org, sender } = turn;
  const ids = new Set([
    ...(turn.groupUnit ? [turn.groupUnit.id] : []),
    ...(sender.branchId !== null ? [sender.branchId] : []),
    ...org.officesOf(sender.id).flatMap(({ unitId }) => [org.branchOf(unitId)?.id ?? unitId]),
  ]);
  return [...ids].filter((id) => partFor(work, id, org) !== undefined).map((id) => org.unit(id));
}

export const thisMonth = ({ now }: Pick<Turn, 'now'>): string => dateOf(now).slice(0, 7);

const SHOWN = 22;

/** 第7项 初心讲坛：送课下乡 */
export function workName({ no, name, content }: Pick<SchemeWork, 'no' | 'name' | 'content'>): string {
  const whole = content === '' ? name : `${name}：${content}`;
  return `第${no}项 ${whole.length > SHOWN ? `${whole.slice(0, SHOWN)}…` : whole}`;
}
