// What WeCom does from outside: seals messages for our callbacks over real HTTP and opens what comes back.
import { randomBytes } from 'node:crypto';
import { createCrypto, type WecomCrypto } from '../../src/channels/wecom/crypto.ts';

export const APP = {
  corpId: 'wwtest000000000000',
  agentId: '1000002',
  secret: 'test-app-secret',
  token: 'testAppToken',
  aesKey: 'q'.repeat(43),
};
export const BOT = { token: 'testBotToken', aesKey: 'w'.repeat(43), name: '支部通 助手' };

export const PRODUCTION_ENV = {
  WECOM_CORP_ID: APP.corpId,
  WECOM_AGENT_ID: APP.agentId,
  WECOM_APP_SECRET: APP.secret,
  WECOM_APP_TOKEN: APP.token,
  WECOM_APP_AES_KEY: APP.aesKey,
  WECOM_BOT_TOKEN: BOT.token,
  WECOM_BOT_AES_KEY: BOT.aesKey,
  WECOM_BOT_NAME: BOT.name,
};

export const appCrypto = createCrypto({
  token: APP.token,
  encodingAesKey: APP.aesKey,
  receiveId: APP.corpId,
});
export const botCrypto = createCrypto({ token: BOT.token, encodingAesKey: BOT.aesKey, receiveId: '' });

export interface Answer {
  status: number;
  raw: string;
  /** decrypted */
  body: string;
  /** what the person reads */
  text: string;
}

let counter = 0;
export const newId = () => {
  counter += 1;
  return `${Date.now()}${counter}`;
};

export function signedQuery(crypto: WecomCrypto, encrypted: string, at = Date.now()): string {
  const timestamp = String(Math.floor(at / 1000));
  const nonce = randomBytes(6).toString('hex');
  return new URLSearchParams({
    msg_signature: crypto.sign(timestamp, nonce, encrypted),
    timestamp,
    nonce,
  }).toString();
}

export function appXml(userId: string, text: string, msgId = newId()): string {
  return `<xml><ToUserName><![CDATA[${APP.corpId}]]></ToUserName><FromUserName><![CDATA[${userId}]]></FromUserName><CreateTime>${Math.floor(Date.now() / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${msgId}</MsgId><AgentID>${APP.agentId}</AgentID></xml>`;
}

export async function postApp(url: string, xml: string, options: { at?: number } = {}): Promise<Answer> {
  const encrypted = appCrypto.encrypt(xml);
  const body = `<xml><ToUserName><![CDATA[${APP.corpId}]]></ToUserName><AgentID><![CDATA[${APP.agentId}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
  const response = await fetch(`${url}/wecom/app?${signedQuery(appCrypto, encrypted, options.at)}`, {
    method: 'POST',
    body,
  });
  const raw = await response.text();
  const sealed = /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(raw)?.[1];
  const opened = sealed ? appCrypto.decrypt(sealed) : '';
  const text = /<Content>([\s\S]*)<\/Content>/.exec(opened)?.[1] ?? '';
  return {
    status: response.status,
    raw,
    body: opened,
    text: text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1'),
  };
}

export async function postBot(url: string, message: object, options: { at?: number } = {}): Promise<Answer> {
  const encrypt = botCrypto.encrypt(JSON.stringify(message));
  const response = await fetch(`${url}/wecom/bot?${signedQuery(botCrypto, encrypt, options.at)}`, {
    method: 'POST',
    body: JSON.stringify({ encrypt }),
  });
  const raw = await response.text();
  const opened = raw.startsWith('{')
    ? botCrypto.decrypt((JSON.parse(raw) as { encrypt: string }).encrypt)
    : '';
  const parsed = opened
    ? (JSON.parse(opened) as { stream?: { content: string }; text?: { content: string } })
    : {};
  return {
    status: response.status,
    raw,
    body: opened,
    text: parsed.stream?.content ?? parsed.text?.content ?? '',
  };
}

export function botText(userId: string, chatId: string, text: string, msgid = newId()): object {
  return {
    msgid,
    aibotid: 'aib1',
    chatid: chatId,
    chattype: 'group',
    from: { userid: userId },
    response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=x',
    msgtype: 'text',
    text: { content: `@${BOT.name} ${text}` },
  };
}
