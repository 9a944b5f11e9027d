// The columns of a plan file (行动计划任务分解表), and what the file says beside its rows.
import { monthText } from '../calendar/period.ts';

/** Headings as answers name them. */
export const SCHEME_COLUMNS = {
  no: '序号',
  task: '主要任务',
  name: '重点工作',
  content: '具体措施',
  unit: '责任单位',
  lead: '牵头单位',
  assist: '配合单位',
  due: '完成时限',
  nodes: '节点',
  goal: '年度目标',
  measure: '计量单位',
  note: '备注',
} as const;
export type SchemeField = keyof typeof SCHEME_COLUMNS;

/** 节点1 … */
export const NODE_COLUMNS = 12;

export interface SchemeRow {
  /** row number of the file */
  row: number;
  cells: Readonly<Record<SchemeField, string>>;
  /** 节点1 …: what the heading says, and the cell */
  nodes: readonly { heading: string; cell: string }[];
  /** by YYYY-MM */
  months: readonly { month: string; heading: string; cell: string }[];
  /** its numbers are those of the row above: one merged cell */
  isShared: boolean;
}

/** The month of a column: 3月 of the year, or one with a year of its own. */
export const monthOf = (year: number, month: number): string => `${year}-${monthText(month)}`;
