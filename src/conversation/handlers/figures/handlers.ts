import type { Metric } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { type Act, simply } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { gap } from './gap.ts';
import { list } from './list.ts';
import { myAttendance } from './own.ts';
import { table } from './table.ts';
import { upcoming } from './upcoming.ts';

/** Pictures and files do not come by message: the answer says so and comes in words. */
const inWords = (answer: (turn: Turn<'query'>) => Promise<Reply>): Act<'query'> =>
  simply(async (turn) => {
    const reply = await answer(turn);
    const { format } = turn.intent;
    if (!format) return reply;
    return { ...reply, text: `${reply.text}\n${turn.say('figures.in_words', { format }).text}` };
  });

/** Questions about activities and attendance. */
export const FIGURES_METRICS = {
  attendance_rate: inWords(table('rate')),
  activity_count: inWords(table('count')),
  headcount_total: inWords(table('headcount')),
  activity_list: inWords(list),
  activity_gap: inWords(gap),
  my_attendance: inWords(myAttendance),
  upcoming: simply(upcoming),
  ack_missing: simply(async (turn) => turn.say('figures.ack_missing')),
} satisfies Partial<Record<Metric, Act<'query'>>>;
