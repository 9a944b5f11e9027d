// The files of words beside the page. A broken one ends the start: a page that says "undefined" helps nobody.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../domain/errors.ts';
import { OFFICES, PLACEHOLDER, PLACEHOLDERS, type SuggestionWords } from './suggestions.ts';

interface SandboxWords {
  /** the answer to a request from another machine or page */
  notLocal: string;
  suggestions: SuggestionWords;
}

/** @throws StartError naming the file and the place in it */
export function readWords(dir: string): SandboxWords {
  const suggestions = readJson(join(dir, 'suggestions.json')) as SuggestionWords;
  // The rest of words.json is the page's own; the test of the page's words holds it to the scripts.
  const { not_local: notLocal } = readJson(join(dir, 'words.json')) as { not_local?: string };
  const problems = problemsIn(suggestions).map((problem) => `${join(dir, 'suggestions.json')}: ${problem}`);
  if (!notLocal) problems.push(`${join(dir, 'words.json')}: not_local`);
  if (problems.length > 0) throw new StartError('templates_broken', { problems: problems.join('\n') });
  return { notLocal: notLocal!, suggestions };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const problems = `${file}: ${(error as Error).message.replaceAll('\n', ' ')}`;
    throw new StartError('templates_broken', { problems }, { cause: error });
  }
}

/** Every place that is not as SuggestionWords has it, or asks for a word nobody fills in. */
function problemsIn(words: Partial<SuggestionWords> | null): string[] {
  const wanting = (['today', 'tomorrow'] as const).filter((name) => typeof words?.[name] !== 'string');
  const lists = OFFICES.flatMap((office) =>
    (['group', 'private'] as const).map((chat) => [
      `offices.${office}.${chat}`,
      words?.offices?.[office]?.[chat],
    ]),
  ) as [string, unknown][];
  return [...wanting, ...lists.flatMap(([place, list]) => problemsInList(place, list))];
}

function problemsInList(place: string, list: unknown): string[] {
  if (!Array.isArray(list) || list.length === 0) return [place];
  return list.flatMap((line, i) => {
    const at = `${place}[${i}]`;
    if (!Array.isArray(line) || line.length !== 2 || !line.every((part) => typeof part === 'string'))
      return [at];
    return [...(line[0] as string).matchAll(PLACEHOLDER)]
      .filter(([, days, name]) => days === undefined && !PLACEHOLDERS.includes(name!))
      .map(([whole]) => `${at} ${whole}`);
  });
}
