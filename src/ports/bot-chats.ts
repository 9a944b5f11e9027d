// The bot may push only where somebody has spoken to it before (doc 101463), and nobody tells which chats these are: they
// are known from what was said there.
import type { Instant } from '../domain/calendar/time.ts';

/** The word for a message that waits until somebody speaks to the bot where it is to go. */
export const UNSPOKEN = 'not_activated';

export interface BotChat {
  /** as received, in these very capitals: a group's chatid, or in private the id of the one who spoke */
  chat: string;
  /** in private: lower-cased userid; null of a group */
  userId: string | null;
  firstAt: Instant;
  lastAt: Instant;
  /** the word for why WeCom takes nothing there any more, until somebody speaks again */
  dead: string | null;
}

export interface BotChats {
  /** somebody spoke there: what waited for that may go */
  noteBotChat(chat: Pick<BotChat, 'chat' | 'userId'>, at: Instant): Promise<void>;
  /** nothing can be sent there any more */
  loseBotChat(chat: string, reason: string): Promise<void>;
  /** @param to a chat as received, or a person's userid */
  botChat(to: string): Promise<BotChat | undefined>;
  botChats(): Promise<BotChat[]>;
  /** the userid behind an encrypted one */
  botUser(openId: string): Promise<string | undefined>;
  noteBotUser(openId: string, userId: string): Promise<void>;
}
