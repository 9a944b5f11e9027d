import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const REPORT = /整改[^,。]{0,6}(?:报告|月报|小结|汇报)/;
const FILE = /导出|下载|打印|生成|文件|word|docx|(?:发|传|给)(?:给|到)?我|发(?:一份|过来|来)|来一份|要一份/i;

/** 导出本月整改报告, 整改月报 Word: the month's report of the ledger as a paper, and not the ledger. */
export function readMonthFile(h: Heard, s: string): Filled | undefined {
  if (s.length > 30 || !REPORT.test(s) || !FILE.test(s)) return undefined;
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  const asked = { metric: 'rectify_rate', what: 'month', format: 'file' } as const;
  return { intent: 'query', ...asked, ...(period && { period }), ...scopeOf(h) };
}
