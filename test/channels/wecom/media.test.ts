import { createCipheriv, randomBytes } from 'node:crypto';
import nock from 'nock';
import { describe, expect, it, test } from 'vitest';
import { fileNameIn } from '../../../src/channels/wecom/download.ts';
import { createMediaFetcher } from '../../../src/channels/wecom/media.ts';
import { MediaUnavailable } from '../../../src/domain/errors.ts';
import type { MediaRef } from '../../../src/ports/channels.ts';
import { BASE, makeApi, onlyNock, tokenAnswers } from './_api.ts';

onlyNock();
const KEY = 'LymvitSiWPvPIEUOwi0OuqCaqj8ZCKEfRAW89eYbTGY';
const COS = 'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com';
const byId: MediaRef = { kind: 'image', source: { mediaId: 'M1' } };
const byUrl = (url: string, aesKey?: string): MediaRef => ({ kind: 'image', source: { url, aesKey } });

function make(options: { maxBytes?: number; timeoutMs?: number; botAesKey?: string | undefined } = {}) {
  const { api, http } = makeApi();
  return createMediaFetcher({ apiBase: BASE, app: { api, http }, botAesKey: KEY, ...options });
}
const get = () => nock(BASE).get('/cgi-bin/media/get').query({ access_token: 'tok1', media_id: 'M1' });
async function reason(work: Promise<unknown>) {
  return work.then(
    () => 'fetched',
    (error) => (error instanceof MediaUnavailable ? error.reason : error),
  );
}
function sealed(content: Buffer, key = KEY): Buffer {
  const raw = Buffer.from(`${key}=`, 'base64');
  const pad = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', raw, raw.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([content, Buffer.alloc(pad, pad)])), cipher.final()]);
}

describe('by media_id', () => {
  it('gives content, name and type', async () => {
    const photo = randomBytes(5000);
    tokenAnswers();
    get().reply(200, photo, {
      'content-type': 'image/jpeg',
      'content-disposition': Buffer.from('attachment; filename="整改照片.jpg"').toString('latin1'),
    });
    expect(await make()(byId)).toEqual({ content: photo, name: '整改照片.jpg', type: 'image/jpeg' });
  });

  it('asks once for the same picture at the same time', async () => {
    tokenAnswers();
    get().reply(200, Buffer.from('x'), { 'content-type': 'image/png' });
    const fetch = make();
    const [a, b] = await Promise.all([fetch(byId), fetch(byId)]);
    expect(a).toBe(b);
  });

  test.each([
    [40007, 'expired'],
    [40145, 'expired'],
    [45033, 'unreachable'],
    [48002, 'unreachable'],
  ])('an error in JSON: %i is %s', async (errcode, expected) => {
    tokenAnswers();
    get().reply(200, { errcode, errmsg: 'x' }, { 'content-type': 'application/json' });
    expect(await reason(make()(byId))).toBe(expected);
  });

  it('fetches a new token when the old one is dead', async () => {
    tokenAnswers(2);
    get().reply(200, { errcode: 42001, errmsg: 'x' });
    nock(BASE)
      .get('/cgi-bin/media/get')
      .query({ access_token: 'tok2', media_id: 'M1' })
      .reply(200, Buffer.from('ok'));
    expect((await make()(byId)).content.toString()).toBe('ok');
  });

  it('takes a JSON file with a name for a file', async () => {
    tokenAnswers();
    get().reply(200, '{"errcode":40007}', {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="a.json"',
    });
    expect((await make()(byId)).content.toString()).toBe('{"errcode":40007}');
  });

  it.each([
    ['text/plain', '会议记录'],
    ['application/json', '[1, 2]'],
  ])('takes %s that is no answer of WeCom for a file, without a name too', async (type, text) => {
    tokenAnswers();
    get().reply(200, text, { 'content-type': type });
    expect(await make()(byId)).toMatchObject({ content: Buffer.from(text), type });
  });

  it('goes on in ranges when WeCom wants that', async () => {
    const file = randomBytes(20 * 1024 * 1024 + 100);
    tokenAnswers();
    get().reply(200, { errcode: 830002, errmsg: 'need range' });
    const cut = 20 * 1024 * 1024;
    get()
      .matchHeader('range', `bytes=0-${cut - 1}`)
      .reply(206, file.subarray(0, cut), { 'content-range': `bytes 0-${cut - 1}/${file.length}` });
    get()
      .matchHeader('range', `bytes=${cut}-${2 * cut - 1}`)
      .reply(206, file.subarray(cut), {
        'content-range': `bytes ${cut}-${file.length - 1}/${file.length}`,
        'content-type': 'video/mp4',
      });
    const got = await make()(byId);
    expect(got.content.equals(file)).toBe(true);
    expect(got.type).toBe('video/mp4');
  });

  it('stops at the size limit', async () => {
    tokenAnswers();
    get().reply(200, randomBytes(1001));
    expect(await reason(make({ maxBytes: 1000 })(byId))).toBe('too_large');
  });

  it.each([
    ['of what is too large', 'bytes 0-4/2000', 'begin', 'too_large'],
    ['where an empty one came', 'bytes */900', '', 'unreachable'],
  ])('asks for no more ranges %s', async (_, range, content, expected) => {
    tokenAnswers();
    get().reply(200, { errcode: 830002, errmsg: 'need range' });
    get().reply(206, content, { 'content-range': range });
    get().optionally().reply(200, { errcode: 40007, errmsg: 'one more was asked for' });
    expect(await reason(make({ maxBytes: 1000 })(byId))).toBe(expected);
  });

  it('needs the application', async () => {
    expect(await reason(createMediaFetcher({ apiBase: BASE })(byId))).toBe('not_configured');
  });
});

