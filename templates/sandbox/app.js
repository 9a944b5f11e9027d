// Joins the parts of the page: one person, their chats, the live stream, the composer.

import { createClock } from './clock.js';
import { avatar, byId, h } from './dom.js';
import { renderMessage, summary, timeLine } from './messages.js';
import { createPeoplePicker, officeWords } from './people.js';
import { REFUSALS, T } from './words.js';

const ELSEWHERE_SHOWN = 6;
const query = new URLSearchParams(location.search);

/** chats: id → {id, kind, name, members?, messages: Map}; unread and elsewhere: chat → count */
const state = {
  as: '',
  bot: '',
  people: [],
  groups: [],
  chats: new Map(),
  suggestions: { group: [], private: [] },
};
const unread = new Map();
const elsewhere = new Map();
let chatId = query.get('chat') ?? '';
let mention = true;
let stream;

const person = (id) => state.people.find((p) => p.userId.toLowerCase() === id.toLowerCase());
const nameOf = (id) => person(id)?.name ?? id;
const current = () => state.chats.get(chatId);
const phone = matchMedia('(max-width: 860px)');

const clock = createClock(async (request) => {
  const answer = await post('clock', request);
  if (answer.now) clock.show(answer);
});
const openPeople = createPeoplePicker(
  () => state.people,
  () => state.as,
  (userId) => become(userId),
);

// --- server ---

async function ask(path, options) {
  try {
    const response = await fetch(`api/${path}`, options);
    return await response.json();
  } catch {
    return { ok: false, error: 'offline' };
  }
}

async function post(path, data) {
  const answer = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  });
  // Faults of the server stand in the chat already; refusals of the stand-in are said here.
  trouble(REFUSALS[answer.error]);
  return answer;
}

function trouble(text) {
  byId('trouble').hidden = !text;
  byId('trouble').textContent = text ?? '';
}

async function load(as) {
  const data = await ask(`state?as=${encodeURIComponent(as)}`);
  if (data.error) return trouble(REFUSALS[data.error]);
  trouble();
  const fresh = data.as !== state.as;
  Object.assign(state, data, {
    chats: new Map(
      data.chats.map((c) => [c.id, { ...c, messages: new Map(c.messages.map((m) => [m.id, m])) }]),
    ),
  });
  if (fresh) unread.clear();
  clock.show(data);
  if (!state.chats.has(chatId)) chatId = data.chats[0]?.id ?? 'private';
  drawAll();
  return true;
}

async function become(as, chat = '') {
  if (chat || !state.chats.has(chatId) || as !== state.as) chatId = chat;
  stream?.close();
  // Someone who no longer exists in the address becomes the first visitor's person.
  if (!(await load(as)) && !(await load(''))) return;
  elsewhere.delete(`private:${state.as.toLowerCase()}`);
  open(chatId);
  listen();
}

function listen() {
  const source = new EventSource(`api/events?as=${encodeURIComponent(state.as)}`);
  stream = source;
  // Also after a reconnection: whatever was missed comes with the state.
  source.addEventListener('open', () => load(state.as));
  source.addEventListener('error', () => trouble(REFUSALS.offline));
  source.addEventListener('clock', (event) => clock.show(JSON.parse(event.data)));
  source.addEventListener('message', (event) => arrive(JSON.parse(event.data)));
  source.addEventListener('update', (event) => arrive(JSON.parse(event.data)));
  source.addEventListener('elsewhere', (event) => {
    const { chat } = JSON.parse(event.data);
    elsewhere.set(chat, (elsewhere.get(chat) ?? 0) + 1);
    drawElsewhere();
  });
}

// --- messages ---

function arrive(message) {
  const id = message.chat.startsWith('private:') ? 'private' : message.chat;
  const chat = state.chats.get(id);
  // The browser's own message event, and chats this person has left, carry none.
  if (!chat) return;
  const known = chat.messages.has(message.id);
  const previous = [...chat.messages.values()].at(-1);
  chat.messages.set(message.id, message);
  if (!known && message.from?.person !== state.as) {
    byId('announce').textContent = summary(message, nameOf, state.bot);
    if (id !== chatId) unread.set(id, (unread.get(id) ?? 0) + 1);
  }
  if (id === chatId) {
    const old = byId('log').querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    if (old) replaceLine(old, message);
    else appendLine(message, previous, true);
  }
  drawChats();
}

