import { type Groups, type Reading, type Rule, rule } from './lexeme.ts';
import type { Clock, PartOfDay } from './time-span.ts';
import { MEETING, N_ENDS, num, TO } from './words.ts';

/** Words for a part of the day and what each means for a clock; 饭后 alone leaves the half of the day open. */
const PARTS: Readonly<Record<PartOfDay, string>> = {
  凌晨: '凌晨',
  早上: '早起|朝早|早头|赶早|大清早上?|一?大早上?|一早上?|清早|清晨|早上|早晨|早间|早饭前|天还?[不没]亮|天刚亮|天亮|麻麻亮|蒙蒙亮',
  上午: '上午|上昼|头晌午?|前半?晌|午前|[上前]半[天日]|早饭后|吃(?:完|过)?早饭后?',
  中午: '大?中午|正午|晌午头?|午间',
  下午: '下午|下昼|晏昼|下晡|下晌|午后|后半?晌午?|过晌午?|[下后]半[天日]|(?:午|中)饭后|吃(?:完|过)?午饭后?',
  傍晚: '傍晚|傍黑|天?擦黑儿?|黄昏|晚饭前',
  晚上: '大?晚上|黑[了里咧哩]|夜黑[里咧哩]?|下黑|黑夜|下?晚黑|晚夕|下晚|晚头|夜头|晚间|夜晚|[晚夜]饭(?:过后|后头?)|吃(?:完|过)?[晚夜]饭(?:后头?)?',
  夜: '夜里|夜间|深夜|半夜|午夜|后半夜',
  全天: '全天|一?整天',
  饭后: '饭后',
};
const PART_FIRST = '麻蒙朝赶晏黑凌大一早清上头前午吃中正晌下后过傍天擦黄晚夜深半全整饭';
const PART = Object.entries(PARTS).map(
  ([part, words]) => [part as PartOfDay, new RegExp(`^(?:${words})$`)] as const,
);
const ANY_PART = Object.values(PARTS).join('|');
const NEXT_HOUR = '(?=\\s?[\\d一二两俩三四五六七八九十])';
// What a count of points is about: 三点意见, 两点建议.
const POINTS =
  '意见|建议|要求|希望|内容|体会|想法|问题|说明|不足|经验|认识|措施|思考|启示|注意|感受|看法|事项|原因|感想|打算|收获|成效|做法|目标|共识|提醒|情况|表现|理由|疑问|需要';

const H = '(?:\\d{1,2}|[零〇一二两俩三四五六七八九十]{1,3})';
// 一处写两点一处写两点半: a single numeral is a minute only with 零 or 分.
const MINUTE =
  '(?:[零〇](?:\\d{1,2}|[一二三四五六七八九十]{1,3})|\\d{2}|\\d(?![\\d.、)])|[一二三四五六七八九](?=分)|[一二三四五六七八九十]{2,3}|十)';
// 九点三十支部 may be thirty branches; 九点三十支委会 is half past nine.
const NO_UNIT = `(?!(?!${MEETING})(?:[\\d零〇一二三四五六七八九十人名个位次天月号日支党小组总车条项届万]|楼))`;
const SHI = '时(?![间候刻段常事限期代而效长])';

// 1930 and 0830-1100 are clocks behind a day; where a line begins, 0830-1100 and 0900.
const COMPACT = '(?:[01]\\d|2[0-3])[0-5]\\d';
const DASH = '\\s?(?:——|[-~—到至])\\s?';
const BEHIND_DAY = `(?<=(?:20\\d{6}[ T]?|[日号][ \\t]{0,3}|(?:[周期拜][一二三四五六日天]|(?<!\\d)\\d{1,2}[./-]\\d{1,2})\\)?[ \\t]{1,3})(?:${COMPACT}${DASH})?\\d{2})`;
const AT_HEAD = `(?<=(?:^|\\n)[ \\t]{0,2}(?:(?<from>${COMPACT})${DASH})?\\d{2})`;
const NO_QUANTITY = `(?![\\d.:]|${DASH}\\d{1,4}[年学]|\\s?[年学度届级人元名次个份号吨斤米亩户页字步%])`;
const TO_COMPACT = new RegExp(`^${DASH}(${COMPACT})(?!\\d)`);

