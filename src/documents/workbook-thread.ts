// Runs in a thread of its own, started by table.ts: builds one large workbook.
import { serveThread } from './thread.ts';
import { buildWorkbook } from './workbook.ts';

await serveThread(buildWorkbook);
