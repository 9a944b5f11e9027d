// The walk that WeCom takes to a callback address: the signed check when the address is saved, then one signed event.
import { randomBytes } from 'node:crypto';
import type { WecomCrypto } from './crypto.ts';

const TIMEOUT_MS = 5000;
/** How the requests of this walk are called in every log, so that a server tells them from WeCom's. */
const WALK_ID = 'doctor-';
export const isWalk = (requestId = ''): boolean => requestId.startsWith(WALK_ID);
/** What our own server says to whatever it refuses. */
const REFUSED = 'bad request';

/**
 * What came back from a callback address. `refused`: a server like ours that does not take our signature; `cached`: the
 * answer to an earlier question; `changed`: the right answer, not bare; `failed`: none, `reason` is a code or `timeout`.
 */
export type Walk =
  | { kind: 'ok' }
  | { kind: 'redirected'; to: string }
  | { kind: 'refused' | 'cached' | 'changed' }
  | { kind: 'page' | 'status'; status: number }
  | { kind: 'failed'; reason: string };

/** Seals one harmless event as the product writes it: nobody sent it, so nothing comes of it. */
type SealEvent = (sealed: (text: string) => string) => { body: string; encrypted: string };

interface Address {
  /** as entered in the console */
  url: string;
  crypto: WecomCrypto;
  event: SealEvent;
}

/** The check of the address, twice: an answer that stands still comes from a cache (doc 90238). */
export async function walkGet({ url, crypto }: Address): Promise<Walk> {
  const asked = [echo(), echo()];
  for (const [i, plain] of asked.entries()) {
    const encrypted = crypto.encrypt(plain);
    const answer = await ask(`${url}?${signed(crypto, encrypted)}&echostr=${encodeURIComponent(encrypted)}`);
    if ('kind' in answer) return answer;
    if (answer.text === plain) continue;
    if (i > 0 && answer.text === asked[0]) return { kind: 'cached' };
    return answer.text.includes(plain) ? { kind: 'changed' } : { kind: 'page', status: answer.status };
  }
  return { kind: 'ok' };
}

/** One signed event that our server knows nothing of: answered with an empty 200, and without effect. */
export async function walkPost({ url, crypto, event }: Address): Promise<Walk> {
  const { body, encrypted } = event(crypto.encrypt);
  const answer = await ask(`${url}?${signed(crypto, encrypted)}`, body);
  if ('kind' in answer) return answer;
  return answer.text === '' ? { kind: 'ok' } : { kind: 'page', status: answer.status };
}

/** The event of the application, from WeCom itself (doc 90240). */
export const appEvent =
  (corpId: string, at: number): SealEvent =>
  (seal) => {
    const seconds = Math.floor(at / 1000);
    const encrypted = seal(
      `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>` +
        `<CreateTime>${seconds}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[zhibutong_doctor]]></Event></xml>`,
    );
    const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
    return { body, encrypted };
  };

/** The same of the 智能机器人 (doc 101027). */
export const botEvent: SealEvent = (seal) => {
  const encrypted = seal(
    JSON.stringify({
      msgid: `doctor-${randomBytes(8).toString('hex')}`,
      from: { userid: 'sys' },
      msgtype: 'event',
      event: { eventtype: 'zhibutong_doctor' },
    }),
  );
  return { body: JSON.stringify({ encrypt: encrypted }), encrypted };
};

/** Digits, as WeCom's own: nothing on the way has a reason to change them. */
const echo = (): string => randomBytes(8).readBigUInt64BE().toString();

function signed(crypto: WecomCrypto, encrypted: string): string {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(6).toString('hex');
  return `msg_signature=${crypto.sign(timestamp, nonce, encrypted)}&timestamp=${timestamp}&nonce=${nonce}`;
}

/** The body of a 200; whatever else came is told already. A redirect is not followed: it loses the body of a POST. */
async function ask(url: string, body?: string): Promise<Walk | { status: number; text: string }> {
  try {
    const response = await fetch(url, {
      ...(body !== undefined && { method: 'POST', body }),
      headers: { 'x-request-id': `${WALK_ID}${randomBytes(6).toString('hex')}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status } = response;
    const text = await response.text();
    if (status >= 300 && status < 400)
      return { kind: 'redirected', to: withoutQuery(response.headers.get('location') ?? '') };
    if (status === 400 && text === REFUSED) return { kind: 'refused' };
    return status === 200 ? { status, text } : { kind: 'status', status };
  } catch (error) {
    return { kind: 'failed', reason: codeOf(error) };
  }
}

/** The signature stands in the query. */
const withoutQuery = (address: string): string => address.replace(/[?#].*$/s, '');

/** Node hides the cause of a failed fetch one or two levels down. */
function codeOf(error: unknown): string {
  if ((error as Error).name === 'TimeoutError') return 'timeout';
  for (let e = error as Cause | undefined; e; e = e.cause ?? e.errors?.[0])
    if (typeof e.code === 'string') return e.code;
  return 'connection_lost';
}
interface Cause {
  code?: unknown;
  cause?: Cause;
  errors?: Cause[];
}
