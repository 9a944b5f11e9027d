// 小田请了几次假, 老唐来了没: somebody by what the branch calls them, where the line is not understood as it stands.
import type { Instant } from '../domain/calendar/time.ts';
import type { Understanding } from '../domain/intent.ts';
import { inFull } from '../parsing/call-names.ts';
import type { Knowledge } from '../parsing/knowledge.ts';
import type { ReadingOptions } from '../parsing/reader.ts';
import { namedIn } from '../parsing/topics.ts';
import { understand } from '../parsing/understand.ts';
import { weightOf } from './acts.ts';

/** UTF-16 units: a longer text tells more than one matter. */
const LONGEST = 60;

interface HeardCalled {
  said: Understanding;
  /** the message with everybody by the whole name */
  text: string;
}

/**
 * A question is taken as it was meant; what would store something is only offered, with the whole name. Where several are
 * called so, it is asked which of them. Undefined where nothing is gained.
 */
export function asCalled(
  text: string,
  now: Instant,
  reading: ReadingOptions & { knowledge: Knowledge },
  said: Understanding,
): HeardCalled | undefined {
  const isRead = said.certainty === 'clear' && said.intent.intent !== 'none';
  // 积极分子 is no 冯积极.
  if (isRead || namedIn(text) || said.answer !== undefined || text.length > LONGEST || text.includes('\n'))
    return undefined;
  const ways = inFull(text, reading.knowledge.calls());
  const [first, ...others] = ways.map((way) => ({ text: way, said: understand(way, now, reading) }));
  if (!first || [first, ...others].some((way) => !isUnderstood(way.said))) return undefined;
  const isQuestion = first.said.asFarAsRead ?? weightOf(first.said.intent);
  if (others.length === 0 && isQuestion !== undefined) return first;
  const meant = [first, ...others].map((way) => way.said.asFarAsRead ?? way.said.intent);
  return { text: first.text, said: { ...first.said, certainty: 'unsure', unread: [], alternatives: meant } };
}

const isUnderstood = ({ certainty, intent, asFarAsRead, missing }: Understanding): boolean =>
  asFarAsRead !== undefined || (certainty === 'clear' && intent.intent !== 'none' && missing.length === 0);
