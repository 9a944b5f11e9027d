// The body of a pushed message, by msgtype, with WeCom's byte limits (docs 90236, 99110).
import { createHash } from 'node:crypto';
import { type CardChannel, checkCard } from '../card-rules.ts';
import type { Body, WarningCode } from '../chat-log.ts';
import { bytesOf, cutBytes, type Json } from '../json.ts';
import { aboutMedia, keepMedia } from '../media.ts';
import type { World } from '../world.ts';
import { ApiError, objectOf } from './call.ts';
import { arrayOf, assertFields } from './fields.ts';

export interface Content {
  body: Body;
  warnings?: WarningCode[] | undefined;
}

const TEXT_BYTES = 2048;
const MARKDOWN_BYTES = { app: 2048, bot: 20480, webhook: 4096 };
const WEBHOOK_IMAGE_BYTES = 2 * 1024 * 1024;

/** Where it is seen decides what it may hold: to persons by the application, in its groups, by a webhook, by the bot. */
type Place = CardChannel | 'appchat';

/** Who is called by a text; the application cannot call anybody (docs 90236, 90248, 99110). */
const CALLS: Readonly<Record<Place, readonly string[]>> = {
  app: [],
  appchat: ['mentioned_list'],
  webhook: ['mentioned_list', 'mentioned_mobile_list'],
  bot: [],
};
/** Of each other block; a card has rules of its own. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  markdown: ['content', 'feedback'],
  markdown_v2: ['content'],
  file: ['media_id'],
  image: ['media_id', 'base64', 'md5'],
};

/**
 * @param from decides limits and types; `webhookKey` is the webhook whose uploads may be used
 * @throws ApiError for what WeCom refuses
 */
export function readContent(world: World, message: Json, place: Place, webhookKey?: string): Content {
  const from = place === 'appchat' ? 'app' : place;
  const type = String(message.msgtype);
  const block = objectOf(message[type]);
  const fields = type === 'text' ? ['content', ...CALLS[place]] : FIELDS[type];
  assertFields(block, fields ?? Object.keys(block), type);
  for (const name of CALLS[place]) if (type === 'text') arrayOf(block, name, 'string', MOST_CALLED, 40058);
  if (type === 'text' && from !== 'bot') return readText(block, from);
  if (type === 'markdown' || (type === 'markdown_v2' && from === 'webhook'))
    return readMarkdown(block, place, type);
  if (type === 'template_card') return readCard(world, block, from);
  if (type === 'image' && from === 'webhook') return readInlineImage(world, block);
  if (type === 'file' || (type === 'image' && from === 'app'))
    return readMedia(world, block, type, webhookKey);
  throw new ApiError(40008, `invalid message type ${type}`);
}

function readText(block: Json, from: CardChannel): Content {
  const text = nonEmpty(block.content, from);
  const cut = cutBytes(text, TEXT_BYTES);
  return {
    body: { kind: 'text', text: cut, linked: true },
    warnings: cut === text ? undefined : ['truncated'],
  };
}

function readMarkdown(block: Json, place: Place, type: string): Content {
  const from = place === 'appchat' ? 'app' : place;
  const text = nonEmpty(block.content, from);
  const limit = MARKDOWN_BYTES[from];
  if (bytesOf(text) > limit) throw new ApiError(40058, `${type}.content exceed max length ${limit}`);
  if (block.feedback !== undefined && (from !== 'bot' || !isFeedback(block.feedback)))
    throw new ApiError(40058, `${type}.feedback`);
  const rich = from === 'bot' || type === 'markdown_v2';
  const isRaw = rich ? from === 'webhook' && V2_RAW.test(text) : RAW.test(text);
  const raw = isRaw || (place === 'app' && /<@/.test(text));
  return { body: { kind: 'markdown', text, rich }, warnings: raw ? ['markdown_raw'] : undefined };
}

/** At most 256 bytes (doc 101138). */
function isFeedback(value: unknown): boolean {
  const { id } = objectOf(value);
  return bytesOf(id) >= 1 && bytesOf(id) <= 256;
}

/** Lists, tables, rules, code and pictures stand there as they were written (docs 90236, 99110); 1. looks as it should. */
const RAW = /^\s*[-*+]\s|^\s*\|.*\|\s*$|^\s*-{3,}\s*$|```|!\[/m;
/** The other way round: no colours and nobody called. */
const V2_RAW = /<font|<@/;
/** Not told; a group has no more. */
const MOST_CALLED = 2000;

function readCard(world: World, card: Json, from: CardChannel): Content {
  const { problem, warnings } = checkCard(card, from, world.memory.state.taskIds);
  if (problem) throw new ApiError(problem.errcode, problem.errmsg);
  return { body: { kind: 'card', card }, warnings };
}

function readMedia(world: World, block: Json, kind: 'file' | 'image', webhookKey?: string): Content {
  const known = aboutMedia(world, block.media_id);
  if (!known?.usable || known.file.kind !== kind || known.file.webhook !== webhookKey)
    throw new ApiError(40007, 'invalid media_id');
  return { body: { kind, mediaId: String(block.media_id), name: known.file.name, size: known.file.size } };
}

function readInlineImage(world: World, block: Json): Content {
  const bytes = Buffer.from(String(block.base64 ?? ''), 'base64');
  const type = imageType(bytes);
  if (!type) throw new ApiError(40009, 'invalid image');
  if (bytes.length > WEBHOOK_IMAGE_BYTES) throw new ApiError(93018, 'image too big');
  if (createHash('md5').update(bytes).digest('hex') !== block.md5) throw new ApiError(40058, 'image.md5');
  const name = type === 'image/png' ? 'image.png' : 'image.jpg';
  const mediaId = keepMedia(world, { kind: 'image', name, type, bytes });
  return { body: { kind: 'image', mediaId, name, size: bytes.length } };
}

/** By its first bytes: PNG or JPEG, the only formats WeCom takes. */
export function imageType(bytes: Buffer): 'image/png' | 'image/jpeg' | undefined {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  return undefined;
}

function nonEmpty(content: unknown, from: CardChannel): string {
  if (typeof content === 'string' && content.trim()) return content;
  throw new ApiError(from === 'webhook' ? 93017 : 44004, 'empty content');
}
