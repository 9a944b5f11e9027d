import type { Span } from './span.ts';

export type TokenKind =
  | 'time'
  | 'period'
  | 'duration'
  | 'repeat'
  | 'person'
  | 'unit'
  | 'type'
  | 'item'
  | 'count'
  | 'percent'
  | 'ratio'
  | 'everybody'
  | 'nobody'
  | 'title'
  | 'label'
  | 'bullet'
  | 'line'
  | 'word'
  | 'char'
  | 'mark';

/** One step of a message as the learned reader sees it: a span, a word of a class, a character. */
export interface Token extends Span {
  kind: TokenKind;
  /** what it stands for with its content left out: `<date>`, `<person>`, `checkin`, 水 */
  symbol: string;
  /** the characters, for words and characters */
  text: string;
  /** index of the span in the list of its kind; −1 for words and characters */
  index: number;
}
