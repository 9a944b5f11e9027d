import type { Metric } from '../../../domain/intent.ts';
import type { Handler } from '../../turn.ts';
import { gap } from './gap.ts';
import { list } from './list.ts';
import { myAttendance } from './own.ts';
import { table } from './table.ts';
import { upcoming } from './upcoming.ts';

/** Pictures and files do not come by message: the answer says so and comes in words. */
const inWords =
  (handler: Handler): Handler =>
  async (turn) => {
    const reply = await handler(turn);
    if (!reply || !turn.intent.format) return reply;
    return {
      ...reply,
      text: `${reply.text}\n${turn.say('figures.in_words', { format: turn.intent.format }).text}`,
    };
  };

/** Questions about activities and attendance. */
export const FIGURES_METRICS: Partial<Record<Metric, Handler>> = {
  attendance_rate: inWords(table('rate')),
  activity_count: inWords(table('count')),
  headcount_total: inWords(table('headcount')),
  activity_list: inWords(list),
  activity_gap: inWords(gap),
  my_attendance: inWords(myAttendance),
  upcoming,
  ack_missing: (turn) => Promise.resolve(turn.say('figures.ack_missing')),
};
