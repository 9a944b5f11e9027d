// 逾期整改出一份word: a list of items to read, with the same lines as it has in the chat.
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import { asksWord } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import { unitWords } from '../../../reports/words.ts';
import type { Scope } from '../../scope.ts';
import { sendFile } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';

/** Undefined where no Word is asked for, or there are no lines. */
export async function listInWord(
  turn: Turn<'query'>,
  { tops }: Scope,
  only: { ids: readonly number[]; called: string } | undefined,
): Promise<Reply | undefined> {
  if (!asksWord(turn.text) || only === undefined || only.ids.length === 0) return undefined;
  const { itemKind: kind, toGroup } = turn.intent;
  const unit = tops.length > 0 ? tops.map((top) => unitWords(turn.org, top)).join('、') : turn.sender.name;
  const { noun } = kindRow(kind ?? LEDGER_KIND);
  const called = only.called.replaceAll(' ', '');
  const title = turn.say('ledger.paper_title', {
    unit,
    called,
    noun: called.includes(noun) ? '' : noun,
  }).text;
  const name = turn.say('paper.word_name', { title }).text;
  const ledger = { ids: [...only.ids], title, ...(kind !== undefined && { kind }) };
  const way = await sendFile(turn, 'ledger', name, { ledger }, { toGroup, tops });
  if (way === 'nowhere') return turn.say('paper.nowhere');
  await turn.tx.audit({
    at: turn.now,
    by: turn.sender.id,
    action: 'export ledger',
    detail: { unit, rows: only.ids.length },
  });
  return turn.say('paper.coming', { name, rows: only.ids.length, way });
}
