// Codes WeCom hands out once: to change a card (72 h, doc 94888) and to answer later (1 h, doc 101138).
import { randomBytes } from 'node:crypto';
import type { Ticket } from './memory.ts';
import { API_BASE, type World } from './world.ts';

const CARD_MS = 72 * 3600_000;
const REPLY_MS = 3600_000;

function issue(world: World, ticket: Ticket): string {
  const code = randomBytes(24).toString('base64url');
  world.memory.state.tickets[code] = ticket;
  world.memory.changed();
  return code;
}

/** `response_code` for the card sent under this msgid. */
export const issueCardCode = (world: World, msgid: string) =>
  issue(world, { use: 'card', until: world.now() + CARD_MS, target: msgid });

/** `response_url` for the chat a callback came from. */
export function issueReplyUrl(world: World, chat: string): string {
  const code = issue(world, { use: 'reply', until: world.now() + REPLY_MS, target: chat });
  return `${world.serverUrl()}${API_BASE}/cgi-bin/aibot/response?response_code=${code}`;
}

/** The ticket, if still valid; it stays usable until `spend`. */
export function validTicket(world: World, use: Ticket['use'], code: unknown): Ticket | undefined {
  const ticket = typeof code === 'string' ? world.memory.state.tickets[code] : undefined;
  return ticket?.use === use && ticket.until >= world.now() ? ticket : undefined;
}

export function spend(world: World, code: string): void {
  delete world.memory.state.tickets[code];
  world.memory.changed();
}
