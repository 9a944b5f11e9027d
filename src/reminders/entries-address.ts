import type { DateText } from '../domain/calendar/time.ts';
import { type Desk, type Entry, RANK, type Topic } from './entry.ts';

/** What the secretary hears of a group that hears nothing any more; undefined once that is mended. */
export function addressEntry({ words, input }: Desk, unitId: number, date: DateText): Entry | undefined {
  if (!input.lost.some((lost) => lost.unitId === unitId)) return undefined;
  const data = { unit: input.org.unit(unitId).name, bot: input.groupsBy === 'bot' };
  const topic: Topic = {
    name: words.say('name.address'),
    rank: RANK.unmet,
    due: date,
    word: 'line.address',
    data,
    common: false,
    join: null,
  };
  return { matter: `address:${unitId}`, unitId, topic };
}
