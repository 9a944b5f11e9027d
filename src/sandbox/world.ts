// What every part of the stand-in works with.
import type { AppSide } from './app-callback.ts';
import type { BotSide } from './bot-callback.ts';
import type { ChatLog } from './chat-log.ts';
import { type Directory, findPerson, groupsOf, type SandboxPerson } from './directory.ts';
import type { Memory } from './memory.ts';
import type { RefusalCode } from './page-contract.ts';

export const API_BASE = '/sandbox/qyapi';

export interface Credentials {
  corpId: string;
  agentId: string;
  app: { secret: string; token: string; aesKey: string };
  bot: { name: string; token: string; aesKey: string };
}

/** WeCom's documented limits, lowered only by tests. */
export interface RateLimits {
  webhookPerMinute: number;
  memberPerMinute: number;
  memberPerHour: number;
}

export interface World {
  now(): number;
  serverUrl(): string;
  credentials: Credentials;
  directory(): Directory;
  limits: RateLimits;
  memory: Memory;
  log: ChatLog;
  app: AppSide;
  bot: BotSide;
}

/** A refusal the page words by its code. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  constructor(code: RefusalCode, status = 400) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** @throws Refusal for someone outside the sample organisation */
export function personOf(world: World, userId: unknown): SandboxPerson {
  const person = typeof userId === 'string' ? findPerson(world.directory(), userId) : undefined;
  if (!person) throw new Refusal('unknown_person');
  return person;
}

/** Chats a person can open: their groups, and the private one with the bot under the name `private`. */
export function chatKey(
  world: World,
  person: SandboxPerson,
  chat: unknown,
): { key: string; chatId?: string } {
  if (chat === 'private') return { key: `private:${person.userId.toLowerCase()}` };
  const group = groupsOf(world.directory(), person.userId).find((g) => g.chatId === chat);
  if (!group) throw new Refusal('unknown_chat');
  return { key: group.chatId, chatId: group.chatId };
}
