// What the outbox says of a span of time, for the page of the sandbox.
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import { withoutStrong } from '../domain/strong.ts';
import { PUSH_CHANNELS } from '../ports/channels.ts';
import type { OutboxRow, OutboxState } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import type { Directory } from '../sandbox/directory.ts';
import type { Sending, SendingState } from '../sandbox/page-contract.ts';

const STATES: Readonly<Record<OutboxState, SendingState>> = {
  waiting: 'waiting',
  sending: 'waiting',
  accepted: 'sent',
  refused: 'refused',
  unknown: 'unknown',
  dropped: 'stale',
  cancelled: 'settled',
};

/** A message waits no longer than this for its turn. */
const LONGEST_WAIT_MS = 7 * DAY_MS;
/** Characters of a message, to tell what it is about. */
const SHOWN = 120;

/** What left, or was to leave, after `from` and up to `to`, soonest first. Answers to a person's line are none of it. */
export async function sendingsBetween(
  store: Store,
  directory: Directory,
  from: Instant,
  to: Instant,
): Promise<Sending[]> {
  const rows = await store.read((tx) => tx.outboxOfUnits(undefined, from - LONGEST_WAIT_MS));
  return rows
    .filter((row) => row.rule !== 'reply' && PUSH_CHANNELS[row.channel].address !== 'later')
    .map((row) => sendingOf(row, directory))
    .filter(({ at }) => at > from && at <= to)
    .toSorted((a, b) => a.at - b.at);
}

function sendingOf(row: OutboxRow, { groups }: Directory): Sending {
  const group = groups.find((g) => row.to.includes(g.webhookKey) || row.to.includes(g.chatId));
  return {
    at: row.sentAt ?? row.at,
    rule: row.rule,
    state: STATES[row.state],
    group: group?.chatId,
    people: group ? [] : row.to,
    text: [...withoutStrong(row.text).replace(/\s*\n\s*/g, ' ')].slice(0, SHOWN).join(''),
  };
}
