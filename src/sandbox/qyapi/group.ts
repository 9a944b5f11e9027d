// What reaches a group from outside a conversation: its webhook (doc 99110) and the bot's one-shot
// response_url (doc 101138).
import type { SandboxGroup } from '../directory.ts';
import type { Json } from '../json.ts';
import { spend, validTicket } from '../tickets.ts';
import { type ApiCall, ApiError, done, jsonBody } from './call.ts';
import { readContent } from './content.ts';
import { assertFields } from './fields.ts';
import type { Rates } from './rates.ts';

const MINUTE_MS = 60_000;

/** @throws ApiError 93000 for a key no group has */
export function groupOfKey({ world, query }: ApiCall): SandboxGroup {
  const key = query.get('key');
  const group = world.directory().groups.find((g) => g.webhookKey && g.webhookKey === key);
  if (!group) throw new ApiError(93000, 'invalid webhook url');
  return group;
}

export function sendToWebhook(call: ApiCall, rates: Rates): Json {
  const { world } = call;
  const group = groupOfKey(call);
  const message = jsonBody(call);
  assertFields(message, ['msgtype', String(message.msgtype)]);
  const content = readContent(world, message, 'webhook', group.webhookKey);
  if (!rates.take(`webhook:${group.webhookKey}`, world.now(), [world.limits.webhookPerMinute, MINUTE_MS]))
    throw new ApiError(45009, 'api freq out of limit');
  world.log.add({ chat: group.chatId, from: 'bot', via: 'webhook', ...content });
  return done();
}

export function answerLater(call: ApiCall): Json {
  const { world, query } = call;
  const code = query.get('response_code');
  const ticket = validTicket(world, 'reply', code);
  if (!ticket) throw new ApiError(60140, 'invalid response_code, possibly expired');
  const message = jsonBody(call);
  assertFields(message, ['msgtype', String(message.msgtype)]);
  // A card may only answer a single chat this way, and the stand-in's bot lives in groups.
  if (message.msgtype !== 'markdown') throw new ApiError(40008, `invalid message type ${message.msgtype}`);
  const content = readContent(world, message, 'bot');
  spend(world, String(code));
  world.log.add({ chat: ticket.target, from: 'bot', via: 'response_url', ...content });
  return done();
}