const scene = () => ({
  me: state.as,
  bot: state.bot,
  nameOf,
  group: current()?.kind === 'group',
  press: (messageId, key, selected) => post('press', { as: state.as, messageId, key, selected }),
});

function appendLine(message, previous, follow) {
  const log = byId('log');
  log.querySelector('.empty')?.remove();
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const own = message.from?.person === state.as;
  const when = timeLine(message, previous, clock.now());
  if (when) log.append(when);
  log.append(renderMessage(message, scene()));
  if (follow && (near || own)) log.scrollTop = log.scrollHeight;
}

function replaceLine(old, message) {
  const log = byId('log');
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const focused = old.contains(document.activeElement);
  const line = renderMessage(message, scene());
  old.replaceWith(line);
  if (near) log.scrollTop = log.scrollHeight;
  if (focused) (line.querySelector('button:not(:disabled)') ?? log).focus();
}

// --- drawing ---

function drawAll() {
  const me = person(state.as);
  byId('who-avatar').replaceChildren(avatar(me.name));
  byId('who-name').textContent = me.name;
  byId('who-office').textContent = officeWords(me);
  drawChats();
  drawElsewhere();
  drawChat();
}

function drawChats() {
  byId('chats').replaceChildren(
    ...[...state.chats.values()].map((chat) => {
      const last = [...chat.messages.values()].at(-1);
      const count = unread.get(chat.id) ?? 0;
      return h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            'aria-current': chat.id === chatId ? 'true' : false,
            'data-chat': chat.id,
            click: () => open(chat.id, true),
          },
          avatar(chat.name, chat.kind === 'private'),
          h(
            'span',
            { class: 'chat-text' },
            h(
              'strong',
              {},
              chat.name,
              chat.kind === 'private' ? h('span', { class: 'badge' }, T.privateChat) : undefined,
            ),
            h('span', { class: 'last' }, last ? summary(last, nameOf, state.bot) : T.noMessages),
          ),
          count ? h('span', { class: 'count', 'aria-label': T.unread(count) }, String(count)) : undefined,
        ),
      );
    }),
  );
}

function drawElsewhere() {
  const rows = [...elsewhere]
    .map(([chat, count]) => {
      if (state.chats.has(chat)) return undefined;
      const group = state.groups.find((g) => g.id === chat);
      const who = group ? undefined : person(chat.slice('private:'.length));
      return (
        (group?.as || who) && {
          count,
          name: group?.name ?? who.name,
          as: group?.as ?? who.userId,
          chat: group?.id ?? 'private',
          key: chat,
        }
      );
    })
    .filter(Boolean)
    .sort((a, b) => b.count - a.count);
  byId('elsewhere').hidden = rows.length === 0;
  const items = rows.slice(0, ELSEWHERE_SHOWN).map(({ name, count, as, chat, key }) => {
    const go = () => {
      elsewhere.delete(key);
      become(as, chat);
    };
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', click: go },
        avatar(name),
        h('span', {}, name),
        h('span', { class: 'count' }, T.elsewhere(count)),
      ),
    );
  });
  if (rows.length > ELSEWHERE_SHOWN)
    items.push(h('li', { class: 'more' }, T.elsewhereMore(rows.length - ELSEWHERE_SHOWN)));
  byId('elsewhere-list').replaceChildren(...items);
}

function drawChat() {
  const chat = current();
  if (!chat) return;
  byId('chat-name').replaceChildren(
    chat.name,
    h('small', {}, chat.kind === 'group' ? T.members(chat.members) : T.privateChat),
  );
  const log = byId('log');
  log.replaceChildren(...welcome(chat));
  let previous;
  for (const message of chat.messages.values()) {
    appendLine(message, previous, false);
    previous = message;
  }
  if (!previous) log.append(h('p', { class: 'empty' }, T.noMessages));
  log.scrollTop = log.scrollHeight;
  drawComposer();
  drawTries();
}

/** Two lines for the first visit, until the first word is said. */
function welcome(chat) {
  if (localStorage.getItem('welcomed') || chat.kind !== 'group') return [];
  const me = person(state.as);
  const [where, what] = T.welcome(officeWords(me), me.name);
  const close = h('button', { type: 'button', click: endWelcome }, T.welcomeClose);
  return [h('div', { class: 'welcome' }, h('p', {}, where), h('p', {}, what), close)];
}

