// A client without manners: sends whatever it is told, and keeps what comes.
import { WebSocket } from 'ws';
import type { Json } from './types.ts';

export interface BareClient {
  ws: WebSocket;
  /** everything that came, oldest first */
  got: Json[];
  closed: Promise<number>;
  /** an invented req_id */
  id(): string;
  /** sends any frame as JSON */
  send(frame: unknown): void;
  /** sends a command and waits for its acknowledgement */
  call(cmd: string, body?: unknown, reqId?: string): Promise<{ errcode: number; body?: Json }>;
  subscribe(secret?: string): Promise<{ errcode: number }>;
  /** the next frame that fulfils the condition, also of those before */
  until(condition: (frame: Json) => boolean): Promise<Json>;
}

export async function bareClient(url: string, botId: string, itsSecret: string): Promise<BareClient> {
  const ws = new WebSocket(url);
  const got: Json[] = [];
  const looks = new Set<() => void>();
  let invented = 0;
  ws.on('message', (data) => {
    got.push(JSON.parse(String(data)) as Json);
    for (const look of [...looks]) look();
  });
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  await new Promise<void>((resolve, reject) => ws.on('open', resolve).on('error', reject));

  const id = () => `req_${invented++}_${crypto.randomUUID()}`;
  const send = (frame: unknown) => ws.send(JSON.stringify(frame));
  function until(condition: (frame: Json) => boolean): Promise<Json> {
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    const look = () => {
      const frame = got.find(condition);
      if (frame) resolve(frame);
    };
    const timer = setTimeout(() => reject(new Error(`not among ${JSON.stringify(got)}`)), 3000);
    looks.add(look);
    look();
    return promise.finally(() => {
      clearTimeout(timer);
      looks.delete(look);
    });
  }
  async function call(cmd: string, body?: unknown, reqId = id()) {
    const before = got.length;
    send({ cmd, headers: { req_id: reqId }, body });
    const isAck = (frame: Json) =>
      frame.cmd === undefined && (frame.headers as Json).req_id === reqId && got.indexOf(frame) >= before;
    return (await until(isAck)) as { errcode: number; body?: Json };
  }
  const subscribe = (secret = itsSecret) => call('aibot_subscribe', { bot_id: botId, secret });
  return { ws, got, closed, id, send, call, subscribe, until };
}
