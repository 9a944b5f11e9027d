import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../../src/app/server.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { SMALL_ROSTER } from './roster.ts';
import { TEST_CONFIG } from './settings.ts';
import { PRODUCTION_ENV } from './wecom-client.ts';

export interface TestServer {
  app: App;
  url: string;
  dataDir: string;
  stop(): Promise<void>;
}

/** The whole server on a free port with the small organisation; sandbox when `env` says so. */
export async function startServer(env: Record<string, string> = PRODUCTION_ENV): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhibutong-server-'));
  const app = await startApp(
    toConfig({
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
      CONFIG_DIR: TEST_CONFIG,
      WECOM_API_BASE: 'http://127.0.0.1:9',
      ...env,
    }),
  );
  if (env === PRODUCTION_ENV) await app.store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
  return {
    app,
    url: app.url,
    dataDir,
    async stop() {
      await app.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
