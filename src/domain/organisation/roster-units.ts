import { type Organisation, type UnitKind, unitKindOf } from './organisation.ts';
import { tidy, tidyKey } from './roster-row.ts';

// Unit paths of a roster file, checked against the kinds their names say and the units there are.

/** A unit the file names and the organisation does not have yet. */
export interface PlannedUnit {
  path: string;
  /** null at the top */
  parentPath: string | null;
  name: string;
  kind: UnitKind;
}

/** A unit as the file places people in it; paths are spelled as stored. */
export interface PlacedUnit {
  path: string;
  kind: UnitKind;
  /** path of the branch it is or lies in; null above branch level */
  branch: string | null;
  group: string | null;
}

interface UnitProblem {
  code: 'unit_missing' | 'unit_kind_unknown' | 'unit_order';
  value: string;
}

export interface UnitTable {
  /** Looks a path up, planning what is missing of it. Separators: / ／ > ＞ */
  place(path: string): PlacedUnit | UnitProblem;
  /** new units, parents first */
  planned(): PlannedUnit[];
}

const CHILDREN: Record<UnitKind, readonly UnitKind[]> = {
  committee: ['committee', 'general_branch', 'branch'],
  general_branch: ['branch'],
  branch: ['group'],
  group: [],
};
const mayContain = (parent: UnitKind | undefined, kind: UnitKind) =>
  parent ? CHILDREN[parent].includes(kind) : kind !== 'group';

export function unitTable(org: Organisation): UnitTable {
  const known = new Map<string, { path: string; kind: UnitKind }>();
  for (const unit of org.units.values()) known.set(keyOf(unit.path.split('/')), unit);
  const planned: PlannedUnit[] = [];
  const placed = new Map<string, PlacedUnit | UnitProblem>();

  function place(text: string): PlacedUnit | UnitProblem {
    const segments = text
      .split(/[/／>＞]/)
      .map(tidy)
      .filter((segment) => segment !== '');
    if (segments.length === 0) return { code: 'unit_missing', value: text };
    let unit: PlacedUnit | undefined;
    for (let depth = 1; depth <= segments.length; depth++) {
      const name = segments[depth - 1]!;
      const key = keyOf(segments.slice(0, depth));
      const kind = known.get(key)?.kind ?? unitKindOf(name);
      if (!kind) return { code: 'unit_kind_unknown', value: name };
      if (!mayContain(unit?.kind, kind))
        return { code: 'unit_order', value: segments.slice(0, depth).join('/') };
      const path = known.get(key)?.path ?? [...(unit ? [unit.path] : []), name].join('/');
      if (!known.has(key)) {
        known.set(key, { path, kind });
        planned.push({ path, parentPath: unit?.path ?? null, name, kind });
      }
      const group = kind === 'group' ? path : null;
      unit = { path, kind, branch: kind === 'branch' ? path : (unit?.branch ?? null), group };
    }
    return unit!;
  }

  return {
    place(text) {
      const unit = placed.get(text) ?? place(text);
      placed.set(text, unit);
      return unit;
    },
    planned: () => planned,
  };
}

const keyOf = (segments: string[]) => segments.map(tidyKey).join('/');
