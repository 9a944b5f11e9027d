import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

// Sentences needed before (or without) a working set-up, when templates.ts may not be loaded yet.

const FILE = fileURLToPath(new URL('../../templates/startup.yaml', import.meta.url));
let sentences: Record<string, string> | undefined;

/** A sentence of templates/startup.yaml with its {placeholders} filled in. @throws Error for an unknown name */
export function startupMessage(name: string, data: Readonly<Record<string, string | number>> = {}): string {
  sentences ??= parse(readFileSync(FILE, 'utf8')) as Record<string, string>;
  const sentence = sentences[name];
  if (sentence === undefined) throw new Error(`templates/startup.yaml has no sentence ${name}`);
  return sentence.trim().replace(/\{(\w+)\}/g, (all, key: string) => String(data[key] ?? all));
}
