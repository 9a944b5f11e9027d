import nock from 'nock';
import { expect, it } from 'vitest';
import { createLaterSender } from '../../../src/channels/aibot/later.ts';
import { createWecomHttp } from '../../../src/channels/wecom/http.ts';
import { utf8Bytes } from '../../../src/channels/wecom/text.ts';
import type { Push } from '../../../src/ports/channels.ts';
import { BASE, onlyNock } from '../wecom/_api.ts';

onlyNock();
const CODE = 'one-shot_code';
const send = createLaterSender(createWecomHttp({ base: BASE }));
const push = (text: string): Push => ({ channel: 'later', to: { later: CODE }, text, isRepeat: false });
const hook = (body?: nock.RequestBodyMatcher) =>
  nock(BASE).post('/cgi-bin/aibot/response', body).query({ response_code: CODE });

it('answers once where the code came from, and calls nobody out', async () => {
  hook({ msgtype: 'markdown', markdown: { content: '您是不是想：\n1. 请假 ＜@all>' } }).reply(200, {
    errcode: 0,
  });
  expect(await send(push('您是不是想：\n1. 请假 <@all>'))).toEqual({ kind: 'accepted' });
});

it('is one message however long, as the code works once', async () => {
  let bytes = 0;
  hook((body) => {
    bytes = utf8Bytes(body.markdown.content);
    return true;
  }).reply(200, { errcode: 0 });
  expect(await send(push('党'.repeat(9000)))).toEqual({ kind: 'accepted' });
  expect(bytes).toBeLessThanOrEqual(20_480);
});

it('tells a spent code from no answer, and shows it in neither', async () => {
  hook().reply(200, { errcode: 60140, errmsg: `invalid response_code ${CODE}` });
  const spent = await send(push('x'));
  expect(spent.kind).toBe('refused');
  hook().replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' }));
  const lost = await send(push('x'));
  expect(lost.kind).toBe('unknown');
  expect(JSON.stringify([spent, lost])).not.toContain(CODE);
});

it('refuses what is not for it', async () => {
  expect(await send({ ...push('x'), to: { users: ['a'] } })).toMatchObject({ kind: 'refused' });
  expect(await send(push('  '))).toMatchObject({ kind: 'refused', reason: 'empty' });
});
