import type { Fault } from './faults.ts';
import type { Sentence } from './read.ts';
import { type StartupName, startup } from './sentences/startup.ts';

/** What is wrong with the sentences of startup.yaml, which know {placeholders} only. */
export function checkStartup(found: ReadonlyMap<string, Sentence>): Fault[] {
  const faults: Fault[] = [];
  for (const sentence of found.values()) {
    const { name, file, line, source } = sentence;
    const placeholders: readonly string[] | undefined = startup[name.slice('startup.'.length) as StartupName];
    if (!placeholders) {
      faults.push({ file, line, name, what: 'fault_idle' });
      continue;
    }
    for (const { 0: written, 1: got, index } of source.matchAll(/\{(\w+)\}/g)) {
      if (placeholders.includes(got!)) continue;
      const details = { got: got!, known: placeholders.join('、') || '—' };
      faults.push({ file, line: sentence.lineAt(index, written), name, what: 'fault_placeholder', details });
    }
  }
  for (const name of Object.keys(startup).map((n) => `startup.${n}`))
    if (!found.has(name))
      faults.push({ file: 'templates/startup.yaml', line: null, name, what: 'fault_missing' });
  return faults;
}
