import type { Given, SentenceName } from '../wording/catalogue.ts';
import type { Wording } from '../wording/templates.ts';

type Mark = '✓' | '△' | '✗';

/** One line of `doctor`. */
export interface Finding {
  mark: Mark;
  said: (render: Wording) => string;
}

export const finding = <N extends SentenceName>(mark: Mark, name: N, ...data: Given<N>): Finding => ({
  mark,
  said: (render) => render(name, ...data),
});
