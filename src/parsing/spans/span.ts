/** A stretch of the cleaned text: `at` included, `end` not. */
export interface Span {
  at: number;
  end: number;
}
