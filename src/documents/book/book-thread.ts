// Runs in a thread of its own, started by writing.ts: takes the rows of one large workbook.
import { servePieces } from '../thread.ts';
import { createBook } from './book.ts';

servePieces(createBook());
