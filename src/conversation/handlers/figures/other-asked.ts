// 宋佳怡一个人的呢, 三支部的呢, behind what is registered or a process: that, but for what is said now.
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Act } from '../../act.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { askReports, exportReports } from '../filing/ask.ts';
import { tellOffices } from '../offices.ts';
import { askProcess } from '../process/ask.ts';
import { remember, remembered } from './remembering.ts';

type Other = IntentOf<'filing_ask' | 'process_ask' | 'offices'>;

/** What it was asked about stays for the next line. */
export const goneOnFrom = <N extends Other['intent']>(asked: Act<N>): Act<N> => ({
  ...asked,
  async perform(turn) {
    const reply = await asked.perform(turn);
    if (reply && !isRefusal(reply)) await remember(turn, 'asked', { other: turn.intent });
    return reply;
  },
});

/** Undefined where nothing of the kind was asked. */
export async function otherAsked(turn: Turn<'query_more'>): Promise<Reply | null | undefined> {
  const other = (await remembered<{ other?: Other }>(turn, 'asked'))?.other;
  if (!other) return undefined;
  const { names, scope, period, what, format } = turn.intent;
  if (other.intent === 'offices') {
    if (scope === undefined && !names) return undefined;
    const { role } = other;
    const said = {
      intent: 'offices' as const,
      ...(role && !names && { role }),
      ...(scope !== undefined && { scope }),
      ...(names && { names }),
    };
    return goneOnFrom<'offices'>(tellOffices).perform(meaning(turn, said));
  }
  if (other.intent === 'process_ask') {
    if (!names && scope === undefined) return undefined;
    const { names: _, scope: _scope, processId: _id, ...kept } = other;
    const said = { ...kept, ...(names && { names }), ...(scope !== undefined && { scope }) };
    return goneOnFrom<'process_ask'>(askProcess).perform(meaning(turn, said));
  }
  const { names: before, mine, ...kept } = other;
  const whose = names
    ? { names }
    : scope !== undefined || what === 'by_unit'
      ? {}
      : { ...(before && { names: before }), ...(mine && { mine }) };
  const said = {
    ...kept,
    ...whose,
    ...(scope !== undefined && { scope }),
    ...(period && { period }),
    ...(what === 'by_unit' && { what }),
  };
  return format === 'file'
    ? exportReports.perform(meaning(turn, { ...said, intent: 'filing_export' }))
    : goneOnFrom<'filing_ask'>(askReports).perform(meaning(turn, said));
}
