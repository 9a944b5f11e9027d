import type { CardUpdater } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import { outcomeOf } from '../wecom/result.ts';
import { refusedHere } from '../wecom/sending.ts';
import { asPlain } from '../wecom/shown.ts';

const MAX_USERS = 1000;

/** message/update_template_card (doc 94888): greys the buttons of a card for the given people and relabels them. */
export function createCardUpdater({ api, agentId }: { api: WecomApi; agentId: number }): CardUpdater {
  return async ({ responseCode, users, cardState }) => {
    if (users.length === 0) return refusedHere('no_recipient');
    // The code works once, so there is no second call for the rest.
    if (users.length > MAX_USERS) return refusedHere('too_many_recipients');
    const body = JSON.stringify({
      userids: users,
      agentid: agentId,
      response_code: responseCode,
      button: { replace_name: asPlain(cardState) },
    });
    const result = await api.call('/cgi-bin/message/update_template_card', { body });
    if (!result.ok) return outcomeOf(result.failure);
    const { invaliduser } = result.value;
    const refused = Array.isArray(invaliduser) ? invaliduser.map((id) => String(id).toLowerCase()) : [];
    return { kind: 'accepted', refusedUsers: refused.length > 0 ? refused : undefined };
  };
}
