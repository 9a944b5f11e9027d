import { maybe, type Sentences, text } from '../shape.ts';
import { activityFields } from './shared.ts';

export const undo = {
  done: { activity: maybe(activityFields), text },
  nothing: {},
  overtaken: {},
} satisfies Sentences;
