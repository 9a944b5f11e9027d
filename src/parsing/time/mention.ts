import { addDays, type DateText, weekdayOf } from '../../domain/calendar/time.ts';
import { matches } from '../matches.ts';
import type { Span } from '../message.ts';
import { CLOCK_PATTERN, type Clock, clockOf, endClock, PART_OF_DAY } from './clock.ts';
import { DATE_PATTERNS } from './date-patterns.ts';
import { dateWords, secondDay } from './date-tokens.ts';
import { type DateWords, type Direction, resolveDate } from './date-words.ts';
import type { Standpoint } from './standpoint.ts';

/** One moment or range in a text, as said. */
export interface TimeMention extends Span {
  date?: DateWords | undefined;
  toDate?: DateWords;
  clock?: Clock | undefined;
  toClock?: Clock | undefined;
  /** 上午, 晚上 … without a clock time */
  part?: string;
  /** the weekday said beside a date, 1 = Monday */
  weekday?: number | undefined;
  /** `impossible_date` or `impossible_time` */
  trouble?: string;
}

interface Token extends Span {
  groups: Record<string, string | undefined>;
  date?: DateWords;
  to?: DateWords | undefined;
  clock?: Clock | null | undefined;
  part?: string;
  weekdayOnly?: boolean;
}

// What any of the patterns can begin with, so that most positions fail at once.
const FIRST =
  '(?=[\\d一二两三四五六七八九十廿卅半零〇去今明本前后当上下这大昨月年岁季第农阴旧正腊冬初元春除过国清劳端中重周星礼凌早午傍晚夜全差最AaPp])';
const TIME = new RegExp(`${FIRST}(?:${[...DATE_PATTERNS, CLOCK_PATTERN, PART_OF_DAY].join('|')})`, 'g');
const TIMEISH =
  /\d|[年月日号周晚早午晨夜旬底末季初旦点]|[今明昨后前]天|星期|礼拜|[内后前]|大?[后前]天|整天|半天|[今明昨后]儿/;
