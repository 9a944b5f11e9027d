// How `npm test` runs the tests. One file runs as well without this: npx vitest run test/parsing/votes.test.ts
import { defineConfig } from 'vitest/config';

// To load the program anew for every file costs more than most files take, so these folders share a process between files.
// The others replace clocks, modules or connections of the whole process, and each file of theirs gets one of its own.
const TOGETHER = [
  ...['contract', 'conversation', 'dashboard', 'documents', 'domain', 'parsing', 'reminders', 'reports'],
  ...['settings', 'store', 'wording'],
].map((folder) => `test/${folder}/**/*.test.ts`);

const limits = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: { ...limits, name: 'together', include: TOGETHER, isolate: false, setupFiles: ['test/support/once.ts', 'test/support/afresh.ts'] },
      },
      { test: { ...limits, name: 'apart', setupFiles: 'test/support/once.ts', include: ['test/**/*.test.ts'], exclude: TOGETHER } },
    ],
  },
});
