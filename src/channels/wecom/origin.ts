/** The one host of WeCom's API; everything one-shot or secret goes there or to the configured stand-in for it. */
const API_HOST = 'qyapi.weixin.qq.com';
/** Storage of 智能机器人 media (doc 100719): Tencent's account in any region, never another tenant's bucket. */
const BOT_MEDIA_HOST = /^ww-aibot-[a-z]+-1258476243\.cos\.[a-z0-9-]+\.myqcloud\.com$/;

/** True for https on WeCom's API host, and for whatever has the origin of the configured API base. */
export function isApiUrl(url: string, apiBase: string): boolean {
  const parsed = plainUrl(url);
  return parsed !== null && (isHttps(parsed, API_HOST) || parsed.origin === new URL(apiBase).origin);
}

/** Where media of the bot may be fetched from: `isApiUrl`, its storage, and hosts named in `extraHosts`. */
export function isMediaUrl(url: string, apiBase: string, extraHosts: readonly string[] = []): boolean {
  if (isApiUrl(url, apiBase)) return true;
  const parsed = plainUrl(url);
  if (parsed === null) return false;
  const known = BOT_MEDIA_HOST.test(parsed.hostname) || extraHosts.includes(parsed.hostname);
  return known && isHttps(parsed, parsed.hostname);
}

/** Null for what does not parse and for addresses with user or password in them. */
function plainUrl(url: string): URL | null {
  const parsed = URL.parse(url.trim());
  return parsed && parsed.username === '' && parsed.password === '' ? parsed : null;
}

function isHttps(url: URL, hostname: string): boolean {
  return url.protocol === 'https:' && url.hostname === hostname && url.port === '';
}
