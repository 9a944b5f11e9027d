const ids = new Map<string, number>();

/** A 32-bit id of a symbol, the same in every process. */
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

/** One id out of two, in order. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  return h >>> 0;
}
