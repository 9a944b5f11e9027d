// @ts-check
// The middle: the lines of one chat, following its end unless someone reads back.
/**
 * @import { ChatMessage } from '../chat-log.ts'
 * @import { Press } from './messages.js'
 */
import { byId, h } from './dom.js';
import { renderMessage, timeLine } from './messages.js';
import { officeWords } from './people.js';
import { post } from './server.js';
import { currentChat, findPerson, inGroup, isOwn, state } from './store.js';
import { fill, words } from './words.js';

/** From here on somebody reads back, and new lines do not pull the log to its end. */
const NEAR_END_PX = 60;
const log = byId('log');
let atEnd = true;

export function drawLog() {
  const chat = currentChat();
  if (!chat) return;
  const about = chat.kind === 'group' ? fill(words.members, { count: chat.members }) : words.private_chat;
  byId('chat-name').replaceChildren(chat.name, h('small', {}, about));
  log.replaceChildren();
  /** @type {ChatMessage | undefined} */
  let previous;
  for (const message of chat.messages.values()) {
    append(message, previous);
    previous = message;
  }
  if (!previous) log.append(h('p', { class: 'empty' }, words.no_messages));
  atEnd = true;
  follow();
  drawWelcome();
}

/**
 * Shows a new message of the open chat, or its new state.
 *
 * @param {ChatMessage} message
 * @param {ChatMessage | undefined} previous the last one before it
 */
export function showMessage(message, previous) {
  const old = log.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
  if (old) replace(old, message);
  else append(message, previous);
  if (!old && isOwn(message)) atEnd = true;
  follow();
}

/** @param {ChatMessage} message @param {ChatMessage | undefined} previous */
function append(message, previous) {
  log.querySelector('.empty')?.remove();
  const when = timeLine(message, previous);
  if (when) log.append(when);
  log.append(renderMessage(message, press));
}

/** @param {Element} old @param {ChatMessage} message */
function replace(old, message) {
  const focused = old.contains(document.activeElement);
  const line = renderMessage(message, press);
  old.replaceWith(line);
  /** @type {HTMLElement | null} */
  const button = line.querySelector('button:enabled');
  if (focused) (button ?? log).focus();
}

/** @type {Press} */
const press = (messageId, key, selected) => post('press', { as: state.as, messageId, key, selected });

function follow() {
  if (atEnd) log.scrollTop = log.scrollHeight;
}

/** Two lines for the first visit, until the first word is said. */
function drawWelcome() {
  const me = findPerson(state.as);
  byId('welcome').hidden = localStorage.getItem('welcomed') !== null || !inGroup();
  byId('welcome').replaceChildren(
    h('p', {}, me && fill(words.welcome_where, { office: officeWords(me), name: me.name })),
    h('p', {}, words.welcome_what),
    h('button', { type: 'button', click: endWelcome }, words.welcome_close),
  );
}

export function endWelcome() {
  localStorage.setItem('welcomed', '1');
  byId('welcome').hidden = true;
}

log.addEventListener('scroll', () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
});
// A picture that arrives, or a growing input, must not push the last line out of sight.
log.addEventListener('load', follow, true);
new ResizeObserver(follow).observe(log);
