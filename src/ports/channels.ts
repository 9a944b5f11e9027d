// Every way the inside touches the world. Adapters implement these; rules never see an adapter.
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Picture } from './pictures.ts';

/** The one source of now: the machine's clock, or the sandbox's movable one. */
export interface Clock {
  now(): Instant;
}

/** One file or picture that came with a message; content is fetched by the channel, within its validity. */
export interface MediaRef {
  kind: 'image' | 'file' | 'video' | 'voice';
  /** media_id (application, valid 3 days) or URL (bot, valid 5 minutes) */
  source: { mediaId: string } | { url: string; aesKey?: string | undefined };
  /** it stands in what the message quotes, perhaps somebody else's */
  isQuoted?: true;
}

/** What every receiving channel turns a callback into. Ids are opaque strings of WeCom. */
export interface IncomingMessage {
  /** unique over all channels and retries, e.g. `app:zhangsan:1234`, `bot:<msgid>`; events carry a digest */
  key: string;
  channel: 'app' | 'bot';
  userId: string;
  /** group chat id; absent in private */
  chatId?: string | undefined;
  /** when WeCom says it was sent, or when it arrived */
  at: Instant;
  content:
    | { kind: 'text'; text: string; quote?: string | undefined; unread?: Unread }
    | { kind: 'media'; media: MediaRef[]; text?: string | undefined; unread?: Unread }
    | {
        kind: 'button';
        buttonKey: string;
        taskId: string;
        responseCode?: string | undefined;
        selected?: Record<string, string[]> | undefined;
      }
    | { kind: 'enter' }
    /** somebody rated the answer to that message; takes no answer */
    | { kind: 'feedback'; verdict: 'right' | 'wrong' | 'withdrawn'; of: { userId: string; key: string } }
    /** WeCom itself says that an account is gone, or is called otherwise */
    | { kind: 'contact'; userId: string; renamedTo?: string | undefined }
    | { kind: 'other'; type: string };
  /** names the request that brought it, in the log */
  requestId?: string | undefined;
  /** one-shot address for a later answer (bot, 1 h); a bearer capability: never logged */
  responseUrl?: string | undefined;
}

/** Where a part stands that nobody here can read: in the message itself, or in what it quotes. */
type Unread = 'own' | 'quoted';

/** What the bot answers. Channels cut to their own byte limits on character boundaries. */
export interface Reply {
  /** plain Chinese text, lines joined with \n; what stands between two `STRONG` is stressed */
  text: string;
  /** answer to a button: how the clicked card looks from now on, e.g. 已签到 */
  cardState?: string;
  /** what can still be pressed on that card; absent: nothing, it is grey */
  cardButtons?: readonly CardButton[];
  /** answers to what the text asks, for channels that can show them beside it; the text says them too */
  choices?: { title: string; buttons: CardButton[] };
  /** what the text says, as a table for channels that show one; `before` and `after` stand around it */
  table?: { before: string; columns: string[]; rows: string[][]; after: string };
  /** shown below the text, only where `canShowPictures` says that the answer carries them; drawn when it leaves */
  pictures?: readonly Picture[];
}

/** An answer on its way, with its pictures as PNG. */
export interface Illustrated {
  reply: Reply | null;
  images: readonly Buffer[];
}

/** Receives a message and resolves once its effect is durable; null = nothing to say (empty 200). */
export type OnMessage = (message: IncomingMessage) => Promise<Reply | null>;

/** An answer that is asked for later, as a stream. */
export interface StreamAsked {
  /** whoever said the message */
  userId: string;
  /** whether it is the answer to the message of that key */
  isOf(key: string): boolean;
}

/** Answers that take longer than WeCom waits: any instance may be asked for them, also after a restart. */
export interface SlowAnswers {
  /** Resolves once the message is kept, so that nothing is lost of it; to what is shown until its answer is there. */
  keep(message: IncomingMessage): Promise<string>;
  /** The answer, or the message that still waits for one; with what to show meanwhile. */
  find(asked: StreamAsked): Promise<{ reply: Reply | null } | { message: IncomingMessage }>;
  /** shown where nobody can be asked for now */
  readonly meanwhile: string;
}

