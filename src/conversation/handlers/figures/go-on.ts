// 继续, 下一页, 更多: the next lines of the table that was shown last.
import type { Act } from '../../act.ts';
import { meaning } from '../../turn.ts';
import { smallTalk } from '../help.ts';
import { askScheme } from '../scheme/ask.ts';
import { answerQuery } from './handlers.ts';
import { restOf } from './rest.ts';

/** Said otherwise it is talk. */
export const talkOrMore: Act<'none'> = {
  actions: smallTalk.actions,
  reads: ({ more }) => (more ? 'heavy' : undefined),
  async perform(turn) {
    if (!turn.intent.more) return smallTalk.perform(turn);
    const rest = await restOf(turn);
    if (!rest) return turn.say('paper.nothing_left');
    return rest.intent === 'query'
      ? answerQuery.perform(meaning(turn, rest))
      : askScheme.perform(meaning(turn, rest));
  },
};
