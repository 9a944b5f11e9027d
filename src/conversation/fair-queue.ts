/** Who waits, one line a sender: whoever says much waits behind themselves, and nobody else does. */
interface FairQueue<T> {
  readonly size: number;
  add(sender: string, one: T): void;
  /** up to so many, one of each sender in turn, those of one sender in their order */
  take(count: number): T[];
}

export function createFairQueue<T>(): FairQueue<T> {
  /** whose turn is next stands first */
  const lines = new Map<string, T[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(sender, one) {
      size += 1;
      const line = lines.get(sender);
      if (line) line.push(one);
      else lines.set(sender, [one]);
    },
    take(count) {
      const taken: T[] = [];
      // What is set again comes at the end, and is met again in the same walk.
      for (const [sender, line] of lines) {
        if (taken.length === count) break;
        taken.push(line.shift()!);
        lines.delete(sender);
        if (line.length > 0) lines.set(sender, line);
      }
      size -= taken.length;
      return taken;
    },
  };
}
