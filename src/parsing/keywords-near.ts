// Keywords spelled by their sound: for a line that is not understood as it stands. What comes of it is offered, never done.
import { ALIKE, KEYWORDS, OTHER_WORDS } from './lexicon/alike.ts';

/** A message with what sounds like keywords written as these. */
interface Respelled {
  text: string;
  /** as it was written, and what it sounds like */
  written: string[];
  meant: string[];
}

/** For each character the keywords that begin with its sound, longest first, and what sounds like it. */
interface Sounds {
  begins: ReadonlyMap<string, readonly string[]>;
  alike(a: string, b: string): boolean;
}

/** 星期六 holds no 记录. */
const NUMERALS = /[一二三四五六七八九十百]/g;

let sounds: Sounds | undefined;

/** Made when it is first asked for. */
function known(): Sounds {
  if (sounds) return sounds;
  const groups = new Map<string, Set<string>>();
  for (const group of ALIKE)
    for (const c of group.replace(NUMERALS, '')) groups.set(c, (groups.get(c) ?? new Set()).add(group));
  const alike = (a: string, b: string) =>
    a === b || [...(groups.get(a) ?? [])].some((group) => group.includes(b));
  const longestFirst = [...KEYWORDS].sort((a, b) => b.length - a.length);
  const begins = new Map(
    [...groups.keys()].map((c) => [c, longestFirst.filter((word) => alike(c, word[0]!))]),
  );
  sounds = { begins, alike };
  return sounds;
}

const KNOWN = new Set(KEYWORDS);
/** UTF-16 units: whoever writes more than this has said it in words. */
const LONGEST = 80;
/** A real word is a slip only where it is nearly all of the message: 报道, 受到谢谢. */
const MOST_BESIDE_WORD = 3;

/** Undefined where nothing sounds like a keyword that is not one. */
export function respelled(text: string): Respelled | undefined {
  if (text.length > LONGEST) return undefined;
  const found: Respelled = { text: '', written: [], meant: [] };
  for (let i = 0; i < text.length; ) {
    const keyword = halfAt(text, i) ?? unitAt(text, i) ?? keywordAt(text, i);
    const written = text.slice(i, i + (keyword?.length ?? 1));
    found.text += keyword ?? written;
    if (keyword !== undefined && keyword !== written) {
      found.written.push(written);
      found.meant.push(keyword);
    }
    i += written.length;
  }
  return found.meant.length > 0 ? found : undefined;
}

/** The keyword that stands here, or that what stands here sounds like. */
function keywordAt(text: string, i: number): string | undefined {
  const candidates = known().begins.get(text[i]!);
  if (!candidates || candidates.length === 0) return undefined;
  const exact = candidates.find((word) => text.startsWith(word, i));
  return exact ?? candidates.find((word) => isHeard(text, i, word) && !isOtherWord(text, i, word.length));
}

function isHeard(text: string, i: number, word: string): boolean {
  if (i + word.length > text.length) return false;
  for (let k = 1; k < word.length; k++) if (!known().alike(text[i + k]!, word[k]!)) return false;
  // What belongs to a keyword that is spelled right begins no other.
  return !KNOWN.has(text.slice(i + word.length - 1, i + word.length + 1));
}

function isOtherWord(text: string, i: number, length: number): boolean {
  if (!OTHER_WORDS.has(text.slice(i, i + length))) return false;
  return text.replace(/[^\u4e00-\u9fff]/g, '').length > length + MOST_BESIDE_WORD;
}

const HALF = /^点(?:[伴般版搬板扮拌]|班(?![车次会组长])|办(?=$|[\s,，。;；!！]|开|召|集|到|在|去|来|签))/;

/** 七点办 for 七点半; 七点办党课 holds one at seven. */
const halfAt = (text: string, i: number): string | undefined =>
  i > 0 && HALF.test(text.slice(i, i + 3)) ? '点半' : undefined;

/** 第三之部, 二只部 */
const SPELLED_UNIT = /[之只枝知织吱芝][部步]|支[步布簿]/uy;
const NUMBERED = /(?:第?[一二三四五六七八九十]|[我你他她咱]们?|[本各])$/u;
const unitAt = (text: string, i: number): string | undefined => {
  SPELLED_UNIT.lastIndex = i;
  return SPELLED_UNIT.test(text) && NUMBERED.test(text.slice(0, i)) ? '支部' : undefined;
};

/** Whether a clock that ends here goes on with what sounds like half past. */
export const soundsHalf = (text: string, end: number): boolean =>
  text[end - 1] === '点' && halfAt(text, end - 1) !== undefined;
