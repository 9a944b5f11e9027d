import { flag, type Sentences, text } from '../shape.ts';
import { activityFields } from './shared.ts';

export const leave = {
  done: { ...activityFields, pending: flag, secretary: text, again: flag, was_present: flag, reason: text },
  state: {},
  nothing: { wanted: text },
  withdrawn: activityFields,
  none_own: {},
  nothing_waits: {},
  none_pending: { person: text },
  request_title: { person: text },
  request: { ...activityFields, person: text, reason: text },
  button: {},
  agree: {},
  disagree: {},
  decided: { ...activityFields, agreed: flag, person: text },
  decided_already: { person: text, name: text },
  decided_state: { agreed: flag },
  decision: { ...activityFields, agreed: flag },
} satisfies Sentences;
