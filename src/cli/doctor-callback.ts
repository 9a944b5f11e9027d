// `doctor` on the callback addresses: walked as WeCom walks, through PUBLIC_URL and whatever stands before the server.
import { createCrypto } from '../channels/wecom/crypto.ts';
import { appEvent, botEvent, type Walk, walkGet, walkPost } from '../channels/wecom/reach.ts';
import { DAY_MS, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import type { Config } from '../settings/environment.ts';
import type { OpenStore } from '../store/store.ts';
import { type Finding, finding } from './finding.ts';

/** When somebody was last heard through each address. */
type Heard = Partial<Record<'app' | 'bot', Instant>>;

/** So many of the newest messages are looked at for the last one of a product. */
const NEWEST = 200;

export async function lastHeard(store: OpenStore): Promise<Heard> {
  const newest = await store.db
    .selectFrom('message')
    .select(['channel', 'at'])
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute();
  const of = (product: string) => newest.find(({ channel }) => channel === product)?.at;
  const [app, bot] = [of('app'), of('bot')];
  return { ...(app !== undefined && { app: Number(app) }), ...(bot !== undefined && { bot: Number(bot) }) };
}

interface Place {
  product: 'app' | 'bot';
  path: string;
  address: Omit<Parameters<typeof walkPost>[0], 'url'>;
}

/** One line for each address that is in use, and one where none can be checked. */
export async function callbackFindings(config: Config, now: Instant, heard: Heard = {}): Promise<Finding[]> {
  const { publicUrl, mode } = config;
  if (mode === 'sandbox') return [finding('✓', 'doctor.reach_not_needed')];
  const places = placesOf(config, now);
  if (places.length === 0) return [];
  if (!publicUrl) return [finding('△', 'doctor.reach_unchecked')];
  const [, base = ''] = /^(.*)\/wecom\/(?:app|bot)$/i.exec(publicUrl) ?? [];
  if (base !== '') return [finding('✗', 'doctor.reach_path', { base, url: publicUrl })];
  return Promise.all(
    places.map((place) => {
      const at = heard[place.product];
      const lately = at !== undefined && now - at < DAY_MS ? isoShanghai(at) : '';
      return placeFinding(place, publicUrl, { local: localUrl(config), heard: lately });
    }),
  );
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

interface Known {
  /** where the server itself listens */
  local: string | undefined;
  /** when a message of WeCom's came through lately; empty without one */
  heard: string;
}

async function placeFinding(place: Place, base: string, known: Known): Promise<Finding> {
  const url = `${base}${place.path}`;
  const address = { ...place.address, url };
  const get = await walkGet(address);
  if (get.kind !== 'ok') return told(place, url, get, 'GET', known);
  const post = await walkPost(address);
  return post.kind === 'ok' ? finding('✓', 'doctor.reach', { url }) : told(place, url, post, 'POST', known);
}

async function told(
  place: Place,
  url: string,
  walk: Exclude<Walk, { kind: 'ok' }>,
  method: 'GET' | 'POST',
  { local = '', heard: lately }: Known,
): Promise<Finding> {
  const data = { url, method };
  const direct = await walkDirectly(place, local);
  const heard = direct === 'taken' && mayBeOnlyHere(walk, method) ? lately : '';
  switch (walk.kind) {
    case 'redirected':
      return finding('✗', 'doctor.reach_redirected', { ...data, to: walk.to });
    case 'cached':
      return finding('✗', 'doctor.reach_cached', data);
    case 'changed':
      return finding('✗', 'doctor.reach_changed', data);
    case 'refused':
      // Taken directly and refused from outside: it is lost on the way.
      return direct === 'taken'
        ? finding('✗', 'doctor.reach_query_lost', data)
        : finding('✗', 'doctor.reach_refused', { ...data, product: place.product });
    case 'page':
      return finding('✗', 'doctor.reach_other', data);
    case 'status':
      if (walk.status === 404) return finding('✗', 'doctor.reach_not_found', { ...data, direct, local });
      if (walk.status >= 502 && walk.status <= 504)
        return finding('✗', 'doctor.reach_gateway', { ...data, status: walk.status, direct, local });
      return finding(heard ? '△' : '✗', 'doctor.reach_status', { ...data, status: walk.status, heard });
    case 'failed':
      return finding(heard ? '△' : '✗', 'doctor.reach_failed', { url, reason: walk.reason, heard });
  }
}

const SILENT = new Set(['timeout', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What WeCom need not meet: many a router does not lead a machine to its own outside address, and a list of addresses
 * that are let through may have WeCom's on it and not this machine's. Whatever else fails, fails for WeCom as well.
 */
function mayBeOnlyHere(walk: Walk, method: 'GET' | 'POST'): boolean {
  if (walk.kind === 'failed') return SILENT.has(walk.reason);
  return walk.kind === 'status' && walk.status === 403 && method === 'GET';
}

/** What the server says without anything before it: `away`, nothing listens there; `unknown`, nobody knows where it is. */
async function walkDirectly(
  { address, path }: Place,
  local: string,
): Promise<'taken' | 'lacking' | 'away' | 'unknown'> {
  if (local === '') return 'unknown';
  const walk = await walkGet({ ...address, url: `${local}${path}` });
  if (walk.kind === 'ok') return 'taken';
  if (walk.kind === 'failed') return 'away';
  return walk.kind === 'status' && walk.status === 404 ? 'lacking' : 'unknown';
}
