// 截至今天整改多少: of what stands now, and of no single day.
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';

const UNTIL_NOW = /截[至止]|到(?:今天|今日|目前|现在)|为止/u;

export function asOfNow<T extends { intent: Filled }>({ s, today }: Spans, said: T): T {
  const { period, ...intent } = said.intent;
  const isOfItems = intent.metric !== undefined && METRIC_RULES[intent.metric].about === 'items';
  if (!period || !isOfItems || period.from !== today || period.to !== today || !UNTIL_NOW.test(s))
    return said;
  return { ...said, intent };
}
