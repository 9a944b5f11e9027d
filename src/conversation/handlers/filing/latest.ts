// 党费登记到哪个月了: the last period that each branch has registered of, in the order of the roster.
import type { Filing } from '../../../domain/filing/filing.ts';
import type { FilingKindRow } from '../../../domain/filing/kinds.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { timeWords, valuesOf } from './words.ts';

const LINES = 30;

/** What it says stands beside one branch alone, and in private. */
export function tellLatest(
  turn: Turn,
  row: FilingKindRow,
  branches: readonly Unit[],
  found: readonly Filing[],
): Promise<Reply> {
  const own = Map.groupBy(found, ({ unitId }) => unitId);
  const lines = branches.map(({ id, name }) => {
    const [first, ...others] = own.get(id) ?? [];
    if (!first) return { unit: name, time: '', values: [] };
    const last = others.reduce((best, one) => (one.period > best.period ? one : best), first);
    const isShown = branches.length === 1 && turn.chat === '' && row.who === 'branch';
    return {
      unit: name,
      time: timeWords(turn, last),
      values: isShown ? valuesOf(turn, row, last.fields) : [],
    };
  });
  const before = toldBefore(turn);
  const told = lines.slice(before, before + LINES);
  return paged(turn, { rows: told, total: lines.length }, (shown, more) =>
    turn.say('filing.latest', {
      name: row.name,
      example: row.example,
      lines: shown,
      count: lines.length,
      more,
    }),
  );
}
