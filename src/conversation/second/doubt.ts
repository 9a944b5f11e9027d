// Which messages a second reader is asked about: those our own was unsure of, or could not make anything of.
import type { Intent } from '../../domain/intent.ts';
import type { ReadingOptions } from '../../parsing/reader.ts';
import type { IncomingMessage } from '../../ports/channels.ts';

/** A message as it was answered, for whoever may know better. */
export interface Doubt {
  message: IncomingMessage;
  text: string;
  /** what was known when it was read */
  reading: ReadingOptions;
  /** a question was asked that a better one may widen; else the bot said that it understood nothing, or nothing */
  isAsked: boolean;
}

interface AnsweredMessage {
  message: IncomingMessage;
  text: string;
  reading: ReadingOptions;
  /** what the reader made of it; null when it has no words */
  said: { intent: Intent } | null;
  /** what it was answered as */
  answeredAs: string | null;
}

/** Pictures, buttons and answers to a question leave no doubt. */
export function doubtIn({ message, text, reading, said, answeredAs }: AnsweredMessage): Doubt | undefined {
  if (message.content.kind !== 'text' || !said) return undefined;
  const isAsked = answeredAs === 'unsure';
  const isTalk = answeredAs === 'none' && said.intent.intent === 'none';
  return isAsked || isTalk ? { message, text, reading, isAsked } : undefined;
}
