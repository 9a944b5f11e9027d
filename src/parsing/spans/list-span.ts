import type { Span } from './span.ts';

/** One entry; `at` is where its number or bullet begins. */
export interface ListEntry extends Span {
  no?: number;
  /** without number and bullet; decoration of the name stays */
  text: string;
  textAt: number;
  /** a tick or a cross before the number or behind the text */
  mark?: '√' | '×';
}

/** Entries that belong together. */
export interface ListSpan extends Span {
  style: 'numbered' | 'bullets' | 'lines' | 'run';
  /** what stands above or before the entries; of a 接龙 all lines above them */
  heading?: Span;
  /** 接龙 stands above the entries */
  isJielong: boolean;
  entries: ListEntry[];
  /** the 例 line, which is no entry */
  example?: Span;
}
