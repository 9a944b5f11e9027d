// Whether a line about figures goes on from the last one: 那第二支部呢, 换成党课, 请假的呢.
import type { Frame } from './figure-frame.ts';
import type { Heard } from './rest.ts';

/**
 * 那第二支部呢, 换成党课. 那下周三党课 and 换成下周三 may plan or move a meeting: without 呢 nothing but a unit, a kind or a
 * figure goes on from a question, and never an hour.
 */
export function goesOnFrom(
  { s, times }: Heard,
  isNamed: boolean,
  { units, types }: Pick<Frame, 'units' | 'types'>,
): boolean {
  if (times.some((t) => t.hasClock)) return false;
  const said = s.trim();
  if (ASKS_ON.test(said)) return true;
  const isAlone = times.length === 0 && units.length + types.length === 1;
  const isInstead = isAlone || (isNamed && times.length + units.length + types.length === 0);
  return (
    (THAT.test(said) && (isNamed || (isAlone && units.length === 1))) || (INSTEAD.test(said) && isInstead)
  );
}

const ASKS_ON = /(?:呢|^那.*的|的(?:有没有|有吗|有么|怎么样|咋样))[?？~\s]*$|也(?:来|要|给|看|列|发|查|算)/;
/** 那天, 那次 point at a day or a meeting. */
const THAT = /^那(?![天次场个位些时边])/;
const INSTEAD = /^换(?:成|为)?/;
