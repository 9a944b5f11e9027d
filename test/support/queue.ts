import { createQueue, type Queue } from '../../src/delivery/queue.ts';
import type { Workers } from '../../src/delivery/worker.ts';
import type { Clock } from '../../src/ports/channels.ts';
import { WORK_KINDS, type WorkKind } from '../../src/ports/outbox.ts';
import type { OpenStore } from '../../src/store/store.ts';

/**
 * The queue with the workers given; rows of other kinds stay where they are.
 * @param events.failed what goes wrong in our own code; thrown out of `run` when absent
 */
export function queueOf(
  store: Pick<OpenStore, 'claimDue' | 'extendLeases' | 'freeLost' | 'settle' | 'write'>,
  workers: Partial<Workers>,
  clock: Clock,
  events: {
    failed?(error: unknown): void;
    settled?(what: string, outcome: string): void;
    away?(): readonly string[];
  } = {},
): Queue {
  const errors: unknown[] = [];
  const claimDue: OpenStore['claimDue'] = (now, claim) =>
    workers[claim.kind] ? store.claimDue(now, claim) : Promise.resolve([]);
  const unused = { work: () => Promise.reject(new Error('not under test')), mayRepeat: () => false };
  const queue = createQueue({
    store: { ...store, claimDue },
    workers: {
      ...(Object.fromEntries(WORK_KINDS.map((kind: WorkKind) => [kind, unused])) as unknown as Workers),
      ...workers,
    },
    clock,
    calmMs: 0,
    ...(events.away && { away: events.away }),
    events: {
      pushSettled: events.settled ?? (() => undefined),
      leasesLost: () => undefined,
      deliveryFailed: events.failed ?? ((error) => errors.push(error)),
    },
  });
  const throwing = async (done: Promise<void>) => {
    await done;
    if (errors.length > 0) throw errors.splice(0)[0];
  };
  return { run: () => throwing(queue.run()), stop: () => throwing(queue.stop()) };
}
