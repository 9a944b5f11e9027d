// The database goes away under traffic and comes back: the server stays, says so, and loses and doubles nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createDatabase,
  fillBranch,
  noServer,
  type OwnDatabase,
  withStore,
} from '../support/own-database.ts';
import { endProcess, type ServerProcess, spawnServer } from '../support/process.ts';
import { type Link, openLink } from '../support/proxy.ts';
import { startTraffic } from '../support/traffic.ts';
import { PRODUCTION_ENV } from '../support/wecom-client.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const MEMBERS = 12;

describe.skipIf(noServer)(`a restart of the database${noServer ? ` (${noServer})` : ''}`, () => {
  let database: OwnDatabase;
  let link: Link;
  let dir: string;
  let server: ServerProcess;

  beforeEach(async () => {
    database = await createDatabase();
    link = await openLink(database.url);
    dir = mkdtempSync(join(tmpdir(), 'zhibutong-restart-'));
    await withStore(database.url, (store) => fillBranch(store, MEMBERS, Date.now()));
    server = await spawnServer({
      ...PRODUCTION_ENV,
      DATA_DIR: dir,
      DATABASE_URL: link.url,
      WECOM_API_BASE: 'http://127.0.0.1:9',
    });
  });
  afterEach(async () => {
    await endProcess(server, 'SIGKILL');
    await link.close();
    await database.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  it('under traffic ends nothing, is answered 503, and all that was answered 200 stands once', async () => {
    const traffic = startTraffic(() => [server.url], MEMBERS);
    for (let round = 0; round < 3; round++) {
      await traffic.answers(8 * MEMBERS);
      await database.terminate();
      const refused = traffic.statuses.get(503) ?? 0;
      await link.down();
      await vi.waitFor(() => expect(traffic.statuses.get(503) ?? 0).toBeGreaterThan(refused), 20_000);
      await link.up();
    }
    await traffic.answers(8 * MEMBERS);
    await traffic.stop();
    expect(server.child.exitCode, server.output()).toBeNull();
    expect([...traffic.statuses.keys()].sort()).toEqual([200, 503]);
    expect(await withStore(database.url, traffic.compare)).toMatchObject({ lost: [], doubled: [] });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});
