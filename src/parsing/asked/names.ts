// 李晓红和赵六入党走到哪步了: a name of the roster that stands against a word, where no reader of names looks for one.

import type { PersonSpan } from '../spans/people.ts';
import type { NameIndex } from '../spans/people-index.ts';
import type { Spans } from '../spans/spans.ts';
import type { Word } from './lexer.ts';

const known = new WeakMap<NameIndex, ReadonlySet<string>>();

function namesOf(index: NameIndex): ReadonlySet<string> {
  const before = known.get(index);
  if (before) return before;
  const names = new Set(index.entries.filter(({ wordy }) => wordy === 'no').map(({ key }) => key));
  known.set(index, names);
  return names;
}

/** Words that no list has and that are all of a name. */
export function namesAmong({ s, knowledge }: Spans, words: readonly Word[]): PersonSpan[] {
  const others = words.filter(({ kind, at, end }) => kind === 'other' && end - at > 1);
  if (others.length === 0) return [];
  const names = namesOf(knowledge.names);
  return others
    .map(({ at, end }) => ({ at, end, name: s.slice(at, end) }))
    .filter(({ name }) => names.has(name))
    .map(({ at, end, name }) => ({
      at,
      end,
      nameAt: at,
      nameEnd: end,
      name,
      source: 'roster',
      weight: 1,
      roster: name,
    }));
}
