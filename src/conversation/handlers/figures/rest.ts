// What of a table is still to be shown: its lines are read anew when they are asked for.
import type { IntentOf } from '../../../domain/intent.ts';
import type { Turn } from '../../turn.ts';
import { forget, remember, remembered } from './remembering.ts';

type Asked = IntentOf<'query' | 'scheme_ask'>;

interface Rest {
  asked: Asked;
  /** lines that were shown */
  after: number;
}

export const keepRest = (turn: Turn, rest: Rest | undefined): Promise<void> =>
  rest ? remember(turn, 'rest', rest) : forget(turn, 'rest');

export async function restOf(turn: Turn): Promise<Asked | undefined> {
  const rest = await remembered<Rest>(turn, 'rest');
  return rest && { ...rest.asked, after: rest.after };
}
