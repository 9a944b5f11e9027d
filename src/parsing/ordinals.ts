// 12号, 3、8号: the number of an item or a day of the month; only who knows which items there are can tell.
import { matches } from './matches.ts';
import { normalise } from './normalise.ts';
import { readNumber } from './numerals.ts';

const ONE = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3})';
const ORDINALS = new RegExp(
  `(?<![\\d月年./:-])${ONE}(?:号?[、和,]${ONE}){0,8}(?=\\s?号(?![楼院线路桌机]))`,
  'g',
);
const PIECE = new RegExp(ONE, 'g');
const MOST = 9;

/** The numbers of a message that may be days or items, as digits. */
export function ordinalsIn(text: string): string[] {
  const { s } = normalise(text.slice(0, 500));
  const found = matches(ORDINALS, s).flatMap((m) =>
    matches(PIECE, m[0]).map((piece) => readNumber(piece[0])),
  );
  return [...new Set(found.filter((n) => n !== undefined).map(String))].slice(0, MOST);
}
