import { setPriority } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';

// Large files are built in a thread of their own: a check-in must not wait for a county's export.

const NICE = 10;
/** A file too large for that is none that anybody prints: its thread ends, and the server goes on. */
const HEAP_MB = 512;

/** Runs a file that calls `serveThread`; what it is given and gives is copied. */
export function buildInThread(file: URL, data: unknown): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, {
      workerData: data,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.once('message', (content: Uint8Array) => resolve(Buffer.from(content.buffer)));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the file was not built')));
  });
}

/** The other end: builds from what the thread was started with and hands the file over. */
export async function serveThread<T>(build: (data: T) => Promise<Buffer>): Promise<void> {
  // Linux counts this for the calling thread alone: where processors are scarce, check-ins go first.
  if (process.platform === 'linux') setPriority(NICE);
  const content = new Uint8Array(await build(workerData as T));
  parentPort!.postMessage(content, [content.buffer]);
}