/** 上午, 头晌 … as one of the parts; undefined for other words. */
function partOf(word: string): PartOfDay | undefined {
  if (word === '早') return '早上';
  if (word === '晚' || word === '夜') return '晚上';
  return PART.find(([, words]) => words.test(word))?.[0];
}

/** 下午 and 晚上 add 12 below 12, a bare 1–6 is afternoon; 晚上12点 is midnight, 夜里2点 the small hours. */
function inPart(hour: number, part: PartOfDay | undefined): number {
  switch (part) {
    case undefined:
    case '饭后':
    case '全天':
      return hour >= 1 && hour <= 6 ? hour + 12 : hour;
    case '凌晨':
      return hour === 12 ? 0 : hour;
    case '早上':
    case '上午':
      return hour;
    case '中午':
      return hour < 6 ? hour + 12 : hour;
    case '下午':
    case '傍晚':
      return hour < 12 ? hour + 12 : hour;
    case '夜':
      return hour < 6 ? hour : hour <= 12 ? hour + 12 : hour;
    case '晚上':
      return hour <= 12 ? hour + 12 : hour;
  }
}

/** undefined: a guess between two hours (七八点); null: an impossible one (25点). */
function clockOf(g: Groups, said: PartOfDay | undefined): Clock | undefined | null {
  const half = g.ap?.toLowerCase().startsWith('p') ? '下午' : g.ap === undefined ? undefined : '上午';
  let part = (g.mk === undefined ? undefined : partOf(g.mk)) ?? half ?? said;
  let spoken = num(g.h);
  if (Number.isNaN(spoken)) return undefined;
  let minute = g.half
    ? 30
    : g.q
      ? 15 * num(g.q)
      : (g.mi ?? g.mi4)
        ? Number(g.mi ?? g.mi4)
        : g.m5
          ? num(g.m5.replace(/^[零〇](?=.)/, ''))
          : Number(g.m6 ?? 0);
  const less = g.tom ?? g.less;
  if (less !== undefined) {
    minute = 60 - (less === '一刻' ? 15 : num(less));
    spoken -= 1;
  }
  if (!(minute >= 0 && minute <= 59) || spoken < 0 || spoken > 24 || (spoken === 24 && minute > 0))
    return null;
  const is24 = (g.h!.length === 2 && g.h!.startsWith('0')) || spoken > 12;
  if (part === '饭后' || part === '全天') part = undefined;
  const am12 = half === '上午' && spoken === 12;
  const hour = is24 ? spoken : am12 ? 0 : inPart(spoken, part);
  if (hour > 24 || (hour === 24 && minute > 0 && part !== '晚上' && part !== '夜')) return null;
  return { hour, minute, spoken, part, marked: part !== undefined || is24 || spoken === 0 };
}

/** 一点都不, 早一点, 有三点: a little, or a count of points. */
function isCount(g: Groups, s: string, at: number, end: number): boolean {
  if (g.mi ?? g.mi4 ?? g.half ?? g.q ?? g.m5 ?? g.m6 ?? g.ap ?? g.tom ?? g.less) return false;
  if (!/[一二两三四五六七八九十]点$/.test(s.slice(at, end))) return false;
  const [before, after] = [s[at - 1] ?? '', s.slice(end, end + 2)];
  if (g.h === '一' && (g.mk === undefined || g.mk === '早' || g.mk === '晚'))
    return (
      g.mk !== undefined ||
      /[有早晚快慢多少差好大小近远高低老了这那]/.test(before) ||
      /^(?:[都也没不儿点困]|小(?!组))/.test(after)
    );
  return (
    g.mk === undefined &&
    (/[有这那]/.test(before) || (/[提谈讲]/.test(before) && /^(?:[:,。;、]|$)/.test(after)))
  );
}

/** 1938 is a number of something, 2026 a year and 2025-2030 at the head of a line are years. */
function isCompact(g: Groups, s: string, at: number, end: number): boolean {
  const to = TO_COMPACT.exec(s.slice(end, end + 9))?.[1];
  const clock = s.slice(at, end);
  if (g.day !== undefined)
    return (
      to !== undefined ||
      /[05]$/.test(clock) ||
      /(?:20\d{6}[ T]?|[-~—到至]\s?)$/.test(s.slice(Math.max(0, at - 9), at))
    );
  const other = g.from ?? to;
  return other === undefined ? /^0.+[05]$/.test(clock) : !(/^20[1-4]/.test(clock) && /^20[1-4]/.test(other));
}

