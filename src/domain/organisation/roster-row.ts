// The roster file as rows of cells, before anything is understood of them.

/** Field of a row → heading of its column. */
export const ROSTER_COLUMNS = {
  name: '姓名',
  userId: '账号',
  unit: '党组织',
  role: '职务',
  kind: '类型',
  mobile: '流动',
} as const;
export type RosterField = keyof typeof ROSTER_COLUMNS;

/** A file without one of these columns leaves it as it is. */
export const UNSAID_FIELDS = ['role', 'kind', 'mobile'] as const;
export type UnsaidField = (typeof UNSAID_FIELDS)[number];

/** Says which kind a unit is where its name does not: 江川机关 with 党委. */
export const LEVEL_COLUMN = '层级';

/** 党群先锋队(队长)、抢险队: which teams the person is in. An empty cell says nothing of it, 无 that it is none. */
export const TEAM_COLUMN = '队伍';

/**
 * Cells as written, trimmed; `row` as a spreadsheet counts, header = 1. `level` and `team` are the cells under 层级 and 队伍, if any;
 * `hasGroupColumn`: the 党小组 at the end of `unit` stood in a column of its own.
 */
export type RosterRow = Record<RosterField, string> & {
  row: number;
  level?: string;
  team?: string;
  hasGroupColumn?: true;
};

/** What is wrong with a file or a row; worded in templates/roster.yaml under `problem`. */
export const ROSTER_PROBLEMS = [
  'columns_missing',
  'column_repeated',
  'no_rows',
  'not_calculated',
  'name_missing',
  'name_invalid',
  'userid_missing',
  'userid_invalid',
  'unit_missing',
  'unit_kind_unknown',
  'unit_order',
  'level_unknown',
  'level_differs',
  'role_unknown',
  'role_missing',
  'role_needs_group',
  'role_above_group',
  'kind_unknown',
  'mobile_unknown',
  'name_differs',
  'branch_differs',
  'group_differs',
  'kind_differs',
  'mobile_differs',
  'team_unknown',
  'team_differs',
  'row_repeated',
] as const;
export type RosterProblemCode = (typeof ROSTER_PROBLEMS)[number];

export interface RosterProblem {
  row: number;
  code: RosterProblemCode;
  /** heading of the column, where one cell is to blame */
  column?: string;
  /** the text to blame */
  value?: string;
  /** the person of the row, as far as the row says */
  name?: string;
  /** the earlier row this one contradicts */
  otherRow?: number;
}

/**
 * Tidies a cell: no invisible characters, and no blanks inside Chinese text (张　三 is 张三) or at the ends;
 * one spelling of the dot in names such as 阿不都·热合曼.
 */
export function tidy(cell: string): string {
  return cell
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/(?<=[^\u0020-\u024f]) | (?=[^\u0020-\u024f])/g, '')
    .replace(/[•・‧･⋅]/g, '·')
    .trim();
}

/** For comparing: half-width and without any blanks. */
export function tidyKey(cell: string): string {
  return tidy(cell).normalize('NFKC').replace(/\s/g, '');
}

/** What people write where there is nothing. */
export const isNothing = (cell: string): boolean => /^(?:|无|没有|[-/—－\\]+)$/.test(tidyKey(cell));
