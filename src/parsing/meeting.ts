import type { ActivityType, Intent } from '../domain/intent.ts';
import { absencesIn } from './absent.ts';
import { readFigures } from './attendance.ts';
import { type Field, fieldOf } from './fields.ts';
import { asWritten, mask, type Span, trimEdges } from './message.ts';
import { isName, labelledName, nameBackward, nameForward, stripOffice } from './names.ts';
import { readAbsences } from './people.ts';
import type { Reading } from './reading.ts';
import type { Direction } from './time/date-words.ts';
import { readDuration } from './time/duration.ts';
import { resolveMention, stamp, type TimeMention } from './time/mention.ts';

/** The parts of a meeting text that a plan and a report share. */
export interface Meeting {
  intent: Omit<Intent, 'intent'>;
  trouble: string[];
}

const CONTENT_KEYS: ReadonlySet<string> = new Set([
  'topic',
  'absent',
  'remark',
  'guests',
  'reason',
  'progress',
]);

/** Reads type, time, place, people and figures from labels first and sentences second. */
export function readMeeting(r: Reading): Meeting {
  const { fields } = r;
  const intent: Omit<Intent, 'intent'> = {};
  const trouble: string[] = [];
  const content = fields.filter((f) => CONTENT_KEYS.has(f.key));
  readTypes(r, fields, content, intent);
  Object.assign(intent, meetingTime(r, 'near', trouble));
  const scope = readScope(r, fields, content);
  if (scope !== undefined) intent.scope = scope;
  readPeople(r, fields, intent);
  readFreeText(r, fields, intent);
  return { intent, trouble };
}

const inside = (spans: readonly Span[], at: number) => spans.some((f) => at >= f.at && at < f.end);

function readTypes(r: Reading, fields: Field[], content: Span[], intent: Omit<Intent, 'intent'>): void {
  const label = fieldOf(fields, 'type');
  const labelled = label ? r.types.filter((t) => t.at >= label.at && t.at < label.end) : [];
  const topicStart = topicVerb(r)?.at ?? Number.POSITIVE_INFINITY;
  const loose = r.types.filter((t) => !inside(content, t.at));
  const before = loose.filter((t) => t.at < topicStart);
  const chosen = labelled.length > 0 ? labelled : before.length > 0 ? before : loose;
  const types = [...new Set(chosen.map((t) => t.type))];
  if (types.length === 0) return;
  intent.activityType = types[0]!;
  if (types.length > 1 && combined(r, chosen)) intent.activityTypes = types as ActivityType[];
}

/** 主题党日暨党课 is one activity of two types; 主题党日 … 传达支委会决定 is not. */
const combined = (r: Reading, types: readonly Span[]) =>
  types.length > 1 &&
  /^(?:活动)?[\s]?(?:暨|及|和|与|、|\+|,|兼|并|套开|合并)?[\s]?$/.test(
    r.s.slice(types[0]!.end, types[1]!.at),
  );

/** When the meeting is, seen in one direction. */
export function meetingTime(r: Reading, direction: Direction, trouble: string[] = []): Pick<Intent, 'startAt' | 'endAt'> {
  const { fields } = r;
  const intent: Pick<Intent, 'startAt' | 'endAt'> = {};
  const content = fields.filter((f) => CONTENT_KEYS.has(f.key));
  const label = fieldOf(fields, 'time', 'startTime');
  const others = fields.filter((f) =>
    ['endTime', 'place', 'due', 'oldDue', 'expected', 'present'].includes(f.key),
  );
  const ignored = /签到时间|集合时间|报到时间/;
  const verb = topicVerb(r);
  let mentions = r.times.filter(
    (t) =>
      !inside(content, t.at) &&
      !inside(others, t.at) &&
      !ignored.test(r.s.slice(Math.max(0, t.at - 6), t.at)),
  );
  if (label) {
    const own = mentions.filter((t) => t.at >= label.at && t.at < label.end);
    if (own.length > 0) mentions = own;
  } else if (verb && mentions.some((t) => t.at < verb.at)) mentions = mentions.filter((t) => t.at < verb.at);
  const when = mergeTimes(r, mentions);
  if (!when) return intent;
  if (when.trouble) trouble.push(when.trouble);
  const { startAt, endAt } = resolveMention(when, r.today, direction);
  if (startAt === undefined) return intent;
  intent.startAt = startAt;
  if (endAt !== undefined) intent.endAt = endAt;
  else readEnd(r, fields, when, startAt, intent);
  return intent;
}

