import { CORPUS_INTENTS, type Filled, type Intent } from '../domain/intent.ts';
import type { SlotName } from '../domain/slots.ts';

/** Slots of the message corpus schema, in its order. */
const KEYS = [
  'activityType',
  'startAt',
  'endAt',
  'place',
  'topic',
  'host',
  'recorder',
  'expected',
  'present',
  'absent',
  'names',
  'self',
  'itemNo',
  'progress',
  'dueAt',
  'reason',
  'metric',
  'period',
  'scope',
  'remark',
] as const satisfies readonly SlotName[];

/** The flat object of the message corpus schema; what lies outside it prints as `none`. */
export function toCorpus(intent: Intent): Record<string, unknown> {
  if (!CORPUS_INTENTS.some((name) => name === intent.intent)) return { intent: 'none' };
  const slots: Filled = intent;
  const said = KEYS.filter((key) => slots[key] !== undefined).map((key) => [key, slots[key]]);
  return Object.fromEntries([['intent', intent.intent], ...said]);
}
