// Where no application is set up persons hear of the bot, each by a message of their own: it has no list of recipients.
import type { FileEntry, OutboxEntry } from '../ports/outbox.ts';
import type { Tx } from '../ports/store.ts';
import type { OpenStore } from '../store/store.ts';

/** The same store; what is written down for the application to send is written down for the bot. */
export function personsByBot(store: OpenStore): OpenStore {
  return {
    ...store,
    write: (work, options) => store.write((tx) => work(byBot(tx)), options),
    rewrite: (work) => store.rewrite((db, tx) => work(db, byBot(tx))),
  };
}

const byBot = (tx: Tx): Tx =>
  // What is counted while the transaction runs is asked of the transaction itself.
  Object.create(tx, {
    addOutbox: { value: (entries: OutboxEntry[]) => tx.addOutbox(entries.flatMap(apart)) },
    addStale: { value: (entries: readonly OutboxEntry[]) => tx.addStale(entries.flatMap(apart)) },
    addFilePushes: { value: (entries: FileEntry[]) => tx.addFilePushes(entries.flatMap(filesApart)) },
  }) as Tx;

function apart(entry: OutboxEntry): OutboxEntry[] {
  if (entry.channel !== 'app' && entry.channel !== 'bot') return [entry];
  const [first, ...others] = entry.to;
  if (first === undefined || others.length === 0) return [{ ...entry, channel: 'bot' }];
  return entry.to.map((user) => {
    const id = user.toLowerCase();
    return {
      ...entry,
      key: `${entry.key}:${id}`,
      channel: 'bot',
      to: [user],
      audience: entry.audience.includes(id) ? [id] : entry.audience,
    };
  });
}

function filesApart(entry: FileEntry): FileEntry[] {
  if (entry.group) return [entry];
  if (entry.users.length <= 1) return [{ ...entry, channel: 'bot' }];
  return entry.users.map((user) => ({
    ...entry,
    key: `${entry.key}:${user.toLowerCase()}`,
    channel: 'bot',
    users: [user],
  }));
}
