// One connection from its opening to its end, never used twice: what belongs to a socket dies with it (doc 101463).
import { globalAgent as plainAgent } from 'node:http';
import { globalAgent as secureAgent } from 'node:https';
import WebSocket from 'ws';
import { type Acks, type Answer, createAcks } from './acks.ts';
import { NOT_SUBSCRIBED } from './outcome.ts';
import { type InFrame, newReqId, type OutFrame, readFrame, writeFrame } from './wire.ts';

export type Callback = Extract<InFrame, { kind: 'callback' }>;

/**
 * Why a connection ended. `refused`: WeCom does not take the credentials, or not now; `kicked`: another connection of
 * the same bot took its place; `silent`: it no longer answered; `unsubscribed`: open, but not logged in any more.
 */
export type Ending =
  | { kind: 'unreachable' | 'lost' | 'silent' | 'unsubscribed' | 'kicked' | 'closed' }
  | { kind: 'refused'; code: number; errmsg: string };

export interface SessionTimes {
  /** ms for the handshake, and again for the login */
  openMs: number;
  /** ms between heartbeats */
  heartbeatMs: number;
  /** ms until a frame without an ack counts as unknown */
  ackMs: number;
}

/** Dead after a minute at the most: a lost ping may be an accident, two are none. */
const MISSED_BEATS = 2;
const USUAL: SessionTimes = { openMs: 10_000, heartbeatMs: 15_000, ackMs: 10_000 };

interface SessionSettings {
  url: string;
  botId: string;
  secret: string;
  times?: Partial<SessionTimes> | undefined;
  /** a message or event; never throws */
  onCallback(callback: Callback): void;
  /** something came that is no frame, or an ack that nobody waited for */
  onStray(what: 'no_frame' | 'ack'): void;
}

export interface Session {
  /** resolves to true once logged in, to false when it ended before */
  loggedIn: Promise<boolean>;
  ended: Promise<Ending>;
  /** false as soon as nothing more can be sent, perhaps before it has ended */
  isUsable(): boolean;
  /** @throws never */
  send(frame: OutFrame): Promise<Answer>;
  close(): void;
}

/** A callback holds a text and what it quotes; files come by address. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** So much may wait in the socket: behind a link that is dead, nothing more is added that might arrive an hour later. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
/** The end of a closing handshake is not waited for longer. */
const CLOSE_MS = 1000;
/** So long frames on their way are waited for where the login is gone: what is refused with them surely did not arrive. */
const LEAVE_MS = 500;

export function openSession(settings: SessionSettings): Session {
  const { openMs, heartbeatMs, ackMs } = { ...USUAL, ...settings.times };
  const ended = Promise.withResolvers<Ending>();
  const loggedIn = Promise.withResolvers<boolean>();
  const acks: Acks = createAcks(ackMs);
  let ending: Ending | undefined;
  let isLoggedIn = false;
  let isLeaving = false;
  let missed = 0;
  let beating: NodeJS.Timeout | undefined;

  const socket = new WebSocket(settings.url, {
    // Where the machine reaches the net by a proxy only (HTTPS_PROXY), Node's own agents know; ws by itself does not.
    agent: new URL(settings.url).protocol === 'wss:' ? secureAgent : plainAgent,
    handshakeTimeout: openMs,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const deadline = setTimeout(() => end({ kind: 'unreachable' }), 2 * openMs);

  function end(why: Ending): void {
    if (ending) return;
    ending = why;
    clearTimeout(deadline);
    clearInterval(beating);
    acks.end();
    if (socket.readyState === WebSocket.OPEN) socket.close(1000);
    setTimeout(() => socket.terminate(), socket.readyState === WebSocket.CLOSING ? CLOSE_MS : 0).unref();
    loggedIn.resolve(false);
    ended.resolve(why);
  }

  /** The socket is open and the login is gone: only a new connection mends it. */
  function leave(): void {
    if (!isLoggedIn) end({ kind: 'unsubscribed' });
    if (ending || isLeaving) return;
    isLeaving = true;
    clearInterval(beating);
    const timer = setTimeout(() => end({ kind: 'unsubscribed' }), LEAVE_MS);
    void acks.settled().then(() => {
      clearTimeout(timer);
      end({ kind: 'unsubscribed' });
    });
  }

  const isUsable = () => !ending && !isLeaving && socket.readyState === WebSocket.OPEN;

  function send(frame: OutFrame): Promise<Answer> {
    if (!isUsable()) return Promise.resolve({ kind: 'not_sent', reason: 'not_connected' });
    const reqId = frame.reqId ?? newReqId(frame.cmd);
    return acks
      .await(reqId, () => {
        if (!isUsable()) return 'not_connected';
        if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return 'congested';
        socket.send(writeFrame(frame, reqId), () => undefined);
        return undefined;
      })
      .then((answer) => {
        if (answer.kind === 'rejected' && answer.code === NOT_SUBSCRIBED) leave();
        return answer;
      });
  }

  async function logIn(): Promise<void> {
    const { botId: bot_id, secret } = settings;
    const answer = await send({ cmd: 'aibot_subscribe', body: { bot_id, secret } });
    if (ending) return;
    if (answer.kind === 'rejected')
      return end({ kind: 'refused', code: answer.code, errmsg: answer.errmsg.replaceAll(secret, '***') });
    if (answer.kind !== 'acked') return end({ kind: 'unreachable' });
    clearTimeout(deadline);
    isLoggedIn = true;
    beating = setInterval(beat, heartbeatMs);
    loggedIn.resolve(true);
  }

  function beat(): void {
    if (missed >= MISSED_BEATS) {
      end({ kind: 'silent' });
      return;
    }
    missed++;
    void send({ cmd: 'ping' });
  }

  function hear(text: string): void {
    // Whatever comes shows that the other side lives.
    missed = 0;
    const frame = readFrame(text);
    if (!frame) settings.onStray('no_frame');
    else if (frame.kind === 'ack') {
      if (!acks.take(frame)) settings.onStray('ack');
    } else if (isKick(frame)) end({ kind: 'kicked' });
    else settings.onCallback(frame);
  }

  socket.on('open', () => void logIn());
  socket.on('message', (data, isBinary) => {
    if (ending) return;
    if (isBinary) settings.onStray('no_frame');
    else hear(String(data));
  });
  // Stays to the last: an error after the end must not end the process.
  socket.on('error', () => undefined);
  socket.on('close', () => end({ kind: isLoggedIn ? 'lost' : 'unreachable' }));
  return {
    loggedIn: loggedIn.promise,
    ended: ended.promise,
    isUsable,
    send,
    close: () => end({ kind: 'closed' }),
  };
}

const isKick = ({ cmd, body }: Callback): boolean =>
  cmd === 'aibot_event_callback' &&
  (body as { event?: { eventtype?: unknown } } | null)?.event?.eventtype === 'disconnected_event';
