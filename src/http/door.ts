import { Overloaded } from '../domain/errors.ts';

/**
 * Work done in one turn of the event loop, before the system is asked again what has come. It hands over one new
 * connection a turn: while they come the door stays shut for as long as it stood open, or who called first would be let
 * in last, his five seconds over before anybody here has heard of him.
 */
const TURN_MS = 10;
/** Whoever stood here so long is turned away unheard, which costs next to nothing. */
const MAX_WAIT_MS = 1500;

export interface Door {
  /** somebody new was let in during this turn */
  arrived(): void;
  /** Does the work when its turn has come, in the order of asking. @throws Overloaded */
  through<T>(work: () => Promise<T>): Promise<T>;
}

export function createDoor(): Door {
  const waiting: { since: number; goes(): void; refuse(error: Overloaded): void }[] = [];
  let isOpen = false;
  let isArriving = false;
  let shutAt = Number.NEGATIVE_INFINITY;

  function turn(): void {
    const began = performance.now();
    const isShut = isArriving && began - shutAt < TURN_MS;
    isArriving = false;
    if (isShut) setImmediate(turn);
    else work(began + TURN_MS);
  }

  function work(until: number): void {
    let count = 0;
    for (const { since, goes, refuse } of waiting) {
      const now = performance.now();
      if (count > 0 && now > until) break;
      count += 1;
      if (now - since > MAX_WAIT_MS) refuse(new Overloaded());
      else goes();
    }
    waiting.splice(0, count);
    shutAt = performance.now();
    isOpen = waiting.length > 0;
    if (isOpen) setImmediate(turn);
  }

  return {
    arrived() {
      isArriving = true;
    },
    through: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({ since: performance.now(), goes: () => resolve(work()), refuse: reject });
        if (isOpen) return;
        isOpen = true;
        setImmediate(turn);
      }),
  };
}
