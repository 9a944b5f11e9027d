import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import type { Bound } from '../commands/figure-bound.ts';
import type { Spans } from '../spans/spans.ts';
import type { Concept, Word } from './lexer.ts';

/** What was found in the line beside its words. */
type Found = 'unit' | 'type' | 'time' | 'person' | 'bound';
export type Part = Concept | Found;

/** A question as its words make it out, whatever their order. */
export interface Asked {
  spans: Spans;
  words: readonly Word[];
  has(part: Part): boolean;
  /** the words of one kind, as written */
  said(part: Concept): string[];
  /** 80%以下, 三次以上: only a row that needs it may be asked for */
  bound: Bound | undefined;
  /** the units that are named */
  unitsSaid(): string[];
  /** the times that are named, of what is over */
  periodsSaid(): Period[];
}

/** One thing that can be asked. Of all rows whose needs are met, the one that leaves the fewest words unexplained is taken. */
export interface Row {
  /** all of them are asked for; `a|b`: one of the two */
  needs: string;
  /** goes with it, or is told with it */
  also?: string;
  /** speaks against it */
  not?: string;
  /** what time it names is no part of it */
  timeless?: true;
  /** what is kept nowhere is said to be so, whatever else the line says */
  anyhow?: true;
  fill: Filled | ((asked: Asked) => Filled | undefined);
  /** its words ask by themselves: 光要三支部的, 快到期的整改 */
  isAsking?: true;
  /** with every word explained it says more than any other reading that is clear */
  sure?: true | ((asked: Asked) => boolean);
}
