// 推迟半小时，地点改到村委会，主讲换成李四: all that changes of a meeting in one message, read piece by piece to its end.
import type { Filled } from '../../domain/intent.ts';
import { HOME, ONLINE, PLACE_ENDING } from '../lexicon/places.ts';
import { mask } from '../message.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { momentOf } from '../spans/time/resolve.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';
import { type Heard, scopeOf } from './rest.ts';
import { minutesOf, SHIFT } from './shift.ts';

/** Stands for the beginning of a day or an hour. */
const TIME = '\ue004';
/** What is masked: kinds, units, and the rest of a time. */
const GONE = '\ue001';
const TO = '(?:为|到|成|在|至|由)';
const CHANGED = `(?:改|换|调整|变更|变|移|挪|搬)${TO}?`;
/** 写错了，应该是 */
const WRONG = '(?:(?:写|记|搞|弄|填|说)?错了?|不对)[,，:\\s]*(?:应该|应当)?(?:是|为)?';
/** What joins a label and its new value, by how surely it says that something changes. */
const SAYS = `(?:(?<verb>${CHANGED}|定${TO}|${WRONG})|(?<is>(?:应该|应当|还|仍)?(?:是|为|在|:)))?[:\\s]*`;
const END = '(?=[吧哈啊呢呀哦嘛喽啦了]*(?:[\\s,，。;；!！、]|$))';
const HELD = '(?:召开|举行|举办|开会|开展|进行|开)?';
const WHERE = `(?:[\\u4e00-\\u9fffA-Za-z\\d]{0,18}?(?:${PLACE_ENDING}|${HOME}|村部|支部)|${ONLINE})`;

const pattern = (source: string) => new RegExp(source, 'uy');
const FILLER = pattern(
  `(?:[\\s,，。;；!！、${GONE}]|通知|各位(?:党员|同志)*|大家好|请注意|抱歉|取消|另外|同时|并且?|还有|(?:把|将|从|暨|原定于?|原来)|的|会议|活动|会|[吧哈啊呢呀哦嘛喽啦了])`,
);
const OF_THIS = pattern('(?:[这那本上下](?:一)?(?:次|场|个))');
const SAME = pattern(
  '(?:其[他余它](?:的)?|时间|地点|主持人?|主讲人?|主题|都|均)+(?:都|均)?(?:不变|照旧|照常)',
);
const MOVED = pattern(
  `(?<label>时间|日期)?(?:都)?(?:改期|改|调整|推迟|提前|延期|延|顺延|挪|换|变更)(?:到|为|成|至|在)?[:\\s]*${TIME}${GONE}*${HELD}`,
);
const LABELLED_TIME = pattern(`(?:时间|日期)(?:是|为|定在|:)?\\s*${TIME}${GONE}*`);
const POSTPONED = pattern(
  '(?:改期|改时间|换时间|[换改](?:个|一下|一个)?(?:地方|地点|场地|会场)(?=[\\s,，]|$))',
);
const SHIFTED = pattern(`(?:时间)?${SHIFT}(?:(?=改|换|挪|地点|会场|在)|${END})`);
const PLACE = pattern(
  `(?:开会|活动|会议|集合)?(?:地点|地方|会场|场地)${SAYS}(?<value>[^\\s,，。;；!！、${TIME}]{2,20}?)${HELD}${END}`,
);
const ELSEWHERE = pattern(
  `(?:(?:换|改)(?:个|一下|一个)?(?:地方|地点|场地|会场)[,，]?)?(?<verb>(?:改|换|移|挪|搬)(?:到|在|去|成|为|至))(?<value>${WHERE})${HELD}${END}`,
);
const BARE_PLACE = pattern(`[在到]?(?<value>${WHERE})${HELD}${END}`);
const TOPIC = pattern(
  `(?:活动|会议)?(?:主题|议题)(?!党)${SAYS}(?<value>[^\\s,，。;；!！${TIME}]{2,40}?)${END}`,
);
const PERSON = pattern(`(?:活动|会议)?(?<role>主讲人?|讲课人|授课人|主持人?|记录[人员]?)(?:${SAYS})`);
const OUTSIDER = pattern(`(?<value>[\\u4e00-\\u9fff]{2,12}|我)${END}`);
const BEFORE_NAME = pattern('(?:(?<verb>(?:改|换)(?:成|为|由))|由)?');
const BEHIND_NAME = pattern(`来?(?<role>主讲|讲课|授课|主持|记录)${END}`);
const UNSETTLED = /^(?:待|另行|再|未|不|有|变|一下)/u;
/** 地点待定: the judge asks about a label without its value. */
const UNREAD = pattern('(?:地点|会场|场地|主持|主讲|讲课|授课|记录[人员])[^,，。;；]*');
const NOT_ONE = /^(?:一下|别人|他人|一个|其他|另)/u;
const INSTEAD = pattern('(?:而)?不是[^,，。;；]{1,20}');

