import { z } from 'zod';
import type { ItemKind } from '../domain/ledger/item.ts';
import { BASIC_KINDS, type ItemKindRow } from '../domain/ledger/kinds.ts';
import { claimed, doubled, type Placed, word } from './own-words.ts';
import { flag, oneOf, readSettings, type SettingsResult, whole } from './read.ts';

const needs = oneOf({ 责任人: 'owner', 时限: 'dueAt' } as const);
const opener = oneOf({ 书记: 'officer', 党员: 'member' } as const);
const owner = oneOf({ 问: 'asked', 自己: 'sender', 各支部书记: 'branches', 被约单位: 'unit' } as const);
const closing = oneOf({
  别人审核: 'approved',
  书记审核: 'secretary',
  约的人确认: 'asker',
  自己上报: 'reported',
} as const);
const tail = z.string({ error: 'tail' }).regex(/^\p{Script=Han}{1,12}$/u, { error: 'tail' });
const asking = oneOf({ 每月: 'month', 每季度: 'quarter' } as const);

const kind = z
  .strictObject({
    name: word,
    words: z.array(word, { error: 'list' }).default([]),
    noun: word.optional(),
    needs: z.array(needs, { error: 'list' }).default([]),
    opener: opener.default('officer'),
    owner: owner.default('asked'),
    closing,
    finish: word,
    done: z.array(word, { error: 'list' }).default([]),
    confirm: z.array(tail, { error: 'list' }).default([]),
    decline: z.array(tail, { error: 'list' }).default([]),
    due_in: whole(1, 250).optional(),
    asks: word,
    // A card of the approver has so many buttons, and one to send it back.
    grades: z.array(tail, { error: 'list' }).max(5, { error: 'at_most 5' }).default([]),
    ask_progress: asking.optional(),
    remind: z.array(whole(0, 60), { error: 'list' }).min(1, { error: 'list' }).optional(),
    states: z.strictObject({ waiting: word, working: word, asked: word, closed: word, long_term: word }),
    stopped: flag.default(false),
  })
  .superRefine((row, context) => {
    // Somebody must be responsible: named, or known without being named.
    if (row.owner === 'asked' && !row.needs.includes('owner'))
      context.addIssue({ code: 'custom', path: ['needs'], message: 'with_owner' });
    // Where no other unit is asked, nobody asked.
    if (row.closing === 'asker' && row.owner !== 'unit')
      context.addIssue({ code: 'custom', path: ['closing'], message: 'of_asked' });
    // What its own people close by themselves, nobody grades.
    if (row.closing === 'reported' && row.grades.length > 0)
      context.addIssue({ code: 'custom', path: ['grades'], message: 'of_approval' });
  });
type Written = z.infer<typeof kind>;

const BASIC: readonly ItemKind[] = BASIC_KINDS.map(({ key }) => key);

const schema = z
  .strictObject({ kinds: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'id' }), kind) })
  .superRefine(({ kinds }, context) => {
    const add = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: ['kinds', ...path], message });
    for (const key of BASIC)
      if (!Object.hasOwn(kinds, key)) add([key], 'of_program');
      else if (kinds[key]!.stopped) add([key, 'stopped'], 'not_stopped');
    const words = wordsIn(kinds);
    for (const [path, message] of [claimed(words), doubled(words)].flat()) add([...path], message);
  });

const wordsIn = (kinds: Readonly<Record<string, Written>>): Placed[] =>
  Object.entries(kinds).flatMap(([key, { name, words }]): Placed[] => [
    [[key, 'name'], name, name],
    ...words.map((one, i) => [[key, 'words', i], one, name] satisfies Placed),
  ]);

/** Reads config/item-kinds.yaml; every bad value is one Chinese line in `problems`. */
export function readItemKinds(text: string): SettingsResult<ItemKindRow[]> {
  const read = readSettings('item-kinds.yaml', text, schema);
  if (read.value === null) return read;
  return { value: Object.entries(read.value.kinds).map(rowOf), problems: [] };
}

function rowOf([key, row]: [string, Written]): ItemKindRow {
  const { name, words, needs, opener, owner, closing, finish, asks, states, stopped } = row;
  return {
    key,
    prefix: name,
    words,
    noun: row.noun ?? name,
    finish,
    closingWord: asks,
    states: {
      待整改: states.waiting,
      整改中: states.working,
      提交销号: states.asked,
      已销号: states.closed,
      长期整改: states.long_term,
    },
    needs,
    opener,
    ownByDefault: owner === 'sender',
    perBranch: owner === 'branches',
    toUnit: owner === 'unit',
    dueIn: row.due_in ?? null,
    doneWords: row.done,
    closing: closing === 'reported' ? 'reported' : 'approved',
    bySecretary: closing === 'secretary',
    byAsker: closing === 'asker',
    confirmWords: row.confirm,
    declineWords: row.decline,
    grades: row.grades,
    askEvery: row.ask_progress ?? null,
    remind: row.remind ?? null,
    stopped,
  };
}
