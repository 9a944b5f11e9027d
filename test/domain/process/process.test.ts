import { expect, it } from 'vitest';
import { earlier, later, processRow } from '../../../src/domain/process/kinds.ts';
import {
  earliestOf,
  isLate,
  isReadyFor,
  isThrough,
  latestOf,
  type Process,
  runningTerm,
  skippedSteps,
  soonestDue,
  stretchEnd,
  upcomingsOf,
} from '../../../src/domain/process/process.ts';
import { defineShippedProcesses, newProcess, stepsOn } from '../../support/processes.ts';

defineShippedProcesses();
const row = processRow('development')!;
const election = processRow('election')!;
const stepOf = (key: string, of = row) => of.steps.find((step) => step.key === key)!;
const standing = (days: Record<string, string>, more: Partial<Process> = {}): Process => ({
  id: 1,
  ...newProcess({ steps: stepsOn(days), since: Object.keys(days)[0] ?? 'applied', ...more }),
});
const unit = (days: Record<string, string>, endsOn: string | null = null): Process =>
  standing(days, { kind: 'election', subject: '', since: 'request', endsOn });

it('moves days by lengths, and stops at the end of a month', () => {
  expect(later('2026-01-31', { days: 0, months: 1 })).toBe('2026-02-28');
  expect(later('2024-02-29', { days: 0, months: 12 })).toBe('2025-02-28');
  expect(earlier('2027-03-31', { days: 0, months: 1 })).toBe('2027-02-28');
  expect(later('2026-12-30', { days: 3, months: 0 })).toBe('2027-01-02');
});

it('counts a step from the day of the one it stands behind', () => {
  const one = standing({ applied: '2026-11-01', talked: '2026-11-20', activist: '2026-12-03' });
  expect(latestOf(row, one, stepOf('talked'))).toBe('2026-12-01');
  expect(earliestOf(row, one, stepOf('candidate'))).toMatchObject({
    day: '2027-12-03',
    after: { key: 'activist' },
  });
  expect(earliestOf(row, one, stepOf('confirmed'))).toBeUndefined();
  expect(upcomingsOf(row, one).map(({ step }) => step.key)).toEqual(['candidate']);
});

it('names beside the next step those whose days run already, soonest first', () => {
  const one = standing({ admitted: '2026-06-10', approved: '2026-07-01' });
  expect(upcomingsOf(row, one).map(({ step, by, from }) => [step.key, by, from])).toEqual([
    ['asked', '2027-06-10', undefined],
    ['confirmed', undefined, '2027-06-10'],
    ['oath', undefined, undefined],
  ]);
  expect(isReadyFor(row, one, 'confirmed', '2027-06-09')).toBe(false);
  expect(isReadyFor(row, one, 'confirmed', '2027-06-10')).toBe(true);
  expect(isReadyFor(row, { ...one, state: 'stopped' }, 'confirmed', '2027-06-10')).toBe(false);
  expect(isLate(row, one, '2027-06-10')).toBe(false);
  expect(isLate(row, one, '2027-06-11')).toBe(true);
});

it('asks for no step before the first that was told, and for those passed over', () => {
  const one = standing({ candidate: '2026-05-01', form: '2026-08-01' });
  expect(skippedSteps(row, one).map(({ key }) => key)).toEqual(['reviewed', 'trained', 'examined']);
  expect(skippedSteps(row, standing({ candidate: '2026-05-01' }))).toEqual([]);
  expect(skippedSteps(row, standing({ candidate: '2026-05-01' }), stepOf('form'))).toHaveLength(3);
});

it('leaves out what is optional, and counts nothing from it where it was left out', () => {
  const [applied, talked, activist] = row.steps;
  const own = {
    ...row,
    steps: [applied!, { ...talked!, optional: true }, { ...activist!, atMost: { days: 10, months: 0 } }],
  };
  const one = standing({ applied: '2026-11-01' });
  expect(upcomingsOf(own, one)).toEqual([{ step: own.steps[2], from: undefined, by: '2026-11-11' }]);
  expect(skippedSteps(own, standing({ applied: '2026-11-01', activist: '2026-11-05' }))).toEqual([]);
});

it('runs towards the end of the term until the vote, and is through with the last step', () => {
  expect(runningTerm(election, unit({}, '2027-03-31'))).toBe('2027-03-31');
  expect(soonestDue(election, unit({ request: '2026-12-01' }, '2027-03-31'))).toBe('2027-03-31');
  const voted = unit({ request: '2026-12-01', vote: '2027-03-01' }, '2027-03-31');
  expect(runningTerm(election, voted)).toBeUndefined();
  expect(soonestDue(election, voted)).toBeUndefined();
  expect(isLate(election, unit({}, '2027-03-31'), '2027-04-01')).toBe(true);
  expect(isThrough(election, voted)).toBe(false);
  expect(isThrough(election, unit({ archive: '2027-04-01' }))).toBe(true);
});

it('moves what hangs on a stretch that was made longer, whatever day it turns out to have begun on', () => {
  const shift = { from: '2026-12-15', to: '2027-06-15', on: null, approvedBy: '', by: 'zhangsan', at: 1 };
  const one = standing({ admitted: '2025-12-15' }, { shifts: [shift] });
  expect(earliestOf(row, one, stepOf('confirmed'))?.day).toBe('2027-06-15');
  expect(latestOf(row, one, stepOf('asked'))).toBe('2027-06-15');
  expect(latestOf(row, one, stepOf('approved'))).toBe('2026-03-15');
  expect(stretchEnd(row, one)).toMatchObject({ plain: '2026-12-15', day: '2027-06-15' });
  const later = standing({ admitted: '2025-12-20' }, { shifts: [shift] });
  expect(earliestOf(row, later, stepOf('confirmed'))?.day).toBe('2027-06-20');
  expect(stretchEnd(row, standing({ applied: '2026-11-01' }))).toBeUndefined();
});
