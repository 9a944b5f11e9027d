// How the cost of a function grows with its input, told by processor time. Other work on the machine does not count, and
// no figure of a clock is ever asserted.

/**
 * What this takes of the processor, in microseconds, the kernel's share left out: it is what memory costs on this machine,
 * not what the function does. The kernel only estimates which share is whose, and may give a run of a millisecond none at
 * all: so what is measured here is never one short run.
 */
function cost(run: () => void): number {
  const from = process.cpuUsage();
  run();
  return process.cpuUsage(from).user;
}

/** The long text is this many times the short one. */
const TIMES = 16;
/** So often is the long text read in one measure: a pause of the collector is no more than a part of it. */
const ROUNDS = 3;
/**
 * The same text in short pieces would cost as much where the cost is a line, a sixteenth where it is a square: between
 * them, and nearer to the square, as memory for the long text alone costs five times what the pieces' does on some machines.
 */
const MARGIN = 8;
/** In microseconds: what is this quick is no measure. */
const GRAIN = 1500;

/** Whether `run` takes one long text in about the time it takes for the same text in sixteen pieces, and not in far more. */
export function isLinear(
  run: (text: string) => void,
  textOf: (length: number) => string,
  length = 1024,
): boolean {
  const [short, long] = [textOf(length), textOf(length * TIMES)];
  const times = (n: number, text: string) => () => {
    for (let i = 0; i < n; i++) run(text);
  };
  // Once more where it looks like a square: the machine was cold, or busy.
  return [0, 1, 2].some(
    () => cost(times(ROUNDS, long)) <= MARGIN * (cost(times(ROUNDS * TIMES, short)) + GRAIN),
  );
}

/** A text of one unit over and over. */
export const repeated =
  (unit: string) =>
  (length: number): string =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
