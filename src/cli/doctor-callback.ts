// `doctor` on the callback addresses: walked as WeCom walks, through PUBLIC_URL and whatever stands before the server.
import { createCrypto } from '../channels/wecom/crypto.ts';
import { appEvent, botEvent, type Walk, walkGet, walkPost } from '../channels/wecom/reach.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Config } from '../settings/environment.ts';
import { type Finding, finding } from './finding.ts';

interface Place {
  product: 'app' | 'bot';
  path: string;
  address: Omit<Parameters<typeof walkPost>[0], 'url'>;
}

/** One line for each address that is in use, and one where none can be checked. */
export async function callbackFindings(config: Config, now: Instant): Promise<Finding[]> {
  const { publicUrl, mode } = config;
  if (mode === 'sandbox') return [finding('✓', 'doctor.reach_not_needed')];
  const places = placesOf(config, now);
  if (places.length === 0) return [];
  if (!publicUrl) return [finding('△', 'doctor.reach_unchecked')];
  const found: Finding[] = [];
  for (const place of places) found.push(await placeFinding(place, publicUrl, localUrl(config)));
  return found;
}

function placesOf({ app, bot }: Config, now: Instant): Place[] {
  return [
    ...(app
      ? [
          {
            product: 'app' as const,
            path: '/wecom/app',
            address: {
              crypto: createCrypto({
                token: app.token,
                encodingAesKey: app.aesKey,
                receiveId: app.corpId,
              }),
              event: appEvent(app.corpId, now),
            },
          },
        ]
      : []),
    ...(bot
      ? [
          {
            product: 'bot' as const,
            path: '/wecom/bot',
            address: {
              crypto: createCrypto({ token: bot.token, encodingAesKey: bot.aesKey, receiveId: '' }),
              event: botEvent,
            },
          },
        ]
      : []),
  ];
}

/** Where the server itself listens, to tell a fault of the proxy from one of the server. */
function localUrl({ host, port }: Config): string | undefined {
  if (port === 0) return undefined;
  const at = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${at.includes(':') ? `[${at}]` : at}:${port}`;
}

async function placeFinding(place: Place, base: string, local: string | undefined): Promise<Finding> {
  const url = `${base}${place.path}`;
  const address = { ...place.address, url };
  const get = await walkGet(address);
  if (get.kind !== 'ok') return told(place, url, get, 'GET', local);
  const post = await walkPost(address);
  return post.kind === 'ok' ? finding('✓', 'doctor.reach', { url }) : told(place, url, post, 'POST', local);
}

async function told(
  place: Place,
  url: string,
  walk: Exclude<Walk, { kind: 'ok' }>,
  method: 'GET' | 'POST',
  local: string | undefined,
): Promise<Finding> {
  const data = { url, method };
  switch (walk.kind) {
    case 'redirected':
      return finding('✗', 'doctor.reach_redirected', { ...data, to: walk.to });
    case 'cached':
      return finding('✗', 'doctor.reach_cached', data);
    case 'changed':
      return finding('✗', 'doctor.reach_changed', data);
    case 'refused': {
      // Taken directly and refused from outside: it is lost on the way.
      const direct = local && (await walkGet({ ...place.address, url: `${local}${place.path}` }));
      return direct && direct.kind === 'ok'
        ? finding('✗', 'doctor.reach_query_lost', data)
        : finding('✗', 'doctor.reach_refused', { ...data, product: place.product });
    }
    case 'page':
      return finding('✗', 'doctor.reach_other', data);
    case 'status':
      if (walk.status === 404) return finding('✗', 'doctor.reach_not_found', data);
      if (walk.status >= 502 && walk.status <= 504)
        return finding('✗', 'doctor.reach_gateway', { ...data, status: walk.status });
      return finding('✗', 'doctor.reach_status', { ...data, status: walk.status });
    case 'failed':
      return finding('✗', 'doctor.reach_failed', { url, reason: walk.reason });
  }
}
