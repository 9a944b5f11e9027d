import type { Calendar } from '../../domain/calendar/calendar.ts';
import { type DateText, dateOf, type Instant } from '../../domain/calendar/time.ts';
import type { Knowledge } from '../knowledge.ts';
import { matches } from '../matches.ts';
import { type Message, mask } from '../message.ts';
import type { Attendance } from './attendance.ts';
import { readAttendance } from './attendance-figures.ts';
import { scanSeries } from './attendance-series.ts';
import { scanForm } from './fields.ts';
import type { FigureSpan } from './figure-span.ts';
import { scanFigures } from './figures.ts';
import type { Form } from './form.ts';
import { type ItemSpan, scanItems } from './items.ts';
import { scanLists } from './list.ts';
import type { ListSpan } from './list-span.ts';
import { type PersonSpan, scanKnownPeople, scanPeople } from './people.ts';
import { isDay } from './people-days.ts';
import { settlePeople } from './people-settle.ts';
import { type Progress, readProgress } from './progress.ts';
import { slashIsRatio } from './ratio.ts';
import type { Span } from './span.ts';
import { settleTimes } from './superseded.ts';
import { scanTimes } from './time/scan.ts';
import type { TimeSpan } from './time/time-span.ts';
import { addedTypeWords, outsideTypeWords, scanTypes, type TypeSpan } from './types.ts';
import { settleTypes } from './types-denied.ts';
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
  progress: Progress | undefined;
  /** where the first row of a pasted table ends that has several, or the first of two matters */
  firstRowEnd: number | undefined;
  /** a time, a figure or a name took the place of another: 不是12号，是13号 */
  isCorrected: boolean;
}

/** Text in 《》 is a title and never a time or a type. */
const TITLES = /《[^》\n]{0,80}》/g;

/** Spans are looked for this far, in UTF-16 units: beyond it a message counts as not read whole. */
const READ_LENGTH = 1000;

/** Set phrases whose numerals count nothing, and numbers of documents: 镇发(2026)27号. */
const IDIOMS =
  /[([【](?:19|20)\d{2}[)\]】]\s?第?\d{1,4}号|[党政委办发函组纪]字第?\d{1,4}号|三会一课|一课三会|四议两公开|两学一做|一事一议|三重一大|第一议题|两优一先|一岗双责|双述双评|三务公开/g;

/** 七号船党小组, 3号楼项目党支部: no day. */
const NUMBERED_BODY =
  /[\d一二三四五六七八九十]{1,3}号[船轮楼艇舰线井机车站院矿](?=[^\s,。:;]{0,6}(?:支部|党小组))/g;

/** A name on the roster this sure keeps its characters from being read as a date: 周九, 吴十一. */
const SURE_NAME = 0.6;

/** 甘泉乡 */
const PLACE_NAME = /^..[乡镇村县市区路街]$/;

/** 由四十 of 由四十四人改为四十六人, 来四个: surnames that are words before a numeral. */
const WORD_AND_NUMERAL = /^[由从来有到连][一二三四五六七八九十]/;

/** 七一大会即系支部 is no unit's name. */
const HOLDS_TYPE = /大会|评议|党课|党日|生活会|支委会/;

/** 张三, 周九: a given name that would be read as part of a date. */
const NUMERAL_NAME = /^.[一二三四五六七八九十]$/;

/** Where none of them stands only the roster has names that would be read as a date. */
const HAN_NUMERAL = /[一二三四五六七八九十]/;

