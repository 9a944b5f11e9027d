import { z } from 'zod';
import {
  type ActivityType,
  type ActivityTypeRow,
  REGULATION,
  type Voters,
} from '../domain/activity/types.ts';
import { claimed, doubled, everyday, type Placed, word } from './own-words.ts';
import { flag, oneOf, readSettings, type SettingsResult } from './read.ts';

const level = oneOf({ 支部: 'branch', 党小组: 'group' } as const);
const due = oneOf({ 全体: 'everyone', 支委: 'committee' } as const);
const voters = oneOf<Voters>({ 正式党员: 'full_members', 支委: 'committee' });
const kept = oneOf({ 主讲: 'lecturer' } as const);
const words = z.array(word, { error: 'list' });
/** 会, after the name of a group, is enough of a word. */
const tail = z.string({ error: 'tail' }).regex(/^\p{Script=Han}{1,12}$/u, { error: 'tail' });

const type = z.strictObject({
  name: word,
  short: word.optional(),
  words: words.default([]),
  everyday,
  after_unit: z.array(tail, { error: 'list' }).default([]),
  level: level.default('branch'),
  due: due.default('everyone'),
  quorum: voters.optional(),
  record: z.array(kept, { error: 'list' }).default([]),
  three_meetings: flag.default(false),
  fixed_day: flag.default(false),
  also_topic: flag.default(false),
  stopped: flag.default(false),
});
type Written = z.infer<typeof type>;

const SEVEN: readonly ActivityType[] = REGULATION.map(({ key }) => key);

const LEVELS = ['branch', 'group'] as const;

const schemaOf = (others: readonly (readonly [word: string, of: string])[]) =>
  z
    .strictObject({
      types: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'id' }), type),
    })
    .superRefine(({ types }, context) => {
      const add = (path: PropertyKey[], message: string) =>
        context.addIssue({ code: 'custom', path: ['types', ...path], message });
      for (const key of SEVEN)
        if (!Object.hasOwn(types, key)) add([key], 'of_regulation');
        else if (types[key]!.stopped) add([key, 'stopped'], 'not_stopped');
      const fixed = Object.entries(types).filter(([, row]) => row.fixed_day);
      if (fixed.length === 0 && Object.hasOwn(types, 'theme_day'))
        add(['theme_day', 'fixed_day'], 'fixed_day');
      for (const [key] of fixed.slice(1)) add([key, 'fixed_day'], 'fixed_day');
      const words = wordsIn(types);
      const faults = [
        claimed(words),
        doubled(words, others),
        ...LEVELS.map((at) => doubled(tailsIn(types, at))),
      ];
      for (const [path, message] of faults.flat()) add([...path], message);
    });

type Types = Readonly<Record<string, Written>>;

const wordsIn = (types: Types): Placed[] =>
  Object.entries(types).flatMap(([key, { name, short, words }]): Placed[] => [
    [[key, 'name'], name, name],
    ...(short === undefined || short === name ? [] : [[[key, 'short'], short, name] satisfies Placed]),
    ...words.map((one, i) => [[key, 'words', i], one, name] satisfies Placed),
  ]);

const tailsIn = (types: Types, level: string): Placed[] =>
  Object.entries(types)
    .filter(([, row]) => row.level === level)
    .flatMap(([key, row]) =>
      row.after_unit.map((one, i) => [[key, 'after_unit', i], one, row.name] satisfies Placed),
    );

/**
 * Reads config/activity-types.yaml; every bad value is one Chinese line in `problems`.
 * @param others words that mean something else already, with what they mean: kinds of items
 */
export function readActivityTypes(
  text: string,
  others: readonly (readonly [word: string, of: string])[] = [],
): SettingsResult<ActivityTypeRow[]> {
  const read = readSettings('activity-types.yaml', text, schemaOf(others));
  if (read.value === null) return read;
  return { value: Object.entries(read.value.types).map(rowOf), problems: [] };
}

function rowOf([key, row]: [string, Written]): ActivityTypeRow {
  const { name, words, level, due, stopped } = row;
  return {
    key,
    name,
    short: row.short ?? name,
    words: words.toSorted((a, b) => b.length - a.length),
    ...(row.everyday.length > 0 && { everyday: row.everyday }),
    afterUnit: row.after_unit,
    level,
    due,
    quorum: row.quorum ?? null,
    threeMeetings: row.three_meetings,
    fixedDay: row.fixed_day,
    lecture: row.record.includes('lecturer'),
    yields: row.also_topic,
    stopped,
  };
}
