import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { toIntent, type Understanding } from '../domain/intent.ts';
import type { Slots } from '../domain/slots.ts';
import { grasp, type ReadingOptions } from './reader.ts';
import { repeatIn } from './repeated.ts';

/** Reads one message. Never throws; time grows linearly with length, and text beyond 8192 characters is ignored. */
export function understand(text: string, now: Instant, options: ReadingOptions = {}): Understanding {
  const again = repeatIn(text, dateOf(now));
  if (again) {
    const once = grasp(again.once, now, options);
    const { intent, activityType, startAt } = once.intent;
    const isWhole = once.certainty === 'clear' && activityType !== undefined && startAt?.includes('T');
    // Only a plan comes again; whatever else it is, is read as it stands.
    if (intent === 'activity_create' && (isWhole || !again.isBare)) return whole(once, again.repeat);
  }
  return whole(grasp(text, now, options));
}

function whole(said: ReturnType<typeof grasp>, repeat?: Slots['repeat']): Understanding {
  const intent = repeat ? { ...said.intent, repeat } : said.intent;
  return { ...said, intent: toIntent(intent), alternatives: said.alternatives.map(toIntent) };
}
