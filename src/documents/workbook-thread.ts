// Runs in a thread of its own, started by table.ts: builds one large workbook.
import { parentPort, workerData } from 'node:worker_threads';
import { buildWorkbook, type Sheet } from './workbook.ts';

const content = new Uint8Array(await buildWorkbook(workerData as Sheet[]));
parentPort!.postMessage(content, [content.buffer]);
