// 今年双报到多少小时, 张三的民情日记: what is asked of things registered, and what the readers of them share.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import { type FilingKindRow, filingKinds, perFilingKinds } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Span } from '../spans/span.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';
import { nameOf } from './shape.ts';

const OWN = /我(?!们)|本人|自己/u;
/** 各支部党费 */
const EACH_UNIT = /各个?(?:党?支部|单位|村|社区)|每个?(?:党?支部|单位|村|社区)|[分按]党?支部|排[名行]/u;
/** All that may stand beside a kind in a question. */
export const FILING_ASKING =
  '每个?人|各人|个人|谁|哪些人|排[名行]榜?|[分按]党?支部|各个?(?:单位|村|社区)|每个?(?:单位|村|社区)|各个?党?支部|所有党?支部|每个党?支部|[我咱俺]们?党?支部|本?党?支部|请|帮我|给我|我们?的?|本人|自己|的|查询|查看|查一下|查|看看|看一下|看|列出|列|统计|汇总|合计|一共|总共|共|都|有|没有|还|哪些|哪几|多少|几|条|篇|次|个|登记|记|写|报|做|交|收|缴|服务|了|过|情况|图表?|清单|列表|明细|记录|内容|全部|所有|最近|吗|呢|没|是|什么|啥|些|怎么样|[?\\s,，、。]';

/** Its fields, and what they are counted in: 值班天数, 天, 天数. */
export const ownWords = ({ fields }: FilingKindRow): string[] =>
  fields.flatMap(({ name, unit }) => (unit === '' ? [name] : [name, `${unit}数`, unit]));

/** 各支部接待人数: what is added up, by its name alone, where only one kind has it. */
export function readSumNamed(h: Heard): Filled | undefined {
  const rows = summed().get([...summed().keys()].find((name) => h.s.includes(name)) ?? '');
  const [name, ...others] = rows ?? [];
  if (!name || others.length > 0) return undefined;
  const at = h.s.indexOf(name.field);
  return readAsked(h, name.row, { at, end: at + name.field.length });
}

const SHORTEST_NAME = 4;
const summed = perFilingKinds(() =>
  Map.groupBy(
    filingKinds().flatMap((row) =>
      row.fields
        .filter(({ name, sum }) => sum && name.length >= SHORTEST_NAME)
        .map(({ name }) => ({ row, field: name })),
    ),
    ({ field }) => field,
  ),
);

/** Undefined where more is said than that something is asked of the kind. */
export function readAsked(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const spans = [...h.times, ...h.units, word];
  const own = ownWords(row);
  const which = { filing: row.key, ...spanIn(h, row), ...scopeOf(h) };
  // 张三的民情日记
  const others = without(h.s, [...spans, ...h.people]).trim();
  if (!new RegExp(`^(?:${[...own, FILING_ASKING].join('|')})*$`, 'u').test(others)) return undefined;
  // 赵六做了几小时: what only looks like a name where the names are known
  if (h.knowledge.hasRoster && h.people.some(({ source }) => source === 'surname')) return undefined;
  const names = h.people.map((p) => nameOf(h, p));
  return {
    ...{ intent: 'filing_ask', ...which },
    ...(EACH_UNIT.test(others) && { what: 'by_unit' }),
    ...(OWN.test(others) && { mine: true }),
    ...(names.length > 0 && { names }),
  };
}

/** The text without some parts of it. */
export function without(text: string, spans: readonly Span[]): string {
  let left = text;
  for (const { at, end } of [...spans].sort((a, b) => b.at - a.at))
    if (at < left.length) left = left.slice(0, at) + left.slice(Math.min(end, text.length));
  return left;
}

/** 我一共做了几个小时, of what has no period: of the whole year. */
function spanIn(h: Heard, row: FilingKindRow): Pick<Filled, 'period'> {
  const said = periodIn(h, h.times);
  if (said.period || row.period !== null || !SO_FAR.test(h.s)) return said;
  const { from, to } = calendarPeriod('year', h.today);
  return { period: { from, to } };
}

/** 做了多少个小时了: up to now, and no month of it */
const SO_FAR =
  /一共|总共|累计|总的|(?:到现在|到目前|至今|今年以来)|[了过](?:几|多少)[^,，。]{0,4}了[呢啊?？]*$/u;

/** The span that is said. */
export function periodIn(h: Heard, times: Heard['times']): Pick<Filled, 'period'> {
  const period = times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  return period ? { period } : {};
}
