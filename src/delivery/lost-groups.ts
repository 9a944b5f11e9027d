// A group that WeCom knows no longer: its address is used no more, and those it was meant for hear each by themselves.
import type { OutboxEntry, OutboxRow } from '../ports/outbox.ts';
import type { PushAddress } from '../ports/push-address.ts';
import type { Tx } from '../ports/store.ts';
import type { Worker } from './worker.ts';

/** @param groupOnly lines that are true in the group alone */
export const tellEach =
  (groupOnly: readonly string[]): NonNullable<Worker<'push'>['failed']> =>
  async (tx, row, why, { isAddressDead, now }) => {
    const address = isAddressDead ? await groupOf(tx, row) : undefined;
    if (!address) return;
    await tx.loseAddress(address, { at: now, why });
    // A nudge names people, and ends with the group.
    if (row.expiresAt <= now || row.audience.length === 0 || row.rule === 'nudge') return;
    const lines = row.text.split('\n').filter((line) => !groupOnly.includes(line));
    await tx.addOutbox([inPrivate({ ...row, text: lines.join('\n') })]);
  };

/** Undefined for what goes to a person. */
async function groupOf(tx: Tx, { channel, to: [chat = ''] }: OutboxRow): Promise<PushAddress | undefined> {
  if (channel === 'webhook' || channel === 'appchat') return { channel, chat };
  // The bot speaks to persons too, by an id that looks the same.
  if (channel !== 'bot' || !(await tx.bindings()).some((b) => b.chatId === chat)) return undefined;
  return { channel, chat };
}

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
