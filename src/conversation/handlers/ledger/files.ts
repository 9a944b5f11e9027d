// Evidence and the ledger itself as files: always in private, to those who may see them.
import type { Item } from '../../../domain/ledger/item.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { act, permit } from '../../act.ts';
import { homeUnit } from '../../units.ts';
import { targetOf } from './find.ts';
import { reachOf } from './reach.ts';
import { evidenceOf, itemsAsked } from './story.ts';
import { itemName, itemWords } from './words.ts';

/** More at once would be cut by WeCom's limit per member (25 a minute). */
const MAX_FILES = 9;

/** 整改12 的材料: what is kept of it, newest first. */
export const sendEvidence = act<'query', { items: readonly Item[] }>({
  permit: {
    actions: ['see_item'],
    asked: (_turn, { items }) =>
      items.slice(0, 1).map((item) => ({ action: 'see_item', on: targetOf(item) })),
  },
  about: itemsAsked,
  async carryOut(turn, { items }) {
    const item = items[0]!;
    const kept = (await evidenceOf(turn, item)).filter((e) => e.sha256 !== null).toReversed();
    const sent = kept.slice(0, MAX_FILES);
    await turn.tx.addFilePushes(
      sent.map((e, i) => ({
        key: `evidence:${e.id}:${turn.message.key}`,
        at: turn.now,
        users: [turn.sender.userId],
        name:
          e.name ??
          turn.say('ledger.file_name', { name: itemName(turn, item), number: i + 1, kind: e.kind }).text,
        content: { sha256: e.sha256! },
      })),
    );
    return turn.say('ledger.evidence_sent', {
      ...itemWords(turn, item),
      count: sent.length,
      more: kept.length - sent.length,
      in_group: turn.chat !== '',
    });
  },
});

interface Wanted {
  unit: Unit;
  unitIds: number[];
}

/** 导出11月台账: the same workbook as the command line writes. */
export const exportLedger = act<'export', Wanted>({
  permit: permit('see_figures', ({ unit }) => ({ unitId: unit.id })),
  async about(turn) {
    const { what, scope } = turn.intent;
    if (what !== undefined && what !== 'ledger') return { reply: turn.say('general.not_yet') };
    const reach = await reachOf(turn, { scope });
    if ('reply' in reach) return reach;
    const home = homeUnit(turn);
    if (reach.own && !home) return { reply: turn.say('ledger.none_own') };
    // The file is the branch's: a group leader gets lists and figures of the group in the chat.
    const unit = reach.own ? home! : turn.org.unit(reach.unitIds[0]!);
    return { unit, unitIds: reach.unitIds };
  },
  async carryOut(turn, { unit, unitIds }) {
    const { period } = turn.intent;
    const span = { from: period?.from ?? '', to: period?.to ?? '' };
    const name = turn.say('ledger.export_name', { unit: unit.name, ...span }).text;
    const ledger = { unitIds, from: period?.from, to: period?.to };
    await turn.tx.addFilePushes([
      {
        key: `ledger:${turn.message.key}`,
        at: turn.now,
        users: [turn.sender.userId],
        name,
        content: { ledger },
      },
    ]);
    await turn.tx.audit({
      at: turn.now,
      by: turn.sender.id,
      action: 'export ledger',
      detail: { unit: unit.name, ...period },
    });
    return turn.say('ledger.export_coming', { name, in_group: turn.chat !== '' });
  },
});
