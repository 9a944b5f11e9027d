// Cards whose matter is decided lose their buttons at everybody who has one.
import type { CardUpdater, Clock } from '../ports/channels.ts';
import type { Store } from '../ports/store.ts';

const LEASE_MS = 60_000;
const AT_ONCE = 20;
/** With the waits growing, about an hour; a press on the old card is still answered with who decided. */
const MAX_ATTEMPTS = 6;

interface CardUpdateParts {
  store: Pick<Store, 'write'>;
  update: CardUpdater;
  clock: Clock;
}

/** `run`: call it after each commit and once a minute. */
export function createCardUpdates({ store, update, clock }: CardUpdateParts): { run(): Promise<void> } {
  return {
    async run() {
      const rows = await store.write((tx) => tx.claimCardUpdates(clock.now(), LEASE_MS, AT_ONCE));
      for (const row of rows) {
        const outcome = await update(row);
        const isPassing = outcome.kind === 'retry' || outcome.kind === 'unknown';
        // The code works once: after a refusal there is nothing more to try.
        if (!isPassing || row.attempts >= MAX_ATTEMPTS)
          await store.write((tx) => tx.removeCardUpdate(row.id));
      }
    },
  };
}
