// Login inside WeCom's own browser (网页授权, docs 91022 and 91023): it says who looks, and asks nobody anything.
import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import type { Cookies } from './cookies.ts';
import { randomToken } from './entry-links.ts';

const AUTHORIZE = 'https://open.weixin.qq.com/connect/oauth2/authorize';
const NAME = 'state';
/** A code lives for five minutes. */
const STATE_SECONDS = 300;
/** Codes are at most 512 bytes. */
const CODE = /^[\w-]{1,512}$/;

export interface WecomIdentity {
  corpId: string;
  agentId: number;
  /** whose code it is; undefined for somebody outside, or when WeCom does not say */
  userOf(code: string): Promise<string | undefined>;
}

export interface WecomLogin {
  /** Sends to WeCom whoever looks from inside it; false: that is no way in here. */
  offer(ctx: Context): boolean;
  /** who has come back from there, and was sent from here */
  returned(ctx: Context): Promise<string | undefined>;
}

export function createWecomLogin(
  identity: WecomIdentity | undefined,
  base: () => string | undefined,
  cookies: Cookies,
): WecomLogin {
  return {
    offer(ctx) {
      const own = base();
      if (!identity || !own || !/\bwxwork\//i.test(ctx.get('User-Agent'))) return false;
      // Letters and digits only (doc 91022).
      const state = randomToken();
      cookies.write(ctx, { name: NAME, value: state, seconds: STATE_SECONDS });
      const asked = new URLSearchParams({
        appid: identity.corpId,
        redirect_uri: `${own}/dashboard/wecom`,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
        agentid: String(identity.agentId),
      });
      ctx.redirect(`${AUTHORIZE}?${asked}#wechat_redirect`);
      return true;
    },
    async returned(ctx) {
      const kept = cookies.read(ctx, NAME);
      cookies.drop(ctx, NAME);
      const { code, state } = ctx.query;
      if (!identity || typeof code !== 'string' || typeof state !== 'string' || !kept) return undefined;
      if (!CODE.test(code) || !isSame(kept, state)) return undefined;
      return identity.userOf(code);
    },
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
