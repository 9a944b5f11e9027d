// Runs in a thread of its own, started by figures.ts: builds one large workbook of figures.
import { buildFigureBook } from './figures-book.ts';
import { serveThread } from './thread.ts';

await serveThread(buildFigureBook);