const JOIN = /^[\s,、的()]{0,4}$/;
const RANGE = /^\s?\)?\s?(?:开始|起)?[\s,]?(?:[-~—]{1,3}|至|到|直至|直到|一直到|开到|持续到|一直开到)\s?$/;
const BRACKET = /^\s?\($/;
const START_TO = /^\s?(?:开始|开会|起|开)[\s,]*$/;
const FINISH = /^\s?(?:结束|散会|散|止|完|收工)/;

/** All times in a text, left to right. */
export function scanTimes(s: string, standpoint: Standpoint): TimeMention[] {
  if (!TIMEISH.test(s)) return [];
  const tokens = tokenise(s, standpoint);
  const mentions: TimeMention[] = [];
  for (let i = 0; i < tokens.length; ) {
    const m: TimeMention = { at: tokens[i]!.at, end: tokens[i]!.end };
    i = readPoint(s, tokens, i, m);
    i = readRange(s, tokens, i, m);
    mentions.push(m);
  }
  return mentions;
}

function tokenise(s: string, standpoint: Standpoint): Token[] {
  const tokens: Token[] = [];
  for (const match of matches(TIME, s)) {
    const groups = match.groups!;
    const token: Token = { at: match.index, end: match.index + match[0].length, groups };
    if (groups.h !== undefined) token.clock = clockOf(groups);
    else if (groups.part !== undefined) token.part = groups.part;
    else {
      const date = dateWords(groups, standpoint);
      if (date === undefined) continue;
      token.date = date;
      token.weekdayOnly = groups.wd !== undefined;
      token.to = secondDay(groups);
      if (groups.rel !== undefined) relative(token, groups.rel, standpoint.today);
    }
    tokens.push(token);
  }
  return tokens;
}

/** 今晚 brings its part of the day along, 明后天 its second day. */
function relative(token: Token, word: string, today: DateText): void {
  const part = /晚|夜|早|晨|下午/.exec(word)?.[0];
  if (part !== undefined)
    token.part = part === '晚' || part === '夜' ? '晚上' : part === '下午' ? '下午' : '早上';
  if (word.startsWith('明后')) token.to = { kind: 'fixed', date: addDays(today, 2) };
  if (word === '今明两天') token.to = { kind: 'fixed', date: addDays(today, 1) };
}

/** A date, a redundant weekday behind it, a part of the day, a clock: whatever of these stands together. */
function readPoint(s: string, tokens: Token[], first: number, m: TimeMention, to = false): number {
  let i = first;
  let token = tokens[i]!;
  const joined = () => i < tokens.length && JOIN.test(s.slice(m.end, tokens[i]!.at));
  const take = () => {
    m.end = tokens[i]!.end;
    i++;
    if (i < tokens.length) token = tokens[i]!;
  };
  let part: string | undefined;
  if (token.date !== undefined) {
    const date = token.date;
    if (date.kind === 'impossible') m.trouble ??= 'impossible_date';
    if (to) m.toDate = date;
    else m.date = date;
    if (token.to !== undefined) m.toDate = token.to;
    part = token.part;
    take();
    // 本周日(22日): the date in brackets is the same day, and the surer of the two.
    if (
      i < tokens.length &&
      token.date !== undefined &&
      !token.weekdayOnly &&
      BRACKET.test(s.slice(m.end, token.at))
    ) {
      if (date.kind === 'weekday' && !to) m.date = token.date;
      take();
    }
    if (date.kind !== 'weekday' && joined() && token.weekdayOnly) {
      m.weekday = saidWeekday(token.date!);
      take();
    }
  }
  if (
    i < tokens.length &&
    (i === first || joined()) &&
    token.part !== undefined &&
    token.date === undefined
  ) {
    part = token.part;
    take();
  }
  if (i < tokens.length && (i === first || joined()) && token.clock !== undefined) {
    const clock = part === undefined ? token.clock : clockOf(token.groups, part);
    if (clock === null) m.trouble ??= 'impossible_time';
    else if (to) m.toClock = clock;
    else m.clock = clock;
    take();
  }
  if (part !== undefined && !to) m.part = part;
  return i;
}

function saidWeekday(words: DateWords): number | undefined {
  return words.kind === 'weekday'
    ? words.weekday
    : words.kind === 'fixed'
      ? weekdayOf(words.date)
      : undefined;
}

/** True when a date and the weekday said beside it are two different days. */
export function contradictsWeekday(m: TimeMention, startAt: string): boolean {
  return m.weekday !== undefined && weekdayOf(startAt.slice(0, 10)) !== m.weekday;
}

function readRange(s: string, tokens: Token[], i: number, m: TimeMention): number {
  const next = tokens[i];
  if (next === undefined || (m.date === undefined && m.clock === undefined)) return i;
  const gap = s.slice(m.end, next.at);
  const ends = START_TO.test(gap) && next.clock !== undefined && FINISH.test(s.slice(next.end, next.end + 3));
  if (!RANGE.test(gap) && !ends) return i;
  if (m.clock !== undefined && next.clock === undefined && next.date === undefined) return i;
  const after = readPoint(s, tokens, i, m, true);
  if (m.clock !== undefined && m.toClock !== undefined && m.toDate === undefined)
    m.toClock = endClock(m.clock, m.toClock);
  return after;
}

const pad = (n: number) => (n < 10 ? `0${n}` : `${n}`);

/** A time stamp, or the bare date without a clock; 24:00 is the next day's 00:00. */
export function stamp(date: DateText, clock: { hour: number; minute: number } | undefined): string {
  if (clock === undefined) return date;
  const day = clock.hour >= 24 ? addDays(date, 1) : date;
  return `${day}T${pad(clock.hour % 24)}:${pad(clock.minute)}:00+08:00`;
}

/** What a mention means, seen from `today`; nothing when it holds an impossible part. */
export function resolveMention(
  m: TimeMention,
  today: DateText,
  direction: Direction,
): { startAt?: string; endAt?: string } {
  if (m.trouble?.startsWith('impossible')) return {};
  const date =
    m.date === undefined ? (m.clock || m.part ? today : undefined) : resolveDate(m.date, today, direction);
  if (date === undefined) return {};
  const startAt = stamp(date, m.clock);
  if (m.toDate === undefined && m.toClock === undefined) return { startAt };
  const endDate = m.toDate === undefined ? date : resolveDate(m.toDate, date, 'forward');
  if (endDate === undefined || endDate < date) return { startAt };
  return { startAt, endAt: stamp(endDate, m.toClock) };
}
