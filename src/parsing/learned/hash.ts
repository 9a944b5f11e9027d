const ids = new Map<string, number>();

/**
 * A 32-bit id of a symbol, the same in every process. Ids are signed: such a number needs no memory of its own, and a message
 * is some ten thousand of them.
 */
export function idOf(symbol: string): number {
  const known = ids.get(symbol);
  if (known !== undefined) return known;
  let h = 0x811c9dc5;
  for (let i = 0; i < symbol.length; i++) h = Math.imul(h ^ symbol.charCodeAt(i), 0x01000193);
  h = finish(h);
  // Symbols come from messages: what is remembered of them stays bounded.
  if (ids.size < 20_000) ids.set(symbol, h);
  return h;
}

/** Ids, each of them once, in the order they came. */
interface IdSet {
  add(id: number): void;
  all(): Int32Array;
}

/** A set of at most so many ids; one table for all of them, since a message has thousands. */
export function idSet(most: number): IdSet {
  let size = 16;
  while (size < 2 * most) size *= 2;
  const last = size - 1;
  // The place of an id in the order, counted from one.
  const slots = new Uint16Array(size);
  const order = new Int32Array(most);
  let count = 0;
  return {
    add(id) {
      let slot = id & last;
      while (slots[slot] !== 0) {
        if (order[slots[slot]! - 1] === id) return;
        slot = (slot + 1) & last;
      }
      order[count++] = id;
      slots[slot] = count;
    },
    all: () => order.subarray(0, count),
  };
}

/** One id out of two, in order. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x7feb352d);
  return h ^ (h >>> 15);
}
