// Runs before each file. Sentences and settings are read once for each state of their folders: a test that starts the
// program twenty times would else parse the same hundred files twenty times, which takes longer than most starts need.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Settings } from '../../src/settings/settings.ts';
import type { Templates, Wording } from '../../src/wording/templates.ts';

/** Beyond the modules, which a file of its own process loads anew. */
const shared = globalThis as { readOnce?: Map<string, unknown> };
shared.readOnce ??= new Map();
const known = shared.readOnce;

/** What `read` makes of a folder, remembered by all that lies in it; what it throws is not. */
function once<T>(what: string, dir: string, read: () => T): T {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const key = [what, dir, ...files.flatMap((name) => [name, readFileSync(join(dir, name), 'utf8')])].join(
    '\0',
  );
  if (!known.has(key)) known.set(key, read());
  return known.get(key) as T;
}

type OnFault = (name: string, error: unknown) => void;

vi.mock(import('../../src/wording/templates.ts'), async (original) => {
  const { loadTemplates, ...others } = await original();
  let onFault: OnFault = () => undefined;
  return {
    ...others,
    loadTemplates(dir, options = {}): Templates {
      const read = () => loadTemplates(dir, { onFault: (name, error) => onFault(name, error) });
      const templates = once('templates', dir, read);
      const render = (...args: Parameters<Wording>) => {
        onFault = options.onFault ?? (() => undefined);
        return templates.render(...args);
      };
      return { render: render as Wording };
    },
  };
});

vi.mock(import('../../src/settings/settings.ts'), async (original) => {
  const { loadSettings, ...others } = await original();
  return { ...others, loadSettings: (dir): Settings => once('settings', dir, () => loadSettings(dir)) };
});
