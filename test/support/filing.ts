import { readFileSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import type { Filing } from '../../src/domain/filing/filing.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { readReports } from '../../src/settings/reports.ts';

/** The kinds of the shipped file, for all tests beside the call. */
export function useShippedReports(): void {
  beforeAll(() => defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!));
  afterAll(() => defineFilingKinds([]));
}

/** A diary of 赵六, 21 November 2026. */
export const newFiling = (more: Partial<Filing> = {}): Omit<Filing, 'id'> => ({
  kind: 'people_diary',
  unitId: 2,
  personId: 'zhaoliu',
  by: 'zhaoliu',
  day: '2026-11-21',
  period: '',
  fields: { content: '走访王大爷家', hours: 2.5, complete: true },
  said: '今天走访王大爷家',
  at: 1,
  changedAt: 1,
  revision: 1,
  isGone: false,
  ...more,
});
