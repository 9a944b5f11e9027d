// Nodes of an item: steps with days of their own, each done or not.
import type { Instant } from '../calendar/time.ts';
import type { Item, ItemNode } from './item.ts';

/** `late`: its day is over and nobody has said that it is done. */
export type NodeState = 'done' | 'late' | 'coming';

export const nodeStateOf = (
  { doneAt, dueAt }: Pick<ItemNode, 'doneAt' | 'dueAt'>,
  now: Instant,
): NodeState => (doneAt !== null ? 'done' : now > dueAt ? 'late' : 'coming');

type Nodes = Pick<Item, 'nodes' | 'nodeDueAt'>;

const isNodeOpen = (node: ItemNode): boolean => node.doneAt === null;

export const openNodes = (item: Pick<Item, 'nodes'>): ItemNode[] => item.nodes.filter(isNodeOpen);

/** The fields of an item that hold its nodes, in the order of their days. */
export function withNodes(nodes: readonly ItemNode[]): Nodes {
  const ordered = nodes.toSorted((a, b) => a.dueAt - b.dueAt);
  return { nodes: ordered, nodeDueAt: ordered.find(isNodeOpen)?.dueAt ?? null };
}

/** The last node falls on the deadline, so that with it the whole is done. */
export const endsWithNodes = ({ nodes, dueAt }: Pick<Item, 'nodes' | 'dueAt'>): boolean =>
  nodes.length > 0 && (dueAt === null || nodes.at(-1)!.dueAt >= dueAt);

/** Those that `isIt` picks are done; what was done before stays as it was told. */
export const withDone = (
  item: Pick<Item, 'nodes'>,
  by: string,
  at: Instant,
  isIt: (node: ItemNode) => boolean = () => true,
): Nodes =>
  withNodes(
    item.nodes.map((node) => (isNodeOpen(node) && isIt(node) ? { ...node, doneAt: at, doneBy: by } : node)),
  );

/** An item sent back: what its report alone had made done is open again. */
export const withReopened = (item: Pick<Item, 'nodes' | 'closedAt'>): Nodes =>
  withNodes(
    item.nodes.map((node) =>
      item.closedAt !== null && node.doneAt === item.closedAt
        ? { ...node, doneAt: null, doneBy: null }
        : node,
    ),
  );

/** The deadline was put off: the open node that falls on it goes along. */
export const withDeadline = (item: Pick<Item, 'nodes' | 'dueAt'>, dueAt: Instant | null): Nodes =>
  withNodes(
    item.nodes.map((node) =>
      dueAt !== null && isNodeOpen(node) && node.dueAt === item.dueAt ? { ...node, dueAt } : node,
    ),
  );

const PLAIN = /[\s,，。:：!！“”"'的了]/gu;
const plain = (text: string) => text.normalize('NFKC').replace(PLAIN, '');

/** The node of that name, an open one first; the longest name that the words hold goes before shorter ones. */
export function nodeNamed(item: Pick<Item, 'nodes'>, words: string): ItemNode | undefined {
  const said = plain(words);
  if (said === '') return undefined;
  const fits = item.nodes.filter(({ name }) => said.includes(plain(name)) || isPart(said, plain(name)));
  const [best] = fits.toSorted(
    (a, b) => Number(!isNodeOpen(a)) - Number(!isNodeOpen(b)) || b.name.length - a.name.length,
  );
  return best;
}

/** 摸底 is 入户摸底. */
const isPart = (said: string, name: string): boolean => said.length >= 2 && name.includes(said);
