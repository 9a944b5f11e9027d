// Headings of a plan file that are months only together with what stands above them, or are longer than a month.
import { type Headings, placesIn } from './headings.ts';
import type { SheetText } from './reading/sheet.ts';

const YEAR = /^(?<year>20\d{2})年?(?:度)?(?:\p{Script=Han}{0,6})?$/u;
const MONTH = /^(?:截?至)?(?<month>\d{1,2})月(?:份|底|末)?$/u;
const SPANS: readonly [RegExp, number, number][] = [
  [/^第?[一1]季度?末?$/u, 1, 3],
  [/^第?[二2]季度?末?$/u, 4, 6],
  [/^第?[三3]季度?末?$/u, 7, 9],
  [/^第?[四4]季度?末?$/u, 10, 12],
  [/^上半年$/u, 1, 6],
  [/^下半年$/u, 7, 12],
];
const plain = (cell: string) => cell.normalize('NFKC').replace(/\s/gu, '');

/**
 * The sheet with 3月 under a merged 2027年 as 2027年3月, and 第二季度 or 下半年 as its last month where no month of it has a
 * column of its own: what is asked of a quarter is asked by its end.
 */
export function withMonths(sheet: SheetText, names: Headings<string>): SheetText {
  const [place] = placesIn([sheet], names);
  if (!place) return sheet;
  const index = isHalf(sheet, place.index) ? place.index + 1 : place.index;
  const heading = isHalf(sheet, place.index) ? joined(sheet, place.index) : sheet.rows[index]!;
  const years = yearsAbove(sheet, index);
  const written = heading.cells.map((cell) => plain(cell ?? ''));
  const monthsOf = (year: string | undefined) =>
    new Set(
      written.flatMap((text, i) => {
        const month = MONTH.exec(text)?.groups?.month;
        return month !== undefined && years[i] === year ? [Number(month)] : [];
      }),
    );
  const cells = heading.cells.map((cell, i) => {
    const text = written[i]!;
    const year = years[i];
    const month = MONTH.exec(text)?.groups?.month ?? lastOf(text, monthsOf(year));
    if (month === undefined) return cell;
    return year === undefined ? (MONTH.test(text) ? cell : `${month}月`) : `${year}年${month}月`;
  });
  if (cells.every((cell, i) => cell === sheet.rows[index]!.cells[i])) return sheet;
  return { ...sheet, rows: sheet.rows.with(index, { ...heading, cells }) };
}

/** Months alone stand in the row below the headings: a file without merged cells cannot say that they are one row. */
function isHalf({ rows }: SheetText, index: number): boolean {
  const below = (rows[index + 1]?.cells ?? []).map(plain).filter((cell) => cell !== '');
  return (
    below.length > 1 && below.every((cell) => MONTH.test(cell) || SPANS.some(([span]) => span.test(cell)))
  );
}

/** The lower row, with what only the upper one says. */
function joined({ rows }: SheetText, index: number): SheetText['rows'][number] {
  const [upper, lower] = [rows[index]!, rows[index + 1]!];
  const width = Math.max(upper.cells.length, lower.cells.length);
  const cells = Array.from({ length: width }, (_, i) => lower.cells[i] || upper.cells[i] || '');
  return { ...lower, cells };
}

/** The last month of a quarter or half of which no month has a column. */
function lastOf(text: string, months: ReadonlySet<number>): number | undefined {
  const span = SPANS.find(([pattern]) => pattern.test(text));
  if (!span) return undefined;
  const [, from, to] = span;
  return [...months].some((month) => month >= from && month <= to) ? undefined : to;
}

/** By column: the year that the row above the headings has for it; a cell holds up to the next one that says something. */
function yearsAbove({ rows }: SheetText, index: number): (string | undefined)[] {
  const above = rows[index - 1];
  const heading = rows[index]!;
  if (!above || above.row !== heading.row - 1) return [];
  let year: string | undefined;
  return heading.cells.map((_, i) => {
    const cell = plain(above.cells[i] ?? '');
    if (cell !== '') year = YEAR.exec(cell)?.groups?.year;
    return year;
  });
}
