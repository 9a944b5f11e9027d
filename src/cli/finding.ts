import type { Given, SentenceName } from '../wording/catalogue.ts';
import type { Wording } from '../wording/templates.ts';

type Mark = '✓' | '△' | '✗';

/** One line of `doctor`. */
export interface Finding {
  mark: Mark;
  /** stable, for machines: the sentence without `doctor.` */
  name: string;
  said: (render: Wording) => string;
}

export const finding = <N extends SentenceName>(mark: Mark, name: N, ...data: Given<N>): Finding => ({
  mark,
  name: name.replace(/^doctor\./, ''),
  said: (render) => render(name, ...data),
});
