// Just enough XML to be WeCom: elements, text and CDATA. Anything else in an answer is an error worth seeing,
// and reading it with other code than the server's own keeps the two from sharing a mistake.

export interface XmlNode {
  name: string;
  text: string;
  children: XmlNode[];
}

/** A value, several elements of the same name, or elements inside; undefined is left out. */
export type XmlValue = string | number | undefined | XmlValue[] | { [name: string]: XmlValue };

/** Text goes into CDATA, numbers stand bare, as WeCom writes them. */
export function writeXml(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((v) => writeXml(name, v)).join('');
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  if (typeof value === 'string')
    return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
  const inside = Object.entries(value).map(([key, v]) => writeXml(key, v));
  return `<${name}>${inside.join('')}</${name}>`;
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** @throws Error naming the first thing that is not well-formed; declarations, comments and attributes are refused */
export function readXml(source: string): XmlNode {
  const root: XmlNode = { name: '', text: '', children: [] };
  const open: XmlNode[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new Error(`unexpected "${source.slice(at, at + 20)}" at ${at}`);
    const [, cdata, closing, tag, selfClosing, text] = match;
    const top = open.at(-1)!;
    if (cdata !== undefined) top.text += assertXmlChars(cdata);
    else if (text !== undefined) top.text += decodeEntities(assertXmlChars(text));
    else if (closing) {
      if (open.length < 2 || top.name !== tag) throw new Error(`</${tag}> closes <${top.name}>`);
      open.pop();
    } else {
      const node: XmlNode = { name: tag!, text: '', children: [] };
      top.children.push(node);
      if (!selfClosing) open.push(node);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  if (root.children.length !== 1 || root.text.trim()) throw new Error('expected exactly one root element');
  return root.children[0]!;
}

/** Text of the only child of that name; undefined when there is none, or more than one. */
export function childText(node: XmlNode, name: string): string | undefined {
  const found = node.children.filter((c) => c.name === name);
  return found.length === 1 && found[0]!.children.length === 0 ? found[0]!.text : undefined;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+)?;?/g, (whole, name: string | undefined) => {
    const code = name?.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name?.slice(1));
    const char = name?.startsWith('#') ? String.fromCodePoint(code) : ENTITIES[name ?? ''];
    if (char === undefined || !whole.endsWith(';')) throw new Error(`unknown entity ${whole}`);
    return char;
  });
}

function assertXmlChars(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what XML 1.0 forbids
  const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  if (bad)
    throw new Error(`character U+${bad[0].charCodeAt(0).toString(16).padStart(4, '0')} is not allowed`);
  return text;
}
