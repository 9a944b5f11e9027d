// 安排 党小组会 每周五晚上7点: read as its first time, with how often it comes again.
import type { Slots } from '../domain/slots.ts';

const WEEKLY = /每(?:个)?(?<half>两|隔)?(?:个)?(?<week>周|星期|礼拜)(?:的)?(?<day>[一二三四五六日天])/u;
const MONTHLY = /每(?:个)?月(?:的)?(?=\d{1,2}[日号])/u;
const PLANS = /安排|计划|定于|定在|组织|开展|举行|开(?![过了得的始])|过(?=主题)/u;
const ASKS = /[?？吗]|谁|什么|几|多少|没/u;
/** 主题党日固定为每月25日 settles a day of its own. */
const FIXED = /固定/u;

/** The text without its 每, and the repeat; undefined where nothing is planned again and again. */
export function repeatIn(text: string): { once: string; repeat: Slots['repeat'] } | undefined {
  if (!PLANS.test(text) || FIXED.test(text) || ASKS.test(text)) return undefined;
  const weekly = WEEKLY.exec(text);
  if (weekly) {
    const { half, week, day } = weekly.groups!;
    return { once: text.replace(WEEKLY, `${week}${day}`), repeat: { weeks: half ? 2 : 1 } };
  }
  return MONTHLY.test(text) ? { once: text.replace(MONTHLY, ''), repeat: { months: 1 } } : undefined;
}
