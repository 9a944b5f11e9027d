// The page on a port of its own, over the store of a dialogue and under a clock of the test.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { createDashboard } from '../../src/dashboard/dashboard.ts';
import { createEntryLinks, sha256 } from '../../src/dashboard/entry-links.ts';
import { ENTRY_LIFE_MS } from '../../src/ports/dashboard.ts';
import type { Dialogue } from './dialogue.ts';

type Parts = Parameters<typeof createDashboard>[0];
type Chat = Pick<Dialogue, 'store' | 'tools'>;

export interface Served {
  url: string;
  /** what went wrong inside */
  failures: unknown[];
  /** a key as a link of the bot carries it */
  key(userId: string): Promise<string>;
  /** a cookie of somebody who is in */
  enter(userId: string): Promise<string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function serveDashboard(
  { store, tools }: Chat,
  clock: Parts['clock'],
  given: Partial<Parts> = {},
): Promise<Served> {
  const koa = new Koa();
  const failures: unknown[] = [];
  let url = '';
  koa.silent = true;
  koa.on('error', (error) => failures.push(error));
  const base = given.base ?? (() => url);
  koa.use(createDashboard({ ...tools, store, clock, base, ...given }));
  const server = createServer(koa.callback()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const links = createEntryLinks('secret', () => url);
  const served: Served = {
    url,
    failures,
    async key(userId) {
      const { link, hash } = links.make();
      await store.write((tx) => tx.addEntryKey(hash, userId, clock.now() + ENTRY_LIFE_MS));
      return keyIn(links.unsealed(link));
    },
    async enter(userId) {
      const answer = await served.post('/dashboard/enter', { key: await served.key(userId) });
      return cookieOf(answer);
    },
    get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }),
    post: (path, form = {}, headers = {}) =>
      fetch(url + path, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
}

/** The key in a link that the bot gave. */
export const keyIn = (text: string): string =>
  /\/dashboard\/enter\?key=([0-9a-f]{64})(?![0-9a-f])/.exec(text)![1]!;

export const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0]!;

/** What the store calls it. */
export const hashOf = sha256;
