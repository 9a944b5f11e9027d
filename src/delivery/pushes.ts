// A message out: to persons by the application, to a group by the channel it is bound to.
import { createHash } from 'node:crypto';
import { PUSH_CHANNELS, type Push, type PushChannel, type Sender } from '../ports/channels.ts';
import type { OutboxEntry, OutboxRow } from '../ports/outbox.ts';
import { NOT_SET_UP, type Worker } from './worker.ts';

/** Channels that are not set up have no sender. */
export type Senders = Partial<Readonly<Record<PushChannel, Sender | undefined>>>;

export const createPushWorker = (senders: Senders): Worker<'push'> => ({
  async work(row) {
    const send = senders[row.channel];
    return send ? send(pushOf(row)) : NOT_SET_UP;
  },
  mayRepeat({ channel, doubts, doubtedAt }, at) {
    const { repeatsForMs } = PUSH_CHANNELS[channel];
    return repeatsForMs === 'once' ? doubts < 2 : at - (doubtedAt ?? at) < repeatsForMs;
  },
  async failed(tx, row, why, { isAddressDead, now }) {
    const { channel } = row;
    if (!isAddressDead || (channel !== 'webhook' && channel !== 'appchat')) return;
    await tx.loseAddress({ channel, chat: row.to[0]! }, { at: now, why });
    if (row.expiresAt > now && row.audience.length > 0 && row.rule !== 'nudge')
      await tx.addOutbox([inPrivate(row)]);
  },
});

/** The group is gone: those it was meant for hear of it each by themselves. A nudge names people, and ends with the group. */
const inPrivate = ({
  key,
  at,
  expiresAt,
  rule,
  unitId,
  subject,
  audience,
  text,
}: OutboxRow): OutboxEntry => ({
  key: `${key}:each`,
  at,
  expiresAt,
  rule,
  unitId,
  subject,
  channel: 'app',
  to: audience,
  audience,
  text,
  card: null,
});

function pushOf(row: OutboxRow): Push {
  return {
    channel: row.channel,
    to: ADDRESS[PUSH_CHANNELS[row.channel].address](row.to),
    text: row.text,
    isRepeat: row.doubts > 0,
    ...(row.card && { card: { ...row.card, taskId: taskIdOf(row.key) } }),
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