/** 取消党课，改为线上 has no new day: whether it is on is not said. */
const CALLS_OFF = /取消/;

const ROLES = {
  主讲: 'lecturer',
  讲课: 'lecturer',
  授课: 'lecturer',
  主持: 'host',
  记录: 'recorder',
} as const;

/** What has been read so far. */
interface Found {
  fields: Partial<Filled>;
  /** where a day or an hour stands, by whether it is that of old */
  old: number | undefined;
  fresh: number | undefined;
  /** 改, 换, 推迟 */
  changes: boolean;
  /** 地点, 会, 主讲: it is of a meeting */
  isMeeting: boolean;
  /** 地点是二楼 */
  states: boolean;
  /** a unit in one of these is a part of its name */
  texts: Span[];
}

/** Undefined where any of the text is neither a change nor what is changed: then it is no such message. */
export function readChanges(r: Heard): Filled | undefined {
  if (r.s.length > 120 || /[?？]|吗|哪|什么|多少/.test(r.s)) return undefined;
  const times = r.times.filter((t) => t.kind !== 'duration');
  const text = masked(r, times);
  const found: Found = {
    fields: {},
    old: undefined,
    fresh: undefined,
    changes: false,
    isMeeting: r.types.length > 0,
    states: false,
    texts: [],
  };
  let at = 0;
  while (at < text.length) {
    const next = pieceAt(r, text, at, found);
    const unread = next === undefined ? match(UNREAD, text, at) : null;
    if (next === undefined && !unread) return undefined;
    at = next ?? at + unread![0].length;
  }
  const timeAt = (from: number | undefined) => times.find((t) => t.at === from);
  return settled(r, found, timeAt(found.old), timeAt(found.fresh));
}

/** The text with kinds, units and times masked, each time by one sign of its own. */
function masked(r: Heard, times: readonly TimeSpan[]): string {
  let text = mask(r.s, [...r.units, ...r.types, ...times]);
  for (const { at } of times) text = text.slice(0, at) + TIME + text.slice(at + 1);
  return text;
}

function match(of: RegExp, text: string, at: number): RegExpExecArray | null {
  of.lastIndex = at;
  return of.exec(text);
}

/** Where the next piece ends. */
function pieceAt(r: Heard, text: string, at: number, found: Found): number | undefined {
  const same = match(SAME, text, at) ?? match(INSTEAD, text, at);
  if (same) return at + same[0].length;
  const shift = match(SHIFTED, text, at);
  if (shift) {
    const minutes = minutesOf(shift.groups!);
    if (minutes === undefined) return undefined;
    found.fields.shift = minutes;
    found.changes = found.isMeeting = true;
    return at + shift[0].length;
  }
  return timeAt(text, at, found) ?? placeAt(r, text, at, found) ?? restAt(r, text, at, found);
}

