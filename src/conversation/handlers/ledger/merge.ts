// 合并 and 拆分: the numbers stay used, the history stays with them.
import { BLANK_ITEM, type Item, ownedBy } from '../../../domain/ledger/item.ts';
import { itemLabel } from '../../../domain/ledger/kinds.ts';
import { withNodes } from '../../../domain/ledger/nodes.ts';
import { ownersTogether } from '../../../domain/ledger/owners.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Turn } from '../../turn.ts';
import { readDraft } from './drafts.ts';
import { changeItem, openItem } from './effects.ts';
import { itemWords } from './words.ts';

/** 整改3、8 合并: the first one stays and takes over problem, people and the earliest deadline of the others. */
export async function merge(turn: Turn<'rectify_manage'>, items: readonly Item[]): Promise<Reply> {
  const [kept, ...others] = items;
  if (!kept || others.length === 0) return turn.say('ledger.merge_needs_two');
  if (others.some((item) => item.kind !== kept.kind)) return turn.say('ledger.merge_unlike');
  const names = others.map((item) => itemLabel(item));
  const dues = items.map((item) => item.dueAt).filter((at) => at !== null);
  for (const item of others) {
    await turn.tx.cancelOutbox(`item:${item.id}`);
    await changeItem(turn, item, { ...item, gone: 'merged', related: [kept.no] }, 'merge', itemLabel(kept));
  }
  const together: Item = {
    ...kept,
    ...ownersTogether(turn.org, items),
    problem: [kept, ...others].map((item) => item.problem).join('；'),
    measure: joined(items.map((item) => item.measure)),
    ...withNodes(items.flatMap((item) => item.nodes)),
    dueAt: dues.length > 0 ? Math.min(...dues) : null,
    progress: Math.min(...items.map((item) => item.progress)),
    related: [...kept.related, ...others.map((item) => item.no)],
  };
  const after = await changeItem(turn, kept, together, 'merge', names.join('、'));
  return turn.say('ledger.merged', { ...itemWords(turn, after), names });
}

function joined(texts: readonly (string | null)[]): string | null {
  const said = [...new Set(texts.filter((text) => text !== null))];
  return said.length > 0 ? said.join('；') : null;
}

/** 整改12 拆分：1. … 2. …: each part becomes an item of its own with people and deadline of the old one. */
export async function split(turn: Turn<'rectify_manage'>, items: readonly Item[]): Promise<Reply> {
  const item = items[0]!;
  const parts = turn.intent.items ?? [];
  if (parts.length < 2) return turn.say('ledger.split_how', { name: itemLabel(item) });
  const unit = turn.org.unit(item.unitId);
  const made: Item[] = [];
  for (const part of parts) {
    const draft = readDraft(turn, part, unit);
    const { id: _id, no: _no, revision: _revision, ...same } = item;
    const own = {
      problem: part.problem!,
      ...(draft.owners.length > 0 && ownedBy(draft.owners)),
      dueAt: draft.dueAt ?? item.dueAt,
      // A day of its own says that the steps of the whole are not those of the part.
      ...(draft.dueAt !== null && { nodes: BLANK_ITEM.nodes, nodeDueAt: null }),
      firstDueAt: draft.dueAt ?? item.firstDueAt,
      code: null,
      related: [item.no],
    };
    made.push(await openItem(turn, { ...same, ...own }, itemLabel(item)));
  }
  await turn.tx.cancelOutbox(`item:${item.id}`);
  const related = made.map((m) => m.no);
  await changeItem(turn, item, { ...item, gone: 'split', related }, 'split', related.join('、'));
  return turn.say('ledger.split', {
    name: itemLabel(item),
    count: made.length,
    items: made.slice(0, 6).map((m) => itemWords(turn, m)),
    more: Math.max(0, made.length - 6),
  });
}
