import { simplifyCharacter } from '../simplify.ts';

/** What each UTF-16 unit counts as when names are compared: case, script variant, kind of dot, blank or bracket aside. */
const FOLD = new Uint16Array(65536).map((_, code) => code);
const DOT = '·'.charCodeAt(0);
const BLANK = 32;
for (let code = 65; code <= 90; code++) FOLD[code] = code + 32;
for (const c of '·•‧・．.∙⋅｡﹒ㆍ᛫●') FOLD[c.charCodeAt(0)] = DOT;
for (const c of ' \u00a0\u2002\u2003\u2005\u2009\u3000\t') FOLD[c.charCodeAt(0)] = BLANK;
const BRACKETS: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '【': '(',
  '】': ')',
  '[': '(',
  ']': ')',
  '〔': '(',
  '〕': ')',
};
for (const [from, to] of Object.entries(BRACKETS)) FOLD[from.charCodeAt(0)] = to.charCodeAt(0);
for (let code = 0x3400; code <= 0x9fff; code++)
  FOLD[code] = simplifyCharacter(String.fromCharCode(code)).charCodeAt(0);

export const foldUnit = (code: number): number => FOLD[code]!;
export const isDot = (folded: number): boolean => folded === DOT;
export const isBlank = (folded: number): boolean => folded === BLANK;

/** Text as names are compared, unit for unit after its compatibility form. */
export function fold(text: string): string {
  const plain = text.normalize('NFKC');
  for (let i = 0; i < plain.length; i++)
    if (FOLD[plain.charCodeAt(i)] !== plain.charCodeAt(i))
      return plain.replace(/[\s\S]/g, (c) => String.fromCharCode(FOLD[c.charCodeAt(0)]!));
  return plain;
}

/** A Chinese character, or half of one outside the first plane. */
export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) ||
  (code >= 0x3400 && code <= 0x4dbf) ||
  code === 0x3007 ||
  (code >= 0xd840 && code <= 0xd8bf) ||
  (code >= 0xdc00 && code <= 0xdfff) ||
  (code >= 0xf900 && code <= 0xfaff);

const LETTER = /[\p{L}\p{M}]/u;
const kinds = new Map<number, boolean>();
/** A letter of a script that is written in words: Latin, Uyghur, Mongol, Tibetan. */
export function isLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (isHan(code)) return false;
  const known = kinds.get(code);
  if (known !== undefined) return known;
  const letter = LETTER.test(String.fromCharCode(code));
  if (kinds.size < 4096) kinds.set(code, letter);
  return letter;
}
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Units the character at `i` takes. */
export const sizeAt = (s: string, i: number): number => {
  const code = s.charCodeAt(i);
  return code >= 0xd800 && code <= 0xdbff && i + 1 < s.length ? 2 : 1;
};
