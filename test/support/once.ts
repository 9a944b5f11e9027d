// Runs before each file. Sentences and settings are read once for each state of their folders: a test that starts the
// program twenty times would else parse the same hundred files twenty times, which takes longer than most starts need.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { Settings } from '../../src/settings/settings.ts';
import type { Templates, Wording } from '../../src/wording/templates.ts';

type OnFault = (name: string, error: unknown) => void;
const nobody: OnFault = () => undefined;

/** Beyond the modules, which a file of its own process loads anew, and this one, which every file does. */
const shared = globalThis as { readOnce?: { known: Map<string, unknown>; onFault: OnFault } };
shared.readOnce ??= { known: new Map(), onFault: nobody };
const state = shared.readOnce;

/** What `read` makes of a folder, remembered by all that lies in it; what it throws is not. */
function once<T>(what: string, dir: string, read: () => T): T {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const key = [what, dir, ...files.flatMap((name) => [name, contentOf(join(dir, name))])].join('\0');
  if (!state.known.has(key)) state.known.set(key, read());
  return state.known.get(key) as T;
}

/** What cannot be read is no matter of ours. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

vi.mock(import('../../src/wording/templates.ts'), async (original) => {
  const { loadTemplates, ...others } = await original();
  return {
    ...others,
    loadTemplates(dir, options = {}): Templates {
      const read = () => loadTemplates(dir, { onFault: (name, error) => state.onFault(name, error) });
      const templates = once('templates', dir, read);
      const render = (...args: Parameters<Wording>) => {
        state.onFault = options.onFault ?? nobody;
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
