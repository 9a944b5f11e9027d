// Joins the parts of the page: who I am, which chat is open, and the live stream.
import { createClock } from './clock.js';
import { drawTries, forgetDrafts, openComposer } from './composer.js';
import { byId } from './dom.js';
import { drawChats, drawElsewhere, drawMe } from './lists.js';
import { drawLog, showMessage } from './log.js';
import { summary } from './messages.js';
import { createPeoplePicker } from './people.js';
import { ask, post, trouble } from './server.js';
import { elsewhere, nameOf, state, unread } from './store.js';

const phone = matchMedia('(max-width: 860px)');
let stream;
let picture = '';

const clock = createClock(async (request) => {
  const answer = await post('clock', request);
  if (!answer.ok) return;
  clock.show(answer);
  // Lines to try name times near now.
  await load(state.as);
});
const openPeople = createPeoplePicker(
  () => state.people,
  () => state.as,
  (userId) => become(userId),
);

/** Becomes a person; `chat` is the one to open, else the person's first. */
async function become(as, chat = '') {
  stream?.close();
  state.chat = chat;
  // Someone the address names and nobody knows gives way to the first visitor's person.
  if (!(await load(as)) && !(await load(''))) return;
  forgetDrafts();
  open(state.chat);
  listen();
}

/** @returns {Promise<boolean>} whether the state could be had */
async function load(as) {
  const { now, moving, sent, error, ...data } = await ask(`state?as=${encodeURIComponent(as)}`);
  trouble(error);
  if (error) return false;
  clock.show({ now, moving, sent });
  // A stream that opens finds nothing new most of the time; redrawing would only disturb the reader.
  const unchanged = picture === JSON.stringify(data);
  if (unchanged) return true;
  picture = JSON.stringify(data);
  if (data.as !== state.as) unread.clear();
  const chats = data.chats.map((c) => [c.id, { ...c, messages: new Map(c.messages.map((m) => [m.id, m])) }]);
  Object.assign(state, data, { chats: new Map(chats) });
  if (!state.chats.has(state.chat)) state.chat = data.chats[0].id;
  drawMe();
  drawLists();
  drawLog();
  drawTries(() => view('chat'));
  return true;
}

function listen() {
  stream = new EventSource(`api/events?as=${encodeURIComponent(state.as)}`);
  const on = (name, act) => stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
  // Also after a reconnection: whatever was missed comes with the state.
  stream.addEventListener('open', () => load(state.as));
  stream.addEventListener('error', () => trouble('offline'));
  on('clock', clock.show);
  on('message', arrive);
  on('update', arrive);
  on('elsewhere', ({ chat }) => {
    elsewhere.set(chat, (elsewhere.get(chat) ?? 0) + 1);
    drawElsewhere(become);
  });
}

function arrive(message) {
  const id = message.chat.startsWith('private:') ? 'private' : message.chat;
  const chat = state.chats.get(id);
  if (!chat) return;
  const known = chat.messages.has(message.id);
  const previous = [...chat.messages.values()].at(-1);
  chat.messages.set(message.id, message);
  if (!known && message.from?.person !== state.as) {
    byId('announce').textContent = summary(message, nameOf, state.bot);
    if (id !== state.chat) unread.set(id, (unread.get(id) ?? 0) + 1);
  }
  if (id === state.chat) showMessage(message, previous);
  drawChats(openByHand);
}

function open(id, from) {
  state.chat = id;
  unread.delete(id);
  elsewhere.delete(id === 'private' ? `private:${state.as.toLowerCase()}` : id);
  history.replaceState(null, '', `?${new URLSearchParams({ as: state.as, chat: id })}`);
  view('chat');
  drawLists();
  drawLog();
  openComposer(from);
  drawTries(() => view('chat'));
  if (from || !phone.matches) byId('say').focus();
  if (id === 'private') post('enter', { as: state.as });
}

const openByHand = (id) => open(id, state.chat);

function drawLists() {
  drawChats(openByHand);
  drawElsewhere(become);
}

/** On a phone one of three columns is on the screen. */
function view(name) {
  document.body.dataset.view = name;
}

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

const address = new URLSearchParams(location.search);
become(address.get('as') ?? '', address.get('chat') ?? '');
