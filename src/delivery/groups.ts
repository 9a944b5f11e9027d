// Groups that the application makes: made once, whoever tries again, and given the members of the roster.
import { createHash } from 'node:crypto';
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { Clock, GroupKeeper } from '../ports/channels.ts';
import type { OutboxEntry, WorkRows } from '../ports/outbox.ts';
import type { Tx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { NOT_SET_UP, type Worker } from './worker.ts';

const MOST_TRIES = 5;

interface GroupParts {
  /** absent where no application is set up */
  keep?: GroupKeeper | undefined;
  clock: Clock;
  templates: Templates;
  /** when a push that answers a person's act may go out */
  pushAt(now: Instant): Instant;
}

export function createGroupWorker({ keep, clock, templates, pushAt }: GroupParts): Worker<'group'> {
  const told = (row: WorkRows['group'], text: string): OutboxEntry => ({
    key: `group_told:${row.key}`,
    at: pushAt(clock.now()),
    expiresAt: clock.now() + DAY_MS,
    rule: 'group_made',
    unitId: row.payload.unitId,
    subject: row.key,
    channel: 'app',
    to: row.to,
    audience: row.to.map((id) => id.toLowerCase()),
    text,
    card: null,
  });

  async function bound(tx: Tx, row: WorkRows['group'], chatId: string): Promise<void> {
    const { unit, unitId, members } = row.payload;
    const before = (await tx.bindings()).find((b) => b.unitId === unitId);
    await tx.putBinding({
      unitId,
      chatId: before?.chatId ?? null,
      webhookKey: null,
      appchatId: chatId,
      boundBy: row.to[0]!.toLowerCase(),
      boundAt: clock.now(),
    });
    const isNew = before?.appchatId !== chatId;
    const by = row.to[0]!.toLowerCase();
    await tx.audit({
      at: clock.now(),
      by,
      action: 'make group',
      detail: { unitId, members: members.length },
    });
    const said = { unit, count: members.length, made: isNew };
    await tx.addOutbox([told(row, templates.render('bind.group_done', said))]);
    // Old clients show a new group only once something was said in it (doc 90245).
    if (isNew)
      await tx.addOutbox([
        {
          ...told(row, templates.render('bind.group_first', { unit })),
          key: `group_first:${row.key}`,
          channel: 'appchat',
          to: [chatId],
          audience: [],
        },
      ]);
  }

  return {
    async work(row) {
      if (!keep) return NOT_SET_UP;
      const { chatId = null, seed, unit, owner, members } = row.payload;
      const id = chatId ?? chatIdOf(seed);
      const outcome = await keep({ chatId: id, name: unit, owner, members });
      // A visible range that is no whole enterprise (doc 90244) is for somebody to mend: who asked is told now, not in days.
      if (outcome.kind === 'retry' && outcome.reason === 'no_permission')
        return { kind: 'refused', code: outcome.code, reason: outcome.reason, scope: 'setup' };
      return outcome.kind === 'accepted' ? { ...outcome, keep: (tx) => bound(tx, row, id) } : outcome;
    },
    mayRepeat: ({ doubts }) => doubts < MOST_TRIES,
    async failed(tx, row, reason) {
      const text = templates.render('bind.group_failed', { unit: row.payload.unit, reason });
      await tx.addOutbox([told(row, text)]);
    },
  };
}

/** The same group each time, so that a repetition meets it: 32 letters and digits at the most (doc 90245). */
const chatIdOf = (seed: string): string =>
  `zbt${createHash('sha256').update(seed).digest('hex').slice(0, 24)}`;
