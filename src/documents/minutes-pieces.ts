import { inflateRawSync } from 'node:zlib';
import { filesOf } from './zip-files.ts';

// Word files of some records each become one: the library needs a megabyte for every page it has in hand, so a county's
// records are built a piece at a time and their text is joined.

/** A file inside the package, as the library takes it over its own; bytes are half as large as text. */
interface Part {
  path: string;
  data: Buffer;
}

const DOCUMENT = 'word/document.xml';
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const FOOTER = /^word\/footer\d+\.xml$/;
const FOOTER_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml';
const FOOTER_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer';

/** Takes the pieces one after the other, each a whole file of the library. */
export function joinPieces() {
  const body: Buffer[] = [];
  const footers: Buffer[] = [];
  let frame: { before: string; after: string; relations: string; types: string } | undefined;
  /** the properties of the last section so far: they end the text, until something follows */
  let ending = '';
  return {
    add(file: Buffer): void {
      const parts = readParts(file);
      const { before, inside, last, after } = split(parts.get(DOCUMENT)!);
      frame ??= { before, after, relations: parts.get(RELATIONS)!, types: parts.get(TYPES)! };
      if (ending !== '') body.push(withinLastParagraph(body.pop()!, ending));
      const first = footers.length;
      body.push(Buffer.from(named(inside, first)));
      ending = named(last, first + count(inside));
      for (let n = 1; parts.has(footerPath(n)); n++) footers.push(Buffer.from(parts.get(footerPath(n))!));
    },
    /** What is to stand in the package in place of the library's own. */
    parts(): Part[] {
      const { before, after, relations, types } = frame!;
      const relation = (_: Buffer, i: number) =>
        `<Relationship Id="footer${i + 1}" Type="${FOOTER_RELATION}" Target="footer${i + 1}.xml"/>`;
      const type = (_: Buffer, i: number) =>
        `<Override ContentType="${FOOTER_TYPE}" PartName="/${footerPath(i + 1)}"/>`;
      return [
        { path: DOCUMENT, data: Buffer.concat([Buffer.from(before), ...body, Buffer.from(ending + after)]) },
        {
          path: RELATIONS,
          data: Buffer.from(
            relations
              .replace(/<Relationship [^>]*Target="footer\d+\.xml"\/>/g, '')
              .replace('</Relationships>', (end) => footers.map(relation).join('') + end),
          ),
        },
        {
          path: TYPES,
          data: Buffer.from(
            types
              .replace(/<Override [^>]*PartName="\/word\/footer\d+\.xml"\/>/g, '')
              .replace('</Types>', (end) => footers.map(type).join('') + end),
          ),
        },
        ...footers.map((data, i) => ({ path: footerPath(i + 1), data })),
      ];
    },
  };
}

const PARAGRAPH_PROPERTIES_END = '</w:pPr>';

/** A section that something follows is ended by its last paragraph, which every record has: its date to be signed. */
function withinLastParagraph(xml: Buffer, ending: string): Buffer {
  const place = xml.lastIndexOf(PARAGRAPH_PROPERTIES_END);
  return Buffer.concat([xml.subarray(0, place), Buffer.from(ending), xml.subarray(place)]);
}

const footerPath = (n: number) => `word/footer${n}.xml`;
const REFERENCE = /(<w:footerReference [^>]*r:id=")[^"]*"/g;
const count = (xml: string) => xml.match(REFERENCE)?.length ?? 0;

/** Every section names its footer by its place in the whole. @param first footers before these */
function named(xml: string, first: number): string {
  let n = first;
  return xml.replace(REFERENCE, (_, start: string) => {
    n += 1;
    return `${start}footer${n}"`;
  });
}

/** The text without the properties of its last section, these, and what stands around. */
function split(xml: string) {
  const start = xml.indexOf('<w:body>') + '<w:body>'.length;
  const end = xml.lastIndexOf('</w:body>');
  const properties = xml.lastIndexOf('<w:sectPr>', end);
  return {
    before: xml.slice(0, start),
    inside: xml.slice(start, properties),
    last: xml.slice(properties, end),
    after: xml.slice(end),
  };
}

function readParts(file: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  for (const { name, content, isPlain } of filesOf(file)) {
    if (name !== DOCUMENT && name !== RELATIONS && name !== TYPES && !FOOTER.test(name)) continue;
    parts.set(name, (isPlain ? content : inflateRawSync(content)).toString());
  }
  return parts;
}
