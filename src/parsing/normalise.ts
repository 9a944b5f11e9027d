import { type Knowledge, NOTHING_KNOWN } from './knowledge.ts';
import { BRACKETED } from './lexicon/emoticons.ts';
import { mendTypos } from './mend.ts';
import type { Message } from './message.ts';
import { rejoin } from './rejoin.ts';
import { simplifyCharacter } from './simplify.ts';

/** Longest text that is read, in UTF-16 units; what follows is ignored. */
const MAX_LENGTH = 8192;

const INVISIBLE =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]|[\ufe00-\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu;
const UNUSUAL = /[^\n\t\x20-\x7e\u4e00-\u9fff，。：；（）！？、“”‘’《》【】「」…—～]/u;
const FOLD = /[^\n\t\x20-\x7e\u4e00-\u9fff，。：；（）！？、“”‘’《》【】「」『』…—～·]/gu;
/** Marks of a form that would be lost as pictures: an empty box, a full one, a tick, a cross. */
const TICKS = /[☐⬜🔲☒✓🗸✗✘]/gu;
/** Pictures say something only against each other, in brackets or among boxes; elsewhere they are ornament (收到✅). */
const PICTURES = /[✅✔☑🗹❌✖]/gu;
const telling = (text: string) =>
  /[□☐⬜🔲☒]|[([（【]\s?[✅✔☑🗹❌✖]/u.test(text) || (/[✅✔☑🗹]/u.test(text) && /[❌✖]/u.test(text));
const TICK: Readonly<Record<string, string>> = {
  '☐': '□',
  '⬜': '□',
  '🔲': '□',
  '☑': '☑',
  '☒': '☑',
  '🗹': '☑',
  '❌': '×',
  '✖': '×',
  '✗': '×',
  '✘': '×',
};
const EMOJI = /(?!☑)\p{Extended_Pictographic}|\p{Regional_Indicator}/gu;
const PLAIN: Readonly<Record<string, string>> = {
  '，': ',',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '！': '!',
  '？': '?',
  '～': '~',
  '‘': '“',
  '’': '”',
  '"': '“',
  '『': '「',
  '』': '」',
  '﹐': ',',
  '•': '·',
  '‧': '·',
  '・': '·',
  '〔': '(',
  '〕': ')',
  '｜': '|',
  '│': '|',
  '┃': '|',
  丨: '|',
  '〖': '【',
  '〗': '】',
  '–': '-',
  '―': '—',
  '－': '-',
  '﹣': '-',
  '−': '-',
};
/** Long runs of blanks or line ends carry nothing; of tabs they are the empty cells of a row. */
const RUNS = /([ \n])\1{2,}|\t{24,}/g;
/** 签 到: a short text spaced out character by character. */
const SPACED = /^[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,7}$/;

/** What each UTF-16 unit reads as; one table keeps an 8 KB message in microseconds. */
const UNITS = new Uint16Array(65536).map((_, code) => {
  const c = String.fromCharCode(code);
  return (PLAIN[c] ?? simplifyCharacter(c)).charCodeAt(0);
});

/** Half-width punctuation and simplified characters, position for position. */
function plain(raw: string): string {
  const units = new Uint16Array(raw.length);
  let changed = false;
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    units[i] = UNITS[code]!;
    changed ||= units[i] !== code;
  }
  return changed ? Buffer.from(units.buffer).toString('utf16le') : raw;
}

/**
 * Cleans platform noise (quotes, mentions, faces, invisible characters), folds widths, numerals in
 * circles, traditional characters and common slips.
 */
export function normalise(
  text: string,
  botNames: readonly string[] = [],
  { names }: Knowledge = NOTHING_KNOWN,
): Message {
  const short = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  let raw = UNUSUAL.test(short) ? fold(short) : short;
  raw = dropFaces(dropMentions(dropQuote(raw), botNames))
    .replace(RUNS, (_run, c: string | undefined) => (c ?? '\t').repeat(c ? 2 : 24))
    .trim();
  if (SPACED.test(raw)) raw = raw.replaceAll(' ', '');
  raw = rejoin(raw);
  const s = plain(raw);
  const even = s.includes('[') ? s.replace(BRACKETS, '($1)') : s;
  return { raw, s: mendTypos(even, names) };
}

/** 张三[出差] is 张三(出差). */
const BRACKETS = /(?<=[\u4e00-\u9fff])\[([\u4e00-\u9fff,、]{1,20})\]/g;
/** Numbers in circles, which no compatibility form covers in whole. */
const CIRCLED = /^[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u3280-\u3289]$/u;
const DINGBATS: readonly (readonly [first: number, count: number, from: number])[] = [
  [0x2776, 10, 1],
  [0x2780, 10, 1],
  [0x278a, 10, 1],
  [0x24f5, 10, 1],
  [0x24eb, 10, 11],
];
/** 10:00③地点: the number must not run into the figure before it. */
const AFTER_DIGIT = /\d(?=[\u2460-\u2473\u2776-\u2793\u24eb-\u24fe])/gu;
/** ①7:45: nor into the one behind it. */
const BEFORE_DIGIT = /[\u2460-\u2473\u2488-\u249b\u2776-\u2793\u24eb-\u24fe](?=\d)/gu;
const CONTROL = /[^\P{Cc}\n\t]/gu;
const folded = new Map<string, string>();

function fold(text: string): string {
  const tells = telling(text);
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?:[0-9]\ufe0f?\u20e3)+/g, (keys) => `${keys.replace(/\D/g, '')}.`)
    .replace(/🔟/gu, '10.')
    .replace(AFTER_DIGIT, '$& ')
    .replace(BEFORE_DIGIT, '$& ')
    .replace(TICKS, (c) => TICK[c] ?? '√')
    .replace(PICTURES, (c) => (tells ? (TICK[c] ?? '√') : ' '))
    .replace(/[👌🆗]/gu, ' OK ')
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .replace(EMOJI, ' ')
    .replace(FOLD, foldCharacter)
    .slice(0, MAX_LENGTH);
}

