import { number, rate, type Sentences, text } from '../shape.ts';

export const pictures = {
  none: {},
  more: { count: number },
  rate: { value: rate, detail: text },
  count: { value: number, detail: text },
  part: { name: text, count: number, share: rate },
  total: { total: number },
  'state.held': {},
  'state.planned': {},
  'state.due': {},
  'state.missed': {},
  'state.none': {},
  'item.closed': {},
  'item.waiting': {},
  'item.overdue': {},
  'item.long_term': {},
  'item.due_soon': {},
  'item.open': {},
  /** beside how many of a source there are */
  closed: { closed: number },
  no_source: {},
  by_source: { title: text },
  follows: { way: text },
  coming: { title: text, value: text, way: text },
  not_drawn: {},
  file_name: { title: text },
} satisfies Sentences;
