import { MEMBER_KINDS, type MemberKind, ROLES, type Role } from './organisation.ts';
import {
  isNothing,
  ROSTER_COLUMNS,
  type RosterField,
  type RosterProblem,
  type RosterProblemCode,
  type RosterRow,
  tidy,
  tidyKey,
} from './roster-row.ts';
import type { PlacedUnit, UnitTable } from './roster-units.ts';

// Rows become people: each cell is checked on its own, then the rows of one 账号 against each other.

/** A person as the roster file has it; units are paths. */
export interface RosterPerson {
  /** lower-cased userid */
  id: string;
  userId: string;
  name: string;
  kind: MemberKind;
  mobile: boolean;
  branch: string | null;
  group: string | null;
}
/** With every office of the file, which is the truth for the people it lists. */
export interface ListedPerson extends RosterPerson {
  offices: { unit: string; role: Role }[];
}

interface CheckedRow {
  row: number;
  userId: string;
  name: string;
  unit: PlacedUnit;
  role: Role | undefined;
  kind: MemberKind | undefined;
  mobile: boolean | undefined;
}

type Report = (problem: RosterProblem) => void;

/** doc 90195: 1–64 of letters, digits and _ - @ . with a letter or digit first */
const USER_ID = /^[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}$/;
const NAME = /^(?=.*\p{L})\P{Cc}{1,32}$/u;

/** @returns people in order of first mention; meaningless for people with problems */
export function readPeople(rows: readonly RosterRow[], units: UnitTable, report: Report): ListedPerson[] {
  const rowsOf = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    const checked = checkRow(row, units, report);
    if (!checked) continue;
    const id = checked.userId.toLowerCase();
    const earlier = rowsOf.get(id);
    if (earlier) earlier.push(checked);
    else rowsOf.set(id, [checked]);
  }
  return [...rowsOf].map(([id, all]) => joinRows(id, all, report));
}

/** Undefined when a cell cannot be used; every such cell of the row is reported. */
function checkRow(cells: RosterRow, units: UnitTable, report: Report): CheckedRow | undefined {
  let usable = true;
  const refuse = (field: RosterField, code: RosterProblemCode, value?: string) => {
    usable = false;
    report({ row: cells.row, column: ROSTER_COLUMNS[field], code, ...(value !== undefined && { value }) });
    return undefined;
  };
  const oneOf = <T extends string>(field: RosterField, values: readonly T[], code: RosterProblemCode) => {
    const text = tidyKey(cells[field]);
    if (text === '' || (field === 'role' && isNothing(text))) return undefined;
    return values.find((value) => value === text) ?? refuse(field, code, cells[field]);
  };
  const name = tidy(cells.name);
  if (name === '') refuse('name', 'name_missing');
  else if (!NAME.test(name)) refuse('name', 'name_invalid', name);
  const userId = tidy(cells.userId).normalize('NFKC');
  if (userId === '') refuse('userId', 'userid_missing');
  else if (!USER_ID.test(userId)) refuse('userId', 'userid_invalid', cells.userId);
  const role = oneOf('role', ROLES, 'role_unknown');
  const kind = oneOf('kind', MEMBER_KINDS, 'kind_unknown');
  const mobile = oneOf('mobile', ['是', '否'], 'mobile_unknown');
  const unit = units.place(cells.unit, tidy(cells.level ?? ''));
  if ('code' in unit) refuse('unit', unit.code, unit.value);
  else checkOffice(unit, role, isNothing(cells.role), refuse);
  if (!usable) return undefined;
  return {
    row: cells.row,
    userId,
    name,
    unit: unit as PlacedUnit,
    role,
    kind,
    mobile: mobile && mobile === '是',
  };
}

/** An office fits the level of its unit; above branch level nobody is without one. */
function checkOffice(
  unit: PlacedUnit,
  role: Role | undefined,
  noneGiven: boolean,
  refuse: (field: RosterField, code: RosterProblemCode, value?: string) => void,
): void {
  if (noneGiven && unit.branch === null) refuse('role', 'role_missing', unit.path);
  else if (role === '党小组长' && !unit.group) refuse('role', 'role_needs_group', unit.path);
  else if (role && role !== '党小组长' && unit.group) refuse('role', 'role_above_group', role);
}

/** One person of several rows: the same name, one branch, one group in it, each office once. */
function joinRows(id: string, rows: CheckedRow[], report: Report): ListedPerson {
  const first = rows[0]!;
  const inBranch = rows.filter((row) => row.unit.branch !== null);
  const inGroup = inBranch.filter((row) => row.unit.group !== null);
  agree(rows, 'name', 'name_differs', (row) => row.name, report);
  agree(inBranch, 'unit', 'branch_differs', (row) => row.unit.branch!, report);
  agree(inGroup, 'unit', 'group_differs', (row) => row.unit.group!, report);
  // An empty cell of a second row says nothing; only two different words contradict each other.
  const withKind = rows.filter((row) => row.kind !== undefined);
  const withMobile = rows.filter((row) => row.mobile !== undefined);
  agree(withKind, 'kind', 'kind_differs', (row) => row.kind!, report);
  agree(withMobile, 'mobile', 'mobile_differs', (row) => (row.mobile ? '是' : '否'), report);
  reportRepeats(rows, report);
  return {
    id,
    userId: first.userId,
    name: first.name,
    kind: withKind[0]?.kind ?? '正式党员',
    mobile: withMobile[0]?.mobile ?? false,
    branch: inBranch[0]?.unit.branch ?? null,
    group: inGroup[0]?.unit.group ?? null,
    offices: rows.flatMap((row) => (row.role ? [{ unit: row.unit.path, role: row.role }] : [])),
  };
}

function agree(
  rows: CheckedRow[],
  field: RosterField,
  code: RosterProblemCode,
  textIn: (row: CheckedRow) => string,
  report: Report,
): void {
  for (const row of rows.slice(1)) {
    if (textIn(row) === textIn(rows[0]!)) continue;
    const otherRow = rows[0]!.row;
    report({ row: row.row, column: ROSTER_COLUMNS[field], code, value: textIn(row), otherRow });
  }
}

/** The same unit and office twice, or two rows that are nothing but membership of the same branch. */
function reportRepeats(rows: CheckedRow[], report: Report): void {
  const seen = new Map<string, number>();
  for (const { row, unit, role, userId } of rows) {
    const key = role ? `${unit.path} ${role}` : `${unit.branch}`;
    const otherRow = seen.get(key);
    if (otherRow === undefined) seen.set(key, row);
    else report({ row, column: ROSTER_COLUMNS.userId, code: 'row_repeated', value: userId, otherRow });
  }
}
