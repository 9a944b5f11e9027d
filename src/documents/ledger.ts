import type { Instant } from '../domain/calendar/time.ts';
import { FIGURE_COLUMNS, type LedgerFigure } from '../domain/ledger/export.ts';
import type { LedgerProblem } from '../domain/ledger/import-row.ts';
import { LEDGER_COLUMNS, LEDGER_FIELDS, type LedgerField, type LedgerRow } from '../domain/ledger/row.ts';
import type { Cell } from './book/sheet.ts';
import { writeBook } from './book/writing.ts';
import { fieldOf, type Headings, letterOf } from './headings.ts';
import { TableUnreadable, type Unreadable } from './reading/unreadable.ts';
import { rowsIn, type TableNotes } from './rows.ts';
import { sheetName } from './sheet-name.ts';
import { readTables } from './table.ts';

// The rectification ledger (整改台账) as a workbook: headings in any order, one item per row.

interface LedgerSheetFile {
  rows: LedgerRow[];
  /** the file as a whole cannot be used; `rows` is empty then */
  problems: LedgerProblem[];
  /** it is no table at all */
  unreadable?: Unreadable;
  /** the row from which on it cannot be read, as far as that is known */
  unreadableFrom?: number;
  notes?: TableNotes;
}

/** Other headings in use for the same column. */
const ALSO: Readonly<Partial<Record<LedgerField, string>>> = {
  no: '项目编号 问题序号 no. 序号 问题编号 整改编号',
  problem:
    '存在主要问题 存在的主要问题 存在的突出问题 问题表述 问题事项 整改事项 整改问题清单 巡察反馈问题 巡视反馈问题 反馈具体问题 查摆问题 查摆出的问题 隐患 问题隐患 存在问题及表现 问题及描述 存在问题 存在的问题 整改内容 具体问题 问题描述 问题内容 问题清单 反馈问题 反馈的问题 主要问题 发现问题 整改问题 问题表现 具体问题表现 问题具体表现 问题及表现 反馈意见',
  source: '问题来源',
  leader:
    '包联领导 挂点领导 挂钩领导 联系领导 责任县领导 责任市领导 责任镇领导 牵头县领导 主管领导 整改牵头领导 分管责任领导 牵头领导 分管领导 包抓领导 包保领导 牵头责任领导 整改责任领导 责任领导姓名',
  department:
    '责任股室 责任主体 牵头责任单位 牵头责任部门 主责单位 主责部门 整改责任部门 整改单位 整改责任主体 责任站所 责任单位 责任科室 牵头部门 牵头单位 整改责任单位 责任部门单位 责任单位部门',
  owner:
    '责任人及联系电话 责任人及电话 责任人联系电话 责任人和联系电话 责任人及职务 落实责任人 直接负责人 具体负责人 负责人 整改责任人 具体责任人 责任人员 责任人姓名 直接责任人 整改负责人 责任人员姓名 经办人',
  measure:
    '整改目标及措施 整改措施及目标 整改落实措施 整改要求 整改目标 整改措施和要求 整改措施及要求 主要措施 主要整改措施 措施 整改举措 具体措施 具体整改措施 整改具体措施 整改方案 整改任务',
  due: '拟完成时间 拟完成时限 预计完成时间 计划完成日期 要求完成时间 要求完成时限 整改到位时限 办结时限 整改完成日期 完成整改时限 整改时间 时限 完成时限 整改期限 完成期限 整改完成时限 整改完成期限 计划完成时间 计划完成时限 时限要求 时间要求 截止时间 截止日期 完成时间 期限',
  type: '类型',
  progress:
    '目前进展 目前进展情况 目前整改进展 最新进展情况 整改落实进展 整改进度情况 推进情况 整改进展 进展情况 整改进展情况 当前进展 工作进展 整改进度 进度 最新进展',
  evidence: '佐证',
  supervisor: '督办领导 督办责任人',
  closed: '销号时间 办结时间 办结日期 实际完成时间 实际完成日期 完成日期 整改完成时间',
  prevention: '防止反弹措施 防反弹 长效机制',
  supervision: '督查举措',
  state:
    '目前状态 目前完成情况 目前整改情况 整改落实完成情况 完成与否 整改完成与否 整改成效 完成情况 整改状态 整改情况 整改完成情况 完成状态 整改结果 销号情况 办理状态 办结情况 当前状态 落实情况 整改落实情况 是否完成 是否整改 是否整改到位 是否整改完成 是否销号 是否办结',
  unit: '党支部 支部 所在党支部 所属党支部 责任支部 所属党组织 所在党组织 责任党组织',
};

