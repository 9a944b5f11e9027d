import { METRIC_RULES, type Metric } from '../domain/figures/metrics.ts';
import type { Filled } from '../domain/intent.ts';

import { QUESTION, STATEMENT } from './lexicon/metrics.ts';
import { asWritten, mask } from './message.ts';
import { nameBackward } from './names.ts';
import type { Reading } from './reading.ts';
import { readPeriod } from './time/period.ts';

const rules = (Object.keys(METRIC_RULES) as Metric[]).flatMap((metric) => {
  const { when, unless } = METRIC_RULES[metric];
  return when === null
    ? []
    : [{ metric, pattern: new RegExp(when), unless: unless === undefined ? undefined : new RegExp(unless) }];
});
const question = new RegExp(QUESTION);
const statement = new RegExp(STATEMENT);
const MINE = /我的|我(?:负责|名下|手上|手里|头上|还有|这边)|本人/;
const ABOUT_FORM =
  /(?:请假条|请假单|表格|模板|格式|样本|范文|材料)[^,。]{0,4}(?:怎么|如何|发|在|给|吗|有|要|哪)/;

/** No question and no metric is without one of these. */
const ASKING =
  /[谁哪几多率查看吗?次场没未啥咋列图呢么]|什么|怎么|怎样|如何|何时|统计|情况|安排|记录|三会|一课三会|到期|逾期|超期|过期|临期|整改|销号|我的|人次|台账|汇总|名单|清单|明细|人员|发我|发一下|给我|请假的|日程|计划|导出|告诉|说说/;

/** The metric is about items of the ledger. */
export const isAboutItems = (metric: Metric): boolean => METRIC_RULES[metric].about === 'items';

export const isQuestion = (s: string) => question.test(s);

/** A question about figures, lists or plans; undefined when no metric is asked for. */
export function readQuery(r: Reading): Filled | undefined {
  const s = r.s;
  if (s.length > 80 || s.split('\n').length > 4 || ABOUT_FORM.test(s)) return undefined;
  if (!ASKING.test(s) || /(?:这么|那么)多|请假的事(?!由|情?[有是]?谁)/.test(s)) return undefined;
  const first = readPeriod(beforeTypes(r), r);
  const text = mask(mask(mask(s, r.units), r.types), first.spans).replace(/\ue001+/g, '\ue001');
  const asked = question.test(text);
  const metric = metricOf(text, asked, r);
  if (metric === undefined) return undefined;
  const intent: Filled = { intent: 'query', metric };
  const { ahead, about } = METRIC_RULES[metric];
  const period = ahead ? readPeriod(beforeTypes(r), r, true).period : first.period;
  if (period) intent.period = period;
  const types = [...new Set(r.types.map((t) => t.type))];
  if (types[0] && about === undefined) intent.activityType = types[0];
  if (r.units[0]) intent.scope = asWritten(r.m, r.units[0].text);
  if (MINE.test(s)) intent.mine = true;
  if (/图|柱状|折线|饼/.test(text) && !/图片|图书/.test(text)) intent.format = 'chart';
  else if (/表格|excel|导出|文件/i.test(text)) intent.format = 'file';
  return owned(r, intent, metric);
}

/** Units and types are masked before a period is read: 第一支部 holds a numeral. */
const beforeTypes = (r: Reading) => mask(mask(r.s, r.units), r.types);

function metricOf(text: string, asked: boolean, r: Reading): Metric | undefined {
  for (const rule of rules) {
    const m = rule.pattern.exec(text);
    if (!m || rule.unless?.test(text)) continue;
    if (!asked && statement.test(text)) return undefined;
    if (!asked && !aboutAlone(text, m[0], rule.metric)) return undefined;
    return rule.metric;
  }
  // 今年主题党日 图: a type with a period asks for the list.
  if (r.types.length > 0 && /(?:图|台账|列表)$/.test(text.trim())) return 'activity_list';
  return undefined;
}

const FILLER =
  /\ue001|三会一课|累计|总计|合计|总共|一共|参加|参会|到会|参与|[\s,。:、!~…()]|的|我们?|咱们?|本|这个?|各|所有|全部|全|支部|党支部|小组|村|整改|问题|事项|看|查|要|请|麻烦|帮我|一下|吧|呀|啊|哈|了|还|有|和|与|及|或|图|表|条|项|主题|党员|个人|人员|会议|活动|截止|目前|截至|为止|现在|今天|当前|书记|谢谢|党委|全镇|全乡|镇|乡|未|没|签到|情况|名单|清单|台账|列表|汇总|统计/g;

/** Without a question word the metric must be nearly all that is said. */
const aboutAlone = (text: string, matched: string, metric: Metric) =>
  text.replace(matched, '').replace(FILLER, '').length <=
  (isAboutItems(metric) && !LEDGER.test(text) ? 0 : 3);

/** 房租逾期了 is no question about the ledger. */
const LEDGER = /整改|问题|销号|事项|台账|隐患|任务|清单/;

/** 张三负责的整改还有几个: the person asked about. */
function owned(r: Reading, intent: Filled, metric: Metric): Filled {
  if (isAboutItems(metric)) {
    const items = r.items;
    if (items.itemNo !== undefined && metric === 'rectify_open' && intent.mine === undefined)
      return { ...intent, metric: 'rectify_item', itemNo: items.itemNo };
    const led = /(?:同志)?(?:负责|名下|手上|手里|的整改|牵头)/.exec(r.rest);
    const name = led ? nameBackward(r.rest, led.index) : undefined;
    if (name) intent.names = [asWritten(r.m, name)];
  }
  return intent;
}
