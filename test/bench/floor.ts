// The floor of a callback: bare Koa that verifies, decrypts and encrypts, and does nothing else.
import { randomBytes } from 'node:crypto';
import Koa from 'koa';
import { createCrypto } from '../../src/channels/wecom/crypto.ts';
import { readBody } from '../../src/http/body.ts';
import { BENCH_APP } from './callbacks.ts';

const crypto = createCrypto({
  token: BENCH_APP.token,
  encodingAesKey: BENCH_APP.aesKey,
  receiveId: BENCH_APP.corpId,
});
const koa = new Koa();
koa.use(async (ctx) => {
  const body = (await readBody(ctx.req)).toString('utf8');
  const { msg_signature, timestamp, nonce } = ctx.query as Record<string, string>;
  const encrypted = body.slice(body.indexOf('<Encrypt><![CDATA[') + 18, body.indexOf(']]></Encrypt>'));
  if (!crypto.verify(msg_signature!, timestamp!, nonce!, encrypted)) {
    ctx.status = 400;
    return;
  }
  const plain = crypto.decrypt(encrypted);
  const sealed = crypto.encrypt(
    `<xml><Content><![CDATA[${plain.length}已签到：主题党日 到会 18/23]]></Content></xml>`,
  );
  const signature = crypto.sign(timestamp!, nonce!, sealed);
  ctx.type = 'application/xml; charset=utf-8';
  ctx.body = `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${randomBytes(4).toString('hex')}]]></Nonce></xml>`;
});
const server = koa.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port });
});