/** 我到左啦: what closes a sentence is no given name. */
const SOUND = /[啦喽咯嘛呗哩吧呢啊嘞咧]$/u;
const isNoSound = (p: PersonSpan): boolean =>
  p.source === 'roster' || !(SOUND.test(p.name) || /^[那这][一二两三四五六七八九十几些]/u.test(p.name));

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
  const series = scanSeries(s);
  const bodies: Span[] = matches(NUMBERED_BODY, s).map((t) => ({ at: t.index, end: t.index + t[0].length }));
  const fixed = [...titles, ...labels, ...idioms];
  const scanNames = HAN_NUMERAL.test(s) ? scanPeople : scanKnownPeople;
  const named = scanNames(s, knowledge, fixed).filter((p) =>
    p.source === 'roster'
      ? p.weight >= SURE_NAME && !isDay(s, p.name, p.end)
      : p.weight >= LEAST_BESIDE_ROSTER && NUMERAL_NAME.test(p.name),
  );
  const open = mask(s, [...fixed, ...named]);
  // Labels stay: 应到 and 编号 tell figures and item numbers apart.
  const plain = mask(s, [...titles, ...idioms]);
  const { times: said, takenBack } = settleTimes(
    s,
    scanTimes(mask(open, [...series, ...bodies, ...addedTypeWords(s)]), { today, calendar }).filter(
      (t) => !slashIsRatio(s, t, today),
    ),
  );
  const units = clear(scanUnits(open, knowledge, [...fixed, ...said, ...named]), named).filter(
    (u) => u.known || !HOLDS_TYPE.test(u.text),
  );
  // 双述双评 is an idiom, unless meetings are called so here.
  const sayings = idioms.length > 0 ? outsideTypeWords(s, idioms) : idioms;
  const forTypes =
    sayings.length < idioms.length ? mask(s, [...titles, ...labels, ...sayings, ...named]) : open;
  const { types, denied } = settleTypes(s, typesIn(s, forTypes, [...sayings, ...named], units));
  const items = scanItems(plain, [...titles, ...said, ...takenBack, ...units, ...types, ...named]);
  // 12号 of 12号问题 is no day; 12号完成了走访 is one.
  const times = clear(
    said,
    items.filter((item) => !item.weak || item.several),
  );
  const numbers = clear(items, times);
  const taken = [...fixed, ...times, ...takenBack, ...units, ...types, ...numbers];
  const least = knowledge.hasRoster ? LEAST_BESIDE_ROSTER : LEAST_ALONE;
  const found = clear(scanPeople(s, knowledge, taken), taken).filter(
    (p) =>
      p.name !== '' &&
      (p.source === 'roster'
        ? !isDay(s, p.name, p.end)
        : p.weight >= least && !PLACE_NAME.test(p.name) && !WORD_AND_NUMERAL.test(p.name)),
  );
  const { people, isCorrected } = settlePeople(m, s, found.filter(isNoSound), { lists, form });
  const free = scanFigures(plain, [
    ...titles,
    ...times,
    ...takenBack,
    ...units,
    ...types,
    ...numbers,
    ...people,
    ...series,
  ]);
  // 地点:201
  const rooms = form.fields.filter((f) => f.key === 'place' && f.style === 'form');
  const isRoom = (f: FigureSpan) =>
    f.kind === 'count' &&
    f.unit === 'none' &&
    rooms.some((r) => r.valueAt <= f.at && f.end <= r.valueAt + r.value.length);
  const inRows = series.flatMap((row) => row.figures);
  const counted = [...free.filter((f) => !isRoom(f)), ...inRows].sort((a, b) => a.at - b.at);
  const attendance = readAttendance(plain, counted, people, form.fields, series);
  const rowEnd = firstRowEnd(form) ?? secondMatter(numbers, counted);
  const asides = new Set(attendance.asides);
  const figures = counted.map((f) => (asides.has(f.at) ? asThings(f) : f));
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
    attendance,
    progress: readProgress(plain, figures, rowEnd),
    firstRowEnd: rowEnd,
    isCorrected: isCorrected || takenBack.length + denied.length > 0 || attendance.corrected === true,
  };
}

/** Where the first row of a pasted table ends when it has several: the ledger takes one and asks. */
function firstRowEnd({ fields, records }: Form): number | undefined {
  if (records < 2) return undefined;
  const row = fields.filter((f) => f.table === 0 && f.record === 0);
  return row.length > 0 ? Math.max(...row.map((f) => f.end)) : undefined;
}

/** 10号问题70%,11号问题40%: what is said of the second is not said of the first. */
function secondMatter(items: readonly ItemSpan[], figures: readonly FigureSpan[]): number | undefined {
  const [first, second] = items.filter((item) => !item.negated);
  if (first === undefined || second === undefined) return undefined;
  const hasOwn = figures.some((f) => f.kind === 'percent' && f.at >= first.end && f.end <= second.at);
  return hasOwn ? second.at : undefined;
}

/** Titles and labels name a type only where nothing else does: 《五月主题党日方案》, 党课时间:. */
function typesIn(s: string, open: string, hidden: readonly Span[], units: readonly UnitSpan[]): TypeSpan[] {
  const types = scanTypes(mask(open, units), s, units);
  return types.length > 0 ? types : scanTypes(mask(s, [...hidden, ...units]), s, units);
}

/** 列席2人, the 44 of 44改46: no figure of the report, and nothing that must be asked about. */
const asThings = (f: FigureSpan): FigureSpan => (f.kind === 'count' ? { ...f, unit: 'things' } : f);

/** Those that share no character with any of `others`. */
function clear<T extends Span>(spans: readonly T[], others: readonly Span[]): T[] {
  const taken = [...others].sort((a, b) => a.at - b.at);
  // How far those reach that begin up to each of them.
  let reach = 0;
  const ends = taken.map(({ end }) => (reach = Math.max(reach, end)));
  return spans.filter(({ at, end }) => {
    // The last of the others that begins before this ends reaches furthest with those before it.
    let low = 0;
    let high = taken.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (taken[middle]!.at < end) low = middle + 1;
      else high = middle;
    }
    return low === 0 || ends[low - 1]! <= at;
  });
}
