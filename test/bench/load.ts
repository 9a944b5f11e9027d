import { connect } from 'node:net';

export interface LoadResult {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** answers other than 200 */
  failed: number;
  bodies: string[];
}

/**
 * Sends prepared HTTP requests over `connections` keep-alive sockets, one at a time on each, each request once.
 * Raw sockets: the generator must cost less than the server it measures.
 */
export async function load(port: number, requests: Buffer[], connections: number): Promise<LoadResult> {
  const times: number[] = [];
  const bodies: string[] = [];
  let next = 0;
  let failed = 0;
  const startedAt = performance.now();

  const worker = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let sentAt = 0;
      let buffered = '';
      const send = () => {
        if (next >= requests.length) {
          socket.end();
          resolve();
          return;
        }
        sentAt = performance.now();
        socket.write(requests[next++]!);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        buffered += chunk.toString('latin1');
        const split = buffered.indexOf('\r\n\r\n');
        if (split < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(buffered)?.[1] ?? 0);
        if (buffered.length < split + 4 + length) return;
        times.push(performance.now() - sentAt);
        if (!buffered.startsWith('HTTP/1.1 200')) failed += 1;
        if (bodies.length < 100) bodies.push(buffered.slice(split + 4, split + 4 + length));
        buffered = '';
        send();
      });
    });

  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  times.sort((a, b) => a - b);
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return {
    perSecond: requests.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    failed,
    bodies,
  };
}

export function httpPost(path: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
