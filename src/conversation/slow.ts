// Answers that take longer than WeCom waits. The message is kept before anything is said of it, so that whichever instance
// is asked for the answer can give it or make it, also after a restart.
import { MINUTE_MS } from '../domain/calendar/time.ts';
import type { Clock, SlowAnswers } from '../ports/channels.ts';
import type { Store } from '../ports/store.ts';
import type { Tools } from './turn.ts';

/** WeCom asks for six minutes after the message (doc 101031); what is not there shortly before is given up. */
const ASKED_FOR_MS = 5.5 * MINUTE_MS;

export function createSlowAnswers(
  { templates }: Pick<Tools, 'templates'>,
  store: Pick<Store, 'read' | 'write'>,
  clock: Clock,
): SlowAnswers {
  return {
    get meanwhile() {
      return templates.render('general.meanwhile');
    },
    async keep(message) {
      await store.write((tx) => tx.keepSlow(message, clock.now()));
      return this.meanwhile;
    },
    async find({ userId, isOf }) {
      const id = userId.toLowerCase();
      const since = clock.now() - ASKED_FOR_MS;
      return store.read(async (tx) => {
        const answered = (await tx.answeredSince(id, since)).find(({ key }) => isOf(key));
        if (answered) return { reply: answered.reply };
        const slow = (await tx.slowMessages(id)).find(({ message }) => isOf(message.key));
        if (slow && slow.at >= since) return { message: slow.message };
        return { reply: { text: templates.render('general.gone_unanswered') } };
      });
    },
  };
}
