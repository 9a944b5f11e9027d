// 决议:1.修好活动室的灯(李四,12月10日前)2.…: what was decided, and who does it until when.

import type { ResolutionText } from '../../domain/activity/votes.ts';
import type { DateText } from '../../domain/calendar/time.ts';
import { matches } from '../matches.ts';
import { readNumber } from '../numerals.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { deadlineOf } from '../spans/time/resolve.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';
import { runsOf } from './names.ts';
import { passageEnd } from './passages.ts';

const DECIDED =
  '(?:(?:会议|大会|支部)?(?:(?:形成|作出|做出)(?:以下|如下)?(?:决议|决定)|决议|决定事项|(?<=会议)决定)(?:事项|内容|如下)?)';
const LABEL = new RegExp(
  `(?:^|[\\n。;,\\s]|(?<=大会|委会|小组会|生活会|党日|党课|评议))(?:【\\s?${DECIDED}\\s?】\\s?:?|${DECIDED}[一二三四五六七八九\\d]?\\s?:|(?:会议|大会)(?:决定|决议)(?=由)|形成(?:决议|决定)\\s)\\s{0,2}`,
  'g',
);
const NUMBERED = /(?:^|[\s;。,、)])\(?(\d{1,2}|[一二三四五六七八九十]{1,2})[.、)](?!\d)/g;
const PARTS = /[\n;。]/;
const BRACKET = /\(([^()]*)\)[\s。,;]*$/;
/** Words that only say who does it and until when. */
const FILLING =
  /责任人|负责人|落实人|承办人|牵头人|完成时限|完成时间|时限|期限|截止|具体|负责|牵头|落实|完成|办结|同志|之前|以前|由|于|在|前|:|\s/g;
const OWNER_BEFORE = /(?:由|请|安排|责成|指定|委托|责任人|负责人|落实人|承办人|牵头人)[:\s]{0,2}$/;
const OWNER_BEHIND = /^(?:同志)?,?(?:具体)?(?:负责|牵头|落实|承办)/;
/** A name on no roster. */
const NAME = /^[\u4e00-\u9fff·]{2,6}$/;
const LONGEST_NAME_PART = 12;
const EDGES = /^[\s,.。、;:]+|[\s,。、;:]+$/g;
const MOST = 20;

interface FoundResolutions {
  resolutions: ResolutionText[];
  spans: Span[];
}

/** Reads a piece of the text by itself, as written. */
type ReadPart = (at: number, end: number) => Spans;

/** @param taken spans that were read as something else and end a passage */
export function resolutionsIn(s: string, read: ReadPart, taken: readonly Span[]): FoundResolutions {
  const found: FoundResolutions = { resolutions: [], spans: [] };
  for (const label of matches(LABEL, s)) {
    const from = label.index + label[0].length;
    if (found.spans.some((span) => label.index < span.end && span.at < from)) continue;
    const end = passageEnd(s, from, taken);
    const items = itemsIn(s, from, end)
      .slice(0, MOST - found.resolutions.length)
      .map((item) => resolutionOf(read(item.at, item.end)))
      .filter((r) => r.text !== '');
    if (items.length === 0) continue;
    found.resolutions.push(...items);
    found.spans.push({ at: label.index + (/^[\n。;,\s]/.test(label[0]) ? 1 : 0), end });
  }
  return found;
}

