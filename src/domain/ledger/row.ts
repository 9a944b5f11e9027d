// The ledger as people keep it in Excel: one row per item under the usual headings.

import { dateOf, type Instant } from '../calendar/time.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Item } from './item.ts';
import { itemLabel, kindRow, LEDGER_KIND, stateWord } from './kinds.ts';

/** Headings in the order they are written. */
export const LEDGER_COLUMNS = {
  no: '编号',
  problem: '问题',
  source: '来源',
  leader: '责任领导',
  department: '责任部门',
  owner: '责任人',
  measure: '整改措施',
  due: '整改时限',
  type: '整改类型',
  progress: '进展',
  evidence: '佐证材料',
  supervisor: '督办人',
  asked: '销号申请',
  decidedBy: '审核人',
  opinion: '审核意见',
  grade: '评定等次',
  closed: '销号日期',
  prevention: '防反弹措施',
  supervision: '督查措施',
  firstDue: '原定时限',
  state: '状态',
  unit: '党组织',
} as const;
export type LedgerField = keyof typeof LEDGER_COLUMNS;
export const LEDGER_FIELDS = Object.keys(LEDGER_COLUMNS) as LedgerField[];

export interface LedgerRow extends Record<LedgerField, string> {
  /** row number of the file, header = 1 */
  row: number;
}

/** A file that goes with an exported ledger. */
export interface LedgerFile {
  itemId: number;
  /** name beside the ledger: 整改12-1.jpg */
  file: string;
  /** name as sent */
  name: string;
  size: number;
  sha256: string;
  at: Instant;
  by: string;
}

/** @param files those of this item */
export function ledgerRow(
  item: Item,
  org: Organisation,
  files: readonly Pick<LedgerFile, 'file'>[],
): Omit<LedgerRow, 'row'> {
  const day = (at: Instant | null) => (at === null ? '' : dateOf(at));
  const name = (id: string | null) => (id === null ? '' : (org.person(id)?.name ?? id));
  return {
    no: item.code === null ? itemLabel(item) : `${itemLabel(item)}（${item.code}）`,
    problem: item.problem,
    source: item.source ?? '',
    leader: item.leaderName ?? '',
    department: item.department ?? '',
    owner: item.ownerName ?? '',
    measure: item.measure ?? '',
    due: day(item.dueAt),
    type: item.type ?? (item.state === '长期整改' ? '长期整改' : ''),
    progress: progressCell(item),
    evidence: files.map((f) => f.file).join('、'),
    supervisor: item.supervisorName ?? '',
    asked: item.askedAt === null ? '' : `${name(item.askedBy)} ${day(item.askedAt)}`.trim(),
    decidedBy: name(item.decidedBy),
    opinion: item.opinion ?? (item.state === '已销号' && item.decidedBy !== null ? approvalOf(item) : ''),
    grade: item.grade ?? '',
    closed: day(item.closedAt),
    prevention: item.prevention ?? '',
    supervision: item.supervision ?? '',
    firstDue: item.firstDueAt === item.dueAt ? '' : day(item.firstDueAt),
    // The ledger's own file is read in again: it keeps the words of the ledger.
    state: item.kind === LEDGER_KIND ? item.state : stateWord(item),
    unit: org.units.get(item.unitId)?.path ?? '',
  };
}

const approvalOf = ({ kind, grade }: Item): string =>
  grade === null ? `同意${kindRow(kind).closingWord}` : '';

function progressCell(item: Item): string {
  const percent = item.progress > 0 ? `${item.progress}%` : '';
  const said = item.progressAt === null ? '' : `（${dateOf(item.progressAt)}）`;
  return [percent, item.progressText ?? ''].filter((part) => part !== '').join(' ') + said;
}
