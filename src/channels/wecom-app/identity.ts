import type { WecomApi } from '../wecom/api.ts';

/**
 * Whose code of 网页授权 it is (doc 91023): works once, within five minutes. Members outside the visible range are named
 * too; undefined for somebody outside the corporation, and for a code that WeCom does not know.
 */
export async function userOfCode(api: WecomApi, code: string): Promise<string | undefined> {
  const answer = await api.call('/cgi-bin/auth/getuserinfo', { params: { code } });
  const userId = answer.ok ? answer.value.userid : undefined;
  return typeof userId === 'string' && userId !== '' ? userId : undefined;
}
