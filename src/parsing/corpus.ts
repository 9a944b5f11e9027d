import { CORPUS_INTENTS, type CorpusIntent, type Intent } from '../domain/intent.ts';

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
  'itemNo',
  'progress',
  'dueAt',
  'reason',
  'metric',
  'period',
  'scope',
  'remark',
] as const satisfies readonly (keyof Intent)[];

/** The flat object of the message corpus schema; what lies outside it prints as `none`. */
export function toCorpus(intent: Intent): Record<string, unknown> {
  const known = CORPUS_INTENTS.includes(intent.intent as CorpusIntent);
  const out: Record<string, unknown> = { intent: known ? intent.intent : 'none' };
  if (!known || intent.intent === 'none') return out;
  for (const key of KEYS) if (intent[key] !== undefined) out[key] = intent[key];
  return out;
}
