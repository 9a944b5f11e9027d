import type { Form, Lexeme } from './lexeme.ts';
import type { Standpoint } from './standpoint.ts';
import type { TimeSpan } from './time-span.ts';

/** A time span while it is put together. */
export interface Draft extends TimeSpan {
  form?: Form | undefined;
  /** 前 behind it means its own end: 12月中旬前 */
  endsItself?: boolean | undefined;
  /** 年初: nothing by itself, but a beginning */
  beginsOnly?: boolean | undefined;
  /** 去年同期 */
  same?: boolean | undefined;
  /** 当晚, 次日上午: so many days after the day named before */
  fromNamed?: 0 | 1 | undefined;
}

/** The lexemes of one text and the words between them. */
export interface Text {
  s: string;
  lexemes: readonly Lexeme[];
  standpoint: Standpoint;
}

/** A span of which nothing is known but where it stands. */
export const draft = ({ at, end }: Lexeme, kind: TimeSpan['kind']): Draft => ({
  at,
  end,
  kind,
  hasDate: false,
  hasClock: false,
  isRange: false,
  isDeadline: false,
  unread: false,
  vague: false,
  isEnd: false,
  mayBeTopic: false,
  days: [],
  links: [],
  isBefore: false,
});
