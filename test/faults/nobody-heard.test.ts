// What nobody listens to: a lost connection ends nothing, a fault of our own ends the process with its cause in the log.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { endProcess, type ServerProcess, spawnServer } from '../support/process.ts';
import { PRODUCTION_ENV } from '../support/wecom-client.ts';

vi.setConfig({ testTimeout: 60_000 });

let dir: string;
let server: ServerProcess;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-nobody-'));
});
afterEach(async () => {
  await endProcess(server, 'SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

/** A server in which this happens once it runs. */
async function start(happens: string): Promise<void> {
  const code = `import net from 'node:net'; const t = setInterval(() => {
    if (process.listenerCount('SIGTERM') === 0) return;
    clearInterval(t); ${happens} }, 20);`;
  server = await spawnServer({
    ...PRODUCTION_ENV,
    DATA_DIR: dir,
    WECOM_API_BASE: 'http://127.0.0.1:9',
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
  });
}
const logged = (what: string) => vi.waitFor(() => expect(server.output()).toContain(what), 20_000);

it.each([
  ['a connection without a listener', "net.connect(9, '127.0.0.1');", 'ECONNREFUSED'],
  ['a promise that nobody awaits', "Promise.reject(new Error('gone astray'));", 'gone astray'],
])('%s is logged, and the server goes on', async (_, happens, told) => {
  await start(happens);
  await logged(told);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(server.child.exitCode).toBeNull();
});

it('a fault of our own ends it, and its cause is in the log', async () => {
  await start("throw new TypeError('our own fault');");
  const [code] = (await once(server.child, 'exit')) as [number];
  expect(code).toBe(1);
  expect(server.output()).toContain('our own fault');
});
