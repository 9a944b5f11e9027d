import type { GroupKeeper } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import { type ApiFailure, notSent, outcomeOf } from '../wecom/result.ts';
import { refusedHere } from '../wecom/sending.ts';
import { cutToChars } from '../wecom/text.ts';

/** Limits of doc 90245; the application counts as a member. */
const NAME_CHARS = 50;
const MEMBERS = { least: 2, most: 1999 };
const CHAT_ID = /^[0-9a-zA-Z]{1,32}$/;

const isReason = (failure: ApiFailure, reason: string) =>
  failure.kind === 'refused' && failure.reason === reason;

/**
 * Makes the group under its own id, or gives it these members (doc 90245, 98913, 98914). What is there already is asked
 * first, so that a repetition changes nothing.
 */
export function createGroupKeeper({ api }: { api: WecomApi }): GroupKeeper {
  return async ({ chatId: chatid, name, owner, members }) => {
    if (!CHAT_ID.test(chatid) || members.length < MEMBERS.least || members.length > MEMBERS.most)
      return refusedHere('bad_group');
    const found = await api.call('/cgi-bin/appchat/get', { params: { chatid } });
    if (!found.ok && !isReason(found.failure, 'unknown_chat')) return outcomeOf(notSent(found.failure));
    const shown = cutToChars(name, NAME_CHARS);
    const done = found.ok
      ? await update(members, owner, found.value.chat_info)
      : await api.call('/cgi-bin/appchat/create', {
          body: JSON.stringify({ name: shown, owner, userlist: members, chatid }),
        });
    return !done || done.ok ? { kind: 'accepted' } : outcomeOf(done.failure);

    /** Undefined where nobody comes or goes. */
    async function update(wanted: readonly string[], leader: string, info: unknown) {
      const { userlist } = (info ?? {}) as { userlist?: unknown };
      const there = Array.isArray(userlist) ? userlist.map((id) => String(id)) : [];
      // WeCom gives ids in lower case now and then, and takes them in any.
      const isIn = (list: readonly string[]) => {
        const known = new Set(list.map((id) => id.toLowerCase()));
        return (id: string) => known.has(id.toLowerCase());
      };
      const add_user_list = wanted.filter((id) => !isIn(there)(id));
      const del_user_list = there.filter((id) => !isIn(wanted)(id));
      if (add_user_list.length + del_user_list.length === 0) return undefined;
      return api.call('/cgi-bin/appchat/update', {
        body: JSON.stringify({ chatid, owner: leader, add_user_list, del_user_list }),
      });
    }
  };
}
