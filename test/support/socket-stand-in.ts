// WeCom's long-connection server on this machine (doc 101463), which complains about whatever the docs forbid.
//
//   const wecom = await openSocketStandIn({ botId: 'bot', secret: 's3cret' });   // close() it when done
//   …client connects to wecom.url…
//   await wecom.whenSubscribed();
//   expect(await wecom.say({ userId: 'u1', text: '帮助' }).text()).toBe('…');
//   await wecom.waitForPush(({ body }) => body.chatid === 'u1');
//   expect(wecom.complaints).toEqual([]);
//
// A push to a chat needs a message there first: `say`, or `activate` for one of long ago. Every fault stays until it
// is used up or taken back. Complaints read `#<connection> <cmd>: <what>`.
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type RawData, WebSocketServer } from 'ws';
import { createSpeaker, disconnectedEvent, type Speaker } from './socket-stand-in/callbacks.ts';
import { createReceiver } from './socket-stand-in/commands.ts';
import { createFaults, type FaultSwitches } from './socket-stand-in/faults.ts';
import { createMediaShelf } from './socket-stand-in/media.ts';
import type {
  Connection,
  Json,
  Line,
  Push,
  ReceivedFrame,
  StandInOptions,
  Upload,
  World,
} from './socket-stand-in/types.ts';

export interface SocketStandIn extends Speaker, FaultSwitches {
  /** ws://127.0.0.1:port */
  url: string;
  /** http://127.0.0.1:port, where media are */
  httpUrl: string;
  complaints: string[];
  /** every connection there was, oldest first */
  connections: Connection[];
  /** every frame received, oldest first */
  frames: ReceivedFrame[];
  uploads: Upload[];
  /** paths of media that were fetched */
  mediaFetched: string[];
  /** ids of streams that were begun and never finished */
  openStreams(): string[];
  /** frames received with this cmd */
  framesOf(cmd: string): ReceivedFrame[];
  /** accepted pushes, oldest first */
  pushes(chatid?: string): Push[];
  /** the first accepted push the predicate holds for, also of those before; rejects after `timeoutMs` (3000) */
  waitForPush(predicate: (push: Push) => boolean, timeoutMs?: number): Promise<Push>;
  /** once `count` subscribes in all have succeeded (1) */
  whenSubscribed(count?: number, timeoutMs?: number): Promise<void>;
  /** resolves as soon as the condition holds; looked at after every frame, opening and close */
  when(condition: () => boolean, what: string, timeoutMs?: number): Promise<void>;
  /** a chat somebody wrote in long ago */
  activate(chat: { userId: string } | { chatId: string }): void;
  /** a chat that exists, and nobody wrote in */
  know(chat: { userId: string } | { chatId: string }): void;
  /** the bot is taken out of a group: pushes get 93008 until somebody writes there again */
  remove(chatId: string): void;
  /** the text of a disconnected_event, for `rawFrames` */
  disconnectedEvent(): string;
  close(): Promise<void>;
}

