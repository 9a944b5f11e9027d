// What a callback of the bot can be answered with: now, or later under the same stream.
import { expect, test } from 'vitest';
import { createBotCallback } from '../../../src/channels/aibot/callback.ts';
import { streamIdOf } from '../../../src/channels/aibot/replies.ts';
import { createCrypto } from '../../../src/channels/wecom/crypto.ts';

const NOW = Date.parse('2026-11-29T10:00:00+08:00');
const crypto = createCrypto({
  token: 'token',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: '',
});
const channel = createBotCallback({
  crypto,
  botNames: ['支部通'],
  clock: { now: () => NOW },
  apiBase: 'https://qyapi.weixin.qq.com',
});
const timestamp = String(NOW / 1000);
const nonce = 'nonce-of-the-address';
function received(body: object) {
  const encrypt = crypto.encrypt(JSON.stringify({ msgid: 'm1', from: { userid: 'zhaoliu' }, ...body }));
  const msg_signature = crypto.sign(timestamp, nonce, encrypt);
  return channel.receive({ msg_signature, timestamp, nonce }, Buffer.from(JSON.stringify({ encrypt })));
}
/** The opened answer; sealed for the nonce that the callback's address carried (doc 101033). */
function opened(answer: string): unknown {
  const sealed = JSON.parse(answer) as Record<string, string>;
  expect(sealed.nonce).toBe(nonce);
  expect(crypto.verify(sealed.msgsignature!, timestamp, nonce, sealed.encrypt!)).toBe(true);
  return JSON.parse(crypto.decrypt(sealed.encrypt!));
}

test('a message and a stream that is asked for can be put off; they have one stream', () => {
  const said = received({ msgtype: 'text', text: { content: '到会率' } });
  const id = streamIdOf('m1');
  expect(opened(said.postpone!('请稍等'))).toMatchObject({ stream: { id, finish: false } });
  const asked = received({ msgid: 'm2', msgtype: 'stream', stream: { id } });
  expect(asked.refresh).toMatchObject({ userId: 'zhaoliu' });
  expect([asked.refresh!.isOf('bot:m1'), asked.refresh!.isOf('bot:m2')]).toEqual([true, false]);
  expect(opened(asked.postpone!('请稍等'))).toEqual({
    msgtype: 'stream',
    stream: { id, finish: false, content: '请稍等' },
  });
});

test('what takes no stream cannot be put off', () => {
  const entered = received({ msgtype: 'event', event: { eventtype: 'enter_chat' } });
  expect(entered.postpone).toBeUndefined();
  expect(opened(entered.answer({ text: '您好' }))).toEqual({ msgtype: 'text', text: { content: '您好' } });
});
