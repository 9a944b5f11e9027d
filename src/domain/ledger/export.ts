// What a ledger file holds: which items, their files, and the figures, counted where the chat counts them.

import { DAY_MS, type Instant, instantOf, isoShanghai } from '../calendar/time.ts';
import { ledgerFigures, openWithin } from '../figures/ledger.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Item, ItemState } from './item.ts';
import { itemLabel } from './kinds.ts';
import { type LedgerFile, type LedgerRow, ledgerRow } from './row.ts';

interface LedgerQuestion {
  /** items of one kind, in the reach asked for */
  items: readonly Item[];
  /** fetched evidence of those items */
  evidence: readonly {
    itemId: number | null;
    kind: string;
    name: string | null;
    size: number | null;
    sha256: string | null;
    at: Instant;
    by: string;
  }[];
  /** both included; absent = everything up to now */
  from?: string | undefined;
  to?: string | undefined;
  now: Instant;
  noProgressDays: number;
}

export interface LedgerExport {
  rows: Omit<LedgerRow, 'row'>[];
  files: LedgerFile[];
  figures: ReturnType<typeof ledgerFigures>;
}

/** Items that were open at some time in the span, in the order of their numbers. */
export function ledgerExport(question: LedgerQuestion, org: Organisation): LedgerExport {
  const { from, to, now, noProgressDays } = question;
  const until = to === undefined ? now : Math.min(instantOf(to) + DAY_MS - 1, now);
  const isWhole = from === undefined && to === undefined;
  const items = isWhole
    ? question.items.filter((item) => item.gone === null)
    : openWithin(question.items, from === undefined ? 0 : instantOf(from), until);
  const chosen = items.toSorted((a, b) => a.no - b.no);
  const files = chosen.flatMap((item) => filesOf(item, question.evidence));
  return {
    rows: chosen.map((item) =>
      ledgerRow(
        item,
        org,
        files.filter((f) => f.itemId === item.id),
      ),
    ),
    files,
    figures: ledgerFigures(chosen, until, noProgressDays),
  };
}

function filesOf(item: Item, evidence: LedgerQuestion['evidence']): LedgerFile[] {
  const own = evidence.filter((e) => e.itemId === item.id && e.sha256 !== null);
  return own.map((e, i) => ({
    itemId: item.id,
    file: `${itemLabel(item)}-${i + 1}${endingOf(e)}`,
    name: e.name ?? '',
    size: e.size ?? 0,
    sha256: e.sha256!,
    at: e.at,
    by: e.by,
  }));
}

/** Only what an ending looks like: the sender's name is no path of ours. */
function endingOf({ name, kind }: { name: string | null; kind: string }): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name ?? '')?.[0].toLowerCase();
  return ending ?? (kind === 'image' ? '.jpg' : '');
}

const FILE_COLUMNS = ['编号', '文件', '原文件名', '字节', 'SHA-256', '收到时间', '报送人'] as const;

/** The heading and a line for each file. */
export function fileRows(exported: LedgerExport, org: Organisation): (string | number)[][] {
  const rows = exported.files.map((f) => [
    f.file.replace(/-\d+(?:\.\w+)?$/, ''),
    f.file,
    f.name,
    f.size,
    f.sha256,
    isoShanghai(f.at),
    org.person(f.by)?.name ?? f.by,
  ]);
  return [[...FILE_COLUMNS], ...rows];
}

/** A figure beside the ledger; null: nothing to divide by. */
export interface LedgerFigure {
  name: string;
  value: number | null;
  /** how it may be counted in the ledger's own lines: all of them, or those that stand so */
  counts?: 'all' | ItemState;
  /** of a rate: the figures that are divided, where these are among them */
  of?: readonly [part: string, whole: string];
  isRate?: true;
}

export const FIGURE_COLUMNS = ['项目', '数'] as const;

export const figureRows = ({ figures }: LedgerExport): LedgerFigure[] => [
  { name: '总数', value: figures.total, counts: 'all' },
  { name: '已销号', value: figures.closed, counts: '已销号' },
  { name: '未销号', value: figures.open },
  { name: '逾期', value: figures.overdue },
  { name: '等审核', value: figures.waiting, counts: '提交销号' },
  { name: '退回', value: figures.returned },
  { name: '长期整改', value: figures.longTerm, counts: '长期整改' },
  { name: '零进展', value: figures.stale },
  { name: '销号率', value: figures.closingRate, of: ['已销号', '总数'], isRate: true },
  { name: '按期率', value: figures.onTimeRate, isRate: true },
];
