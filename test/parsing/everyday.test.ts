import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineActivityTypes, REGULATION } from '../../src/domain/activity/types.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { understand } from '../../src/parsing/understand.ts';
import { readActivityTypes } from '../../src/settings/activity-types.ts';
import { readReports } from '../../src/settings/reports.ts';
import { defineShippedProcesses } from '../support/processes.ts';

// How many there were of something, by the word and the verb that people have for it every day.

const now = instantOf('2026-12-21', 10);
const year = { period: { from: '2026-01-01', to: '2026-12-31' } };
beforeAll(() => {
  defineActivityTypes(readActivityTypes(readFileSync('config/activity-types.yaml', 'utf8')).value!);
  defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
  defineShippedProcesses();
});
afterAll(() => {
  defineActivityTypes(REGULATION);
  defineFilingKinds([]);
  defineProcesses([]);
});

const ofStep = (stage: string) => ({ metric: 'process_done', process: 'development', stage });

it.each<[text: string, expected: object]>([
  ['今年谈心谈话谈了几个人', { metric: 'activity_count', activityType: 'heart_to_heart', ...year }],
  ['今年谈心谈了几次', { metric: 'activity_count', activityType: 'heart_to_heart', ...year }],
  ['今年走访了几户群众', { intent: 'filing_ask', filing: 'people_diary', ...year }],
  ['日记写了几篇', { intent: 'filing_ask', filing: 'people_diary' }],
  ['第二支部今年写了几篇日记', { filing: 'people_diary', scope: '第二支部', ...year }],
  ['今年上了几堂课', { metric: 'activity_count', activityType: 'party_lecture', ...year }],
  ['今年政审审了几个', { ...ofStep('reviewed'), ...year }],
  ['转正转了几个', ofStep('confirmed')],
  ['培训培了多少人', ofStep('trained')],
  ['今年积极分子定了几个', { ...ofStep('activist'), ...year }],
])('%s', (text, expected) => {
  const { certainty, intent } = understand(text, now);
  expect([certainty, intent]).toEqual(['clear', expect.objectContaining(expected)]);
});

it.each(['今年谈话谈了几个', '谈话谈了几次了', '今年谈了几个人的话'])('%s may be either', (text) => {
  const { certainty, alternatives } = understand(text, now);
  expect(certainty).toBe('unsure');
  expect(alternatives).toEqual([
    expect.objectContaining({ metric: 'activity_count', activityType: 'heart_to_heart' }),
    expect.objectContaining(ofStep('talked')),
  ]);
});

it.each(['谈话谈了几个小时才谈完', '课后留了几个问题请大家思考', '走访'])('%s counts nothing', (text) => {
  const { intent } = understand(text, now);
  expect(intent).not.toMatchObject({ metric: 'activity_count' });
  expect(intent.intent).not.toBe('filing_ask');
});
