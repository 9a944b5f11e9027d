import type { LabelKey } from '../lexicon/labels.ts';
import type { Span } from './span.ts';

/** One `label: value`; from the label, its number and brackets included, to the end of the value. */
export interface FieldSpan extends Span {
  key: LabelKey;
  /** `at`..`labelEnd` is the label with its colon; in a table the heading of the column */
  labelEnd: number;
  valueAt: number;
  /** trimmed; empty when the form was not filled in */
  value: string;
  /** `form`: with a colon, a bar, a tab or brackets, or in a table; `bare`: the value follows without a mark */
  style: 'form' | 'bare';
  /** the table it comes from: 0 for the first of the text */
  table?: number;
  /** which record it belongs to: the row of its table, or the block when labels repeat */
  record?: number;
}

/** What a text holds of a form. */
export interface Form {
  fields: FieldSpan[];
  /** number of records: rows of the first table, or blocks with the same labels; 1 when there is but one */
  records: number;
  /** options ticked, as written; undefined when the text has no tick boxes */
  ticked?: { at: number; end: number; word: string }[];
  /** options that were left open */
  unticked?: Span[];
  /** 【主题党日】, 会议记录, 请假条: the heading above the fields */
  title?: Span;
}

/** A form handed out and not yet filled in. */
export const isBlank = ({ fields }: Form): boolean =>
  fields.length >= 3 && fields.every((f) => f.value === '');
