// What a person does in a chat, carried to the server the way WeCom would, and what comes back.
import { randomBytes } from 'node:crypto';
import { type AppAnswer, callApp } from './app-callback.ts';
import { type BotAnswer, callBot } from './bot-callback.ts';
import type { Body, ChatMessage, WarningCode } from './chat-log.ts';
import type { SandboxPerson } from './directory.ts';
import { cutBytes, type Json } from './json.ts';
import { keepMedia, sealedMediaUrl } from './media.ts';
import type { Outcome } from './page-contract.ts';
import { showFault } from './show.ts';
import { followStream } from './stream.ts';
import { issueReplyUrl } from './tickets.ts';
import { chatKey, personOf, Refusal, type World } from './world.ts';

/** WeCom cuts a passive text here (doc 90241). */
const PASSIVE_TEXT_BYTES = 2048;
const TYPED_BYTES = 16_384;

/** MsgId of a message: opaque, unique, and not a number, as some tenants get it. */
const newMsgId = () => `CAIQ${randomBytes(15).toString('base64')}`;

export async function say(
  world: World,
  request: { as: unknown; chat: unknown; text: unknown; mention?: unknown },
): Promise<Outcome> {
  const person = personOf(world, request.as);
  const { key, chatId } = chatKey(world, person, request.chat);
  const text = typeof request.text === 'string' ? request.text.trim().toWellFormed() : '';
  if (!text) throw new Refusal('empty');
  if (Buffer.byteLength(text) > TYPED_BYTES) throw new Refusal('too_long');
  const heard = !chatId || request.mention !== false;
  const own = sayInChat(world, person, key, { kind: 'text', text }, chatId ? heard : undefined);
  if (!heard) return { ok: true, messageId: own.id };
  const answer = chatId
    ? await callBotAs(world, person, chatId, { msgtype: 'text', text: { content: mentioned(world, text) } })
    : await callApp(
        world.app,
        person.userId,
        { MsgType: 'text', Content: text, MsgId: newMsgId() },
        'message',
      );
  return settle(world, person, own, answer);
}

/** A picture alone in private; in a group together with the mention, because alone it would not be delivered (doc 100719). */
export async function sendPicture(
  world: World,
  request: { as: unknown; chat: unknown; name: string; type: string; bytes: Buffer; mention: boolean },
): Promise<Outcome> {
  const person = personOf(world, request.as);
  const { key, chatId } = chatKey(world, person, request.chat);
  const { name, type, bytes } = request;
  if (!/^image\/(png|jpeg)$/.test(type) || bytes.length < 6) throw new Refusal('not_a_picture');
  const mediaId = keepMedia(world, { kind: 'image', name, type, bytes });
  const heard = !chatId || request.mention;
  const body: Body = { kind: 'image', mediaId, name, size: bytes.length };
  const own = sayInChat(world, person, key, body, chatId ? heard : undefined);
  if (!heard) return { ok: true, messageId: own.id };
  const url = sealedMediaUrl(world, mediaId);
  const mixed = [
    { msgtype: 'text', text: { content: mentioned(world, '') } },
    { msgtype: 'image', image: { url } },
  ];
  const fields = { MsgType: 'image', PicUrl: url, MediaId: mediaId, MsgId: newMsgId() };
  const answer = chatId
    ? await callBotAs(world, person, chatId, { msgtype: 'mixed', mixed: { msg_item: mixed } })
    : await callApp(world.app, person.userId, fields, 'message');
  return settle(world, person, own, answer);
}

/** Opening the private chat; the event goes out on the first opening of a day only, so that a page reload is quiet. */
export async function enterPrivate(world: World, request: { as: unknown; day: string }): Promise<Outcome> {
  const person = personOf(world, request.as);
  const { key } = chatKey(world, person, 'private');
  const { entered } = world.memory.state;
  if (entered[key] === request.day) return { ok: true };
  entered[key] = request.day;
  world.memory.changed();
  const fields = { MsgType: 'event', Event: 'enter_agent', EventKey: '' };
  return showAnswer(world, person, key, await callApp(world.app, person.userId, fields, 'event'));
}

function sayInChat(
  world: World,
  person: SandboxPerson,
  chat: string,
  body: Body,
  mention?: boolean,
): ChatMessage {
  const status = mention === false ? 'unheard' : 'sending';
  return world.log.add({ chat, from: { person: person.userId }, body, status, mention });
}

const mentioned = (world: World, text: string) => `@${world.credentials.bot.name} ${text}`;

function callBotAs(world: World, person: SandboxPerson, chatid: string, payload: Json): Promise<BotAnswer> {
  const from = { userid: person.userId };
  const response_url = issueReplyUrl(world, chatid);
  return callBot(world.bot, { chatid, chattype: 'group', from, response_url, ...payload }, 'message');
}

async function settle(
  world: World,
  person: SandboxPerson,
  own: ChatMessage,
  answer: AppAnswer | BotAnswer,
): Promise<Outcome> {
  const unheard = answer.kind === 'fault' && ['status', 'timeout', 'connection'].includes(answer.code);
  const silent = answer.kind === 'empty' || (answer.kind === 'reply' && !answer.stream && !answer.card);
  world.log.change(own.id, { status: unheard ? 'failed' : silent ? 'silent' : 'delivered' });
  return { ...(await showAnswer(world, person, own.chat, answer)), messageId: own.id };
}

async function showAnswer(
  world: World,
  person: SandboxPerson,
  chat: string,
  answer: AppAnswer | BotAnswer,
): Promise<Outcome> {
  switch (answer.kind) {
    case 'empty':
      return { ok: true };
    case 'text': {
      const text = cutBytes(answer.text, PASSIVE_TEXT_BYTES);
      const warnings: WarningCode[] | undefined = text === answer.text ? undefined : ['truncated'];
      const shown = world.log.add({
        chat,
        from: 'bot',
        via: 'reply',
        body: { kind: 'text', text },
        warnings,
      });
      return { ok: true, reply: { text, messageId: shown.id } };
    }
    case 'image': {
      const file = world.memory.state.media[answer.mediaId];
      if (!file) return showFault(world, chat, { kind: 'fault', code: 'content', detail: 'MediaId' });
      const body: Body = { kind: 'image', mediaId: answer.mediaId, name: file.name, size: file.size };
      const shown = world.log.add({ chat, from: 'bot', via: 'reply', body });
      return { ok: true, reply: { text: '', messageId: shown.id } };
    }
    case 'reply':
      return followStream(world, person.userId, chat, answer);
    case 'fault':
      return showFault(world, chat, answer);
    default:
      return showFault(world, chat, { kind: 'fault', code: 'content', detail: answer.kind });
  }
}
