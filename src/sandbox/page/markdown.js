// @ts-check
// WeCom's markdown: a small subset for pushes, and a richer one for the bot's answers and markdown_v2.
// Nothing is ever parsed as HTML; what is not understood stays visible as written.
/** @import { InlineOptions } from './markdown-inline.js' */
import { h } from './dom.js';
import { renderInline } from './markdown-inline.js';

/**
 * @typedef {InlineOptions} Options `rich` adds lists, tables, rules and code
 * @typedef {{nodes: Node[], lines: number}} Block what to show, and how many lines it took
 */

/**
 * @param {string} text
 * @param {Options} options
 */
export function renderMarkdown(text, options) {
  const box = h('div', { class: 'md' });
  let rest = text.split('\n');
  while (rest.length > 0) {
    const { nodes, lines } = nextBlock(rest, options);
    box.append(...nodes);
    rest = rest.slice(lines);
  }
  return box;
}

/** @param {string[]} lines what is left, at least one @param {Options} options @returns {Block} */
function nextBlock(lines, options) {
  const line = lines[0] ?? '';
  const [, marks = '', title = ''] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
  if (marks) return one(paragraph(title, options, `md-h md-h${marks.length}`));
  if (QUOTE.test(line)) return quote(lines, options);
  if (options.rich) {
    if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return one(h('hr'));
    if (line.startsWith(FENCE)) return code(lines);
    if (ITEM.test(line)) return list(lines, options);
    if (line.includes('|') && TABLE_RULE.test(lines[1] ?? '')) return table(lines, options);
  }
  return one(paragraph(line, options));
}

const FENCE = '```';
const QUOTE = /^> ?/;
const ITEM = /^(\s*)([-*+]|\d+[.)]) (.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** @param {Node} node @returns {Block} */
const one = (node) => ({ nodes: [node], lines: 1 });

/** @param {string} text @param {Options} options @param {string} [kind] */
function paragraph(text, options, kind) {
  const gap = text.trim() === '' && 'md-gap';
  return h('p', { class: [kind, gap].filter(Boolean).join(' ') || undefined }, renderInline(text, options));
}

/** How many lines from the first one on fit. @param {string[]} lines @param {(line: string) => boolean} fits */
function run(lines, fits) {
  const end = lines.findIndex((line) => !fits(line));
  return end < 0 ? lines : lines.slice(0, end);
}

/** @param {string[]} lines @param {Options} options @returns {Block} */
function quote(lines, options) {
  const own = run(lines, (line) => QUOTE.test(line));
  const paragraphs = own.map((line) => paragraph(line.replace(QUOTE, ''), options));
  return { nodes: [h('blockquote', {}, ...paragraphs)], lines: own.length };
}

/** @param {string[]} lines @returns {Block} */
function code(lines) {
  const inside = run(lines.slice(1), (line) => !line.startsWith(FENCE));
  return { nodes: [h('pre', {}, inside.join('\n'))], lines: inside.length + 2 };
}

/** @param {string[]} lines @param {Options} options @returns {Block} */
function list(lines, options) {
  const own = run(lines, (line) => ITEM.test(line));
  const items = own.map((line) => {
    const [, indent = '', mark = '', text = ''] = ITEM.exec(line) ?? [];
    const depth = Math.min(3, Math.floor(indent.length / 2));
    const dot = h('span', { class: 'md-dot' }, /\d/.test(mark) ? mark : '•');
    return h('p', { class: `md-li md-li${depth}` }, dot, h('span', {}, renderInline(text, options)));
  });
  return { nodes: items, lines: own.length };
}

/** @param {string[]} lines @param {Options} options @returns {Block} */
function table(lines, options) {
  /** @param {string} line @param {'th' | 'td'} tag */
  const row = (line, tag) =>
    h('tr', {}, ...cellsOf(line).map((text) => h(tag, {}, renderInline(text, options))));
  const own = run(lines.slice(2), (line) => line.includes('|'));
  const head = h('thead', {}, row(lines[0] ?? '', 'th'));
  const body = h('tbody', {}, ...own.map((line) => row(line, 'td')));
  // Wide tables scroll by themselves and never push the page sideways.
  const box = h('div', { class: 'md-table', tabindex: '0' }, h('table', {}, head, body));
  return { nodes: [box], lines: own.length + 2 };
}

/** @param {string} line */
const cellsOf = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
