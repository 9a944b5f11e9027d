// Cards whose matter is decided lose their buttons at everybody who has one.
import type { CardUpdater } from '../ports/channels.ts';
import { NOT_SET_UP, type Worker } from './worker.ts';

/** Nobody is told of a failure: a press on the old card is still answered with who decided. */
export const createCardWorker = (update: CardUpdater | undefined): Worker<'card'> => ({
  work: async ({ payload, to }) => (update ? update({ ...payload, users: to }) : NOT_SET_UP),
  // The code works once, so a repetition changes nothing.
  mayRepeat: () => true,
});