/** Compatibility forms to plain ones, ① to 1.; remembered, since a text repeats its odd characters. */
function foldCharacter(c: string): string {
  const known = folded.get(c);
  if (known !== undefined) return known;
  const plain = dingbat(c) ?? c.normalize('NFKC').replace(/\s/g, ' ');
  const out = CIRCLED.test(c) ? `${plain}.` : plain;
  if (folded.size < 4096) folded.set(c, out);
  return out;
}

function dingbat(c: string): string | undefined {
  const code = c.codePointAt(0)!;
  const row = DINGBATS.find(([first, count]) => code >= first && code < first + count);
  return row && `${code - row[0] + row[2]}.`;
}

const DASHES = /\n[ \t]*(?:[-—–_=ー]\s?){3,}/;

/** Drops a quoted message above the answer: a quote, then a dashed line; or only a quote with a speaker. */
function dropQuote(text: string): string {
  const start = text.search(/\S/);
  if (start < 0 || !/["“「『>[]/.test(text[start]!)) return text;
  const dashes = DASHES.exec(text);
  if (dashes && /["“「『]/.test(text[start]!)) return text.slice(dashes.index + dashes[0].length);
  if (text[start] === '>') return text.replace(/^[ \t]*>.*$/gm, '');
  if (text.startsWith('[引用', start)) return text.slice(text.indexOf(']', start) + 1);
  const close = text.indexOf(text[start] === '「' ? '」' : '』', start);
  if (close > 0 && close - start < 2000 && /^.[^:：\n]{1,20}[:：]/.test(text.slice(start, close)))
    return text.slice(close + 1) || '';
  return text;
}

/** Strips leading mentions; a bot's own name may hold blanks and may stand at the end as well. */
function dropMentions(text: string, botNames: readonly string[]): string {
  let rest = text.trimStart();
  while (rest.startsWith('@') || rest.startsWith('＠')) {
    const name = botNames.find((n) => n !== '' && rest.startsWith(n, 1));
    const m =
      /^@[^\s@,，:：。!！、]{1,24}?(?:(?:助手|机器人|小助|支部通)(?=\S)|(?=[\s,，:：。!！、]|$))[,，:：]?/.exec(
        rest,
      );
    if (name === undefined && !m) break;
    rest = rest
      .slice(name === undefined ? m![0].length : name.length + 1)
      .trimStart()
      .replace(/^[,，:：]\s*/, '')
      .replace(/^(?:小?助手|机器人|小助)[\s\u2005,，:：]+/, '');
  }
  const tail = /[ \n]@[^\s@]{1,24}\s*$/.exec(rest.slice(-30));
  if (!tail) return rest;
  const named = tail[0].trim().slice(1);
  const own = botNames.includes(named) || /(助手|机器人|支部通|小助)$/.test(named);
  return own ? rest.slice(0, rest.lastIndexOf('@')) : rest;
}

function dropFaces(text: string): string {
  if (!text.includes('[')) return text;
  // [OK] behind words is a face; alone it is the answer.
  const words = /[\u4e00-\u9fff]/.test(text.replace(/\[[^[\]\n]{1,6}\]/g, ''));
  return text.replace(/\[([^[\]\n]{1,6})\]/g, (whole, name: string) =>
    /^ok$/i.test(name) ? (words ? ' ' : ' OK ') : BRACKETED.has(name) ? ' ' : whole,
  );
}
