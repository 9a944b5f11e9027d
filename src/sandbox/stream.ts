// A bot's answer: a stream that may still grow, pictures at its end, a card beside it (doc 101031).
import { type BotAnswer, callBot, type Stream } from './bot-callback.ts';
import { keepMedia } from './media.ts';
import type { Outcome } from './page-contract.ts';
import { showBotCard, showFault } from './show.ts';
import type { World } from './world.ts';

/** WeCom stops asking six minutes after the question; how often it asks is not documented. */
const GIVE_UP_MS = 6 * 60_000;
const POLL_MS = 500;

export async function followStream(
  world: World,
  /** whose question it answers */
  userid: string,
  chat: string,
  answer: Extract<BotAnswer, { kind: 'reply' }>,
): Promise<Outcome> {
  if (!answer.stream) return answer.card ? showBotCard(world, chat, answer.card) : { ok: true };
  const shown = world.log.add({ chat, from: 'bot', via: 'reply', body: markdown(answer.stream) });
  let card = answer.card;
  let stream = answer.stream;
  for (let waited = 0; !stream.finish; waited += POLL_MS) {
    if (waited >= GIVE_UP_MS) return showFault(world, chat, { kind: 'fault', code: 'stream_unfinished' });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const next = await callBot(
      world.bot,
      {
        chatid: chat,
        chattype: 'group',
        from: { userid },
        msgtype: 'stream',
        stream: { id: stream.id },
      },
      'refresh',
    );
    if (next.kind === 'fault') return showFault(world, chat, next);
    if (next.kind !== 'reply' || !next.stream) continue;
    if (next.stream.id !== stream.id)
      return showFault(world, chat, { kind: 'fault', code: 'content', detail: 'stream.id' });
    stream = next.stream;
    card ??= next.card;
    world.log.change(shown.id, { body: markdown(stream) });
  }
  if (!stream.content.trim() && stream.images.length === 0)
    return showFault(world, chat, { kind: 'fault', code: 'content', detail: 'empty stream' });
  showPictures(world, chat, stream.images);
  if (card) showBotCard(world, chat, card);
  return { ok: true, reply: { text: stream.content, messageId: shown.id } };
}

const markdown = (stream: Stream) => ({ kind: 'markdown', text: stream.content, rich: true }) as const;

function showPictures(world: World, chat: string, images: Buffer[]): void {
  for (const bytes of images) {
    const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
    const name = type === 'image/png' ? 'image.png' : 'image.jpg';
    const mediaId = keepMedia(world, { kind: 'image', name, type, bytes });
    world.log.add({
      chat,
      from: 'bot',
      via: 'reply',
      body: { kind: 'image', mediaId, name, size: bytes.length },
    });
  }
}