function endWelcome() {
  localStorage.setItem('welcomed', '1');
  document.querySelector('.welcome')?.remove();
}

function drawComposer() {
  const group = current()?.kind === 'group';
  const chip = byId('mention');
  chip.hidden = !group;
  chip.setAttribute('aria-pressed', String(mention));
  chip.setAttribute('aria-label', mention ? T.mentionOnLabel(state.bot) : T.mentionOffLabel(state.bot));
  chip.replaceChildren(T.mentionOn(state.bot), h('span', { 'aria-hidden': 'true' }, mention ? '×' : '+'));
  byId('say').placeholder = !group
    ? T.privatePlaceholder
    : mention
      ? T.groupPlaceholder
      : T.silentPlaceholder;
}

function drawTries() {
  const lines = state.suggestions[current()?.kind === 'group' ? 'group' : 'private'];
  const fill = (text) => () => {
    mention = true;
    drawComposer();
    byId('say').value = text;
    view('chat');
    grow();
    byId('say').focus();
  };
  const short = (text) => (text.includes('\n') ? `${text.split('\n')[0]}…` : text);
  byId('try-list').replaceChildren(
    ...lines.map(([text, shows]) =>
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', click: fill(text) },
          h('strong', {}, short(text)),
          h('span', {}, shows),
        ),
      ),
    ),
  );
  byId('try-row').replaceChildren(
    ...lines.map(([text]) => h('button', { type: 'button', click: fill(text) }, short(text))),
  );
}

// --- acting ---

function open(id, byHand = false) {
  chatId = state.chats.has(id) ? id : ([...state.chats.keys()][0] ?? 'private');
  unread.delete(chatId);
  elsewhere.delete(chatId);
  mention = true;
  history.replaceState(null, '', `?${new URLSearchParams({ as: state.as, chat: chatId })}`);
  view('chat');
  drawChats();
  drawElsewhere();
  drawChat();
  if (byHand || !phone.matches) byId('say').focus();
  if (chatId === 'private') post('enter', { as: state.as });
}

function view(name) {
  document.body.dataset.view = name;
}

async function speak() {
  const box = byId('say');
  let text = box.value.trim();
  if (!text) return;
  const call = `@${state.bot}`;
  // Typed by hand at the start, the name is picked up as a real mention, as WeCom's own list would.
  if (text.startsWith(call)) {
    text = text.slice(call.length).trim();
    mention = true;
  }
  const request = { as: state.as, chat: chatId, text, mention };
  box.value = '';
  mention = true;
  endWelcome();
  grow();
  drawComposer();
  const answer = await post('say', request);
  if (REFUSALS[answer.error] && !box.value) box.value = text;
}

function grow() {
  const box = byId('say');
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 168)}px`;
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  speak();
});
byId('say').addEventListener('input', () => {
  const box = byId('say');
  if (!mention && box.value === '@') {
    box.value = '';
    mention = true;
    drawComposer();
  }
  grow();
});
byId('say').addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    speak();
  } else if (event.key === 'Backspace' && mention && byId('say').value === '') {
    mention = false;
    drawComposer();
  }
});
byId('mention').addEventListener('click', () => {
  mention = !mention;
  drawComposer();
  byId('say').focus();
});
byId('picture').addEventListener('change', async (event) => {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) return;
  const about = new URLSearchParams({
    as: state.as,
    chat: chatId,
    name: file.name,
    mention: String(mention),
  });
  const answer = await ask(`picture?${about}`, {
    method: 'POST',
    headers: { 'content-type': file.type },
    body: file,
  });
  trouble(REFUSALS[answer.error]);
});
byId('chats').addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...byId('chats').querySelectorAll('button')];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
});
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPeople();
  } else if (event.key === 'Escape' && phone.matches && !byId('people').open) view('chat');
});
byId('who').addEventListener('click', openPeople);
byId('to-list').addEventListener('click', () => view('list'));
byId('to-side').addEventListener('click', () => view('side'));
byId('side-back').addEventListener('click', () => view('chat'));

become(query.get('as') ?? '', chatId);
