import type { Template } from 'liquidjs';
import { StartError } from '../domain/errors.ts';
import { CATALOGUE, type Given, type SentenceName } from './catalogue.ts';
import { checkSentences, type Parsed } from './check.ts';
import { checkStartup } from './check-startup.ts';
import type { Data, Render } from './compile.ts';
import { type Fault, faultLines } from './faults.ts';
import { createFiller } from './fill.ts';
import { readSentences, type Sentence } from './read.ts';
import { sentencesOf } from './shape.ts';

// All wording: templates/<area>.yaml maps message names to Liquid sentences, told apart as `area.name`.
// Filters beside Liquid's own: date, time, dateShort, list, percent, minutes, days (their look: templates/format.yaml).

/** Fills a sentence: `Templates.render`, for those who need nothing else of it. */
export type Wording = <N extends SentenceName>(name: N, ...data: Given<N>) => string;

export interface Templates {
  /**
   * The sentence filled in, without trailing blank lines. Never throws: what was done must not be undone by words, so a
   * value of the wrong kind gives the plain line of `general.unworded` with the sentence's name instead.
   */
  render: Wording;
}

interface Options {
  /** hears of each sentence that could not be filled; the sender has the plain line already */
  onFault?: (name: string, error: unknown) => void;
}

/**
 * The one line for answers and pushes alike. A push goes out with it too: who is told nothing misses the meeting, who is
 * told that words failed asks; and a digest loses the one line only.
 */
const PLAIN = 'general.unworded';

/**
 * Reads, parses and checks every sentence once; rendering afterwards is synchronous and touches no file.
 * @param dir folder with the <area>.yaml files; folders below it are left alone
 * @throws StartError `templates_broken` with one line per fault: file, line, name and what is wrong
 */
export function loadTemplates(dir: string, options: Options = {}): Templates {
  const { onFault = () => undefined } = options;
  const faults: Fault[] = [];
  const all = readSentences(dir, faults);
  const isEarly = (name: string) => name.startsWith('startup.');
  const sentences = new Map([...all].filter(([name]) => !isEarly(name)));
  faults.push(...checkStartup(new Map([...all].filter(([name]) => isEarly(name)))));
  const renders = new Map<string, Render>();
  const filler = createFiller(
    Object.fromEntries([...sentences].map(([name, { source }]) => [name, source])),
    (name, data) => renders.get(name)!(data),
  );
  const parsed = parseAll(filler.parse, sentences, faults);
  const told = faults.map(({ name }) => name);
  const isTold = (name: string) => told.some((of) => name === of || name.startsWith(`${of}.`));
  faults.push(...checkSentences(parsed, isTold, sentencesOf(CATALOGUE), filler.filters));
  if (faults.length > 0)
    throw new StartError('templates_broken', { problems: faultLines(faults).join('\n') });
  for (const [name, { nodes }] of parsed) renders.set(name, filler.compile(nodes));
  return templatesOf(renders, onFault);
}

function parseAll(
  parse: (source: string) => Template[],
  sentences: ReadonlyMap<string, Sentence>,
  faults: Fault[],
) {
  const parsed = new Map<string, Parsed>();
  for (const sentence of sentences.values()) {
    const { name, file, source, lineAt } = sentence;
    try {
      parsed.set(name, { sentence, nodes: parse(source) });
    } catch (error) {
      const { token, message } = error as { token?: { begin: number; getText(): string }; message: string };
      const line = token ? lineAt(token.begin, token.getText()) : sentence.line;
      const got = message.split('\n')[0]!.replace(/, line:.*/, '');
      faults.push({ file, line, name, what: 'fault_liquid', details: { got } });
    }
  }
  return parsed;
}

function templatesOf(
  renders: ReadonlyMap<string, Render>,
  onFault: (name: string, error: unknown) => void,
): Templates {
  const plain = renders.get(PLAIN)!({}).trimEnd();
  return {
    render(name, ...[data = {}]) {
      try {
        return renders.get(name)!(data as Data).trimEnd();
      } catch (error) {
        onFault(name, error);
        return `${plain}${name}`;
      }
    },
  };
}
