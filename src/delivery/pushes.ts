// A message out: to persons by the application, to a group by the channel it is bound to.
import { createHash } from 'node:crypto';
import {
  PUSH_CHANNELS,
  type Push,
  type PushChannel,
  type PushOutcome,
  type Sender,
} from '../ports/channels.ts';
import { JOINT, type OutboxRow, type Said } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import { tellEach } from './lost-groups.ts';
import { mayRepeatBy, NOT_SET_UP, type Worker } from './worker.ts';

/** Channels that are not set up have no sender. */
export type Senders = Partial<Readonly<Record<PushChannel, Sender | undefined>>>;

/** For a channel where WeCom knows a repetition by its bytes: whatever the wording is by then, they are the first ones. */
interface Repeating {
  /** the texts that a message takes, when it takes several */
  partsOf(row: OutboxRow): string[];
  keepWith: Store['keepWith'];
}

/** @param groupOnly lines that are left out where a group is gone, and everybody is told in private */
export function createPushWorker(
  senders: Senders,
  repeating?: Repeating,
  groupOnly: readonly string[] = [],
): Worker<'push'> {
  /** False when somebody else has the row by now. */
  async function keep(row: OutboxRow, said: Said): Promise<boolean> {
    if (repeating && !(await repeating.keepWith(row, said))) return false;
    row.said = said;
    return true;
  }

  return {
    async work(row) {
      const send = senders[row.channel];
      if (!send) return NOT_SET_UP;
      if (row.channel !== 'app') return send(pushOf(row));
      const parts = row.said?.parts ?? repeating?.partsOf(row) ?? [];
      if (parts.length > 1 && !row.said?.parts && !(await keep(row, { ...row.said, parts }))) return LOST;
      const outcome = await send(pushOf(row));
      const isTaken = outcome.kind === 'refused' && outcome.reason === 'bad_task_id';
      if (!isTaken || row.doubts > 0 || row.said?.plain) return outcome;
      // Another card of this application had the number: one of a database that is no more, say. The text says it too.
      return (await keep(row, { ...row.said, plain: true })) ? send(pushOf(row)) : LOST;
    },
    mayRepeat: mayRepeatBy,
    failed: tellEach(groupOnly),
  };
}

/** Nobody records it: the row has another holder. */
const LOST: PushOutcome = { kind: 'unknown', reason: 'lease_lost' };

function pushOf(row: OutboxRow): Push {
  const { card, said } = row;
  return {
    channel: row.channel,
    to: ADDRESS[PUSH_CHANNELS[row.channel].address](row.to),
    text: [row, ...(row.along ?? [])].map(({ text }) => text).join(JOINT),
    serial: row.id,
    isRepeat: row.doubts > 0,
    ...(said?.parts && { parts: said.parts }),
    ...(card && !said?.plain && { card: { ...card, taskId: taskIdOf(row.key) } }),
  };
}

type Address = (typeof PUSH_CHANNELS)[PushChannel]['address'];

const ADDRESS: Readonly<Record<Address, (to: string[]) => Push['to']>> = {
  users: (users) => ({ users }),
  chat: ([chat]) => ({ chat: chat! }),
  webhook: ([webhook]) => ({ webhook: webhook! }),
  later: ([code]) => ({ later: code! }),
};

/** Derived from the key, so that a second send of the same card meets the same task (doc 90236: [0-9A-Za-z_\-@] ≤ 128 bytes). */
export const taskIdOf = (key: string): string =>
  `z${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
