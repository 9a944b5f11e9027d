import { matches } from './matches.ts';
import { NUM, readNumber } from './numerals.ts';

interface Figures {
  expected?: number | undefined;
  present?: number | undefined;
}

const P = '(?:党员|同志|人员|正式党员|干部|支委|委员|成员|组员)?';
const M = '(?:个人|人|名|位|个)?';
const IS = '\\s?(?:[:|=】]|人数|党员数?|会|的|共|是|为|有|计|约)*\\s?';
const U = '(?:个人|人|名|位|个)';
const src = (s: string) => new RegExp(s.replaceAll('NUM', NUM));

const EXPECTED = src(
  `(?:应到会|应到|应参加会?|应参会|应出席|应来|应有|应参|党员总数|总人数|共有(?:正式)?党员|现有党员|全体党员|在册党员|我支部有?党员|支部有?党员)${P}${IS}(NUM)${M}`,
);
const PRESENT = src(
  `(?:(?<!应到)实到会?|实际(?:到会|参加|参会|出席|到场|到|签到)?|实参加?会?|实来|(?<!应)到会|(?<!应)出席|(?<!应)参会|(?<!应)参加(?:会议|活动|学习)?|(?<!应)到场|(?<!不|应)到了|来了|实有|现场有?|签到)${P}${IS}(NUM)${M}(?!\\d|号|月|[.:/]\\d|点|时|楼|次|场|届|周|小时|第)`,
);
const PRESENT_AFTER = src(
  `(NUM)(?:人|名|位|个)${P}(?:都|实际)?(?:参加|到会|出席|参会|到场|签到|到了|来了|实到|到位)(?!率|的)`,
);
const BOTH = src(
  `应到[、,和及与/]?实到${P}${IS}(?:人数)?(?:都是|均为|均是|均|都为|都|各|各为|同为|一致|皆为)?[:\\s]?(NUM)${M}(?![\\s/]?\\d)`,
);
const EXPECTED_AFTER = src(`(NUM)(?:人|名|位|个)${P}(?:应到|应参加|应参会|应出席)`);
/** 实到/应到: 21/23 and 应到、实到: 23、21. */
const PAIR =
  /(?<first>应到|实到|到会|参会|实际)[人数]*\s?[/、和与|]\s?(?<second>应到|实到)[人数]*\s?[:是为]*\s?(?<a>\d{1,4})人?\s?[/、,]\s?(?<b>\d{1,4})/;
const ALL_N = src(
  `(NUM)${U}${P}(?:,|\\s)?(?:已经?|今天)?(?:全部|全都|全体|全员|全|都|一个不少|一个没少|一个不落|悉数|均|(?=(?:到|来)齐))(?:已经?)?(?:到齐|到会|到场|参加|出席|签到|到位|到了|来了|参会|来齐|按时参加|按时到会|到|来|齐)`,
);
const ALL_N2 = src(
  `(?:全到|全员到齐|全部到齐|全部到会|全勤|全员参加|全体到齐|全员|全体|到齐)[(,\\s]?(?:共|计)?(NUM)(?:人|名|位|个)${P}?(?:全部|全都|都)?(?:到齐|到会|参加|出席|到)?`,
);
const ALL =
  /全员(?:到齐|到会|参加|出席|参会|到场|实到|签到|到)|全部(?:到齐|到会|参加|出席|参会|到场|实到|签到|按时|到了|到位|到)|全都?到|全体(?:到齐|到会|参加|出席|参会|到)|(?:人员|党员|同志们?|大家)(?:都|全)?到齐|到齐|无(?:一?人)?缺席|无(?:人)?请假|没有?(?:人)?(?:缺席|请假)|一个(?:都)?(?:不|没)(?:少|落|缺)|全勤|没有缺席|无一(?:人)?缺席|零缺席|都到了|都来了|没人(?:请假|缺席)/;
const EXCEPT = /除[^,。;\n]{1,60}?(?:外|以外|之外)|其他|其余|其它/;
const RATIO = /(?<![\d./:-])(\d{1,4})\s?[/／]\s?(\d{1,4})(?![\d/.月])/g;
const CAME = src(
  `(?<![\\d应实])(NUM)${U}?${P},?\\s?(?:今天|实际|实)?(?:到|来)了?(NUM)${U}?(?![\\d月日点号:])`,
);
const TOTAL = src(`(?:共|一共|总共)(?:有)?(NUM)${U}${P}`);

