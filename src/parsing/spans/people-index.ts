import { classOf } from '../learned/classes.ts';
import { words } from '../lexicon/words.ts';
import { fold, isDigit, isHan, sizeAt } from './people-text.ts';
import { Trie } from './people-trie.ts';
import { isWord } from './people-words.ts';

/** One spelling under which somebody, or several, are on the roster. */
export interface RosterEntry {
  /** the roster's own spellings of those who bear it; first those that are spelled just so */
  names: string[];
  /** how many of these are spelled just so */
  exact: number;
  /** the key without dots and blanks */
  key: string;
  /** the name alone where the key holds a note: 王伟 of 二组王伟 */
  bare: string;
  /** Chinese characters throughout */
  han: boolean;
  /** `word`: is one; such a name counts in a name's place only. `keyword`: is one that messages turn on; `part`: begins or ends with a word */
  wordy: 'no' | 'part' | 'word' | 'keyword';
  /** how many characters */
  size: number;
}

export interface NameIndex {
  trie: Trie;
  entries: readonly RosterEntry[];
}

const NOTE = /^([^()]{2,24}?) ?\(([^()]{1,16})\)$/;
/** A cell with signs and figures only names nobody. */
const LETTER = /\p{L}/u;
const NUMBERED = /^(.*[^\da-z( ])([\da-z]{1,2})$/;

const HAN_ONLY = /^[\u4e00-\u9fff]+$/;

/** A key: folded, dots dropped, blanks kept between words of letters only. */
export function keyOf(name: string): string {
  if (HAN_ONLY.test(name)) return fold(name);
  const plain = fold(name)
    .replace(/\u00b7|[\ufe00-\ufe0f]|[\u200b-\u200f]/g, '')
    .trim()
    .replace(/ +/g, ' ');
  return plain.includes(' ')
    ? plain.replace(
        /(?<![a-z\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af]) | (?![a-z\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af])/g,
        '',
      )
    : plain;
}

/** Phrases that a name of three or four characters may be by chance. */
const PHRASES = new Set([
  '万事通',
  '马上清',
  '何时归',
  '黎明前',
  '雷声大',
  '周末然',
  '于是之',
  '谢天地',
  '平常心',
  '关键时',
]);

const SAID_OF_TIME =
  /^(?:[今明昨后前去当本][天日年晚早月周]|[近前后]期|目前|现在|[早中晚上下]午|早晨|晚上|(?:周|星期|礼拜)[一二三四五六日天])$/;

/** What messages open with besides the words of the classes. */
const KEYWORDS = new Set(
  words(
    '报告 同意 准予 关于 那事 汇报 请示 批准 通知 反馈 情况 安排 现将 兹有 经查 按照 根据 截至 请问 人员 群众 材料',
  ),
);
const isClassWord = (key: string): boolean => {
  const word = classOf(key, 0, key.length);
  return word?.text === key && word.name !== 'reason';
};

function wordiness(key: string): RosterEntry['wordy'] {
  const a = (i: number) => key.charCodeAt(i);
  if (KEYWORDS.has(key) || SAID_OF_TIME.test(key) || isClassWord(key)) return 'keyword';
  if (PHRASES.has(key)) return 'word';
  if (key.length === 2) return isWord(a(0), a(1)) ? 'word' : 'no';
  if (key.length !== 3) return 'no';
  return isWord(a(0), a(1)) || isWord(a(1), a(2)) ? 'part' : 'no';
}

function entryOf(key: string, bare: string): RosterEntry {
  let han = true;
  for (let i = 0; i < key.length; i++) han &&= isHan(key.charCodeAt(i));
  return { names: [], exact: 0, key, bare, han, wordy: han ? wordiness(key) : 'no', size: [...key].length };
}

/** Every way the names of a roster may be written, ready to be walked. */
export function indexNames(names: readonly string[]): NameIndex {
  const entries = new Map<string, RosterEntry>();
  const put = (key: string, name: string, exact: boolean, bare = key) => {
    if (key.length < 2 || (key.length === 2 && sizeAt(key, 0) === 2)) return;
    let entry = entries.get(key);
    if (!entry) {
      entry = entryOf(key, bare);
      entries.set(key, entry);
    }
    if (!exact) entry.names.push(name);
    else entry.names.splice(entry.exact++, 0, name);
  };
  for (const name of names) {
    const key = keyOf(name);
    if (!LETTER.test(key)) continue;
    put(key, name, true);
    if (HAN_ONLY.test(key)) continue;
    const note = NOTE.exec(key);
    if (note) {
      const [, bare, text] = note as unknown as [string, string, string];
      put(bare, name, false);
      put(text + bare, name, false, bare);
      put(bare + text, name, false, bare);
    } else {
      const numbered = NUMBERED.exec(key);
      if (numbered && isHan(key.charCodeAt(0))) put(numbered[1]!, name, false);
    }
  }
  let units = 0;
  for (const key of entries.keys()) units += key.length;
  const trie = new Trie(units);
  const list = [...entries.values()];
  list.forEach((entry, i) => {
    trie.set(entry.key, i);
  });
  return { trie, entries: list };
}

/** A key ends in a figure that counts something else: 王伟2人. */
export const endsInCount = (key: string, next: number): boolean =>
  isDigit(key.charCodeAt(key.length - 1)) &&
  (isDigit(next) || '人个名天点月日号次项条年岁'.includes(String.fromCharCode(next)));
