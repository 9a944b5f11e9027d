import type { Instant } from '../../domain/calendar/time.ts';
import { type Pieces, piecesTo } from '../thread.ts';
import type { BookPiece } from './book.ts';
import type { Row, SheetHead } from './sheet.ts';

/** Cells from which on a workbook takes longer to build than a check-in may wait. */
const LARGE = 4000;
const THREAD = new URL('./book-thread.ts', import.meta.url);
/** Rows that go to the thread together. */
const PORTION = 500;

export interface BookWriting {
  /** begins a sheet; whoever awaits it lets the thread keep up */
  sheet(head: SheetHead): Promise<void>;
  /** of the sheet that began last */
  rows(rows: readonly Row[]): Promise<void>;
  finish(): Promise<Buffer>;
  /** gives it up */
  drop(): void;
}

/** A workbook row by row: a small one here, a large one in a thread of its own. @param at when it is made */
export function writeBook(at: Instant): BookWriting {
  const pieces: Pieces<BookPiece> = piecesTo({
    thread: THREAD,
    most: LARGE,
    weigh: (piece) => ('rows' in piece ? piece.rows.reduce((sum, { cells }) => sum + cells.length, 0) : 0),
    // Loaded on use: a server that writes no workbook need not keep the code in memory.
    make: async () => (await import('./book.ts')).createBook(),
  });
  const begun = pieces.take({ at });
  return {
    async sheet(head) {
      await begun;
      await pieces.take({ sheet: head });
    },
    async rows(rows) {
      for (let i = 0; i < rows.length; i += PORTION) await pieces.take({ rows: rows.slice(i, i + PORTION) });
    },
    finish: () => pieces.finish(),
    drop: () => pieces.drop(),
  };
}
