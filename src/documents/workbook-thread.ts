// Runs in a thread of its own, started by table.ts: builds one large workbook.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { buildWorkbook, type Sheet } from './workbook.ts';

const NICE = 10;

// Linux counts this for the calling thread alone: where processors are scarce, check-ins go first.
if (process.platform === 'linux') setPriority(NICE);
const content = new Uint8Array(await buildWorkbook(workerData as Sheet[]));
parentPort!.postMessage(content, [content.buffer]);
