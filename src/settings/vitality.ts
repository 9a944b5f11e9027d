import { z } from 'zod';
import type { VitalitySettings } from '../domain/figures/vitality.ts';
import { flag, oneOf, readSettings, type SettingsResult, whole } from './read.ts';

const SOURCES = {
  会议按期: 'meetings',
  到会率: 'turnout',
  记录上报: 'records',
  整改按期: 'rectified',
  计划填报: 'plan',
} as const;
const key = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'id' });
const name = z.string({ error: 'text' }).trim().min(1, { error: 'text' }).max(20, { error: 'text' });

const schema = z.strictObject({
  enabled: flag.default(false),
  period: oneOf({ 本季度: 'quarter', 本年: 'year' } as const).default('year'),
  rules: z.record(key, z.strictObject({ name, source: oneOf(SOURCES), weight: whole(1, 100) })).default({}),
});

/** Reads config/vitality.yaml; every bad value is one Chinese line in `problems`. A folder without it has it off. */
export function readVitality(text: string): SettingsResult<VitalitySettings> {
  const read = readSettings('vitality.yaml', text, schema);
  if (read.value === null) return read;
  return { value: { ...read.value, rules: Object.values(read.value.rules) }, problems: [] };
}
