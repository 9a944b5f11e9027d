// 任务3 摸底完成了: nodes of an item reported one by one; the last of them is the report of the whole.
import { type IntentOf, toIntent, type Understanding } from '../../../domain/intent.ts';
import { type Item, type ItemNode, isOpen } from '../../../domain/ledger/item.ts';
import { kindRow } from '../../../domain/ledger/kinds.ts';
import { endsWithNodes, nodeNamed, openNodes } from '../../../domain/ledger/nodes.ts';
import { readNumber } from '../../../parsing/numerals.ts';
import type { Reply } from '../../../ports/channels.ts';
import { offerItems } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { makeMove } from './effects.ts';
import { ownItems } from './find.ts';
import { itemWords } from './words.ts';

/** As a slot: every node, and the item with them. */
const WHOLE = '全部';
const ALL = /(?:全部|都|整体|所有|各个?节点).{0,4}(?:完成|落实|办结|办完|结束|到位|上报|已?报)/u;
const NOT_YET = /(?:还|尚|并)?(?:没|未)(?!完成的)/u;
const ORDINAL = /第?([一二两三四五六七八九十\d]{1,2})个?节点|节点第?([一二两三四五六七八九十\d]{1,2})/u;

type Meant = { node: ItemNode } | 'whole' | 'unclear';

/** What of an item with open nodes a report of its end means. */
function meantOf(item: Item, { intent, text }: Turn<'rectify_done'>): Meant {
  const open = openNodes(item);
  if (open.length === 0 || intent.node === WHOLE) return 'whole';
  const said = intent.node ?? intent.remark ?? '';
  if (NOT_YET.test(said)) return 'unclear';
  const place = ORDINAL.exec(said);
  const number = place && readNumber((place[1] ?? place[2])!);
  const node = number ? item.nodes[number - 1] : nodeNamed(item, said);
  if (node) return { node };
  if (ALL.test(text)) return 'whole';
  return open.length === 1 && endsWithNodes(item) ? 'whole' : 'unclear';
}

const BARE =
  /^\s*(?<name>[^\s,，。:：?？没未不]{2,12}?)(?:的)?(?:工作|任务|节点)?(?:已经?|都|也|全部|今天|按时|\s)*(?:完成|做完|办完|搞完|弄完|结束)(?:了|啦)?[\s。!！]*$/u;

/** 摸底完成了, with no number: of those who have an item with such a node it is said of that. */
export async function nodeMeant(
  turn: Turn,
  { intent, answer }: Understanding,
): Promise<IntentOf<'rectify_done'> | undefined> {
  const isOther = intent.intent !== 'none' && !(intent.intent === 'rectify_done' && !intent.itemNo);
  const name = isOther || answer !== undefined ? undefined : BARE.exec(turn.text)?.groups?.name;
  if (name === undefined) return undefined;
  const known = (await ownItems(turn)).filter((item) => nodeNamed(item, name) !== undefined);
  const open = known.filter((item) => nodeNamed(item, name)!.doneAt === null);
  const fitting = open.length > 0 ? open : known;
  const [only] = fitting;
  if (!only) return undefined;
  return { intent: 'rectify_done', node: name, ...(fitting.length === 1 && { itemNo: String(only.no) }) };
}

/** 摸底已经完成，走访了32户: what is told of how it goes may also say that a node is done. */
export function nodeSaidDone(item: Item, text: string): ItemNode | undefined {
  const said = text.split(/[,，。;；\n]/u);
  return openNodes(item).find(({ name }) =>
    said.some((clause) => {
      const at = clause.indexOf(name);
      return at >= 0 && SAID_DONE.test(clause.slice(at + name.length));
    }),
  );
}

const SAID_DONE =
  /^(?:工作|任务|节点)?(?:已经?|都|全部|基本上?(?!完成)|于?今天|按时|如期|顺利)*(?:完成|做完|办完|搞完|弄完|结束)(?!率|后|时|前|之|度|\d|[一二三四五六七八九]|一半|大半|部分|任务的)/u;

/** Items that end with this message, those of which a node is done, and the answers about all but the first. */
export async function reportNodes(
  turn: Turn<'rectify_done'>,
  items: readonly Item[],
): Promise<{ ending: Item[]; noted: Item[]; replies: Reply[] }> {
  const ending: Item[] = [];
  const noted: Item[] = [];
  const replies: Reply[] = [];
  for (const item of items) {
    const meant = meantOf(item, turn);
    if (meant === 'whole') ending.push(item);
    else if (meant === 'unclear') replies.push(await askNode(turn, item, items.length === 1));
    else {
      noted.push(item);
      replies.push(await nodeDone(turn, item, meant.node));
    }
  }
  return { ending, noted, replies };
}

/** @param note what is kept of it in the history */
export async function nodeDone(
  turn: Turn,
  item: Item,
  node: ItemNode,
  note: string = node.name,
): Promise<Reply> {
  if (node.doneAt !== null)
    return turn.say('ledger.node_done_before', {
      ...itemWords(turn, item),
      told: node.name,
      by: turn.org.person(node.doneBy ?? '')?.name ?? '',
      at: node.doneAt,
    });
  const marked = await makeMove(turn, item, 'node_done', { nodes: [node], text: note });
  const isLast = openNodes(marked).length === 0 && endsWithNodes(item);
  const reported = kindRow(item.kind).closing === 'reported';
  const after = isLast && reported ? await makeMove(turn, marked, 'ask_closing') : marked;
  return turn.say('ledger.node_done', {
    ...itemWords(turn, after),
    told: [node.name],
    closed: !isOpen(after),
    reported,
  });
}

async function askNode(turn: Turn<'rectify_done'>, item: Item, isOnly: boolean): Promise<Reply> {
  const words = itemWords(turn, item);
  if (!isOnly) return turn.say('ledger.node_which_many', words);
  const open = openNodes(item);
  const { remark: _said, ...intent } = turn.intent;
  const about = (node: string) => toIntent({ ...intent, itemNo: String(item.no), node });
  await offerItems(turn, [...open.map(({ name }) => about(name)), about(WHOLE)]);
  const choices = words.nodes.filter(({ state }) => state !== 'done');
  return turn.say('ledger.node_which', { ...words, choices });
}
