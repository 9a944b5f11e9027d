import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type App, startApp } from '../../src/app/server.ts';
import type { Journey } from '../../src/sandbox/page-contract.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { TEST_CONFIG } from '../support/settings.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'zhibutong-clock-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (env: Record<string, string> = {}): Promise<App> =>
  startApp(toConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir, CONFIG_DIR: TEST_CONFIG, ...env }));
const move = (app: App, request: object) =>
  fetch(`${app.url}/sandbox/api/clock`, { method: 'POST', body: JSON.stringify(request) });
const nowOf = async (app: App): Promise<number> =>
  ((await (await fetch(`${app.url}/sandbox/api/state`)).json()) as { now: number }).now;
const moment = (text: string) => Date.parse(`${text}+08:00`);

it('goes on after a restart where it stood, whatever SANDBOX_NOW says, and is never set back', async () => {
  const NOW = { SANDBOX_NOW: '2026-11-23T09:10:00+08:00' };
  const first = await start(NOW);
  await move(first, { to: '2026-11-26T15:30' });
  await first.stop();

  const second = await start(NOW);
  const at = await nowOf(second);
  expect(at).toBeGreaterThanOrEqual(moment('2026-11-26T15:30'));
  expect(at).toBeLessThan(moment('2026-11-26T15:31'));
  const told = (await (await fetch(`${second.url}/sandbox/api/journey`)).json()) as Journey;
  expect(told.from).toBeGreaterThanOrEqual(moment('2026-11-23T09:10'));
  expect(told.sendings.length).toBeGreaterThan(5);
  await move(second, { minutes: 30 });
  await second.stop();

  const later = await start({ SANDBOX_NOW: '2026-12-01T08:00:00+08:00' });
  expect(await nowOf(later)).toBeGreaterThanOrEqual(moment('2026-12-01T08:00'));
  await later.stop();
});
