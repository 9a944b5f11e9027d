// Cards whose matter is decided lose their buttons at everybody who has one.
import type { CardUpdater } from '../ports/channels.ts';
import { NOT_SET_UP, type Worker } from './worker.ts';

/**
 * Nobody is told of a failure, such as a code that was used or is older than 72 hours (60140): the card keeps its
 * buttons, a press on them is still answered with who decided, and the reason stands in the outbox. A message to say that
 * a card is old would be one more message about a matter that is done.
 */
export const createCardWorker = (update: CardUpdater | undefined): Worker<'card'> => ({
  work: async ({ payload, to }) => (update ? update({ ...payload, users: to }) : NOT_SET_UP),
  // The code works once, so a repetition changes nothing.
  mayRepeat: () => true,
});
