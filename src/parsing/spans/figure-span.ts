import type { Span } from './span.ts';

/** A figure of any kind where it stands in the text; the span holds number and measure word. */
export type FigureSpan = Span &
  (
    | {
        kind: 'count';
        value: number;
        /** 人 名 位 个 are people; 份 次 户 票 … things; none: a bare number */
        unit: 'people' | 'things' | 'none';
        /** 七八个, 二十多人, 近三十: the value is a bound, no figure to store */
        vague: boolean;
      }
    | { kind: 'ratio'; left: number; right: number }
    | {
        kind: 'percent';
        value: number;
        /** 不到一成, 一多半, 七八成: the value is a bound */
        vague: boolean;
      }
    | { kind: 'everybody' }
    | { kind: 'nobody' }
  );
