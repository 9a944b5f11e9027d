import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '../../src/app/server.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { TEST_CONFIG } from './settings.ts';

/** The program on a folder of its own, with some of its files written anew, and talked to over the sandbox's page. */
export interface OwnConfig {
  /** a folder like the tests' own, but for these files; its path */
  configured(files: Readonly<Record<string, string>>): string;
  /** as a process finds it */
  env(config: string): Record<string, string>;
  start(config: string): Promise<App>;
  stop(): Promise<void>;
  says(as: string, text: string, chat?: string): Promise<string>;
  /** stops, and takes the folder away */
  remove(): Promise<void>;
}

/** @param name the folder begins with it */
export function ownConfig(name: string): OwnConfig {
  const dir = mkdtempSync(join(tmpdir(), `${name}-`));
  let app: App | undefined;
  const env = (config: string) => ({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: join(dir, 'data'),
    CONFIG_DIR: config,
    SANDBOX_NOW: '2026-11-21T10:00:00+08:00',
  });
  const stop = async () => {
    await app?.stop();
    app = undefined;
  };
  return {
    configured(files) {
      const config = join(dir, 'config');
      cpSync(TEST_CONFIG, config, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(config, file), text);
      return config;
    },
    env,
    start: async (config) => (app = await startApp(toConfig(env(config)))),
    stop,
    async says(as, text, chat = 'private') {
      const response = await fetch(`${app!.url}/sandbox/api/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as, chat, text, ...(chat !== 'private' && { mention: true }) }),
      });
      const { reply } = (await response.json()) as { reply: { text: string } | null };
      return reply?.text ?? '';
    },
    async remove() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
