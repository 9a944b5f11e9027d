import { matches } from './matches.ts';
import { NUM, readNumber } from './numerals.ts';

const N = '(?:\\d{1,3}(?:\\.\\d)?|[一二三四五六七八九十百零]{1,5})';
const PERCENT = new RegExp(
  `(?<left>还[差剩有]|剩余|剩下|差)?(?:大?约|近|将近|不到)?(?:百分之(?<cn>${NUM})|(?<p>${N})\\s?%|(?<ten>[一二三四五六七八九两\\d])成(?<five>[一二三四五六七八九半])?(?![功立为果效员都长熟本])|(?<den>[二三四五六七八九十])分之(?<num>[一二三四五六七八九])|(?<half>一半|过半|大半|半数|一多半|一大半))`,
  'g',
);
const TENTHS = /(?:已?(?:完成|进度|进展|整改)(?:了|到|情况|率)?[:\s]?)(\d{1,3})(?=$|[\s,。;])/;

/** Progress in percent; of several the last, for 从30%到60%; 还差两成 is 80. */
export function readProgress(s: string): number | undefined {
  let value: number | undefined;
  for (const m of matches(PERCENT, s)) {
    const g = m.groups!;
    let n: number | undefined;
    if (g.cn !== undefined) n = readNumber(g.cn);
    else if (g.p !== undefined) n = g.p.includes('.') ? Math.round(Number(g.p)) : readNumber(g.p);
    else if (g.ten !== undefined)
      n = (readNumber(g.ten) ?? 0) * 10 + (g.five === '半' ? 5 : g.five ? (readNumber(g.five) ?? 0) : 0);
    else if (g.den !== undefined)
      n = Math.round((100 * (readNumber(g.num!) ?? 0)) / (readNumber(g.den) ?? 1));
    else n = 50;
    if (n === undefined || n > 100) continue;
    const after = s.slice(m.index + m[0].length, m.index + m[0].length + 4);
    if (g.left !== undefined || /^(?:没|未|尚未|还没)/.test(after)) n = 100 - n;
    value = n;
  }
  if (value !== undefined) return value;
  const bare = TENTHS.exec(s);
  return bare && Number(bare[1]) <= 100 ? Number(bare[1]) : undefined;
}
