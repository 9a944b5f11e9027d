// 这个月我要办哪些事, asked by whoever is in charge of nothing: what is open for themselves.
import type { Reply } from '../../../ports/channels.ts';
import { scopeOf } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { tellMine } from '../help.ts';

/** Undefined for whoever has a unit in charge. */
export async function ownDuties(turn: Turn<'query'>): Promise<Reply | undefined> {
  const scope = scopeOf(turn, 'see_figures', {});
  return 'tops' in scope && scope.tops.length === 0 ? tellMine(turn) : undefined;
}
