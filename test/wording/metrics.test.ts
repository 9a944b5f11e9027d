// What a metric needs beside its file and its sentences, which the compiler asks for: words that ask for it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS, type Metric } from '../../src/domain/figures/metrics.ts';
import { understand } from '../../src/parsing/understand.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

defineShippedProcesses();
useShippedReports();

const asked = new Set(
  ['src/parsing/corpus/lines/open.jsonl', 'src/parsing/corpus/lines/queries.jsonl']
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { expect: { metric?: string } }).expect.metric),
);
/** Asked for by the form of the question alone: test/parsing/plain-question.test.ts and figure-question.test.ts. */
const BY_FORM: Partial<Record<Metric, string>> = {
  report_missing: '哪些支部没上报',
  member_count: '第一党支部多少党员',
  member_list: '党员名单导出来',
  filing_rate: '还有什么没登记',
  process_due: '哪些人下一步到期',
  process_done: '今年发展了几个党员',
  process_at: '现在有几个入党申请人',
  scheme_progress: '计划进展率',
  scheme_still: '计划零进展有几项',
  late_list: '本月谁迟到',
  muster_count: '今年集结了几次',
  muster_ack_rate: '本月集结收到率',
  muster_arrival_rate: '各支部集结到岗率',
};

describe.each(METRICS)('%s', (metric) => {
  it('is asked for in a line of the corpus, or by its form', () => {
    const line = BY_FORM[metric];
    const read = (text: string) => understand(text, Date.parse('2026-11-21T10:00:00+08:00')).intent;
    if (line === undefined) expect([...asked]).toContain(metric);
    else expect(read(line)).toMatchObject({ metric });
  });
});
