import {
  AlignmentType,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Instant } from '../domain/calendar/time.ts';
import {
  bold,
  cellOf,
  centred,
  FANG_SONG,
  flush,
  LINE,
  MARGIN,
  PAGE,
  properties,
  run,
  SONG,
  TEXT,
  TITLE,
  WIDE,
} from './minutes-paper.ts';
import { stampZip } from './zip-time.ts';

// A report in Word: a heading, paragraphs and one table below, or several with a name each, in the letters and margins of the
// minutes. What it says is not known here.

export interface Report {
  title: string;
  paragraphs: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** in place of `rows`: each below a name of its own */
  parts?: readonly { name: string; rows: readonly (readonly string[])[] }[] | undefined;
  /** widths of the columns, in parts of the page */
  shares?: readonly number[] | undefined;
  /** across: more columns than a page upright holds */
  isAcross?: boolean | undefined;
  at: Instant;
}

/** Widths of the columns, in parts of the page: a problem and what was done about it are long. */
const SHARES = [9, 32, 12, 13, 11, 23];

export async function buildReport(report: Report): Promise<Buffer> {
  const { title, paragraphs, rows, isAcross, at } = report;
  const style = { font: FANG_SONG, size: TEXT, language: { value: 'en-US', eastAsia: 'zh-CN' } };
  const parts = report.parts ?? (rows.length > 0 ? [{ name: '', rows }] : []);
  const document = new Document({
    styles: { default: { document: { run: style } } },
    sections: [
      {
        properties: { page: { size: isAcross ? ACROSS : PAGE, margin: MARGIN } },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            outlineLevel: 0,
            spacing: { after: 200 },
            children: [run(title, { font: SONG, bold: true, size: TITLE })],
          }),
          ...paragraphs.map(paragraphOf),
          ...parts.flatMap((part) => [
            new Paragraph({
              keepNext: true,
              children: part.name === '' ? [new TextRun('')] : [bold(part.name)],
            }),
            tableOf(report, part.rows),
          ]),
        ],
      },
    ],
  });
  const core = { path: 'docProps/core.xml', data: properties(at) };
  return stampZip(await Packer.toBuffer(document, undefined, [core]), at);
}

const ACROSS = { ...PAGE, orientation: PageOrientation.LANDSCAPE };

function tableOf({ columns, shares = SHARES, isAcross }: Report, rows: Report['rows']): Table {
  const wide = isAcross ? PAGE.height - MARGIN.left - MARGIN.right : WIDE;
  const widths = columns.map((_, i) => Math.floor((wide * (shares[i] ?? 10)) / 100));
  const head = columns.map((name, i) => cellOf(widths[i]!, [centred(bold(name))]));
  const body = rows.map(
    (row) =>
      new TableRow({ cantSplit: true, children: row.map((text, i) => cellOf(widths[i]!, flush(text))) }),
  );
  return new Table({
    width: { size: wide, type: WidthType.DXA },
    columnWidths: widths,
    rows: [new TableRow({ tableHeader: true, children: head }), ...body],
  });
}

const paragraphOf = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: LINE,
    indent: { firstLine: 2 * TEXT * 10 },
    children: [run(text)],
  });
