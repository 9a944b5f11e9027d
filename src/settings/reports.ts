import { z } from 'zod';
import type { FilingKindRow } from '../domain/filing/kinds.ts';
import { claimed, doubled, everyday, type Placed, word } from './own-words.ts';
import { flag, oneOf, readSettings, type SettingsResult } from './read.ts';

const who = oneOf({ 支部: 'branch', 党员: 'member' } as const);
const period = oneOf({ 每月: 'month', 每季度: 'quarter', 每年: 'year', 随时: 'any' } as const);
const is = oneOf({
  文字: 'text',
  数: 'number',
  日期: 'date',
  人: 'person',
  地方: 'place',
  是否: 'flag',
} as const);
const again = oneOf({ 添: 'add', 改: 'replace' } as const);
const due = z
  .string({ error: 'due_day' })
  .regex(/^期末(?:前(?:[1-9]|1\d|20)个工作日)?$/u, { error: 'due_day' })
  .transform((text) => Number(/\d+/.exec(text)?.[0] ?? 0));
/** 已, at the beginning of a clause, is enough of a word. */
const cue = z.string({ error: 'tail' }).regex(/^\p{Script=Han}{1,12}$/u, { error: 'tail' });
const unit = z.string({ error: 'unit' }).regex(/^\p{Script=Han}{1,4}$/u, { error: 'unit' });
const line = z.string({ error: 'text' }).trim().min(1, { error: 'text' }).max(200, { error: 'text' });
const key = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'id' });

const field = z
  .strictObject({
    name: word,
    words: z.array(cue, { error: 'list' }).default([]),
    kind: is,
    unit: unit.optional(),
    needed: flag.default(false),
    sum: flag.default(false),
    // A card has so many buttons, and one for none of them.
    choices: z.array(cue, { error: 'list' }).max(5, { error: 'at_most 5' }).default([]),
  })
  .superRefine((row, context) => {
    const add = (at: string) => context.addIssue({ code: 'custom', path: [at], message: 'of_number' });
    if (row.unit !== undefined && row.kind !== 'number') add('unit');
    if (row.sum && row.kind !== 'number') add('sum');
    if (row.choices.length > 0 && row.kind !== 'text')
      context.addIssue({ code: 'custom', path: ['choices'], message: 'of_text' });
  });

const kind = z
  .strictObject({
    name: word,
    words: z.array(word, { error: 'list' }).default([]),
    everyday,
    with_activity: z.array(word, { error: 'list' }).default([]),
    who,
    for_others: flag.default(false),
    period: period.default('any'),
    due: due.optional(),
    again: again.default('add'),
    example: line,
    note: line.optional(),
    fields: z.record(key, field),
    stopped: flag.default(false),
  })
  .superRefine((row, context) => {
    const add = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (row.period === 'any' && row.due !== undefined) add(['due'], 'of_period');
    if (row.period === 'any' && row.again === 'replace') add(['again'], 'of_period');
    if (Object.keys(row.fields).length === 0) add(['fields'], 'filled_map');
    const names = Object.entries(row.fields).map(
      ([id, { name }]): Placed => [['fields', id, 'name'], name, row.name],
    );
    for (const [path, message] of doubled(names)) add([...path], message);
    const known = [row.name, ...row.words, ...row.with_activity];
    const isCounted = Object.values(row.fields).some(({ needed, unit }) => needed && unit !== undefined);
    if (row.with_activity.length > 0 && !isCounted) add(['with_activity'], 'of_needed');
    if (row.for_others && row.who === 'branch') add(['for_others'], 'of_member');
    if (!known.some((one) => row.example.includes(one))) add(['example'], 'own_example');
  });
type Written = z.infer<typeof kind>;

type Others = readonly (readonly [word: string, of: string])[];

const schemaOf = (others: Others) =>
  z.strictObject({ reports: z.record(key, kind) }).superRefine(({ reports }, context) => {
    const words = Object.entries(reports).flatMap(([id, { name, words }]): Placed[] => [
      [[id, 'name'], name, name],
      ...words.map((one, i) => [[id, 'words', i], one, name] satisfies Placed),
    ]);
    for (const [path, message] of [claimed(words), doubled(words, others)].flat())
      context.addIssue({ code: 'custom', path: ['reports', ...path], message });
  });

/**
 * Reads config/reports.yaml; every bad value is one Chinese line in `problems`.
 * @param others words that mean something else already, with what they mean: types of activities, kinds of items
 */
export function readReports(text: string, others: Others = []): SettingsResult<FilingKindRow[]> {
  const read = readSettings('reports.yaml', text, schemaOf(others));
  if (read.value === null) return read;
  return { value: Object.entries(read.value.reports).map(rowOf), problems: [] };
}

function rowOf([id, row]: [string, Written]): FilingKindRow {
  const { name, words, who, period, due, again, example, note, fields, stopped } = row;
  return {
    key: id,
    name,
    words: words.toSorted((a, b) => b.length - a.length),
    everyday: row.everyday,
    shared: row.with_activity.toSorted((a, b) => b.length - a.length),
    forOthers: row.for_others,
    who,
    period: period === 'any' ? null : period,
    dueBefore: due ?? null,
    replaces: again === 'replace',
    example,
    note: note ?? '',
    fields: Object.entries(fields).map(([key, { kind, unit, ...rest }]) => ({
      key,
      ...rest,
      is: kind,
      unit: unit ?? '',
    })),
    stopped,
  };
}
