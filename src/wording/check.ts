// The check of templates/ at start: every path of every branch is one that the sentence is given, every filter exists
// and gets what it can write. Nothing is rendered; the parsed sentences are walked.

import type { Template } from 'liquidjs';
import type { Fault } from './faults.ts';
import type { Sentence } from './read.ts';
import type { Sentences } from './shape.ts';
import { type Given, type Place, walk } from './walk.ts';

export interface Parsed {
  sentence: Sentence;
  nodes: readonly Template[];
}

/**
 * @param parsed all sentences of templates/ that could be parsed, by name
 * @param isTold whether a fault of this sentence, or of the whole of its file, is told already
 * @param catalogue what the program says, by name
 */
export function checkSentences(
  parsed: ReadonlyMap<string, Parsed>,
  isTold: (name: string) => boolean,
  catalogue: Sentences,
  filters: ReadonlySet<string>,
): Fault[] {
  const faults: Fault[] = [];
  const used = new Set<string>();
  const report = (place: Place, what: Fault['what'], details: Fault['details'] = {}) => {
    const { sentence } = place;
    const line = sentence.lineAt(place.begin, place.written);
    faults.push({ file: sentence.file, line, name: sentence.name, what, details });
  };
  /** @param via the names of the sentences that this one stands in, and the place of the last {% render %} */
  const visit = (name: string, given: Given, via: readonly string[], at?: Place): void => {
    used.add(name);
    const found = parsed.get(name);
    if (!found) {
      if (at && !isTold(name)) report(at, 'fault_no_such_sentence', { got: name });
      return;
    }
    if (via.includes(name)) {
      report(at!, 'fault_circle', { got: name });
      return;
    }
    walk(found, given, {
      filters,
      report(place, what, details) {
        const top = details?.got?.split('.')[0];
        const lacks =
          at && what === 'fault_unknown_value' && top && Object.hasOwn(catalogue[name] ?? {}, top);
        if (lacks) report(at, 'fault_not_handed_on', { got: name, value: top });
        else report(place, what, details);
      },
      render: (place, inner, handed) => visit(inner, handed, [...via, name], place),
    });
  };
  for (const [name, fields] of Object.entries(catalogue)) visit(name, new Map(Object.entries(fields)), []);
  return [...faults, ...missing(parsed, isTold, catalogue), ...idle(parsed, isTold, used)];
}

function missing(
  parsed: ReadonlyMap<string, Parsed>,
  isTold: (name: string) => boolean,
  catalogue: Sentences,
): Fault[] {
  const names = Object.keys(catalogue).filter((name) => !parsed.has(name) && !isTold(name));
  return names.map((name) => ({
    file: `templates/${name.split('.')[0]}.yaml`,
    line: null,
    name,
    what: 'fault_missing',
  }));
}

/** A sentence that nobody says is a slip in a name, or a leftover. */
function idle(
  parsed: ReadonlyMap<string, Parsed>,
  isTold: (name: string) => boolean,
  used: ReadonlySet<string>,
): Fault[] {
  return [...parsed.values()]
    .filter(({ sentence: { name } }) => !used.has(name) && !isTold(name))
    .map(({ sentence: { file, line, name } }) => ({ file, line, name, what: 'fault_idle' }));
}
