// The middle: the lines of one chat, following its end unless someone reads back.
import { byId, h } from './dom.js';
import { renderMessage, timeLine } from './messages.js';
import { officeWords } from './people.js';
import { post } from './server.js';
import { currentChat, inGroup, nameOf, person, state } from './store.js';
import { T } from './words.js';

const log = byId('log');
let atEnd = true;

export function drawLog() {
  const chat = currentChat();
  const about = chat.kind === 'group' ? T.members(chat.members) : T.privateChat;
  byId('chat-name').replaceChildren(chat.name, h('small', {}, about));
  log.replaceChildren();
  let previous;
  for (const message of chat.messages.values()) {
    append(message, previous);
    previous = message;
  }
  if (!previous) log.append(h('p', { class: 'empty' }, T.noMessages));
  atEnd = true;
  follow();
  drawWelcome();
}

/** Shows a new message of the open chat, or its new state. */
export function showMessage(message, previous) {
  const old = log.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
  if (old) replace(old, message);
  else append(message, previous);
  if (!old && message.from?.person === state.as) atEnd = true;
  follow();
}

function append(message, previous) {
  log.querySelector('.empty')?.remove();
  const when = timeLine(message, previous);
  if (when) log.append(when);
  log.append(renderMessage(message, scene()));
}

function replace(old, message) {
  const focused = old.contains(document.activeElement);
  const line = renderMessage(message, scene());
  old.replaceWith(line);
  if (focused) (line.querySelector('button:not(:disabled)') ?? log).focus();
}

const scene = () => ({
  me: state.as,
  bot: state.bot,
  nameOf,
  press: (messageId, key, selected) => post('press', { as: state.as, messageId, key, selected }),
});

function follow() {
  if (atEnd) log.scrollTop = log.scrollHeight;
}

/** Two lines for the first visit, until the first word is said. */
function drawWelcome() {
  byId('welcome').hidden = localStorage.getItem('welcomed') !== null || !inGroup();
  const me = person(state.as);
  const [where, what] = T.welcome(officeWords(me), me.name);
  const close = h('button', { type: 'button', click: endWelcome }, T.welcomeClose);
  byId('welcome').replaceChildren(h('p', {}, where), h('p', {}, what), close);
}

export function endWelcome() {
  localStorage.setItem('welcomed', '1');
  byId('welcome').hidden = true;
}

log.addEventListener('scroll', () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
});
// A picture that arrives, or a growing input, must not push the last line out of sight.
log.addEventListener('load', follow, true);
new ResizeObserver(follow).observe(log);
