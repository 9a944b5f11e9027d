// What config/ says once for the whole program, before anything is read or planned: the types of activities, the kinds of
// items. A process lives by one of each; only a test puts another in its place.

/** A value given at start, and what is worked out from it. */
interface Registry<T> {
  current(): T;
  /** Puts another value in place; whatever was worked out from the one before is worked out anew when next asked for. */
  define(value: T): void;
  /** What `make` gives for the current value, made when first asked for and kept as long as the value stands. */
  per<V>(make: (value: T) => V): () => V;
}

/** @param initial holds until another is defined */
export function createRegistry<T>(initial: T): Registry<T> {
  let value = { is: initial };
  return {
    current: () => value.is,
    define(next) {
      value = { is: next };
    },
    per(make) {
      let made: { from: typeof value; value: ReturnType<typeof make> } | undefined;
      return () => {
        if (made?.from !== value) made = { from: value, value: make(value.is) };
        return made.value;
      };
    },
  };
}
