// What a message gives without saying what for: the answer to a question is often a name, a day or a figure alone.
import type { ActivityType } from '../domain/activity/types.ts';
import { createCalendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { IntentName } from '../domain/intent.ts';
import type { Period } from '../domain/slots.ts';
import { NOTHING_KNOWN } from './knowledge.ts';
import { mask } from './message.ts';
import { normalise } from './normalise.ts';
import { readNumber } from './numerals.ts';
import type { ReadingOptions } from './reader.ts';
import { DIRECTION, moment } from './slots/when.ts';
import { readSpans } from './spans/spans.ts';
import { deadlineOf, periodOf } from './spans/time/resolve.ts';

/** Values of a message, each as written. */
export interface Values {
  /** nothing but values is said */
  isBare: boolean;
  /** … and whose they are to do, and by when */
  isTask: boolean;
  /** nothing at all was found */
  isEmpty: boolean;
  /** with what stands in brackets behind a name: 王伟(二组) */
  names: readonly string[];
  types: readonly ActivityType[];
  units: readonly string[];
  /** numbers of items that are named as such, else 12 of a bare 12号 or 第12项 */
  items: readonly string[];
  ordinal?: string;
  percent?: number;
  /** one bare number */
  figure?: number;
  hasDate: boolean;
  hasClock: boolean;
  /** what is said of time cannot be, or is no more than about */
  isDoubtful: boolean;
  dueAt?: string;
  /** start and end, looked at in the direction of an intent */
  moment(intent: IntentName): { startAt?: string; endAt?: string };
  period?: Period;
}

const PUBLISHED = createCalendar();

/** 王伟(二组): which of the namesakes is meant stands in brackets. */
const BEHIND_NAME = /(?<=\ue001)[(（][^)）\n]{2,30}[)）]/g;
const NAMESAKE = /^[(（][^)）\n]{2,30}[)）]/;
/** What may stand around values without making them another matter. */
const AROUND =
  /同志|都|均|不对|不是|应该|应当|应|我说的|改成|改为|就|是|为|给|那场|那次|那个|这场|这次|的|会议|时间|日期|编号|类型|选|吧|啊|呢|哦|呀|嗯|哈/g;
/** 李四来办，月底前完成 */
const TASK = /责任人|负责人|负责|时限|期限|截止|完成|办好|办完|弄好|改好|之?前|由|让|来办|交给|转给/g;
/** 李四和王五 */
const TOGETHER = /(?<=\ue001)(?:同志)?[和与及跟](?=\ue001)/g;
const ORDINAL = /^(?:是|就是|选)?第?\s?(\d{1,4}|[一二三四五六七八九十]{1,3})\s?[号条项](?:吧|的)?$/;
const ANYTHING = /[^\s\ue001,.;:。、!()~\d]/;

/** Reads the values of an answer. */
export function readValues(text: string, now: Instant, options: ReadingOptions = {}): Values {
  const m = normalise(text, options.botNames, options.knowledge);
  const spans = readSpans(m, now, options.calendar ?? PUBLISHED, options.knowledge ?? NOTHING_KNOWN);
  const { people, times, units, types, items, figures } = spans;
  const fields = spans.form.fields.map((f) => ({ at: f.at, end: f.labelEnd }));
  const found = [...people, ...times, ...units, ...types, ...items, ...figures];
  const beside = mask(m.s, [...found, ...fields]).replace(BEHIND_NAME, '');
  const rest = beside.replace(AROUND, '');
  const raw = m.raw.length === m.s.length ? m.raw : m.s;
  const behind = people.map((p) => NAMESAKE.exec(raw.slice(p.nameEnd))?.[0] ?? '');
  const counts = figures.filter((f) => f.kind === 'count' && !f.vague);
  const numbers = rest.match(/\d+/g) ?? [];
  const figure = counts.length === 1 && counts[0]!.kind === 'count' ? counts[0]!.value : undefined;
  const percent = figures.find((f) => f.kind === 'percent');
  const ordinal = ORDINAL.exec(m.s.trim())?.[1];
  const period = times.map((t) => periodOf(t, spans, false)).find((p) => p !== undefined);
  const dueAt = times.map((t) => deadlineOf(t, spans.today)).find((d) => d !== undefined);
  return {
    isBare: !ANYTHING.test(rest) && counts.length < 2,
    isTask: !ANYTHING.test(beside.replace(TOGETHER, '').replace(TASK, '').replace(AROUND, '')),
    isEmpty: found.length === 0 && numbers.length === 0,
    names: people.map((p, i) => raw.slice(p.nameAt, p.nameEnd + behind[i]!.length)),
    types: [...new Set(types.map((t) => t.type))],
    units: behind.some((note) => note !== '') ? [] : units.map((u) => u.text),
    items: items.filter((item) => !item.weak && !item.negated).flatMap((item) => item.numbers),
    hasDate: times.some((t) => t.hasDate),
    hasClock: times.some((t) => t.hasClock),
    isDoubtful: times.some((t) => t.unread || t.vague || t.trouble !== undefined),
    moment: (intent) =>
      moment(
        spans,
        { starts: times.filter((t) => !t.isEnd), ends: times.filter((t) => t.isEnd), lengths: [] },
        DIRECTION[intent] ?? 'forward',
        intent,
      ),
    ...(ordinal !== undefined && { ordinal: String(readNumber(ordinal)) }),
    ...(percent?.kind === 'percent' && { percent: percent.value }),
    ...(figure !== undefined && { figure }),
    ...(figure === undefined && numbers.length === 1 && { figure: Number(numbers[0]) }),
    ...(period && { period }),
    ...(dueAt !== undefined && { dueAt }),
  };
}
