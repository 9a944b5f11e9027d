// @ts-check
// What this browser keeps over a reload, per person and chat: what was typed, and how far was read.
/** @import { Chat } from './store.js' */
import { elsewhere, isOwn, state } from './store.js';

/** @param {string} what @param {string} chat */
const keyOf = (what, chat) => `${what} ${state.as.toLowerCase()} ${chat}`;

/** @param {string} chat */
export const draftOf = (chat) => localStorage.getItem(keyOf('draft', chat)) ?? '';

/** @param {string} chat @param {string} text nothing to forget it */
export function keepDraft(chat, text) {
  if (text) localStorage.setItem(keyOf('draft', chat), text);
  else localStorage.removeItem(keyOf('draft', chat));
}

/** Messages are numbered as they come. @param {string} id */
const numberOf = (id) => Number(id.slice(1));

/** @param {Chat} chat */
const lastOf = ({ messages }) => Math.max(0, ...[...messages.values()].map(({ id }) => numberOf(id)));

/** Everything in the chat has been seen. @param {Chat} chat */
export function markRead(chat) {
  localStorage.setItem(keyOf('read', chat.id), String(lastOf(chat)));
}

/** Messages of others that came since the chat was open. @param {Chat} chat */
export function unreadOf(chat) {
  const read = Number(localStorage.getItem(keyOf('read', chat.id)) ?? 0);
  // A sandbox that began anew counts from one again.
  const from = read > lastOf(chat) ? 0 : read;
  return [...chat.messages.values()].filter((m) => numberOf(m.id) > from && !isOwn(m)).length;
}

export function recallElsewhere() {
  for (const [chat, count] of JSON.parse(sessionStorage.getItem('elsewhere') ?? '[]'))
    elsewhere.set(chat, count);
}

export function keepElsewhere() {
  sessionStorage.setItem('elsewhere', JSON.stringify([...elsewhere]));
}
