// What a hand that does not know YAML leaves in a line, and the sentence that says how to mend it.
import { startupMessage as say } from '../wording/startup.ts';

const SLIPS = [
  [/^ *\t/, 'settings_tab'],
  [/^\s*(?:- )?[\w\u4e00-\u9fff]+：/, 'settings_wide_colon'],
  [/^[^#'"]*[｛｝［］]/, 'settings_wide_bracket'],
  [/^\s*(?:- )?[\w\u4e00-\u9fff]+:[^\s/]/, 'settings_narrow_colon'],
  [/^\s*(?:- )?\w+: +[^\s'"[{#&*|>][^#'"]*: /, 'settings_bare_colon'],
  [/^[^#'"]*\{[^}'"]*\w: *[^,{}[\]'"]+ \w+: /, 'settings_no_comma'],
] as const;
/** Every level is two blanks deep; where YAML stopped, one more or less is what it stopped at. */
const ODD = /^(?: {2})* [^\s#]/;

/**
 * Lines that YAML cannot take for such a slip: it would name only where it no longer knew what to make of the file.
 * @param stopped the lines it named
 */
export function slipsIn(file: string, text: string, stopped: readonly number[]): string[] {
  const all = text.split('\n');
  const found = all.flatMap((content, i) => {
    const slip = SLIPS.find(([pattern]) => pattern.test(content));
    return slip ? [say(slip[1], { file, line: i + 1 })] : [];
  });
  if (found.length > 0) return found;
  const near = stopped.flatMap((line) => [line, line + 1, line - 1]);
  const odd = near.find((line) => ODD.test(all[line - 1] ?? ''));
  return odd === undefined ? [] : [say('settings_indent', { file, line: odd })];
}

/** name:备注 within brackets is taken for one long key: what was to be its name. */
export const nameBeforeColon = (key: string): string | undefined => /^(\w+):/u.exec(key)?.[1];

/** 信访包案，化解: one word where several were meant. */
export const hasWideComma = (got: unknown, path: readonly PropertyKey[]): boolean =>
  Array.isArray(got)
    ? got.some((one) => hasWideComma(one, [0]))
    : typeof got === 'string' && typeof path.at(-1) === 'number' && /[，、]/u.test(got);
