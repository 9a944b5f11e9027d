import { connect } from 'node:net';

/** How one request went; the wait counts from when it was due to be sent, not from when a connection was free. */
export interface Outcome {
  at: number;
  ms: number;
  /** 0: the connection broke */
  status: number;
}

interface Lines {
  send(request: Buffer, due: number): void;
  /** resolves when everything sent has been answered */
  settled(): Promise<void>;
  close(): void;
}

interface Due {
  request: Buffer;
  due: number;
}

/** Up to so many keep-alive connections that requests take in turn: whoever finds none free waits for one. */
export function openLines(port: number, most: number, tell: (outcome: Outcome) => void): Lines {
  const all = new Set<Line>();
  const free: Line[] = [];
  const waiting: Due[] = [];
  let unanswered = 0;
  let whenSettled: (() => void) | undefined;

  function tellOf({ due }: Due, status: number): void {
    const at = performance.now();
    tell({ at, ms: at - due, status });
    unanswered -= 1;
    if (unanswered === 0) whenSettled?.();
  }
  function open(): Line {
    const line = openLine(port, tellOf, {
      free() {
        const next = waiting.shift();
        if (next) line.send(next);
        else free.push(line);
      },
      closed() {
        all.delete(line);
        if (free.includes(line)) free.splice(free.indexOf(line), 1);
      },
    });
    all.add(line);
    return line;
  }
  return {
    send(request, due) {
      unanswered += 1;
      const line = free.shift() ?? (all.size < most ? open() : undefined);
      if (line) line.send({ request, due });
      else waiting.push({ request, due });
    },
    settled: () =>
      new Promise((resolve) => {
        whenSettled = resolve;
        if (unanswered === 0) resolve();
      }),
    close() {
      for (const line of all) line.close();
    },
  };
}

interface Line {
  send(one: Due): void;
  close(): void;
}

function openLine(
  port: number,
  answered: (one: Due, status: number) => void,
  is: { free(): void; closed(): void },
): Line {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let sent: Due | undefined;
  let buffered = '';
  function done(status: number): void {
    const one = sent;
    sent = undefined;
    buffered = '';
    if (one) answered(one, status);
  }
  socket.on('data', (chunk) => {
    buffered += chunk.toString('latin1');
    const split = buffered.indexOf('\r\n\r\n');
    if (split < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(buffered)?.[1] ?? 0);
    if (buffered.length < split + 4 + length) return;
    done(Number(buffered.slice(9, 12)));
    is.free();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    is.closed();
    done(0);
  });
  return {
    send(one) {
      sent = one;
      socket.write(one.request);
    },
    close: () => socket.destroy(),
  };
}

const STEP_MS = 5;

/** So many a second for so long, evenly, however slowly they are answered. */
export async function steadily(perSecond: number, forMs: number, send: (due: number) => void): Promise<void> {
  const from = performance.now();
  const count = Math.floor((perSecond * forMs) / 1000);
  for (let i = 0; i < count; ) {
    const now = performance.now() - from;
    for (let due = (i * 1000) / perSecond; i < count && due <= now; due = (++i * 1000) / perSecond)
      send(from + due);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
