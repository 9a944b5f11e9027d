import type { Knowledge } from '../knowledge.ts';
import { scanChains } from './people-chains.ts';
import { type Context, contextOf, type Guess, heldBefore } from './people-context.ts';
import { officeAfter } from './people-cues.ts';
import { type RosterHit, scanRoster } from './people-roster.ts';
import { scanSurnames } from './people-surname.ts';
import { fold, isHan } from './people-text.ts';
import { scanVouched } from './people-vouch.ts';
import type { Span } from './span.ts';

export { nearNames, soundingNames } from './people-near.ts';

/** Somebody named in a text. The span is the name; of 二组王伟 and 王书记 it is all that says who. */
export interface PersonSpan extends Span {
  /** the name as it stands in the text, blanks inside, office and 同志 dropped */
  name: string;
  nameAt: number;
  nameEnd: number;
  /** roster: found there; surname: only looks like a name */
  source: 'roster' | 'surname';
  /** how the roster spells it */
  roster?: string;
  /** several on the roster bear that name */
  homonyms?: readonly string[];
  /** 0..1: how sure it is that somebody is named here */
  weight: number;
  /** 书记, 同志: what stands before or behind the name */
  office?: string;
}

/** People in the text, left to right, not overlapping; none touches a span of `taken`. Linear in the text. */
export function scanPeople(s: string, knowledge: Knowledge, taken: readonly Span[]): PersonSpan[] {
  const c = contextOf(s, taken);
  const known = knownIn(c, knowledge);
  const guessed = [...scanChains(c), ...scanSurnames(c), ...scanVouched(c)].map((guess) =>
    guessedOf(s, guess),
  );
  return withOffices(
    c,
    [...known, ...guessed].sort((a, b) => a.at - b.at),
  );
}

/** The same, only those on the roster. */
export function scanKnownPeople(s: string, knowledge: Knowledge, taken: readonly Span[]): PersonSpan[] {
  if (!knowledge.hasRoster) return [];
  const c = contextOf(s, taken);
  return withOffices(c, knownIn(c, knowledge));
}

const knownIn = (c: Context, { names }: Knowledge): PersonSpan[] =>
  scanRoster(c, names).map((hit) => knownOf(c.s, hit));

function withOffices(c: Context, people: PersonSpan[]): PersonSpan[] {
  for (const p of people) {
    if (p.office !== undefined) continue;
    const office =
      heldBefore(c, p.nameAt) ?? (c.taken[p.nameEnd] === 0 ? officeAfter(c.s, p.nameEnd) : undefined);
    if (office !== undefined) p.office = office;
  }
  return people;
}

function knownOf(s: string, { at, end, entry, weight }: RosterHit): PersonSpan {
  let nameAt = at;
  let nameEnd = end;
  if (entry.bare !== entry.key) {
    const inside = fold(s.slice(at, end)).indexOf(entry.bare);
    if (inside >= 0) {
      nameAt = at + inside;
      nameEnd = nameAt + entry.bare.length;
    }
  }
  const person: PersonSpan = {
    at,
    end,
    nameAt,
    nameEnd,
    name: plain(s.slice(nameAt, nameEnd)),
    source: 'roster',
    weight,
  };
  person.roster = entry.names[0]!;
  if (entry.names.length > 1) person.homonyms = entry.names;
  return person;
}

function guessedOf(s: string, { at, end, weight, office }: Guess): PersonSpan {
  const person: PersonSpan = {
    at,
    end,
    nameAt: at,
    nameEnd: end,
    name: plain(s.slice(at, end)),
    source: 'surname',
    weight,
  };
  if (office !== undefined) person.office = office;
  return person;
}

/** Blanks that only spread a Chinese name are no part of it. */
const plain = (name: string): string =>
  /\s/.test(name) && isHan(name.charCodeAt(0)) ? name.replace(/\s+/g, '') : name;
