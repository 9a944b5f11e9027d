import { expect, it } from 'vitest';
import type { WecomApi } from '../../../src/channels/wecom/api.ts';
import type { ApiBody } from '../../../src/channels/wecom/http.ts';
import { codeFailure } from '../../../src/channels/wecom/result.ts';
import { userOfCode } from '../../../src/channels/wecom-app/identity.ts';

/** WeCom's answer to a code; what it was asked is kept. */
function wecom(answer: number | ApiBody) {
  const asked: unknown[] = [];
  const api: Pick<WecomApi, 'call'> = {
    async call(path, request) {
      asked.push([path, request]);
      return typeof answer === 'number'
        ? { ok: false, failure: codeFailure(answer) }
        : { ok: true, value: answer };
    },
  };
  return { userOf: (code: string) => userOfCode(api as WecomApi, code), asked };
}

it('names the member whose code it is', async () => {
  const { userOf, asked } = wecom({ errcode: 0, userid: 'ZhangSan', user_ticket: 'T' });
  expect(await userOf('CODE')).toBe('ZhangSan');
  expect(asked).toEqual([['/cgi-bin/auth/getuserinfo', { params: { code: 'CODE' } }]]);
});

it('names nobody for somebody outside, and for a code that is used or unknown', async () => {
  expect(await wecom({ errcode: 0, openid: 'o1', external_userid: 'wm1' }).userOf('CODE')).toBeUndefined();
  expect(await wecom({ errcode: 0, userid: '' }).userOf('CODE')).toBeUndefined();
  expect(await wecom(40029).userOf('CODE')).toBeUndefined();
});