/** At most `places` within any span of `perMs`. */
export interface RateLimit {
  places: number;
  perMs: number;
}

/** What a channel for pushes asks of the one who sends on it. */
interface PushChannelRules {
  /** what `to` of a row holds: userids, the one chat id or webhook key of a group, or the code of a later answer */
  address: 'users' | 'chat' | 'webhook' | 'later';
  /**
   * How long, in ms, a message may be repeated after a send that nobody heard of: WeCom's own duplicate check covers
   * that. Nothing checks a group, so there it goes once more only.
   */
  repeatsForMs: number | 'once';
  /** to one recipient, all instances together, and kept a little below WeCom's: more is dropped without a word */
  limits: readonly RateLimit[];
  /** UTF-8 bytes of one message; a longer text takes several */
  messageBytes: number;
  /** what has piled up for one group is one message to it, as far as it holds them */
  joins: boolean;
}

/** One chat, replies and pushes together: 30 a minute, 1000 an hour (doc 101463); a fifth is left to replies. */
const PER_CHAT: readonly RateLimit[] = [
  { places: 24, perMs: MINUTE_MS },
  { places: 800, perMs: HOUR_MS },
];

/** A channel is one row here, and its sender where the parts are joined. */
export const PUSH_CHANNELS = {
  app: {
    address: 'users',
    // Byte-identical under the longest duplicate check, 4 hours (doc 90236), with some air.
    repeatsForMs: 4 * HOUR_MS - 10 * MINUTE_MS,
    // One application to one member: 30 a minute, 1000 an hour (doc 90312).
    limits: [
      { places: 25, perMs: MINUTE_MS },
      { places: 900, perMs: HOUR_MS },
    ],
    messageBytes: 2048,
    // What is joined would not be the same bytes again.
    joins: false,
  },
  bot: { address: 'chat', repeatsForMs: 'once', limits: PER_CHAT, messageBytes: 20_480, joins: true },
  // 20 a minute (doc 99110).
  webhook: {
    address: 'webhook',
    repeatsForMs: 'once',
    limits: [{ places: 17, perMs: MINUTE_MS }],
    messageBytes: 4096,
    joins: true,
  },
  appchat: { address: 'chat', repeatsForMs: 'once', limits: PER_CHAT, messageBytes: 2048, joins: true },
  // The code works once, so a repetition cannot double it (doc 101138), and no limit can be reached.
  later: { address: 'later', repeatsForMs: HOUR_MS, limits: [], messageBytes: 20_480, joins: false },
} as const satisfies Record<string, PushChannelRules>;

export type PushChannel = keyof typeof PUSH_CHANNELS;

export interface CardButton {
  text: string;
  /** comes back as `buttonKey` */
  key: string;
  style?: 1 | 2 | 3 | 4;
}

/**
 * Longest text a card shows, characters (docs 90236, 101032). A longer one takes a message of its own before the card, so
 * what is pushed unasked carries buttons only when it fits: one message is one message.
 */
export const cardTextChars = (channel: PushChannel): number => (channel === 'bot' ? 112 : 160);

/** A message pushed without being asked. */
export interface Push {
  channel: PushChannel;
  /**
   * Userids as written in the roster (app, bot private), a chat id (bot, appchat), a webhook key, or the code of one
   * later answer where a message was said (later)
   */
  to: { users: string[] } | { chat: string } | { webhook: string } | { later: string };
  text: string;
  /** the text as it was split when it first went out */
  parts?: readonly string[];
  /** app and bot: shown as a button card; `taskId` is derived from the outbox key and unique */
  card?: { title: string; buttons: CardButton[]; taskId: string };
  /** of the message in the queue, the same at every try: equal words about another matter are another message */
  serial?: number;
  /** it may have arrived before, although nobody heard so */
  isRepeat: boolean;
}

