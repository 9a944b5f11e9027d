import { flag, list, maybe, type Sentences, text } from '../shape.ts';
import { activityFields } from './shared.ts';

export const undo = {
  done: { activity: maybe(activityFields), what: text, here: flag, items: list(text) },
  nothing: {},
  recalling: {},
  overtaken: { task: text },
} satisfies Sentences;
