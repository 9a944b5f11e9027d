// A workbook (.xlsx) written row by row: nothing of it stays but what is deflated, so that a city's fits into memory.
import type { Instant } from '../../domain/calendar/time.ts';
import { letterOf } from '../headings.ts';
import { openZip } from '../zip-writer.ts';
import { closingOf, isPrinted, openingOf, type Row, rowXml, type SheetHead } from './sheet.ts';
import { createStyles } from './styles.ts';
import { escaped } from './xml.ts';

/** What a book is made from, one after the other: a sheet begins, and rows go into the one that began last. */
export type BookPiece = { at: Instant } | { sheet: SheetHead } | { rows: readonly Row[] };

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The same pieces are the same bytes. The first piece says when it is made. */
export function createBook() {
  const styles = createStyles();
  const sheets: SheetHead[] = [];
  let zip: ReturnType<typeof openZip> | undefined;
  let rows = 0;
  let filtered = 0;

  const endSheet = () => {
    const sheet = sheets.at(-1);
    if (sheet) zip!.write(closingOf(sheet, filtered));
  };
  return {
    take(piece: BookPiece): void {
      if ('at' in piece) {
        zip = openZip(piece.at);
      } else if ('sheet' in piece) {
        endSheet();
        sheets.push(piece.sheet);
        [rows, filtered] = [0, 0];
        zip!.begin(`xl/worksheets/sheet${sheets.length}.xml`);
        zip!.write(HEAD + openingOf(piece.sheet, sheets.length === 1));
      } else {
        for (const row of piece.rows) {
          rows++;
          if (row.is !== 'foot') filtered = rows;
          zip!.write(rowXml(sheets.at(-1)!, row, rows, styles.of));
        }
      }
    },
    finish(): Buffer {
      endSheet();
      const file = zip!.file;
      file('xl/styles.xml', HEAD + styles.xml());
      file('xl/workbook.xml', HEAD + workbook(sheets));
      file('xl/_rels/workbook.xml.rels', HEAD + relations(sheets));
      file('_rels/.rels', HEAD + related([['officeDocument', 'xl/workbook.xml']]));
      file('[Content_Types].xml', HEAD + types(sheets));
      return zip!.finish();
    },
  };
}

function workbook(sheets: readonly SheetHead[]): string {
  const list = sheets.map(
    ({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
  );
  return [
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr/><bookViews><workbookView/></bookViews>`,
    `<sheets>${list.join('')}</sheets>`,
    titles(sheets),
    '<calcPr/></workbook>',
  ].join('');
}

/** Heading and first columns on every page of a sheet to be printed; what filters is named as Excel names it. */
function titles(sheets: readonly SheetHead[]): string {
  const names = sheets.flatMap((head, i) => {
    if (!isPrinted(head)) return [];
    const { name, sticky } = head;
    const sheet = `'${name.replaceAll("'", "''")}'`;
    const range = `${sheet}!$A:$${letterOf(Math.max(0, sticky - 1))},${sheet}!$1:$1`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escaped(range)}</definedName>`];
  });
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : '';
}

const relations = (sheets: readonly SheetHead[]) =>
  related([
    ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
    ['styles', 'styles.xml'],
  ]);

const related = (all: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="${RELATIONS}">${all
    .map(([type, target], i) => `<Relationship Id="r${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const types = (sheets: readonly SheetHead[]) =>
  [
    `<Types xmlns="${TYPES}">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>`,
    ...sheets.map(
      (_, i) =>
        `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`,
    ),
    '</Types>',
  ].join('');
