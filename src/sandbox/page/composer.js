// @ts-check
// Saying something: text with or without a mention, a picture, or one of the lines to try.
import { byId, h } from './dom.js';
import { draftOf, keepDraft } from './kept.js';
import { endWelcome } from './log.js';
import { ask, isRefused, post, showTrouble } from './server.js';
import { inGroup, state } from './store.js';
import { fill, words } from './words.js';

const TALLEST_PX = 168;
const box = byId('say', HTMLTextAreaElement);
const chip = byId('mention');
const picture = byId('picture', HTMLInputElement);
let mention = true;

/** Shows what was typed in this chat and not sent. */
export function openComposer() {
  setText(draftOf(state.chat));
  setMention(true);
}

/** @param {() => void} shown called when a line was taken over, to bring the input into view */
export function drawTries(shown) {
  const lines = state.suggestions[inGroup() ? 'group' : 'private'];
  /** @param {string} text @param {...(Node | string)} children */
  const button = (text, ...children) => {
    const click = () => {
      setMention(true);
      setText(text);
      shown();
      box.focus();
    };
    return h('button', { type: 'button', click }, ...children);
  };
  byId('try-list').replaceChildren(
    ...lines.map(([text, shows]) =>
      h('li', {}, button(text, h('strong', {}, shortened(text)), h('span', {}, shows))),
    ),
  );
  byId('try-row').replaceChildren(...lines.map(([text]) => button(text, shortened(text))));
}

/** A form of many lines says what it is about in its second. @param {string} text */
function shortened(text) {
  const [first, second, ...more] = text.split('\n');
  return [first, second].join(' ').trimEnd() + (more.length > 0 ? '…' : '');
}

/** @param {string} text */
function setText(text) {
  box.value = text;
  keepDraft(state.chat, text);
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, TALLEST_PX)}px`;
}

/** @param {boolean} on */
function setMention(on) {
  mention = on;
  chip.hidden = !inGroup();
  chip.setAttribute('aria-pressed', String(on));
  chip.setAttribute('aria-label', fill(on ? words.mention_on : words.mention_off, { bot: state.bot }));
  chip.replaceChildren(`@${state.bot}`, h('span', { 'aria-hidden': 'true' }, on ? '×' : '+'));
  box.placeholder = inGroup() && !on ? words.placeholder_silent : words.placeholder;
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
  if (isRefused(answer) && box.value === '' && request.chat === state.chat) setText(text);
}

/** @param {File} file */
async function sendPicture(file) {
  const { as, chat } = state;
  const about = new URLSearchParams({ as, chat, name: file.name, mention: String(mention) });
  const headers = { 'content-type': file.type };
  showTrouble(await ask(`picture?${about}`, { method: 'POST', headers, body: file }));
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  void speak();
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
    void speak();
  } else if (event.key === 'Backspace' && mention && box.value === '') setMention(false);
});
chip.addEventListener('click', () => {
  setMention(!mention);
  box.focus();
});
picture.addEventListener('change', () => {
  const file = picture.files?.[0];
  if (file) void sendPicture(file);
  picture.value = '';
});
