// One message in, one reply out: who says it, what it means here, which handler answers.

import { HOUR_MS, type Instant } from '../domain/calendar/time.ts';
import type { Understanding } from '../domain/intent.ts';
import type { IncomingMessage, Reply } from '../ports/channels.ts';
import type { Change, Tx } from '../ports/store.ts';
import { pressed } from './buttons.ts';
import { noteContact } from './contact-changes.ts';
import { tellHelp } from './handlers/help.ts';
import { receiveMedia } from './handlers/ledger/media.ts';
import { receiveSchemeFile } from './handlers/scheme/file.ts';
import { hearOut } from './hear-out.ts';
import type { Heard, Hearing } from './hearing.ts';
import { rate } from './rating.ts';
import { type Doubt, doubtIn } from './second/doubt.ts';
import type { Tools, Turn } from './turn.ts';

export interface Answered {
  reply: Reply | null;
  intent: string | null;
  text: string | null;
  changes: Change[];
  /** somebody else may know better what was meant */
  doubt?: Doubt | undefined;
}

/** Answers one message inside the transaction that will keep it. */
export async function dispatch(
  tools: Tools,
  hearing: Hearing,
  tx: Tx,
  message: IncomingMessage,
  before: Heard | null,
  now: Instant,
): Promise<Answered> {
  const org = await tx.organisation();
  hearing.learn(org);
  // The roster has changed since, or this is the first message: read again with the names there are now.
  const words = wordsIn(message);
  const heard = before && before.org !== org ? hearing.hear(words!, message.userId, now, org) : before;
  const said = heard?.said ?? null;
  const say: Turn['say'] = (name, ...data) => ({ text: tools.templates.render(name, ...data) });
  const nothing = { intent: null, text: null, changes: [] };
  if (message.content.kind === 'contact') {
    await noteContact(tx, org, message.content);
    return { ...nothing, reply: null };
  }
  const sender = tools.permissions.personOf(org, message.userId);
  if (!sender) {
    const admins = org
      .roots()
      .flatMap((u) => org.holders(u.id, '管理员'))
      .slice(0, 2);
    const { kind } = message.content;
    const whom = { user_id: message.userId, admins: admins.map((p) => p.name) };
    // The application is entered with every glance, the bot once a day.
    const isSilent = kind === 'feedback' || (kind === 'enter' && message.channel !== 'bot');
    const sentence = kind === 'enter' ? 'general.stranger_enters' : 'general.not_in_roster';
    return { ...nothing, reply: isSilent ? null : say(sentence, whom) };
  }
  const chat = message.chatId ?? '';
  const groupUnitId = chat === '' ? undefined : (await tx.bindings()).find((b) => b.chatId === chat)?.unitId;
  const turn: Turn = {
    ...tools,
    tx,
    now,
    message,
    org,
    sender,
    chat,
    say,
    groupUnit: groupUnitId === undefined ? undefined : org.units.get(groupUnitId),
    text: heard?.inFull ?? words ?? '',
    reading: heard?.reading ?? {},
    intent: said?.intent ?? { intent: 'none' },
    changes: [],
  };
  const { reply, intent } = await answer(turn, said);
  return {
    reply: withUnread(turn, reply),
    intent,
    // As it was written: who was called 小田 stays so.
    text: (turn.text === heard?.inFull ? words : turn.text) || null,
    changes: turn.changes,
    doubt: doubtIn({ message, text: turn.text, reading: turn.reading, said, answeredAs: intent }),
  };
}

/** What came beside the rest and cannot be read is said to have come. */
function withUnread({ message: { content }, say }: Turn, reply: Reply | null): Reply | null {
  const unread = 'unread' in content ? content.unread : undefined;
  if (unread === undefined) return reply;
  const { text } = say('general.part_unread', { quoted: unread === 'quoted' });
  return { ...reply, text: [reply?.text, text].filter(Boolean).join('\n') };
}

/** The words of a message; null when it has none. */
export function wordsIn({ content }: IncomingMessage): string | null {
  if (content.kind === 'text') return content.text;
  return content.kind === 'media' ? (content.text ?? null) : null;
}
async function answer(
  turn: Turn,
  said: Understanding | null,
): Promise<{ reply: Reply | null; intent: string | null }> {
  const { content } = turn.message;
  switch (content.kind) {
    case 'text':
      if (content.text === '' && content.quote !== undefined)
        return { reply: turn.say('general.quote_only'), intent: null };
      return hearOut(turn, said!);
    case 'button':
      return {
        reply: await answerPress(turn, content.buttonKey),
        intent: `button:${content.buttonKey.split(':')[0]}`,
      };
    case 'media':
      return answerMedia(turn, said);
    case 'enter':
      // The bot is entered once a day; the application with every glance, where a greeting would be noise.
      return { reply: turn.message.channel === 'bot' ? await tellHelp(turn) : null, intent: null };
    case 'feedback':
      await rate(turn, content);
      return { reply: null, intent: null };
    case 'contact':
      return { reply: null, intent: null };
    case 'other':
      return {
        reply: turn.say(content.type === 'voice' ? 'general.voice' : 'general.other_kind'),
        intent: null,
      };
  }
}

/** A pressed card can only change its label (doc 90241): what it cannot show goes to the presser as a message. */
async function answerPress(turn: Turn, buttonKey: string): Promise<Reply | null> {
  const reply = await pressed(turn, buttonKey);
  if (!reply || reply.cardState || turn.message.channel !== 'app') return reply;
  await turn.tx.addOutbox([
    {
      key: `reply:${turn.message.key}`,
      at: turn.now,
      expiresAt: turn.now + HOUR_MS,
      rule: 'reply',
      unitId: null,
      subject: `reply:${turn.message.key}`,
      channel: 'app',
      to: [turn.sender.userId],
      audience: [turn.sender.id],
      text: reply.text,
      card: null,
    },
  ]);
  return reply;
}

/** 今天活动现场, 整改1 现场照片: what is to be seen, and no matter of its own. */
const isCaption = (text: string, { intent, certainty }: Understanding): boolean =>
  intent.intent === 'none' ||
  (intent.intent === 'query' && intent.what === 'evidence') ||
  (certainty === 'unsure' && /现场|照片|相片|图片|合影|剪影/.test(text));

/** Pictures go where they belong before the words beside them are answered. */
async function answerMedia(
  turn: Turn,
  said: Understanding | null,
): Promise<{ reply: Reply | null; intent: string | null }> {
  const { media } = turn.message.content as Extract<IncomingMessage['content'], { kind: 'media' }>;
  const plan = await receiveSchemeFile(turn, media);
  if (plan) return { reply: plan, intent: 'scheme_import' };
  const kept = await receiveMedia(turn);
  const left = kept ? media.filter((ref) => !kept.refs.includes(ref)) : media;
  if (!said && !kept) return { reply: turn.say('general.media'), intent: 'media' };
  const isDone = kept && (!said || isCaption(turn.text, said));
  const { reply, intent } = isDone ? { reply: null, intent: 'media' } : await hearOut(turn, said!);
  // What came and is not used is said to be so.
  const unused =
    left.length > 0
      ? turn.say('general.media_unused', { quoted: left.every((ref) => ref.isQuoted === true) })
      : undefined;
  const texts = [kept?.reply.text, reply?.text, unused?.text].filter(
    (text) => text !== undefined && text !== '',
  );
  return { reply: texts.length > 0 ? { ...reply, text: texts.join('\n') } : null, intent };
}
