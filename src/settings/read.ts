import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Wording } from '../wording/templates.ts';

// Settings files are read by people who have never seen YAML: whatever is wrong comes back as one line each,
// naming the place, what stands there and what is expected. The `error` of a schema is the name of that sentence.

export type SettingsResult<T> = { value: T; problems: [] } | { value: null; problems: string[] };

/** HH:MM as minutes of the day. */
export const clock = z
  .string({ error: 'clock' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'clock' })
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

export const flag = z.boolean({ error: 'flag' });

export const whole = (min: number, max: number) =>
  z
    .int({ error: `whole ${min} ${max}` })
    .min(min, { error: `whole ${min} ${max}` })
    .max(max, { error: `whole ${min} ${max}` });

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

/** @param render fills `reminders.settings.*` */
export function readSettings<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  render: Wording,
): SettingsResult<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) {
    const line = broken.linePos?.[0].line ?? lines.linePos(broken.pos[0]).line;
    return { value: null, problems: [render('reminders.settings.broken', { file, line })] };
  }
  const raw: unknown = document.toJS() ?? {};
  const result = schema.safeParse(raw);
  if (result.success) return { value: result.data, problems: [] };
  return {
    value: null,
    problems: result.error.issues.flatMap((issue) => sentences(file, issue, raw, render)),
  };
}

function sentences(file: string, issue: z.core.$ZodIssue, raw: unknown, render: Wording): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      render('reminders.settings.unknown_key', { file, path: [...issue.path, key].join('.') }),
    );
  const path = issue.path.join('.');
  const got = valueAt(raw, issue.path);
  const expected = expectedBy(issue, render);
  if (got === undefined) return [render('reminders.settings.missing', { file, path, expected })];
  return [render('reminders.settings.bad_value', { file, path, got: JSON.stringify(got), expected })];
}

/** `whole 1 20` names a sentence and its two numbers, `one_of a b` a sentence and the accepted words. */
function expectedBy(issue: z.core.$ZodIssue, render: Wording): string {
  const [name, ...rest] = issue.message.split(' ');
  if (name === 'whole') return render('reminders.settings.expects.whole', { min: rest[0], max: rest[1] });
  if (name === 'one_of') return render('reminders.settings.expects.one_of', { words: rest });
  const known = ['clock', 'flag', 'list', 'window', 'date', 'point', 'text', 'requirement', 'days'];
  return render(`reminders.settings.expects.${known.includes(name!) ? name : 'map'}`);
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (node !== null && typeof node === 'object' ? Reflect.get(node, key) : undefined),
    raw,
  );
}
