// Which items a message is about.
import { MINUTE_MS } from '../../../domain/calendar/time.ts';
import { toIntent } from '../../../domain/intent.ts';
import { type Item, isOpen, ownersOf, responsibleOf } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow, kindSaid, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Target } from '../../../domain/organisation/permissions.ts';
import type { Reply } from '../../../ports/channels.ts';
import { groupsOf, itemNamed } from '../../../reports/items.ts';
import type { Ended } from '../../act.ts';
import { askItem, offerItems } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { itemWords } from './words.ts';

/** How long an item named in private stays the one that pictures are meant for. */
export const NAMED_MS = 10 * MINUTE_MS;
const SHOWN = 8;

/** What the permission table is asked about an item. */
export const targetOf = (item: Item): Target => ({
  unitId: item.unitId,
  responsible: responsibleOf(item),
  involved: [item.supervisorId, item.openedBy].filter((id) => id !== null),
});

/** The same for looking only: what a list of a 党小组 holds (`itemsOf`), its leader may open. */
export function viewOf(turn: Turn, item: Item): Target {
  const { org, sender } = turn;
  const groups = groupsOf(item, org).filter((id) => org.branchOf(id)?.id === item.unitId);
  // Of several groups, the one the sender holds an office in.
  const own = groups.find((id) => org.officesOf(sender.id).some((office) => office.unitId === id));
  return { ...targetOf(item), unitId: own ?? groups[0] ?? askedFrom(turn, item) ?? item.unitId };
}

/** Who asked another unit looks at it from where it was asked. */
function askedFrom({ org, sender, permissions }: Turn, item: Item): number | undefined {
  const asker = kindRow(item.kind).toUnit ? org.person(item.openedBy)?.branchId : null;
  if (asker == null) return undefined;
  const target = { ...targetOf(item), unitId: asker };
  return permissions.may(org, sender, 'see_item', target) ? asker : undefined;
}

/** Responsible for it, watching it, having handed it out, or in charge of its unit. */
export const maySee = (turn: Turn, item: Item): boolean => mayDo(turn, 'see_item', viewOf(turn, item));

interface Named {
  items: Item[];
  /** numbers or codes that name nothing */
  unknown: string[];
}

/**
 * Items by the numbers and codes of the message; one that was merged stands for the one it went into. Whether the
 * sender may see or do something with them is for the caller to ask.
 */
export async function itemsNamed(turn: Turn, itemNo: string | undefined): Promise<Named> {
  const named: Named = { items: [], unknown: [] };
  for (const written of (itemNo ?? '').split(',').filter((n) => n !== '')) {
    const item = await itemNamed(turn.tx, written);
    if (!item) named.unknown.push(written);
    else if (!named.items.some((known) => known.id === item.id)) named.items.push(item);
  }
  const [only] = named.items;
  if (only && named.items.length === 1 && maySee(turn, only)) await rememberNamed(turn, only);
  return named;
}

/** Named as the message names them: 没有找到约请2. */
export function unknownItem(turn: Turn, unknown: readonly string[]): Reply {
  const { prefix } = kindRow(kindSaid(turn.text) ?? LEDGER_KIND);
  return turn.say('ledger.unknown', { names: unknown, prefix });
}

/** 实事1 where number 1 is 整改1: what is said is of neither. Undefined where the number is of the kind that is named. */
export function otherKind(turn: Turn, items: readonly Item[]): Reply | undefined {
  const kind = kindSaid(turn.text);
  const [only, ...more] = items;
  // The ledger's own word stands for whatever is to be mended: 整改3 of a promise is understood.
  if (!kind || !only || more.length > 0 || kind === LEDGER_KIND || kind === only.kind) return undefined;
  const said = kindRow(kind).prefix;
  const known = maySee(turn, only) ? itemLabel(only) : '';
  return turn.say('ledger.other_kind', { said: `${said}${only.no}`, known, prefix: said });
}

/**
 * The items named, else the sender's only open one, else the question which one.
 * @param fits what the act could be about
 */
export async function itemsMeant(
  turn: Turn,
  itemNo: string | undefined,
  fits: (item: Item) => boolean,
): Promise<Named | Ended> {
  if (itemNo) {
    const named = await itemsNamed(turn, itemNo);
    const other = otherKind(turn, named.items);
    if (other) return { reply: other };
    return named.items.length > 0 ? named : { reply: unknownItem(turn, named.unknown) };
  }
  const mine = (await ownItems(turn)).filter(fits);
  if (mine.length === 1) return { items: mine, unknown: [] };
  if (mine.length === 0) return { reply: turn.say('ledger.none_own') };
  const shown = mine.slice(0, SHOWN);
  await offerItems(
    turn,
    shown.map((item) => toIntent({ ...turn.intent, itemNo: String(item.no) })),
  );
  return {
    reply: turn.say('ledger.which', {
      items: shown.map((item) => itemWords(turn, item)),
      more: Math.max(0, mine.length - SHOWN),
      example: itemLabel(mine[0]!),
      list: turn.say('ledger.own_list').text,
    }),
  };
}

/** Asks for the number that the message lacks. */
export async function askNumber(turn: Turn): Promise<Ended> {
  await askItem(turn, toIntent({ ...turn.intent, lacks: 'number' }));
  return { reply: turn.say('ledger.ask_number') };
}

/** Open items the sender is responsible for. */
export async function ownItems(turn: Turn): Promise<Item[]> {
  const items = await turn.tx.items({ person: turn.sender.id });
  return items.filter((item) => isOpen(item) && ownersOf(item).includes(turn.sender.id));
}

const markOf = (turn: Turn) => `item_named:${turn.sender.id}`;

/** What follows in private within ten minutes without a number is about this one. */
export async function rememberNamed(turn: Turn, item: Item): Promise<void> {
  if (turn.chat === '') await turn.tx.putMark(markOf(turn), `${item.id}:${turn.now}`);
}

/** @param since not named before */
export async function lastNamed(turn: Turn, since = 0): Promise<Item | undefined> {
  const [id, at] = ((await turn.tx.mark(markOf(turn))) ?? '').split(':').map(Number);
  if (!id || at === undefined || at < since || turn.now - at > NAMED_MS) return undefined;
  const item = await turn.tx.item(id);
  return item?.gone === null ? item : undefined;
}
