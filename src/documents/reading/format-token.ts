/** One token of a format: a letter of a date or a digit's place as written, or text to be shown. */
export interface FormatToken {
  sort: 'date' | 'digit' | 'general' | 'text' | 'exponent' | 'percent' | 'comma' | 'point';
  text: string;
}
