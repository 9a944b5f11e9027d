import type { MemberKind, Role } from './organisation.ts';
import {
  isNothing,
  ROSTER_COLUMNS,
  type RosterField,
  type RosterProblem,
  type RosterProblemCode,
  type RosterRow,
  TEAM_COLUMN,
  tidy,
  tidyKey,
} from './roster-row.ts';
import type { PlacedUnit, UnitTable } from './roster-units.ts';
import { isNoOffice, kindIn, mobileIn, rolesIn } from './roster-words.ts';
import { teamsIn } from './teams.ts';

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
  /** absent: the file does not say */
  teams?: readonly string[];
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
  offices: { unit: string; role: Role }[];
  kind: MemberKind | undefined;
  mobile: boolean | undefined;
  teams: readonly string[] | undefined;
}

type Report = (problem: RosterProblem) => void;

/** doc 90195: 1–64 of letters, digits and _ - @ . with a letter or digit first */
const USER_ID = /^[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}$/;
const NAME = /^(?=.*\p{L})\P{Cc}{1,32}$/u;

/** Whether somebody is in office at a unit already, where the file tells no offices. */
type Holds = (id: string, unit: string) => boolean;

/** @returns people in order of first mention; meaningless for people with problems */
export function readPeople(
  rows: readonly RosterRow[],
  units: UnitTable,
  holds: Holds,
  report: Report,
): ListedPerson[] {
  const nameIn = new Map(rows.map(({ row, name }) => [row, tidy(name)]));
  const reportNamed: Report = (problem) => {
    const name = nameIn.get(problem.row);
    report(name ? { ...problem, name } : problem);
  };
  const rowsOf = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    const checked = checkRow(row, units, holds, reportNamed);
    if (!checked) continue;
    const id = checked.userId.toLowerCase();
    const earlier = rowsOf.get(id);
    if (earlier) earlier.push(checked);
    else rowsOf.set(id, [checked]);
  }
  return [...rowsOf].map(([id, all]) => joinRows(id, all, reportNamed));
}

/** Undefined when a cell cannot be used; every such cell of the row is reported. */
function checkRow(cells: RosterRow, units: UnitTable, holds: Holds, report: Report): CheckedRow | undefined {
  let usable = true;
  const refuse = (field: RosterField, code: RosterProblemCode, value?: string) => {
    usable = false;
    report({ row: cells.row, column: ROSTER_COLUMNS[field], code, ...(value !== undefined && { value }) });
    return undefined;
  };
  const read = <T>(field: RosterField, reader: (cell: string) => T | undefined, code: RosterProblemCode) =>
    tidyKey(cells[field]) === '' ? undefined : (reader(cells[field]) ?? refuse(field, code, cells[field]));
  const name = tidy(cells.name);
  if (name === '') refuse('name', 'name_missing');
  else if (!NAME.test(name)) refuse('name', 'name_invalid', name);
  const userId = tidy(cells.userId).normalize('NFKC');
  if (userId === '') refuse('userId', 'userid_missing');
  else if (!USER_ID.test(userId)) refuse('userId', 'userid_invalid', cells.userId);
  const unit = units.place(cells.unit, tidy(cells.level ?? ''));
  // Where the group has a column of its own, the rest of the row is about the branch.
  const isApart = cells.hasGroupColumn === true && 'path' in unit && unit.group !== null;
  const level = 'path' in unit ? (isApart ? 'branch' : unit.kind) : undefined;
  const roles = read('role', (cell) => rolesIn(cell, level), 'role_unknown') ?? [];
  const kind = read('kind', kindIn, 'kind_unknown');
  const mobile = isNothing(cells.mobile) ? undefined : read('mobile', mobileIn, 'mobile_unknown');
  const teams = tidyKey(cells.team ?? '') === '' ? undefined : teamsIn(cells.team!);
  if (teams === undefined && tidyKey(cells.team ?? '') !== '') {
    usable = false;
    report({ row: cells.row, column: TEAM_COLUMN, code: 'team_unknown', value: cells.team! });
  }
  if ('code' in unit) refuse('unit', unit.code, unit.value);
  else
    checkOffice(
      unit,
      roles,
      isNoOffice(cells.role) && !holds(userId.toLowerCase(), unit.path),
      isApart,
      refuse,
    );
  if (!usable) return undefined;
  const place = unit as PlacedUnit;
  const heldAt = (role: Role) => (isApart && role !== '党小组长' ? place.branch! : place.path);
  const offices = roles.map((role) => ({ unit: heldAt(role), role }));
  return { row: cells.row, userId, name, unit: place, offices, kind, mobile, teams };
}

/** An office fits the level of its unit; above branch level nobody is without one. */
function checkOffice(
  unit: PlacedUnit,
  roles: readonly Role[],
  noneGiven: boolean,
  isApart: boolean,
  refuse: (field: RosterField, code: RosterProblemCode, value?: string) => void,
): void {
  if (noneGiven && unit.branch === null) return void refuse('role', 'role_missing', unit.path);
  const above = roles.find((role) => role !== '党小组长');
  if (roles.includes('党小组长') && !unit.group) refuse('role', 'role_needs_group', unit.path);
  else if (above && unit.group && !isApart) refuse('role', 'role_above_group', above);
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
  const withTeams = rows.filter((row) => row.teams !== undefined);
  for (const row of withTeams.slice(1))
    if (`${row.teams}` !== `${withTeams[0]!.teams}`)
      report({
        row: row.row,
        column: TEAM_COLUMN,
        code: 'team_differs',
        value: row.teams!.join('、'),
        otherRow: withTeams[0]!.row,
      });
  reportRepeats(rows, report);
  return {
    id,
    userId: first.userId,
    name: first.name,
    kind: withKind[0]?.kind ?? '正式党员',
    mobile: withMobile[0]?.mobile ?? false,
    branch: inBranch[0]?.unit.branch ?? null,
    group: inGroup[0]?.unit.group ?? null,
    offices: rows.flatMap((row) => row.offices),
    ...(withTeams[0] && { teams: withTeams[0].teams! }),
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
  for (const { row, unit, offices, userId } of rows) {
    const held = offices.map((office) => `${office.unit} ${office.role}`);
    const keys = held.length > 0 ? held : [`${unit.branch}`];
    const otherRow = keys.map((key) => seen.get(key)).find((other) => other !== undefined);
    for (const key of keys) seen.set(key, row);
    if (otherRow !== undefined)
      report({ row, column: ROSTER_COLUMNS.userId, code: 'row_repeated', value: userId, otherRow });
  }
}
