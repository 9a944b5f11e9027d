import { StartError } from '../domain/errors.ts';
import type { ReadTx, Store } from '../ports/store.ts';
import type { Config } from '../settings/environment.ts';
import { placeOf } from '../store/dialect.ts';
import { SANDBOX_CLOCK } from './sandbox-clock.ts';

type Mode = Config['mode'];
const MODE = 'mode';

/** What the store has served so far: the sandbox's made-up people, or real ones; undefined while it has served nobody. */
export async function servedMode(tx: Pick<ReadTx, 'mark'>): Promise<Mode | undefined> {
  const mode = await tx.mark(MODE);
  if (mode === 'sandbox' || mode === 'production') return mode;
  // Of a version that did not write it down: only a sandbox has a clock of its own.
  return (await tx.mark(SANDBOX_CLOCK)) === undefined ? undefined : 'sandbox';
}

/**
 * A store that has served one mode never serves the other: real members would be told of made-up meetings, or a clock
 * moved by hand would plan for them.
 * @throws StartError `store_of_sandbox` or `store_of_production`
 */
export async function claimStore(store: Store, { mode, database }: Pick<Config, 'mode' | 'database'>) {
  await store.write(async (tx) => {
    const served = await servedMode(tx);
    if (served === undefined) await tx.putMark(MODE, mode);
    else if (served !== mode) throw new StartError(`store_of_${served}`, { place: placeOf(database) });
  });
}