/**
 * What became of a push. `accepted` is what WeCom said, never "read"; `refused`: for good, as this message, recipient or
 * address cannot be mended by waiting; `retry`: surely not sent, and may go later; `unknown`: no answer came, or none
 * that says whether it arrived.
 */
export type PushOutcome =
  | {
      kind: 'accepted';
      /** one for each message that it took; what was accepted can be recalled by them */
      messageIds?: string[] | undefined;
      responseCode?: string | undefined;
      refusedUsers?: string[] | undefined;
      unlicensedUsers?: string[] | undefined;
    }
  | {
      kind: 'refused';
      code: number;
      reason: string;
      scope: 'message' | 'recipient' | 'destination' | 'setup';
    }
  /** `isWide`: what is wrong concerns everything on this channel (WeCom away, an operator's setting), not this message */
  | { kind: 'retry'; code: number; reason: string; afterMs: number; isWide?: true }
  | { kind: 'unknown'; reason: string };

/** Sends one push on one channel; never throws for what WeCom answers. */
export type Sender = (push: Push) => Promise<PushOutcome>;

/** A file or picture for persons in private, or for a group. */
export interface OutgoingFile {
  /** userids as written in the roster; of a group its one address, as the channel calls it */
  to: string[];
  /** name as the reader sees it */
  name: string;
  content: Buffer;
}
/** A file as WeCom keeps it for three days (doc 90253). */
export interface UploadedFile {
  type: 'image' | 'file';
  mediaId: string;
}
/** What a repetition needs to be the same, byte by byte. */
interface Upload {
  /** set where it was uploaded for a try before */
  known?: UploadedFile | undefined;
  /** keeps it before it is sent; false: somebody else sends it by now */
  keep(uploaded: UploadedFile): Promise<boolean>;
  /** it may have arrived before, although nobody heard so */
  isRepeat: boolean;
}
/** Sends one file; never throws for what WeCom answers. */
export type FileSender = (file: OutgoingFile, upload: Upload) => Promise<PushOutcome>;

/** A group that the application makes. */
interface OwnGroup {
  /** its own number, at most 32 letters and digits */
  chatId: string;
  name: string;
  owner: string;
  /** userids as written in the roster */
  members: readonly string[];
}
/** Makes the group, or gives it these members; repeated, it changes nothing. Never throws for what WeCom answers. */
export type GroupKeeper = (group: OwnGroup) => Promise<PushOutcome>;

/** Gives the card of an earlier push its final look at everybody who has it (the one who pressed is answered directly). */
export type CardUpdater = (update: CardUpdate) => Promise<PushOutcome>;
export interface CardUpdate {
  /** from the push or from a press; works once, within 72 h (doc 94888) */
  responseCode: string;
  /** userids as written in the roster */
  users: string[];
  /** label in place of the buttons, e.g. 已销号 */
  cardState: string;
}

/** Takes a message back by the id WeCom gave it, within 24 hours (doc 94867); never throws for what WeCom answers. */
export type Recaller = (messageId: string) => Promise<PushOutcome>;

/** Fetches what came with a message, within its validity. @throws MediaUnavailable */
export type MediaFetcher = (ref: MediaRef) => Promise<FetchedMedia>;
export interface FetchedMedia {
  content: Buffer;
  /** name as sent, without any path; untrusted */
  name?: string | undefined;
  /** content type as told; untrusted */
  type?: string | undefined;
}

export interface StoredToken {
  token: string;
  /** when to fetch the next one, somewhat before `expiresAt` */
  refreshAt: Instant;
  expiresAt: Instant;
  /** grows with every fetch, over all processes: tells a newer token from an older answer arriving late */
  generation: number;
}
/** Where processes share access tokens. Losing it costs a fetch, never a message. */
export interface TokenCache {
  read(key: string): Promise<StoredToken | null>;
  /** Keeps the token unless one of a later generation is there. */
  write(key: string, token: StoredToken): Promise<void>;
  /** Runs `work` as the only one over all processes; runs it anyway when the lock cannot be had in time. */
  exclusive<T>(key: string, work: () => Promise<T>): Promise<T>;
}