function timeAt(text: string, at: number, found: Found): number | undefined {
  const changed = match(MOVED, text, at);
  const moved = changed ?? match(LABELLED_TIME, text, at);
  if (moved) {
    if (found.fresh !== undefined) return undefined;
    found.fresh = at + moved[0].indexOf(TIME);
    // 时间：8月5日 by itself is a line of a form.
    if (changed) found.changes = true;
    if (/^(?:时间|日期|改期)/u.test(moved[0])) found.isMeeting = true;
    return at + moved[0].length;
  }
  if (text[at] === TIME) {
    const isNew = found.changes || found.old !== undefined;
    if (isNew && (found.fresh !== undefined || !found.changes)) return undefined;
    if (isNew) found.fresh = at;
    else found.old = at;
    return at + 1;
  }
  const postponed = match(POSTPONED, text, at);
  if (!postponed) return undefined;
  found.changes = true;
  return at + postponed[0].length;
}

function placeAt(r: Heard, text: string, at: number, found: Found): number | undefined {
  const isBehind = at > 0 && /[\s,，。;；、!！\ue001\ue004开行]/u.test(text[at - 1]!);
  const place =
    match(PLACE, text, at) ??
    match(ELSEWHERE, text, at) ??
    (isBehind && found.changes ? match(BARE_PLACE, text, at) : null);
  const topic = place ? null : match(TOPIC, text, at);
  const of = place ?? topic;
  if (!of) return undefined;
  const { value, verb, is } = of.groups!;
  const key = place ? 'place' : 'topic';
  const from = at + of[0].lastIndexOf(value!);
  if (found.fields[key] !== undefined || UNSETTLED.test(value!)) return undefined;
  const span = { at: from, end: from + value!.length };
  found.fields[key] = written(r, span);
  found.texts.push(span);
  mark(found, verb, is);
  return at + of[0].length;
}

function mark(found: Found, verb: string | undefined, is: string | undefined): void {
  found.isMeeting = true;
  if (verb !== undefined && verb !== '' && !/错|不对/.test(verb)) found.changes = true;
  else if (verb || is) found.states = true;
}

function restAt(r: Heard, text: string, at: number, found: Found): number | undefined {
  const person = match(PERSON, text, at);
  if (person) {
    const { role, verb, is } = person.groups!;
    const from = at + person[0].length;
    const known = r.people.find((p) => p.nameAt === from || p.at === from);
    const other = verb || is ? match(OUTSIDER, text, from)?.groups?.value : undefined;
    if (!known && (other === undefined || NOT_ONE.test(other))) return undefined;
    const end = known ? known.end : from + other!.length;
    const key = ROLES[role!.slice(0, 2) as keyof typeof ROLES];
    if (found.fields[key] !== undefined) return undefined;
    found.fields[key] = written(r, known ? { at: known.nameAt, end: known.nameEnd } : { at: from, end });
    mark(found, verb, is);
    return end;
  }
  const behind = nameBefore(r, text, at, found);
  if (behind !== undefined) return behind;
  const filler = match(OF_THIS, text, at) ?? match(FILLER, text, at);
  if (!filler) return undefined;
  if (/^(?:会|活动|[这那本])/u.test(filler[0])) found.isMeeting = true;
  return at + filler[0].length;
}

/** 由王五主讲, 改成李四主持 */
function nameBefore(r: Heard, text: string, at: number, found: Found): number | undefined {
  const before = match(BEFORE_NAME, text, at)!;
  const from = at + before[0].length;
  const isSender = text.startsWith('我', from);
  const known = isSender
    ? { nameAt: from, nameEnd: from + 1, end: from + 1 }
    : r.people.find((p) => p.nameAt === from || p.at === from);
  const behind = known && match(BEHIND_NAME, text, known.end);
  if (!behind) return undefined;
  const key = ROLES[behind.groups!.role as keyof typeof ROLES];
  if (found.fields[key] !== undefined) return undefined;
  found.fields[key] = written(r, { at: known.nameAt, end: known.nameEnd });
  mark(found, before.groups!.verb, undefined);
  return known.end + behind[0].length;
}

