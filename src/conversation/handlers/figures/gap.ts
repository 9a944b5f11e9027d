// 未开党员大会的支部, 还差哪些会没开: what is due and was not held.
import { type Gap, typesByPeriod } from '../../../domain/figures/gaps.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { gapsBelow, isSingle } from '../../../reports/activities.ts';
import { refuse, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { scopeOf, typesAsked } from './scope.ts';
import { SHOWN } from './table.ts';
import { periodWords, phraseOf, typesWords, unitWords } from './words.ts';

export async function gap(turn: Turn<'query'>): Promise<Reply> {
  const { org, intent } = turn;
  const scope = await scopeOf(turn);
  if ('reply' in scope) return scope.reply;
  if (scope.tops.length === 0) {
    const unitId = homeUnit(turn)?.id ?? org.roots()[0]!.id;
    return refuse(turn, 'see_figures', { unitId });
  }
  const types = typesAsked(turn);
  const { gaps, obligations } = await gapsBelow(turn, scope.tops, { types, period: intent.period });
  const phrase = phraseOf(turn);
  const single = isSingle(scope.tops);
  const periods = [...typesByPeriod(obligations).keys()];
  const units = byUnit(gaps);
  const isOneKind = types?.length === 1;
  return turn.say(single ? 'figures.gap_one' : 'figures.gap', {
    unit: scope.tops.map((u) => unitWords(org, u)),
    about: typesWords(phrase, types),
    one_type: isOneKind,
    /** the one period all of it is about, else each line says its own */
    period: periods.length === 1 ? periodWords(phrase, periods[0]!, turn.now) : '',
    asked: new Set(obligations.map((o) => o.unitId)).size,
    lacking: units.size,
    rows: [...units].slice(0, SHOWN).map(([unitId, list]) => ({
      unit: unitWords(org, org.unit(unitId)),
      gaps: list.map((g) => gapWords(turn, g, single ? scope.tops[0]! : org.unit(unitId))),
    })),
    gaps: single ? gaps.map((g) => gapWords(turn, g, scope.tops[0]!)) : [],
    more: Math.max(0, units.size - SHOWN),
  });
}

function byUnit(gaps: readonly Gap[]): Map<number, Gap[]> {
  const found = new Map<number, Gap[]>();
  for (const one of gaps) found.set(one.unitId, [...(found.get(one.unitId) ?? []), one]);
  return found;
}

export function gapWords(turn: Turn<'query'>, one: Gap, asked: Unit) {
  return {
    unit: one.unitId === asked.id ? '' : turn.org.unit(one.unitId).name,
    name: turn.say(`activity_type.${one.type}`).text,
    period: periodWords(phraseOf(turn), one.period, turn.now),
    state: one.state,
  };
}
