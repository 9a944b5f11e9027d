import type { IntentOf } from '../../../domain/intent.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Action } from '../../../domain/organisation/permissions.ts';
import { typesAsked } from '../../question.ts';
import { unitsInScope } from '../../scope.ts';
import { mayDo, meaning, type Turn } from '../../turn.ts';

/** The units that an answer was of; none where the sender may not ask about all of them. */
export function unitsTold(turn: Turn, last: IntentOf<'query'>, action: Action): Unit[] {
  const asking = meaning<'query'>(turn, last);
  const { scope } = last;
  const found = unitsInScope(asking, action, {
    ...(scope !== undefined && { scope }),
    types: typesAsked(asking),
  });
  const tops = 'tops' in found ? found.tops : [];
  return tops.every(({ id }) => mayDo(turn, action, { unitId: id })) ? tops : [];
}
