import { matches } from '../matches.ts';
import type { Claim } from './attendance.ts';
import type { FigureSpan } from './figure-span.ts';
import type { Span } from './span.ts';

const WORD =
  '(?:应到|应参加?|应出席|应来|实到|实参加?|实际到会|实出席|实来|到会|参会|请假|缺席|未到|缺勤|事假|病假|列席|迟到)(?:会|人数|党员|人员)?';
/** 应到/实到/请假:30/27/3; three figures or more, as two are a ratio or stand in a sentence. */
const SERIES = new RegExp(
  `(${WORD}(?:\\s?[/、,|和及]?\\s?${WORD}){2,5})(?:\\((?:人|名)\\))?(?:分别)?(?:人数)?(?:为|是|:)?[ \\t]?(\\d{1,4}[人名]?(?:\\s?[/、,| ]\\s?\\d{1,4}[人名]?){2,5})(?![\\d/])`,
  'g',
);
const EACH = new RegExp(WORD, 'g');
const NUMBER = /\d+[人名]?/g;

/** A row of labels before a row of figures, and what each counts. */
export interface Series extends Span {
  figures: FigureSpan[];
  claims: Claim[];
}

/** Labels said together before their figures, where 30/27/3 would be a date. */
export function scanSeries(s: string): Series[] {
  if (!s.includes('应') && !s.includes('实')) return [];
  return matches(SERIES, s).flatMap((m) => {
    const words = matches(EACH, m[1]!).map((w) => w[0]);
    const end = m.index + m[0].length;
    const from = end - m[2]!.length;
    const numbers = matches(NUMBER, m[2]!);
    if (numbers.length !== words.length) return [];
    const figures = numbers.map(
      (n): FigureSpan => ({
        kind: 'count',
        at: from + n.index,
        end: from + n.index + n[0].length,
        value: Number.parseInt(n[0], 10),
        unit: 'people',
        vague: false,
      }),
    );
    const claims = figures.flatMap((f, i): Claim[] => {
      const kind = kindOf(words[i]!);
      return kind === undefined || f.kind !== 'count'
        ? []
        : [{ kind, value: f.value, at: f.at, weight: 3, vague: false }];
    });
    return [{ at: from, end, figures, claims }];
  });
}

const kindOf = (word: string): Claim['kind'] | undefined =>
  word.startsWith('应')
    ? 'expected'
    : /^(?:实|到会|参会)/.test(word)
      ? 'present'
      : /列席|迟到/.test(word)
        ? undefined
        : 'away';
