// Evidence and the ledger itself as files: always in private, to those who may see them.
import type { Item } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { asksWord } from '../../../parsing/asked/in-word.ts';
import { unitsBelow } from '../../../reports/activities.ts';
import { act } from '../../act.ts';
import { unitsInScope } from '../../scope.ts';
import { sendFile } from '../../send-file.ts';
import { viewOf } from './find.ts';
import { itemsAsked } from './story.ts';
import { evidenceOf } from './tell-story.ts';
import { itemWords } from './words.ts';

/** More at once would be cut by WeCom's limit per member (25 a minute). */
const MAX_FILES = 9;

/** 整改12 的材料: what is kept of it, newest first. */
export const sendEvidence = act<'query', { items: readonly Item[] }>({
  permit: {
    actions: ['see_item'],
    asked: (turn, { items }) =>
      items.slice(0, 1).map((item) => ({ action: 'see_item', on: viewOf(turn, item) })),
  },
  about: itemsAsked,
  async carryOut(turn, { items }) {
    const item = items[0]!;
    const kept = (await evidenceOf(turn, item)).filter((e) => e.sha256 !== null).toReversed();
    if (kept.length > 0 && turn.noFiles) return turn.say('paper.nowhere');
    const sent = kept.slice(0, MAX_FILES);
    await turn.tx.addFilePushes(
      sent.map((e, i) => ({
        key: `evidence:${e.id}:${turn.message.key}`,
        at: turn.now,
        users: [turn.sender.userId],
        name:
          e.name ?? turn.say('ledger.file_name', { name: itemLabel(item), number: i + 1, kind: e.kind }).text,
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
  units: Unit[];
}

/** 导出11月台账: the same workbook as the command line writes. */
export const exportLedger = act<'export', Wanted>({
  permit: {
    actions: ['see_figures'],
    asked: (_turn, { units }) => units.map(({ id }) => ({ action: 'see_figures', on: { unitId: id } })),
  },
  async about(turn) {
    const found = unitsInScope(turn, 'see_figures', turn.intent);
    if ('reply' in found) return found;
    // The file is the branch's: a group leader gets lists and figures of the group in the chat.
    return { units: found.tops.map((u) => turn.org.branchOf(u.id) ?? u) };
  },
  async carryOut(turn, { units }) {
    const unit = units.map((u) => u.name).join('、');
    const { period, itemKind: kind, toGroup } = turn.intent;
    const span = { from: period?.from ?? '', to: period?.to ?? '' };
    const isWord = asksWord(turn.text);
    const words = { unit, noun: kindRow(kind ?? LEDGER_KIND).noun, ...span };
    const title = turn.say('ledger.export_title', words).text;
    const name = turn.say(isWord ? 'paper.word_name' : 'paper.file_name', { title }).text;
    const unitIds = unitsBelow(turn, units).map((u) => u.id);
    const ledger = { unitIds, ...period, ...(kind !== undefined && { kind }), ...(isWord && { title }) };
    const way = await sendFile(turn, 'ledger', name, { ledger }, { toGroup, tops: units });
    if (way === 'nowhere') return turn.say('paper.nowhere');
    await turn.tx.audit({
      at: turn.now,
      by: turn.sender.id,
      action: 'export ledger',
      detail: { unit, ...period },
    });
    return turn.say('ledger.export_coming', { name, way });
  },
});
