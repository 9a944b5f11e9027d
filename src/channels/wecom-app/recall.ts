import type { Recaller } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import { outcomeOf } from '../wecom/result.ts';

/** message/recall (doc 94867): only what message/send of this very application sent, and only within 24 hours. */
export function createRecaller({ api }: { api: WecomApi }): Recaller {
  return async (messageId) => {
    const result = await api.call('/cgi-bin/message/recall', { body: JSON.stringify({ msgid: messageId }) });
    return result.ok ? { kind: 'accepted' } : outcomeOf(result.failure);
  };
}
