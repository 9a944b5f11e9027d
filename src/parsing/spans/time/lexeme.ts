import type { Span } from '../span.ts';
import type { Standpoint } from './standpoint.ts';
import type { Clock, DayWords, Length, Link, PartOfDay, PeriodWords, TimeSpan } from './time-span.ts';

/** How a day is named; two names of one day differ in this. */
export type Form = 'number' | 'weekday' | 'relative' | 'lunar' | 'festival' | 'counted';

/** A choice inside a period: the second Friday, the last working day; negative counts from the end. */
export interface Choice {
  nth: number;
  unit: 'day' | 'workday' | 'weekday' | 'week';
  weekday?: number | undefined;
}

/** What one word group means by itself. */
export type Reading =
  | {
      sort: 'days';
      form: Form;
      days: readonly DayWords[];
      links?: readonly Link[];
      part?: PartOfDay | undefined;
      deadline?: boolean;
      unread?: boolean;
      mayBeTopic?: boolean;
      /** 当天, 次日: so many days after the day named before */
      fromNamed?: 0 | 1;
      /** the same words by the lunar calendar */
      lunar?: DayWords;
    }
  | { sort: 'part'; part: PartOfDay }
  /** `clock` null: impossible; undefined: a guess (七八点) */
  | { sort: 'clock'; clock: Clock | null | undefined; again: (part: PartOfDay) => Clock | null | undefined }
  | { sort: 'choice'; choice: Choice; alone: boolean }
  | {
      sort: 'period';
      period?: PeriodWords | undefined;
      deadline?: boolean;
      unread?: boolean;
      vague?: boolean;
      open?: TimeSpan['open'];
      /** 旬 and the like: 前 means its own end */
      endsItself?: boolean;
      impossible?: boolean;
      same?: boolean;
    }
  | { sort: 'length'; length?: Length | undefined; moved?: TimeSpan['moved']; vague?: boolean }
  | { sort: 'repeat'; impossible: boolean };

export type Lexeme = Reading & Span;
export type Groups = Readonly<Record<string, string | undefined>>;
type Read = (g: Groups, standpoint: Standpoint, s: string, at: number, end: number) => Reading | undefined;

/** One way of writing a time. */
export interface Rule {
  /** every character it can begin with */
  first: string;
  pattern: RegExp;
  read: Read;
}

export const rule = (first: string, source: string, read: Read): Rule => ({
  first,
  pattern: new RegExp(source, 'y'),
  read,
});

/** Rules by the character they can begin with, so that most positions of a text cost one look-up. */
type RuleTable = ReadonlyMap<number, readonly Rule[]>;

export function ruleTable(rules: readonly Rule[]): RuleTable {
  const table = new Map<number, Rule[]>();
  for (const r of rules)
    for (const c of new Set(r.first)) {
      const code = c.charCodeAt(0);
      table.set(code, [...(table.get(code) ?? []), r]);
    }
  return table;
}

/** The longest reading of the text at a position; of equal ones the first in the table. */
export function longestAt(
  table: RuleTable,
  s: string,
  at: number,
  standpoint: Standpoint,
): Lexeme | undefined {
  const rules = table.get(s.charCodeAt(at));
  if (rules === undefined) return undefined;
  let best: Lexeme | undefined;
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(s);
    if (match === null) continue;
    const end = at + match[0].length;
    if (best !== undefined && end <= best.end) continue;
    const reading = read(match.groups ?? {}, standpoint, s, at, end);
    if (reading !== undefined) best = { ...reading, at, end };
  }
  return best;
}
