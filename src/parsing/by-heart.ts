// Short words that are said all day, kept as they were read for as long as the words of the settings stand.
import { perTypes } from '../domain/activity/types.ts';
import { perKinds } from '../domain/ledger/kinds.ts';
import { perProcesses } from '../domain/process/kinds.ts';
import { type Knowledge, knowledgeOf, mayName } from './knowledge.ts';

/** Where none of the names that are known begins, a text means the same to all who know any. */
const STRANGE = knowledgeOf({ people: [''] });

/** @returns what was read of such texts where the same is known */
export function byHeart<Read>(): (text: string, knowledge: Knowledge) => Map<string, Read> {
  const heardBy = perTypes(() =>
    perKinds(() => perProcesses(() => new WeakMap<Knowledge, Map<string, Read>>())),
  );
  return (text, knowledge) => {
    const place = knowledge.hasRoster && !mayName(text, knowledge) ? STRANGE : knowledge;
    const places = heardBy()()();
    const heard = places.get(place) ?? new Map<string, Read>();
    places.set(place, heard);
    return heard;
  };
}
