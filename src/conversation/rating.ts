// What people think of an answer. One that is called wrong is kept as a lesson without an answer, for whoever teaches the
// reader; nothing follows from it by itself.

import { understand } from '../parsing/understand.ts';
import type { IncomingMessage } from '../ports/channels.ts';
import { knownTo } from './known.ts';
import type { Turn } from './turn.ts';

type Rating = Extract<IncomingMessage['content'], { kind: 'feedback' }>;

export async function rate({ tx, org, settings, now }: Turn, { verdict, of }: Rating): Promise<void> {
  const said = { userId: of.userId.toLowerCase(), key: of.key };
  const lesson = { userId: said.userId, key: `rated:${said.key}` };
  await tx.forgetLesson(lesson);
  if (verdict !== 'wrong') return;
  const message = await tx.said(said);
  if (!message || message.text === null) return;
  const reading = { calendar: settings.calendar, knowledge: knownTo(org, of.userId) };
  await tx.addLesson({
    at: now,
    readAt: message.at,
    userId: lesson.userId,
    messageKey: lesson.key,
    text: message.text,
    intent: understand(message.text, message.at, reading).intent,
    choice: 0,
    choices: 0,
  });
}
