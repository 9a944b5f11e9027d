import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { startupMessage as say } from '../wording/startup.ts';
import { hasWideComma, nameBeforeColon, slipsIn } from './slips.ts';
import { oneLine } from './variables.ts';

// Settings files are read by people who have never seen YAML: whatever is wrong comes back as one line each,
// naming file, line and key, what stands there and what is expected. The `error` of a schema is the name of the
// sentence for what is expected, with its numbers or words behind it.

export type SettingsResult<T> = { value: T; problems: [] } | { value: null; problems: string[] };

/** HH:MM as minutes of the day. */
export const clock = z
  .string({ error: 'clock' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'clock', abort: true })
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

export const flag = z.boolean({ error: 'boolean' });

export const whole = (min: number, max: number) => {
  const error = `whole ${min} ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

/**
 * One of the words of a table, as what it means; Chinese and English words may stand side by side.
 * @param told the words named after a slip, where the table has more than one for the same
 */
export const oneOf = <T extends string>(
  words: Readonly<Record<string, T>>,
  told: readonly string[] = Object.keys(words),
) => {
  const error = `one_of ${told.join(' ')}`;
  return z
    .string({ error })
    .refine((word) => Object.hasOwn(words, word), { error })
    .transform((word) => words[word]!);
};

/** Sentences `expects_…` of templates/startup.yaml that a schema may name, and what their further words fill. */
const EXPECTS: Readonly<Record<string, readonly string[]>> = {
  clock: [],
  boolean: [],
  list: [],
  filled_list: [],
  later: [],
  night: [],
  outside_quiet: [],
  date: [],
  days: [],
  days_of_year: ['year'],
  days_in_order: [],
  not_off: [],
  weekend: [],
  year: ['year'],
  point: [],
  period_of_points: [],
  period_of_report: [],
  level_of_report: [],
  text: [],
  requirement: [],
  once: [],
  lecture: [],
  hours: [],
  whole: ['min', 'max'],
  at_most: ['max'],
  id: [],
  word: [],
  tail: [],
  own_word: ['of'],
  unclaimed_word: [],
  of_regulation: [],
  of_program: [],
  with_owner: [],
  of_approval: [],
  of_asked: [],
  of_member: [],
  of_needed: [],
  of_text: [],
  not_stopped: [],
  fixed_day: [],
  due_day: [],
  unit: [],
  of_number: [],
  of_period: [],
  filled_map: [],
  own_example: [],
  length: [],
  lengths: [],
  step_before: [],
  of_dated: [],
  of_term: [],
  of_unit: [],
  of_person: [],
  of_length: [],
  steps: [],
  step: [],
  once_of_process: [],
};

/**
 * @param file as the reader of a message knows it, e.g. `reminders.yaml`
 * @param text YAML, or JSON as a part of it
 */
export function readSettings<T>(file: string, text: string, schema: z.ZodType<T>): SettingsResult<T> {
  // Decoded with a replacement character: it is of another encoding, and nothing in it says what was meant.
  if (text.includes('\ufffd')) return { value: null, problems: [say('settings_encoding', { file })] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, pos }) =>
      say(code === 'DUPLICATE_KEY' ? 'settings_twice' : 'settings_unreadable', {
        file,
        line: lines.linePos(pos[0]).line,
        key: oneLine(/^[^:\n]*/.exec(text.slice(pos[0]))?.[0] ?? ''),
      }),
    );
    const isTwice = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
    const stopped = document.errors.map(({ pos }) => lines.linePos(pos[0]).line);
    const slips = isTwice ? [] : slipsIn(file, text, stopped);
    return { value: null, problems: slips.length > 0 ? slips : [...new Set(problems)] };
  }
  const raw: unknown = document.toJS() ?? {};
  const result = schema.safeParse(raw);
  if (result.success) return { value: result.data, problems: [] };
  const where = (path: readonly PropertyKey[]) => {
    const offset = offsetOf(document.contents, path);
    return offset === undefined ? file : say('settings_line', { file, line: lines.linePos(offset).line });
  };
  const problems = result.error.issues.flatMap((issue) => sentences(issue, raw, where));
  return { value: null, problems: [...new Set(problems)] };
}

/** Where the key of a path stands, or the last of its parents that is there; undefined when none is. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === String(key));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

function sentences(
  issue: z.core.$ZodIssue,
  raw: unknown,
  where: (path: readonly PropertyKey[]) => string,
): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      if (nameBeforeColon(key) !== undefined) return say('settings_narrow_colon_at', { where: where(path) });
      return say('settings_unknown_key', { where: where(path), key: oneLine(path.join('.')) });
    });
  const { path } = issue;
  const expected = issue.code === 'invalid_key' ? say('expects_id') : expectedBy(issue.message);
  const got = issue.code === 'invalid_key' ? path.at(-1) : valueAt(raw, path);
  const data = { where: where(path), key: oneLine(path.join('.')), expected };
  if (path.length === 0) return [say('settings_no_map', data)];
  if (got === undefined) {
    const beside = Object.keys(Object(valueAt(raw, path.slice(0, -1))));
    if (beside.some((key) => nameBeforeColon(key) === path.at(-1))) return [];
    return [say('settings_missing', data)];
  }
  if (hasWideComma(got, path)) return [say('settings_wide_comma', { where: data.where })];
  return [say('settings_bad_value', { ...data, got: oneLine(JSON.stringify(got)) })];
}

/** `whole 1 20` names a sentence and its two numbers, `one_of a b` a sentence and the accepted words. */
function expectedBy(message: string): string {
  const [name = '', ...rest] = message.split(' ');
  if (name === 'one_of') return say('expects_one_of', { words: rest.join(say('list_separator')) });
  const fills = EXPECTS[name];
  if (!fills) return say('expects_map');
  return say(`expects_${name}`, Object.fromEntries(fills.map((fill, i) => [fill, rest[i] ?? ''])));
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (node !== null && typeof node === 'object' ? Reflect.get(node, key) : undefined),
    raw,
  );
}
