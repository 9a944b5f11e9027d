// A store serves the sandbox or real people, never both: made-up people have accounts that real ones may have too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app/server.ts';
import { claimStore, servedMode } from '../../src/app/store-mode.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { TEST_CONFIG } from '../support/settings.ts';
import { PRODUCTION_ENV } from '../support/wecom-client.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-mode-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const SANDBOX = {};
const REAL = { ...PRODUCTION_ENV, WECOM_API_BASE: 'http://127.0.0.1:9' };
const MODES = [
  ['sandbox', SANDBOX, REAL],
  ['production', REAL, SANDBOX],
] as const;
const configOf = (env: Record<string, string>) =>
  toConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dir, CONFIG_DIR: TEST_CONFIG, ...env });
const run = async (env: Record<string, string>) => (await startApp(configOf(env))).stop();

describe.each(MODES)('a store that has served %s', (mode, same, other) => {
  it('starts again in it, and never in the other', async () => {
    await run(same);
    await run(same);
    await expect(run(other)).rejects.toMatchObject({
      code: `store_of_${mode}`,
      details: { place: `${dir}/zhibutong.db` },
    });
    await run(same);
  });

  it('is told by doctor to whoever looks at it with the other settings', async () => {
    await run(same);
    const look = async (env: Record<string, string>) => {
      const { out } = await runCommand(doctor, ['--json'], { DATA_DIR: dir, ...env });
      return (JSON.parse(out) as { findings: { name: string; state: string }[] }).findings;
    };
    const wrong = expect.objectContaining({
      name: expect.stringContaining(`database_of_${mode}`),
      state: 'wrong',
    });
    expect(await look(other)).toContainEqual(wrong);
    expect(await look(same)).not.toContainEqual(wrong);
  });
});

it('knows a sandbox of a version that did not write it down', async () => {
  const store = openStore({ kind: 'sqlite', file: ':memory:' });
  await store.migrate();
  expect(await store.read(servedMode)).toBeUndefined();
  await store.write((tx) => tx.putMark('sandbox_clock', '1764000000000'));
  expect(await store.read(servedMode)).toBe('sandbox');
  await expect(claimStore(store, configOf(REAL))).rejects.toMatchObject({ code: 'store_of_sandbox' });
  await store.close();
});
