import type { Piece } from './fields-text.ts';
import { entryOf } from './list-entry.ts';
import { isHeading, isNameLine, isShortLine } from './list-lines.ts';
import type { ListSpan } from './list-span.ts';
import type { Use } from './list-state.ts';

/** 张三(出差), 李四——轮休: a name with a remark needs no third line to be believed. */
const REMARK = /^\S{2,8}\s?(?:\(|——|--|-|:|[√×])/;
const HEAD = /接龙[^:\n\s]{0,16}(?:[:\s]+|\)\s*)/;
const PIECE = /(?:[^\s,、;()]|\([^()]*\))+/g;

/** Names one a line without numbers: below a heading, or where the lines speak for themselves. */
export function addNameLines(
  s: string,
  lines: readonly Piece[],
  uses: readonly Use[],
  lists: ListSpan[],
  jielongAt: number,
): void {
  for (let i = 0; i < lines.length; i++) {
    if (uses[i] !== 'plain' || !isShortLine(lines[i]!.text)) continue;
    const above = previous(uses, i);
    const jielong = lines[i]!.at > jielongAt;
    const headed = above >= 0 && uses[above] === 'plain' && isHeading(lines[above]!.text);
    const run = runFrom(lines, uses, i, headed || jielong);
    const from = jielong || headed ? run : run.filter((k) => isNameLine(lines[k]!.text));
    if (believed(lines, from, headed || (jielong && above >= 0))) {
      lists.push(listOf(s, lines, from, above, headed, jielong));
    }
    i = Math.max(i, run.at(-1) ?? i);
  }
}

function previous(uses: readonly Use[], i: number): number {
  let k = i - 1;
  while (k >= 0 && (uses[k] === 'blank' || uses[k] === 'example')) k--;
  return k;
}

function runFrom(lines: readonly Piece[], uses: readonly Use[], from: number, loose: boolean): number[] {
  const run: number[] = [];
  for (let k = from; k < lines.length; k++) {
    if (loose && uses[k] === 'blank') continue;
    const { text } = lines[k]!;
    if (uses[k] !== 'plain' || !(loose ? isShortLine(text) : isNameLine(text))) break;
    // The title of a 接龙 is short as well.
    if (loose && (isHeading(text) || /会|党日|党课|签到$/.test(text)) && !isNameLine(text)) break;
    run.push(k);
  }
  return run;
}

function believed(lines: readonly Piece[], run: readonly number[], headed: boolean): boolean {
  if (run.length < 2) return false;
  const texts = run.map((k) => lines[k]!.text.trim());
  const names = texts.filter((text) => isNameLine(text)).length;
  if (headed) return names * 2 >= texts.length;
  if (names < texts.length) return false;
  return (
    texts.every((text) => REMARK.test(text)) ||
    texts.every((text) => /^\S{2,4}$/.test(text)) ||
    (run.length >= 3 && texts.every((t) => t.length <= 16))
  );
}

function listOf(
  s: string,
  lines: readonly Piece[],
  run: readonly number[],
  above: number,
  headed: boolean,
  jielong: boolean,
): ListSpan {
  const entries = run.map((k) => entryOf(s, lines[k]!.at, lines[k]!.at, lines[k]!.end));
  const list: ListSpan = {
    at: entries[0]!.at,
    end: entries.at(-1)!.end,
    style: 'lines',
    isJielong: jielong,
    entries,
  };
  if (above >= 0 && (headed || jielong))
    list.heading = { at: lines[jielong ? 0 : above]!.at, end: lines[above]!.end };
  return list;
}

/** 接龙 张三 李四、王五(请假,住院): one entry a name, what is in brackets stays together. */
export function addRun(s: string, lists: ListSpan[]): void {
  const head = HEAD.exec(s.slice(0, 300));
  if (!head) return;
  const from = head.index + head[0].length;
  const line = s.indexOf('\n', from);
  const text = s.slice(from, Math.min(line < 0 ? s.length : line, from + 2000));
  const entries = [...text.matchAll(PIECE)].map((m) =>
    entryOf(s, from + m.index, from + m.index, from + m.index + m[0].length),
  );
  const names = entries.filter((e) => isNameLine(e.text)).length;
  if (entries.length < 2 || names * 2 < entries.length) return;
  lists.push({
    at: entries[0]!.at,
    end: entries.at(-1)!.end,
    style: 'run',
    heading: { at: 0, end: from },
    isJielong: true,
    entries,
  });
}
