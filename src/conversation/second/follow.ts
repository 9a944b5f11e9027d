// The better question, asked after the answer: once, where the message was said, and only while nothing else was.
import { type Instant, MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Organisation, Person } from '../../domain/organisation/organisation.ts';
import type { IncomingMessage } from '../../ports/channels.ts';
import type { OutboxEntry } from '../../ports/outbox.ts';
import type { GroupsBy } from '../../ports/push-address.ts';
import type { Question, ReadTx, Tx } from '../../ports/store.ts';
import { describe, MOST_OPTIONS, QUESTION_LIFE_MS } from '../questions.ts';
import type { Tools, Turn } from '../turn.ts';
import type { Doubt } from './doubt.ts';

/** Later nobody waits for it: it is not sent any more. */
const FOLLOW_LIFE_MS = MINUTE_MS;
/** Enough of the message to know which one is meant. */
const QUOTED_CHARS = 20;

type OpenEnd =
  | { isOpen: false }
  | { isOpen: true; question: Question | undefined; sender: Person; org: Organisation };

const chatOf = (message: IncomingMessage): string => message.chatId ?? '';

/** Whether the sender has neither answered nor said anything else since, and is somebody still. */
export async function stillOpen(tx: ReadTx, { message, isAsked }: Doubt, now: Instant): Promise<OpenEnd> {
  const org = await tx.organisation();
  const sender = org.person(message.userId);
  if (!sender) return { isOpen: false };
  if ((await tx.lastSaid(sender.id, chatOf(message)))?.key !== message.key) return { isOpen: false };
  const stored = await tx.question(sender.id, chatOf(message));
  const question = stored && stored.expiresAt > now ? stored : undefined;
  const isOurs = isAsked
    ? question?.about === message.key && question.atFirst === undefined
    : question === undefined;
  return isOurs ? { isOpen: true, question, sender, org } : { isOpen: false };
}

/** Where the question can be heard: by the code that came with the message, else in private by the application. */
export function addressOf(
  message: IncomingMessage,
  sender: Person,
  groupsBy: GroupsBy,
): Pick<OutboxEntry, 'channel' | 'to'> | undefined {
  const code = message.responseUrl && URL.parse(message.responseUrl)?.searchParams.get('response_code');
  if (code) return { channel: 'later', to: [code] };
  if (message.chatId === undefined) return { channel: 'app', to: [sender.userId] };
  // What was said in a group is answered there or nowhere.
  return groupsBy === 'bot' ? { channel: 'bot', to: [message.chatId] } : undefined;
}

type Settled = 'offered' | 'moved_on' | 'nothing_new' | 'nowhere';

/** Puts what is new behind what was offered, so that no number changes its meaning, and has it sent. */
export async function followUp(
  tools: Pick<Tools, 'templates' | 'groupsBy'>,
  tx: Tx,
  doubt: Doubt,
  meanings: readonly Intent[],
  now: Instant,
): Promise<Settled> {
  const { message } = doubt;
  const end = await stillOpen(tx, doubt, now);
  if (!end.isOpen) return 'moved_on';
  const address = addressOf(message, end.sender, tools.groupsBy);
  if (!address) return 'nowhere';
  const before = end.question?.options ?? [];
  // Behind as many as a question offers there is room for one.
  const added = distinct(meanings, before).slice(0, Math.max(1, MOST_OPTIONS - before.length));
  if (added.length === 0) return 'nothing_new';
  const say: Turn['say'] = (name, ...data) => ({ text: tools.templates.render(name, ...data) });
  const text = say('general.second_meaning', {
    person: message.chatId === undefined ? '' : end.sender.name,
    said: shortened(doubt.text),
    lines: added.map(
      (option, i) =>
        `${before.length + i + 1}. ${describe({ say, org: end.org, now, text: doubt.text }, option)}`,
    ),
    first: before.length + 1,
    single: added.length === 1,
    before: before.length,
  }).text;
  await tx.putQuestion({
    userId: end.sender.id,
    chat: chatOf(message),
    about: message.key,
    ...(end.question?.readAt !== undefined && { readAt: end.question.readAt }),
    atFirst: before.length,
    awaiting: 'choice',
    options: [...before, ...added],
    intent: null,
    text: doubt.text,
    expiresAt: now + QUESTION_LIFE_MS,
  });
  await tx.addOutbox([
    {
      // One a message, whoever tries again.
      key: `second:${message.key}`,
      at: now,
      expiresAt: now + FOLLOW_LIFE_MS,
      rule: 'second',
      unitId: null,
      subject: followSubject(message.key),
      ...address,
      audience: [end.sender.id],
      text,
      card: null,
    },
  ]);
  return 'offered';
}

const followSubject = (key: string): string => `second:${key}`;

/**
 * Whether a choice has been read by whoever makes it. 1 may be said to another message while this one is on its way, or
 * was never taken by WeCom: what nobody has read is not carried out.
 */
export async function wasRead(
  tx: ReadTx,
  { about, atFirst, options }: Question,
  chosen: Intent,
): Promise<boolean> {
  if (about === undefined || atFirst === undefined || options.indexOf(chosen) < atFirst) return true;
  return (await tx.outboxOf(followSubject(about))).some((row) => row.state === 'accepted');
}

/** A question that is answered needs no further one: what still waits to be sent is taken back. */
export async function withdrawFollowUp(tx: Tx, { about, atFirst }: Question): Promise<void> {
  if (about !== undefined && atFirst !== undefined) await tx.cancelOutbox(followSubject(about));
}

function distinct(meanings: readonly Intent[], before: readonly Intent[]): Intent[] {
  const seen = new Set(before.map((option) => JSON.stringify(option)));
  return meanings.filter((meaning) => {
    const key = JSON.stringify(meaning);
    return !seen.has(key) && seen.add(key);
  });
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return [...line].length > QUOTED_CHARS ? `${[...line].slice(0, QUOTED_CHARS).join('')}…` : line;
}
