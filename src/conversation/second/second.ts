// A second look at what the reader was not sure of, beside the answer and never before it: hide → ask → check every value
// → offer. Nothing of it is carried out or stored; whoever is asked chooses.
import type { Instant } from '../../domain/calendar/time.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Organisation, Person } from '../../domain/organisation/organisation.ts';
import { NOTHING_KNOWN } from '../../parsing/knowledge.ts';
import { normalise } from '../../parsing/normalise.ts';
import { isSmallTalk } from '../../parsing/small-talk.ts';
import { readSpans } from '../../parsing/spans/spans.ts';
import type { Clock } from '../../ports/channels.ts';
import type { SecondReader } from '../../ports/second-reader.ts';
import type { Store } from '../../ports/store.ts';
import type { Tools } from '../turn.ts';
import { homeUnit } from '../units.ts';
import type { Doubt } from './doubt.ts';
import { addressOf, followUp, stillOpen } from './follow.ts';
import { grounded } from './grounded.ts';
import { hide } from './hide.ts';
import { readyNames } from './roster-words.ts';
import type { Ground } from './values.ts';

/** Forms and lists have readers of their own, and what is longer is not read in four seconds. */
const MOST_CHARS = 400;

interface SecondEvents {
  /** `seconds`: only where a request was made */
  secondCalled(outcome: string, seconds?: number): void;
  secondSettled(outcome: string): void;
  secondFailed(error: unknown): void;
  pushesAdded(): void;
}

interface SecondParts {
  tools: Tools;
  store: Pick<Store, 'read' | 'write'>;
  clock: Clock;
  read: SecondReader;
  events: SecondEvents;
}

interface Second {
  /** Returns at once and never throws; what comes of it follows by push. */
  consider(doubt: Doubt): void;
  /** resolves when nothing is in hand */
  idle(): Promise<void>;
  /** gives up what is in hand */
  stop(): Promise<void>;
}

/** Where a message was said, as far as reading it again needs to know. */
interface Place {
  org: Organisation;
  sender: Person;
  unitId: number | undefined;
}

export function createSecond({ tools, store, clock, read, events }: SecondParts): Second {
  const inHand = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  /** Undefined when there is nobody to ask any more, or nowhere to ask. */
  async function placeOf(doubt: Doubt): Promise<Place | undefined> {
    return store.read(async (tx) => {
      const end = await stillOpen(tx, doubt, clock.now());
      if (!end.isOpen || !addressOf(doubt.message, end.sender, tools.groupsBy)) return undefined;
      const { org, sender } = end;
      const chat = doubt.message.chatId;
      const bound = chat === undefined ? undefined : (await tx.bindings()).find((b) => b.chatId === chat);
      const groupUnit = bound && org.units.get(bound.unitId);
      return { org, sender, unitId: homeUnit({ org, sender, groupUnit, admins: tools.admins })?.id };
    });
  }

  function groundOf({ text, reading }: Doubt, { org, unitId }: Place, now: Instant): Ground | undefined {
    const m = normalise(text);
    if (m.s.length > MOST_CHARS) return undefined;
    const { calendar } = tools.settings;
    const spans = readSpans(m, now, calendar, reading.knowledge ?? NOTHING_KNOWN);
    return { spans, hidden: hide(spans, org), org, unitId };
  }

  async function ask(ground: Ground): Promise<Intent[] | undefined> {
    const startedAt = performance.now();
    const question = { text: ground.hidden.text, today: ground.spans.today };
    const outcome = await read(question, stopping.signal);
    if (outcome.kind === 'failed') {
      const isAsked = outcome.reason !== 'held' && outcome.reason !== 'broken';
      events.secondCalled(outcome.reason, isAsked ? secondsSince(startedAt) : undefined);
      return undefined;
    }
    events.secondCalled('read', secondsSince(startedAt));
    return outcome.readings.flatMap((reading) => grounded(reading, ground) ?? []);
  }

  async function look(doubt: Doubt, now: Instant): Promise<void> {
    const place = await placeOf(doubt);
    if (!place) return events.secondSettled('moved_on');
    await readyNames(place.org);
    const ground = groundOf(doubt, place, now);
    if (!ground) return events.secondSettled('too_long');
    // Greetings and thanks ask for nothing, and a name makes no matter of them: 谢谢张三.
    if (isSmallTalk(ground.hidden.text.replace(PLACEHOLDER, ''))) return events.secondSettled('nothing');
    const meanings = await ask(ground);
    if (!meanings) return;
    if (meanings.length === 0) return events.secondSettled('nothing');
    const settled = await store.write((tx) => followUp(tools, tx, doubt, meanings, clock.now()));
    events.secondSettled(settled);
    if (settled === 'offered') events.pushesAdded();
  }

  async function idle(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand.values());
  }

  return {
    consider(doubt) {
      const { userId } = doubt.message;
      // Whoever sends line after line has one looked at at a time.
      if (inHand.has(userId) || stopping.signal.aborted) return events.secondSettled('held');
      const work = look(doubt, clock.now())
        .catch(events.secondFailed)
        .finally(() => inHand.delete(userId));
      inHand.set(userId, work);
    },
    idle,
    stop() {
      stopping.abort();
      return idle();
    },
  };
}

const PLACEHOLDER = /〔[^〕]{1,8}〕/g;
const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1000;
