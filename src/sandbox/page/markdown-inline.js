// @ts-check
// What stands inside a line: bold, italics, code, links, colours, names.
import { h, link } from './dom.js';

/** @typedef {{rich: boolean, nameOf: (userId: string) => string}} InlineOptions `rich` adds italics */

const COLOURS = ['info', 'comment', 'warning'];
const MARK =
  /\*\*(?<bold>.+?)\*\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<href>[^)\s]+)\)|<font color="?(?<colour>\w+)"?>(?<tinted>[\s\S]*?)<\/font>|<@(?<user>[\w.@-]+)>/;
const ITALIC = /(?<![*\w])\*(?<italic>[^*\s][^*\n]*?)\*(?![*\w])/;
const ADDRESS = /(?<href>https?:\/\/[\w.:/?=&%#~-]+)/;
const ANCHOR = /<a href="(?<href>[^"]*)">(?<label>[^<]*)<\/a>/;

/** @param {string} text @param {InlineOptions} options @returns {DocumentFragment} */
export function renderInline(text, options) {
  const next = options.rich ? firstOf(MARK, ITALIC) : firstOf(MARK);
  return replaceMarks(text, next, (groups) => markedNode(groups, options));
}

/** Text of the API may carry links and nothing else. @param {string} text */
export function renderLinkedText(text) {
  return replaceMarks(text, firstOf(ANCHOR, ADDRESS), ({ href = '', label }) => link(href, label ?? href));
}

/** A text as chats show it: an address is a link. @param {string} text */
export function renderPlainText(text) {
  return replaceMarks(text, firstOf(ADDRESS), ({ href = '' }) => link(href, href));
}

/** @typedef {Record<string, string | undefined>} Groups */

/** @param {string} text @param {(text: string) => RegExpExecArray | undefined} next @param {(groups: Groups) => Node} node */
function replaceMarks(text, next, node) {
  const box = document.createDocumentFragment();
  let rest = text;
  for (let match = next(rest); match; match = next(rest)) {
    box.append(rest.slice(0, match.index), node(match.groups ?? {}));
    rest = rest.slice(match.index + match[0].length);
  }
  box.append(rest);
  return box;
}

/**
 * Finds the match that begins first; the earlier pattern's where two begin alike.
 *
 * @param {...RegExp} patterns
 * @returns {(text: string) => RegExpExecArray | undefined}
 */
function firstOf(...patterns) {
  return (text) =>
    patterns
      .map((pattern) => pattern.exec(text))
      .filter((match) => match !== null)
      .sort((a, b) => a.index - b.index)[0];
}

/** @param {Groups} groups @param {InlineOptions} options */
function markedNode({ bold, italic, code, href, label, colour, tinted, user }, options) {
  if (code !== undefined) return h('code', {}, code);
  if (href !== undefined) return link(href, label ?? '');
  if (user !== undefined) return h('span', { class: 'at' }, `@${options.nameOf(user)}`);
  if (bold !== undefined) return h('strong', {}, renderInline(bold, options));
  if (italic !== undefined) return h('em', {}, renderInline(italic, options));
  const kind = COLOURS.find((name) => name === colour);
  return h('span', { class: kind && `font-${kind}` }, renderInline(tinted ?? '', options));
}
