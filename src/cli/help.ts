// `help`, `--help`, `-h`: what each command does, its options, one example; and which command was probably meant.
import { StartError } from '../domain/errors.ts';
import { isSlip } from '../parsing/slips.ts';
import { startupMessage } from '../wording/startup.ts';

/** Whether help is asked for, and with what words; what stands behind a bare `--` is no option. */
export function helpAsked(words: readonly string[]): string[] | undefined {
  const end = words.indexOf('--');
  const before = end === -1 ? words : words.slice(0, end);
  const isFlag = (word: string) => word === '--help' || word === '-h';
  const isAsked = words.length === 0 || words[0] === 'help' || before.some(isFlag);
  return isAsked ? before.filter((word, i) => !isFlag(word) && !(i === 0 && word === 'help')) : undefined;
}

/** The text for `help WORDS`: of one command, of those that begin so, or the list of all. @throws StartError */
export async function helpText(names: readonly string[], words: readonly string[]): Promise<string> {
  if (words.length === 0) return overview(names);
  const name = commandOf(names, words);
  const found = name ? [name] : names.filter((n) => n.startsWith(`${words[0]} `));
  if (found.length === 0) throw unknownCommand(names, words);
  const texts = found.map(async (n) =>
    [helpOf(n), ...(n === 'stats' ? [await metricList()] : [])].join('\n'),
  );
  return (await Promise.all(texts)).join('\n\n');
}

/** Two words come first. */
export const commandOf = (names: readonly string[], words: readonly string[]): string | undefined =>
  [words.slice(0, 2).join(' '), words[0] ?? ''].find((n) => names.includes(n));

/** Names the one that was probably meant, or those that share a word with it. */
export function unknownCommand(names: readonly string[], words: readonly string[]): StartError {
  const said = (n: string) => words.slice(0, n.split(' ').length).join(' ');
  const near = names.filter((n) => isSlip(said(n), n));
  const close = near.length > 0 ? near : names.filter((n) => n.split(' ').includes(words[0]!));
  const got = words.slice(0, 2).join(' ');
  const [first, ...more] = close;
  return first === undefined
    ? new StartError('unknown_command', { got })
    : new StartError('unknown_command_near', {
        got,
        near: [first, ...more].join(startupMessage('list_separator')),
      });
}

const helpOf = (name: string): string => startupMessage(`help_${name.replace(/\W/g, '_')}`);

function overview(names: readonly string[]): string {
  const lines = names.map((name) => {
    const text = helpOf(name).split('\n');
    // Lines that begin with the command's own name are further ways to write it.
    const ways = text.filter((line) => line === name || line.startsWith(`${name} `));
    return [...ways.map((way) => `  ${way}`), `      ${text[ways.length]}`].join('\n');
  });
  return [startupMessage('help_head'), ...lines].join('\n');
}

/** Of sentences that cannot be filled nothing is told here: the server says so at its start. */
async function metricList(): Promise<string> {
  const [{ TEMPLATES_DIR }, { loadTemplates }, { metricNames }] = await Promise.all([
    import('../app/core.ts'),
    import('../wording/templates.ts'),
    import('./stats.ts'),
  ]);
  const templates = loadTemplates(TEMPLATES_DIR, { onFault: () => undefined });
  const separator = startupMessage('list_separator');
  return [
    startupMessage('help_stats_metrics'),
    ...metricNames(templates).map(
      ({ metric, name, also }) => `  ${name}（${[metric, ...also].join(separator)}）`,
    ),
  ].join('\n');
}
