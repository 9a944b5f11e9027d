import { randomBytes } from 'node:crypto';
import { createCrypto } from '../../src/channels/wecom/crypto.ts';
import { httpPost } from './load.ts';

export const BENCH_APP = {
  corpId: 'wwbench00000000000',
  agentId: '1000002',
  secret: 'bench-secret',
  token: 'benchToken',
  aesKey: 'c'.repeat(43),
};

/** May ask for everything without standing in the roster. */
export const BENCH_ADMIN = 'bench-admin';

const crypto = createCrypto({
  token: BENCH_APP.token,
  encodingAesKey: BENCH_APP.aesKey,
  receiveId: BENCH_APP.corpId,
});

/** A ready HTTP request: one text message to the application callback. */
export function appText(userId: string, text: string, msgId: string, now = Date.now()): Buffer {
  const seconds = Math.floor(now / 1000);
  const xml =
    `<xml><ToUserName><![CDATA[${BENCH_APP.corpId}]]></ToUserName><FromUserName><![CDATA[${userId}]]></FromUserName>` +
    `<CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content>` +
    `<MsgId>${msgId}</MsgId><AgentID>${BENCH_APP.agentId}</AgentID></xml>`;
  const encrypted = crypto.encrypt(xml);
  const nonce = randomBytes(5).toString('hex');
  const signature = crypto.sign(String(seconds), nonce, encrypted);
  const body = `<xml><ToUserName><![CDATA[${BENCH_APP.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${BENCH_APP.agentId}]]></AgentID></xml>`;
  return httpPost(`/wecom/app?msg_signature=${signature}&timestamp=${seconds}&nonce=${nonce}`, body);
}
