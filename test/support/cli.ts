import { vi } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { TEST_CONFIG } from './settings.ts';

/** A command inside the test's own process: what it prints and its exit code. Calls must not overlap. */
export async function runCommand(
  command: Command,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string }> {
  let out = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    const config = toConfig({ CONFIG_DIR: TEST_CONFIG, LOG_LEVEL: 'silent', ...env });
    return { code: await command({ args, config }), out };
  } finally {
    stdout.mockRestore();
  }
}
