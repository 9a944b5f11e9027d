import { LABELS, type LabelKey } from '../lexicon/labels.ts';
import { endWithout, startWithout } from './fields-text.ts';

/** A label word found in the text; the same place may hold several, the longest comes first. */
export interface LabelWord {
  key: LabelKey;
  word: string;
  end: number;
  /** written with blanks between its characters: 主 持 人 */
  spaced: boolean;
}

interface Node {
  next: Map<number, Node>;
  key?: LabelKey;
  word?: string;
}

const root: Node = { next: new Map() };
/** Whether any label begins with a character: most positions of a text are passed with one look. */
const FIRST = new Uint8Array(65536);
for (const key of Object.keys(LABELS) as LabelKey[]) {
  for (const word of LABELS[key]) {
    let node = root;
    for (const c of word) {
      const code = c.charCodeAt(0);
      const next: Node = node.next.get(code) ?? { next: new Map() };
      node.next.set(code, next);
      node = next;
    }
    node.key = key;
    node.word = word;
    FIRST[word.charCodeAt(0)] = 1;
  }
}

/** More blanks than this between two characters separate columns; they do not space out a word. */
const MAX_GAP = 4;
const BLANK = 32;

const NONE: readonly LabelWord[] = [];

/** Labels that begin at `i`, longest first. */
export function labelsAt(s: string, i: number): readonly LabelWord[] {
  if (FIRST[s.charCodeAt(i)] !== 1) return NONE;
  let node = root.next.get(s.charCodeAt(i));
  let found: LabelWord[] | undefined;
  let p = i + 1;
  let spaced = false;
  while (node) {
    if (node.key !== undefined) {
      found ??= [];
      found.unshift({ key: node.key, word: node.word!, end: p, spaced });
    }
    let q = p;
    while (q - p < MAX_GAP && s.charCodeAt(q) === BLANK) q++;
    if (q > p) spaced = true;
    node = node.next.get(s.charCodeAt(q));
    p = q + 1;
  }
  return found ?? NONE;
}

/** The label that fills a cell wholly, a unit behind it in brackets aside: 应到（人）. */
export function labelOfCell(cell: string): LabelWord | undefined {
  const end = endWithout(cell, 0, cell.length, '*】]');
  const text = cell.slice(startWithout(cell, 0, end, '*【['), end);
  for (const label of labelsAt(text, 0)) {
    if (label.end === text.length || /^\s?\([^()]{1,8}\)$/.test(text.slice(label.end))) return label;
  }
  return undefined;
}

/** Free text that may run over lines up to the next label. */
export const MULTILINE: ReadonlySet<LabelKey> = new Set([
  'topic',
  'progress',
  'remark',
  'measure',
  'problem',
  'reason',
  'prevention',
  'supervision',
]);
/** Lists of people, which may stand one a line. */
export const PEOPLE_LISTS: ReadonlySet<LabelKey> = new Set(['absent', 'guests']);
/** Keys whose value names one person. */
export const ONE_PERSON: ReadonlySet<LabelKey> = new Set([
  'host',
  'lecturer',
  'recorder',
  'owner',
  'leader',
  'person',
]);
export const COUNTS: ReadonlySet<LabelKey> = new Set(['expected', 'present']);
export const TIMES: ReadonlySet<LabelKey> = new Set(['time', 'startTime', 'endTime', 'due', 'oldDue']);

/** Character codes that belong to a word: a label cannot begin right behind one. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122)
  );
}
