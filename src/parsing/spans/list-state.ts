import { endWithout, type Piece } from './fields-text.ts';
import type { Family } from './list-marks.ts';
import type { ListSpan } from './list-span.ts';
import type { Span } from './span.ts';

/** What a line turned out to be. */
export type Use = 'blank' | 'plain' | 'entry' | 'example';

/** A list that may go on. */
export interface Open {
  list: ListSpan;
  family: Family | 'bullet';
  /** the bullet */
  sign: string;
  lastNo: number;
  /** line of the last entry */
  line: number;
  /** the heading is a line of its own that parts a list in two: 请假: */
  section: boolean;
}

/** How far a text has been read. */
export interface State {
  s: string;
  lines: readonly Piece[];
  uses: Use[];
  /** number of plain lines before each line read so far */
  plain: number[];
  jielongAt: number;
  /** lists that may go on, the innermost last */
  open: Open[];
  all: Open[];
  example: Span | undefined;
}

/** How many plain lines may stand between two entries of one list. */
const MAX_PLAIN = 12;
const SECTION = /:[ \t]*$|^[ \t]{0,4}[【(]?(?:请假|缺席|未到|未签|到会|参会|列席|不能参加)[^\n:。]{0,8}$/;

/** 请假: or 缺席人员 in a line of its own. */
export const isSection = (line: string): boolean => line.length <= 30 && SECTION.test(line);

export function note(state: State, use: Use): void {
  state.plain.push((state.plain.at(-1) ?? 0) + (use === 'plain' ? 1 : 0));
  state.uses.push(use);
}

/** Plain lines after line `from` and before line `to`, which is being read. */
export function plainBetween(state: State, from: number, to: number): number {
  return to - 1 <= from ? 0 : state.plain[to - 1]! - state.plain[from]!;
}

/** The list that number `no` goes on with, or a new one. */
export function listFor(state: State, i: number, family: Family, no: number, at: number): Open {
  const known = state.open.some((o) => o.family === family);
  for (let k = state.open.length - 1; k >= 0; k--) {
    const o = state.open[k]!;
    const between = plainBetween(state, o.line, i);
    // 1.张三⏎二、李四: another hand numbered on in its own way.
    const otherHand = !known && o.family !== 'bullet' && no > 1 && no === o.lastNo + 1 && between === 0;
    if (o.family !== family && !otherHand) continue;
    const restarts = no === 1 && o.lastNo > 1;
    const parted = between > 0 && (restarts || sectionBetween(state, o.line, i));
    const inside = k < state.open.length - 1 && restarts;
    const spaced = restarts && !o.list.isJielong && i - o.line > 1;
    if (parted || inside || spaced || between > MAX_PLAIN) break;
    state.open.length = k + 1;
    if (between > 0 && !o.list.isJielong) goOn(state, o, i);
    return o;
  }
  return startList(state, i, family, '', at);
}

/** Plain lines between two entries belong to the first of them. */
function goOn(state: State, o: Open, i: number): void {
  const last = o.list.entries.at(-1);
  if (!last) return;
  let to = i - 1;
  while (to > o.line && state.uses[to] !== 'plain') to--;
  const end = endWithout(state.s, last.textAt, state.lines[to]!.end, ',;、');
  if (end <= last.end) return;
  last.text = state.s.slice(last.textAt, end);
  last.end = end;
}

function sectionBetween(state: State, from: number, to: number): boolean {
  for (let k = Math.max(from + 1, to - MAX_PLAIN); k < to; k++)
    if (state.uses[k] === 'plain' && isSection(state.lines[k]!.text)) return true;
  return false;
}

/** Opens a list; one of the same family is over, one of another family is around it. */
export function startList(state: State, i: number, family: Open['family'], sign: string, at: number): Open {
  const isJielong = state.jielongAt < at;
  const list: ListSpan = { at, end: at, style: 'numbered', isJielong, entries: [] };
  const heading = headingOf(state, i, at, isJielong && state.all.length === 0);
  if (heading) list.heading = heading;
  const section = heading !== undefined && isSection(state.s.slice(heading.at, heading.end));
  const open: Open = { list, family, sign, lastNo: 0, line: i, section };
  const same = state.open.findIndex((o) => o.family === family);
  if (same >= 0) state.open.length = same;
  state.open.push(open);
  state.all.push(open);
  return open;
}

const isColumns = (line: string): boolean => line.length < 60 && line.includes('姓名') && !line.includes(':');

/** What stands before the first entry on its line, else the plain line above; of a 接龙 all lines above. */
function headingOf(state: State, i: number, at: number, all: boolean): Span | undefined {
  const { lines, uses } = state;
  const inLine = /[\u4e00-\u9fffA-Za-z]/.test(state.s.slice(lines[i]!.at, at));
  let to = inLine ? i : i - 1;
  while (!inLine && to >= 0 && (uses[to] === 'blank' || uses[to] === 'example')) to--;
  if (to < 0 || (!inLine && uses[to] === 'entry' && i - to > 2)) return undefined;
  let from = to;
  if (all && (inLine || uses[to] === 'plain'))
    while (from > 0 && (uses[from - 1] === 'plain' || uses[from - 1] === 'blank')) from--;
  // 请假人员名单⏎序号 姓名 事由: above the names of the columns stands what they are of.
  if (!inLine && from === to && from > 0 && uses[from - 1] === 'plain' && isColumns(lines[to]!.text)) from--;
  while (from < to && uses[from] === 'blank') from++;
  return { at: lines[from]!.at, end: inLine ? at : lines[to]!.end };
}
