// WeCom's markdown: a small subset for pushes, and a richer one for the bot's answers and markdown_v2.
// Nothing is ever parsed as HTML; what is not understood stays visible as written.
import { h, link } from './dom.js';

const COLOURS = new Set(['info', 'comment', 'warning']);
const INLINE =
  /\*\*(?<bold>.+?)\*\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<href>[^)\s]+)\)|<font color="?(?<colour>\w+)"?>(?<tinted>[\s\S]*?)<\/font>|<@(?<user>[\w.@-]+)>/;
const ITALIC = /(?<![*\w])\*(?<italic>[^*\s][^*\n]*?)\*(?![*\w])/;

/**
 * @param {string} text
 * @param {{rich?: boolean, nameOf: (userId: string) => string}} options `rich`: lists, tables, rules, code, italics
 */
export function renderMarkdown(text, options) {
  const box = h('div', { class: 'md' });
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) at += block(box, lines, at, options);
  return box;
}

/** Text of the API may carry links and nothing else. */
export function renderLinkedText(text) {
  const box = document.createDocumentFragment();
  let rest = text;
  for (;;) {
    const match = /<a href="([^"]*)">([^<]*)<\/a>/.exec(rest);
    if (!match) break;
    box.append(rest.slice(0, match.index), link(match[1], match[2]));
    rest = rest.slice(match.index + match[0].length);
  }
  box.append(rest);
  return box;
}

/** Appends one block and tells how many lines it took. */
function block(box, lines, at, options) {
  const line = lines[at];
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading) return add(box, h('p', { class: `md-h md-h${heading[1].length}` }), heading[2], options);
  if (/^> ?/.test(line)) return gather(box, lines, at, /^> ?/, h('blockquote'), options);
  if (options.rich) {
    if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return rule(box);
    if (line.startsWith('```')) return code(box, lines, at);
    if (/^\s*([-*+]|\d+[.)]) /.test(line)) return list(box, lines, at, options);
    if (line.includes('|') && /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? ''))
      return table(box, lines, at, options);
  }
  return add(box, h('p'), line, options);
}

function add(box, element, text, options) {
  if (text.trim() === '') element.classList.add('md-gap');
  inline(element, text, options);
  box.append(element);
  return 1;
}

function rule(box) {
  box.append(h('hr'));
  return 1;
}

function gather(box, lines, at, mark, element, options) {
  let count = 0;
  for (; at + count < lines.length && mark.test(lines[at + count]); count++)
    add(element, h('p'), lines[at + count].replace(mark, ''), options);
  box.append(element);
  return count;
}

function code(box, lines, at) {
  const end = lines.findIndex((line, i) => i > at && line.startsWith('```'));
  const last = end < 0 ? lines.length : end;
  box.append(h('pre', {}, lines.slice(at + 1, last).join('\n')));
  return last - at + 1;
}

function list(box, lines, at, options) {
  let count = 0;
  for (; at + count < lines.length; count++) {
    const item = /^(\s*)([-*+]|\d+[.)]) (.*)$/.exec(lines[at + count]);
    if (!item) break;
    const depth = Math.min(3, Math.floor(item[1].length / 2));
    const row = h(
      'p',
      { class: `md-li md-li${depth}` },
      h('span', { class: 'md-dot' }, /\d/.test(item[2]) ? item[2] : '•'),
    );
    const rest = h('span');
    inline(rest, item[3], options);
    row.append(rest);
    box.append(row);
  }
  return count;
}

function table(box, lines, at, options) {
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const row = (line, tag) => {
    const tr = h('tr');
    for (const text of cells(line)) {
      const cell = h(tag);
      inline(cell, text, options);
      tr.append(cell);
    }
    return tr;
  };
  const body = h('tbody');
  let count = 2;
  for (; at + count < lines.length && lines[at + count].includes('|'); count++)
    body.append(row(lines[at + count], 'td'));
  // Wide tables scroll by themselves and never push the page sideways.
  box.append(
    h(
      'div',
      { class: 'md-table', tabindex: '0' },
      h('table', {}, h('thead', {}, row(lines[at], 'th')), body),
    ),
  );
  return count;
}

function inline(box, text, options) {
  let rest = text;
  for (;;) {
    const match = first(rest, options.rich);
    if (!match) break;
    box.append(rest.slice(0, match.index), marked(match.groups, options));
    rest = rest.slice(match.index + match[0].length);
  }
  box.append(rest);
}

function first(text, rich) {
  const plain = INLINE.exec(text);
  const italic = rich ? ITALIC.exec(text) : null;
  return italic && (!plain || italic.index < plain.index) ? italic : plain;
}

function marked(groups, options) {
  if (groups.code !== undefined) return h('code', {}, groups.code);
  if (groups.href !== undefined) return link(groups.href, groups.label);
  if (groups.user !== undefined) return h('span', { class: 'at' }, `@${options.nameOf(groups.user)}`);
  const [element, text] =
    groups.bold !== undefined
      ? [h('strong'), groups.bold]
      : groups.italic !== undefined
        ? [h('em'), groups.italic]
        : [h('span', { class: COLOURS.has(groups.colour) ? `font-${groups.colour}` : false }), groups.tinted];
  inline(element, text, options);
  return element;
}
