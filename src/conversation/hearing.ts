import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Understanding } from '../domain/intent.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { type Knowledge, NOTHING_KNOWN } from '../parsing/knowledge.ts';
import type { ReadingOptions } from '../parsing/reader.ts';
import { understand } from '../parsing/understand.ts';
import { asCalled } from './as-called.ts';
import { knownTo } from './known.ts';

/** Longer texts are hardly ever said twice in a second. */
const REMEMBERED_LENGTH = 32;

/** What was understood of a message, and what was known when it was. */
export interface Heard {
  said: Understanding;
  /** the message with everybody by the whole name, where it was understood only so */
  inFull?: string;
  reading: ReadingOptions;
  /** the roster that names were looked up in; undefined before the first was seen */
  org: Organisation | undefined;
}

export interface Hearing {
  /**
   * Understands before any lock, with the newest roster seen.
   * @param org the roster as the transaction sees it, where that is known
   */
  hear(text: string, userId: string, now: Instant, org?: Organisation): Heard;
  /** the roster as a transaction sees it: what is heard next is read with it */
  learn(org: Organisation): void;
}

/** When a meeting opens, hundreds say 签到 in one second: what was understood of a text holds for that second. */
export function createHearing(calendar: Calendar): Hearing {
  const heard = new Map<Knowledge, Map<string, Understanding>>();
  let second = 0;
  let newest: Organisation | undefined;

  function once(
    text: string,
    now: Instant,
    reading: ReadingOptions & { knowledge: Knowledge },
  ): Understanding {
    if (text.length > REMEMBERED_LENGTH) return understand(text, now, reading);
    const current = Math.floor(now / 1000);
    if (current !== second) heard.clear();
    second = current;
    const here = heard.get(reading.knowledge) ?? new Map<string, Understanding>();
    heard.set(reading.knowledge, here);
    const known = here.get(text) ?? understand(text, now, reading);
    here.set(text, known);
    return known;
  }

  return {
    hear(text, userId, now, org = newest) {
      const reading = { calendar, knowledge: org ? knownTo(org, userId) : NOTHING_KNOWN };
      const said = once(text, now, reading);
      const called = asCalled(text, now, reading, said);
      return called ? { said: called.said, inFull: called.text, reading, org } : { said, reading, org };
    },
    learn(org) {
      newest = org;
    },
  };
}
