// @ts-check
// The left side: who I am, my chats, and who else got something.
/** @import { Chat } from './store.js' */
import { arrowStep, avatar, byId, h } from './dom.js';
import { keepElsewhere, unreadOf } from './kept.js';
import { summary } from './messages.js';
import { officeWords, placeWords } from './people.js';
import { elsewhere, findPerson, isOwn, state } from './store.js';
import { lastWords } from './time.js';
import { fill, words } from './words.js';

/** @typedef {(as: string, chat: string) => unknown} Become */

const ELSEWHERE_SHOWN = 6;
const chats = byId('chats');

/** @returns {HTMLElement[]} */
const chatButtons = () => [...chats.querySelectorAll('button')];
const focusedAt = () => chatButtons().findIndex((button) => button.matches(':focus'));

export function drawMe() {
  const me = findPerson(state.as);
  if (!me) return;
  byId('who-avatar').replaceChildren(avatar(me.name));
  byId('who-name').replaceChildren(me.name, ...me.roles.map((role) => h('span', { class: 'role' }, role)));
  byId('who-unit').textContent = placeWords(me);
}

/**
 * @param {(chat: string) => void} open
 * @param {number} now epoch ms of the sandbox clock
 */
export function drawChats(open, now) {
  const focused = chatButtons()[focusedAt()]?.dataset.chat;
  chats.replaceChildren(...[...state.chats.values()].map((chat) => h('li', {}, chatButton(chat, open, now))));
  chatButtons()
    .find((button) => button.dataset.chat === focused)
    ?.focus();
  drawNews();
}

/** @param {Chat} chat @param {(chat: string) => void} open @param {number} now */
function chatButton(chat, open, now) {
  const { id, kind, name, messages } = chat;
  const alone = kind === 'private';
  const last = [...messages.values()].at(-1);
  const count = unreadOf(chat);
  const at = last && h('span', { class: 'last-at' }, lastWords(last.at, now));
  // In private only two talk: what the bot said needs no name before it.
  const said = last && summary(last, !alone || isOwn(last));
  const gist = h('span', { class: 'last' }, said ?? words.no_messages);
  const news =
    count > 0 && h('span', { class: 'count', 'aria-label': fill(words.unread, { count }) }, String(count));
  const badge = alone && h('span', { class: 'badge' }, words.private_chat);
  return h(
    'button',
    { type: 'button', 'aria-current': id === state.chat && 'true', 'data-chat': id, click: () => open(id) },
    avatar(alone ? name : [...name].slice(0, 2).join(''), alone),
    h(
      'span',
      { class: 'chat-text' },
      h('strong', {}, h('span', { class: 'chat-title' }, name), badge, news),
      h('span', { class: 'last-row' }, gist, at),
    ),
  );
}

/** @param {Become} become */
export function drawElsewhere(become) {
  keepElsewhere();
  const rows = [...elsewhere]
    .flatMap(([key, count]) => whereIs(key).map((place) => ({ key, count, ...place })))
    .filter(({ key }) => !state.chats.has(key))
    .sort((a, b) => b.count - a.count);
  const items = rows.slice(0, ELSEWHERE_SHOWN).map(({ key, count, name, about, as, chat }) => {
    const click = () => {
      elsewhere.delete(key);
      become(as, chat);
    };
    const text = h('span', { class: 'chat-text' }, name, h('span', { class: 'last' }, about));
    const badge = h('span', { class: 'count' }, fill(words.elsewhere, { count }));
    return h('li', {}, h('button', { type: 'button', click }, avatar(name), text, badge));
  });
  const more = rows.length - items.length;
  if (more > 0) items.push(h('li', { class: 'more' }, fill(words.elsewhere_more, { count: more })));
  byId('elsewhere').hidden = rows.length === 0;
  byId('elsewhere-list').replaceChildren(...items);
  drawNews();
}

/**
 * Whom to be, and which chat to open, to see a message that went elsewhere; empty when nobody can.
 *
 * @param {string} key
 */
function whereIs(key) {
  const group = state.groups.find(({ id }) => id === key);
  if (group) {
    const { id, name, as } = group;
    return as === undefined ? [] : [{ name, about: words.group_chat, as, chat: id }];
  }
  const person = findPerson(key.slice('private:'.length));
  if (!person) return [];
  return [{ name: person.name, about: officeWords(person), as: person.userId, chat: 'private' }];
}

/** On a phone the lists are out of sight, so the way back to them says that something is there. */
function drawNews() {
  const others = byId('elsewhere-list').childElementCount;
  const count = others + [...state.chats.values()].reduce((sum, chat) => sum + unreadOf(chat), 0);
  byId('news').hidden = count === 0;
  byId('news').textContent = String(count);
}

chats.addEventListener('keydown', (event) => {
  const step = arrowStep(event.key);
  if (step === 0) return;
  chatButtons()[focusedAt() + step]?.focus();
  event.preventDefault();
});
