// @ts-check
// One chat line: who, when, what, and what became of it.
/**
 * @import { TemplateCard } from '../card-blocks.ts'
 * @import { Body, ChatMessage } from '../chat-log.ts'
 */
import { renderCard } from './card.js';
import { avatar, h } from './dom.js';
import { renderMarkdown } from './markdown.js';
import { renderLinkedText, renderPlainText } from './markdown-inline.js';
import { isOwn, nameOf, state } from './store.js';
import { momentWords } from './time.js';
import { faults, fill, statuses, warnings, ways, words } from './words.js';

const GAP_MS = 5 * 60_000;
const KB = 1024;
const MB = 1024 * KB;

/** @typedef {(messageId: string, key: string, selected: Record<string, string[]>) => Promise<unknown>} Press */

/**
 * A time line stands between messages that are far apart.
 *
 * @param {ChatMessage} message
 * @param {ChatMessage | undefined} previous
 */
export function timeLine(message, previous) {
  if (previous && message.at - previous.at < GAP_MS) return undefined;
  return h('p', { class: 'when' }, momentWords(message.at));
}

/**
 * @param {ChatMessage} message
 * @param {Press} press
 */
export function renderMessage(message, press) {
  const { id, body, from, status } = message;
  if (body.kind === 'recalled') return h('p', { class: 'when', 'data-id': id }, summary(message));
  if (body.kind === 'fault') return h('p', { class: 'fault', 'data-id': id }, faultText(body));
  const own = isOwn(message);
  const name = speaker(message);
  const line = h(
    'div',
    { class: 'line' },
    !own && heading(message, name),
    h('div', { class: `bubble ${body.kind}` }, content(message, press)),
    own && status && h('p', { class: `status ${status}` }, statuses[status]),
    ...(message.warnings ?? []).map((code) => h('p', { class: 'warn' }, warnings[code])),
  );
  const kind = own ? 'message own' : 'message';
  return h('article', { class: kind, 'data-id': id }, avatar(name, from === 'bot'), line);
}

/** @param {ChatMessage} message @param {string} name */
function heading({ from, via }, name) {
  const badge = from === 'bot' && h('span', { class: 'badge' }, words.bot);
  return h(
    'p',
    { class: 'from' },
    name,
    badge,
    via && via !== 'reply' && h('span', { class: 'via' }, ways[via]),
  );
}

/**
 * The message in one line, for the screen reader and the chat list.
 *
 * @param {ChatMessage} message
 * @param {boolean} named who said it
 */
export function summary(message, named = true) {
  const { body } = message;
  if (body.kind === 'recalled') return fill(words.recalled, { bot: state.bot });
  if (body.kind === 'fault') return faultText(body);
  return named ? fill(words.said, { name: speaker(message), text: gist(body) }) : gist(body);
}

/** @param {ChatMessage} message */
const speaker = ({ from }) => (typeof from === 'object' ? nameOf(from.person) : state.bot);

/** @param {Exclude<Body, {kind: 'fault' | 'recalled'}>} body */
function gist(body) {
  switch (body.kind) {
    case 'text':
    case 'markdown':
      return body.text.replace(/<[^>]*>|\*\*|^#+ |^> ?/gm, '');
    case 'card': {
      const card = /** @type {TemplateCard} */ (body.card);
      return fill(words.bracketed, { what: card.main_title?.title ?? card.sub_title_text ?? '' });
    }
    case 'image':
      return fill(words.bracketed, { what: words.image });
    case 'file':
      return fill(words.bracketed, { what: body.name });
  }
}

/** @param {Extract<Body, {kind: 'fault'}>} body */
const faultText = ({ code, detail }) =>
  detail ? fill(words.fault_detail, { fault: faults[code], detail }) : faults[code];

/** @param {ChatMessage} message @param {Press} press */
function content(message, press) {
  const { id, body } = message;
  switch (body.kind) {
    case 'text':
      return h(
        'p',
        { class: 'plain' },
        mention(message),
        body.linked ? renderLinkedText(body.text) : renderPlainText(body.text),
      );
    case 'markdown':
      return renderMarkdown(body.text, { rich: body.rich === true, nameOf });
    case 'card':
      return renderCard(/** @type {TemplateCard} */ (body.card), body.done, {
        nameOf,
        press: (key, selected) => press(id, key, selected),
      });
    case 'image': {
      const src = mediaUrl(body.mediaId);
      const image = h('img', { src, alt: `${words.image} ${body.name}` });
      return h('a', { href: src, target: '_blank', rel: 'noopener' }, mention(message), image);
    }
    case 'file': {
      const about = { class: 'file', href: mediaUrl(body.mediaId), download: body.name };
      return h(
        'a',
        about,
        h('strong', {}, body.name),
        h('span', {}, fill(words.download, { size: sizeWords(body.size) })),
      );
    }
    default:
      return undefined;
  }
}

/** @param {string} id */
const mediaUrl = (id) => `api/media/${encodeURIComponent(id)}`;

/** @param {number} bytes */
const sizeWords = (bytes) =>
  bytes < MB
    ? fill(words.size_kb, { size: Math.max(1, Math.round(bytes / KB)) })
    : fill(words.size_mb, { size: (bytes / MB).toFixed(1) });

/** @param {ChatMessage} message */
const mention = (message) => message.mention && h('span', { class: 'at' }, `@${state.bot} `);
