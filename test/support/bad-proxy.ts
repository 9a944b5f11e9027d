// A reverse proxy as somebody set it up in a hurry: each way of it breaks callbacks in one way.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Misbehaviour =
  | 'none'
  | 'redirects'
  | 'drops_query'
  | 'answers_html'
  | 'answers_404'
  | 'answers_502'
  | 'caches'
  | 'quotes'
  | 'refuses_post'
  | 'forbids_post'
  | 'refuses_us'
  | 'says_nothing';

/** Forwards /zbt/… to the server's /…; resolves to the address to be entered as PUBLIC_URL. */
export async function badProxy(target: () => string, way: Misbehaviour): Promise<string> {
  const kept = new Map<string, string>();
  const proxy = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://x');
    if (way === 'redirects')
      return void response.writeHead(301, { location: `https://zbt.example${request.url}` }).end();
    if (way === 'answers_html')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>welcome</html>');
    if (way === 'answers_404') return void response.writeHead(404).end('not found');
    if (way === 'answers_502') return void response.writeHead(502).end('<h1>Bad Gateway</h1>');
    if (way === 'refuses_us') return void response.writeHead(403).end();
    if (way === 'says_nothing') return;
    if (way === 'refuses_post' && request.method === 'POST') return void response.writeHead(405).end();
    if (way === 'forbids_post' && request.method === 'POST') return void response.writeHead(403).end();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const path = url.pathname.replace(/^\/zbt/, '');
    const known = request.method === 'GET' ? kept.get(path) : undefined;
    if (way === 'caches' && known !== undefined) return void response.end(known);
    const answer = await fetch(`${target()}${path}${way === 'drops_query' ? '' : url.search}`, {
      method: request.method!,
      ...(request.method === 'POST' && { body: Buffer.concat(parts) }),
    });
    const text = await answer.text();
    if (request.method === 'GET') kept.set(path, text);
    response.writeHead(answer.status).end(way === 'quotes' ? `"${text}"` : text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/zbt`;
}
