// What a server says to the walk of `doctor`: ours that refuses the signature is no proxy that refuses the request.
import nock from 'nock';
import { expect, it } from 'vitest';
import { createCrypto } from '../../../src/channels/wecom/crypto.ts';
import { botEvent, walkGet, walkPost } from '../../../src/channels/wecom/reach.ts';
import { onlyNock } from './_api.ts';

onlyNock();
const ORIGIN = 'https://zbt.example';
const address = {
  url: `${ORIGIN}/wecom/bot`,
  crypto: createCrypto({
    token: 'token',
    encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    receiveId: '',
  }),
  event: botEvent,
};

it.each([
  [400, 'bad request', { kind: 'refused' }],
  [400, '<h1>400 Bad Request</h1>', { kind: 'status', status: 400 }],
  [403, 'bad request', { kind: 'status', status: 403 }],
  [200, '<html>', { kind: 'page', status: 200 }],
])('%i with %j is told as %o, whichever way', async (status, body, walk) => {
  nock(ORIGIN).get('/wecom/bot').query(true).reply(status, body);
  nock(ORIGIN).post('/wecom/bot').query(true).reply(status, body);
  expect([await walkGet(address), await walkPost(address)]).toEqual([walk, walk]);
});
