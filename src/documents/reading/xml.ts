import { Parser } from 'saxen';

// XML read through once, without a tree: a roster of a city has a million cells. Entities of a DTD are never resolved.

/** Attributes by local name, decoded. */
export type Attributes = Readonly<Record<string, string>>;

/** What is told of a text; names come without their prefix. */
interface XmlListener {
  open(name: string, attributes: () => Attributes): void;
  close(name: string): void;
  /** asked for each text; absent where texts do not matter */
  text?(text: string): void;
}

/** @throws Error for what is not well-formed */
export function readXml(part: Buffer, listener: XmlListener): void {
  const parser = new Parser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('openTag', (name: string, attributes: () => Record<string, string>) => {
    listener.open(local(name), () => {
      const found: Record<string, string> = {};
      for (const [key, value] of Object.entries(attributes())) found[local(key)] = decoded(value);
      return found;
    });
  });
  parser.on('closeTag', (name: string) => listener.close(local(name)));
  if (listener.text) {
    parser.on('text', (text: string) => listener.text!(decoded(text)));
    parser.on('cdata', (text: string) => listener.text!(text));
  }
  parser.on('error', (error: Error) => {
    throw error;
  });
  parser.parse(textOf(part));
}

/** UTF-8 unless a byte order mark says UTF-16. */
function textOf(part: Buffer): string {
  const mark = part.length > 1 ? part.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff)
    return new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(part);
  return part.toString('utf8').replace(/^\ufeff/, '');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10ffff;

/** The parser's own decoder cuts characters beyond the first plane, which names of people hold. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w{1,8}));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : all;
  });
}
