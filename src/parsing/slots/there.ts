import type { Absence } from '../../domain/slots.ts';
import type { Spans } from '../spans/spans.ts';

const THERE =
  /(?<![未没不应个人位名有]\s?)(?:(?:实到|到会|出席|参会|参加|签到|到场)(?:的)?(?:人员|名单|同志|人)?(?:\d{1,4}\s?人?)?\s?:|来了)\s?$/u;
const BETWEEN = /[\s、,，和跟与及]/gu;

/**
 * Names right under 到会：, 实到5人： or 来了 are of those who came, whatever stands behind the list: nobody there is away.
 * @returns those of `absent` that stand in such a run
 */
export function saidToBeThere({ s, people }: Spans, absent: readonly Absence[]): string[] {
  const found = new Set<string>();
  let from = -1;
  for (const [i, person] of people.entries()) {
    const before = people[i - 1];
    const isNext = before !== undefined && s.slice(before.end, person.at).replace(BETWEEN, '') === '';
    if (!isNext) from = THERE.test(s.slice(Math.max(0, person.at - 14), person.at)) ? i : -1;
    if (from >= 0) found.add(person.name);
  }
  return absent.filter(({ name }) => found.has(name)).map(({ name }) => name);
}
