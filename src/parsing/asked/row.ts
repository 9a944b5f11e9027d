import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';
import type { Concept, Word } from './lexer.ts';

/** What was found in the line beside its words. */
type Found = 'unit' | 'type' | 'time' | 'person';
export type Part = Concept | Found;

/** A question as its words make it out, whatever their order. */
export interface Asked {
  spans: Spans;
  words: readonly Word[];
  has(part: Part): boolean;
  /** the words of one kind, as written */
  said(part: Concept): string[];
}

/** One thing that can be asked. Of all rows whose needs are met, the one that leaves the fewest words unexplained is taken. */
export interface Row {
  /** all of them are asked for; `a|b`: one of the two */
  needs: string;
  /** goes with it, or is told with it */
  also?: string;
  /** speaks against it */
  not?: string;
  /** says more than any form of `commands/` that reads it otherwise */
  sure?: true;
  fill: Filled | ((asked: Asked) => Filled | undefined);
}
