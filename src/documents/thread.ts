import { setPriority } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { FileTooLarge } from '../domain/errors.ts';

// Large files are built in a thread of their own: a check-in must not wait for a county's export.

const NICE = 10;
/** A file too large for that is none that anybody prints: its thread ends, and the server goes on. */
const HEAP_MB = 512;
/** What is built from pieces keeps none of them. */
const PIECES_HEAP_MB = 64;

/** Runs a file that calls `serveThread`; what it is given and gives is copied. */
export function buildInThread(file: URL, data: unknown): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(file, HEAP_MB, data);
    worker.once('message', (content: Uint8Array) => resolve(Buffer.from(content.buffer)));
    worker.once('error', (error) => reject(named(error)));
    worker.once('exit', () => reject(new Error('the file was not built')));
  });
}

const startWorker = (file: URL, heapMb: number, data?: unknown) =>
  new Worker(file, {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 8 },
  });

/** The thread ends at its bound, and so does what was to be built in it. */
const named = (error: unknown): Error =>
  (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new FileTooLarge({ cause: error })
    : (error as Error);

/** The other end: builds from what the thread was started with and hands the file over. */
export async function serveThread<T>(build: (data: T) => Promise<Buffer>): Promise<void> {
  beNice();
  const content = new Uint8Array(await build(workerData as T));
  parentPort!.postMessage(content, [content.buffer]);
}

// Linux counts this for the calling thread alone: where processors are scarce, check-ins go first.
const beNice = () => {
  if (process.platform === 'linux') setPriority(NICE);
};

/** What a file is built from, piece by piece. */
interface Maker<Piece> {
  take(piece: Piece): void | Promise<void>;
  finish(): Buffer | Promise<Buffer>;
}

/** A file on its way. Each call waits for the one before it, so that pieces never pile up. */
export interface Pieces<Piece> {
  take(piece: Piece): Promise<void>;
  finish(): Promise<Buffer>;
  /** gives it up; nothing is left running */
  drop(): void;
}

interface PiecesOf<Piece> {
  /** a file that calls `servePieces` */
  thread: URL;
  /** what weighs no more is built in this thread, without starting another */
  most: number;
  weigh(piece: Piece): number;
  make(): Promise<Maker<Piece>>;
}

export function piecesTo<Piece>({ thread, most, weigh, make }: PiecesOf<Piece>): Pieces<Piece> {
  let waiting: Piece[] = [];
  let weight = 0;
  let worker: ReturnType<typeof startPieces<Piece>> | undefined;
  return {
    async take(piece) {
      weight += weigh(piece);
      if (!worker && weight <= most) {
        waiting.push(piece);
        return;
      }
      worker ??= startPieces(thread);
      const before = waiting;
      waiting = [];
      for (const one of before) await worker.ask({ piece: one });
      await worker.ask({ piece });
    },
    async finish() {
      if (worker) {
        const content = await worker.ask('finish');
        return Buffer.from(content!.buffer);
      }
      const maker = await make();
      for (const piece of waiting) await maker.take(piece);
      return maker.finish();
    },
    drop: () => void worker?.stop(),
  };
}

type Order<Piece> = { piece: Piece } | 'finish';

function startPieces<Piece>(file: URL) {
  const worker = startWorker(file, PIECES_HEAP_MB);
  let broken: Error | undefined;
  let pending: { resolve(content: Uint8Array | null): void; reject(error: Error): void } | undefined;
  worker.on('message', (content: Uint8Array | null) => pending?.resolve(content));
  worker.on('error', (error) => {
    broken = named(error);
  });
  worker.on('exit', () => {
    broken ??= new Error('the file was not built');
    pending?.reject(broken);
  });
  return {
    ask(order: Order<Piece>): Promise<Uint8Array | null> {
      if (broken) return Promise.reject(broken);
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
        worker.postMessage(order);
      });
    },
    stop: () => worker.terminate(),
  };
}

/** The other end: takes piece after piece and hands the file over when it is asked to finish. */
export function servePieces<Piece>(maker: Maker<Piece>): void {
  beNice();
  parentPort!.on('message', async (order: Order<Piece>) => {
    if (order !== 'finish') {
      await maker.take(order.piece);
      parentPort!.postMessage(null);
      return;
    }
    const content = new Uint8Array(await maker.finish());
    parentPort!.postMessage(content, [content.buffer]);
    parentPort!.close();
  });
}
