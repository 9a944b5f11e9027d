import type { LabelKey } from '../lexicon/labels.ts';
import { bareEnd, stop } from './fields-bare.ts';
import type { Found } from './fields-find.ts';
import { COUNTS, labelOfCell, MULTILINE, ONE_PERSON, PEOPLE_LISTS } from './fields-labels.ts';
import { endWithout } from './fields-text.ts';

/** The value of a label: where its text begins and ends. */
interface ValueSpan {
  valueAt: number;
  end: number;
}

/** A polite close or a signature ends free text. */
const CLOSING =
  /^[ \t]*(?:特此|妥否|请批示|请领导|请审|望批准|请批准|谢谢|以上[,。]|收到请|请各|请大家|\(?(?:盖章|印章))/;
/** A line that tells something of its own is no value of the label above it. */
const OWN_LINE = /^[ \t]*(?:本人|我|因|兹|特此|各|请|全体|现|今)|[。!?]/;
const MAX_NEXT_LINE = 40;
const MAX_PEOPLE_LINE = 24;
const TRAILING = ',;。、|*-';
/** ____年__月__日, 　　人: a form nobody filled in. */
const BLANK_FORM = /^[_\s年月日号时分点第X:.\-/人名位周星期()至~—…]*$/;
const NUMBER = /^(?:\d{1,4}|[一二两三四五六七八九十百廿卅零]{1,5})\s?(?:人|名|位|个)?(?=$|[\s,;。、()|])/;
const PERCENT =
  /^(?:约|已?完成|达)?\s?(?:\d{1,3}(?:\.\d+)?\s?[%％]|百分之[一二三四五六七八九十百]+|\d{1,3}(?=\s|[,;。]|$))/;
const PLACE_GOES_ON = /^[,;][^\n,;。:]{0,14}(?:室|楼|厅|馆|堂|层|号|场|院|园|家)(?=[\n,;。]|$)/;

/** Finds the value of a label; it never passes `limit`, where the next label begins. */
export function valueIn(s: string, found: Found, limit: number): ValueSpan {
  const start = firstText(s, found, limit);
  if (start < 0) return { valueAt: found.labelEnd, end: found.labelEnd };
  let end = lineEnd(s, start, limit);
  if (found.tail === 'tab') end = cellEnd(s, found.key, start, end, limit);
  else if (found.tail === 'bar') end = stop(s, /\|/, start, end);
  else if (found.tail === 'blank' || found.tail === 'glued') {
    if (MULTILINE.has(found.key)) end = freeTextEnd(s, start, limit);
    end = bareEnd(s, found.key, start, end);
  } else end = markedEnd(s, found.key, start, end, limit);
  end = closeBracket(s, found, start, end);
  return trimmed(s, start, end);
}

/** A cell that holds a label is the next label, not the value of this one. */
function cellEnd(s: string, key: LabelKey, start: number, line: number, limit: number): number {
  const end = stop(s, /\t/, start, line);
  if (labelOfCell(s.slice(start, end))) return start;
  // A cell of free text may hold line ends; the row below has tabs of its own.
  return end === line && MULTILINE.has(key) ? freeTextEnd(s, start, limit) : end;
}

function trimmed(s: string, start: number, to: number): ValueSpan {
  const end = endWithout(s, start, to, TRAILING);
  const empty = end - start <= MAX_NEXT_LINE && BLANK_FORM.test(s.slice(start, end));
  return { valueAt: start, end: empty ? start : end };
}

/** The first character of the value: on the label's line, or on the next when that holds nothing else. */
function firstText(s: string, found: Found, limit: number): number {
  let p = found.labelEnd;
  while (p < limit && (s[p] === ' ' || s[p] === '\t' || s[p] === '*')) p++;
  if (found.tail === 'bar') while (p < limit && (s[p] === ' ' || s[p] === '|')) p++;
  if (p >= limit) return -1;
  if (s[p] !== '\n') return p;
  if (found.tail === 'bar' || found.tail === 'tab') return -1;
  while (p < limit && (s[p] === '\n' || s[p] === ' ' || s[p] === '\t')) p++;
  if (p >= limit) return -1;
  if (MULTILINE.has(found.key) || PEOPLE_LISTS.has(found.key)) return p;
  const line = s.slice(p, Math.min(limit, lineEnd(s, p, p + MAX_NEXT_LINE + 1)));
  const fits = line.length <= MAX_NEXT_LINE && !OWN_LINE.test(line) && !line.includes(':\n');
  return fits && !(found.key === 'unit' && !/(?:支部|总支|党委|组|会)$/.test(line.trim())) ? p : -1;
}

function lineEnd(s: string, from: number, limit: number): number {
  const i = s.slice(from, limit).indexOf('\n');
  return i < 0 ? limit : from + i;
}

function markedEnd(s: string, key: LabelKey, start: number, line: number, limit: number): number {
  if (MULTILINE.has(key)) return freeTextEnd(s, start, limit);
  if (PEOPLE_LISTS.has(key)) return peopleEnd(s, start, line, limit);
  const head = s.slice(start, Math.min(line, start + 24));
  if (COUNTS.has(key)) {
    const m = NUMBER.exec(head);
    if (m) return start + m[0].length;
    // 到会: with a list of names is no count.
    if (/^\d{1,2}[.、)]/.test(head)) return peopleEnd(s, start, line, limit);
    return stop(s, /[,;。|]/, start, line);
  }
  if (key === 'ratio') {
    const m = /^\d{1,4}\s?[/、,]\s?\d{1,4}(?!\d)/.exec(head);
    if (m) return start + m[0].length;
  }
  if (key === 'rate') {
    const m = PERCENT.exec(head);
    if (m) return start + m[0].length;
  }
  if (key === 'place') return placeEnd(s, start, line);
  if (ONE_PERSON.has(key) && key !== 'owner' && key !== 'person')
    return stop(s, /[;。|!]|,(?!\S{1,12}(?:书记|主任|委员|组长)\S{2,4}(?:[,;。\n]|$))/, start, line);
  if (key === 'unit' || key === 'type') return stop(s, /[,;。|]/, start, line);
  return stop(s, /[;。|]/, start, line);
}

