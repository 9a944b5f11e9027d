// How long one more message would wait, known from how fast the last ones were answered.

/** What is older counts less and less. */
const MEMORY_MS = 2000;

interface Pace {
  /** ms the next one will wait, as things stand */
  waitMs(): number;
  /** how many are in hand */
  inHand(): number;
  /** one more is in hand; the answer is to be called once, when it is done */
  enter(): () => void;
}

/**
 * @param perSecond what is believed before anything was seen
 * @param now ms of a clock that is never set
 */
export function createPace(perSecond: number, now = () => performance.now()): Pace {
  let inHand = 0;
  /** of late: how many were done, in how many ms of having something to do */
  let done = perSecond;
  let busyMs = 1000;
  let seenAt = now();
  let doneAt = seenAt;

  function look(): number {
    const at = now();
    if (inHand > 0) {
      const passed = at - seenAt;
      const kept = Math.exp(-passed / MEMORY_MS);
      done *= kept;
      busyMs = busyMs * kept + passed;
    }
    seenAt = at;
    return at;
  }

  return {
    waitMs() {
      const at = look();
      if (inHand === 0) return 0;
      // Nothing done for long means that nothing soon will be, whatever was before.
      return Math.max((inHand * busyMs) / done, at - doneAt);
    },
    inHand: () => inHand,
    enter() {
      const at = look();
      if (inHand === 0) doneAt = at;
      inHand += 1;
      return () => {
        doneAt = look();
        inHand -= 1;
        done += 1;
      };
    },
  };
}
