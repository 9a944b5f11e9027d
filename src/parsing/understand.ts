import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { toIntent, type Understanding } from '../domain/intent.ts';
import type { Slots } from '../domain/slots.ts';
import { normalise } from './normalise.ts';
import { grasp, type ReadingOptions } from './reader.ts';
import { repeatIn } from './repeated.ts';
import { forGroup, thisForGroup, withoutGroup } from './to-group.ts';

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
  return whole(toGroup(text, now, options) ?? grasp(text, now, options));
}

/** 本月到会率图发到群里: what is asked for, read without where it is to go. */
function toGroup(text: string, now: Instant, options: ReadingOptions): Said | undefined {
  if (!text.includes('群') || text.length > LONG) return undefined;
  const rest = withoutGroup(normalise(text, options.botNames, options.knowledge).s);
  if (rest === undefined) return undefined;
  const last = thisForGroup(rest);
  const said = grasp(last ? '' : rest, now, options);
  const intent = last ?? forGroup(said.intent);
  return intent && { ...said, intent, alternatives: said.alternatives.map((one) => forGroup(one) ?? one) };
}

/** UTF-16 units: what asks for a figure is one line. */
const LONG = 120;
type Said = ReturnType<typeof grasp>;

function whole(said: Said, repeat?: Slots['repeat']): Understanding {
  const intent = repeat ? { ...said.intent, repeat } : said.intent;
  const { asFarAsRead, ...rest } = said;
  return {
    ...rest,
    intent: toIntent(intent),
    alternatives: said.alternatives.map(toIntent),
    ...(asFarAsRead && { asFarAsRead: toIntent(asFarAsRead) }),
  };
}
