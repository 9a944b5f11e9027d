// Saying something: text with or without a mention, a picture, or one of the lines to try.
import { byId, h } from './dom.js';
import { endWelcome } from './log.js';
import { ask, post, trouble } from './server.js';
import { inGroup, state } from './store.js';
import { REFUSALS, T } from './words.js';

const TALLEST_PX = 168;
const box = byId('say');
/** what was typed and not sent, by chat */
const drafts = new Map();
let mention = true;

/** @param {string | undefined} from the chat left behind, whose draft is kept */
export function openComposer(from) {
  if (from) drafts.set(from, box.value);
  setText(drafts.get(state.chat) ?? '');
  setMention(true);
}

export function forgetDrafts() {
  drafts.clear();
  setText('');
}

/** @param {() => void} shown called when a line was taken over, to bring the input into view */
export function drawTries(shown) {
  const lines = state.suggestions[inGroup() ? 'group' : 'private'];
  const take = (text) => () => {
    setMention(true);
    setText(text);
    shown();
    box.focus();
  };
  const short = (text) => (text.includes('\n') ? `${text.split('\n')[0]}…` : text);
  const button = (text, ...children) => h('button', { type: 'button', click: take(text) }, ...children);
  byId('try-list').replaceChildren(
    ...lines.map(([text, shows]) =>
      h('li', {}, button(text, h('strong', {}, short(text)), h('span', {}, shows))),
    ),
  );
  byId('try-row').replaceChildren(...lines.map(([text]) => button(text, short(text))));
}

function setText(text) {
  box.value = text;
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, TALLEST_PX)}px`;
}

function setMention(on) {
  mention = on;
  const chip = byId('mention');
  chip.hidden = !inGroup();
  chip.setAttribute('aria-pressed', String(on));
  chip.setAttribute('aria-label', on ? T.mentionOnLabel(state.bot) : T.mentionOffLabel(state.bot));
  chip.replaceChildren(`@${state.bot}`, h('span', { 'aria-hidden': 'true' }, on ? '×' : '+'));
  box.placeholder = inGroup() && !on ? T.silentPlaceholder : T.placeholder;
}

async function speak() {
  let text = box.value.trim();
  // Typed by hand at the start, the name becomes a real mention, as WeCom's own list would make it.
  const call = `@${state.bot}`;
  const called = text.startsWith(call);
  if (called) text = text.slice(call.length).trim();
  if (!text) return;
  const request = { as: state.as, chat: state.chat, text, mention: mention || called };
  setText('');
  setMention(true);
  endWelcome();
  const answer = await post('say', request);
  // Not lost when the stand-in did not take it.
  if (REFUSALS[answer.error] && box.value === '' && request.chat === state.chat) setText(text);
}

async function sendPicture(file) {
  const about = new URLSearchParams({
    as: state.as,
    chat: state.chat,
    name: file.name,
    mention: String(mention),
  });
  const headers = { 'content-type': file.type };
  trouble((await ask(`picture?${about}`, { method: 'POST', headers, body: file })).error);
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  speak();
});
box.addEventListener('input', () => {
  const picked = !mention && box.value === '@';
  if (picked) setMention(true);
  setText(picked ? '' : box.value);
});
box.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    speak();
  } else if (event.key === 'Backspace' && mention && box.value === '') setMention(false);
});
byId('mention').addEventListener('click', () => {
  setMention(!mention);
  box.focus();
});
byId('picture').addEventListener('change', (event) => {
  const [file] = event.target.files;
  if (file) sendPicture(file);
  event.target.value = '';
});
