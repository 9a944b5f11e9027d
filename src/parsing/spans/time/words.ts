import { yearOf } from '../../../domain/calendar/dates.ts';
import type { DateText } from '../../../domain/calendar/time.ts';
import { readNumber } from '../../numerals.ts';

// What many patterns share. A rule lists the characters it can begin with, so each word has its list beside it.

/** A day, month or small count. */
export const N = '(?:\\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})';
export const N_FIRST = '0123456789一二两三四五六七八九十廿卅';
/** No numeral goes on here: 十一月二十 of 十一月二十五个 is no date. */
export const N_ENDS = '(?![\\d一二两三四五六七八九十廿卅])';

export const YEAR = '(?:(?:19|20)\\d{2}|二[〇零○][一二三四五六七八九〇零○]{2})';
export const REL_YEAR = '(?:去年|今年|明年|本年|(?<!年)前年|后年|当年|上一?年|来年)';
/** The year in front of a month, a quarter or a festival; 26年 is a year only there. */
export const IN_YEAR = `(?:(?<y>${REL_YEAR}度?|${YEAR}年度?|[2二]\\d年)的?\\s?)?`;
export const YEAR_FIRST = '去今明本前后当上来12二';

/** 上, 下下, 本 …; 补一下周三的签到 and 线下周五 hold no next week. */
export const REL = '(?:上上一?个?|下下一?个?|(?<![晚早])上一?个?|(?<![一线乡])下一?个?|本|这一?个?|当)';
export const REL_FIRST = '上下本这当';

/** 拜六 is 礼拜六 in the south; 拜一拜 and 三拜 are no weekday. */
export const WEEK =
  '(?:周|星期|礼拜|(?<![崇礼朝跪参祭膜叩团回走交结相对一三九])拜(?=[一二三四五六](?!下(?!午)|[拜次个位番些遍声天起心])))';
export const WEEK_FIRST = '周星礼拜';
export const WEEKDAY = '[一二三四五六日天]';

export const DAY = '[日号]';
export const TO = '(?:——|--|[-~—到至→])';
/** Between days said together, as a range or a list. */
export const SEP = '(?:——|--|[-~—到至、,和及与跟])';

/** 前 behind a time is a deadline, but not in 前往, 前来, 前期. */
export const BEFORE =
  '(?:之前|以前|前夕|前(?![往来去面期排后台进述任天年儿晚些几两三段者言提所景途程沿锋半]))';
/** 后 behind a time, but not in 后天, 后面, 后续. */
export const AFTER = '(?:之后|以后|过后|后(?![天面来续勤台备排边期者半晌悔果日儿晚继]))';
/** 内 behind a time, but not in 内容. */
export const WITHIN = '(?:之内|以内|内(?![容部设勤科外蒙参]))';

/** A meeting by one of its names: 党课, 小组会; a numeral before it does not count it. */
export const MEETING =
  '(?:(?:支部)?(?:党员)?大会|支委|支大(?![队部学家专])|支部委员会|全体党员(?:大会|会议)|(?:专题|微)?党(?:课|日|员会|小组)|主题?党日|组织生活|民主评议|小?组会)';

/** A surname before a numeral or a festival makes it somebody's given name: 吴十一, 李国庆. */
export const SURNAMES =
  '赵钱孙李周吴郑王张刘陈杨冯黄何马胡林郭罗梁宋唐许韩邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷史龙陶贺顾毛郝龚邵万覃武莫孔向汤';

/** A number of one or two places; 七八 and 两三 are no number but a guess. */
export function num(text: string | undefined): number {
  if (text === undefined || /^[一二两三四五六七八九]{2,}$/.test(text)) return Number.NaN;
  return readNumber(text) ?? Number.NaN;
}

const YEARS: Readonly<Record<string, number>> = {
  前年: -2,
  去年: -1,
  上年: -1,
  上一年: -1,
  明年: 1,
  来年: 1,
  后年: 2,
};

/** 去年度, 2026年 or 26年 as a year. */
export function yearWord(word: string | undefined, today: DateText): number | undefined {
  if (word === undefined) return undefined;
  const plain = word.replace('度', '');
  const offset = YEARS[plain];
  if (offset !== undefined) return yearOf(today) + offset;
  const digits = plain.replace('年', '');
  if (!/^[\d二]/.test(digits)) return yearOf(today);
  const year = readNumber(digits.replace(/○/g, '〇')) ?? Number.NaN;
  return year < 100 ? 2000 + year : year;
}

/** 上上, 上, 下, 下下 as −2, −1, 1, 2; 本, 这 and 当 as 0. */
export function shift(word: string | undefined): number {
  const match = /^(上上?|下下?)/.exec(word ?? '');
  if (!match) return 0;
  return match[0].startsWith('上') ? -match[0].length : match[0].length;
}

/** 1 = Monday; 日, 天 and 7 are Sunday. */
export const weekdayNumber = (c: string): number => ('日天7'.includes(c) ? 7 : (readNumber(c) ?? Number.NaN));
