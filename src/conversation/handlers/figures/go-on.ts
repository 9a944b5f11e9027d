// 继续, 下一页, 更多: the next lines of the list that was shown last.
import type { Reply } from '../../../ports/channels.ts';
import { type Act, together } from '../../act.ts';
import { meaning, type Turn } from '../../turn.ts';
import { smallTalk } from '../help.ts';
import { answerQuery } from './handlers.ts';
import { restOf } from './rest.ts';
import { stayWith } from './told-since.ts';

/** Said otherwise it is talk. @param perform what any other list than of figures is told by */
export const talkOrMore = (perform: (turn: Turn) => Promise<Reply | null>): Act<'none'> => ({
  actions: smallTalk.actions,
  reads: ({ more }) => (more ? 'heavy' : undefined),
  async perform(turn) {
    await stayWith(turn);
    if (!turn.intent.more) return smallTalk.perform(turn);
    const rest = await restOf(turn);
    if (rest.length === 0) return turn.say('paper.nothing_left');
    const replies: Reply[] = [];
    for (const next of rest) {
      const asked: Turn = { ...turn, intent: next, sharing: rest.length };
      // A question about figures is kept as it was settled: it is not to be settled again.
      const reply =
        next.intent === 'query' ? await answerQuery.perform(meaning(asked, next)) : await perform(asked);
      if (reply) replies.push(reply);
    }
    return together(replies);
  },
});
