import {
  isNothing,
  LEVEL_COLUMN,
  ROSTER_COLUMNS,
  type RosterField,
  type RosterProblem,
  type RosterRow,
  TEAM_COLUMN,
  UNSAID_FIELDS,
  type UnsaidField,
} from '../domain/organisation/roster-row.ts';
import { fieldOf, type Headings } from './headings.ts';
import { TableUnreadable, type Unreadable } from './reading/unreadable.ts';
import { rowsIn, type TableNotes } from './rows.ts';
import { readTables, type TableFormat, writeTable } from './table.ts';

// The roster file (花名册): headings in any order, one person and office per row.

interface RosterFile {
  rows: RosterRow[];
  /** the file as a whole cannot be used; `rows` is empty then */
  problems: RosterProblem[];
  /** it is no table at all */
  unreadable?: Unreadable;
  /** the row from which on it cannot be read, as far as that is known */
  unreadableFrom?: number;
  notes?: TableNotes;
  /** what it has no column for: it says nothing of it */
  unsaid?: UnsaidField[];
}

/** Instead of 党组织 a file may have a column for each level of it. */
const LEVELS = { committee: '党委', generalBranch: '党总支', branch: '党支部', group: '党小组' } as const;
type Column = RosterField | 'level' | 'team' | keyof typeof LEVELS;

const FIELDS = Object.keys(ROSTER_COLUMNS) as RosterField[];
/** 所在党支部, 所属党支部, 党支部名称 … */
const named = (names: readonly string[]) =>
  names.flatMap((name) => [name, ...['所在', '所属', '隶属'].map((word) => word + name), `${name}名称`]);
const each = <F extends Column>(field: F, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, field]));

const HEADINGS: Headings<Column> = {
  own: { ...ROSTER_COLUMNS, level: LEVEL_COLUMN, team: TEAM_COLUMN, ...LEVELS },
  also: {
    ...each('name', ['党员姓名', '成员姓名', '人员姓名', '党员名字', '名字', '党员']),
    ...each('userId', [
      ...['企业微信账号', '企微账号', '企业微信用户账号', '企业微信成员账号', '企业微信id', '企微id'],
      ...[
        '企微userid',
        '企业微信成员id',
        '企业微信登录账号',
        '企业微信号',
        '成员userid',
        '成员id',
        '登录账号',
      ],
      ...['账号id', '用户账号', '成员账号', '通讯录账号', 'userid', '企业微信userid', '用户id', '账户'],
    ]),
    ...each('unit', [
      ...named(['党组织', '组织', '基层党组织']).slice(1),
      ...['所在党组织名称', '所属党组织名称', '组织关系所在党组织', '党组织全称', '党组织路径', '党组织关系'],
    ]),
    ...each('role', [
      '党内职务',
      '党内职务名称',
      '支部职务',
      '党组织职务',
      '党务职务',
      '担任党内职务',
      '现任党内职务',
      '党内现任职务',
      '党内担任职务',
      '党支部职务',
      '党内任职',
      '党内任职情况',
      '党组织任职',
      '支部任职',
      '党支部任职',
    ]),
    ...each('kind', [
      '党员类型',
      '党员类别',
      '人员类型',
      '人员类别',
      '类别',
      '党员身份',
      '政治面貌',
      '政治身份',
      '党员性质',
      '身份类别',
    ]),
    ...each('mobile', [
      '流动党员',
      '是否流动',
      '是否流动党员',
      '是否为流动党员',
      '是否为流动',
      '是否外出流动',
      '外出流动党员',
    ]),
    ...each('team', ['所在队伍', '所属队伍', '先锋队', '党群先锋队', '应急队伍', '编入队伍']),
    ...each('level', ['组织层级', '党组织层级', '党组织类别', '党组织类型', '组织类别', '组织类型']),
    ...each('committee', named(['党委', '上级党委', '党工委', '党(工)委']).slice(1)),
    ...each('generalBranch', named(['党总支', '总支']).slice(1)),
    ...each('branch', [...named(['党支部', '支部']).slice(1), '组织关系所在党支部', '组织关系所在支部']),
    ...each('group', named(['党小组', '小组']).slice(1)),
  },
  required: [['name'], ['userId'], ['unit', 'branch']],
  idle: [],
  identity: 'userId',
  weak: ['政治面貌', '政治身份', '党员'],
};

/** Reads .xlsx, .csv or text of any producer; row numbers are those of the file. Never throws. */
export async function readRoster(file: Buffer, fileName: string): Promise<RosterFile> {
  try {
    const sheets = await readTables(file, fileName, (cell) => fieldOf(cell, HEADINGS) !== undefined);
    const { rows, absent, problems, notes } = rowsIn(sheets, HEADINGS);
    return {
      rows: rows.map(({ row, cells }) => ({ row, ...rowOf(cells) })),
      notes,
      unsaid: UNSAID_FIELDS.filter((field) => absent.includes(field)),
      problems: problems.map(({ fields, ...problem }) => ({
        ...problem,
        ...(fields && { value: fields.map((field) => HEADINGS.own[field]).join('、') }),
      })),
    };
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    return {
      rows: [],
      problems: [],
      unreadable: error.reason,
      ...(error.row > 0 && { unreadableFrom: error.row }),
    };
  }
}

/** The column of a level that this row does not have says so. */
const said = (cell: string) => (isNothing(cell) ? '' : cell);

function rowOf(cells: Record<Column, string>): Omit<RosterRow, 'row'> {
  const { name, userId, role, kind, mobile, level, team } = cells;
  const above = [cells.committee, cells.generalBranch].map(said);
  const unit = [...above, cells.unit, said(cells.branch), said(cells.group)].reduce(below, '');
  return {
    name,
    userId,
    unit,
    role,
    kind,
    mobile,
    ...(level !== '' && { level }),
    ...(team !== '' && { team }),
    ...(said(cells.group) !== '' && { hasGroupColumn: true as const }),
  };
}

/** 城郊党委 and 第一党支部 as one path; a column may repeat what another says, or hold the path itself. */
function below(path: string, part: string): string {
  if (part === '' || `/${path}`.endsWith(`/${part}`)) return path;
  return path === '' || part.startsWith(`${path}/`) ? part : `${path}/${part}`;
}

/** The rows as a file that readRoster reads back unchanged; 层级 only where a unit's name does not tell it, 队伍 where there are any. */
export function writeRoster(rows: readonly RosterRow[], format: TableFormat): Promise<Buffer> {
  const hasLevel = rows.some(({ level }) => level !== undefined);
  const hasTeam = rows.some(({ team }) => team !== undefined);
  const tail = (level: string, team: string) => [...(hasLevel ? [level] : []), ...(hasTeam ? [team] : [])];
  const body = rows.map((row) => [
    ...FIELDS.map((field) => row[field]),
    ...tail(row.level ?? '', row.team ?? ''),
  ]);
  return writeTable(
    [[...Object.values(ROSTER_COLUMNS), ...tail(LEVEL_COLUMN, TEAM_COLUMN)], ...body],
    format,
  );
}
