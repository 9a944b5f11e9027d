// Messages that were wrong are taken back from everybody who got them; who wanted it is told once, when all has ended.
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { Clock, Recaller } from '../ports/channels.ts';
import type { WorkRows } from '../ports/outbox.ts';
import type { Tx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { NOT_SET_UP, type Worker } from './worker.ts';

type Row = WorkRows['recall'];

interface RecallParts {
  /** absent where no application is set up */
  recall?: Recaller | undefined;
  clock: Clock;
  templates: Templates;
  /** when a push that answers a person's act may go out */
  pushAt(now: Instant): Instant;
}

export function createRecallWorker(parts: RecallParts): Worker<'recall'> {
  return {
    async work(row) {
      if (!parts.recall) return NOT_SET_UP;
      const outcome = await parts.recall(row.payload.messageId);
      return outcome.kind === 'accepted' ? { ...outcome, keep: (tx) => ended(parts, tx, row) } : outcome;
    },
    // What is gone already cannot be taken back twice.
    mayRepeat: () => true,
    failed: (tx, row) => ended(parts, tx, row),
  };
}

/** The last row of a recall to end, in whichever process, tells what came of all of them. */
async function ended(parts: RecallParts, tx: Tx, { subject, payload }: Row): Promise<void> {
  const rows = await tx.recallsOf(subject);
  const ofPush = Map.groupBy(rows, (row) => row.payload.pushId);
  const own = ofPush.get(payload.pushId)!;
  if (!own.some(isOpen)) await tx.markRecalled(payload.pushId, isGone(own) ? 'recalled' : 'accepted');
  if (rows.some(isOpen)) return;
  const now = parts.clock.now();
  const person = (await tx.organisation()).person(payload.by);
  // A message of several parts is one to whom it reached.
  const count = (isMeant: (all: readonly Row[]) => boolean) =>
    [...ofPush.values()].filter(isMeant).reduce((sum, [first]) => sum + first!.to.length, 0);
  await tx.addOutbox([
    {
      key: `recall_done:${subject}`,
      at: parts.pushAt(now),
      expiresAt: now + DAY_MS,
      rule: 'recall_done',
      unitId: null,
      subject,
      channel: 'app',
      to: [person?.userId ?? payload.by],
      audience: [person?.id ?? payload.by.toLowerCase()],
      text: parts.templates.render('recall.done', {
        about: payload.about,
        recalled: count(isGone),
        late: count((all) => !isGone(all) && all.some(isLate)),
        failed: count((all) => !isGone(all) && !all.some(isLate)),
        group: payload.group,
      }),
      card: null,
    },
  ]);
}

const isOpen = ({ state }: Row): boolean => state === 'waiting' || state === 'sending';
const isGone = (rows: readonly Row[]): boolean => rows.every(({ state }) => state === 'accepted');
/** WeCom said so, or it stayed away until then. */
const isLate = ({ outcome }: Row): boolean => outcome === 'recall_too_late' || outcome === 'stale';
