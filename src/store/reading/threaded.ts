import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Connection } from '../pool.ts';
import type { Answer, Order } from './orders.ts';

/** Reads in a thread of its own, which lives as long as this connection: the event loop only takes the rows. */
export function readInThread(file: string): Connection {
  // Without what this process was started with: some of its flags are not for threads.
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { file }, execArgv: [] });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let pending: { resolve(answer: Answer): void; reject(error: unknown): void } | undefined;
  let broken: Error | undefined;
  worker.on('message', (answer: Answer) => {
    pending?.resolve(answer);
  });
  worker.on('error', (error) => {
    broken = error as Error;
  });
  worker.on('exit', () => {
    broken ??= new Error('the reading thread ended');
    pending?.reject(broken);
  });

  function ask(order: Order): Promise<Answer> {
    if (broken) return Promise.reject(broken);
    return new Promise<Answer>((resolve, reject) => {
      pending = { resolve, reject };
      worker.postMessage(order);
    }).finally(() => {
      pending = undefined;
    });
  }

  async function carryOut(text: string, parameters: readonly unknown[]) {
    let answer = await ask({ kind: 'query', text, parameters });
    if ('error' in answer) throw failure(answer.error);
    const columns = answer.columns ?? [];
    const found = answer.rows.map((row) => named(columns, row));
    while (answer.more) {
      // Check-ins that arrived meanwhile go first.
      await nextTurn();
      answer = await ask({ kind: 'more' });
      if ('error' in answer) throw failure(answer.error);
      for (const row of answer.rows) found.push(named(columns, row));
    }
    return { rows: found };
  }

  // The thread has one statement in hand, whose rows come in portions: those asked for together take turns.
  let before: Promise<unknown> = Promise.resolve();

  return {
    query(text, parameters) {
      const answered = before.then(() => carryOut(text, parameters));
      before = answered.catch(() => undefined);
      return answered;
    },
    isBroken: () => broken !== undefined,
    async close() {
      if (!broken) worker.postMessage({ kind: 'close' } satisfies Order);
      await ended;
    },
  };
}

function named(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i++) row[columns[i]!] = values[i];
  return row;
}

const failure = ({ message, code }: { message: string; code: string | undefined }) =>
  Object.assign(new Error(message), { code });