/** The end of a range: the first part of the day holds for it too; an end past midnight is in hours above 24. */
export function endClock(start: Clock, end: Clock): Clock | undefined {
  const from = start.hour * 60 + start.minute;
  const late = (hour: number) => hour * 60 + end.minute > from;
  const own = end.marked && (end.part !== undefined || end.spoken > 12 || start.hour < 12);
  const hours = own ? [end.hour] : [end.spoken, end.spoken + 12];
  const sameHalf = start.marked && start.hour >= 12 ? hours.filter((h) => h >= 12) : hours;
  const hour =
    sameHalf.find(late) ?? (start.hour >= 18 && end.hour % 12 <= 6 ? (end.hour % 12) + 24 : undefined);
  return hour === undefined || hour > 30 ? undefined : { ...end, hour, part: end.part ?? start.part };
}

/** A clock moved by a part of the day that was said apart from it. */
export const clockIn = (clock: Clock, part: PartOfDay | undefined): Clock => ({
  ...clock,
  hour: inPart(clock.spoken, part),
  part,
  marked: true,
});

/** The same clock as it was said, before a part of the day moved it. */
export const unplaced = (clock: Clock): Clock =>
  clock.spoken > 12
    ? clock
    : { ...clock, hour: inPart(clock.spoken, undefined), part: undefined, marked: clock.spoken === 0 };

export const CLOCK_RULES: readonly Rule[] = [
  // 15号早九, 周三晚七: 点 is left out behind a day
  rule(
    '早晚',
    '(?<=[日号天]|(?:周|星期|礼拜)[一二三四五六日天])(?<mk>[早晚])(?<h>[五六七八九十]|[5-9])(?=$|[\\s,。;!)])',
    (g): Reading => ({ sort: 'clock', clock: clockOf(g, undefined), again: (part) => clockOf(g, part) }),
  ),
  // 25日晚, 周三晚; 周三晚到 is being late
  rule(
    '晚',
    '(?<=[日号]|(?:周|星期|礼拜)[一二三四五六日天])晚(?![上间饭了到来点会交报走些于一黑夕头\\d]|\\s?[一二两三四五六七八九十])',
    () => ({
      sort: 'part',
      part: '晚上',
    }),
  ),
  rule(PART_FIRST, `(?<![每提])(?:${ANY_PART})(?!好)`, (_, __, s, at, end) => {
    const part = partOf(s.slice(at, end));
    return part && { sort: 'part', part };
  }),
  rule(
    `${PART_FIRST}差0123456789零〇一二两俩三四五六七八九十AaPp`,
    `(?<mk>${ANY_PART}|[早晚夜]${NEXT_HOUR}|[AaPp][Mm])?\\s?(?:差(?<tom>${H}|一刻)分?钟?到?\\s?)?(?<![\\d.第#])(?<!\\d:)(?<h>${H})` +
      `(?:\\s?:\\s?(?<mi>\\d{2})(?![\\d人名个位%])(?::[0-5]\\d)?` +
      `|\\s?(?:点(?![名击评])|${SHI})(?:钟|整|正(?![式常确在]))?(?:(?<=\\s点)\\s(?<m6>\\d{1,2})\\s?分(?!钟)|(?<half>半)|(?<q>[一三1-3])刻|差(?<less>${H})分|(?<m5>${MINUTE})(?:分(?!钟)|${NO_UNIT}))?(?:钟|整)?(?! ?(?:${POINTS}))` +
      `|(?:${BEHIND_DAY}(?<day>)|${AT_HEAD})(?<mi4>[0-5]\\d)${NO_QUANTITY}` +
      `|(?=\\s?[AaPp]\\.?[Mm](?![A-Za-z]))` +
      `|${N_ENDS}(?=\\s?${TO}\\s?${H}(?:点|${SHI}|:\\d{2})))(?:\\s?(?<ap>[AaPp]\\.?[Mm])(?![A-Za-z]))?`,
    (g, _, s, at, end): Reading | undefined => {
      if (g.mi4 !== undefined && !isCompact(g, s, at, end)) return undefined;
      if (isCount(g, s, at, end) || (s[end] !== '许' && /^一时$/.test(s.slice(at, end)))) return undefined;
      return { sort: 'clock', clock: clockOf(g, undefined), again: (part) => clockOf(g, part) };
    },
  ),
];
