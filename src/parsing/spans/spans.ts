import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type DateText, dateOf, type Instant } from '../../domain/calendar/time.ts';
import type { Knowledge } from '../knowledge.ts';
import { matches } from '../matches.ts';
import { type Message, mask } from '../message.ts';
import type { Attendance } from './attendance.ts';
import { readAttendance } from './attendance-figures.ts';
import { scanForm } from './fields.ts';
import type { FigureSpan } from './figure-span.ts';
import { scanFigures } from './figures.ts';
import type { Form } from './form.ts';
import { type ItemSpan, scanItems } from './items.ts';
import { scanLists } from './list.ts';
import type { ListSpan } from './list-span.ts';
import { type PersonSpan, scanPeople } from './people.ts';
import { isDay } from './people-days.ts';
import { settlePeople } from './people-settle.ts';
import { readProgress } from './progress.ts';
import { slashIsRatio } from './ratio.ts';
import type { Span } from './span.ts';
import { withoutSuperseded } from './superseded.ts';
import { scanTimes } from './time/scan.ts';
import type { TimeSpan } from './time/time-span.ts';
import { scanTypes, type TypeSpan } from './types.ts';
import { scanUnits, type UnitSpan } from './units.ts';

/** A message with everything that can be found in it without knowing what it is for; nothing is dropped. */
export interface Spans {
  m: Message;
  s: string;
  now: Instant;
  today: DateText;
  /** working days and festivals */
  calendar: Calendar;
  knowledge: Knowledge;
  form: Form;
  lists: readonly ListSpan[];
  /** the message is longer than what was read */
  isCut: boolean;
  /** text in 《》, brackets included */
  titles: readonly Span[];
  times: readonly TimeSpan[];
  units: readonly UnitSpan[];
  types: readonly TypeSpan[];
  items: readonly ItemSpan[];
  people: readonly PersonSpan[];
  figures: readonly FigureSpan[];
  attendance: Attendance;
  /** how far an item is said to be, in percent, and where */
  progress: { value: number; at: number } | undefined;
}

/** Text in 《》 is a title and never a time or a type. */
const TITLES = /《[^》\n]{0,80}》/g;

/** Spans are looked for this far, in UTF-16 units: beyond it a message counts as not read whole. */
const READ_LENGTH = 1000;

/** Set phrases whose numerals count nothing. */
const IDIOMS =
  /三会一课|一课三会|四议两公开|两学一做|一事一议|三重一大|第一议题|两优一先|一岗双责|双述双评|三务公开/g;

/** A name on the roster this sure keeps its characters from being read as a date: 周九, 吴十一. */
const SURE_NAME = 0.6;

/** 甘泉乡 */
const PLACE_NAME = /^..[乡镇村县市区路街]$/;

/** 七一大会即系支部 is no unit's name. */
const HOLDS_TYPE = /大会|评议|党课|党日|生活会|支委会/;

/** 张三, 周九: a given name that would be read as part of a date. */
const NUMERAL_NAME = /^.[一二三四五六七八九十]$/;

/** What only looks like a name must look very much like one where a roster says who is meant. */
const LEAST_BESIDE_ROSTER = 0.79;
const LEAST_ALONE = 0.5;

/** Reads all spans of a message. Linear in its length. */
export function readSpans(m: Message, now: Instant, calendar: Calendar, knowledge: Knowledge): Spans {
  const s = m.s.length > READ_LENGTH ? m.s.slice(0, READ_LENGTH) : m.s;
  const today = dateOf(now);
  const form = scanForm(s);
  const lists = scanLists(s);
  const labels = form.fields.map(({ at, labelEnd }) => ({ at, end: labelEnd }));
  const titles: Span[] = s.includes('《')
    ? matches(TITLES, s).map((t) => ({ at: t.index, end: t.index + t[0].length }))
    : [];
  const idioms: Span[] = matches(IDIOMS, s).map((t) => ({ at: t.index, end: t.index + t[0].length }));
  const fixed = [...titles, ...labels, ...idioms];
  const named = scanPeople(s, knowledge, fixed).filter((p) =>
    p.source === 'roster'
      ? p.weight >= SURE_NAME && !isDay(s, p.name, p.end)
      : p.weight >= LEAST_BESIDE_ROSTER && NUMERAL_NAME.test(p.name),
  );
  const open = mask(s, [...fixed, ...named]);
  // Labels stay: 应到 and 编号 tell figures and item numbers apart.
  const plain = mask(s, [...titles, ...idioms]);
  const said = withoutSuperseded(
    s,
    scanTimes(open, { today, calendar }).filter((t) => !slashIsRatio(s, t, today)),
  );
  const units = clear(scanUnits(open, knowledge, [...fixed, ...said, ...named]), named).filter(
    (u) => u.known || !HOLDS_TYPE.test(u.text),
  );
  const types = scanTypes(mask(open, units), s, units);
  const items = scanItems(plain, [...titles, ...said, ...units, ...types, ...named]);
  // 12号 of 12号问题 is no day; 12号完成了走访 is one.
  const times = clear(
    said,
    items.filter((item) => !item.weak),
  );
  const numbers = clear(items, times);
  const taken = [...fixed, ...times, ...units, ...types, ...numbers];
  const least = knowledge.hasRoster ? LEAST_BESIDE_ROSTER : LEAST_ALONE;
  const found = clear(scanPeople(s, knowledge, taken), taken).filter(
    (p) =>
      p.name !== '' &&
      (p.source === 'roster' ? !isDay(s, p.name, p.end) : p.weight >= least && !PLACE_NAME.test(p.name)),
  );
  const people = settlePeople(m, s, found, { lists, form });
  const figures = scanFigures(plain, [...titles, ...times, ...units, ...types, ...numbers, ...people]);
  return {
    m,
    s,
    now,
    today,
    calendar,
    knowledge,
    form,
    lists,
    isCut: s.length < m.s.length,
    titles,
    times,
    units,
    types,
    items: numbers,
    people,
    figures,
    attendance: readAttendance(plain, figures, people),
    progress: readProgress(plain, figures),
  };
}

/** Those that share no character with any of `others`. */
function clear<T extends Span>(spans: readonly T[], others: readonly Span[]): T[] {
  return spans.filter((span) => !others.some((o) => o.at < span.end && span.at < o.end));
}
