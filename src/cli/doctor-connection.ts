// The bot's long connection: who holds it, what keeps it from standing, and where the bot cannot speak by itself yet.
import { LONG_CONNECTION } from '../app/long-connection.ts';
import { checkLogin } from '../channels/aibot/socket/check.ts';
import { MINUTE_MS } from '../domain/calendar/time.ts';
import type { Config } from '../settings/environment.ts';
import type { OpenStore } from '../store/store.ts';
import { type Finding, finding } from './finding.ts';
import { whereSilent } from './silent.ts';

/** That a server was thrown out still counts so long after it gave up its place. */
const FRESH_MS = 15 * MINUTE_MS;
/** Of the check's own lease: longer than a login takes. */
const CHECK_MS = 25_000;
const NAMES = 10;

export async function connectionFindings(config: Config, store: OpenStore): Promise<Finding[]> {
  if (!config.longConnection) return [];
  return [await stateFinding(config, store), ...(await silentFindings(config, store))];
}

async function stateFinding(config: Config, store: OpenStore): Promise<Finding> {
  const lease = await store.lease(LONG_CONNECTION);
  if (lease) {
    const isHeld = lease.leftMs > 0;
    const note = JSON.parse(lease.note) as { state: string; code?: number; errmsg?: string };
    if (isHeld && note.state === 'connected')
      return finding('✓', 'doctor.connection', { minutes: Math.floor(lease.ageMs / MINUTE_MS) });
    // Whoever threw it out is connected still, and a login would throw them out in turn. Of a refusal that is over
    // nothing is believed: the secret may have been mended since.
    if (isHeld || (note.state === 'kicked' && lease.ageMs < FRESH_MS)) return troubleFinding(config, note);
  }
  return ownCheck(config, store);
}

/** Nobody is connected, so nobody is thrown out by a login of our own. */
async function ownCheck(config: Config, store: OpenStore): Promise<Finding> {
  const me = `doctor:${process.pid}`;
  if (!(await store.holdLease(LONG_CONNECTION, me, CHECK_MS, JSON.stringify({ state: 'connecting' }))))
    return finding('✓', 'doctor.connection', { minutes: 0 });
  const ending = await checkLogin({ url: config.botWsUrl, ...config.longConnection! });
  await store.releaseLease(LONG_CONNECTION, me, JSON.stringify({ state: 'unreachable' }));
  return ending
    ? troubleFinding(config, { ...ending, state: ending.kind })
    : finding('△', 'doctor.connection_nobody');
}

function troubleFinding(
  { botWsUrl: url }: Config,
  { state, code, errmsg = '' }: { state: string; code?: number; errmsg?: string },
): Finding {
  switch (state) {
    case 'refused':
      return finding('✗', 'doctor.connection_refused', { code: code ?? 0, errmsg });
    case 'kicked':
      return finding('✗', 'doctor.connection_kicked');
    default:
      return finding('✗', 'doctor.connection_down', { ...hostAndPort(url), state });
  }
}

/** Of a wss or ws address, whose port is not written where it is the usual one. */
function hostAndPort(url: string): { host: string; port: string } {
  const { hostname, port, protocol } = new URL(url);
  return { host: hostname, port: port || (protocol === 'ws:' ? '80' : '443') };
}

async function silentFindings(config: Config, store: OpenStore): Promise<Finding[]> {
  const { groups, people } = await whereSilent(config, store);
  return [
    ...(groups.length > 0
      ? [finding('△', 'doctor.chats_silent', { count: groups.length, names: groups.slice(0, NAMES) })]
      : []),
    ...(people.length > 0
      ? [finding('△', 'doctor.people_silent', { count: people.length, names: people.slice(0, NAMES) })]
      : []),
  ];
}
