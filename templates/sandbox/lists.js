// The left side: who I am, my chats, and who else got something.
import { avatar, byId, h } from './dom.js';
import { summary } from './messages.js';
import { officeWords } from './people.js';
import { elsewhere, nameOf, person, state, unread } from './store.js';
import { T } from './words.js';

const ELSEWHERE_SHOWN = 6;

export function drawMe() {
  const me = person(state.as);
  byId('who-avatar').replaceChildren(avatar(me.name));
  byId('who-name').replaceChildren(me.name, ...me.roles.map((role) => h('span', { class: 'role' }, role)));
  byId('who-unit').textContent = officeWords({ ...me, roles: [] });
}

/** @param {(chat: string) => void} open */
export function drawChats(open) {
  const focused = document.activeElement?.closest('#chats button')?.dataset.chat;
  byId('chats').replaceChildren(
    ...[...state.chats.values()].map((chat) => h('li', {}, chatButton(chat, open))),
  );
  if (focused)
    byId('chats')
      .querySelector(`[data-chat="${CSS.escape(focused)}"]`)
      ?.focus();
  drawNews();
}

function chatButton(chat, open) {
  const { id, kind, name, messages } = chat;
  const alone = kind === 'private';
  const last = [...messages.values()].at(-1);
  const count = unread.get(id) ?? 0;
  const about = { type: 'button', 'aria-current': id === state.chat && 'true', 'data-chat': id };
  return h(
    'button',
    { ...about, click: () => open(id) },
    avatar(alone ? name : [...name].slice(0, 2).join(''), alone),
    h(
      'span',
      { class: 'chat-text' },
      h('strong', {}, name, alone && h('span', { class: 'badge' }, T.privateChat)),
      h('span', { class: 'last' }, last ? summary(last, nameOf, state.bot) : T.noMessages),
    ),
    count > 0 && h('span', { class: 'count', 'aria-label': T.unread(count) }, String(count)),
  );
}

/** @param {(as: string, chat: string) => void} become */
export function drawElsewhere(become) {
  const rows = [...elsewhere]
    .map(([key, count]) => ({ key, count, ...whereIs(key) }))
    .filter((row) => row.as && !state.chats.has(row.key))
    .sort((a, b) => b.count - a.count);
  const items = rows.slice(0, ELSEWHERE_SHOWN).map(({ key, count, name, about, as, chat }) => {
    const go = () => {
      elsewhere.delete(key);
      become(as, chat);
    };
    const text = h('span', { class: 'chat-text' }, name, h('span', { class: 'last' }, about));
    const badge = h('span', { class: 'count' }, T.elsewhere(count));
    return h('li', {}, h('button', { type: 'button', click: go }, avatar(name), text, badge));
  });
  if (rows.length > ELSEWHERE_SHOWN)
    items.push(h('li', { class: 'more' }, T.elsewhereMore(rows.length - ELSEWHERE_SHOWN)));
  byId('elsewhere').hidden = rows.length === 0;
  byId('elsewhere-list').replaceChildren(...items);
  drawNews();
}

/** Whom to be, and which chat to open, to see a message that went elsewhere. */
function whereIs(key) {
  const group = state.groups.find((g) => g.id === key);
  if (group) return { name: group.name, about: T.group, as: group.as, chat: group.id };
  const who = person(key.slice('private:'.length));
  return who && { name: who.name, about: officeWords(who), as: who.userId, chat: 'private' };
}

/** On a phone the lists are out of sight, so the way back to them says that something is there. */
function drawNews() {
  const others = byId('elsewhere-list').childElementCount;
  const count = others + [...unread.values()].reduce((sum, n) => sum + n, 0);
  byId('news').hidden = count === 0;
  byId('news').textContent = String(count);
}

byId('chats').addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...byId('chats').querySelectorAll('button')];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
});
