// 到会率不到八成的支部, 低于80%的: which units a rate is asked to be below, or to reach.
import type { Filled } from '../../domain/intent.ts';
import { readNumber } from '../numerals.ts';

const SHARE =
  '(?:(?<percent>\\d{1,3})\\s?[%％]|百分之(?<of>[一二三四五六七八九十\\d]{1,3})|(?<tenths>[一二三四五六七八九1-9])成)';
const BELOW = new RegExp(
  `(?:低于|不到|不足|不满|没到|没过|少于|小于|(?:没有?|未)达?到)\\s?${SHARE}|${SHARE.replaceAll('?<', '?<u_')}以[下内]`,
  'u',
);
const REACHED = new RegExp(
  `(?:高于|超过|大于|不低于|达到)\\s?${SHARE}|${SHARE.replaceAll('?<', '?<u_')}以上`,
  'u',
);
/** Persons are not sorted by a figure. */
const PERSONS = /谁|党员|同志|个人|人(?!次)|大家/;

/** Undefined where no share is said, or persons are asked about. */
export function boundIn(s: string): Pick<Filled, 'what' | 'percent'> | undefined {
  if (PERSONS.test(s)) return undefined;
  // 不低于 reaches it; it is looked for first, as 低于 stands in it.
  const reached = REACHED.exec(s);
  const found = reached ?? BELOW.exec(s);
  const percent = found && shareOf(found.groups!);
  if (percent === undefined || percent === null || percent > 100) return undefined;
  return { what: reached ? 'reached' : 'below', percent };
}

function shareOf(g: Record<string, string | undefined>): number | undefined {
  const said = g.percent ?? g.u_percent;
  if (said !== undefined) return Number(said);
  const of = g.of ?? g.u_of;
  if (of !== undefined) return readNumber(of) ?? undefined;
  const tenths = readNumber((g.tenths ?? g.u_tenths)!);
  return tenths === undefined || tenths === null ? undefined : tenths * 10;
}
