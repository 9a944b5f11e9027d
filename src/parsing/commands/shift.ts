// 推迟一个小时, 往前提半个钟头: by how much a meeting is later or earlier.
import { readNumber } from '../numerals.ts';

/** Part of a pattern. */
export const SHIFT =
  '(?<way>推迟|推后|延后|延迟|延期|顺延|[往向]后(?:推迟?|延|挪|移|顺延)|后[延推]|晚|提前|提早|[往向]前(?:提|挪|移|推))(?:了)?(?<n>[\\d一二两三四五六七八九十半]{1,3})(?:(?<more>个半)|个?)(?<unit>半?小时|半?钟头|分钟|刻钟|天|周|星期)(?<half>半)?(?:开始?|召开|举行|进行)?';

const MINUTES: Readonly<Record<string, number>> = {
  分钟: 1,
  刻钟: 15,
  小时: 60,
  钟头: 60,
  半小时: 30,
  半钟头: 30,
  天: 1440,
  周: 10_080,
  星期: 10_080,
};

/** Minutes later than it was, negative for earlier; undefined where the figure is none. */
export function minutesOf({
  way,
  n,
  more,
  unit,
  half,
}: Readonly<Record<string, string>>): number | undefined {
  const size = MINUTES[unit!]!;
  const count = n === '半' ? 0.5 : readNumber(n!);
  if (count === undefined) return undefined;
  const minutes = Math.round(count * size + (half || more ? size / 2 : 0));
  return /^(?:提|[往向]前)/u.test(way!) ? -minutes : minutes;
}
