import { Overloaded } from '../domain/errors.ts';
import { createPace } from './pace.ts';

/** What would wait longer is turned away at once: WeCom waits 5 s, repeats it, and finds more room then. */
const MAX_WAIT_MS = 3000;
/** So many are always let in: nothing else would tell that all is well again. */
const ALWAYS = 8;

interface Gate {
  /** The answer is to be called once the message has its own. @throws Overloaded */
  enter(sender: string): () => void;
}

/**
 * One for each way in which messages are answered: by the writer, by a short reading, by a long one. `perSecond` is
 * believed until something was seen; `ofOne` sender so many are in hand at once, and whoever sends more comes again.
 */
export const createGates = (): Record<'write' | 'light' | 'heavy', Gate> => ({
  write: createGate({ perSecond: 1000, ofOne: 20 }),
  light: createGate({ perSecond: 200, ofOne: 20 }),
  heavy: createGate({ perSecond: 10, ofOne: 6 }),
});

function createGate({ perSecond, ofOne }: { perSecond: number; ofOne: number }): Gate {
  const pace = createPace(perSecond);
  const inHand = new Map<string, number>();
  return {
    enter(sender) {
      const own = inHand.get(sender) ?? 0;
      if (own >= ofOne || (pace.inHand() >= ALWAYS && pace.waitMs() > MAX_WAIT_MS)) throw new Overloaded();
      inHand.set(sender, own + 1);
      const leave = pace.enter();
      return () => {
        leave();
        const left = inHand.get(sender)! - 1;
        if (left === 0) inHand.delete(sender);
        else inHand.set(sender, left);
      };
    },
  };
}
