// 各支部党费, 今年各支部双报到多少小时: what was registered, branch by branch, in the order of the roster.
import { type Filing, sumsOf } from '../../../domain/filing/filing.ts';
import type { FilingKindRow } from '../../../domain/filing/kinds.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { valuesOf } from './words.ts';

const LINES = 30;
const NAMES = 60;
const SHORT = 24;

/** In private: what members wrote is counted and added up alone; what a branch registered once for its period is shown. */
export function tellByUnit(
  turn: Turn,
  row: FilingKindRow,
  branches: readonly Unit[],
  found: readonly Filing[],
  time: string,
): Promise<Reply> {
  const own = Map.groupBy(found, ({ unitId }) => unitId);
  const lines = branches.flatMap(({ id, name }) => {
    const filings = own.get(id);
    if (!filings) return [];
    const [only, ...others] = filings;
    const isShown = row.who === 'branch' && others.length === 0;
    return [
      {
        unit: name,
        count: filings.length,
        values: isShown ? valuesOf(turn, row, only!.fields, SHORT) : [],
        sums: isShown ? [] : sumWords(row, filings),
      },
    ];
  });
  const none = branches.filter(({ id }) => !own.has(id)).map(({ name }) => name);
  const before = toldBefore(turn);
  const told = lines.slice(before, before + LINES);
  return paged(turn, { rows: told, total: lines.length }, (shown, more) =>
    turn.say('filing.by_unit', {
      ...{ name: row.name, time, branches: branches.length, count: found.length },
      sums: sumWords(row, found),
      lines: shown,
      more,
      none: none.slice(0, NAMES),
      none_count: none.length,
    }),
  );
}

const sumWords = (row: FilingKindRow, filings: readonly Filing[]) =>
  sumsOf(row, filings).map(({ field, total }) => ({ name: field.name, total, unit: field.unit }));
