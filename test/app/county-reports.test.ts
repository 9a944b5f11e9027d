import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { type OwnConfig, ownConfig } from '../support/own-config.ts';

// A report of numbers alone, as a county writes one: what the numbers say is no text, and a text says no period.

const OWN = `
  station_duty:
    name: 驿站值班
    words: [驿站值班登记]
    who: 支部
    period: 每月
    due: 期末前3个工作日
    example: 驿站值班 12天 接待30人
    fields:
      days: { name: 值班天数, kind: 数, unit: 天, needed: true, sum: true }
      visitors: { name: 接待人数, kind: 数, words: [接待], unit: 人, needed: true, sum: true }
      helpers: { name: 志愿者数, kind: 数, words: [志愿者], unit: 人 }
      note: { name: 备注, kind: 文字 }
`;

let own: OwnConfig;
const says = (as: string, text: string) => own.says(as, text);

beforeEach(async () => {
  own = ownConfig('county-reports');
  const shipped = readFileSync('config/reports.yaml', 'utf8');
  const vitality = `
enabled: true
rules:
  duty: { name: 驿站按月登记, source: 驿站值班, weight: 10 }
  lecture: { name: 党课按季开, source: 党课, weight: 10 }
  all: { name: 会议按期开, source: 会议按期, weight: 10 }
`;
  await own.start(own.configured({ 'reports.yaml': shipped + OWN, 'vitality.yaml': vitality }));
});
afterEach(() => own.remove());
afterAll(() => defineFilingKinds([]));

it('takes numbers for numbers alone, each by its own words, and what is said beside them for the text', {
  timeout: 60_000,
}, async () => {
  expect(await says('zhangsan', '驿站值班 12天 接待30人')).toBe(
    '已登记第一党支部驿站值班（11月）：值班天数 12 天、接待人数 30 人。',
  );
  expect(await says('huangxiuying', '驿站值班 志愿者5人 接待20人 10天，暖气坏了')).toBe(
    '已登记第二党支部驿站值班（11月）：值班天数 10 天、接待人数 20 人、志愿者数 5 人、备注 暖气坏了。',
  );
  expect(await says('zhangsan', '刚才那条改成13天')).toContain('值班天数 13 天、接待人数 30 人。原来是');
  expect(await says('zhangsan', '接待人数改成35人')).toContain('值班天数 13 天、接待人数 35 人。原来是');
  expect(await says('dengxiangyang', '驿站值班 接待9人')).toContain('还缺值班天数');
  expect(await says('dengxiangyang', '8天')).toContain('值班天数 8 天、接待人数 9 人。');
});

it('is of the month it is sent in, whatever day its text names', { timeout: 60_000 }, async () => {
  const text = '驿站值班：10天，接待20人，备注：10月底停了两天';
  expect(await says('zhangsan', text)).toContain(
    '（11月）：值班天数 10 天、接待人数 20 人、备注 10月底停了两天',
  );
  expect(await says('huangxiuying', '10月驿站值班：8天，接待15人')).toContain('（10月）');
});

it('is asked about by what it adds up, its rate and branch by branch', { timeout: 60_000 }, async () => {
  await says('zhangsan', '驿站值班 12天 接待30人');
  for (const text of ['各支部驿站值班天数', '各支部接待人数']) {
    const answer = await says('hejingyi', text);
    expect(answer, text).toContain('值班天数 12 天');
    expect(answer, text).toContain('第二党支部');
  }
  expect(await says('hejingyi', '驿站值班登记率')).toContain('3 个支部里 2 个还没登记');
  expect(await says('hejingyi', '驿站值班登记率怎么算的')).toMatch(/^登记率＝/);
  expect(await says('hejingyi', '驿站值班 图')).toContain('值班天数合计 12 天');
  expect(await says('zhangsan', '驿站值班 图')).toContain('值班天数合计 12 天');
});

it('is what a rule of 活力指数 may be counted from, as one kind of meeting is', {
  timeout: 60_000,
}, async () => {
  await says('zhangsan', '10月驿站值班 8天 接待15人');
  await says('zhangsan', '11月驿站值班 9天 接待15人');
  await says('huangxiuying', '9月驿站值班 8天 接待15人');
  const told = await says('zhangsan', '活力指数');
  // The running month is not over.
  expect(told).toContain('驿站按月登记（占 10）：1/10');
  const [lectures, all] = ['党课按季开', '会议按期开'].map((name) =>
    Number(new RegExp(`${name}（占 10）：\\d+/(\\d+)`, 'u').exec(told)![1]),
  );
  expect(lectures).toBeGreaterThan(0);
  expect(lectures).toBeLessThan(all!);
});
