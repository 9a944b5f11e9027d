// Units × nodes of what was handed out to them: done, late or to come. Units stand as in the organisation, never by rank.
import { type FigureCell, writeFigures } from '../documents/figures.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Item } from '../domain/ledger/item.ts';
import { itemLabel } from '../domain/ledger/kinds.ts';
import { type NodeState, nodeStateOf } from '../domain/ledger/nodes.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { MatrixState, Picture } from '../ports/pictures.ts';
import { NODE_SIGNS } from '../wording/sentences/nodes.ts';
import type { Wording } from '../wording/templates.ts';
import { paperNames, placesOf } from './meetings.ts';
import { madeWords } from './paper.ts';

interface NodeCell {
  state: NodeState;
  /** `YYYY-MM-DD` of when it was done, else of its day; empty where it has none */
  day: string;
}

export interface NodeGrid {
  /** what was handed out, and its first number */
  problem: string;
  name: string;
  /** false: there are no nodes, and one column tells who has reported */
  nodes: boolean;
  /** the day is that of the first unit; it may have been put off for others */
  columns: readonly { name: string; due: string }[];
  /** a cell for each column; null: not asked of this unit */
  rows: readonly { unit: string; owner: string; label: string; cells: readonly (NodeCell | null)[] }[];
}

/** @param items of one handing out, one at the least; an item without nodes has its report as the only one */
export function nodeGridOf(
  items: readonly Item[],
  org: Organisation,
  now: Instant,
  words: Wording,
): NodeGrid {
  const place = placesOf(org);
  const ordered = items.toSorted(
    (a, b) => (place.get(a.unitId) ?? 0) - (place.get(b.unitId) ?? 0) || a.no - b.no,
  );
  const names = paperNames(
    org,
    items.map(({ unitId }) => unitId).filter((id) => org.units.has(id)),
  );
  const columns = new Map<string, string>();
  const rows = ordered.map((item) => {
    const cells = new Map<string, NodeCell>();
    for (const node of nodesOf(item, words)) {
      const key = keyIn(cells, node.name);
      const day = dayOf(node.dueAt);
      if (!columns.has(key)) columns.set(key, day);
      const state = nodeStateOf({ ...node, dueAt: node.dueAt ?? Number.POSITIVE_INFINITY }, now);
      cells.set(key, { state, day: state === 'done' ? dayOf(node.doneAt) : day });
    }
    return { item, cells };
  });
  const [first] = [...items].sort((a, b) => a.no - b.no);
  return {
    problem: first!.problem,
    name: itemLabel(first!),
    nodes: items.some((item) => item.nodes.length > 0),
    columns: [...columns].map(([name, due]) => ({ name, due })),
    rows: rows.map(({ item, cells }) => ({
      unit: names.get(item.unitId) ?? '',
      owner: item.ownerName ?? '',
      label: itemLabel(item),
      cells: [...columns.keys()].map((name) => cells.get(name) ?? null),
    })),
  };
}

const dayOf = (at: Instant | null): string => (at === null ? '' : dateOf(at));

const nodesOf = (
  item: Item,
  words: Wording,
): readonly { name: string; dueAt: Instant | null; doneAt: Instant | null }[] =>
  item.nodes.length > 0
    ? // What is closed is done whole, whichever version closed it.
      item.nodes.map((node) => ({ ...node, doneAt: node.doneAt ?? item.closedAt }))
    : [{ name: words('nodes.whole'), dueAt: item.dueAt, doneAt: item.closedAt }];

/** Two of one name are told apart by their places. */
function keyIn(cells: ReadonlyMap<string, unknown>, name: string): string {
  let key = name;
  for (let i = 2; cells.has(key); i++) key = `${name}${i}`;
  return key;
}

/** Units that a column is at, by its state. */
export const unitsAt = ({ rows }: NodeGrid, column: number, state: NodeState): string[] =>
  rows.filter(({ cells }) => cells[column]?.state === state).map(({ unit }) => unit);

const cellWords = (cell: NodeCell | null, words: Wording): string =>
  cell === null ? '' : words('nodes.cell', { ...cell, sign: NODE_SIGNS[cell.state] });

/** What stands above it and every cell in words. */
export const nodeTable = (grid: NodeGrid, words: Wording) => ({
  title: words('nodes.title', grid),
  columns: [words('nodes.column.unit'), ...grid.columns.map((column) => words('nodes.column.node', column))],
  rows: grid.rows.map(({ unit, cells }) => [unit, ...cells.map((cell) => cellWords(cell, words))]),
});

const LOOK: Readonly<Record<NodeState, MatrixState>> = { done: 'held', late: 'due', coming: 'planned' };

export const nodePicture = (grid: NodeGrid, words: Wording): Picture => ({
  kind: 'matrix',
  title: words('nodes.title', grid),
  note: '',
  states: {
    held: words('nodes.state.done'),
    planned: words('nodes.state.coming'),
    due: words('nodes.state.late'),
  },
  columns: grid.columns.map(({ name }) => name),
  rows: grid.rows.map(({ unit, cells }) => ({
    name: unit,
    cells: cells.map((cell) => (cell === null ? 'none' : LOOK[cell.state])),
  })),
});

/** The workbook (.xlsx), with what the signs mean. */
export function nodeFile(
  grid: NodeGrid,
  { at, by }: { at: Instant; by: string },
  words: Wording,
): { rows: number; name: string; write(): Promise<Buffer> } {
  const { title, columns, rows } = nodeTable(grid, words);
  const text = (name: string) => ({ name, kind: 'text' }) as const;
  const lines = grid.rows.map(({ label, owner, cells }, i): FigureCell[] => {
    const [unit, ...told] = rows[i]!;
    return [unit!, label, owner, ...told, cells.filter((cell) => cell?.state === 'late').length];
  });
  const sheet = {
    name: words('nodes.sheet'),
    columns: [
      text(columns[0]!),
      text(words('nodes.column.no')),
      text(words('nodes.column.owner')),
      ...columns.slice(1).map(text),
      { name: words('nodes.column.late'), kind: 'count' } as const,
    ],
    rows: lines,
  };
  const states: readonly NodeState[] = ['done', 'late', 'coming'];
  const about = [
    [words('paper.about.what'), title],
    ...states.map((state) => [NODE_SIGNS[state], words(`nodes.state.${state}`)] as const),
    [words('paper.about.made'), madeWords(at, by, words)],
  ] as const;
  const book = { sheets: [sheet], about: { name: words('paper.about.sheet'), lines: about }, at };
  return { rows: lines.length, name: words('paper.file_name', { title }), write: () => writeFigures(book) };
}
