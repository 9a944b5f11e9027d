// Whose a question is, where it says so by one word: 全党委, 两个小组, 缺了几次.
import type { IntentOf } from '../../../domain/intent.ts';
import { scopeOf } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { homeUnit, unitInQuestion, WHOLE_COMMITTEE } from '../../units.ts';

type Query = IntentOf<'query'>;

/**
 * 全党委到会率, 全镇销号率: of everything the nearest committee has, whatever the asker is in charge of. 应到 side by side
 * or month by month stands beside 实到.
 */
export function settled(turn: Turn, { what, ...asked }: Query): Query {
  if (what === 'lacking') {
    // 缺了几次, said by whoever is in charge of nothing: of themselves
    const scope = scopeOf(meaning<'query'>(turn, asked), 'see_figures', asked);
    const isOwn = 'tops' in scope && scope.tops.length === 0 && /[次回]/.test(turn.text);
    return isOwn ? { ...asked, metric: 'my_attendance', mine: true } : asked;
  }
  if (what === undefined) return ofUnits(turn, asked);
  if (what === 'by_group') return byGroup(turn, asked);
  // 全支部: what somebody who names no unit is in charge of
  if (what === 'home') return asked;
  if (what === 'whole') return { ...asked, scope: WHOLE_COMMITTEE };
  const { step, sides, against } = asked;
  const isBeside = what === 'expected' && (step ?? sides ?? against) !== undefined;
  return isBeside ? { ...asked, metric: 'attendance_rate' } : { ...asked, what };
}

/** 应到实到, of whoever is in no branch and in charge of some: theirs, and no record of their own. */
function ofUnits(turn: Turn, asked: Query): Query {
  const isOwn = asked.names !== undefined || asked.mine === true || /我(?!们)|本人/.test(turn.text);
  if (asked.metric !== 'my_attendance' || isOwn || turn.sender.branchId !== null) return asked;
  return { ...asked, metric: 'attendance_rate' };
}

/** 两个小组到会率: the groups of the branch side by side. */
function byGroup(turn: Turn, asked: Query): Query {
  const named = asked.scope === undefined ? undefined : unitInQuestion(turn, asked.scope);
  const unit = named ? ('unit' in named ? named.unit : undefined) : homeUnit(turn);
  const branch = unit && (turn.org.branchOf(unit.id) ?? unit);
  const groups = branch ? turn.org.children(branch.id).filter(({ kind }) => kind === 'group') : [];
  if (groups.length < 2) return asked;
  const { scope: _, ...rest } = asked;
  return { ...rest, sides: groups.map(({ path }) => ({ scope: path })) };
}
