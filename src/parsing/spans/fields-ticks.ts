import { matches } from '../matches.ts';
import type { Span } from './span.ts';

interface Ticks {
  ticked: { at: number; end: number; word: string }[];
  unticked: Span[];
}

interface Option extends Span {
  on: boolean;
}

interface Mark extends Span {
  state: 'on' | 'off' | 'full' | 'tick';
}

const MARK = /[□○◯]\s?[√☑v]?|[☑■●√]\s?|[(【[]\s{0,4}(?:[√☑×■✗xXvV]\s{0,4})?[)】\]]/g;
const ANY = /[□☑■√]|\(\s{0,4}\)|\[\s{0,4}\]|【\s{0,4}】|[(【[]\s{0,4}[√☑×xXvV]/;
const WORD = /[\u4e00-\u9fffA-Za-z0-9“”·]/;
const isWord = (s: string, i: number) => WORD.test(s[i] ?? ' ');
const MAX_WORD = 16;
/** Stands before options and is none: 类型 □党课. */
const HEADING = /^(?:会议|活动|组织生活|请假)?(?:类型|类别|形式|名称|种类)$/;

function stateOf(text: string): Mark['state'] {
  const inner = text.trim();
  if (/^[■●]$/.test(inner)) return 'full';
  if (inner === '√') return 'tick';
  if (/^[(【[].*[×✗]/.test(inner) || /^\(\s*[xX]/.test(inner)) return 'off';
  return /[√☑xXvV■]/.test(inner) ? 'on' : 'off';
}

/**
 * Options with tick boxes, in whatever way the form draws them. Undefined when the text has none: a
 * lone tick is praise or a roll call, a row of full squares is bullets.
 */
export function readTicks(s: string): Ticks | undefined {
  if (!ANY.test(s) && !(s.includes('●') && /[○◯]/.test(s))) return undefined;
  const marks: Mark[] = matches(MARK, s).map((m) => ({
    at: m.index,
    end: m.index + m[0].trimEnd().length,
    state: stateOf(m[0]),
  }));
  const boxes = marks.filter((m) => m.state === 'on' || m.state === 'off');
  const empty = boxes.some((m) => m.state === 'off');
  if (boxes.length === 0 || (boxes.length === 1 && boxes[0]!.state === 'off' && marks.length === 1))
    return undefined;
  const options = new Map<number, Option>();
  for (const line of byLine(s, marks)) readLine(s, line, empty, options);
  if (options.size === 0) return undefined;
  const all = [...options.values()];
  return {
    ticked: all.filter((o) => o.on).map(({ at, end }) => ({ at, end, word: s.slice(at, end) })),
    unticked: all.filter((o) => !o.on).map(({ at, end }) => ({ at, end })),
  };
}

function byLine(s: string, marks: readonly Mark[]): Mark[][] {
  const lines: Mark[][] = [];
  let end = -1;
  for (const mark of marks) {
    if (mark.at >= end) {
      lines.push([]);
      const next = s.indexOf('\n', mark.at);
      end = next < 0 ? s.length : next;
    }
    lines.at(-1)!.push(mark);
  }
  return lines;
}

function readLine(s: string, marks: readonly Mark[], empty: boolean, options: Map<number, Option>): void {
  const before = marksStandBefore(s, marks);
  for (const mark of marks) {
    if ((mark.state === 'tick' || mark.state === 'full') && !empty) continue;
    // √ at the end of a word is that word's, wherever the empty boxes stand.
    const back = mark.state === 'tick' && isWord(s, mark.at - 1) && !isWord(s, mark.end);
    const option = before && !back ? wordAfter(s, mark.end) : wordBefore(s, mark.at);
    if (!option) continue;
    const on = mark.state !== 'off' || options.get(option.at)?.on === true;
    options.set(option.at, { ...option, on });
  }
}

/** Whether the boxes of a line stand before their words: by what they touch, else by what comes first. */
function marksStandBefore(s: string, marks: readonly Mark[]): boolean {
  let vote = 0;
  for (const mark of marks) {
    const left = isWord(s, mark.at - 1);
    const right = isWord(s, mark.end);
    if (left !== right) vote += right ? 1 : -1;
  }
  if (vote !== 0) return vote > 0;
  const first = marks[0]!;
  const word = wordBefore(s, first.at);
  return !word || HEADING.test(s.slice(word.at, word.end));
}

function wordAfter(s: string, from: number): Span | undefined {
  let at = from;
  while (at - from < 4 && s[at] === ' ') at++;
  let end = at;
  while (end - at < MAX_WORD && isWord(s, end)) end++;
  return end > at ? { at, end } : undefined;
}

function wordBefore(s: string, to: number): Span | undefined {
  let end = to;
  while (to - end < 4 && s[end - 1] === ' ') end--;
  let at = end;
  while (end - at < MAX_WORD && isWord(s, at - 1)) at--;
  return end > at ? { at, end } : undefined;
}
