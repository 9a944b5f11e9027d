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
  code: 'unit_missing' | 'unit_kind_unknown' | 'unit_order' | 'level_unknown' | 'level_differs';
  value: string;
}

export interface UnitTable {
  /**
   * Looks a path up, planning what is missing of it. Separators: / \ > → |, and - — 、 or a blank where each part is a unit.
   * @param level 层级 of the last part, or of the last few parts with / between them
   */
  place(path: string, level?: string): PlacedUnit | UnitProblem;
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

interface Written {
  unit: string;
  level?: string | undefined;
}

/** @param rows all there are: 层级 beside a unit counts wherever the unit is named */
export function unitTable(org: Organisation, rows: Iterable<Written> = []): UnitTable {
  const known = new Map<string, { path: string; kind: UnitKind }>();
  for (const unit of org.units.values()) known.set(keyOf(unit.path.split('/')), unit);
  const planned: PlannedUnit[] = [];
  const placed = new Map<string, PlacedUnit | UnitProblem>();
  const levels = new Map<string, UnitKind>();
  const seen = new Set<string>();
  for (const { unit, level = '' } of rows) {
    const text = `${unit}\n${level}`;
    if (level === '' || seen.has(text)) continue;
    seen.add(text);
    const segments = segmentsOf(unit, isKnown);
    kindsOf(level).forEach((kind, i, kinds) => {
      const depth = segments.length - kinds.length + i + 1;
      if (kind && depth > 0) levels.set(keyOf(segments.slice(0, depth)), kind);
    });
  }

  function isKnown(name: string): boolean {
    return known.has(tidyKey(name));
  }

  function place(text: string, level: string): PlacedUnit | UnitProblem {
    const segments = segmentsOf(text, isKnown);
    if (segments.length === 0) return { code: 'unit_missing', value: text };
    const said = kindsOf(level).at(-1);
    let unit: PlacedUnit | undefined;
    for (let depth = 1; depth <= segments.length; depth++) {
      const name = segments[depth - 1]!;
      const key = keyOf(segments.slice(0, depth));
      const told = known.get(key)?.kind ?? unitKindOf(name);
      const kind = told ?? levels.get(key);
      if (!kind) return { code: level === '' ? 'unit_kind_unknown' : 'level_unknown', value: name };
      if (depth === segments.length && told && said && told !== said)
        return { code: 'level_differs', value: name };
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
    place(text, level = '') {
      const key = `${text}\n${level}`;
      const unit = placed.get(key) ?? place(text, level);
      placed.set(key, unit);
      return unit;
    },
    planned: () => planned,
  };
}

const keyOf = (segments: string[]) => segments.map(tidyKey).join('/');

/** Kinds a cell of 层级 names, undefined for a word that is none. */
const kindsOf = (level: string): (UnitKind | undefined)[] =>
  level === '' ? [] : level.split(/[/／]/).map((word) => unitKindOf(tidyKey(word)));

/** Signs that also stand inside names. */
const WEAK_SEPARATOR = /[-—–－_、，,]+|\s+/;

/** Parts of a path as written. A name with a weak separator is one name unless each part of it is a unit below the last. */
function segmentsOf(text: string, isKnown: (name: string) => boolean): string[] {
  const strong = text.split(/[/／\\＼>＞→»|｜]/).filter((part) => tidy(part) !== '');
  const only = strong.length === 1 ? strong[0]! : undefined;
  if (only !== undefined && !isKnown(only)) {
    const parts = only
      .split(WEAK_SEPARATOR)
      .map(tidy)
      .filter((part) => part !== '');
    const found = [parts, gluedIn(tidy(only))].find(isPath);
    if (found) return found;
  }
  return strong.map(tidy);
}

/** 城郊党委第一党支部第二党小组: each part by its own kind. 党委办公室党支部 and 卫生健康委员会党支部 are one name. */
const GLUED = /.{1,20}?(?:党工?委|党总支(?:部)?|党?支部|党?小组)(?!委员会)/gu;

const gluedIn = (name: string): string[] => {
  const parts = name.match(GLUED) ?? [];
  return parts.join('') === name ? parts : [];
};

const isPath = (parts: readonly string[]): boolean => {
  const kinds = parts.map(unitKindOf);
  return parts.length > 1 && kinds.every((kind, i) => kind && mayContain(kinds[i - 1], kind));
};
