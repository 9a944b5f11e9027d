// How the cost of a function grows with its input, told by processor time. Other work on the machine does not count, and
// no figure of a clock is ever asserted.

/**
 * The least of a few runs, in microseconds: a pause of the collector and what the compiler does beside count in none. The
 * kernel's share is left out: it is what memory costs on this machine, not what the function does.
 */
function cost(run: () => void, rounds = 3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const from = process.cpuUsage();
    run();
    least = Math.min(least, process.cpuUsage(from).user);
  }
  return least;
}

/** The long text is this many times the short one. */
const TIMES = 16;
/**
 * A line would take 16 times as long, a square 256: between them, and nearer to the square, as on some machines memory for
 * the long text alone costs five times what the short one's does.
 */
const MARGIN = 128;
/** In microseconds: what is this quick is no measure. */
const GRAIN = 500;

/** Whether `run` takes a text sixteen times as long in about sixteen times the time, and not in the square of it. */
export function isLinear(
  run: (text: string) => void,
  textOf: (length: number) => string,
  length = 1024,
): boolean {
  const [short, long] = [textOf(length), textOf(length * TIMES)];
  // Once more where it looks like a square: the machine was cold, or busy.
  return [0, 1, 2].some(() => cost(() => run(long)) <= MARGIN * (cost(() => run(short)) + GRAIN / TIMES));
}

/** A text of one unit over and over. */
export const repeated =
  (unit: string) =>
  (length: number): string =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
