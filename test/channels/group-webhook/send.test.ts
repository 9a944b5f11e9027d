import nock from 'nock';
import { describe, expect, it, test } from 'vitest';
import { createWebhookSender } from '../../../src/channels/group-webhook/send.ts';
import { createWecomHttp } from '../../../src/channels/wecom/http.ts';
import { utf8Bytes } from '../../../src/channels/wecom/text.ts';
import { webhookKeyOf } from '../../../src/domain/organisation/webhook.ts';
import { STRONG } from '../../../src/domain/strong.ts';
import type { Push } from '../../../src/ports/channels.ts';
import { BASE, onlyNock } from '../wecom/_api.ts';

onlyNock();
const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
const ADDRESS = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;
const push = (text: string, webhook = KEY): Push => ({
  channel: 'webhook',
  to: { webhook },
  text,
  isRepeat: false,
});
const make = () =>
  createWebhookSender({
    http: createWecomHttp({ base: BASE }),
    partLabel: (n, of) => `第 ${n}/${of} 条`,
  });
const hook = (body?: nock.RequestBodyMatcher) =>
  nock(BASE).post('/cgi-bin/webhook/send', body).query({ key: KEY });

test.each<[string, string | undefined]>([
  [ADDRESS, KEY],
  [` ${ADDRESS}\n`, KEY],
  [KEY, undefined],
  [ADDRESS.replace('https', 'http'), undefined],
  [ADDRESS.replace('qyapi.weixin.qq.com', 'qyapi.weixin.qq.com.evil.cn'), undefined],
  [ADDRESS.replace('//', '//user@'), undefined],
  [`${ADDRESS}&debug=1`, undefined],
  [`${ADDRESS}#x`, undefined],
  [ADDRESS.replace('/send', '/upload_media'), undefined],
  ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=', undefined],
])('the key in %j is %j', (address, key) => {
  expect(webhookKeyOf(address)).toBe(key);
});

describe('sending', () => {
  it.each([KEY, ADDRESS])('takes %s and posts markdown that calls nobody out', async (webhook) => {
    hook({ msgtype: 'markdown', markdown: { content: '**18/23** 到会 ＜@all>' } }).reply(200, {
      errcode: 0,
      errmsg: 'ok',
    });
    expect(await make()(push(`${STRONG}18/23${STRONG} 到会 <@all>`, webhook))).toEqual({ kind: 'accepted' });
  });

  it('splits at 4096 bytes', async () => {
    const contents: string[] = [];
    for (const i of [0, 1])
      hook((body) => {
        contents[i] = body.markdown.content;
        return true;
      }).reply(200, { errcode: 0 });
    expect(await make()(push('😀'.repeat(1025)))).toEqual({ kind: 'accepted' });
    expect(contents.every((c) => utf8Bytes(c) <= 4096)).toBe(true);
    expect(contents.map((c) => c.split('\n')[1]).join('')).toBe('😀'.repeat(1025));
  });

  it('is in doubt when a later part fails', async () => {
    hook().reply(200, { errcode: 0 });
    hook().reply(200, { errcode: 45009, errmsg: 'freq' });
    expect(await make()(push('党'.repeat(1400)))).toEqual({ kind: 'unknown', reason: 'partly_sent' });
  });

  test.each([
    [93000, { kind: 'refused', scope: 'destination', reason: 'webhook_gone' }],
    [93004, { kind: 'refused', scope: 'destination' }],
    [93008, { kind: 'refused', scope: 'destination' }],
    [40058, { kind: 'refused', scope: 'message' }],
    [99999, { kind: 'retry', reason: 'unknown_code', afterMs: 0 }],
  ])('%i', async (errcode, outcome) => {
    hook().reply(200, { errcode, errmsg: `invalid webhook url, key=${KEY}` });
    const got = await make()(push('x'));
    expect(got).toMatchObject({ code: errcode, ...outcome });
    expect(JSON.stringify(got)).not.toContain(KEY);
  });

  it('does not know what became of a message without an answer', async () => {
    hook().replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect(await make()(push('x'))).toEqual({ kind: 'unknown', reason: 'connection_lost' });
  });

  it('that was too much for one address keeps no other waiting', async () => {
    hook().reply(200, { errcode: 45009, errmsg: 'freq' });
    expect(await make()(push('x'))).toEqual({
      kind: 'retry',
      code: 45009,
      reason: 'too_frequent',
      afterMs: 60_000,
    });
  });

  const asked = () => nock(BASE).get('/cgi-bin/get_api_domain_ip');
  const again = { ...push('x'), isRepeat: true };

  it.each<[string, (asked: nock.Interceptor) => void]>([
    ['cannot be reached', (a) => a.replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' }))],
    ['is behind a broken gateway', (a) => a.reply(502, '<html>')],
    ['says that it was asked too much', (a) => a.reply(429, '<html>')],
    ['is behind a page of somebody else', (a) => a.reply(200, '<html>')],
  ])('is not repeated while WeCom %s', async (_, answer) => {
    answer(asked());
    expect(await make()(again)).toMatchObject({ kind: 'retry', reason: 'unreachable', isWide: true });
  });

  it.each<[string, (asked: nock.Interceptor) => void]>([
    ['answers', (a) => a.reply(200, { errcode: 41001, errmsg: 'access_token missing' })],
    ['knows no such question', (a) => a.reply(404, 'not found')],
  ])('is repeated once WeCom %s', async (_, answer) => {
    answer(asked());
    hook().reply(200, { errcode: 0 });
    expect(await make()(again)).toEqual({ kind: 'accepted' });
  });

  test.each<[Push, string]>([
    [push('x', 'https://evil.cn/?key=1'), 'bad_webhook'],
    [push(' \n'), 'empty'],
    [{ ...push('x'), channel: 'app' }, 'bad_recipient'],
    [{ channel: 'webhook', to: { chat: 'c' }, text: 'x', isRepeat: false }, 'bad_recipient'],
  ])('refuses %j', async (bad, reason) => {
    expect(await make()(bad)).toMatchObject({ kind: 'refused', reason });
  });
});
