// 登记率, 各支部登记情况, 还有什么没登记: of all kinds together, where none is named.
import { filingKindsInUse } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const RATE =
  /登记(?:率|完成率|情况|进度|完成情况)|(?:什么|哪些|啥)(?:事|东西)?(?:还)?(?:没有?|未)登记|(?:还)?有?(?:哪些|什么|啥)(?:要|该|得|需要)(?:登记|填报?)的?|(?:有|能)(?:哪些|什么|啥)登记的?|登记(?:表|的)?(?:都)?有(?:哪些|啥|什么)|(?:什么|哪些|啥)(?:还)?(?:没有?|未)(?:填|(?:上)?报)的?|(?:还)?(?:没有?|未)登记的(?=.*(?:什么|哪些|啥|几))/u;
const EACH = /各个?(?:党?支部|单位|村)|每个?党?支部/u;
const BESIDE =
  /(?:请|帮我|给我|我们?|查询|查看|查一下|查|看看|看一下|看|统计|汇总|各个?(?:党?支部|单位|村)|每个?党?支部|本?支部|还|都|差|缺|的|是|多少|哪些|什么|啥|几[样项个种份]|怎么样|如何|有|吗|呢|一下|导出|表格|[?\s,，、。])/gu;

/** Undefined where anything else is said: 党员登记情况 is of something that is not registered here. */
export function readFilingRate(h: Heard): Filled | undefined {
  if (filingKindsInUse().length === 0 || h.people.length + h.types.length > 0) return undefined;
  const said = RATE.exec(h.shape)?.[0];
  if (said === undefined || h.shape.replace(said, '').replace(BESIDE, '') !== '') return undefined;
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  if (h.times.length > 0 && !period) return undefined;
  return {
    ...{ intent: 'query', metric: 'filing_rate', ...scopeOf(h) },
    ...(period && { period }),
    ...(EACH.test(h.s) && { what: 'by_unit' }),
    ...(/导出/u.test(h.s) && { format: 'file' }),
  };
}
