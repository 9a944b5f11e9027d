import type { Piece } from './fields-text.ts';
import { entryOf } from './list-entry.ts';
import type { ListSpan } from './list-span.ts';
import type { Use } from './list-state.ts';

const STATUS = /签[到名字]|状态|到会|到场|参会|出勤|考勤|是否|到\/未到/;
const NAMES = /姓名|名字|应签到/;
const RULE = /^[\s|:-]+$/;

const cells = (text: string): number => (text.match(/[|\t/]|,(?=\S)/g)?.length ?? 0) + 1;

/** A sheet of people with a column that says who came (编号|姓名|签到): each row below the headings is an entry. */
export function addTable(s: string, lines: readonly Piece[], uses: readonly Use[], lists: ListSpan[]): void {
  const top = lines.findIndex(
    ({ text }) => text.length < 80 && NAMES.test(text) && STATUS.test(text) && cells(text) > 1,
  );
  if (top < 0) return;
  const entries = [];
  for (let i = top + 1; i < lines.length; i++) {
    const { text, at, end } = lines[i]!;
    if (uses[i] !== 'plain' || cells(text) < 2) break;
    if (!RULE.test(text)) entries.push(entryOf(s, at, at, end));
  }
  if (entries.length < 2) return;
  const { at, end } = lines[top]!;
  lists.push({
    at: entries[0]!.at,
    end: entries.at(-1)!.end,
    style: 'lines',
    heading: { at, end },
    isJielong: false,
    entries,
  });
}
