import type { Piece } from './fields-text.ts';
import { entryOf, tickOf, withoutOwnLabel } from './list-entry.ts';
import { type Bullet, bulletOf, isExample, isNameLine } from './list-lines.ts';
import { columnMarks, type Mark, markAt, marksWithin } from './list-marks.ts';
import type { ListEntry, ListSpan } from './list-span.ts';
import {
  isSection,
  listFor,
  note,
  type Open,
  plainBetween,
  type State,
  startList,
  type Use,
} from './list-state.ts';
import type { Span } from './span.ts';

const ORNAMENT = /^[ \t]*(?:([√×✓☑□])[ \t]*|[-*•·◆◇●○■▪★☆►▶>|][ \t]*(?=[\d(]))?/;
const TICK = /[√×✓☑]/;
/** The entries of a 接龙 are names with a remark; longer ones are prose, and no name stands between. */
const MAX_NAME_ENTRY = 30;

/** Numbered and bulleted lists, and what every line was used for. */
export function readMarked(
  s: string,
  lines: readonly Piece[],
  jielongAt: number,
): { lists: ListSpan[]; uses: Use[]; example: Span | undefined } {
  const state: State = {
    s,
    lines,
    uses: [],
    plain: [],
    jielongAt,
    open: [],
    all: [],
    example: undefined,
  };
  for (let i = 0; i < lines.length; i++) note(state, readLine(state, i));
  const lists: ListSpan[] = [];
  state.all.forEach((open, i) => {
    if (enough(open, i)) lists.push(open.list);
    else if (open.list.entries.length === 1) state.uses[open.line] = 'plain';
  });
  return { lists, uses: state.uses, example: state.example };
}

function enough({ list, section }: Open, i: number): boolean {
  return list.entries.length >= 2 || (list.entries.length === 1 && (list.isJielong || (i > 0 && section)));
}

function readLine(state: State, i: number): Use {
  const { s } = state;
  const line = state.lines[i]!;
  if (line.text.trim() === '') return 'blank';
  if (line.at > state.jielongAt && state.all.length === 0 && isExample(line.text)) {
    state.example = { at: line.at, end: line.end };
    return 'example';
  }
  const ornament = ORNAMENT.exec(line.text)![0];
  const start = line.at + ornament.length;
  const headed = state.jielongAt < line.end;
  const lead = markAt(s, start, true);
  if (lead && lead.end <= line.end) return readNumbered(state, i, lead, ornament, headed);
  const marks = marksWithin(s, start, line.end, headed);
  if (
    marks.length >= 2 ||
    (marks.length === 1 &&
      (goesOn(state, marks[0]!, line.at) || (state.jielongAt >= line.at && state.jielongAt < marks[0]!.at)))
  ) {
    const believed =
      headed ||
      marks.some((m) => !m.bare) ||
      marks.every((m) => isName(s, m, line.end)) ||
      (marks.length > 2 && marks[0]!.no === 1 && marks.every((m) => isShort(s, m, line.end)));
    if (!believed) return plain(state, i);
    addMarks(state, i, marks, '');
    return 'entry';
  }
  const bullet = bulletOf(line.text);
  if (!bullet) return plain(state, i);
  addBullet(state, i, bullet);
  return 'entry';
}

function readNumbered(state: State, i: number, lead: Mark, ornament: string, headed: boolean): Use {
  const { s } = state;
  const line = state.lines[i]!;
  const marks = line.text.includes('\t')
    ? columnMarks(line.text, line.at)
    : marksWithin(s, lead.at, line.end, headed);
  const first = marks[0];
  const several = first !== undefined && marks.length > 1 && first.at <= lead.at;
  // A figure alone is no entry.
  if (!several && lead.bare && !/[\u4e00-\u9fffA-Za-z(【]/.test(s.slice(lead.end, line.end)))
    return plain(state, i);
  addMarks(state, i, several ? marks : [lead], ornament);
  if (!several && marks.length > 1) addInner(state, i, marks);
  return 'entry';
}

const isName = (s: string, mark: Mark, to: number): boolean => {
  const text = s.slice(mark.end, Math.min(to, mark.end + 8));
  return isNameLine(text.split(/[\d\s,、;]/, 1)[0]!);
};

const BRACKETED = /^[ \t]*【[^】\n]{1,10}】[ \t]*$/;

/** 【线下】1.张三, 【请假】6.李四: a number of its own under a heading, and those that count on from it. */
const goesOn = (state: State, mark: Mark, line: number): boolean =>
  BRACKETED.test(state.s.slice(line, Math.min(mark.at, line + 24)))
    ? mark.no === 1 || follows(state, mark)
    : !mark.bare && follows(state, mark);

const follows = (state: State, mark: Mark): boolean =>
  state.open.some((o) => o.family === mark.family && o.lastNo > 0 && o.lastNo + 1 === mark.no);

/** 1铁牛2石柱3钢花(请假): two to four characters, and no more than a remark behind. */
const isShort = (s: string, mark: Mark, to: number): boolean =>
  /^[\u4e00-\u9fff·]{2,4}(?:$|[\s\d,、;(])/.test(s.slice(mark.end, Math.min(to, mark.end + 6)));

/** A name between the entries of a 接龙 is one whose number was lost. */
function plain(state: State, i: number): Use {
  const { text, at, end } = state.lines[i]!;
  const inner = state.open.at(-1);
  if (!inner || inner.line !== i - 1 || inner.family === 'bullet' || !inner.list.isJielong) return 'plain';
  const last = inner.list.entries.at(-1);
  if (!last || last.text.length > MAX_NAME_ENTRY || isSection(text) || !isNameLine(text)) return 'plain';
  push(inner, entryOf(state.s, at, at, end), inner.lastNo, i);
  return 'entry';
}

function addMarks(state: State, i: number, marks: readonly Mark[], ornament: string): void {
  const line = state.lines[i]!;
  const target = listFor(state, i, marks[0]!.family, marks[0]!.no, marks[0]!.at);
  marks.forEach((mark, k) => {
    const next = marks[k + 1];
    const whole = entryOf(state.s, mark.at, mark.end, next?.at ?? line.end, mark.no);
    const entry = k > 0 && !next ? withoutOwnLabel(state.s, whole) : whole;
    const tick = k === 0 ? TICK.exec(ornament)?.[0] : undefined;
    if (k === 0 && ornament.trim() !== '') entry.at = line.at;
    if (tick) entry.mark = tickOf(tick);
    push(target, entry, mark.no, i);
  });
  if (marks.length > 1 && marks.every((m) => m.bare)) target.list.style = 'run';
}

/** 1.要求:一、… 二、…: a list inside an entry. */
function addInner(state: State, i: number, marks: readonly Mark[]): void {
  const line = state.lines[i]!;
  const at = marks[0]!.at;
  const list: ListSpan = { at, end: line.end, style: 'numbered', isJielong: false, entries: [] };
  list.heading = { at: line.at, end: at };
  const inner: Open = { list, family: marks[0]!.family, sign: '', lastNo: 0, line: i, section: false };
  marks.forEach((mark, k) => {
    push(inner, entryOf(state.s, mark.at, mark.end, marks[k + 1]?.at ?? line.end, mark.no), mark.no, i);
  });
  state.all.push(inner);
}

function addBullet(state: State, i: number, bullet: Bullet): void {
  const line = state.lines[i]!;
  const tick = /[√✓☑□×]/.test(bullet.sign);
  const sign = tick ? '√' : bullet.sign;
  const inner = state.open.at(-1);
  const goesOn =
    inner?.family === 'bullet' && inner.sign === sign && plainBetween(state, inner.line, i) === 0;
  const target = goesOn ? inner : startList(state, i, 'bullet', sign, line.at);
  target.list.style = 'bullets';
  const entry = entryOf(state.s, line.at, line.at + bullet.length, line.end);
  if (tick && bullet.sign !== '□') entry.mark = tickOf(bullet.sign);
  push(target, entry, 0, i);
}

function push(target: Open, entry: ListEntry, no: number, line: number): void {
  target.lastNo = no;
  target.line = line;
  if (entry.text === '') return;
  target.list.entries.push(entry);
  target.list.end = entry.end;
}
