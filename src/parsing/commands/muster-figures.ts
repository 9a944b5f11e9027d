// 本月集结收到率, 今年集结了几次, 集结到岗率怎么算: figures over musters, as against the roll of the one that is open.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const MUSTER = /集结|演[练习]|拉练/u;
const RATE = '(?:率|比例|百分比)';
const MANY = '(?:的|了|过|有|是|人)*(?:情况|(?:多少|几个?)(?:人次?|个人)?)';
const ACK = '(?:收到|回音|回复|响应|通知到位|知晓)';
const THERE = '(?:到岗|到位|到达|赶到|集结到位)';
/** 集结率 by itself is of who came. `isOfOne`: without a time it is first of all of the one that is going on. */
const ROWS: readonly { words: RegExp; metric: Metric; isOfOne?: true }[] = [
  { words: new RegExp(`${ACK}${RATE}`, 'u'), metric: 'muster_ack_rate' },
  { words: new RegExp(`(?:${THERE}|集结|演练)${RATE}`, 'u'), metric: 'muster_arrival_rate' },
  {
    words: /(?:多少|几)[次场回]|(?:次|场)数|(?:搞|开展|组织|进行|办)(?:了|过)?(?:多少|几)个?(?=集结|演)/u,
    metric: 'muster_count',
  },
  { words: new RegExp(`${ACK}${MANY}`, 'u'), metric: 'muster_ack_rate', isOfOne: true },
  { words: new RegExp(`${THERE}${MANY}`, 'u'), metric: 'muster_arrival_rate', isOfOne: true },
  {
    words: /(?:集结|演[练习])(?:的)?(?:总体|整体)?(?:情况|统计|数据|成绩)/u,
    metric: 'muster_count',
    isOfOne: true,
  },
];
const EXPLAINS = /怎么(?:计?算|统计|来|得)|如何(?:计?算|统计)|什么意思|口径|说明|定义|解释/u;
const EACH = /各个?(?:党?支部|单位|村)|每个?(?:党?支部|村)|哪些(?:党?支部|村)|排[名行]/u;
const BESIDE =
  /(?:请问|请|帮我|给我|我们?|咱们?|查询|查看|查一下|查|看看|看一下|看|统计|汇总|导出|表格|文件|各个?(?:党?支部|单位|村)|每个?(?:党?支部|村)|本?支部|(?:半|[一二两三\d十]+)?个?(?:小时|分钟|钟头)(?:之?内|以内)?|按时|及时|应急|紧急|集结令?|演[练习]|拉练|收到|回音|回复|响应|通知到位|到岗|到位|到达|赶到|情况|总体|整体|数据|率|比例|次数|场次|排[名行]榜?|怎么样|怎样|如何|怎么(?:计?算|统计|来|得)(?:的|出来的)?|什么意思|口径|说明|定义|解释|(?:一共|总共|共)|搞|开展|组织|进行|办|过|(?:多少|几)(?:人次|个人|个|人|次|场|回)?|都|的|了|是|有|吗|呢|啊|一下|和|与|[?\s,，、。!！:：])/gu;
const THIS_ONE = /这次|本次|现在|目前|刚才|谁|哪些人|没/u;

/** Undefined where anything else is said, or where it is asked of the muster that is going on. */
export function readMusterFigures(h: Heard): Filled | undefined {
  const { s, shape } = h;
  if (h.people.length + h.types.length > 0 || THIS_ONE.test(s)) return undefined;
  const row = ROWS.find(({ words }) => words.test(shape));
  if (!row) return undefined;
  const { metric, isOfOne } = row;
  const isRate = new RegExp(`${THERE}${RATE}|收到${RATE}`, 'u').test(shape);
  if (!MUSTER.test(s) && !isRate) return undefined;
  if (shape.replace(BESIDE, '') !== '') return undefined;
  const times = h.times.filter((t) => !/分钟|小时|钟头/u.test(s.slice(t.at, t.end)));
  const period = times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  if (times.length > 0 && !period) return undefined;
  if (EXPLAINS.test(s)) return { intent: 'query', metric, what: 'explain' };
  if (isOfOne && !period && !EACH.test(s)) return undefined;
  return {
    ...{ intent: 'query', metric, ...scopeOf(h) },
    ...(period && { period }),
    ...(EACH.test(s) && { what: 'by_unit' }),
    ...(/导出|文件/u.test(s) ? { format: 'file' } : /表格/u.test(s) ? { format: 'table' } : {}),
  };
}