function readEnd(
  r: Reading,
  fields: Field[],
  when: TimeMention,
  startAt: string,
  intent: Pick<Intent, 'startAt' | 'endAt'>): void {
  if (when.clock === undefined) return;
  const label = fieldOf(fields, 'endTime');
  const end = label && r.times.find((t) => t.at >= label.at && t.at < label.end && t.clock !== undefined);
  if (end?.clock) {
    intent.endAt = stamp(startAt.slice(0, 10), end.clock);
    return;
  }
  const minutes = readDuration(r.s)?.minutes;
  if (minutes) intent.endAt = stamp(startAt.slice(0, 10), plus(when.clock, minutes));
}

const plus = (clock: { hour: number; minute: number }, minutes: number) => {
  const total = clock.hour * 60 + clock.minute + minutes;
  return { hour: Math.floor(total / 60), minute: total % 60 };
};

/** A date here and its clock time further on are one moment. */
export function mergeTimes(r: Reading, mentions: readonly TimeMention[]): TimeMention | undefined {
  const usable = mentions.filter(
    (t) => t.date !== undefined || t.clock !== undefined || t.trouble !== undefined,
  );
  const first = usable[0];
  if (first === undefined) return partOnly(r, mentions);
  if (first.date !== undefined && first.clock === undefined && first.toDate === undefined) {
    const clock = usable.find((t) => t !== first && t.date === undefined && t.clock !== undefined);
    if (clock) return { ...first, clock: clock.clock, toClock: clock.toClock };
  }
  const dated =
    first.date === undefined && first.clock !== undefined
      ? usable.find((t) => t.date !== undefined && t.clock === undefined)
      : undefined;
  if (dated && dated.at - first.end < 12) return { ...first, date: dated.date };
  return first;
}

/** 晚上的党小组会: a part of the day right before the meeting is today's. */
function partOnly(r: Reading, mentions: readonly TimeMention[]): TimeMention | undefined {
  return mentions.find(
    (t) => t.part !== undefined && r.types.some((type) => type.at - t.end >= 0 && type.at - t.end <= 3),
  );
}

function readScope(r: Reading, fields: Field[], content: Span[]): string | undefined {
  const label = fieldOf(fields, 'unit');
  if (label) {
    const unit = r.units.find((u) => u.at >= label.valueAt && u.at < label.end);
    return asWritten(r.m, unit?.text ?? label.value);
  }
  const people = fields.filter((f) => ['host', 'recorder', 'lecturer'].includes(f.key));
  const unit = r.units.find((u) => !inside(content, u.at) && !inside(people, u.at));
  return unit && asWritten(r.m, unit.text);
}

function readPeople(r: Reading, fields: Field[], intent: Omit<Intent, 'intent'>): void {
  const lecture = intent.activityType === 'party_lecture' || r.types.some((t) => t.type === 'party_lecture');
  const host = person(fieldOf(fields, 'host')) ?? spoken(r, /主持人?(?:[:是为由]|\s)*/g, /(?:主持|召集)/g);
  const lecturer =
    person(fieldOf(fields, 'lecturer')) ??
    (lecture
      ? spoken(
          r,
          /(?:主讲人?|授课人|讲课人|宣讲人)(?:[:是为由]|\s)*/g,
          /(?:主讲|授课|讲课|宣讲|讲(?=[\s\u0001])|上(?=[\s\u0001])|作(?=[\s\u0001])|讲授|讲了?(?=专题|微|一堂|党课)|给.{0,8}上)/g,
        )
      : undefined);
  const chosen = host ?? (lecture ? lecturer : undefined);
  if (chosen !== undefined) intent.host = asWritten(r.m, chosen);
  const recorder =
    person(fieldOf(fields, 'recorder')) ??
    spoken(r, /记录[人员]?(?:[:是为由]|\s)*/g, /(?:做|作|负责)?(?:会议)?记录/g);
  if (recorder !== undefined) intent.recorder = asWritten(r.m, recorder);
  readCounts(r, fields, intent);
}

