import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineFilingKinds, type FilingKindRow, wordsOfFiling } from '../../src/domain/filing/kinds.ts';
import { understand } from '../../src/parsing/understand.ts';
import { readReports } from '../../src/settings/reports.ts';
import { readOtherwise } from './support/corpus-faults.ts';

// What the shipped config registers is read from how it is said, and nobody else's sentences change.

const rows = readReports(readFileSync('config/reports.yaml', 'utf8')).value!;
const now = instantOf('2026-11-21', 10);
const read = (text: string) => understand(text, now).intent;
beforeAll(() => defineFilingKinds(rows));
afterAll(() => defineFilingKinds([]));

it.each(rows.map((row): [string, FilingKindRow] => [row.name, row]))(
  '%s has all that it asks for in its own example',
  (_, row) => {
    const intent = read(row.example);
    expect(intent).toMatchObject({ intent: 'filing_add', filing: row.key });
    const { filed = {} } = intent as { filed?: Record<string, unknown> };
    for (const { key, needed } of row.fields) if (needed) expect(filed, key).toHaveProperty(key);
  },
);

it.each(rows.flatMap((row) => wordsOfFiling(row).map((word) => [word, row.key])))('%s', (word, filing) => {
  expect(read(word!)).toEqual({ intent: 'filing_how', filing });
  expect(read(`${word}怎么登记`)).toEqual({ intent: 'filing_how', filing });
  expect(read(`登记${word}`)).toMatchObject({ intent: 'filing_add', filing });
  expect(read(`${word}：今天都做好了`)).toMatchObject({ intent: 'filing_add', filing, said: '今天都做好了' });
  expect(read(`10月${word}有哪些`)).toMatchObject({
    intent: 'filing_ask',
    filing,
    period: { from: '2026-10-01', to: '2026-10-31' },
  });
  expect(read(`我的${word}`)).toMatchObject({ intent: 'filing_ask', filing, mine: true });
  expect(read(`哪些支部没登记${word}`)).toMatchObject({ intent: 'filing_missing', filing });
  expect(read(`导出10月${word}`)).toMatchObject({ intent: 'filing_export', filing });
  expect(read(`${word}改成明天再做`)).toMatchObject({ intent: 'filing_change', filing });
});

it.each<[text: string, expected: object]>([
  ['民情日记 今天去看望张大爷', { intent: 'filing_add', filed: { content: '今天去看望张大爷' } }],
  ['补登民情日记：11月3日走访南街，路灯不亮', { intent: 'filing_add', startAt: '2026-11-03' }],
  ['第二党支部10月党费已收齐18人', { intent: 'filing_add', scope: '第二党支部', filed: { paid: 18 } }],
  ['党费没收齐，只有12个人交了', { intent: 'filing_add', filed: { paid: 12, complete: false } }],
  ['11月各支部双报到时长', { intent: 'filing_ask' }],
  ['删掉刚才的民情日记', { intent: 'undo' }],
  ['登记率', { intent: 'query', metric: 'filing_rate' }],
  ['各支部登记情况', { intent: 'query', metric: 'filing_rate', what: 'by_unit' }],
  ['本支部还有哪些没登记？', { intent: 'query', metric: 'filing_rate' }],
  ['党费收缴情况通报', { intent: 'none' }],
  ['双报到了几次', { intent: 'filing_ask' }],
  ['第一党支部今年双报到一共多少小时', { intent: 'filing_ask', scope: '第一党支部' }],
  ['这个月谁还没报月度工作记实', { intent: 'filing_missing' }],
  ['党费收齐了吗', { intent: 'filing_ask' }],
  ['党费交多少钱', { intent: 'rule', rules: ['dues_rate'] }],
  ['党费收缴已处理', { intent: 'none' }],
])('%s', (text, expected) => {
  expect(read(text)).toMatchObject(expected);
});

it('reads every line of the corpus as without it', { timeout: 240_000 }, () => {
  const otherwise = readOtherwise(() => defineFilingKinds([]));
  defineFilingKinds(rows);
  expect(otherwise).toEqual([]);
});
