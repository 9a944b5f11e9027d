import {
  AlignmentType,
  Document,
  Footer,
  HeightRule,
  type IRunOptions,
  type ISectionOptions,
  LeaderType,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Instant } from '../domain/calendar/time.ts';
import { joinPieces } from './minutes-pieces.ts';
import { stampZip } from './zip-time.ts';
import { openZip } from './zip-writer.ts';

// The record on paper: A4 upright, the head a bordered table, the body in paragraphs. Knows no word and no meeting.

export interface Field {
  label: string;
  text: string;
}

interface Part {
  label: string;
  lines: readonly string[];
}

/** One record, all of it text; what is empty gets room to write. */
export interface PrintedRecord {
  title: string;
  /** rows of the table at the head, of one or two fields */
  head: readonly (readonly Field[])[];
  content: Part;
  votes: Part;
  resolutions: { label: string; columns: readonly string[]; rows: readonly (readonly string[])[] };
  /** left out where there are none */
  photos: Part;
  /** host and recorder sign on a line; the date has its own blanks */
  signs: { host: string; recorder: string; date: string };
  footer: string;
}

/** Widths in twentieths of a point. A4 with 28 mm at the left, where it is bound, and 26 mm at the right. */
export const PAGE = { width: 11906, height: 16838 };
export const MARGIN = { top: 1361, bottom: 1247, left: 1588, right: 1474, header: 794, footer: 794 };
export const WIDE = PAGE.width - MARGIN.left - MARGIN.right;
const LABEL = 1650;
const HALF = (WIDE - 2 * LABEL) / 2;
const RESOLUTION_COLUMNS = [750, WIDE - 5250, 1250, 2050, 1200];

/** Sizes in half points, of which a twentieth of a point is a tenth. */
export const TITLE = 40;
export const TEXT = 24;
const SMALL = 21;
export const LINE = { line: 380, lineRule: LineRuleType.AT_LEAST };
/** Some 9 mm from line to line, for a hand; a height of the line itself is not kept by LibreOffice where it is empty. */
const WRITING_LINE = { before: 210 };

/** How much room for what nobody said: lines, and rows of the table. */
const ROOM = { content: 5, votes: 1, resolutions: 2 };
/** A row with a text this long may go on overleaf; a shorter one moves there whole. */
const LONG = 200;
/** Records in the library's hands at the same time. */
const PIECE = 20;

// Both are on every office PC; digits and Latin letters are Times New Roman.
// The hint has signs that both have, such as “ and —, taken from the Chinese one.
const LATIN = 'Times New Roman';
const fontOf = (eastAsia: string) => ({ ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia, hint: 'eastAsia' });
export const SONG = fontOf('宋体');
export const FANG_SONG = fontOf('仿宋');

/** What the file is made from, one after the other; the first says when it is printed. */
export type RecordPiece = { at: Instant } | { records: readonly PrintedRecord[] };

/** The file (.docx) of all records; the same bytes for the same records and moment. */
export function createRecords() {
  let core = { path: 'docProps/core.xml', data: '' };
  let moment: Instant = 0;
  let waiting: PrintedRecord[] = [];
  let whole: ReturnType<typeof joinPieces> | undefined;
  return {
    async take(piece: RecordPiece): Promise<void> {
      if ('at' in piece) {
        moment = piece.at;
        core = { ...core, data: properties(moment) };
        return;
      }
      waiting.push(...piece.records);
      while (waiting.length > PIECE) {
        whole ??= joinPieces(openZip(moment), core);
        const some = waiting.slice(0, PIECE);
        waiting = waiting.slice(PIECE);
        whole.add(await packed(some, []));
      }
    },
    async finish(): Promise<Buffer> {
      if (waiting.length === 0) throw new Error('no record to print');
      if (!whole) return stampZip(await packed(waiting, [core]), moment);
      whole.add(await packed(waiting, []));
      return whole.finish();
    },
  };
}

/** @param parts written over the library's own */
function packed(
  records: readonly PrintedRecord[],
  parts: readonly { path: string; data: string | Buffer }[],
): Promise<Buffer> {
  const run = { font: FANG_SONG, size: TEXT, language: { value: 'en-US', eastAsia: 'zh-CN' } };
  const document = new Document({
    styles: { default: { document: { run } } },
    sections: records.map(sectionOf),
  });
  // The library takes bytes as well as text, though its types do not say so.
  return Packer.toBuffer(document, undefined, parts as readonly { path: string; data: string }[]);
}

/** The library would write the clock of the machine and an “Un-named” who changed it last. */
export function properties(at: Instant): string {
  const time = new Date(at).toISOString();
  const stamp = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${time}</dcterms:${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    stamp('created'),
    stamp('modified'),
    '</cp:coreProperties>',
  ].join('');
}

function sectionOf(record: PrintedRecord): ISectionOptions {
  const { content, votes, resolutions, photos } = record;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { size: PAGE, margin: MARGIN, pageNumbers: { start: 1 } },
    },
    footers: { default: footerOf(record.footer) },
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        outlineLevel: 0,
        spacing: { after: 200 },
        children: [run(record.title, { font: SONG, bold: true, size: TITLE })],
      }),
      headTable(record.head),
      ...partOf(content, ROOM.content),
      ...partOf(votes, ROOM.votes),
      headingOf(resolutions.label),
      resolutionTable(resolutions, photos.lines.length === 0),
      ...(photos.lines.length > 0 ? partOf(photos, 0, true) : []),
      ...signatures(record.signs),
    ],
  };
}

