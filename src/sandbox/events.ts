// Server-sent events: what appears in a chat reaches every open page at once.
import type { ServerResponse } from 'node:http';
import { type ChatMessage, seenBy } from './chat-log.ts';
import { groupsOf } from './directory.ts';
import type { ClockState, PageEvents } from './page-contract.ts';
import type { World } from './world.ts';

const HEARTBEAT_MS = 20_000;

export interface EventStreams {
  open(response: ServerResponse, userId: string): void;
  clock(): void;
  close(): void;
}

/** @param clockState what the page shows as time */
export function createEventStreams(world: World, clockState: () => ClockState): EventStreams {
  const open = new Map<ServerResponse, string>();
  const send = <E extends keyof PageEvents>(response: ServerResponse, event: E, data: PageEvents[E]) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  const stopListening = world.log.listen((event, message) => {
    for (const [response, userId] of open) {
      if (isVisible(world, message, userId)) send(response, event, seenBy(message, userId));
      // Others' messages stay theirs; that something arrived helps to find who to be next.
      else if (event === 'message' && message.from === 'bot')
        send(response, 'elsewhere', { chat: message.chat });
    }
  });
  const heartbeat = setInterval(() => {
    for (const response of open.keys()) response.write(':\n\n');
  }, HEARTBEAT_MS).unref();

  return {
    open(response, userId) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      open.set(response, userId);
      response.on('close', () => open.delete(response));
    },
    clock() {
      for (const response of open.keys()) send(response, 'clock', clockState());
    },
    close() {
      clearInterval(heartbeat);
      stopListening();
      for (const response of open.keys()) response.end();
      open.clear();
    },
  };
}

function isVisible(world: World, { chat }: ChatMessage, userId: string): boolean {
  if (chat.startsWith('private:')) return chat === `private:${userId.toLowerCase()}`;
  return groupsOf(world.directory(), userId).some((g) => g.chatId === chat);
}
