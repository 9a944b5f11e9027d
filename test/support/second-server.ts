// A stand-in for an OpenAI-compatible server on this machine: what it got, and whatever it is told to answer.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SecondReading } from '../../src/ports/second-reader.ts';

export interface Got {
  path: string;
  key: string | undefined;
  /** the request as it came over the wire */
  raw: string;
  body: { model: string; messages: { role: string; content: string }[]; response_format?: { type: string } };
  /** what the model is shown of the message */
  message: string;
}

type Play = (got: Got, response: ServerResponse) => unknown;

export interface SecondServer {
  baseUrl: string;
  got: Got[];
  /** from now on */
  answers(play: Play): void;
}

/** A claim with everything else left empty. */
export const claim = (said: Partial<SecondReading>): SecondReading => ({
  intent: 'leave',
  people: [],
  self: false,
  away: [],
  types: [],
  start: '',
  end: '',
  due: '',
  period: '',
  unit: '',
  place: '',
  reason: '',
  remark: '',
  item: '',
  expected: null,
  present: null,
  progress: null,
  metric: null,
  ...said,
});

export const completion = (content: string): string =>
  JSON.stringify({ id: 'x', choices: [{ index: 0, message: { role: 'assistant', content } }] });

/** Answers with these claims. */
export const reads =
  (...readings: Partial<SecondReading>[]): Play =>
  (_, response) =>
    response.end(completion(JSON.stringify({ readings: readings.map(claim) })));

export const status =
  (code: number, headers: Record<string, string> = {}): Play =>
  (_, response) =>
    response.writeHead(code, headers).end('{"error":{"message":"no"}}');

/** Gone when the test is. */
export async function secondServer(play: Play = reads()): Promise<SecondServer> {
  let playing = play;
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString('utf8');
    const body = JSON.parse(raw) as Got['body'];
    const { message } = JSON.parse(body.messages.at(-1)!.content) as { message: string };
    const one = { path: request.url!, key: request.headers.authorization, raw, body, message };
    got.push(one);
    playing(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    got,
    answers(next) {
      playing = next;
    },
  };
}
