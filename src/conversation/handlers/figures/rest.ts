// What of a list is still to be shown: its lines are read anew when they are asked for.
import type { Intent } from '../../../domain/intent.ts';
import type { Turn } from '../../turn.ts';
import { forget, remember, remembered } from './remembering.ts';

interface Part {
  asked: Intent;
  /** lines that were shown */
  after: number;
}

interface Rest {
  /** the message that left it: what several answers to one message leave goes on one after the other */
  of: string;
  parts: Part[];
}

export async function keepRest(turn: Turn, part: Part | undefined): Promise<void> {
  const before = await remembered<Rest>(turn, 'rest');
  const own = before?.of === turn.message.key ? before.parts : [];
  if (part) await remember(turn, 'rest', { of: turn.message.key, parts: [...own, part] });
  else if (own.length === 0) await forget(turn, 'rest');
}

/** What was asked, each from where it goes on. */
export async function restOf(turn: Turn): Promise<Intent[]> {
  const parts = (await remembered<Rest>(turn, 'rest'))?.parts ?? [];
  return parts.map(({ asked, after }) => ({ ...asked, after }) as Intent);
}
