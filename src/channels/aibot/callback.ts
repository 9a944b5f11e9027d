import { CallbackRefused } from '../../domain/errors.ts';
import type { Clock } from '../../ports/channels.ts';
import { type CallbackChannel, received } from '../wecom/callback.ts';
import { answerUrlCheck, openSealed, readSignedQuery } from '../wecom/callback-query.ts';
import type { WecomCrypto } from '../wecom/crypto.ts';
import { parseAuthenticJson, withoutByteOrderMark } from './json.ts';
import { mentionStripper } from './mentions.ts';
import { type BotAccepts, readBotMessage } from './messages.ts';
import { pendingBody, replyBody, streamIdOf } from './replies.ts';

interface BotCallbackSettings {
  /** made with an empty receiveId (doc 101033) */
  crypto: WecomCrypto;
  /** display names the bot has or had in groups */
  botNames: readonly string[];
  clock: Clock;
  /** read with each callback: the sandbox knows its own address only once it listens */
  readonly apiBase: string;
  /** how far the callback's timestamp may be off, ms */
  freshMs?: number;
}

/** Callback of the 智能机器人 in URL mode: encrypted JSON in and out (doc 101033). */
export function createBotCallback(settings: BotCallbackSettings): CallbackChannel {
  const { crypto, clock, freshMs } = settings;
  const withoutMention = mentionStripper(settings.botNames);
  return {
    verifyUrl: (query) => answerUrlCheck(crypto, query, clock, freshMs),
    receive(query, rawBody) {
      const signed = readSignedQuery(query, clock, freshMs);
      const body = parseAuthenticJson(openSealed(crypto, signed, readEnvelope(rawBody)));
      const { message, accepts } = readBotMessage(body, {
        withoutMention,
        apiBase: settings.apiBase,
        now: clock.now(),
      });
      const write = (answer: Record<string, unknown> | null) =>
        answer ? sealed(crypto, JSON.stringify(answer), Math.floor(clock.now() / 1000), signed.nonce) : '';
      const isStream = accepts.kind === 'stream' || accepts.kind === 'refresh';
      return received(message, ({ reply, images }) => write(replyBody(accepts, reply, images)), {
        refresh: accepts.kind === 'refresh' ? askedFor(accepts) : undefined,
        postpone: isStream ? (text) => write(pendingBody(accepts, text)) : undefined,
      });
    },
  };
}

const askedFor = ({ streamId, userId }: Extract<BotAccepts, { kind: 'refresh' }>) => ({
  userId,
  isOf: (key: string) => streamIdOf(key.replace(/^bot:/, '')) === streamId,
});

function readEnvelope(rawBody: Buffer): string {
  let envelope: unknown;
  try {
    envelope = JSON.parse(withoutByteOrderMark(rawBody.toString('utf8')));
  } catch {
    throw new CallbackRefused('bad_body');
  }
  const encrypted = (envelope as { encrypt?: unknown } | null)?.encrypt;
  if (typeof encrypted !== 'string' || encrypted === '') throw new CallbackRefused('bad_body');
  return encrypted;
}

/** Unlike the XML product the nonce has to be the one of the callback's address. */
function sealed(crypto: WecomCrypto, inner: string, timestamp: number, nonce: string): string {
  const encrypt = crypto.encrypt(inner);
  const msgsignature = crypto.sign(String(timestamp), nonce, encrypt);
  return JSON.stringify({ encrypt, msgsignature, timestamp, nonce });
}
