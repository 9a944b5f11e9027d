// A plan file (行动计划任务分解表): its rows, the year its months are of, and whether their numbers add up month by month.
import type { SchemeProblem } from '../domain/scheme/import-row.ts';
import {
  monthOf,
  NODE_COLUMNS,
  SCHEME_COLUMNS,
  type SchemeField,
  type SchemeRow,
} from '../domain/scheme/row.ts';
import { fieldOf, type Headings, type Place, placesIn } from './headings.ts';
import type { SheetText } from './reading/sheet.ts';
import { TableUnreadable, type Unreadable } from './reading/unreadable.ts';
import { rowsIn, type TableNotes } from './rows.ts';

import { withMonths } from './scheme-months.ts';
import { readTables } from './table.ts';

interface SchemeFile {
  rows: SchemeRow[];
  /** the file as a whole cannot be used; `rows` is empty then */
  problems: SchemeProblem[];
  unreadable?: Unreadable;
  /** the row from which on it cannot be read, as far as that is known */
  unreadableFrom?: number;
  notes?: TableNotes;
  /** as the title calls it, else the file's name */
  name: string;
  /** of months without one */
  year: number;
  /** no year is written anywhere, so it was taken as given */
  isYearGuessed: boolean;
  /** a heading says 累计 */
  isCumulative: boolean;
}

/** Other headings in use for the same column. */
const ALSO: Readonly<Partial<Record<SchemeField, string>>> = {
  no: '编号 项目编号 任务编号',
  task: '任务 工作任务 重点任务 目标任务 任务名称 主要工作任务 任务类别 类别 工作类别 行动 专项行动 一级任务',
  name: '重点工作任务 重点工作内容 工作内容 工作名称 工作事项 重点事项 重点项目 项目名称 工作项目 重点工作项目 二级任务 任务内容 重点举措',
  content: '措施 工作措施 具体内容 主要措施 工作举措 具体举措 推进措施 落实措施 工作要求 具体要求 主要内容',
  unit: '责任党组织 责任支部 落实单位 实施单位 承办单位 责任主体 责任部门 责任单位及责任人 落实支部 完成单位',
  lead: '牵头 牵头部门 牵头领导 主责单位 主责部门',
  assist: '配合 配合部门 协办单位 协同单位 参与单位 责任配合单位 协助单位',
  due: '时限 完成时间 完成日期 时间要求 时限要求 计划完成时间 计划完成时限 完成期限 截止时间 时间节点要求',
  nodes: '时间节点 节点安排 工作节点 阶段安排 进度安排 推进节点 节点目标 时间安排 阶段目标',
  goal: '目标 量化指标 量化目标 指标 目标值 年度指标 年度目标任务 工作目标 目标任务量 预期目标 年度量化指标 任务量 全年目标 全年目标任务 全年任务 全年计划 指标值',
  measure: '单位 指标单位 量词',
  note: '说明',
};
const FIRST_YEAR = 2015;
const LAST_YEAR = 2040;

function headings(): Headings<string> {
  const own: Record<string, string> = { ...SCHEME_COLUMNS };
  const also: Record<string, string> = {};
  for (const [field, names] of Object.entries(ALSO)) for (const name of names.split(' ')) also[name] = field;
  for (let i = 1; i <= NODE_COLUMNS; i++) {
    own[`node${i}`] = `节点${i}`;
    for (const name of ['一二三四五六七八九'[i - 1] ?? '', String(i)].filter((one) => one !== ''))
      for (const word of [`第${name}节点`, `节点${name}`, `时间节点${name}`, `第${name}阶段`])
        also[word] = `node${i}`;
  }
  const words = [
    '',
    '份',
    '目标',
    '计划',
    '任务',
    '指标',
    '累计',
    '累计目标',
    '目标累计',
    '计划数',
    '任务量',
    '计划完成',
  ];
  const add = (field: string, month: string, before: readonly string[]) => {
    for (const lead of before) for (const word of words) also[`${lead}${month}月${word}`] = field;
  };
  for (let m = 1; m <= 12; m++) {
    own[`month${m}`] = `${m}月`;
    const chinese = m <= 10 ? '一二三四五六七八九十'[m - 1]! : `十${'一二'[m - 11]}`;
    add(`month${m}`, String(m), ['', '累计', '至', '截至', '0']);
    add(`month${m}`, chinese, ['', '累计', '至', '截至']);
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      const field = monthOf(year, m);
      own[field] = `${year}年${m}月`;
      for (const written of [
        `${year}.${m}`,
        field,
        `${year}年${m}`,
        `${year}.${field.slice(5)}`,
        `${year}/${m}`,
      ])
        also[written] = field;
      add(field, String(m), [`${year}年`, `${year}年累计`, `截至${year}年`]);
    }
  }
  return {
    own,
    also,
    required: [
      ['name', 'content', 'task'],
      ['unit', 'lead'],
    ],
    idle: ['no', 'task'],
  };
}

let made: Headings<string> | undefined;

/**
 * Reads .xlsx, .csv or text of any producer; row numbers are those of the file. Never throws.
 * @param asked the year its months are of where somebody says so, else the one to take where none is written
 */
