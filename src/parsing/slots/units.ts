// Units as said together: 第一、第三支部 is two of them, though only the last has its kind.
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { written } from './written.ts';

/** A span of the text and the units it names. */
export interface UnitsSaid extends Span {
  names: string[];
}

const NUMBER = '第?(?:[一二三四五六七八九十]{1,3}|\\d{1,3})';
/** 第一、 of 第一、第三支部 */
const BEFORE = new RegExp(`(?:${NUMBER}(?:党?(?:支部|小组))?\\s*(?:[、,，和跟与及]|以及|(?=第|$))\\s*)+$`);
const OF_A_KIND = new RegExp(`^${NUMBER}((?:党)?(?:支部|小组|组))$`);
/** 一二三支部: one numeral each */
const RUN = /^第?([一二三四五六七八九]{2,6})((?:党)?(?:支部|小组))$/;

/** Every unit of the text, each span with what of it stands before the name. */
export function unitsSaid(h: Spans): UnitsSaid[] {
  return h.units.map((unit) => {
    const name = written(h, unit);
    const run = unit.known ? null : RUN.exec(name);
    if (run) return { ...spanOf(unit), names: [...run[1]!].map((number) => `第${number}${run[2]}`) };
    const kind = OF_A_KIND.exec(name)?.[1];
    const before = kind === undefined ? null : BEFORE.exec(h.s.slice(0, unit.at));
    const isOwn = before !== null && h.units.every((u) => u.end <= before.index || unit.at <= u.at);
    if (!before || !isOwn) return { ...spanOf(unit), names: [name] };
    const numbers = [...before[0].matchAll(new RegExp(NUMBER, 'g'))].map(([number]) => number);
    // 1、第一支部, 一、一支部: the mark of a line
    if (!numbers.every((number) => isAlike(number, name))) return { ...spanOf(unit), names: [name] };
    return { at: before.index, end: unit.end, names: [...numbers.map((number) => `${number}${kind}`), name] };
  });
}

const spanOf = ({ at, end }: Span): Span => ({ at, end });

/** Another number, written in the same way: with 第 where the name has it, in the same numerals. */
const isAlike = (number: string, name: string): boolean =>
  (number.startsWith('第') || !name.startsWith('第')) &&
  /\d/.test(number) === /\d/.test(name) &&
  !name.replace('第', '').startsWith(number.replace('第', ''));
