// @ts-check
// What the page knows: one person, their chats, and where new messages wait.
/**
 * @import { ChatMessage } from '../chat-log.ts'
 * @import { PageChat, PageState } from '../page-contract.ts'
 */

/** @typedef {PageChat & {messages: Map<string, ChatMessage>}} Chat messages by id, in order */

/** @type {Omit<PageState, 'chats'> & {chats: Map<string, Chat>, chat: string}} `chat` is the one on the screen */
export const state = {
  as: '',
  bot: '',
  people: [],
  groups: [],
  chats: new Map(),
  suggestions: { group: [], private: [] },
  chat: '',
};

/** @type {Map<string, number>} new messages only others see, by key of the chat: its id, or `private:` with a userid */
export const elsewhere = new Map();

/** @param {string} userId */
export const findPerson = (userId) =>
  state.people.find((person) => person.userId.toLowerCase() === userId.toLowerCase());

/** @param {string} userId */
export const nameOf = (userId) => findPerson(userId)?.name ?? userId;

export const currentChat = () => state.chats.get(state.chat);

export const inGroup = () => currentChat()?.kind === 'group';

/** @param {ChatMessage} message */
export const isOwn = ({ from }) =>
  typeof from === 'object' && from.person.toLowerCase() === state.as.toLowerCase();
