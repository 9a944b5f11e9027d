import { TRADITIONAL_PAIRS } from './lexicon/traditional.ts';

const simple = new Map<string, string>();
for (let i = 0; i + 1 < TRADITIONAL_PAIRS.length; i += 2)
  simple.set(TRADITIONAL_PAIRS[i]!, TRADITIONAL_PAIRS[i + 1]!);

/** The simplified form of a traditional character, or the character itself. */
export const simplifyCharacter = (c: string): string => simple.get(c) ?? c;

/** A simplified character and its traditional forms. */
export const formsOf = (c: string): string[] => [
  c,
  ...[...simple].flatMap(([form, plain]) => (plain === c ? [form] : [])),
];

/** Simplified characters throughout; length is kept. */
export function simplify(s: string): string {
  let out = '';
  for (const c of s) out += simplifyCharacter(c);
  return out;
}

/** The dots people type inside a name such as 买买提·吐尔逊. */
export const DOTS = /[•‧・．.]/g;
