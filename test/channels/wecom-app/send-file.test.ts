import nock from 'nock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAppChatFileSender, createFileSender } from '../../../src/channels/wecom-app/send-file.ts';
import type { OutgoingFile, UploadedFile } from '../../../src/ports/channels.ts';
import { readMultipart } from '../../../src/sandbox/qyapi/multipart.ts';
import { BASE, makeApi, onlyNock, tokenAnswers } from '../wecom/_api.ts';

onlyNock();

const sender = () => {
  const { api, http } = makeApi();
  const send = createFileSender({ api, http, agentId: 1000002 });
  return (file: OutgoingFile, known?: UploadedFile) =>
    send(file, { known, keep: async (uploaded) => kept.push(uploaded) > 0, isRepeat: false });
};
let kept: UploadedFile[] = [];
beforeEach(() => {
  kept = [];
});
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20, 1)]);
let parts: ReturnType<typeof readMultipart>;
/** Reads what is uploaded; nock hands binary bodies over as hex. */
function upload(type: string) {
  let contentType = '';
  const seen = (value: string | null) => {
    contentType = value ?? '';
    return true;
  };
  return nock(BASE, { reqheaders: { 'content-type': seen } })
    .post('/cgi-bin/media/upload', (body: string) => {
      parts = readMultipart(contentType, Buffer.from(body, /^[0-9a-f]+$/.test(body) ? 'hex' : 'utf8'));
      return true;
    })
    .query({ access_token: 'tok1', type });
}

describe('files to persons', () => {
  it.each<[string, string, Buffer, string]>([
    ['a picture', 'image', PNG, '照片.png'],
    ['a workbook', 'file', Buffer.from('PK\u0003\u0004 workbook'), '第一党支部整改台账.xlsx'],
  ])('go up whole and out as what they are: %s', async (_, type, content, name) => {
    tokenAnswers();
    upload(type).reply(200, { errcode: 0, type, media_id: 'MEDIA', created_at: '1' });
    let sent: unknown;
    nock(BASE)
      .post('/cgi-bin/message/send', (body) => {
        sent = body;
        return true;
      })
      .query({ access_token: 'tok1' })
      .reply(200, { errcode: 0, errmsg: 'ok', msgid: 'm' });
    expect(await sender()({ to: ['ZhangSan', 'lisi'], name, content })).toEqual({
      kind: 'accepted',
      messageIds: ['m'],
    });
    expect(kept).toEqual([{ type, mediaId: 'MEDIA' }]);
    expect(parts).toMatchObject([{ name: 'media', filename: name, bytes: content }]);
    expect(sent).toEqual({
      touser: 'ZhangSan|lisi',
      agentid: 1000002,
      msgtype: type,
      [type]: { media_id: 'MEDIA' },
      enable_duplicate_check: 1,
      duplicate_check_interval: 14400,
    });
  });

  it('name what is uploaded already, and upload nothing', async () => {
    tokenAnswers();
    let sent: unknown;
    nock(BASE)
      .post('/cgi-bin/message/send', (body) => {
        sent = body;
        return true;
      })
      .query(true)
      .reply(200, { errcode: 0, msgid: 'm', invaliduser: 'LISI' });
    const file = { to: ['ZhangSan', 'lisi'], name: 'x', content: PNG };
    expect(await sender()(file, { type: 'file', mediaId: 'BEFORE' })).toMatchObject({
      kind: 'accepted',
      refusedUsers: ['lisi'],
    });
    expect([sent, kept]).toMatchObject([{ msgtype: 'file', file: { media_id: 'BEFORE' } }, []]);
  });

  it('are in no doubt where the upload brings no id', async () => {
    tokenAnswers();
    upload('file').reply(200, { errcode: 0, type: 'file' });
    expect(await sender()({ to: ['a'], name: 'x', content: Buffer.from('content') })).toMatchObject({
      kind: 'retry',
      reason: 'unreadable',
    });
  });

  it.each<[string, Buffer, string[], string]>([
    ['empty files', Buffer.from('x'), ['a'], 'too_small'],
    ['files over 20 MB', Buffer.alloc(20 * 1024 * 1024 + 1), ['a'], 'too_large'],
    ['nobody', PNG, [], 'bad_recipient'],
  ])('are not tried for %s', async (_, content, users, reason) => {
    expect(await sender()({ to: users, name: 'x', content })).toMatchObject({ kind: 'refused', reason });
  });

  it('cannot break out of their part by name', async () => {
    tokenAnswers();
    upload('file').reply(200, { errcode: 40004, errmsg: 'invalid media type' });
    const outcome = await sender()({
      to: ['a'],
      name: 'a"; name="b"\r\n\\',
      content: Buffer.from('content'),
    });
    expect(parts!.map((part) => part.filename)).toEqual(['a_; name=_b____']);
    expect(outcome).toMatchObject({ kind: 'refused', code: 40004 });
  });

  it('are in no doubt while they are only uploaded', async () => {
    tokenAnswers();
    upload('file').replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' }));
    expect(await sender()({ to: ['a'], name: 'x', content: Buffer.from('content') })).toMatchObject({
      kind: 'retry',
      isWide: true,
    });
  });
});

it('what somebody else holds by now is sent by nobody else, to persons or to a group', async () => {
  const { api, http } = makeApi();
  const file = { to: ['a'], name: 'x.png', content: PNG };
  const lost = { known: undefined, keep: async () => false, isRepeat: false };
  tokenAnswers();
  for (const send of [
    createFileSender({ api, http, agentId: 1000002 }),
    createAppChatFileSender({ api, http }),
  ]) {
    upload('image').reply(200, { errcode: 0, media_id: 'MEDIA' });
    expect(await send(file, lost)).toEqual({ kind: 'unknown', reason: 'lease_lost' });
  }
});

describe('files into a group of the application', () => {
  const toGroup = (isRepeat = false, to = ['zbt1']) =>
    createAppChatFileSender(makeApi())(
      { to, name: 'x.png', content: PNG },
      { known: undefined, keep: async (uploaded) => kept.push(uploaded) > 0, isRepeat },
    );

  it('are uploaded, kept, and sent to its number', async () => {
    tokenAnswers();
    upload('image').reply(200, { errcode: 0, media_id: 'MEDIA' });
    let sent: unknown;
    nock(BASE)
      .post('/cgi-bin/appchat/send', (body) => {
        sent = body;
        return true;
      })
      .query(true)
      .reply(200, { errcode: 0 });
    expect(await toGroup()).toEqual({ kind: 'accepted' });
    expect([sent, kept]).toEqual([
      { chatid: 'zbt1', msgtype: 'image', image: { media_id: 'MEDIA' } },
      [{ type: 'image', mediaId: 'MEDIA' }],
    ]);
  });

  it('are not repeated while WeCom cannot be asked, nor sent to two groups', async () => {
    nock(BASE).get('/cgi-bin/get_api_domain_ip').reply(502, '<html>');
    expect(await toGroup(true)).toMatchObject({ kind: 'retry', reason: 'unreachable' });
    expect(await toGroup(false, ['a', 'b'])).toMatchObject({ kind: 'refused', reason: 'bad_recipient' });
  });
});
