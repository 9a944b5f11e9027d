import { flag, number, rate, type Sentences, text } from '../shape.ts';

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
  follows: { in_group: flag },
  coming: { title: text, value: text, in_group: flag },
  file_name: { title: text },
} satisfies Sentences;
