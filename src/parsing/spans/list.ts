import { linesOf } from './fields-text.ts';
import { addNameLines, addRun } from './list-names.ts';
import { readMarked } from './list-read.ts';
import type { ListSpan } from './list-span.ts';
import { addTable } from './list-table.ts';

const JIELONG = /接龙/;
/** 接龙 further down is talk about one. */
const REACH = 300;

/**
 * Every list of a text: two or more entries; one is enough below 接龙, or below a heading that parts a
 * list in two. Numbered prose is a list as well. Linear in the length of the text.
 */
export function scanLists(s: string): ListSpan[] {
  const first = s.slice(0, REACH).search(JIELONG);
  const jielongAt = first >= 0 ? first : Number.POSITIVE_INFINITY;
  const lines = linesOf(s);
  const { lists, uses, example } = readMarked(s, lines, jielongAt);
  addNameLines(s, lines, uses, lists, jielongAt);
  if (lists.length === 0) addTable(s, lines, uses, lists);
  if (lists.length === 0 && first >= 0) addRun(s, lists);
  lists.sort((a, b) => a.at - b.at);
  if (example && lists[0]) lists[0].example = example;
  return lists;
}