/** What XML cannot carry, not even escaped; Word would refuse the whole file. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export function run(text: string, options: IRunOptions = {}): TextRun {
  const pieces = text.replace(UNWRITABLE, '').split('\t');
  // A tab within the text is a tab to Word, but need not be one to others.
  const children = pieces.flatMap((piece, i) => (i === 0 ? [piece] : [new Tab(), piece]));
  return new TextRun({ font: FANG_SONG, children, ...options });
}
export const bold = (text: string) => run(text, { font: SONG, bold: true });

/** @param tied stays on the page of what follows: signatures alone on a page sign nothing */
function partOf({ label, lines }: Part, room: number, tied = false): Paragraph[] {
  const texts = lines.map(
    (line, i) =>
      new Paragraph({
        alignment: AlignmentType.BOTH,
        keepNext: tied && i === lines.length - 1,
        spacing: LINE,
        indent: { firstLine: 2 * TEXT * 10 },
        children: [run(line)],
      }),
  );
  return [headingOf(label), ...(texts.length > 0 ? texts : Array.from({ length: room }, lineToWriteOn))];
}

const headingOf = (text: string) =>
  new Paragraph({ keepNext: true, spacing: { ...LINE, before: 100, after: 40 }, children: [bold(text)] });

/** A tab drawn as an underscore, which Word, WPS and LibreOffice all draw. */
const lineToWriteOn = () =>
  new Paragraph({
    spacing: WRITING_LINE,
    tabStops: [{ type: TabStopType.RIGHT, position: WIDE, leader: LeaderType.UNDERSCORE }],
    children: [run('\t')],
  });

const headTable = (rows: PrintedRecord['head']) =>
  tableOf(
    [LABEL, HALF, LABEL, HALF],
    rows.map((fields) => {
      const [width, columnSpan] = fields.length > 1 ? [HALF, 1] : [WIDE - LABEL, 3];
      return rowOf(
        fields.flatMap((field) => [
          cellOf(LABEL, [centred(bold(field.label))]),
          cellOf(width, flush(field.text), columnSpan),
        ]),
        { cantSplit: fields.every(({ text }) => text.length < LONG) },
      );
    }),
  );

function resolutionTable({ columns, rows }: PrintedRecord['resolutions'], tied: boolean) {
  const width = (i: number) => RESOLUTION_COLUMNS[i]!;
  const blank = Array.from({ length: ROOM.resolutions }, () => columns.map(() => ''));
  const body = rows.length > 0 ? rows : blank;
  const heading = columns.map((name, i) => cellOf(width(i), [centred(bold(name), true)]));
  return tableOf(RESOLUTION_COLUMNS, [
    rowOf(heading, { cantSplit: true, tableHeader: true }),
    ...body.map((texts, r) => {
      const keepNext = tied && r === body.length - 1;
      const cells = texts.map((text, i) =>
        cellOf(width(i), i === 1 ? flush(text, keepNext) : [centred(run(text, { size: SMALL }), keepNext)]),
      );
      return rowOf(cells, { cantSplit: texts.every((text) => text.length < LONG) });
    }),
  ]);
}

const tableOf = (columnWidths: readonly number[], rows: TableRow[]) =>
  new Table({
    width: { size: WIDE, type: WidthType.DXA },
    columnWidths: [...columnWidths],
    layout: TableLayoutType.FIXED,
    rows,
  });

const rowOf = (children: TableCell[], options: { cantSplit: boolean; tableHeader?: boolean }) =>
  new TableRow({ height: { value: 460, rule: HeightRule.ATLEAST }, children, ...options });

export const cellOf = (width: number, children: Paragraph[], columnSpan = 1) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: 100, right: 100 },
    children,
  });

export const centred = (text: TextRun, keepNext = false) =>
  new Paragraph({ alignment: AlignmentType.CENTER, keepNext, children: [text] });
export const flush = (text: string, keepNext = false) =>
  text.split(/\r\n?|\n/).map((line) => new Paragraph({ keepNext, children: [run(line)] }));

function signatures({ host, recorder, date }: PrintedRecord['signs']): Paragraph[] {
  const leader = LeaderType.UNDERSCORE;
  const tabStops = [
    { type: TabStopType.LEFT, position: WIDE / 2 - 300, leader },
    { type: TabStopType.LEFT, position: WIDE / 2 },
    { type: TabStopType.RIGHT, position: WIDE, leader },
  ];
  const spacing = { before: 220 };
  return [
    new Paragraph({
      keepNext: true,
      spacing,
      tabStops,
      children: [run(`${host}\t\t${recorder}\t`)],
    }),
    new Paragraph({ spacing, alignment: AlignmentType.RIGHT, children: [run(date)] }),
  ];
}

function footerOf(text: string): Footer {
  const small = { font: FANG_SONG, size: SMALL };
  const page = new TextRun({ ...small, children: [new Tab(), '— ', PageNumber.CURRENT, ' —'] });
  const tabStops = [{ type: TabStopType.RIGHT, position: WIDE }];
  return new Footer({ children: [new Paragraph({ tabStops, children: [run(text, small), page] })] });
}
