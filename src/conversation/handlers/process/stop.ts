// 王小明停止发展，因为调走了: nothing is asked for any more; what was done stays.

import { toIntent } from '../../../domain/intent.ts';
import type { ProcessRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import { act } from '../../act.ts';
import { changeProcess } from '../../effects.ts';
import { offerDone } from '../../questions.ts';
import { mayDo } from '../../turn.ts';
import { branchMeant } from './choosing.ts';
import { rowMeant, standsOf, whoOf } from './words.ts';

interface About {
  row: ProcessRow;
  who: string;
  found: Process[];
  unitId: number;
}

export const stopProcess = act<'process_stop', About>({
  permit: {
    actions: ['keep_process'],
    asked: (_turn, { found, unitId }) =>
      [...new Set([unitId, ...found.map((one) => one.unitId)])].map((id) => ({
        action: 'keep_process',
        on: { unitId: id },
      })),
  },
  async about(turn) {
    const { intent, tx } = turn;
    const row = rowMeant(turn, intent.process);
    if ('reply' in row) return row;
    if (intent.processId !== undefined) {
      const process = (await tx.process(intent.processId))!;
      return { row, who: whoOf(turn, process), found: [process], unitId: process.unitId };
    }
    const [subject = ''] = intent.names ?? [];
    const all = await tx.processes({ kind: row.key, subject, state: 'open' });
    const kept = all.filter(
      ({ unitId }) => turn.org.units.has(unitId) && mayDo(turn, 'keep_process', { unitId }),
    );
    const places = new Set(kept.map(({ unitId }) => unitId));
    const [only] = places;
    const isClear = row.of === 'person' && places.size === 1 && intent.scope === undefined;
    const unit = isClear ? { id: only! } : await branchMeant(turn, row, intent.scope);
    if ('reply' in unit) return unit;
    const found = kept.filter(({ unitId }) => unitId === unit.id);
    return { row, who: subject || turn.org.unit(unit.id).name, found, unitId: unit.id };
  },
  async carryOut(turn, { row, who, found }) {
    if (row.of === 'person' && turn.chat !== '') return turn.say('process.tell_in_private');
    const [only, ...more] = found;
    if (!only) return turn.say('process.none', { who, name: row.name, example: '' });
    const reason = turn.intent.reason ?? '';
    if (more.length > 0) {
      const options = found.map((one, i) => ({ number: i + 1, text: standsOf(turn, row, one) }));
      const reply = turn.say('process.which', { count: found.length, who, options });
      const chosen = found.map(({ id }) => toIntent({ ...turn.intent, processId: id }));
      return offerDone(turn, reply, chosen, {
        title: turn.say('process.ask_title').text,
        each: options.map(({ number }) => String(number)),
        none: turn.say('process.ask_no').text,
      });
    }
    const { sender, now } = turn;
    await changeProcess(turn, only, { state: 'stopped', reason, by: sender.id, changedAt: now });
    return turn.say('process.ended', { who, name: row.name, reason });
  },
});
