// Who speaks, and where the bot may speak from now on. WeCom may tell encrypted ids (open_userid) in place of those of the
// address book; the application turns them back (doc 101521).

import { DAY_MS } from '../../../domain/calendar/time.ts';
import type { BotChats } from '../../../ports/bot-chats.ts';
import type { Clock } from '../../../ports/channels.ts';
import type { WecomApi } from '../../wecom/api.ts';

interface PeopleSettings {
  chats: Pick<BotChats, 'noteBotChat' | 'botUser' | 'noteBotUser'>;
  clock: Clock;
  /** what the roster calls that person; undefined for nobody of it */
  nameOf(userId: string): Promise<string | undefined>;
  /** absent: encrypted ids stay as they are */
  app?: { api: WecomApi; agentId: number } | undefined;
}

interface People {
  /** @throws StoreUnavailable */
  personOf(received: string): Promise<{ userId: string; name: string }>;
  spoke(chat: string, userId: string | null): Promise<void>;
  /** the next word there is to be written down again */
  lost(chat: string): void;
  /** the same of every chat: another instance may have spoken meanwhile, and lost some */
  anew(): void;
}

/** Kept in memory, so that most messages ask nobody. */
const KEPT = 20_000;
/** How often it is written down that somebody still speaks there. */
const NOTED_MS = DAY_MS;
/** What could not be turned back is not asked for again so soon. */
const UNKNOWN_MS = 10 * 60_000;

export function createPeople({ chats, clock, nameOf, app }: PeopleSettings): People {
  const known = createKept<Promise<{ userId: string; name: string }>>();
  const noted = createKept<Promise<void>>();

  async function look(received: string): Promise<{ userId: string; name: string }> {
    const own = await nameOf(received);
    if (own !== undefined) return { userId: received, name: own };
    const userId = (await chats.botUser(received)) ?? (await turnBack(received));
    return { userId: userId ?? received, name: (userId && (await nameOf(userId))) ?? '' };
  }

  async function turnBack(openId: string): Promise<string | undefined> {
    if (!app) return undefined;
    const body = JSON.stringify({ open_userid_list: [openId], source_agentid: app.agentId });
    const result = await app.api.call('/cgi-bin/batch/openuserid_to_userid', { body });
    if (!result.ok) return undefined;
    const list = (result.value.userid_list ?? []) as { open_userid?: unknown; userid?: unknown }[];
    const found = Array.isArray(list) ? list.find((row) => row.open_userid === openId)?.userid : undefined;
    if (typeof found !== 'string' || found === '') return undefined;
    await chats.noteBotUser(openId, found.toLowerCase());
    return found;
  }

  return {
    personOf(received) {
      const before = known.get(received, clock.now());
      if (before) return before;
      const looked = look(received);
      // Who could not be looked up now is no stranger for the next minutes.
      looked.catch(() => known.forget(received));
      known.put(received, looked, clock.now() + UNKNOWN_MS);
      return looked;
    },
    spoke(chat, userId) {
      const before = noted.get(chat, clock.now());
      if (before) return before;
      const noting = chats.noteBotChat({ chat, userId }, clock.now());
      noted.put(chat, noting, clock.now() + NOTED_MS);
      noting.catch(() => noted.forget(chat));
      return noting;
    },
    lost: (chat) => noted.forget(chat),
    anew: noted.clear,
  };
}

/** The newest, each until its moment. */
function createKept<T>() {
  const all = new Map<string, { value: T; until: number }>();
  return {
    get(key: string, now: number): T | undefined {
      const found = all.get(key);
      return found && found.until > now ? found.value : undefined;
    },
    put(key: string, value: T, until: number): void {
      all.delete(key);
      all.set(key, { value, until });
      if (all.size > KEPT) all.delete(all.keys().next().value!);
    },
    forget: (key: string) => void all.delete(key),
    clear: () => all.clear(),
  };
}
