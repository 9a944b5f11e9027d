import { tidyKey } from './roster-row.ts';
import type { PlannedUnit } from './roster-units.ts';

/** A new unit, and one beside it whose name is the same but for how it is written; both as paths. */
export interface NearUnit {
  path: string;
  like: string;
}

/**
 * 第一支部 beside 第一党支部, 河西支部 beside 河西村党支部: perhaps one branch, written in two ways. Names that differ in a
 * number or in any other word are never near: 第一 and 第二, 东湖 and 西湖 live side by side.
 * @param planned new units
 * @param known paths of the units there are
 */
export function nearUnits(planned: readonly PlannedUnit[], known: Iterable<string>): NearUnit[] {
  const firsts = new Map<string, string>();
  const take = (path: string): string | undefined => {
    const key = bare(path);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, path);
    return first;
  };
  for (const path of known) take(path);
  return planned.flatMap(({ path }) => {
    const like = take(path);
    return like === undefined || like === path ? [] : [{ path, like }];
  });
}

const DIGITS = '零一二三四五六七八九十';

/** Every part of a path without what is written or left out at will. */
const bare = (path: string): string =>
  path
    .split('/')
    .map((name) =>
      tidyKey(name)
        .replace(/\d{1,2}/g, chinese)
        .replace(/^(?:中共|中国共产党)/, '')
        .replace(/第|党|委员会|(?<=..)村(?=党?总?支部)/g, '')
        .replace(/总支部$/, '总支'),
    )
    .join('/');

/** 2 as 二, 12 as 十二. */
function chinese(digits: string): string {
  const [tens, ones] = [Math.floor(Number(digits) / 10), Number(digits) % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? DIGITS[ones] : ''}`;
}
