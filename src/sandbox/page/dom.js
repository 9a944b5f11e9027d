// @ts-check
// Elements are built from plain values; text only ever becomes a text node.

/**
 * The element of index.html with this id.
 *
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @param {new () => E} [kind] the class it must have
 * @returns {E}
 * @throws {Error} when index.html has no such element
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof (kind ?? HTMLElement))) throw new Error(`index.html has no #${id} of this kind`);
  return /** @type {E} */ (element);
}

/**
 * @typedef {string | number | boolean | undefined} Attribute false and undefined are left out
 * @typedef {(event: Event) => unknown} Listener
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute | Listener>} [props] attributes; functions become listeners
 * @param {...(Node | string | undefined | false)} children undefined, false and '' are left out
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * Only web addresses become links, whatever a message says.
 *
 * @param {string} href
 * @param {string} text
 */
export function link(href, text) {
  if (!/^https?:\/\//i.test(href)) return document.createTextNode(text);
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/**
 * The last two characters of a name, as WeCom does; the colour is the same wherever the name appears.
 *
 * @param {string} name
 */
export function avatar(name, bot = false) {
  const letters = [...name].slice(bot ? -1 : -2).join('');
  const element = h('span', { class: bot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true' }, letters);
  const hue = [...name].reduce((sum, c) => sum + (c.codePointAt(0) ?? 0), 0) * 47;
  if (!bot) element.style.background = `hsl(${150 + (hue % 190)} 28% 36%)`;
  return element;
}

/**
 * The step an arrow key asks for in a list; 0 for any other key.
 *
 * @param {string} key
 */
export const arrowStep = (key) => (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0);
