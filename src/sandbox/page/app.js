// @ts-check
// Joins the parts of the page: who I am, which chat is open, and the live stream.
/**
 * @import { ChatMessage } from '../chat-log.ts'
 * @import { ClockState, PageEvents, PageState } from '../page-contract.ts'
 * @import { Failure } from './server.js'
 */
import { createClock } from './clock.js';
import { drawTries, forgetDrafts, openComposer } from './composer.js';
import { byId } from './dom.js';
import { drawChats, drawElsewhere, drawMe } from './lists.js';
import { drawLog, showMessage } from './log.js';
import { summary } from './messages.js';
import { createPeoplePicker } from './people.js';
import { ask, isRefused, post, showTrouble } from './server.js';
import { elsewhere, isOwn, state, unread } from './store.js';

const phone = matchMedia('(max-width: 860px)');
/** @type {EventSource | undefined} */
let stream;
let picture = '';

const clock = createClock(async (request) => {
  const answer = await post('clock', request);
  if (isRefused(answer)) return;
  clock.show(answer);
  // Lines to try name times near now.
  await load(state.as);
});
const openPeople = createPeoplePicker(
  () => state.people,
  () => state.as,
  (userId) => become(userId),
);

/**
 * Becomes a person.
 *
 * @param {string} as userid
 * @param {string} chat the one to open; without it the person's first
 */
async function become(as, chat = '') {
  stream?.close();
  state.chat = chat;
  // Someone the address names and nobody knows gives way to the first visitor's person.
  if (!(await load(as)) && !(await load(''))) return;
  forgetDrafts();
  open(state.chat);
  listen();
}

/**
 * @param {string} as userid; empty for a first visitor
 * @returns {Promise<boolean>} whether the state could be had
 */
async function load(as) {
  const path = `state?as=${encodeURIComponent(as)}`;
  const answer = /** @type {(ClockState & PageState) | Failure} */ (await ask(path));
  showTrouble(answer);
  if (isRefused(answer)) return false;
  const { now, moving, sent, ...data } = answer;
  clock.show({ now, moving, sent });
  // A stream that opens finds nothing new most of the time; redrawing would only disturb the reader.
  const unchanged = picture === JSON.stringify(data);
  if (unchanged) return true;
  picture = JSON.stringify(data);
  if (data.as !== state.as) unread.clear();
  const chats = data.chats.map((chat) => ({
    ...chat,
    messages: new Map(chat.messages.map((m) => [m.id, m])),
  }));
  Object.assign(state, data, { chats: new Map(chats.map((chat) => [chat.id, chat])) });
  if (!state.chats.has(state.chat)) state.chat = chats[0]?.id ?? '';
  drawMe();
  drawLists();
  drawLog();
  drawTries(() => view('chat'));
  return true;
}

function listen() {
  stream = new EventSource(`api/events?as=${encodeURIComponent(state.as)}`);
  /** @template {keyof PageEvents} E @param {E} name @param {(data: PageEvents[E]) => void} act */
  const on = (name, act) => stream?.addEventListener(name, (event) => act(JSON.parse(event.data)));
  // Also after a reconnection: whatever was missed comes with the state.
  stream.addEventListener('open', () => load(state.as));
  stream.addEventListener('error', () => showTrouble({ error: 'offline' }));
  on('clock', clock.show);
  on('message', arrive);
  on('update', arrive);
  on('elsewhere', ({ chat }) => {
    elsewhere.set(chat, (elsewhere.get(chat) ?? 0) + 1);
    drawElsewhere(become);
  });
}

/** @param {ChatMessage} message new, or in a new state */
function arrive(message) {
  const id = message.chat.startsWith('private:') ? 'private' : message.chat;
  const chat = state.chats.get(id);
  if (!chat) return;
  const known = chat.messages.has(message.id);
  const previous = [...chat.messages.values()].at(-1);
  chat.messages.set(message.id, message);
  if (!known && !isOwn(message)) {
    byId('announce').textContent = summary(message);
    if (id !== state.chat) unread.set(id, (unread.get(id) ?? 0) + 1);
  }
  if (id === state.chat) showMessage(message, previous);
  drawChats(openByHand);
}

/**
 * @param {string} id
 * @param {string} [from] the chat left behind by hand
 */
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
  if (id === 'private') void post('enter', { as: state.as });
}

/** @param {string} id */
const openByHand = (id) => open(id, state.chat);

function drawLists() {
  drawChats(openByHand);
  drawElsewhere(become);
}

/** @param {'list' | 'chat' | 'side'} name on a phone, the one of three columns on the screen */
function view(name) {
  document.body.dataset.view = name;
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPeople();
  } else if (event.key === 'Escape' && phone.matches && !byId('people', HTMLDialogElement).open) view('chat');
});
byId('who').addEventListener('click', openPeople);
byId('to-list').addEventListener('click', () => view('list'));
byId('to-side').addEventListener('click', () => view('side'));
byId('side-back').addEventListener('click', () => view('chat'));

const address = new URLSearchParams(location.search);
void become(address.get('as') ?? '', address.get('chat') ?? '');
