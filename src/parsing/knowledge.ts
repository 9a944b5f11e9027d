import { type CallIndex, indexCalls } from './call-names.ts';
import { indexNames, type NameIndex } from './spans/people-index.ts';
import { type SoundIndex, soundsOf } from './spans/people-sounds.ts';
import { fold } from './spans/people-text.ts';
import { indexUnits, type UnitIndex } from './spans/units-index.ts';

/** What is known where a message was said. */
interface KnownFacts {
  /** names as the roster has them, once for each who bears it */
  people?: readonly string[];
  /** names or paths of units, or these made ready before */
  units?: readonly string[] | UnitIndex;
}

/** Known facts made ready to be looked up: built once for a revision of the roster, read for every message. */
export interface Knowledge {
  readonly hasRoster: boolean;
  readonly names: NameIndex;
  readonly units: UnitIndex;
  /** how the names sound; made when first asked for */
  sounds(): SoundIndex;
  /** what people are called by; made when first asked for */
  calls(): CallIndex;
}

/** Makes known facts ready. */
export function knowledgeOf(facts: KnownFacts): Knowledge {
  const people = facts.people ?? [];
  let sounds: SoundIndex | undefined;
  let calls: CallIndex | undefined;
  return {
    hasRoster: people.length > 0,
    names: indexNames(people),
    units: unitsOf(facts.units ?? []),
    sounds: () => (sounds ??= soundsOf(people)),
    calls: () => (calls ??= indexCalls(people)),
  };
}

function unitsOf(units: readonly string[] | UnitIndex): UnitIndex {
  const [first] = units;
  if (typeof first !== 'string') return units as UnitIndex;
  const index = indexUnits(units as readonly string[]);
  return index ? [index] : [];
}

/** A place of which nothing is known. */
export const NOTHING_KNOWN: Knowledge = knowledgeOf({});

/** False where no name of a person or unit begins anywhere in a text, however it is written. */
export function mayName(text: string, { names, units }: Knowledge): boolean {
  const plain = fold(text);
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (names.trie.next(0, code) !== 0 || units.some((trie) => trie.next(0, code) !== 0)) return true;
  }
  return false;
}
