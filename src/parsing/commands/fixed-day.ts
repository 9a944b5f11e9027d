import { fixedDayType } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import type { FixedDayRule } from '../../domain/slots.ts';
import { asWritten, trimEdges } from '../message.ts';
import { readNumber } from '../numerals.ts';
import { type Heard, scopeOf } from './rest.ts';

const N = '(?:\\d{1,2}|[一二三四五六七八九十廿]{1,3})';
const MONTHLY = '(?:每个?月|每月份?|月月)的?';
const RULE = new RegExp(
  `(?<lunar>农历|阴历)?(?:${MONTHLY})?(?:农历|阴历)?初(?<first>[一二三四五六七八九十])|(?:农历|阴历)${MONTHLY}?(?<lunarDay>${N})|${MONTHLY}(?:农历|阴历)(?<lunarDay2>${N})` +
    `|${MONTHLY}(?:第?(?<nthWork>${N})个?|(?<lastWork>最后一?个?))工作日|${MONTHLY}(?<last>最后一天|月底|月末|最后1天|底)` +
    `|${MONTHLY}?(?:第?(?<nth>[一二三四五1-5首])个?|(?<lastw>最后一?个?))(?:周|星期|礼拜)(?<wd>[一二三四五六日天])|${MONTHLY}(?<day>${N})(?:日|号)?`,
);
const CLEAR =
  /(?:取消|清除|删除|撤销|不要|停用|解除)[^,。\n]{0,10}固定(?:党)?日|固定(?:党)?日[^,。\n]{0,6}(?:取消|清除|删除|不要了)/;
const SHOW =
  /^(?:查看|查询|看看|看一下|查一下)?[^,。\n]{0,14}固定(?:党)?日(?:期)?(?:是|在|定在)?(?:哪天|哪一天|几号|什么时候|是哪天|\?|情况|是什么|吗)*$/;
/** 主题党日一般几号 */
const USUALLY =
  /(?:一般|通常|平时|平常|每个?月|都)(?:都|是|在|定在|放在|安排在)*(?:几号|哪一?天|什么(?:时候|日子)|啥时(?:候|间)?)(?:开|搞|办|的|[?？呢啊])*$/;
const SET = /固定|定在|定为|设为|设置为|改为|安排在|调整为|为每|每月/;

/** 主题党日固定为每月25日下午3点 党员活动室, its question and its end. */
export function readFixedDay(r: Heard): Filled | undefined {
  if (CLEAR.test(r.s)) return { intent: 'fixed_day_clear', ...scopeOf(r) };
  const m = RULE.exec(r.s);
  const rule = m && ruleOf(m.groups!);
  const isOfFixed = r.types.some((t) => t.type === fixedDayType());
  if (!rule) {
    const asks = SHOW.test(r.s) || (isOfFixed && USUALLY.test(r.s));
    return asks ? { intent: 'fixed_day_show', ...scopeOf(r) } : undefined;
  }
  if (!SET.test(r.s) || !(/固定/.test(r.s) || isOfFixed) || /\?|吗|谁|多少/.test(r.s)) return undefined;
  const intent: Filled = {
    intent: 'fixed_day_set',
    activityType: fixedDayType(),
    fixedDay: rule,
    ...scopeOf(r),
  };
  const clock = r.times.find((t) => t.clock !== undefined)?.clock;
  if (clock)
    intent.clock = `${String(clock.hour % 24).padStart(2, '0')}:${String(clock.minute).padStart(2, '0')}`;
  const place = placeAfter(r, m.index + m[0].length);
  if (place) intent.place = asWritten(r.m, place);
  return intent;
}

/** 每月5日、20日: one day is fixed; the second as written, so that it is not dropped without a word. */
export const secondDay = (s: string): string | undefined => SECOND.exec(s)?.[1];
const SECOND = new RegExp(`${MONTHLY}第?${N}(?:日|号)?\\s?(?:[、,和与及或]|以及)\\s?(${N}(?:日|号))`);

function ruleOf(g: Record<string, string | undefined>): FixedDayRule | undefined {
  const lunar = g.first ?? g.lunarDay ?? g.lunarDay2;
  if (lunar !== undefined) {
    const day = readNumber(lunar);
    return day !== undefined && day >= 1 && day <= 30 ? { kind: 'lunar', day } : undefined;
  }
  if (g.lastWork !== undefined) return { kind: 'working_day', nth: -1 };
  if (g.nthWork !== undefined) {
    const nth = readNumber(g.nthWork);
    return nth !== undefined && nth >= 1 && nth <= 15 ? { kind: 'working_day', nth } : undefined;
  }
  if (g.last !== undefined) return { kind: 'last_day' };
  if (g.wd !== undefined)
    return {
      kind: 'weekday',
      nth: g.lastw ? -1 : g.nth === '首' ? 1 : (readNumber(g.nth!) ?? 1),
      weekday: '一二三四五六日'.indexOf(g.wd.replace('天', '日')) + 1,
    };
  const day = g.day === undefined ? undefined : readNumber(g.day);
  return day !== undefined && day >= 1 && day <= 31 ? { kind: 'day', day } : undefined;
}

/** What follows the day and the clock is the place. */
function placeAfter(r: Heard, from: number): string | undefined {
  // 每月5号主题党日 names no place.
  const end = Math.max(from, ...r.times.map((t) => t.end), ...r.types.map((t) => t.end));
  const text = trimEdges(r.s.slice(end))
    .replace(/^(?:日|号|天|的|过|搞|开展|举行|召开|在|于|地点)+[:\s]*/, '')
    .replace(/(?:召开|举行|开展|进行|开|集中)$/, '');
  return text.length >= 2 && text.length <= 30 && !/[,。]/.test(text) ? text : undefined;
}
