/** Long work in steps of some milliseconds. */
export type Steps<T> = Generator<void, T>;

/** A loop over a city takes a step after so many rounds. */
export const ROUNDS = 500;

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Between the steps check-ins that arrived meanwhile have their turn. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await othersTurn();
  }
}

export const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
