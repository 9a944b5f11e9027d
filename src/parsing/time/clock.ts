import { readNumber } from '../numerals.ts';

/** A time of day as said. `marked`: it had 上午, 下午 … or is written in 24 hours. */
export interface Clock {
  hour: number;
  minute: number;
  marker: string | undefined;
  marked: boolean;
}

const H = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3}|二十[一二三四])';
const MARK =
  '凌晨|清晨|清早|大清早|一大早|早上|早晨|早间|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜里|夜间|深夜|午间|早(?=\\d|[一二两三四五六七八九十])|晚(?=\\d|[一二两三四五六七八九十])|[AaPp][Mm]';
// 三点意见, 两点建议: a count of points and no time.
const NOT_POINTS =
  '(?! ?(?:意见|建议|要求|希望|内容|体会|想法|问题|说明|不足|经验|认识|措施|思考|启示|注意|感受|看法|事项))';

/** Parts of the day alone. A date with one of these stays a date. */
export const PART_OF_DAY = `(?<part>凌晨|清晨|清早|一大早|早上|早晨|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜里|全天|一整天|上半天|下半天)`;

/** Clock phrases: 15:00, 下午3点半, 晚7点一刻, 三点三刻, 15时30分, 3:00pm, and the 2 of 2-4点. */
export const CLOCK_PATTERN =
  `(?<mk>${MARK})?\\s?(?:(?<to>差(?<tom>${H}|一刻)分?钟?(?:到)?\\s?))?(?<![\\d.第])(?<!\\d:)(?<h>${H})` +
  `(?:\\s?:\\s?(?<mi>\\d{2})(?!\\d)(?::[0-5]\\d)?|(?:点|时(?![间候刻段常事限]))(?:钟|整)?` +
  `(?:(?<half>半)|(?<q>[一三1-3])刻|(?<m5>\\d{1,2}|[零〇]?[一二三四五六七八九十]{1,3})(?:分|(?![\\d人名个位次天月号日支党小组总车])))?(?:钟|整)?${NOT_POINTS}` +
  `|(?=\\s?(?:[-~至到—]|—{2})\\s?(?:${H})(?:点|时(?![间候])|:\\d{2})))(?:\\s?(?<ap>[AaPp][Mm])(?![A-Za-z]))?`;

type Groups = Record<string, string | undefined>;

/** undefined: the groups hold no clock; null: an impossible one (25点). */
export function clockOf(g: Groups, inherited?: string): Clock | undefined | null {
  if (g.h === undefined) return undefined;
  const marker = g.mk ?? g.ap ?? inherited;
  let hour = readNumber(g.h) ?? 99;
  let minute = g.half
    ? 30
    : g.q
      ? 15 * (readNumber(g.q) ?? 1)
      : g.mi
        ? Number(g.mi)
        : g.m5
          ? (readNumber(g.m5) ?? 99)
          : 0;
  if (g.tom !== undefined) {
    minute = 60 - (g.tom === '一刻' ? 15 : (readNumber(g.tom) ?? 0));
    hour -= 1;
  }
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  const leadingZero = g.h.length === 2 && g.h.startsWith('0');
  return { ...applyMarker(hour, minute, marker, leadingZero), marker };
}

/** 下午 and 晚上 add 12 below 12, a bare 1–6 is afternoon; 晚上12点 is midnight. */
function applyMarker(hour: number, minute: number, marker: string | undefined, leadingZero: boolean) {
  const marked = marker !== undefined || hour > 12 || leadingZero;
  if (marker !== undefined && /^(午后|下午|傍晚|晚|夜|深夜|今晚|p)/i.test(marker)) {
    if (hour < 12) return { hour: hour + 12, minute, marked };
    return { hour: hour === 12 && /晚|夜/.test(marker) ? 24 : hour, minute, marked };
  }
  if (marker !== undefined && /^(中午|正午|午间)/.test(marker))
    return { hour: hour < 6 ? hour + 12 : hour, minute, marked };
  if (marker !== undefined && /^am$/i.test(marker) && hour === 12) return { hour: 0, minute, marked };
  if (marker === undefined && !leadingZero && hour >= 1 && hour <= 6)
    return { hour: hour + 12, minute, marked };
  return { hour, minute, marked };
}

/** The end of a range: the first marker holds, and an end before its start is twelve hours later. */
export function endClock(start: Clock, end: Clock): Clock {
  let hour = end.hour;
  if (!end.marked && start.marker !== undefined) {
    const afternoon = start.hour >= 12;
    if (afternoon && hour < 12) hour += 12;
    if (!afternoon && hour > 12 && hour - 12 > start.hour) hour -= 12;
  }
  if (hour * 60 + end.minute <= start.hour * 60 + start.minute && hour < 12) hour += 12;
  return { ...end, hour };
}
