// One chat line: who, when, what, and what became of it.

import { renderCard } from './card.js';
import { dayWords, timeWords } from './clock.js';
import { avatar, h } from './dom.js';
import { renderLinkedText, renderMarkdown } from './markdown.js';
import { FAULTS, STATUS, T, VIA, WARNINGS } from './words.js';

const GAP_MS = 5 * 60_000;

/** A time line stands between messages that are far apart. */
export function timeLine(message, previous) {
  if (previous && message.at - previous.at < GAP_MS) return undefined;
  return h('p', { class: 'when' }, `${dayWords(message.at)} ${timeWords(message.at)}`);
}

/**
 * @param {any} message
 * @param {{me: string, bot: string, nameOf: (id: string) => string, press: Function}} scene
 */
export function renderMessage(message, scene) {
  const { body, from } = message;
  if (body.kind === 'recalled')
    return h('p', { class: 'when', 'data-id': message.id }, T.recalled(scene.bot));
  if (from === 'system') return h('p', { class: 'fault', 'data-id': message.id }, faultText(body));
  const own = from !== 'bot' && from.person.toLowerCase() === scene.me.toLowerCase();
  const name = from === 'bot' ? scene.bot : scene.nameOf(from.person);
  const head = own
    ? undefined
    : h(
        'p',
        { class: 'from' },
        name,
        from === 'bot' ? h('span', { class: 'badge' }, T.bot) : undefined,
        via(message),
      );
  const bubble = h('div', { class: `bubble ${body.kind}` }, content(message, scene));
  const state =
    own && message.status ? h('p', { class: `status ${message.status}` }, STATUS[message.status]) : undefined;
  const notes = (message.warnings ?? []).map((code) => h('p', { class: 'warn' }, WARNINGS[code] ?? code));
  const line = h('div', { class: 'line' }, head, bubble, state, ...notes);
  return h(
    'article',
    { class: own ? 'message own' : 'message', 'data-id': message.id },
    avatar(name, from === 'bot'),
    line,
  );
}

/** The message in one line, for the screen reader and the chat list. */
export function summary(message, nameOf, bot) {
  const { body, from } = message;
  const name = from === 'bot' ? bot : from === 'system' ? '' : nameOf(from.person);
  const text =
    body.kind === 'text' || body.kind === 'markdown'
      ? body.text.replace(/<[^>]*>|\*\*|^#+ |^> ?/gm, '')
      : body.kind === 'card'
        ? `[${body.card.main_title?.title ?? body.card.sub_title_text ?? ''}]`
        : body.kind === 'fault'
          ? faultText(body)
          : body.kind === 'recalled'
            ? T.recalled(bot)
            : `[${body.kind === 'image' ? T.image : body.name}]`;
  return name ? `${name}：${text}` : text;
}

const via = ({ via: way }) => (VIA[way] ? h('span', { class: 'via' }, VIA[way]) : undefined);

const faultText = ({ code, detail }) => `${FAULTS[code] ?? code}${detail ? `（${detail}）` : ''}`;

function content(message, scene) {
  const { body } = message;
  switch (body.kind) {
    case 'markdown':
      return renderMarkdown(body.text, { rich: body.rich, nameOf: scene.nameOf });
    case 'card':
      return renderCard(body.card, body.done, {
        nameOf: scene.nameOf,
        press: (key, selected) => scene.press(message.id, key, selected),
      });
    case 'image': {
      const src = `api/media/${encodeURIComponent(body.mediaId)}`;
      const image = h('img', { src, alt: `${T.image} ${body.name}` });
      return h('a', { href: src, target: '_blank', rel: 'noopener' }, mention(message, scene), image);
    }
    case 'file':
      return h(
        'a',
        { class: 'file', href: `api/media/${encodeURIComponent(body.mediaId)}`, download: body.name },
        h('strong', {}, body.name),
        h('span', {}, T.file(body.size)),
      );
    default:
      return h(
        'p',
        { class: 'plain' },
        mention(message, scene),
        body.linked ? renderLinkedText(body.text) : body.text,
      );
  }
}

const mention = (message, { bot }) => (message.mention ? h('span', { class: 'at' }, `@${bot} `) : undefined);
