import { contentOf, filesOf } from './zip-files.ts';
import { openPacker, type PackedFile, type ZipWriter } from './zip-writer.ts';

// Word files of some records each become one: the library needs a megabyte for every page it has in hand, so a county's
// records are built a piece at a time and their text is joined as it comes, deflated at once.

const DOCUMENT = 'word/document.xml';
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const FOOTER = /^word\/footer\d+\.xml$/;
const FOOTER_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml';
const FOOTER_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer';

/** A part of the library's is no longer than that. */
const MOST_BYTES = 1 << 28;

/** Takes the pieces one after the other, each a whole file of the library. @param core the properties of the whole */
export function joinPieces(zip: ZipWriter, core: { path: string; data: string }) {
  /** deflated: they wait until the text is over */
  const footers: PackedFile[] = [];
  const pack = openPacker();
  let frame: { after: string; parts: Map<string, Buffer> } | undefined;
  /** the text of the last piece, which is written when it is known whether something follows */
  let last = '';
  /** the properties of its last section: they end the text, until something follows */
  let ending = '';
  return {
    add(file: Buffer): void {
      const parts = readParts(file);
      const { before, inside, properties, after } = split(parts.get(DOCUMENT)!.toString());
      if (frame) {
        zip.write(withinLastParagraph(last, ending));
      } else {
        frame = { after, parts };
        zip.begin(DOCUMENT);
        zip.write(before);
      }
      const first = footers.length;
      last = named(inside, first);
      ending = named(properties, first + count(inside));
      for (let n = 1; parts.has(footerPath(n)); n++) footers.push(pack(parts.get(footerPath(n))!));
    },
    finish(): Buffer {
      const { after, parts } = frame!;
      zip.write(last + ending + after);
      const relation = (_: PackedFile, i: number) =>
        `<Relationship Id="footer${i + 1}" Type="${FOOTER_RELATION}" Target="footer${i + 1}.xml"/>`;
      const type = (_: PackedFile, i: number) =>
        `<Override ContentType="${FOOTER_TYPE}" PartName="/${footerPath(i + 1)}"/>`;
      zip.file(
        RELATIONS,
        parts
          .get(RELATIONS)!
          .toString()
          .replace(/<Relationship [^>]*Target="footer\d+\.xml"\/>/g, '')
          .replace('</Relationships>', (end) => footers.map(relation).join('') + end),
      );
      zip.file(
        TYPES,
        parts
          .get(TYPES)!
          .toString()
          .replace(/<Override [^>]*PartName="\/word\/footer\d+\.xml"\/>/g, '')
          .replace('</Types>', (end) => footers.map(type).join('') + end),
      );
      footers.forEach((footer, i) => {
        zip.packed(footerPath(i + 1), footer);
      });
      zip.file(core.path, core.data);
      for (const [path, content] of parts) if (!isJoined(path) && path !== core.path) zip.file(path, content);
      return zip.finish();
    },
  };
}

const isJoined = (path: string) =>
  path === DOCUMENT || path === RELATIONS || path === TYPES || FOOTER.test(path);

const PARAGRAPH_PROPERTIES_END = '</w:pPr>';

/** A section that something follows is ended by its last paragraph, which every record has: its date to be signed. */
function withinLastParagraph(xml: string, ending: string): string {
  const place = xml.lastIndexOf(PARAGRAPH_PROPERTIES_END);
  return xml.slice(0, place) + ending + xml.slice(place);
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
    properties: xml.slice(properties, end),
    after: xml.slice(end),
  };
}

function readParts(file: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (const part of filesOf(file))
    if (!part.name.endsWith('/')) parts.set(part.name, contentOf(part, MOST_BYTES));
  return parts;
}
