import { crc32, deflateRawSync } from 'node:zlib';

// A workbook as any producer might write it: parts as text, zipped. Small, so that a test can vary every part of it.

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A zip of the given files, deflated. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>, comment = ''): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text as string);
    const packed = deflateRawSync(content);
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    entries.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, bytes);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, bytes, packed);
    at += 30 + bytes.length + packed.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, list, end, Buffer.from(comment)]);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Rows as inline strings, without any reference. */
export const plainRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row) => `<row>${row.map((t) => `<c t="inlineStr"><is><t>${escaped(t)}</t></is></c>`).join('')}</row>`,
    )
    .join('');

export interface SheetParts {
  name?: string;
  /** what stands inside sheetData */
  rows: string;
  /** ranges: B2:B4 */
  merges?: readonly string[];
  state?: 'hidden' | 'veryHidden';
}

export interface BookParts {
  sheets: readonly SheetParts[];
  strings?: string;
  styles?: string;
  workbookPr?: string;
  /** prefix of every element of the workbook's own parts */
  prefix?: string;
  /** targets of relations from the root of the file */
  absolute?: boolean;
  comment?: string;
  /** changes any part before it is zipped */
  mend?(parts: Record<string, string>): Record<string, string | Buffer>;
}

export function xlsxOf(book: BookParts): Buffer {
  const { sheets, prefix = '', absolute, strings, styles, workbookPr = '', comment } = book;
  const p = prefix === '' ? '' : `${prefix}:`;
  const own = (xml: string) => (p === '' ? xml : xml.replace(/<(\/?)(?=[a-z])/gi, `<$1${p}`));
  const space = prefix === '' ? `xmlns="${MAIN}"` : `xmlns:${prefix}="${MAIN}"`;
  const target = (path: string) => (absolute ? `/xl/${path}` : path);
  const relation = (id: string, type: string, path: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${path}"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}">${relation('r1', 'officeDocument', `${absolute ? '/' : ''}xl/workbook.xml`)}</Relationships>`,
    'xl/workbook.xml': own(
      `<workbook ${space} xmlns:r="${OFFICE}">${workbookPr}<sheets>${sheets
        .map(
          ({ name, state }, i) =>
            `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${sheets
      .map((_, i) => relation(`s${i + 1}`, 'worksheet', target(`worksheets/sheet${i + 1}.xml`)))
      .join(
        '',
      )}${strings === undefined ? '' : relation('t', 'sharedStrings', target('sharedStrings.xml'))}${styles === undefined ? '' : relation('u', 'styles', target('styles.xml'))}</Relationships>`,
  };
  sheets.forEach(({ rows, merges = [] }, i) => {
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    parts[`xl/worksheets/sheet${i + 1}.xml`] = own(
      `<worksheet ${space}><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData>${
        merged && `<mergeCells>${merged}</mergeCells>`
      }</worksheet>`,
    );
  });
  if (strings !== undefined) parts['xl/sharedStrings.xml'] = own(`<sst ${space}>${strings}</sst>`);
  if (styles !== undefined) parts['xl/styles.xml'] = own(`<styleSheet ${space}>${styles}</styleSheet>`);
  return zipOf(book.mend?.(parts) ?? parts, comment);
}

/** A cell style for each format, the first plain. */
export const stylesOf = (...formats: (string | number)[]): string => {
  const own = formats.filter((format) => typeof format === 'string');
  const id = (format: string | number) => (typeof format === 'number' ? format : 200 + own.indexOf(format));
  return `<numFmts>${own
    .map(
      (format) =>
        `<numFmt numFmtId="${id(format)}" formatCode="${escaped(format).replaceAll('"', '&quot;')}"/>`,
    )
    .join(
      '',
    )}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((f) => `<xf numFmtId="${id(f)}"/>`).join('')}</cellXfs>`;
};

/** A compound file (OLE) whose directory has the given names. */
export function compoundOf(...names: string[]): Buffer {
  const file = Buffer.alloc(512 * 4, 0xff);
  file.fill(0, 0, 512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.fill(0xff, 76, 512);
  file.writeUInt32LE(0, 76);
  file.fill(0, 1024, 2048);
  file.writeUInt32LE(0xfffffffe, 512 + 4);
  ['Root Entry', ...names].forEach((name, i) => {
    const at = 1024 + i * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
  });
  return file;
}
