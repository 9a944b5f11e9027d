import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { dateOf } from '../../src/domain/calendar/time.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import type { PlannedMessage } from '../../src/reminders/plan-types.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { byMonth, liveThrough } from './year-lived.ts';
import type { Work } from './year-works.ts';

// The same year with all that is delivered: what a county invents must not cost its secretaries messages unnamed.

const { reminders, activity, ...delivered } = loadSettings('config');

beforeAll(() => {
  defineActivityTypes(delivered.activityTypes);
  defineItemKinds(delivered.itemKinds);
  defineFilingKinds(delivered.reports);
  defineProcesses(delivered.processKinds);
});
afterAll(() => {
  defineActivityTypes(REGULATION);
  defineItemKinds(BASIC_KINDS);
  defineFilingKinds([]);
  defineProcesses([]);
});

/** One branch of each temper. */
const BRANCHES = 3;
const lived = new Map<string, PlannedMessage[]>();
function live(...works: Work[]): PlannedMessage[] {
  const settings = { ...delivered, settings: reminders, activityDefaults: activity };
  const messages = lived.get(works.join()) ?? liveThrough(works, settings, BRANCHES);
  lived.set(works.join(), messages);
  return messages;
}

/** A prompt secretary, a late one, an idle one, the admin. */
const PEOPLE = ['m0_0', 'm1_0', 'm2_0', 'admin'];
const inYear = (messages: readonly PlannedMessage[]) =>
  PEOPLE.map((who) => byMonth(messages, who).reduce((sum, count) => sum + count, 0));
const toGroups = (messages: readonly PlannedMessage[]) => messages.filter(({ chat }) => chat !== null).length;

const BEFORE = [59, 96, 71, 25];

it('reports, processes and kinds that nobody has opened cost no message', () => {
  const messages = live();
  expect(inYear(messages)).toEqual(BEFORE);
  expect(byMonth(messages, 'm0_0')).toEqual([4, 4, 7, 5, 3, 7, 4, 3, 7, 3, 5, 7]);
});

it('reports and works of a plan are lines of digests that go anyway', () => {
  const lines = live('plan').flatMap(({ matters }) => matters.map(({ key }) => key.split(':')[0]!));
  const count = (kind: string) => lines.filter((one) => one === kind).length;
  expect([count('filing'), count('scheme')]).toEqual([62, 51]);
});

it.each<[what: string, Work[], number[]]>([
  ['works of a plan, reported monthly', ['plan'], [0, 0, 0, 0]],
  ['a task each quarter, with two nodes', ['task'], [8, 13, 16, 4]],
  ['a promise for the year, asked about quarterly', ['promise'], [4, 6, 6, 1]],
  ['an engagement', ['engagement'], [1, 3, 3, 1]],
  ['somebody who applied', ['development'], [0, 0, 1, 0]],
  ['a term that ends', ['election'], [2, 2, 2, 0]],
  ['all of it', ['plan', 'task', 'promise', 'engagement', 'development', 'election'], [15, 23, 27, 5]],
])('%s', (_what, works, more) => {
  const messages = live(...works);
  expect(inYear(messages).map((count, i) => count - BEFORE[i]!)).toEqual(more);
  expect(toGroups(messages)).toBe(toGroups(live()));
});

it('nobody hears of it all more than once on a working day', () => {
  const digests = live('plan', 'task', 'promise', 'engagement', 'development', 'election')
    .filter(({ rule }) => rule === 'digest')
    .map(({ audience, at }) => `${audience.join()} ${dateOf(at)}`);
  expect(new Set(digests).size).toBe(digests.length);
});