describe('by address of the bot', () => {
  it('decrypts with the key of the callback, or with its own', async () => {
    const photo = randomBytes(333);
    const own = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
    nock(COS).get('/a').query({ sign: 's' }).reply(200, sealed(photo));
    nock(COS).get('/b').reply(200, sealed(photo, own));
    expect((await make()(byUrl(`${COS}/a?sign=s`))).content.equals(photo)).toBe(true);
    expect((await make()(byUrl(`${COS}/b`, own))).content.equals(photo)).toBe(true);
  });

  test.each([
    'http://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a',
    'https://ww-aibot-img-999.cos.ap-guangzhou.myqcloud.com/a',
    'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com.evil.cn/a',
    'https://evil.cn/ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com',
    'https://user:pw@ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a',
    'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com:8080/a',
    'https://127.0.0.1/a',
    'http://169.254.169.254/latest/meta-data',
    'https://[::1]/a',
    'file:///etc/passwd',
    'qyapi.weixin.qq.com',
  ])('asks nothing of %s', async (url) => {
    expect(await reason(make()(byUrl(url)))).toBe('not_allowed');
  });

  it('follows no redirect', async () => {
    nock(COS).get('/a').reply(302, '', { location: 'http://169.254.169.254/' });
    expect(await reason(make()(byUrl(`${COS}/a`)))).toBe('refused');
  });

  test.each([
    ['expired', 403, Buffer.from('<Error/>')],
    ['expired', 404, Buffer.from('<Error/>')],
    ['unreachable', 429, Buffer.from('')],
    ['unreachable', 502, Buffer.from('')],
    ['undecryptable', 200, Buffer.from('plain picture')],
    ['undecryptable', 200, Buffer.alloc(0)],
  ])('%s: HTTP %i', async (expected, status, body) => {
    nock(COS).get('/a').reply(status, body);
    expect(await reason(make()(byUrl(`${COS}/a`)))).toBe(expected);
  });

  it('needs a key', async () => {
    expect(await reason(make({ botAesKey: undefined })(byUrl(`${COS}/a`)))).toBe('not_configured');
  });
});

test.each<[string, string | undefined]>([
  ['attachment; filename="a.pdf"', 'a.pdf'],
  ['attachment; filename=a b.pdf', 'a b.pdf'],
  ['attachment; filename="x.pdf"; filename*=utf-8\'\'%E6%95%B4%E6%94%B9.pdf', '整改.pdf'],
  ["attachment; filename*=UTF-8''%zz", undefined],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  ['attachment; filename="C:\\x\\y.doc"', 'y.doc'],
  ['attachment; filename=".."', undefined],
  ['attachment; filename="a\u0000\u001fb.txt"', 'ab.txt'],
  ['attachment', undefined],
  ['', undefined],
])('the name in %j is %j', (header, name) => {
  expect(fileNameIn(header)).toBe(name);
});
