import { Overloaded } from '../domain/errors.ts';

/** Looks at the page read at the same time: questions of the chat want their turn too. */
const AT_ONCE = 2;
/** Who would wait behind so many is told to come again. */
const MOST_WAITING = 16;

/** @throws Overloaded */
type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Few at a time, in the order of asking. */
export function createTurns(): InTurn {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy < AT_ONCE) busy += 1;
    else if (waiting.length >= MOST_WAITING) throw new Overloaded();
    // Whoever is done hands the place on, so that nobody slips in between.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
