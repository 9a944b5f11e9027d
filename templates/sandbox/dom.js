// Elements are built from plain values; text only ever becomes a text node.

/**
 * @param {string} tag
 * @param {Record<string, unknown>} props attributes; functions become listeners; false and undefined are left out
 * @param {...(Node | string | undefined | false)} children the last two are left out
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((c) => c !== undefined && c !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Only web addresses become links, whatever a message says. */
export function link(href, text) {
  if (!/^https?:\/\//i.test(href)) return document.createTextNode(text);
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/** The last two characters of a name, as WeCom does; the colour is the same wherever the name appears. */
export function avatar(name, bot = false) {
  const letters = [...name].slice(bot ? -1 : -2).join('');
  const element = h('span', { class: bot ? 'avatar bot' : 'avatar', 'aria-hidden': 'true' }, letters);
  const hue = [...name].reduce((sum, c) => sum + c.codePointAt(0), 0) * 47;
  if (!bot) element.style.background = `hsl(${150 + (hue % 190)} 28% 40%)`;
  return element;
}
