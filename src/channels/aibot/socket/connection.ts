// The 智能机器人 over the long connection: one link that receives, answers and pushes.
import type { BotChats } from '../../../ports/bot-chats.ts';
import type {
  Clock,
  FileSender,
  IncomingMessage,
  OnMessage,
  Reply,
  Sender,
} from '../../../ports/channels.ts';
import type { Lease } from '../../../ports/lease.ts';
import type { WecomApi } from '../../wecom/api.ts';
import type { PartLabel } from '../../wecom/sending.ts';
import { mentionStripper } from '../mentions.ts';
import { createBotFileSender } from './file-sender.ts';
import { type LinkState, type LinkTimes, openLink } from './link.ts';
import { createPace } from './pace.ts';
import { createPeople } from './people.ts';
import { type BotSending, createBotSender } from './push-sender.ts';
import { createReceiver } from './receive.ts';
import type { SessionTimes } from './session.ts';

export interface ConnectionSettings {
  url: string;
  botId: string;
  secret: string;
  botNames: readonly string[];
  apiBase: string;
  clock: Clock;
  lease: Lease;
  chats: BotChats;
  /** turns encrypted ids back */
  app?: { api: WecomApi; agentId: number } | undefined;
  times?: Partial<LinkTimes & SessionTimes> | undefined;
  partLabel: PartLabel;
  onMessage: OnMessage;
  nameOf(userId: string): Promise<string | undefined>;
  /** an answer that could not go the short way */
  pushAnswer(message: IncomingMessage, chat: string, reply: Reply): Promise<void>;
  notStored(): Reply;
  lineFor(names: string[], text: string): string;
  /** `connected`: pushes may go */
  changed(state: LinkState | { state: 'standby' }): void;
  /** something came that we do not know, by its name */
  ignored(name: string): void;
  failed(error: unknown): void;
}

export interface Connection {
  isUp(): boolean;
  send: Sender;
  sendFile: FileSender;
  /** answers what is in hand, closes, and lets another instance take over */
  stop(): Promise<void>;
}

const LONGEST_NAME = 40;
/** How long answers in hand may keep the end waiting, ms. */
const LAST_ANSWERS_MS = 5000;

export function openConnection(settings: ConnectionSettings): Connection {
  const { chats, failed, changed } = settings;
  /** Names come from outside: of any length, and with whatever in them. */
  const ignored = (name: string) =>
    settings.ignored(name.replaceAll(settings.secret, '***').slice(0, LONGEST_NAME));
  const pace = createPace(() => performance.now());
  const people = createPeople(settings);
  const link = openLink({
    ...settings,
    onCallback: (callback) => receiver.take(callback),
    onStray: (what) => ignored(what),
    changed(state) {
      if (state.state === 'connecting') people.anew();
      changed(state);
    },
  });
  const receiver = createReceiver({
    ...settings,
    ...people,
    ignored,
    link,
    pace,
    withoutMention: mentionStripper(settings.botNames),
  });
  const sending: BotSending = {
    link,
    pace,
    chatOf: chats.botChat,
    async lost(chat, reason) {
      people.lost(chat);
      await chats.loseBotChat(chat, reason);
    },
  };
  return {
    isUp: link.isUp,
    send: createBotSender({ ...sending, partLabel: settings.partLabel }),
    sendFile: createBotFileSender(sending),
    async stop() {
      receiver.hurry();
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LAST_ANSWERS_MS);
      await Promise.race([receiver.idle().catch(failed), promise]);
      clearTimeout(timer);
      await link.stop();
    },
  };
}
