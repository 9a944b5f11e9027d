// Evidence and the ledger itself as files: always in private, to those who may see them.
import type { Reply } from '../../../ports/channels.ts';
import { refuse, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { itemsNamed, matterOf, maySee, unknownItem } from './find.ts';
import { isInReach, reachOf } from './reach.ts';
import { evidenceOf } from './story.ts';
import { itemName, itemWords } from './words.ts';

/** More at once would be cut by WeCom's limit per member (25 a minute). */
const MAX_FILES = 9;

/** 整改12 的材料: what is kept of it, newest first. */
export async function sendEvidence(turn: Turn): Promise<Reply> {
  const { items, unknown } = await itemsNamed(turn);
  const item = items[0];
  if (!item) return unknownItem(turn, unknown);
  if (!maySee(turn, item)) return refuse(turn, 'see_figures', matterOf(item));
  const kept = (await evidenceOf(turn, item)).filter((e) => e.sha256 !== null).toReversed();
  const sent = kept.slice(0, MAX_FILES);
  await turn.tx.addFilePushes(
    sent.map((e, i) => ({
      key: `evidence:${e.id}:${turn.message.key}`,
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
}

/** 导出11月台账: the same workbook as the command line writes. */
export async function exportLedger(turn: Turn): Promise<Reply> {
  if (turn.intent.what !== undefined && turn.intent.what !== 'ledger') return turn.say('general.not_yet');
  const reach = await reachOf({ ...turn, intent: { ...turn.intent, mine: false } });
  if ('reply' in reach) return reach.reply;
  const home = homeUnit(turn);
  if (reach.own) return home ? refuse(turn, 'see_figures', { unitId: home.id }) : turn.say('ledger.none_own');
  const whole = reach.unitIds[0]!;
  // The file is the branch's: a group leader gets lists and figures of the group in the chat.
  if (reach.group !== undefined && !isInReach(turn, whole))
    return refuse(turn, 'see_figures', { unitId: whole });
  const { period } = turn.intent;
  const unit = turn.org.unit(whole).name;
  const name = turn.say('ledger.export_name', { unit, from: period?.from ?? '', to: period?.to ?? '' }).text;
  const ledger = { unitIds: reach.unitIds, from: period?.from, to: period?.to };
  await turn.tx.addFilePushes([
    { key: `ledger:${turn.message.key}`, users: [turn.sender.userId], name, content: { ledger } },
  ]);
  await turn.tx.audit({
    at: turn.now,
    by: turn.sender.id,
    action: 'export ledger',
    detail: { unit, ...period },
  });
  return turn.say('ledger.export_coming', { name, in_group: turn.chat !== '' });
}
