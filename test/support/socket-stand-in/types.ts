// What the parts of the stand-in share: its options, and what it remembers.
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

export type Json = Record<string, unknown>;

export interface StandInOptions {
  botId: string;
  secret: string;
  /** epoch ms; times answers, streams, rates and media. The machine's clock without it */
  now?: () => number;
  /** least time between two subscribes of the bot in ms of the machine's clock; 1000 without it, 0 for none */
  subscribeGapMs?: number;
  /** drops a connection that sent nothing for so long, ms; never without it (the real limit is not published) */
  idleMs?: number;
}

/** One TCP connection that was upgraded; times are epoch ms of the stand-in's clock. */
export interface Connection {
  id: number;
  openedAt: number;
  subscribedAt?: number;
  closedAt?: number;
  /** WebSocket close code as this side saw it; 1006 when there was none */
  closeCode?: number;
}

export interface ReceivedFrame {
  at: number;
  /** id of the connection */
  connection: number;
  raw: string;
  /** absent when `raw` is not a JSON object */
  frame?: Json;
}

/** A chat as WeCom knows it. */
export interface Chat {
  type: 'single' | 'group';
  /** somebody has written to the bot here */
  active: boolean;
  /** the bot was taken out of the group */
  removed: boolean;
  /** a push was refused since the bot was removed */
  told: boolean;
}

/** What a callback may be answered with. */
export type CallbackKind = 'message' | 'enter_chat' | 'template_card_event' | 'other';

export interface Callback {
  reqId: string;
  kind: CallbackKind;
  /** absent for events outside any chat */
  chat?: string;
  at: number;
  /** id of the connection it went out on; absent when nobody was there to hear it */
  connection?: number;
  /** of a template_card_event */
  taskId?: string;
  /** bodies of the answers that were accepted, in order */
  answers: Json[];
  /** called with each accepted answer */
  heard: (() => void)[];
}

export interface Stream {
  reqId: string;
  firstAt: number;
  finished: boolean;
}

/** An accepted aibot_send_msg. */
export interface Push {
  at: number;
  connection: number;
  body: Json;
}

export interface Upload {
  mediaId: string;
  type: string;
  filename: string;
  content: Buffer;
  at: number;
}

/** Whatever is wrong with a frame, in words, and the errcode WeCom says it with. */
export interface Problem {
  says: string;
  errcode: number;
}

export interface Verdict {
  errcode: number;
  errmsg: string;
  body?: Json;
}

/** A live connection with what is needed to speak on it. */
export interface Line {
  history: Connection;
  ws: WebSocket;
  socket: Socket;
  subscribed: boolean;
  subscribes: number;
  /** answers nothing any more, not even a protocol ping */
  silent: boolean;
  /** when another client took its place, of the machine's clock */
  thrownOutAt?: number;
  /** every command is refused with 846609; `pings` says whether pings are as well */
  lost?: { pings: boolean } | undefined;
  /** req_ids of replies that were not acknowledged yet, or never will be */
  unacked: Set<string>;
}

export interface Faults {
  ackDelayMs: number;
  swallowAcks: number | true;
  doubleAcks: boolean;
  nak?: { code: number; left: number; cmd?: string | undefined; errmsg?: string | undefined } | undefined;
  lose: number;
  drop?: { cmd?: string | undefined; when: 'before' | 'after' } | undefined;
  refuseSecret: boolean;
  subscribeError?: { code: number; left: number } | undefined;
  refuseUpgrades: boolean;
  hangUpgrades: boolean;
  neverAckSubscribe: boolean;
}

export interface World {
  options: StandInOptions;
  now(): number;
  complaints: string[];
  connections: Connection[];
  frames: ReceivedFrame[];
  /** open connections by id */
  lines: Map<number, Line>;
  /** by userid or chatid, exactly as WeCom spells it */
  chats: Map<string, Chat>;
  callbacks: Map<string, Callback>;
  streams: Map<string, Stream>;
  /** `bot:<task_id>` of every card that was shown */
  taskIds: Record<string, true>;
  /** every req_id the client invented */
  invented: Set<string>;
  pushes: Push[];
  uploads: Upload[];
  faults: Faults;
  /** runs after something happened that somebody may wait for */
  changed: Set<() => void>;
  timers: Set<NodeJS.Timeout>;
}

export const LIMIT = {
  contentBytes: 20_480,
  frameBytes: 1024 * 1024,
  promptMs: 5000,
  streamMs: 6 * 60_000,
  replyMs: 24 * 3_600_000,
  feedbackIdBytes: 256,
  perMinute: 30,
  perHour: 1000,
} as const;

/** The reference names no code for a malformed frame; this one is WeCom's general "invalid parameter". */
export const MALFORMED = 40058;
export const OK: Verdict = { errcode: 0, errmsg: 'ok' };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
