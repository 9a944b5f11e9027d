import { createHash } from 'node:crypto';
import nock from 'nock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createWebhookFileSender } from '../../../src/channels/group-webhook/send-file.ts';
import { createWecomHttp } from '../../../src/channels/wecom/http.ts';
import { fileProblem } from '../../../src/channels/wecom/upload.ts';
import type { UploadedFile } from '../../../src/ports/channels.ts';
import { BASE, onlyNock } from '../wecom/_api.ts';

onlyNock();
const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
const MB = 1024 * 1024;
const png = (bytes: number) =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(bytes - 8, 1)]);
const BOOK = Buffer.from('a workbook');

let kept: UploadedFile[];
let sent: unknown[];
beforeEach(() => {
  kept = [];
  sent = [];
});
interface Try {
  to?: string[];
  known?: UploadedFile;
  isRepeat?: boolean;
  isMine?: boolean;
}
const send = (content: Buffer, { to = [KEY], known, isRepeat = false, isMine = true }: Try = {}) =>
  createWebhookFileSender(createWecomHttp({ base: BASE }))(
    { to, name: '11月到会率.xlsx', content },
    { known, isRepeat, keep: async (uploaded) => kept.push(uploaded) > 0 && isMine },
  );
const hook = () =>
  nock(BASE)
    .post('/cgi-bin/webhook/send', (body) => sent.push(body) > 0)
    .query({ key: KEY });
const upload = () => nock(BASE).post('/cgi-bin/webhook/upload_media').query({ key: KEY, type: 'file' });
const asFile = (media_id: string) => ({ msgtype: 'file', file: { media_id } });

describe('a picture', () => {
  it('stands in the message itself, with the sum of its own bytes', async () => {
    const picture = png(2 * MB);
    hook().reply(200, { errcode: 0 });
    expect(await send(picture)).toEqual({ kind: 'accepted' });
    const md5 = createHash('md5').update(picture).digest('hex');
    expect(sent).toEqual([{ msgtype: 'image', image: { base64: picture.toString('base64'), md5 } }]);
    expect(kept).toEqual([]);
  });

  it('above 2 MB goes as a file', async () => {
    upload().reply(200, { errcode: 0, type: 'file', media_id: 'M' });
    hook().reply(200, { errcode: 0 });
    expect(await send(png(2 * MB + 1))).toEqual({ kind: 'accepted' });
    expect(sent).toEqual([asFile('M')]);
  });
});

describe('a file', () => {
  it('is uploaded for that webhook, kept, and sent', async () => {
    upload().reply(200, { errcode: 0, type: 'file', media_id: 'M' });
    hook().reply(200, { errcode: 0 });
    expect(await send(BOOK)).toEqual({ kind: 'accepted' });
    expect([kept, sent]).toEqual([[{ type: 'file', mediaId: 'M' }], [asFile('M')]]);
  });

  it('is the same in the next try', async () => {
    hook().reply(200, { errcode: 0 });
    expect(await send(BOOK, { known: { type: 'file', mediaId: 'BEFORE' } })).toEqual({ kind: 'accepted' });
    expect([kept, sent]).toEqual([[], [asFile('BEFORE')]]);
  });

  it('is not sent by whoever has lost it to another', async () => {
    upload().reply(200, { errcode: 0, media_id: 'M' });
    expect(await send(BOOK, { isMine: false })).toEqual({ kind: 'unknown', reason: 'lease_lost' });
    expect(sent).toEqual([]);
  });

  it.each<[string, (upload: nock.Interceptor) => void, object]>([
    ['breaks off', (u) => u.replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' })), {}],
    ['brings no id', (u) => u.reply(200, { errcode: 0 }), { reason: 'unreadable' }],
    ['is too much for one address', (u) => u.reply(200, { errcode: 45009 }), { reason: 'too_frequent' }],
  ])('is in no doubt when its upload %s', async (_, answer, more) => {
    answer(upload());
    const got = await send(BOOK);
    expect(got).toMatchObject({ kind: 'retry', ...more });
    if ('reason' in got && got.reason === 'too_frequent') expect(got).not.toHaveProperty('isWide');
    expect([kept, sent]).toEqual([[], []]);
  });

  it('that WeCom knows no longer is refused by that word, which has it uploaded once more', async () => {
    hook().reply(200, { errcode: 40007, errmsg: `invalid media_id key=${KEY}` });
    const outcome = await send(BOOK, { known: { type: 'file', mediaId: 'OLD' } });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'media_expired' });
    expect(JSON.stringify(outcome)).not.toContain(KEY);
  });
});

describe('sending either', () => {
  it.each<[number, object]>([
    [93000, { kind: 'refused', scope: 'destination', reason: 'webhook_gone' }],
    [93018, { kind: 'refused', scope: 'message', reason: 'bad_media' }],
    [45009, { kind: 'retry', code: 45009, reason: 'too_frequent', afterMs: 60_000 }],
  ])('%i', async (errcode, outcome) => {
    hook().reply(200, { errcode });
    const got = await send(png(100));
    expect(got).toMatchObject(outcome);
    // One address keeps no other waiting.
    expect(got).not.toHaveProperty('isWide');
  });

  it('leaves a send without an answer in doubt, and repeats it only once WeCom answers', async () => {
    hook().replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' }));
    expect(await send(png(100))).toEqual({ kind: 'unknown', reason: 'connection_lost' });
    nock(BASE).get('/cgi-bin/get_api_domain_ip').reply(502, '<html>');
    expect(await send(png(100), { isRepeat: true })).toMatchObject({ kind: 'retry', reason: 'unreachable' });
  });

  it.each<[string, Buffer, string[], string]>([
    ['over 20 MB', Buffer.alloc(20 * MB + 1), [KEY], 'too_large'],
    ['of nothing', Buffer.alloc(5), [KEY], 'too_small'],
    ['to two groups', BOOK, [KEY, KEY], 'bad_recipient'],
    ['to what is no key', BOOK, ['https://evil.cn/?key=1'], 'bad_webhook'],
  ])('refuses what is %s', async (_, content, to, reason) => {
    expect(await send(content, { to })).toMatchObject({ kind: 'refused', reason });
  });
});

it.each([
  [5, 'too_small'],
  [6, undefined],
  [20 * MB, undefined],
  [20 * MB + 1, 'too_large'],
])('of %i bytes a file is %s', (bytes, problem) => {
  expect(fileProblem(Buffer.alloc(bytes))).toBe(problem);
});
