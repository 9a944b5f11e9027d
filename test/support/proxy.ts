// A link between a server and its database that can be slow, stand still, or be cut.
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Link {
  /** the database's address, by this link */
  url: string;
  /** ms each way, from now on */
  delay(ms: number): void;
  /** how often something was sent behind an answer, so far: each costs whoever waits one way there and one back */
  roundTrips(): number;
  /** nothing passes any more, and nobody is told: as when the other side stands still or the network loses it */
  freeze(): void;
  /** what was held passes, and all that follows */
  thaw(): void;
  /** ends every connection */
  cut(): void;
  /** the same, and takes no new ones until `up`, as while the database restarts */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function openLink(databaseUrl: string): Promise<Link> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let delayMs = 0;
  let roundTrips = 0;
  let thawed: Promise<void> | undefined;
  let melt = () => {};

  /** In order, each piece after its delay, and none while frozen. */
  function carry(from: Socket, to: Socket, seen: () => void): void {
    let before: Promise<unknown> = Promise.resolve();
    const after = (work: () => void) => {
      const arrived = delayMs > 0 ? new Promise((resolve) => setTimeout(resolve, delayMs)) : undefined;
      before = before
        .then(() => arrived)
        .then(async () => {
          while (thawed) await thawed;
          work();
        });
    };
    from.on('data', (piece) => {
      seen();
      after(() => void (to.writable && to.write(piece)));
    });
    from.on('end', () => after(() => to.end()));
    from.on('close', () => {
      sockets.delete(from);
      after(() => to.destroy());
    });
    from.on('error', () => undefined);
  }

  const server: Server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
    }
    let isAnswered = true;
    carry(near, far, () => {
      if (isAnswered) roundTrips += 1;
      isAnswered = false;
    });
    carry(far, near, () => {
      isAnswered = true;
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const unlisten = () => new Promise<void>((resolve) => server.close(() => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(port) });

  const cut = () => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    url: url.href,
    delay(ms) {
      delayMs = ms;
    },
    roundTrips: () => roundTrips,
    freeze() {
      if (thawed) return;
      thawed = new Promise((resolve) => {
        melt = () => {
          thawed = undefined;
          resolve();
        };
      });
    },
    thaw: () => melt(),
    cut,
    async down() {
      const closed = unlisten();
      cut();
      await closed;
    },
    up: () => listen(port),
    async close() {
      melt();
      const closed = unlisten();
      cut();
      await closed;
    },
  };
}
