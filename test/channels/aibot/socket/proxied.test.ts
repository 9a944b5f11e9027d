// A machine that reaches the net by a proxy only. Node reads that once, when a process starts: hence one of its own.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { BOT } from '../../../support/socket-client.ts';
import { openSocketStandIn } from '../../../support/socket-stand-in.ts';

const CHECK = join(import.meta.dirname, '../../../../src/channels/aibot/socket/check.ts');
/** Nothing finds it: only a proxy may know where it is. */
const NOWHERE = 'ws://openws.invalid/';

const releases: (() => unknown)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

/** Takes upgrades for `NOWHERE` to that address. */
async function openProxy(target: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(502).end());
  server.on('upgrade', ({ method, url, rawHeaders }, socket: Socket) => {
    asked.push(`${method} ${url}`);
    const onward = connect(Number(new URL(target).port), '127.0.0.1');
    const headers = rawHeaders.map((part, i) => (i % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join('');
    onward.write(`GET / HTTP/1.1\r\n${headers}\r\n`);
    socket.pipe(onward).pipe(socket);
    for (const one of [socket, onward]) sockets.add(one.on('error', () => one.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  releases.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function logIn(env: Record<string, string>): Promise<unknown> {
  const to = JSON.stringify({ ...BOT, url: NOWHERE });
  const code = `const { checkLogin } = await import(${JSON.stringify(CHECK)});
    console.log(JSON.stringify((await checkLogin(${to})) ?? 'right'));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return JSON.parse(stdout);
}

test('the connection takes the way that all other calls take', async () => {
  const wecom = await openSocketStandIn(BOT);
  releases.push(() => wecom.close());
  const proxy = await openProxy(wecom.url);
  expect(await logIn({ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.url })).toBe('right');
  expect(proxy.asked).toEqual(['GET http://openws.invalid/']);
  expect(wecom.complaints).toEqual([]);
  expect(await logIn({})).toEqual({ kind: 'unreachable' });
}, 30_000);
