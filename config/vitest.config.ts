// How `npm test` runs the tests. One file runs as well without this: npx vitest run test/parsing/votes.test.ts
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// These replace modules of the whole process or wait for its sockets, as files of other folders do: a process for each.
const ALONE = 'clock-jump|outbound|many-callers';
// To load the program anew for every file costs more than most files take, so these folders share a process between files.
const SHARING = [
  ...['app', 'cli', 'contract', 'conversation', 'dashboard', 'delivery', 'documents', 'domain', 'faults', 'parsing'],
  ...['reminders', 'reports', 'server', 'settings', 'store', 'wording'],
].map((folder) => `test/${folder}/**/!(${ALONE}).test.ts`);
const TOGETHER = {
  include: SHARING,
  isolate: false,
  setupFiles: ['test/support/once.ts', 'test/support/afresh.ts'],
};
const APART = { include: ['test/**/*.test.ts'], exclude: SHARING, setupFiles: 'test/support/once.ts' };

/** To wait at each commit until the disk has it is for power cuts, and no test has one: kills and restarts lose nothing. */
function unsynced(): Record<string, string> {
  const { TEST_DATABASE_URL } = process.env;
  const server = TEST_DATABASE_URL && new URL(TEST_DATABASE_URL);
  if (server) server.searchParams.set('options', '-c synchronous_commit=off');
  return { ...inMemory(), ...(server && { TEST_DATABASE_URL: server.href }) };
}

/** Where the embedded stores lie, if there is room: a container may have 64 MB there, which one county fills. */
function inMemory(): Record<string, string> {
  const folder = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < 2 * 1024 ** 3) return {};
    const TMPDIR = mkdtempSync(`${folder}/zhibutong-tests-`);
    // What a test leaves behind must not stay in memory.
    process.on('exit', () => rmSync(TMPDIR, { recursive: true, force: true }));
    return { TMPDIR };
  } catch {
    return {};
  }
}

const limits = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    // One more than there are processors: at any time one waits for a clock, a database or a process of its own.
    maxWorkers: availableParallelism() + 1,
    env: unsynced(),
    projects: [
      { test: { ...limits, name: 'together', ...TOGETHER } },
      { test: { ...limits, name: 'apart', ...APART } },
    ],
  },
});
