// The 智能机器人's side in callback-URL mode: encrypted JSON both ways (docs 100719, 101027, 101031, 101033).
import { createHash, randomBytes } from 'node:crypto';
import type { WecomCrypto } from '../channels/wecom/crypto.ts';
import type { Fault } from './app-callback.ts';
import type { Card, FaultCode } from './chat-log.ts';
import { type DeliverySettings, deliver, RETRIES } from './deliver.ts';
import { asObject, type Json } from './json.ts';

export interface Stream {
  id: string;
  finish: boolean;
  content: string;
  images: Buffer[];
}

export type BotAnswer =
  | { kind: 'empty' }
  | { kind: 'reply'; stream?: Stream; card?: Card | undefined }
  | { kind: 'update_card'; card: Card; userIds?: string[] | undefined }
  | Fault;

export interface BotSide {
  crypto: WecomCrypto;
  botId: string;
  url: () => string;
  now: () => number;
  settings: DeliverySettings;
}

type BotCause = 'message' | 'refresh' | 'card';

/** Bytes of UTF-8 one stream snapshot may have (doc 101031). */
const STREAM_BYTES = 20480;
const FEEDBACK_BYTES = 256;

/** Sends one message, stream refresh or card event; never throws. Card events get one attempt only (doc 101027). */
export async function callBot(
  side: BotSide,
  message: Json,
  cause: BotCause,
  taskId?: string,
): Promise<BotAnswer> {
  const inner = JSON.stringify({ msgid: randomBytes(16).toString('hex'), aibotid: side.botId, ...message });
  const delivery = await deliver(() => sealed(side, inner), side.settings, cause === 'card' ? 0 : RETRIES);
  if (delivery.kind === 'failed') return { ...delivery, kind: 'fault' };
  if (delivery.body === '') return { kind: 'empty' };
  let code: FaultCode = 'envelope';
  try {
    const envelope = asObject(JSON.parse(delivery.body), 'envelope');
    const { encrypt, msgsignature, timestamp, nonce } = envelope;
    if (typeof encrypt !== 'string' || typeof msgsignature !== 'string')
      throw new Error('encrypt, msgsignature');
    if (!/^\d{10}$/.test(String(timestamp))) throw new Error('timestamp is not in seconds');
    if (nonce !== delivery.nonce) throw new Error('nonce is not the one of the callback');
    code = 'signature';
    if (!side.crypto.verify(msgsignature, String(timestamp), nonce, encrypt)) throw new Error('msgsignature');
    code = 'decrypt';
    const text = side.crypto.decrypt(encrypt);
    code = 'content';
    const reply = asObject(JSON.parse(text), 'reply');
    return cause === 'card' ? readCardUpdate(reply, taskId) : readReply(reply, cause);
  } catch (error) {
    return { kind: 'fault', code, detail: (error as Error).message };
  }
}

function sealed(side: BotSide, inner: string) {
  const timestamp = String(Math.floor(side.now() / 1000));
  const nonce = randomBytes(8).readBigUInt64BE().toString();
  const encrypt = side.crypto.encrypt(inner);
  const signature = side.crypto.sign(timestamp, nonce, encrypt);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  return {
    url: `${side.url()}?${query}`,
    body: JSON.stringify({ encrypt }),
    contentType: 'application/json',
    nonce,
  };
}

function readReply(reply: Json, cause: 'message' | 'refresh'): BotAnswer {
  const card = () => asObject(reply.template_card, 'template_card');
  switch (reply.msgtype) {
    case 'stream':
      return { kind: 'reply', stream: readStream(reply.stream, cause) };
    case 'stream_with_template_card':
      return {
        kind: 'reply',
        stream: readStream(reply.stream, cause),
        card: reply.template_card ? card() : undefined,
      };
    case 'template_card':
      if (cause === 'message') return { kind: 'reply', card: card() };
  }
  // Plain text in particular cannot answer a person's message: a one-shot answer is a finished stream.
  throw new Error(`msgtype ${reply.msgtype} cannot answer a ${cause}`);
}

function readStream(value: unknown, cause: 'message' | 'refresh'): Stream {
  const {
    id,
    finish = false,
    content = '',
    msg_item: items = [],
    feedback,
    ...more
  } = asObject(value, 'stream');
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw new Error(`stream.${unknown} is no field of a stream`);
  if (feedback !== undefined) assertFeedback(feedback, cause);
  if (typeof id !== 'string' || !id) throw new Error('stream.id');
  if (typeof finish !== 'boolean') throw new Error('stream.finish');
  if (typeof content !== 'string') throw new Error('stream.content');
  const bytes = Buffer.byteLength(content);
  if (bytes > STREAM_BYTES) throw new Error(`stream.content has ${bytes} bytes`);
  if (!Array.isArray(items) || items.length > 10 || (items.length > 0 && !finish))
    throw new Error('stream.msg_item');
  return { id, finish, content, images: items.map(readImage) };
}

/** Of a first answer only; its id has at most 256 bytes (doc 101031). */
function assertFeedback(value: unknown, cause: 'message' | 'refresh'): void {
  const { id } = asObject(value, 'stream.feedback');
  if (typeof id !== 'string' || !id || Buffer.byteLength(id) > FEEDBACK_BYTES || cause === 'refresh')
    throw new Error('stream.feedback.id');
}

function readImage(item: unknown): Buffer {
  const image = asObject(asObject(item, 'msg_item').image, 'msg_item.image');
  const bytes = Buffer.from(String(image.base64), 'base64');
  if (createHash('md5').update(bytes).digest('hex') !== image.md5) throw new Error('msg_item.image.md5');
  return bytes;
}

function readCardUpdate(reply: Json, taskId?: string): BotAnswer {
  if (reply.response_type !== 'update_template_card') throw new Error('response_type');
  const card = asObject(reply.template_card, 'template_card');
  if (card.task_id !== taskId) throw new Error('task_id is not the one of the clicked card');
  const { userids } = reply;
  if (userids !== undefined && !Array.isArray(userids)) throw new Error('userids');
  return { kind: 'update_card', card, userIds: userids?.map(String) };
}
