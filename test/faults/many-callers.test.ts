// Callers who come all at once, and callers who never finish: neither keep the others from their answer.
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { appXml, postApp } from '../support/wecom-client.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: TestServer;
const sockets: Socket[] = [];
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.stop();
});

function call(begun: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  sockets.push(socket);
  let said = '';
  socket.on('data', (piece) => {
    said += piece;
  });
  socket.on('error', () => undefined);
  socket.write(begun);
  return new Promise((resolve) => socket.on('close', () => resolve(said)));
}

it('are all answered when five hundred new ones come in the same moment', async () => {
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, i) => postApp(server.url, appXml(`caller${i}`, '帮助'))),
  );
  expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([200]);
});

it('who never end their request are let go, while others are answered', async () => {
  const head = 'POST /wecom/app HTTP/1.1\r\nHost: x\r\n';
  const slow = [
    ...Array.from({ length: 100 }, () => call(head)),
    ...Array.from({ length: 100 }, () => call(`${head}Content-Length: 100\r\n\r\n<xml>`)),
  ];
  expect((await postApp(server.url, appXml('zhaoliu', '帮助'))).status).toBe(200);
  const ends = await Promise.all(slow);
  for (const said of ends) expect(said).toMatch(/^HTTP\/1\.1 408 |^$/);
  expect((await postApp(server.url, appXml('zhaoliu', '帮助'))).status).toBe(200);
});