const at = (re: RegExp, s: string, group = 1) => {
  const m = re.exec(s);
  const value = m?.[group] === undefined ? undefined : readNumber(m[group]!);
  return value !== undefined && value <= 100_000 ? value : undefined;
};

/** True for 5/5 or 17/20 where a date would be nonsense or 到会 stands next to it. */
export function isRatio(s: string, index: number, length: number, a: number, b: number): boolean {
  const before = s.slice(Math.max(0, index - 8), index);
  const after = s.slice(index + length, index + length + 4);
  if (a > 12 || b > 31 || a === 0 || b === 0 || a === b) return true;
  if (/(?:到会|实到|出席|参会|到|签到|出勤|应到|参加|考勤)(?:情况|人数|率)?[:\s]?$/.test(before)) return true;
  return /^\s?(?:人|到|全|名|出席|参加|实到)/.test(after);
}

/** 应到 and 实到 of a report, as written even when they do not add up. */
export function readFigures(s: string): Figures {
  const figures: Figures = {};
  if (!/[\d零一二三四五六七八九十百廿卅]|到|勤|缺席/.test(s)) return figures;
  const pair = PAIR.exec(s)?.groups;
  if (pair && (pair.first === '应到') !== (pair.second === '应到')) {
    const [a, b] = [Number(pair.a), Number(pair.b)];
    return pair.first === '应到' ? { expected: a, present: b } : { expected: b, present: a };
  }
  const both = at(BOTH, s);
  if (both !== undefined) return { expected: both, present: both };
  figures.expected = at(EXPECTED, s) ?? at(EXPECTED_AFTER, s);
  figures.present = lastOf(PRESENT, s) ?? at(PRESENT_AFTER, s);
  if (figures.expected === undefined) byPhrase(s, figures);
  const ratio = figures.expected !== undefined && figures.present !== undefined ? undefined : readRatio(s);
  if (
    ratio &&
    (figures.expected === undefined || ratio.present === figures.present || figures.present === undefined)
  )
    Object.assign(figures, ratio);
  everybody(s, figures);
  return figures;
}

/** A later figure corrects an earlier one: 实到21人, 更正, 实到20人. */
function lastOf(re: RegExp, s: string): number | undefined {
  const fixed = /(?:更正|改正|应该是|应为|纠正|不对|说错|写错|报错)/.exec(s);
  return (fixed && at(re, s.slice(fixed.index))) ?? at(re, s);
}

function byPhrase(s: string, figures: Figures): void {
  const came = CAME.exec(s);
  if (!came) return;
  const [expected, present] = [readNumber(came[1]!), readNumber(came[2]!)];
  if (expected !== undefined && present !== undefined && expected >= present)
    Object.assign(figures, { expected, present });
}

/** m/n is present/expected, unless labels give the order. */
function readRatio(s: string): Figures | undefined {
  if (!s.includes('/')) return undefined;
  for (const m of matches(RATIO, s)) {
    const [a, b] = [Number(m[1]), Number(m[2])];
    const reversed = /应到\s?\/\s?实到[人数]*[:\s]*$/.test(s.slice(Math.max(0, m.index - 12), m.index));
    return reversed || a > b ? { expected: a, present: b } : { expected: b, present: a };
  }
  return undefined;
}

/** N人全到, 应到N人 全部到齐, 一个没少. */
function everybody(s: string, figures: Figures): void {
  const n =
    at(ALL_N, s) ??
    (figures.expected === undefined && figures.present === undefined ? at(ALL_N2, s) : undefined);
  if (EXCEPT.test(s)) return;
  if (n !== undefined) {
    figures.expected ??= n;
    figures.present ??= n;
    return;
  }
  if (!ALL.test(s)) return;
  if (figures.expected === undefined && figures.present === undefined) figures.expected = at(TOTAL, s);
  if (figures.expected !== undefined) figures.present ??= figures.expected;
  else if (figures.present !== undefined) figures.expected = figures.present;
}
