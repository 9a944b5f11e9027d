// What stands in the query of every callback, and the checks that come before anything is decrypted.
import { CallbackRefused } from '../../domain/errors.ts';
import type { Clock } from '../../ports/channels.ts';
import type { WecomCrypto } from './crypto.ts';

/** Parsed query of the request, as Koa's `ctx.query` gives it. */
export type CallbackQuery = Readonly<Record<string, string | string[] | undefined>>;

interface SignedQuery {
  signature: string;
  timestamp: string;
  nonce: string;
}

/** Default of how far `timestamp` may be from now, either way. */
const FRESH_MS = 10 * 60_000;

const TIMESTAMP = /^\d{10}$/;
const SIGNATURE = /^[0-9a-f]{40}$/;
/** WeCom sends digits or letters; other senders base64. Bounded since it is echoed and joined unframed (4.3). */
const NONCE = /^[\w\-.~+/=:]{1,128}$/;

/**
 * Reads the signed parameters and refuses what is outside the window.
 * The digits are checked because the signature joins its parts without a separator: characters may move between
 * timestamp and nonce without breaking it.
 * @throws CallbackRefused
 */
export function readSignedQuery(query: CallbackQuery, clock: Clock, freshMs = FRESH_MS): SignedQuery {
  const signature = parameter(query, 'msg_signature');
  const timestamp = parameter(query, 'timestamp');
  const nonce = parameter(query, 'nonce');
  if (!TIMESTAMP.test(timestamp) || !NONCE.test(nonce)) throw new CallbackRefused('bad_parameter');
  if (!SIGNATURE.test(signature)) throw new CallbackRefused('bad_signature');
  if (Math.abs(clock.now() - Number(timestamp) * 1000) > freshMs) throw new CallbackRefused('stale');
  return { signature, timestamp, nonce };
}

/**
 * Verifies and opens one encrypted text.
 * @throws CallbackRefused
 */
export function openSealed(crypto: WecomCrypto, signed: SignedQuery, encrypted: string): string {
  if (!crypto.verify(signed.signature, signed.timestamp, signed.nonce, encrypted))
    throw new CallbackRefused('bad_signature');
  return crypto.decrypt(encrypted);
}

/**
 * Answers the check WeCom makes when the callback address is saved: the body to send back, verbatim (doc 90238).
 * @throws CallbackRefused
 */
export function answerUrlCheck(
  crypto: WecomCrypto,
  query: CallbackQuery,
  clock: Clock,
  freshMs?: number,
): string {
  const signed = readSignedQuery(query, clock, freshMs);
  // A raw + becomes a blank in form decoding, and base64 has no blanks.
  return openSealed(crypto, signed, parameter(query, 'echostr').replaceAll(' ', '+'));
}

function parameter(query: CallbackQuery, name: string): string {
  const value = query[name];
  if (typeof value !== 'string' || value === '') throw new CallbackRefused('missing_parameter');
  return value;
}