function settled(
  r: Heard,
  { fields, changes, states, isMeeting, fresh: freshAt, texts }: Found,
  old: TimeSpan | undefined,
  fresh: TimeSpan | undefined,
): Filled | undefined {
  const isEmpty = Object.keys(fields).length === 0;
  if (!isMeeting || (isEmpty && !fresh) || (!fresh && CALLS_OFF.test(r.s))) return undefined;
  // 党员大会地点是二楼: what is so of a meeting that is named; with an hour it is a plan, or a report.
  const isOne = r.types.length > 0 || (old?.hasDate ?? false);
  if (!changes && !(states && isOne && !old?.hasClock && !old?.part)) return undefined;
  if (freshAt !== undefined && (!fresh || fresh.kind === 'period')) return undefined;
  const units = r.units.filter((unit) => !texts.some((text) => unit.at >= text.at && unit.end <= text.end));
  const base = { ...fields, ...kinds(r), ...scopeOf({ ...r, units }) };
  const past = fields.shift === undefined ? pastDay(r, old) : undefined;
  const startAt = past && (fresh ? hourOf(r, past, fresh) : past);
  if (startAt !== undefined) return { intent: 'activity_report', ...base, startAt };
  return { intent: 'activity_change', ...base, ...momentsOf(r, old, fresh) };
}

/** The kinds of it, 主题党日暨党课 both. */
function kinds(r: Heard): Pick<Filled, 'activityType' | 'activityTypes'> {
  const types = [...new Set(r.types.map(({ type }) => type))];
  return { ...(types[0] && { activityType: types[0] }), ...(types.length > 1 && { activityTypes: types }) };
}

/** 11月30日 said in December: a day of a month that is over is that of the meeting that was. */
function pastDay(r: Heard, old: TimeSpan | undefined): string | undefined {
  const kind = old?.days[0]?.kind;
  if (!old?.hasDate || old.kind !== 'moment' || (kind !== 'among' && kind !== 'fixed')) return undefined;
  const day = momentOf(old, r.today, 'near').startAt;
  return day !== undefined && day.slice(0, 10) < r.today ? day : undefined;
}

/** 12月4日党员大会时间改成下午3点, of a day that is over: when it began. */
function hourOf(r: Heard, day: string, fresh: TimeSpan): string | undefined {
  if (fresh.hasDate || !fresh.clock?.marked) return undefined;
  const at = momentOf(fresh, r.today, 'forward').startAt;
  return at?.includes('T') ? day.slice(0, 10) + at.slice(10) : undefined;
}

/** Both times of 从A改到B. */
export function momentsOf(
  r: Heard,
  old: TimeSpan | undefined,
  fresh: TimeSpan | undefined,
): Pick<Filled, 'startAt' | 'endAt' | 'fromAt' | 'dayIs' | 'clockIs'> {
  const said: Pick<Filled, 'startAt' | 'endAt' | 'fromAt' | 'dayIs' | 'clockIs'> = {};
  const fromAt = old?.hasDate ? momentOf(old, r.today, 'forward').startAt : undefined;
  // 改到下周: a week is no day.
  if (fresh && fresh.kind !== 'period') {
    const moment = momentOf(fresh, r.today, 'forward');
    // 周五的党课改到下午4点: a clock time alone stays on the old day.
    const day = fresh.hasDate ? undefined : fromAt?.slice(0, 10);
    const keep = (at: string) => (day === undefined ? at : day + at.slice(10));
    if (moment.startAt !== undefined) said.startAt = keep(moment.startAt);
    if (moment.endAt !== undefined) said.endAt = keep(moment.endAt);
    if (!fresh.hasDate && !old?.hasDate) said.dayIs = 'lacking';
    if (fresh.part && !fresh.hasClock) said.clockIs = 'lacking';
    else if (fresh.clock && !fresh.clock.marked) said.clockIs = 'bare';
  }
  return { ...said, ...(fromAt && { fromAt }) };
}
