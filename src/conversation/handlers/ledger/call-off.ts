// 撤回任务12: what was handed out and is not answered yet need not be answered any more; what was reported stays.
import { type Item, isOpen, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow } from '../../../domain/ledger/kinds.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Change } from '../../../ports/store.ts';
import type { Turn } from '../../turn.ts';
import { changeItem } from './effects.ts';
import { othersOf, tell, toldOf, whoHeard } from './people.ts';
import { itemWords } from './words.ts';

const NAMED = 6;

/** Of what the sender handed out to several, all that is open; undefined for anything else, which stays in its ledger. */
export async function toCallOff({ tx, sender }: Turn, item: Item): Promise<Item[] | undefined> {
  const { perBranch, closing } = kindRow(item.kind);
  if (item.batch === null || item.openedBy !== sender.id || !perBranch || closing !== 'reported')
    return undefined;
  return (await tx.items({ batch: item.batch })).filter((one) => isOpen(one) && one.gone === null);
}

/** The first of what a message handed out to several, as it is called; empty where it did not. */
export async function handedOutBy(turn: Turn, changes: readonly Change[]): Promise<string> {
  const [first] = changes;
  const item = first?.of === 'item' && first.before === null ? await turn.tx.item(first.id) : undefined;
  return item && (await toCallOff(turn, item)) ? itemLabel(item) : '';
}

/** Who is to hear of the end: a notice of this one alone that has not left does not leave, and nobody need hear more. */
async function toldOfIt(turn: Turn, item: Item): Promise<Person[]> {
  const owners = othersOf(turn, ...ownersOf(item));
  const given = (await Promise.all(owners.map(({ id }) => turn.tx.items({ person: id })))).flat();
  const isAlone = given.every(({ id, openedAt }) => id === item.id || openedAt !== item.openedAt);
  const opened = (await turn.tx.itemEvents(item.id)).find(({ what }) => what === 'open');
  if (!isAlone || !opened?.messageKey) return owners;
  const subject = toldOf(item, opened.messageKey);
  const heard = await whoHeard(turn, subject);
  await turn.tx.cancelOutbox(subject);
  return heard;
}

/** Each secretary hears of it once; 撤销 sets it going again. */
export async function callOff(turn: Turn, items: readonly Item[]): Promise<Reply> {
  let told = false;
  for (const item of items) {
    const after = await changeItem(turn, item, { ...item, gone: 'withdrawn' }, 'call_off');
    await turn.tx.cancelOutbox(`item:${item.id}`);
    const people = await toldOfIt(turn, item);
    told ||= people.length > 0;
    const text = turn.say('ledger.notice_called_off', {
      ...itemWords(turn, after),
      by: turn.sender.name,
    }).text;
    await tell(turn, after, { rule: 'item_undone', people, text });
  }
  const units = items.map(({ unitId }) => turn.org.units.get(unitId)?.name ?? '');
  return turn.say('ledger.called_off', {
    ...itemWords(turn, items[0]!),
    ...{ count: items.length, units: units.length > NAMED ? [] : units, told },
  });
}
