// Runs in a thread of its own, started by threaded.ts: carries out statements on a connection that only reads.
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { statementCache } from '../statements.ts';
import { openReadOnly } from './embedded.ts';
import type { Answer, Order } from './orders.ts';

/** Rows per answer: unpacking them must not hold up the thread that takes check-ins. */
const PORTION = 1000;
const NICE = 10;

// Linux counts this for the calling thread alone: where processors are scarce, check-ins go first.
if (process.platform === 'linux') setPriority(NICE);
const port = parentPort!;
const db = openReadOnly((workerData as { file: string }).file);
const prepared = statementCache(db);
let rows: IterableIterator<unknown> | undefined;

port.on('message', (order: Order) => {
  if (order.kind === 'close') {
    db.close();
    port.close();
    return;
  }
  port.postMessage(carryOut(order));
});

function carryOut(order: Exclude<Order, { kind: 'close' }>): Answer {
  try {
    if (order.kind === 'more') return { rows: portion(), more: rows !== undefined };
    const statement = prepared(order.text);
    if (!statement.reader) {
      statement.run(...order.parameters);
      return { rows: [], more: false };
    }
    // Values without names are half as much to pack.
    rows = statement.raw(true).iterate(...order.parameters);
    const columns = statement.columns().map((c) => c.name);
    return { columns, rows: portion(), more: rows !== undefined };
  } catch (error) {
    rows = undefined;
    const { message, code } = error as Error & { code?: string };
    return { error: { message, code } };
  }
}

function portion(): unknown[][] {
  const taken: unknown[][] = [];
  while (rows && taken.length < PORTION) {
    const next = rows.next();
    if (next.done) rows = undefined;
    else taken.push(next.value as unknown[]);
  }
  return taken;
}
