import { z } from 'zod';
import type { Length, ProcessRow } from '../domain/process/kinds.ts';
import { claimed, doubled, everyday, type Placed, word } from './own-words.ts';
import { flag, oneOf, readSettings, type SettingsResult } from './read.ts';

const of = oneOf({ 人: 'person', 支部: 'unit' } as const);
const length = z
  .string({ error: 'length' })
  .regex(/^\d{1,3}(?:天|个月|年)$/u, { error: 'length' })
  .transform((text): Length => {
    const count = Number.parseInt(text, 10);
    if (text.endsWith('天')) return { days: count, months: 0 };
    return { days: 0, months: text.endsWith('年') ? count * 12 : count };
  });
const lengths = z.array(length, { error: 'lengths' });
const key = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'id' });
const words = z.array(word, { error: 'list' }).default([]);
const line = z.string({ error: 'text' }).trim().min(1, { error: 'text' }).max(200, { error: 'text' });

const step = z
  .strictObject({
    name: word,
    words,
    everyday,
    called: words,
    after: z.string({ error: 'step_before' }).optional(),
    at_least: length.optional(),
    at_most: length.optional(),
    remind: lengths.default([]),
    optional: flag.default(false),
    renews: flag.default(false),
  })
  .superRefine((row, context) => {
    if (row.remind.length > 0 && !row.at_least && !row.at_most)
      context.addIssue({ code: 'custom', path: ['remind'], message: 'of_dated' });
  });
const term = z.strictObject({
  name: word,
  words: z.array(word, { error: 'list' }).min(1, { error: 'filled_list' }),
  remind: lengths.default([]),
  every: lengths.default([]),
  moves: length.optional(),
});
const stretch = z.strictObject({
  name: word,
  words,
  steps: z.array(z.string({ error: 'steps' }), { error: 'steps' }).min(1, { error: 'steps' }),
  at_least: length.optional(),
  at_most: length.optional(),
});

const process = z
  .strictObject({
    name: word,
    words,
    of,
    note: line.optional(),
    term: term.optional(),
    stretch: stretch.optional(),
    counts: z.string({ error: 'step' }).optional(),
    steps: z.record(key, step),
    stopped: flag.default(false),
  })
  .superRefine((row, context) => {
    const add = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (row.term && row.of === 'person') add(['term'], 'of_unit');
    if (row.stretch && row.of === 'unit') add(['stretch'], 'of_person');
    const keys = Object.keys(row.steps);
    if (row.counts !== undefined && !keys.includes(row.counts)) add(['counts'], 'step');
    for (const [i, id] of (row.of === 'person' ? (row.stretch?.steps ?? []) : []).entries()) {
      const one = row.steps[id];
      if (!one || !(one.at_least || (i > 0 && one.at_most))) add(['stretch', 'steps', i], 'of_length');
    }
    if (keys.length === 0) add(['steps'], 'filled_map');
    for (const [i, [id, one]] of Object.entries(row.steps).entries()) {
      if (one.after !== undefined && !keys.slice(0, i).includes(one.after))
        add(['steps', id, 'after'], 'step_before');
      if (one.renews && !row.term) add(['steps', id, 'renews'], 'of_term');
      if (i === 0 && (one.at_least || one.at_most))
        add(['steps', id, one.at_least ? 'at_least' : 'at_most'], 'step_before');
    }
    if (row.of === 'person') return;
    for (const [path, message] of doubled(stepWords(row, []))) add([...path], message);
  });
type Written = z.infer<typeof process>;

const stepWords = ({ steps }: Pick<Written, 'steps'>, at: PropertyKey[]): Placed[] =>
  Object.entries(steps).flatMap(([id, { name, words }]): Placed[] => [
    [[...at, 'steps', id, 'name'], name, name],
    ...words.map((one, i) => [[...at, 'steps', id, 'words', i], one, name] satisfies Placed),
  ]);

type Others = readonly (readonly [word: string, of: string])[];

const schemaOf = (others: Others) =>
  z.strictObject({ processes: z.record(key, process) }).superRefine(({ processes }, context) => {
    const rows = Object.entries(processes);
    const named = rows.flatMap(([id, { name, words, term, stretch }]): Placed[] => [
      [[id, 'name'], name, name],
      ...words.map((one, i) => [[id, 'words', i], one, name] satisfies Placed),
      ...(term?.words ?? []).map((one, i) => [[id, 'term', 'words', i], one, name] satisfies Placed),
      ...(stretch ? [[[id, 'stretch', 'name'], stretch.name, name] satisfies Placed] : []),
      ...(stretch?.words ?? []).map((one, i) => [[id, 'stretch', 'words', i], one, name] satisfies Placed),
    ]);
    const called = rows.flatMap(([id, row]) =>
      Object.entries(row.steps).flatMap(([key, step]) =>
        step.called.map((one, i) => [[id, 'steps', key, 'called', i], one, step.name] satisfies Placed),
      ),
    );
    // Of a person nobody says which process it is: the step alone tells.
    const steps = rows.flatMap(([id, row]) => (row.of === 'person' ? stepWords(row, [id]) : []));
    for (const [path, message] of [
      claimed([...named, ...called, ...steps]),
      doubled([...named, ...called, ...steps], others),
    ].flat())
      context.addIssue({ code: 'custom', path: ['processes', ...path], message });
  });

/**
 * Reads config/processes.yaml; every bad value is one Chinese line in `problems`.
 * @param others words that mean something else already, with what they mean: types of activities, kinds of items, reports
 */
export function readProcesses(text: string, others: Others = []): SettingsResult<ProcessRow[]> {
  const read = readSettings('processes.yaml', text, schemaOf(others));
  if (read.value === null) return read;
  return { value: Object.entries(read.value.processes).map(rowOf), problems: [] };
}

const longerFirst = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length);

function rowOf([id, row]: [string, Written]): ProcessRow {
  const { name, words, of, note, term, stretch, counts, steps, stopped } = row;
  return {
    key: id,
    name,
    words: longerFirst(words),
    of,
    note: note ?? '',
    term: term ? { ...term, words: longerFirst(term.words), moves: term.moves ?? null } : null,
    stretch: stretch
      ? {
          name: stretch.name,
          words: longerFirst(stretch.words),
          steps: stretch.steps,
          atLeast: stretch.at_least ?? null,
          atMost: stretch.at_most ?? null,
        }
      : null,
    counts: counts ?? null,
    steps: Object.entries(steps).map(([key, { at_least, at_most, after, words, ...rest }]) => ({
      key,
      ...rest,
      words: longerFirst(words),
      after: after ?? null,
      atLeast: at_least ?? null,
      atMost: at_most ?? null,
    })),
    stopped,
  };
}
