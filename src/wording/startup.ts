import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

// Sentences needed before (or without) a working set-up, when templates.ts may not be loaded yet.

const FILE = fileURLToPath(new URL('../../templates/startup.yaml', import.meta.url));
let sentences: Readonly<Record<string, unknown>> | undefined;

/**
 * A sentence of templates/startup.yaml with its {placeholders} filled in. Where the file itself is broken, its name and
 * the data: what was to be said must come out.
 */
export function startupMessage(name: string, data: Readonly<Record<string, string | number>> = {}): string {
  sentences ??= read();
  const sentence = sentences[name];
  if (typeof sentence !== 'string') return [name, ...Object.values(data)].join(' ');
  return sentence.trim().replace(/\{(\w+)\}/g, (all, key: string) => String(data[key] ?? all));
}

function read(): Record<string, unknown> {
  try {
    return parse(readFileSync(FILE, 'utf8'), { schema: 'failsafe' }) ?? {};
  } catch {
    return {};
  }
}
