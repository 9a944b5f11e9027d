import type { Instant } from '../domain/calendar/time.ts';
import { toIntent, type Understanding } from '../domain/intent.ts';
import { grasp, type ReadingOptions } from './reader.ts';

/** Reads one message. Never throws; time grows linearly with length, and text beyond 8192 characters is ignored. */
export function understand(text: string, now: Instant, options: ReadingOptions = {}): Understanding {
  const said = grasp(text, now, options);
  return { ...said, intent: toIntent(said.intent), alternatives: said.alternatives.map(toIntent) };
}
