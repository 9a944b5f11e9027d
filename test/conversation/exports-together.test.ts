import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { readReports } from '../../src/settings/reports.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { SHIPPED_PROCESSES } from '../support/processes.ts';

// One file is made at a time: of two that a line names neither is left out without a word.

beforeAll(() => {
  defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
  defineProcesses(SHIPPED_PROCESSES);
});
afterAll(() => {
  defineFilingKinds([]);
  defineProcesses([]);
});
let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

it.each([
  ['导出发展党员和换届的台账', '1. 导出发展党员台账', '2. 导出换届台账'],
  ['导出任务、承诺', '1. 导出任务台账', '2. 导出承诺台账'],
  ['导出11月党费和民情日记', '1. 导出11月党费', '2. 导出11月民情日记'],
  ['导一份整改台账和任务清单', '1. 导出整改台账', '2. 导出任务台账'],
])('%s asks which comes first', async (said, ...parts) => {
  expectSays(await chat.says('admin', said), ...parts);
  expectSays(await chat.says('admin', '2'), said.includes('任务') ? '台账' : '没有可以导出的');
});

it.each(['导出整改任务台账', '导出11月台账'])('%s is one', async (said) => {
  expect(await chat.says('admin', said)).not.toContain('1.');
});