/** By their numbers where they count up from one, else by lines and sentences. */
function itemsIn(s: string, from: number, end: number): Span[] {
  const passage = s.slice(from, end);
  const starts: { at: number; after: number }[] = [];
  for (const mark of matches(NUMBERED, passage)) {
    if (readNumber(mark[1]!) !== starts.length + 1) continue;
    const lead = mark[0].search(/[\d一二三四五六七八九十(]/);
    starts.push({ at: from + mark.index + lead, after: from + mark.index + mark[0].length });
  }
  if (starts.length > 0) return starts.map(({ after }, i) => ({ at: after, end: starts[i + 1]?.at ?? end }));
  const items: Span[] = [];
  let at = from;
  for (const part of passage.split(PARTS)) {
    if (part.trim() !== '') items.push({ at, end: at + part.length });
    at += part.length + 1;
  }
  return items;
}

function resolutionOf(spans: Spans): ResolutionText {
  const bracket = BRACKET.exec(spans.s);
  const inside = bracket && { at: bracket.index + 1, end: bracket.index + 1 + bracket[1]!.length };
  const within = ({ at }: Span) => inside !== null && at >= inside.at && at < inside.end;
  const owner = ownerIn(spans, within) ?? (inside ? strangerIn(spans, inside) : undefined);
  const due = dueIn(spans, within);
  const said = [owner?.span, due?.span].filter((span) => span !== undefined);
  const text = plainText(spans, said);
  return {
    text: text === '' ? written(spans, 0, spans.s.length) : text,
    ...(owner && { owner: owner.name }),
    ...(due && { due: due.day }),
  };
}

interface Owner {
  name: string;
  span: Span;
}

function ownerIn(spans: Spans, within: (span: Span) => boolean): Owner | undefined {
  const { s, people, times } = spans;
  // 李四12月10日前修好灯
  const isFirst = ({ at, end }: Span) =>
    s.slice(0, at).trim() === '' && times.some((t) => t.isDeadline && s.slice(end, t.at).trim() === '');
  const named =
    people.find(within) ??
    people.find(
      (p) => OWNER_BEFORE.test(s.slice(0, p.at)) || OWNER_BEHIND.test(s.slice(p.end)) || isFirst(p),
    );
  const run = named && runsOf(spans, people).find((together) => together.includes(named));
  return run && { name: run.map((p) => p.name).join('、'), span: { at: run[0]!.at, end: run.at(-1)!.end } };
}

/** Somebody whom nobody knows here: a short word beside the date, in brackets. */
function strangerIn({ s, times }: Spans, inside: Span): Owner | undefined {
  let at = inside.at;
  for (const part of s.slice(inside.at, inside.end).split(/[,、;\s]/)) {
    const span = { at, end: at + part.length };
    at = span.end + 1;
    const name = part.replace(FILLING, '');
    const isTime = times.some((t) => t.at < span.end && span.at < t.end);
    if (
      !isTime &&
      part.length <= LONGEST_NAME_PART &&
      NAME.test(name) &&
      times.some((t) => t.at >= inside.at)
    )
      return { name, span };
  }
  return undefined;
}

function dueIn(spans: Spans, within: (span: Span) => boolean): { day: DateText; span: Span } | undefined {
  const { s, times, today } = spans;
  const isDue = (t: TimeSpan) =>
    within(t) ||
    t.isDeadline ||
    /^(?:之?前|以前|完成|办结)/.test(s.slice(t.end)) ||
    /(?:时限|期限|时间)[:\s]{0,2}$/.test(s.slice(0, t.at));
  const readable = times.filter((t) => !t.unread && !t.vague && t.trouble === undefined && isDue(t));
  for (const t of readable) {
    const day = deadlineOf(t, today)?.slice(0, 10);
    if (day !== undefined) return { day, span: t };
  }
  return undefined;
}

/** Without the clauses, and the brackets, that only say who and until when. */
function plainText(spans: Spans, said: readonly Span[]): string {
  const { s } = spans;
  const rest = (at: number, end: number) => {
    let words = '';
    let from = at;
    for (const span of [...said].sort((a, b) => a.at - b.at)) {
      if (span.end <= at || span.at >= end) continue;
      words += s.slice(from, Math.max(from, span.at));
      from = Math.min(end, span.end);
    }
    return words + s.slice(from, end);
  };
  const isFilling = (at: number, end: number) =>
    said.some((span) => span.at >= at && span.at < end) &&
    rest(at, end)
      .replace(FILLING, '')
      .replace(EDGES, '')
      .replace(/[,、;]/g, '') === '';
  let end = s.length;
  const bracket = BRACKET.exec(s);
  if (bracket && isFilling(bracket.index + 1, bracket.index + 1 + bracket[1]!.length)) end = bracket.index;
  const clauses: Span[] = [];
  for (let at = 0; at <= end; ) {
    const comma = s.indexOf(',', at);
    const stop = comma < 0 || comma > end ? end : comma;
    if (!isFilling(at, stop)) clauses.push({ at, end: stop });
    at = stop + 1;
  }
  const [first, last] = [clauses[0], clauses.at(-1)];
  if (!first || !last) return '';
  const head = headOf(spans, first.at, said);
  return written(spans, head, last.end);
}

const LEAD = /^(?:会议|大会)?(?:决定|决议)?[,:\s]?$/;

/** 决定由李四12月10日前修好灯: what is to be done begins behind who and when. */
function headOf({ s }: Spans, from: number, said: readonly Span[]): number {
  let at = from;
  for (const span of [...said].sort((a, b) => a.at - b.at)) {
    const before = s.slice(at, span.at);
    if (span.at < at || !LEAD.test(before.replace(FILLING, '').replace(/请|安排|责成/g, ''))) break;
    const behind = /^(?:同志)?(?:负责)?(?:之?前|以前)?[,:\s]?/.exec(s.slice(span.end))![0];
    at = span.end + behind.length;
  }
  return at < s.length ? at : from;
}

const written = ({ m, s }: Spans, at: number, end: number): string =>
  (m.raw.length === s.length ? m.raw : s)
    .slice(at, end)
    .replace(/^[\s,.。、;:，：；]+|[\s,。、;:，：；]+$/g, '');
