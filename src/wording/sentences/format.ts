import { number, type Sentences, text } from '../shape.ts';

export const format = {
  date: { month: number, day: number, weekday: text, time: text },
  date_only: { month: number, day: number, weekday: text },
  date_short: { month: number, day: number },
  weekdays: {},
  list_separator: {},
  percent: { value: number },
  minutes: { value: number, hours: number },
  days: { value: number },
} satisfies Sentences;
