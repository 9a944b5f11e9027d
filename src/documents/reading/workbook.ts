import { posix } from 'node:path';
import { contentOf, filesOf } from '../zip-files.ts';
import { type NumberFormat, numberFormat } from './number-format.ts';
import { readSheet, type SheetText, unescaped } from './sheet.ts';
import { TableUnreadable, type Unreadable } from './unreadable.ts';
import { type Attributes, readXml } from './xml.ts';

// A workbook (.xlsx, ECMA-376) of any producer: parts are found by their relations, names without regard to case,
// prefixes and namespaces do not matter, styles and shared strings may be absent.

/** Bytes of a part unpacked, and of all that is read: a zip may hold a thousand times its size. */
const MOST_OF_PART = 320_000_000;
const MOST_OF_FILE = 640_000_000;

type Parts = (name: string) => Buffer | undefined;

/** All sheets in their order. @throws TableUnreadable */
export function readWorkbook(file: Buffer): SheetText[] {
  try {
    const found = filesIn(file);
    const refusal = refusalOf(found);
    if (refusal) throw new TableUnreadable(refusal);
    return sheetsOf(partsOf(found), [...found.keys()]);
  } catch (cause) {
    if (cause instanceof TableUnreadable) throw cause;
    const isTooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new TableUnreadable(isTooLarge ? 'too_large' : 'damaged', cause);
  }
}

type Files = Map<string, ReturnType<typeof filesOf> extends Generator<infer F> ? F : never>;

const keyOf = (name: string) => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

function filesIn(file: Buffer): Files {
  const found: Files = new Map();
  for (const entry of filesOf(file)) found.set(keyOf(entry.name), entry);
  return found;
}

/** Zips that are something else. */
function refusalOf(files: Files): Unreadable | undefined {
  const names = [...files.keys()];
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if ([...files.values()].some(({ isLocked }) => isLocked)) return 'locked';
  if (has(/^xl\/workbook\.bin$/)) return 'xlsb';
  if (has(/^word\//)) return 'word';
  if (has(/^ppt\//)) return 'slides';
  if (has(/^content\.xml$/) && has(/^mimetype$/)) return 'ods';
  if (has(/^index\/.*\.iwa$/) || has(/^index\.zip$/)) return 'numbers';
  if (has(/^\[content_types\]\.xml$/) || has(/^xl\//)) return undefined;
  return has(/\.(?:xlsx?|csv|et)$/) ? 'packed_sheet' : 'packed';
}

/** Each part is unpacked when asked for, and all within bounds. */
function partsOf(files: Files): Parts {
  let left = MOST_OF_FILE;
  return (name) => {
    const entry = files.get(keyOf(name));
    if (!entry) return undefined;
    const content = contentOf(entry, Math.min(MOST_OF_PART, left));
    left -= content.length;
    return content;
  };
}

interface Relation {
  id: string;
  /** last word of its type: worksheet, sharedStrings */
  type: string;
  target: string;
}

function relationsOf(part: string, parts: Parts): Relation[] {
  const folder = posix.dirname(part);
  const content = parts(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  const found: Relation[] = [];
  if (content)
    elements(content, 'Relationship', ({ Id = '', Type = '', Target = '', TargetMode }) => {
      if (TargetMode === 'External') return;
      const target = Target.replaceAll('\\', '/');
      found.push({
        id: Id,
        type: posix.basename(Type),
        target: target.startsWith('/') ? target : posix.join(folder, target),
      });
    });
  return found;
}

/** Calls for each element of that name. */
function elements(part: Buffer, name: string, found: (attributes: Attributes) => void): void {
  readXml(part, {
    open: (opened, attributes) => void (opened === name && found(attributes())),
    close: () => {},
  });
}

function sheetsOf(parts: Parts, names: readonly string[]): SheetText[] {
  const main =
    relationsOf('', parts).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const book = parts(main);
  if (!book) throw new TableUnreadable('packed');
  const relations = relationsOf(main, parts);
  let isFrom1904 = false;
  elements(book, 'workbookPr', ({ date1904 }) => {
    isFrom1904 = date1904 === '1' || date1904 === 'true';
  });
  const part = (type: string) => {
    const target = relations.find((relation) => relation.type === type)?.target;
    return parts(target ?? posix.join(posix.dirname(main), `${type}.xml`));
  };
  const shared = {
    strings: stringsOf(part('sharedStrings')),
    formats: formatsOf(part('styles')),
    isFrom1904,
  };
  const listed: { name: string; isHidden: boolean; target: string | undefined }[] = [];
  elements(book, 'sheet', ({ name = '', state, id }) => {
    const relation = relations.find((r) => r.id === id);
    if (relation && relation.type !== 'worksheet') return;
    listed.push({ name, isHidden: state !== undefined && state !== 'visible', target: relation?.target });
  });
  // Without relations the sheets are those there are, by their numbers.
  const spare = names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).sort(byNumber);
  return listed.map(({ target, ...sheet }, i) => {
    const content = parts(target ?? spare[i] ?? '');
    if (!content) throw new Error('a sheet is missing');
    return { ...sheet, ...readSheet(content, shared) };
  });
}

const byNumber = (a: string, b: string) => Number(/\d+/.exec(a)?.[0] ?? 0) - Number(/\d+/.exec(b)?.[0] ?? 0);

/** Texts that cells share, without formatting and without the reading (rPh) of a character. */
function stringsOf(part: Buffer | undefined): string[] {
  const strings: string[] = [];
  if (!part) return strings;
  let text = '';
  let isInside = false;
  let phonetic = 0;
  readXml(part, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') isInside = phonetic === 0;
      else if (name === 'rPh') phonetic++;
    },
    text(piece) {
      if (isInside) text += piece;
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(text));
      else if (name === 't') isInside = false;
      else if (name === 'rPh') phonetic--;
    },
  });
  return strings;
}

/** The format of each cell style, in their order. */
function formatsOf(part: Buffer | undefined): NumberFormat[] {
  const own = new Map<number, string>();
  const used: number[] = [];
  let isOfCells = false;
  if (part)
    readXml(part, {
      open(name, attributes) {
        if (name === 'cellXfs') isOfCells = true;
        else if (name === 'xf' && isOfCells) used.push(Number(attributes().numFmtId ?? 0));
        else if (name === 'numFmt') {
          const { numFmtId = '', formatCode } = attributes();
          if (formatCode !== undefined) own.set(Number(numFmtId), formatCode);
        }
      },
      close(name) {
        if (name === 'cellXfs') isOfCells = false;
      },
    });
  const made = new Map<number, NumberFormat>();
  const formatOf = (id: number) => {
    const format = made.get(id) ?? numberFormat(id, own.get(id));
    made.set(id, format);
    return format;
  };
  return used.length > 0 ? used.map(formatOf) : [formatOf(0)];
}