function placeEnd(s: string, start: number, line: number): number {
  let end = stop(s, /[,;。|!]/, start, line);
  // 镇政府,三楼会议室 goes on, 三楼会议室,请准时参加 does not.
  const more = end < line ? PLACE_GOES_ON.exec(s.slice(end, Math.min(line, end + 20))) : null;
  if (more && !/请|参加|议题|主题/.test(more[0])) end += more[0].length;
  return end;
}

/** Free text: up to the next label or a polite close. */
function freeTextEnd(s: string, start: number, limit: number): number {
  let p = lineEnd(s, start, limit);
  while (p < limit) {
    const next = lineEnd(s, p + 1, limit);
    const begins = s.slice(p + 1, Math.min(next, p + 24));
    if (CLOSING.test(begins) || labelOfCell(begins)) return p;
    p = next;
  }
  return limit;
}

/** People may stand one a line; a long line or a stop ends them. */
function peopleEnd(s: string, start: number, line: number, limit: number): number {
  let p = stop(s, /。(?=.)/, start, line);
  if (p < line) return p;
  while (p < limit) {
    const next = lineEnd(s, p + 1, limit);
    const text = s.slice(p + 1, Math.min(next, p + 2 + MAX_PEOPLE_LINE)).trim();
    if (
      text === '' ||
      text.length > MAX_PEOPLE_LINE ||
      /[。:]|\d[年月日.-]\s?\d|\d日/.test(text) ||
      CLOSING.test(text)
    )
      return p;
    p = next;
  }
  return Math.max(p, start);
}

/** Inside a bracket, or behind 【 without its 】, the value ends where the bracket closes. */
function closeBracket(s: string, found: Found, start: number, end: number): number {
  const before = s.slice(Math.max(0, found.at - 1), found.labelEnd);
  if (before[0] === '(') {
    let depth = 0;
    for (let i = start; i < end; i++) {
      if (s[i] === '(') depth++;
      else if (s[i] === ')' && depth-- === 0) return i;
    }
  }
  if (!/【[^】]*$/.test(before)) return end;
  return stop(s, /】/, start, end);
}