export async function openSocketStandIn(options: StandInOptions): Promise<SocketStandIn> {
  const now = options.now ?? (() => Date.now());
  const world: World = {
    options,
    now,
    complaints: [],
    connections: [],
    frames: [],
    lines: new Map(),
    chats: new Map(),
    callbacks: new Map(),
    streams: new Map(),
    taskIds: {},
    invented: new Set(),
    pushes: [],
    uploads: [],
    faults: {
      ackDelayMs: 0,
      swallowAcks: 0,
      doubleAcks: false,
      lose: 0,
      refuseSecret: false,
      refuseUpgrades: false,
      hangUpgrades: false,
      neverAckSubscribe: false,
    },
    changed: new Set(),
    timers: new Set(),
  };
  let port = 0;
  const shelf = createMediaShelf(now, () => `http://127.0.0.1:${port}`);
  const receiver = createReceiver(world);
  const look = () => {
    for (const each of [...world.changed]) each();
  };

  const upgrader = new WebSocketServer({ noServer: true, autoPong: false, maxPayload: 32 * 1024 * 1024 });
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => shelf.serve(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('upgrade', (request, stream, head) => {
    const socket = stream as Socket;
    if (world.faults.hangUpgrades) return;
    if (world.faults.refuseUpgrades)
      return void socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
    upgrader.handleUpgrade(request, socket, head, (ws) => {
      const history: Connection = { id: world.connections.length + 1, openedAt: now() };
      world.connections.push(history);
      const line: Line = {
        history,
        ws,
        socket,
        subscribed: false,
        subscribes: 0,
        silent: false,
        unacked: new Set(),
      };
      world.lines.set(history.id, line);
      const rest = idler(line, options.idleMs);
      ws.on('message', (data: RawData, isBinary) => {
        rest();
        receiver.receive(line, data as Buffer, isBinary);
      });
      ws.on('ping', (data: Buffer) => {
        rest();
        if (!line.silent) ws.pong(data);
      });
      ws.on('error', (error) => world.complaints.push(`#${history.id} broken frame: ${error.message}`));
      ws.on('close', (code) => {
        rest(true);
        line.subscribed = false;
        history.closedAt = now();
        history.closeCode = code;
        world.lines.delete(history.id);
        look();
      });
      look();
    });
  });
  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen();
  port = (server.address() as AddressInfo).port;

  function when(condition: () => boolean, what: string, timeoutMs = 3000): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const check = () => condition() && resolve();
    const timer = setTimeout(
      () => reject(new Error(`waited in vain for ${what}; complaints ${JSON.stringify(world.complaints)}`)),
      timeoutMs,
    );
    world.changed.add(check);
    check();
    return promise.finally(() => {
      clearTimeout(timer);
      world.changed.delete(check);
    });
  }

  function meet(chat: { userId: string } | { chatId: string }, active: boolean): void {
    const [id, type] =
      'userId' in chat ? ([chat.userId, 'single'] as const) : ([chat.chatId, 'group'] as const);
    world.chats.set(id, { type, active, removed: false, told: false });
  }

  return {
    url: `ws://127.0.0.1:${port}`,
    httpUrl: `http://127.0.0.1:${port}`,
    complaints: world.complaints,
    connections: world.connections,
    frames: world.frames,
    uploads: world.uploads,
    mediaFetched: shelf.fetched,
    openStreams: () => [...world.streams].filter(([, s]) => !s.finished).map(([id]) => id),
    framesOf: (cmd) => world.frames.filter(({ frame }) => frame?.cmd === cmd),
    pushes: (chatid) => world.pushes.filter(({ body }) => chatid === undefined || body.chatid === chatid),
    async waitForPush(predicate, timeoutMs) {
      await when(() => world.pushes.some(predicate), 'a push', timeoutMs);
      return world.pushes.find(predicate)!;
    },
    whenSubscribed: (count = 1, timeoutMs) =>
      when(
        () => world.connections.filter((c) => c.subscribedAt !== undefined).length >= count,
        `${count} subscribes`,
        timeoutMs,
      ),
    when,
    activate: (chat) => meet(chat, true),
    know: (chat) => meet(chat, false),
    remove: (chatId) =>
      void world.chats.set(chatId, { type: 'group', active: false, removed: true, told: false }),
    disconnectedEvent: () => JSON.stringify(disconnectedEvent(world) satisfies Json),
    ...createSpeaker(world, shelf),
    ...createFaults(world, receiver, { listen, stop }),
    async close() {
      for (const timer of world.timers) clearTimeout(timer);
      if (server.listening) await stop();
    },
  };
}

/** Drops a connection that says nothing; the returned function is called with each sign of life, and at the end. */
function idler(line: Line, idleMs: number | undefined): (ended?: boolean) => void {
  if (idleMs === undefined) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const rest = (ended = false) => {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => line.ws.terminate(), idleMs);
  };
  rest();
  return rest;
}
