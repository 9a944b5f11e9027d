import { threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import { METRIC_RULES, type Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';

const MINE = /我的|我(?:负责|名下|手上|手里|头上|还有)|本人/;
const CHART = /图(?![片书])|柱状|折线|饼/;
const FILE = /excel|xls|电子表格|导出|文件/i;
const TABLE = /表格|情况表|[列做成]个?表(?!现|示|达|扬)/;
const EXPLAIN = /(?:怎么|如何|咋|怎样)(?:计?算|统计)(?:出来)?的|计算方法|口径/;
/** 那逾期的呢; 那天 and 那次 point at something else. */
const FOLLOWS = /^那么?(?![天次场个位些时边])/;
/** 巡察反馈的整改, 审计发现的问题: where they come from. */
const SOURCE =
  /([\u4e00-\u9fff]{2,10}?)(?:反馈|发现|指出|查出|查摆|交办|提出)?的?(?:整改|问题)|([\u4e00-\u9fff]{2,6}?)(?:反馈|发现|指出|查出|查摆|交办|提出)的(?=都|还|一共|总共|有|多少|几|哪|呢|没|未|$)/;

/** 我手上还有几个整改, 快到期的整改: of whom, or how they stand, and of no source. */
const NO_SOURCE =
  /[哪几谁我俺咱]|多少|还[有剩差]|[有没未]有?|支部|小组|党委|逾期|超期|到期|销号|长期|所有|全部|[那这][个条些项]|本月|今年/u;

/** How a figure is wanted, and whose. */
export function asking({ s }: Spans, metric: Metric | undefined, found: Filled): void {
  if (MINE.test(s)) found.mine = true;
  if (CHART.test(s)) found.format = 'chart';
  else if (FILE.test(s)) found.format = 'file';
  else if (TABLE.test(s)) found.format = 'table';
  if (EXPLAIN.test(s)) found.what = 'explain';
  if (FOLLOWS.test(s)) found.follows = true;
  if (/三会一课|一课三会/.test(s) && found.activityType === undefined)
    found.activityTypes = [...threeMeetingsOneLecture()];
  const named = metric !== undefined && METRIC_RULES[metric].about === 'items' ? SOURCE.exec(s) : undefined;
  const source = named?.[1] ?? named?.[2];
  if (source !== undefined && !NO_SOURCE.test(source)) found.source = source;
}
