// 安排 党小组会 每周五晚上7点: read as its first time, with how often it comes again.
import { endOfMonth, makeDate, monthOf, yearOf } from '../domain/calendar/dates.ts';
import { addDays, type DateText, weekdayOf } from '../domain/calendar/time.ts';
import type { Slots } from '../domain/slots.ts';
import { readNumber } from './numerals.ts';

/** 每周三、周五 is more than one series. */
const WEEKLY =
  /每(?:个)?(?:(?<half>两|隔一?)(?:个)?(?:(?:周|星期|礼拜)的?(?=周|星期|礼拜))?)?(?<week>周|星期|礼拜)(?:的)?(?<day>[一二三四五六日天])(?!(?:、|和|及|与)(?:每?(?:周|星期|礼拜))?[一二三四五六日天])/u;
const MONTHLY = /每(?:个)?月(?:的)?(?=(?:\d{1,2}|[一二三]?十?[一二三四五六七八九十])[日号](?!、|和|及|与))/u;
/** 12月每周三: only in that month. */
const WITHIN =
  /(?:(?<month>\d{1,2}|十?[一二三四五六七八九十])月(?:份)?|(?<next>下个?月)|(?:本|这个?|当)月)(?:里|内|的|[,，\s])*(?=每)/u;
const PLANS = /安排|计划|定于|定在|组织|开展|举行|开(?![过了得的始])|过(?=主题)/u;
/** Said of what was, of somebody, or of a plan that is there already. */
const TELLS =
  /过|了|上个?月|上周|去年|以前|之前|一直|从来|都|已|请假|[参来去]不了|不[参来去]|应到|实到|签到|取消|改|推迟|提前|整改|提醒|哪|怎|情况|统计|记录|导出/u;
const CLOCK = /[\d一二两三四五六七八九十](?:点|时|[:：]\d\d)/u;
const ASKS = /[?？吗]|谁|什么|几|多少|没/u;
/** 主题党日固定为每月25日 settles a day of its own. */
const FIXED = /固定/u;

interface Repeated {
  once: string;
  repeat: Slots['repeat'];
  /** 每月10号下午3点支委会: no word says that it is planned, so that only a kind with its hour is */
  isBare: boolean;
}

/** The text without its 每, and the repeat; undefined where nothing is planned again and again. */
export function repeatIn(text: string, today: DateText): Repeated | undefined {
  if (!/每/u.test(text) || FIXED.test(text) || ASKS.test(text)) return undefined;
  const isBare = !PLANS.test(text);
  if (isBare && (TELLS.test(text) || !CLOCK.test(text))) return undefined;
  const weekly = WEEKLY.exec(text);
  if (!weekly) {
    if (!MONTHLY.test(text)) return undefined;
    return { once: text.replace(MONTHLY, ''), repeat: { months: 1 }, isBare };
  }
  const { half, week, day } = weekly.groups!;
  const weeks = half ? 2 : 1;
  const within = WITHIN.exec(text);
  if (!within) return { once: text.replace(WEEKLY, `${week}${day}`), repeat: { weeks }, isBare };
  const first = firstWithin(within, '一二三四五六日'.indexOf(day === '天' ? '日' : day!) + 1, today);
  if (first === undefined) return undefined;
  const [year, month, date] = first.split('-').map(Number);
  return {
    once: text.replace(WITHIN, '').replace(WEEKLY, `${year}年${month}月${date}日`),
    repeat: { weeks, until: endOfMonth(first) },
    isBare,
  };
}

/** The first such day of the month that is not over. */
function firstWithin({ groups }: RegExpExecArray, weekday: number, today: DateText): DateText | undefined {
  const now = monthOf(today);
  const said = groups?.month === undefined ? undefined : readNumber(groups.month);
  const month = said ?? (groups?.next ? (now % 12) + 1 : now);
  const from = makeDate(yearOf(today) + (month < now ? 1 : 0), month, 1);
  if (from === undefined) return undefined;
  const after = from < today ? today : from;
  const day = addDays(after, (weekday - weekdayOf(after) + 7) % 7);
  return day <= endOfMonth(from) ? day : undefined;
}
