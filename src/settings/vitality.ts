import { z } from 'zod';
import { type ActivityTypeRow, wordsOfType } from '../domain/activity/types.ts';
import type { VitalitySettings, VitalitySource } from '../domain/figures/vitality.ts';
import { type FilingKindRow, wordsOfFiling } from '../domain/filing/kinds.ts';
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

const schemaOf = (source: z.ZodType<VitalitySource, string>) =>
  z.strictObject({
    enabled: flag.default(false),
    period: oneOf({ 本季度: 'quarter', 本年: 'year' } as const).default('year'),
    rules: z.record(key, z.strictObject({ name, source, weight: whole(1, 100) })).default({}),
  });

/** Any word for a type, or for a report that each branch registers for a period. */
const sourceOf = (types: readonly ActivityTypeRow[], reports: readonly FilingKindRow[]) => {
  const regular = reports.filter(({ who, period }) => who === 'branch' && period !== null);
  const named: Record<string, VitalitySource> = {
    ...Object.fromEntries(
      regular.flatMap((row) => wordsOfFiling(row).map((word) => [word, `report:${row.key}` as const])),
    ),
    ...Object.fromEntries(
      types.flatMap((row) => wordsOfType(row).map((word) => [word, `type:${row.key}` as const])),
    ),
    ...SOURCES,
  };
  const told = [...types.map(({ short }) => short), ...regular.map((row) => row.name)];
  return oneOf(named, [...Object.keys(SOURCES), ...told]);
};

/**
 * Reads config/vitality.yaml; every bad value is one Chinese line in `problems`. A folder without it has it off.
 * @param types and reports by whose names a rule may be counted
 */
export function readVitality(
  text: string,
  types: readonly ActivityTypeRow[],
  reports: readonly FilingKindRow[],
): SettingsResult<VitalitySettings> {
  const read = readSettings('vitality.yaml', text, schemaOf(sourceOf(types, reports)));
  if (read.value === null) return read;
  return { value: { ...read.value, rules: Object.values(read.value.rules) }, problems: [] };
}
