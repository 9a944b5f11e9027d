// Login inside WeCom's own browser: who is sent there, and who comes back.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { cookieOf, type Served, serveDashboard } from '../support/dashboard.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

const WXWORK = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) wxwork/4.1.30 MicroMessenger/7.0.1' };
const PEOPLE: Readonly<Record<string, string>> = { ofSecretary: 'ZhangSan', ofMember: 'zhaoliu' };

let chat: Dialogue;
let page: Served;
let asked: string[];
beforeEach(async () => {
  asked = [];
  chat = await openDialogue();
  const clock = { now: () => instantOf('2026-11-21', 10) };
  page = await serveDashboard(chat, clock, {
    base: () => 'https://bot.example.com',
    wecom: {
      corpId: 'ww1',
      agentId: 1000002,
      async userOf(code) {
        asked.push(code);
        return PEOPLE[code];
      },
    },
  });
});
afterEach(async () => {
  await page.close();
  await chat.close();
});

/** Sent to WeCom: the address, and the cookie that belongs to it. */
async function sent(): Promise<{ to: URL; cookie: string; state: string }> {
  const answer = await page.get('/dashboard', WXWORK);
  expect(answer.status).toBe(302);
  const to = new URL(answer.headers.get('location')!);
  return { to, cookie: cookieOf(answer), state: to.searchParams.get('state')! };
}
const back = (code: string, state: string, cookie: string) =>
  page.get(`/dashboard/wecom?code=${code}&state=${state}`, { ...WXWORK, cookie });

describe('login by WeCom', () => {
  it('is offered inside WeCom only', async () => {
    const { to } = await sent();
    expect(`${to.origin}${to.pathname}${to.hash}`).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize#wechat_redirect',
    );
    expect(Object.fromEntries(to.searchParams)).toEqual({
      appid: 'ww1',
      redirect_uri: 'https://bot.example.com/dashboard/wecom',
      response_type: 'code',
      scope: 'snsapi_base',
      state: expect.stringMatching(/^[0-9a-f]{64}$/),
      agentid: '1000002',
    });
    expect((await page.get('/dashboard', { 'user-agent': 'Mozilla/5.0 Chrome/140' })).status).toBe(401);
  });

  it('lets in whoever WeCom names, if there is anything to see', async () => {
    const { cookie, state } = await sent();
    const entered = await back('ofSecretary', state, cookie);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/dashboard']);
    const session = entered.headers.getSetCookie().find((one) => one.startsWith('zhibutong_page='))!;
    expect((await page.get('/dashboard', { cookie: session.split(';')[0]! })).status).toBe(200);
  });

  it.each([
    ['a member without an office', 'ofMember'],
    ['somebody outside', 'ofNobody'],
  ])('does not let in %s', async (_, code) => {
    const { cookie, state } = await sent();
    expect((await back(code, state, cookie)).status).toBe(403);
  });

  it('asks WeCom nothing for a state that was not given to this browser', async () => {
    const [mine, theirs] = [await sent(), await sent()];
    expect((await back('ofSecretary', theirs.state, mine.cookie)).status).toBe(403);
    expect((await back('ofSecretary', mine.state, '')).status).toBe(403);
    expect((await back('a'.repeat(600), mine.state, mine.cookie)).status).toBe(403);
    expect((await page.get('/dashboard/wecom', { cookie: mine.cookie })).status).toBe(403);
    expect(asked).toEqual([]);
  });
});
