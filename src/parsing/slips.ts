import { SOUNDS } from './lexicon/sounds.ts';

const soundOf = new Map<string, number>(
  SOUNDS.flatMap((group, i) => [...group].map((c): [string, number] => [c, i])),
);
const sounds = (name: string) => [...name].map((c) => soundOf.get(c) ?? c).join('|');

/** The characters of a name, and those that a slip takes for them by their sound. */
export const soundingLike = (name: string): string[] =>
  [...name].flatMap((c) => [c, ...(SOUNDS[soundOf.get(c) ?? -1] ?? '')]);

/** One character different, two swapped, one dropped or doubled in a longer name, or the same sound. */
export function isSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === b.length) {
    const different = [...a].filter((c, i) => c !== b[i]).length;
    if (sounds(a) === sounds(b)) return true;
    if (different === 1) return a.length >= 3 || a[0] === b[0];
    return different === 2 && a.length >= 3 && [...a].sort().join('') === [...b].sort().join('');
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    long.length - short.length === 1 &&
    short.length >= 2 &&
    long.startsWith(short[0]!) &&
    [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
  );
}