const HEADINGS: Headings<LedgerField> = {
  own: LEDGER_COLUMNS,
  also: Object.fromEntries(
    Object.entries(ALSO).flatMap(([field, names]) =>
      names.split(' ').map((name) => [name, field as LedgerField]),
    ),
  ),
  required: [['problem'], ['owner'], ['due']],
  idle: ['no'],
  weak: ['负责人', '具体负责人', '整改时间', '整改目标', '整改要求', '隐患'],
  identity: 'problem',
};

/** Reads .xlsx, .csv or text of any producer; row numbers are those of the file. Never throws. */
export async function readLedger(file: Buffer, fileName: string): Promise<LedgerSheetFile> {
  try {
    const sheets = await readTables(file, fileName, (cell) => fieldOf(cell, HEADINGS) !== undefined);
    const { rows, problems, notes } = rowsIn(sheets, HEADINGS);
    return {
      rows: rows.map(({ row, cells }) => ({ row, ...cells })),
      notes,
      problems: problems.map(({ fields, ...problem }) => ({
        ...problem,
        ...(fields && { value: fields.map((field) => LEDGER_COLUMNS[field]).join('、') }),
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

interface LedgerBook {
  rows: readonly Omit<LedgerRow, 'row'>[];
  /** files that go with it: the first row is the heading */
  files: readonly (readonly Cell[])[];
  figures: readonly LedgerFigure[];
  names: { ledger: string; files: string; figures: string };
  /** above every printed page */
  title: string;
  at: Instant;
}

const DATES: readonly LedgerField[] = ['due', 'closed', 'firstDue'];
/** In digits; the other columns are as wide as a heading. */
const WIDTHS: Partial<Record<LedgerField, number>> = { problem: 36, measure: 36, progress: 30, no: 14 };
const WIDTH = 16;
const FIGURE = { name: 16, value: 12 };
/** Sizes are numbers to be added up. */
const SIZE = 3;

/** The ledger first, so that readLedger reads it back: dates are dates, and what can be counted in it is a formula. */
export async function writeLedger(asked: LedgerBook): Promise<Buffer> {
  const { rows, files, figures, names, title, at } = asked;
  const fields = fieldsOf(rows);
  const taken = new Set<string>();
  const name = sheetName(names.ledger, taken);
  const book = writeBook(at);
  try {
    await book.sheet({
      name,
      columns: fields.map((field) => ({
        width: WIDTHS[field] ?? WIDTH,
        ...(DATES.includes(field) && { kind: 'date' as const }),
      })),
      sticky: 1,
      filter: true,
      title,
    });
    await book.rows([{ cells: fields.map((field) => LEDGER_COLUMNS[field]), is: 'head' }]);
    await book.rows(rows.map((row) => ({ cells: fields.map((field) => row[field]) })));
    const [fileHead = [], ...fileRows] = files;
    await book.sheet({
      name: sheetName(names.files, taken),
      columns: fileHead.map((_, i) => ({ width: WIDTH, ...(i === SIZE && { kind: 'count' as const }) })),
      sticky: 0,
      filter: true,
    });
    await book.rows([{ cells: fileHead, is: 'head' }, ...fileRows.map((cells) => ({ cells }))]);
    await book.sheet({
      name: sheetName(names.figures, taken),
      columns: [{ width: FIGURE.name }, { width: FIGURE.value, kind: 'count' }],
      sticky: 0,
      filter: false,
    });
    await book.rows([
      { cells: FIGURE_COLUMNS, is: 'head' },
      ...figures.map((figure) => ({ cells: [figure.name, figureCell(figure, name, asked)] })),
    ]);
    return await book.finish();
  } catch (error) {
    book.drop();
    throw error;
  }
}

/** Of kinds without grades nobody looks for a column of them. */
const fieldsOf = (rows: LedgerBook['rows']): LedgerField[] =>
  LEDGER_FIELDS.filter((field) => field !== 'grade' || rows.some((row) => row.grade !== ''));

/** A formula where the file itself gives the figure: of a span that is past it may not, as states have moved on. */
function figureCell(
  { value, counts, of, isRate }: LedgerFigure,
  sheet: string,
  { rows, figures }: LedgerBook,
): Cell {
  if (value === null) return null;
  const letter = letterOf(fieldsOf(rows).indexOf('state'));
  const states = `'${sheet}'!${letter}2:${letter}${rows.length + 1}`;
  if (value > 0 && counts === 'all' && rows.length === value) return { formula: `COUNTA(${states})`, value };
  if (value > 0 && counts && rows.filter(({ state }) => state === counts).length === value)
    return { formula: `COUNTIF(${states},"${counts}")`, value };
  const at = (name: string) => `B${figures.findIndex((figure) => figure.name === name) + 2}`;
  if (of) return { formula: `${at(of[0])}/${at(of[1])}`, value, kind: 'rate' };
  return { value, kind: isRate ? 'rate' : 'count' };
}
