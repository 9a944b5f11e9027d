// What the page and the stand-in say to each other under /sandbox/api/. Types only, read by both sides: the scripts
// in page/ are checked against this file, so neither side can change alone.
import type { ChatMessage } from './chat-log.ts';
import type { SandboxGroup, SandboxPerson } from './directory.ts';

/** Why something was refused; the page has a line for each. */
export type RefusalCode =
  | 'unknown_person'
  | 'nobody'
  | 'unknown_chat'
  | 'empty'
  | 'too_long'
  | 'too_large'
  | 'not_a_picture'
  | 'unknown_card'
  | 'card_done'
  | 'unknown_button'
  | 'clock_backwards'
  | 'clock_too_far'
  | 'clock_moving'
  | 'bad_request'
  | 'not_found';

export interface Refused {
  ok: false;
  error: RefusalCode;
}

export interface PagePerson extends SandboxPerson {
  /** the path of `unit` down to the branch; the whole path above branch level */
  branch: string;
}

interface PageGroup extends Pick<SandboxGroup, 'name'> {
  id: string;
  /** whom to be to look into it */
  as: string | undefined;
}

export type PageChat = {
  /** chat id of a group; `private` for the one with the bot */
  id: string;
  name: string;
  messages: ChatMessage[];
} & ({ kind: 'group'; members: number } | { kind: 'private' });

/** One line to try, and in a few words what it shows. */
export type Suggestion = [say: string, shows: string];

export interface Suggestions {
  group: Suggestion[];
  private: Suggestion[];
}

/** Everything the page needs to be one person. */
export interface PageState {
  as: string;
  /** name of the bot */
  bot: string;
  people: PagePerson[];
  groups: PageGroup[];
  chats: PageChat[];
  suggestions: Suggestions;
}

export interface ClockState {
  /** epoch ms of the sandbox clock */
  now: number;
  moving: boolean;
  /** what the bot said during the last journey, or so far during this one */
  sent: number;
}

/** What became of a message of the outbox. `stale`, `settled`: planned, and dropped before it left. */
export type SendingState = 'sent' | 'waiting' | 'refused' | 'unknown' | 'stale' | 'settled';

/** One message that was pushed, or was to be, as the outbox has it. */
export interface Sending {
  /** when it left; when it was to leave, where it did not */
  at: number;
  /** name of the rule that asked for it */
  rule: string;
  state: SendingState;
  /** chat id of the group it went to; absent for private messages */
  group?: string | undefined;
  /** userids of a private message */
  people: string[];
  /** how it begins */
  text: string;
}

/** The last move of the clock, and what was sent meanwhile, soonest first. */
export interface Journey {
  from: number;
  to: number;
  sendings: Sending[];
}

/** What became of one act of a person. */
export interface Outcome {
  ok: boolean;
  /** id of the person's own line */
  messageId?: string;
  reply?: { text: string; messageId: string };
  /** code of the red line that stands in the chat */
  error?: string;
  detail?: string | undefined;
}

/** Bodies of POST, by path. */
export interface PageRequests {
  say: { as: string; chat: string; text: string; mention: boolean };
  press: { as: string; messageId: string; key: string; selected: Record<string, string[]> };
  enter: { as: string };
  clock: { minutes: number } | { to: string };
}

/** A request as it arrives: the names are known, the values are not. */
export type Unchecked<T> = { [K in keyof T]: unknown };

/** Answers of POST, by path, unless refused. */
export interface PageAnswers {
  say: Outcome;
  press: Outcome;
  enter: Outcome;
  clock: ClockState & { ok: true };
}

/** Events of the live stream, by name. */
export interface PageEvents {
  message: ChatMessage;
  update: ChatMessage;
  clock: ClockState;
  /** something arrived in a chat this person is not in */
  elsewhere: { chat: string };
}
