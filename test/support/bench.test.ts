import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// No test runs a bench; that it can be started at all is told by a name it does not know.
it('the bench starts without vitest, and names its suites', () => {
  const { VITEST: _, ...env } = process.env;
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../bench/main.ts'), 'nosuch'],
    { env, encoding: 'utf8' },
  );
  expect(stderr).toBe(
    'no such suite: nosuch; there are checkin, start, parsing, planning, reading, figures, exports, growth, instances, muster, plan-file, mixed\n',
  );
  expect(status).toBe(1);
});