export async function readScheme(
  file: Buffer,
  fileName: string,
  asked: { year: number | undefined; thisYear: number },
): Promise<SchemeFile> {
  made ??= headings();
  const names = made;
  const bare = fileName.replace(/\.[A-Za-z]{2,5}$/u, '');
  const nothing = {
    rows: [],
    problems: [],
    name: bare,
    year: asked.thisYear,
    isYearGuessed: false,
    isCumulative: false,
  };
  try {
    const found = await readTables(file, fileName, (cell) => fieldOf(cell, names) !== undefined);
    const sheets = found.map((sheet) => withMonths(sheet, names));
    const { rows, problems, notes } = rowsIn(sheets, names);
    const [place] = placesIn(sheets, names);
    const above = place ? textsAbove(place) : [];
    const written = asked.year ?? yearIn([...above, place?.sheet.name ?? '', bare]);
    const year = written ?? asked.thisYear;
    const shared = place ? sharedRows(place, names) : new Set<number>();
    return {
      rows: rows
        .filter(({ cells }) => !isSum(cells))
        .map(({ row, cells }) => toRow(row, cells, names, year, shared.has(row))),
      notes,
      problems: problems.map(({ row, code, value, column, fields }) => ({
        row,
        code,
        value: fields?.map((field) => names.own[field]).join('、') ?? value ?? '',
        ...(column !== undefined && { column }),
      })),
      name: titleIn(above) ?? tidied(bare),
      year,
      isYearGuessed: written === undefined,
      isCumulative: place !== undefined && [...above, ...place.cells].some((text) => /累计/u.test(text)),
    };
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    return { ...nothing, unreadable: error.reason, ...(error.row > 0 && { unreadableFrom: error.row }) };
  }
}

function toRow(
  row: number,
  cells: Readonly<Record<string, string>>,
  { own }: Headings<string>,
  year: number,
  isShared: boolean,
): SchemeRow {
  const of = (pattern: RegExp) => Object.keys(own).filter((field) => pattern.test(field) && cells[field]);
  return {
    row,
    cells: Object.fromEntries(
      Object.keys(SCHEME_COLUMNS).map((field) => [field, cells[field] ?? '']),
    ) as Record<SchemeField, string>,
    nodes: of(/^node\d/u).map((field) => ({ heading: own[field]!, cell: cells[field]! })),
    months: of(/^month|^\d{4}-/u).map((field) => ({
      month: field.startsWith('month') ? monthOf(year, Number(field.slice(5))) : field,
      heading: own[field]!,
      cell: cells[field]!,
    })),
    isShared,
  };
}

/** 合计 in whichever column, with a number in every month and nobody to do it. */
const isSum = ({ no, task, name, content, unit, lead }: Readonly<Record<string, string>>): boolean =>
  !unit &&
  !lead &&
  [no, task, name, content].some((cell) =>
    /^(?:合计|总计|小计|共计)[:：]?$/u.test((cell ?? '').replace(/\s/gu, '')),
  );

/** What stands above the headings. */
function textsAbove({ sheet, index }: Place): string[] {
  return sheet.rows.slice(0, index).flatMap(({ cells }) => cells.filter((cell) => cell !== ''));
}

/** The year that is written, where it is one; of 2026—2028年 none is. */
function yearIn(texts: readonly string[]): number | undefined {
  for (const text of texts) {
    const years = [...text.matchAll(/(?<!\d)20[1-4]\d(?!\d)/gu)].map(([year]) => Number(year));
    const own = /(?<!\d)(20[1-4]\d)年度/u.exec(text)?.[1];
    if (own) return Number(own);
    if (years.length === 1) return years[0];
  }
  return undefined;
}

const TITLE = /计划|方案|任务|行动|清单|分解|台账|要点|责任/u;

/** 某镇党建三年行动计划（2026—2028年）任务分解表 is 某镇党建三年行动计划: its file of next year is the same plan. */
function titleIn(above: readonly string[]): string | undefined {
  const found = above.find(
    (text) =>
      text.length >= 4 &&
      text.length <= 60 &&
      TITLE.test(text) &&
      !/^附件/u.test(text) &&
      !/[:：]/u.test(text),
  );
  return found === undefined ? undefined : tidied(found);
}

function tidied(text: string): string {
  const short = text
    .replace(/[《》“”"\s]/gu, '')
    .replace(/[（(][^（）()]*20\d{2}[^（）()]*[）)]/gu, '')
    .replace(/20\d{2}年?(?:[-—–~至]+20\d{2}年?)?度?/gu, '')
    .replace(
      /(?:重点)?(?:工作|任务|目标|责任|量化|指标|进度)*(?:分解|清单|台账|一览)*(?:表|清单|台账)$/u,
      '',
    );
  return short.length >= 2 ? short.slice(0, 40) : text.slice(0, 40);
}

/** Rows whose 年度目标 is a merged cell that began above: one number for all of them. */
function sharedRows({ sheet, cells }: Place, names: Headings<string>): Set<number> {
  const columns = cells.flatMap((cell, i) => {
    const field = fieldOf(cell, names)?.field;
    return field === 'goal' || field?.startsWith('month') || /^\d{4}-/u.test(field ?? '') ? [i] : [];
  });
  return rowsBelowTop(sheet, columns);
}

function rowsBelowTop({ merges }: SheetText, columns: readonly number[]): Set<number> {
  const rows = new Set<number>();
  for (const { top, bottom, left } of merges)
    if (columns.includes(left))
      for (let row = top + 1; row <= Math.min(bottom, top + 2000); row++) rows.add(row);
  return rows;
}