const person = (field: Field | undefined): string | undefined =>
  field &&
  (labelledName(field.value.split(/[\s,、;(]/)[0]!) ??
    nameForward(field.value, 0) ??
    labelledName(stripOffice(field.value.replace(/\s/g, ''))));

/** 张三主持 or 主持人张三. */
function spoken(r: Reading, before: RegExp, after: RegExp): string | undefined {
  for (const m of [...r.rest.matchAll(before)].slice(0, 6)) {
    const name = nameForward(r.rest, m.index + m[0].length);
    if (name !== undefined && isName(name)) return name;
  }
  for (const m of [...r.rest.matchAll(after)].slice(0, 6)) {
    const name = nameBackward(r.rest, m.index);
    if (name !== undefined) return name;
  }
  return undefined;
}

const SILENT: ReadonlySet<string> = new Set([
  'topic',
  'place',
  'host',
  'recorder',
  'lecturer',
  'time',
  'guests',
  'type',
  'unit',
  'remark',
  'absent',
  'endTime',
  'startTime',
]);

function readCounts(r: Reading, fields: Field[], intent: Omit<Intent, 'intent'>): void {
  const silent = fields.filter((f) => SILENT.has(f.key));
  const text = mask(mask(r.rest, silent), r.times);
  const figures = readFigures(text.replace(/\u0001+/g, '\u0001'));
  if (figures.expected !== undefined) intent.expected = figures.expected;
  if (figures.present !== undefined) intent.present = figures.present;
  const labelled = fields.filter((f) => f.key === 'absent').flatMap((f) => readAbsences(r.m, f.value));
  const silentNow = fields.filter((f) => SILENT.has(f.key));
  const spokenOf = absencesIn(
    r.m,
    mask(mask(r.s, silentNow), [...r.units, ...r.types, ...r.times]).replace(/\u0001+/g, ' '),
  ).filter((a) => a.name !== intent.host && a.name !== intent.recorder);
  const absent = [...labelled, ...spokenOf.filter((a) => !labelled.some((l) => l.name === a.name))];
  if (absent.length > 0) intent.absent = absent;
}

const PLACE_NOUNS =
  '会议室|活动室|报告厅|礼堂|广场|服务中心|办公室|村部|村委会|居委会|大院|党校|教室|文化站|会场|祠堂|食堂|大厅|书屋|基地|纪念馆|讲堂|小院|阵地|学习室|党员之家|工作站|礼堂|党群中心|会客厅|操场|公园|陵园|展览馆|博物馆';
const AT =
  /(?:在|到|于)([^,。;\n在到\u0001]{1,30}?)(?:准时|集中|统一|现场|准备|要|将|一起)?(?:召开|举行|开展|举办|开(?!放)|组织|进行|上(?=[\s\u0001党专])|集合|学习|参加|观看|参观|宣讲|\u0001)/;
const PLACE = /地点(?:在|是|为|:|设在|定在)?\s?([^,。;\n\u0001:]{2,30})/;
const NOUN = new RegExp(`[\\u4e00-\\u9fffA-Za-z\\d]{0,14}(?:${PLACE_NOUNS})`);
const TOPIC = /(?:主题|议题|内容|议程|题目|课题)(?:是|为|:)\s?[:“]?([^。;\n]{2,200})/;
const VERBS =
  /(?:^|[,。;\n\s:\u0001!了会]|主要|重点|集中|一起|共同|议题|先|并|会上|就|将)(?<verb>学习|讨论|研究|传达|审议|围绕|观看|参观|部署|总结|选举|推选|酝酿|专题学习|重温|开展|通过了?|听取|交流|通报|宣讲|商议|商量|评议|表决|落实|谋划|安排(?=部署|下|近|年|春|冬|工作)|解读|贯彻|慰问|清理|打扫|义务|走访|志愿)/;

/** Where the content begins: 学习…, 讨论…. */
export function topicVerb(r: Reading): { at: number } | undefined {
  const m = VERBS.exec(r.rest);
  return m ? { at: m.index + m[0].length - m.groups!.verb!.length } : undefined;
}

function readFreeText(r: Reading, fields: Field[], intent: Omit<Intent, 'intent'>): void {
  const place = fieldOf(fields, 'place')?.value ?? PLACE.exec(r.rest)?.[1] ?? AT.exec(r.rest)?.[1] ?? loosePlace(r);
  if (place !== undefined && trimEdges(place) !== '') intent.place = asWritten(r.m, trimEdges(place));
  const topic = fieldOf(fields, 'topic')?.value ?? TOPIC.exec(r.s)?.[1] ?? contentOf(r);
  if (topic !== undefined && trimEdges(topic) !== '')
    intent.topic = asWritten(r.m, cutTopic(trimEdges(topic)));
}

function loosePlace(r: Reading): string | undefined {
  const word = NOUN.exec(r.rest)?.[0];
  return word?.replace(/^(?:地点|就在|还是|老地方|在|到|于|改在|设在|安排在)/, '');
}

function contentOf(r: Reading): string | undefined {
  const verb = topicVerb(r);
  if (!verb) return undefined;
  const text = r.s.slice(verb.at, verb.at + 200);
  const end = text.search(/[。;\n]/);
  return end < 0 ? text : text.slice(0, end);
}

const cutTopic = (topic: string) =>
  topic.replace(
    /[,。\s](?:请(?:大家|各位|全体|准时|假|党员|同志)|应到|实到|主持|记录|地点|时间|参加人|请假|缺席|不能|望|收到|务必|主讲|到会|出席)[\s\S]*$/,
    '',
  );
