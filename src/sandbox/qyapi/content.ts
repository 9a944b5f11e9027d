// The body of a pushed message, by msgtype, with WeCom's byte limits (docs 90236, 99110).
import { createHash } from 'node:crypto';
import { type CardChannel, checkCard } from '../card-rules.ts';
import type { Body, WarningCode } from '../chat-log.ts';
import { bytesOf, cutBytes, type Json } from '../json.ts';
import { aboutMedia, keepMedia } from '../media.ts';
import type { World } from '../world.ts';
import { ApiError, objectOf } from './call.ts';
import { assertFields } from './fields.ts';

export interface Content {
  body: Body;
  warnings?: WarningCode[] | undefined;
}

const TEXT_BYTES = 2048;
const MARKDOWN_BYTES = { app: 2048, bot: 20480, webhook: 4096 };
const WEBHOOK_IMAGE_BYTES = 2 * 1024 * 1024;

/** Of each block; a card has rules of its own. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  text: ['content', 'mentioned_list', 'mentioned_mobile_list'],
  markdown: ['content', 'feedback'],
  markdown_v2: ['content'],
  file: ['media_id'],
  image: ['media_id', 'base64', 'md5'],
};

/**
 * @param from decides limits and types; `webhookKey` is the webhook whose uploads may be used
 * @throws ApiError for what WeCom refuses
 */
export function readContent(world: World, message: Json, from: CardChannel, webhookKey?: string): Content {
  const type = String(message.msgtype);
  const block = objectOf(message[type]);
  assertFields(block, FIELDS[type] ?? Object.keys(block), type);
  if (type === 'text' && from !== 'bot') return readText(block, from);
  if (type === 'markdown' || (type === 'markdown_v2' && from === 'webhook'))
    return readMarkdown(block, from, type);
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

function readMarkdown(block: Json, from: CardChannel, type: string): Content {
  const text = nonEmpty(block.content, from);
  const limit = MARKDOWN_BYTES[from];
  if (bytesOf(text) > limit) throw new ApiError(40058, `${type}.content exceed max length ${limit}`);
  return { body: { kind: 'markdown', text, rich: from === 'bot' || type === 'markdown_v2' } };
}

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
