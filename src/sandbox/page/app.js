// @ts-check
// Joins the parts of the page: who I am, which chat is open, and the live stream.
/**
 * @import { ChatMessage } from '../chat-log.ts'
 * @import { ClockState, Journey, PageEvents, PageState } from '../page-contract.ts'
 * @import { Failure } from './server.js'
 */
import { createClock } from './clock.js';
import { drawTries, openComposer } from './composer.js';
import { byId } from './dom.js';
import { drawJourney } from './journey.js';
import { markRead, recallElsewhere } from './kept.js';
import { drawChats, drawElsewhere, drawMe } from './lists.js';
import { drawLog, showMessage } from './log.js';
import { summary } from './messages.js';
import { createPeoplePicker } from './people.js';
import { ask, isRefused, post, showTrouble } from './server.js';
import { currentChat, elsewhere, isOwn, state } from './store.js';

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
 * @param {boolean} isNew a step in the history of the browser
 */
async function become(as, chat = '', isNew = true) {
  stream?.close();
  state.chat = chat;
  // Someone the address names and nobody knows gives way to the first visitor's person.
  if (!(await load(as)) && !(await load(''))) return;
  open(state.chat, isNew);
  listen();
  await tellJourney();
}

async function tellJourney() {
  const answer = /** @type {Journey | Failure} */ (await ask('journey'));
  if (!isRefused(answer)) drawJourney(answer, become);
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
  on('clock', (moved) => {
    clock.show(moved);
    if (!moved.moving) void tellJourney();
  });
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
  }
  if (id === state.chat) {
    showMessage(message, previous);
    markRead(chat);
  }
  drawChats(openByHand, clock.now());
}

/**
 * @param {string} id
 * @param {boolean} isNew a step in the history of the browser, so that its way back leads here
 */
function open(id, isNew) {
  state.chat = id;
  const chat = currentChat();
  if (chat) markRead(chat);
  elsewhere.delete(id === 'private' ? `private:${state.as.toLowerCase()}` : id);
  const place = `?${new URLSearchParams({ as: state.as, chat: id })}`;
  if (isNew && place !== location.search) history.pushState(null, '', place);
  else history.replaceState(history.state, '', place);
  view('chat');
  drawLists();
  drawLog();
  openComposer();
  drawTries(() => view('chat'));
  if (isNew || !phone.matches) byId('say').focus();
  if (id === 'private') void post('enter', { as: state.as });
}

/** @param {string} id */
const openByHand = (id) => open(id, true);

function drawLists() {
  drawChats(openByHand, clock.now());
  drawElsewhere(become);
}

/** @param {'list' | 'chat' | 'side'} name on a phone, the one of three columns on the screen */
function view(name) {
  document.body.dataset.view = name;
}

/** From the list and the clock the browser's way back leads to the chat. @param {'list' | 'side'} name */
function stepTo(name) {
  history.pushState({ view: name }, '');
  view(name);
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPeople();
  } else if (event.key === 'Escape' && phone.matches && !byId('people', HTMLDialogElement).open) view('chat');
});
byId('who').addEventListener('click', openPeople);
byId('to-list').addEventListener('click', () => stepTo('list'));
byId('to-side').addEventListener('click', () => stepTo('side'));
byId('side-back').addEventListener('click', () => view('chat'));

function follow() {
  const address = new URLSearchParams(location.search);
  const [as, chat] = [address.get('as') ?? '', address.get('chat') ?? ''];
  const column = history.state?.view ?? 'chat';
  if (as === state.as && state.chats.has(chat)) open(chat, false);
  else void become(as, chat, false);
  view(column);
}
addEventListener('popstate', follow);
recallElsewhere();
follow();
