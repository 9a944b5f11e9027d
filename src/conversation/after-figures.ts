// 第三支部的, 三季度, 刘洋: a value alone, said after a figure was asked for, goes on from that.
import { dateOf } from '../domain/calendar/time.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Intent, Understanding } from '../domain/intent.ts';
import { readValues } from '../parsing/values.ts';
import { METRIC_DEFINITIONS } from '../reports/metrics/list.ts';
import { lastAsked, rememberAsked } from './handlers/figures/asked.ts';
import type { Turn } from './turn.ts';

/** Said by themselves these are a list of what was, or of what lies ahead: as good as nothing said of what is asked. */
const UNSAID: ReadonlySet<string> = new Set(['activity_list', 'upcoming']);
/** What can be asked of days to come. */
const AHEAD: ReadonlySet<string> = new Set(['coming', 'gaps', 'processes']);
const LEAD =
  /^(?:哦|噢|嗯|呃|额|啊|那么?|再加上?|再|还有|加上|顺便|[只光单就](?:算|要|看|说)?|看看?|查查?|换成?|[\s,，。、])+/u;

/** 三支部那个 */
const TAIL = /(?:的?那(?:个|位|一个)|那边的?|方面)[?？。\s]*$/u;

/** 签到 is clear; a name alone may be anything, however surely it is read. */
function isSaid(intent: Intent, certainty: Understanding['certainty']): boolean {
  if (certainty !== 'clear' || intent.intent === 'none') return false;
  if (intent.intent === 'checkin') return intent.names === undefined;
  return !(intent.intent === 'query' && UNSAID.has(intent.metric));
}

/** 赵六呢, behind 王五今年来了几次: the same of somebody else, and nothing to be asked about. */
export async function isOfTheSame(turn: Turn, meant: Intent): Promise<boolean> {
  if (meant.intent !== 'query' || meant.names === undefined) return false;
  const last = await lastAsked(turn);
  return last?.metric === meant.metric && (last.names !== undefined || isOfItems(last.metric));
}

const isOfItems = (metric: Metric): boolean => METRIC_DEFINITIONS[metric].shape === 'items';

/** 二组呢, behind 您是想：1. …: of the first of what may be meant, where that only asks. */
export async function leaveOffered(turn: Turn, [first]: readonly Intent[]): Promise<void> {
  if (first?.intent !== 'query') return;
  await rememberAsked(turn, first, { isOffered: true });
}

/** What a message that is a bare value means then: the one thing it means, or what it may mean. */
export async function afterFigures(turn: Turn, said: Understanding): Promise<Intent[]> {
  const { intent, certainty } = said;
  if (said.answer !== undefined || isSaid(intent, certainty)) return [];
  const alone = turn.text.trim().replace(LEAD, '').replace(TAIL, '');
  // 还有李晓红和孙玉兰
  const named = intent.intent === 'checkin' ? alone.replace(/[和与跟及]/gu, '、') : alone;
  const v = readValues(named, turn.now, turn.reading);
  const isOther = v.hasClock || v.isDoubtful || v.percent !== undefined || v.figure !== undefined;
  if (!v.isBare || isOther || v.items.length > 0) return [];
  const kinds = [v.units, v.types, v.names].filter((found) => found.length > 0).length + (v.period ? 1 : 0);
  if (kinds !== 1) return [];
  const last = await lastAsked(turn);
  if (!last) return [];
  if (v.names.length > 0) {
    // 李四的呢, behind 未销号清单: theirs of that list
    if (isOfItems(last.metric)) {
      const { mine: _, after: __, ...same } = last;
      return [{ ...same, names: [...v.names] }];
    }
    const { period, activityType, activityTypes } = last;
    const theirs: Intent = {
      intent: 'query',
      metric: 'my_attendance',
      names: [...v.names],
      ...(period && { period }),
      ...(activityType && { activityType }),
      ...(activityTypes && { activityTypes }),
    };
    // Right behind a roll it may be somebody who was there all the same.
    const isOfRoll = METRIC_DEFINITIONS[last.metric].shape === 'roll';
    return [theirs, ...said.alternatives.filter((one) => isOfRoll || one.intent === 'query')];
  }
  // 主题党日, behind a list of 整改, is no part of it; nor is a day to come, of what has been.
  const { shape } = METRIC_DEFINITIONS[last.metric];
  if (v.types.length > 0 && shape === 'items') return [];
  if (v.period && v.period.from > dateOf(turn.now) && !AHEAD.has(shape)) return [];
  const [scope, ...more] = v.units;
  const [activityType] = v.types;
  return [
    {
      intent: 'query_more',
      ...(v.period && { period: v.period }),
      ...(scope !== undefined && more.length === 0 && { scope }),
      ...(more.length > 0 && { sides: v.units.map((unit) => ({ scope: unit })) }),
      ...(activityType && { activityType }),
      ...(v.types.length > 1 && { activityTypes: [...v.types] }),
    },
  ];
}
