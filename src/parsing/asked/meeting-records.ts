// What is asked of the records of meetings: what they were about, who led them, and who wrote them down.
import type { Filled } from '../../domain/intent.ts';
import type { RecordPart } from '../../domain/slots.ts';
import { readNumber } from '../numerals.ts';
import type { Asked } from './row.ts';

const list = { intent: 'query', metric: 'activity_list' } as const;

/** `last`: which meeting, where no time is said */
const isLast = ({ has }: Asked) => has('last') && !has('time');

const PARTS = ['topic', 'lecturer', 'host', 'recorder'] as const satisfies readonly RecordPart[];

/** 最近几次 */
const A_FEW = 5;
/** 最近四次 */
export const timesOf = ({ said }: Asked): number | undefined => {
  const [ago] = said('ago');
  return ago === undefined ? undefined : (readNumber(ago.replace(/[^两二三四五六七八九十]/gu, '')) ?? A_FEW);
};

/** What the records of meetings name, and how many came where that is asked beside it. */
export function recorded(asked: Asked): Filled {
  const { has } = asked;
  const told = PARTS.filter(has);
  const times = timesOf(asked);
  const also = [
    ...(has('times') ? (['activity_count'] as const) : []),
    ...(has('rate') || has('present') || has('expected') ? (['attendance_rate'] as const) : []),
    ...(has('absent') || has('leave') ? (['absentees'] as const) : []),
  ];
  return {
    ...list,
    told: has('where') ? [...told, 'place'] : told,
    ...(also.length > 0 && { also }),
    ...(isLast(asked) && { what: 'last' }),
    ...(times !== undefined && { times }),
    ...(!NAMED.some(has) && { follows: true }),
  };
}
const NAMED = ['type', 'time', 'unit', 'last', 'ago', 'threeAndOne', 'ownUnit', 'ownGroup'] as const;

/** 谁主持了几次: the meetings somebody is named in, each with its day. */
export const byPerson = (asked: Asked): Filled => ({
  ...list,
  told: PARTS.filter(asked.has).filter((part) => part !== 'topic'),
  ...(!asked.has('person') && { mine: true }),
});
