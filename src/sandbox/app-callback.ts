// The self-built application's side: encrypted XML out, the passive reply read strictly (docs 90238–90241).
import { randomBytes } from 'node:crypto';
import type { WecomCrypto } from '../channels/wecom/crypto.ts';
import { cardOfXml } from './card-xml.ts';
import type { Card, FaultCode } from './chat-log.ts';
import { type Delivery, type DeliverySettings, deliver } from './deliver.ts';
import { childText, readXml, writeXml, type XmlNode, type XmlValue } from './xml.ts';

export type Fault = { kind: 'fault'; code: FaultCode; detail?: string };

export type AppAnswer =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string }
  | { kind: 'update_button'; name: string }
  | { kind: 'update_card'; card: Card }
  | Fault;

export interface AppSide {
  crypto: WecomCrypto;
  corpId: string;
  agentId: string;
  url: () => string;
  now: () => number;
  settings: DeliverySettings;
}

/** What was sent decides which replies WeCom would take: a clicked card only takes `update_*` (doc 90241). */
type AppCause = 'message' | 'event' | 'card';

/**
 * Sends one message or event of a person; retries carry the same fields, so the same MsgId and CreateTime.
 * Never throws: whatever is wrong with the answer comes back as a fault.
 */
export async function callApp(
  side: AppSide,
  userId: string,
  fields: Record<string, XmlValue>,
  cause: AppCause,
): Promise<AppAnswer> {
  const inner = writeXml('xml', {
    ToUserName: side.corpId,
    FromUserName: userId,
    CreateTime: Math.floor(side.now() / 1000),
    ...fields,
    AgentID: Number(side.agentId),
  });
  const delivery = await deliver(() => sealed(side, inner), side.settings);
  return delivery.kind === 'failed'
    ? { ...delivery, kind: 'fault' }
    : readAnswer(side, delivery, userId, cause);
}

function sealed(side: AppSide, inner: string) {
  const timestamp = String(Math.floor(side.now() / 1000));
  const nonce = randomBytes(8).readBigUInt64BE().toString();
  const encrypted = side.crypto.encrypt(inner);
  const signature = side.crypto.sign(timestamp, nonce, encrypted);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  const body = writeXml('xml', { ToUserName: side.corpId, AgentID: side.agentId, Encrypt: encrypted });
  return { url: `${side.url()}?${query}`, body, contentType: 'text/xml', nonce };
}

function readAnswer(
  side: AppSide,
  answered: Extract<Delivery, { kind: 'answered' }>,
  userId: string,
  cause: AppCause,
): AppAnswer {
  if (answered.body === '') return { kind: 'empty' };
  let code: FaultCode = 'envelope';
  try {
    const outer = readXml(answered.body);
    const [encrypted, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(
      (name) => required(outer, name),
    ) as [string, string, string, string];
    if (!/^\d{10}$/.test(timestamp)) throw new Error(`TimeStamp ${timestamp}`);
    code = 'signature';
    if (!side.crypto.verify(signature, timestamp, nonce, encrypted)) throw new Error('MsgSignature');
    code = 'decrypt';
    const inner = side.crypto.decrypt(encrypted);
    code = 'content';
    return readReply(readXml(inner), side.corpId, userId, cause);
  } catch (error) {
    return { kind: 'fault', code, detail: (error as Error).message };
  }
}

function readReply(reply: XmlNode, corpId: string, userId: string, cause: AppCause): AppAnswer {
  if (reply.name !== 'xml') throw new Error(`root element ${reply.name}`);
  // Swapped relative to what came in.
  if (required(reply, 'ToUserName') !== userId) throw new Error('ToUserName is not who wrote');
  if (required(reply, 'FromUserName') !== corpId) throw new Error('FromUserName is not the corp id');
  if (!/^\d{10}$/.test(required(reply, 'CreateTime'))) throw new Error('CreateTime');
  const type = required(reply, 'MsgType');
  if ((cause === 'card') !== type.startsWith('update_'))
    throw new Error(`MsgType ${type} cannot answer a ${cause}`);
  switch (type) {
    case 'text': {
      const text = required(reply, 'Content');
      if (!text) throw new Error('empty Content');
      return { kind: 'text', text };
    }
    case 'image':
      return { kind: 'image', mediaId: required(only(reply, 'Image'), 'MediaId') };
    case 'update_button':
      return { kind: 'update_button', name: required(only(reply, 'Button'), 'ReplaceName') };
    case 'update_template_card':
      return { kind: 'update_card', card: cardOfXml(only(reply, 'TemplateCard')) };
    default:
      throw new Error(`MsgType ${type}`);
  }
}

function required(node: XmlNode, name: string): string {
  const text = childText(node, name);
  if (text === undefined) throw new Error(`expected one <${name}> with text in <${node.name}>`);
  return text;
}

function only(node: XmlNode, name: string): XmlNode {
  const found = node.children.filter((c) => c.name === name);
  if (found.length !== 1) throw new Error(`expected one <${name}> in <${node.name}>`);
  return found[0]!;
}
