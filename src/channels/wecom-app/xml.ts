// Reading and writing the XML of application callbacks (doc 90238, 90239, 90241). Values stay text: ids exceed
// what a number holds, and 007 is a userid.
import { XMLParser } from 'fast-xml-parser';
import { CallbackRefused } from '../../domain/errors.ts';
import { cleanText } from '../wecom/text.ts';

/** Elements under the root by lower-cased name (doc 90240 itself spells AgentID and AgentId). */
export type XmlFields = Readonly<Record<string, unknown>>;

const REPEATED = new Set(['selecteditem', 'optionid']);
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // Only &lt; &gt; &amp; &apos; &quot;: declarations are refused before, so there is nothing else to expand.
  processEntities: true,
  maxNestedTags: 20,
  transformTagName: (name) => name.toLowerCase(),
  isArray: (name) => REPEATED.has(name),
});

const ENCRYPTED = /<Encrypt>\s*(?:<!\[CDATA\[\s*([A-Za-z0-9+/=]+)\s*\]\]>|([A-Za-z0-9+/=]+))\s*<\/Encrypt>/i;
const LEAF = /\s*<([A-Za-z_]\w*)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<&]*))<\/\1>/y;
const ROOT_END = /^\s*<\/xml>\s*$/;
const BYTE_ORDER_MARK = '\ufeff';
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const DECLARATION = /<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i;

/**
 * The ciphertext of the outer envelope, without an XML parser: nothing of it is authentic yet.
 * @throws CallbackRefused
 */
export function readEnvelope(rawBody: Buffer): string {
  const text = rawBody.toString('latin1');
  const found = DECLARATION.test(text) ? null : ENCRYPTED.exec(text);
  const encrypted = found?.[1] ?? found?.[2];
  if (!encrypted) throw new CallbackRefused('bad_body');
  return encrypted;
}

/** The decrypted message. @throws CallbackRefused */
export function readFields(xml: string): XmlFields {
  const plain = xml.startsWith(BYTE_ORDER_MARK) ? xml.slice(1) : xml;
  return flatFields(plain) ?? anyFields(plain);
}

/**
 * The common shape, leaves under one root, at a tenth of the general parser's price (2 against 20 µs); undefined for
 * everything else.
 */
function flatFields(xml: string): XmlFields | undefined {
  if (!xml.startsWith('<xml>')) return undefined;
  const fields: Record<string, string> = Object.create(null);
  let at = 5;
  for (;;) {
    LEAF.lastIndex = at;
    const leaf = LEAF.exec(xml);
    if (!leaf) return ROOT_END.test(xml.slice(at)) ? fields : undefined;
    const name = leaf[1]!.toLowerCase();
    // A repeated name is a list, and ]]> inside means a value in several sections.
    if (name in fields || REPEATED.has(name) || leaf[2]?.includes(']]>')) return undefined;
    fields[name] = leaf[2] ?? leaf[3]!;
    at = LEAF.lastIndex;
  }
}

function anyFields(xml: string): XmlFields {
  if (DECLARATION.test(xml) && DECLARATION.test(withoutCdata(xml))) throw new CallbackRefused('bad_message');
  let root: unknown;
  try {
    root = parser.parse(xml).xml;
  } catch {
    throw new CallbackRefused('bad_message');
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root))
    throw new CallbackRefused('bad_message');
  // Line ends between the elements are no field.
  const { '#text': _, ...fields } = root as XmlFields;
  return fields;
}

/** By a scan: a pattern looks anew for the end of each section that has none. */
function withoutCdata(xml: string): string {
  let rest = '';
  let kept = 0;
  for (let at = xml.indexOf(CDATA); at >= 0; at = xml.indexOf(CDATA, kept)) {
    const end = xml.indexOf(CDATA_END, at + CDATA.length);
    if (end < 0) break;
    rest += xml.slice(kept, at);
    kept = end + CDATA_END.length;
  }
  return rest + xml.slice(kept);
}

/** Text of an element, empty when it is absent, repeated or has children. */
export function textOf(fields: unknown, name: string): string {
  const value = (fields as XmlFields | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

/** A value as CDATA; `]]>` inside is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${cleanText(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
