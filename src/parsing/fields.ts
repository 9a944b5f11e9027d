import { LABELS, type LabelKey } from './lexicon/labels.ts';
import { matches } from './matches.ts';
import type { Span } from './message.ts';

/** One `label: value` of a form; `at` is where the label begins. */
export interface Field extends Span {
  key: LabelKey;
  valueAt: number;
  value: string;
}

const keyOf = new Map<string, LabelKey>();
for (const key of Object.keys(LABELS) as LabelKey[]) for (const word of LABELS[key]) keyOf.set(word, key);
const words = [...keyOf.keys()].sort((a, b) => b.length - a.length).map((w) => w.replace(/[()/]/g, '\\$&'));
// A colon or bar may follow anywhere; a mere blank only where a value on the same line follows.
const LABEL = new RegExp(
  `(?:(?<=^|[\\s,;。|)\\]】>*•\\-\\ue001]|\\d[.、])|(?=【))(?:[一二三四五六七八九十\\d]{1,2}[.、)]\\s?|【|\\*{2})?(${words.join('|')})(?:\\((?:[^()\\n]{1,8})\\))?(?:】|\\*{2})?(?:\\s?[:|=]\\s?|(?<=】)\\s?|(?=[ \\t]+\\S)|(?=\\d{1,4}\\s?(?:人|名|位|个|[,;，。\\s]|$)))`,
  'g',
);
const LOOSE: ReadonlySet<LabelKey> = new Set([
  'place',
  'host',
  'lecturer',
  'recorder',
  'expected',
  'present',
  'time',
  'topic',
  'item',
  'owner',
  'rate',
  'due',
  'person',
  'reason',
]);
const ONE_WORD: ReadonlySet<LabelKey> = new Set(['host', 'lecturer', 'recorder', 'expected', 'present']);
const MULTILINE: ReadonlySet<LabelKey> = new Set([
  'topic',
  'progress',
  'remark',
  'measure',
  'problem',
  'absent',
  'reason',
  'prevention',
  'supervision',
  'guests',
]);

/** Labels that no sentence begins with. */
const BLANK_ENOUGH = /类型$|^(?:请假|缺席|未到|缺勤)(?:人员|名单)$/;

/** All labelled values of a text; a value runs to the next label or the line's end, free text over lines. */
export function findFields(s: string): Field[] {
  if (!/[:|=】]|[ \t]\S/.test(s)) return [];
  const found: Field[] = [];
  for (const m of matches(LABEL, s)) {
    const key = keyOf.get(m[1]!)!;
    const closed = /[:|=】]\s?$/.test(m[0]);
    if (!closed && !LOOSE.has(key) && !BLANK_ENOUGH.test(m[1]!)) continue;
    found.push({ key, at: m.index, end: 0, valueAt: m.index + m[0].length, value: '' });
  }
  for (let i = 0; i < found.length; i++) setValue(s, found[i]!, found[i + 1]?.at ?? s.length);
  return found;
}

const SHORT: ReadonlySet<LabelKey> = new Set([
  'time',
  'startTime',
  'endTime',
  'place',
  'host',
  'recorder',
  'lecturer',
  'type',
  'unit',
]);
/** A clause with figures or offices of the meeting ends a list of people. */
const OTHER_CLAUSE = /[,;。\n](?=[^,;。\n]{0,24}(?:应到|实到|应参|实参|到会|主持|记录人?[:\s]|议题))/;

function setValue(s: string, field: Field, limit: number): void {
  let end = limit;
  const line = s.indexOf('\n', firstText(s, field.valueAt));
  if (!MULTILINE.has(field.key) && line >= 0 && line < end) end = line;
  const start = firstText(s, field.valueAt);
  const bare =
    field.key === 'place' &&
    /\s$/.test(s.slice(field.at, start)) &&
    !/[:|=】]\s*$/.test(s.slice(field.at, start));
  const word = bare || ONE_WORD.has(field.key) ? s.slice(start, end).search(/[\s,;。]/) : -1;
  if (word > 0) end = start + word;
  if (field.key === 'absent' || SHORT.has(field.key)) {
    const over = s.slice(start, end).search(OTHER_CLAUSE);
    if (over > 0) end = start + over;
  }
  const value = s.slice(field.valueAt, end);
  field.value = value.replace(/[\s,;。、|】\-*]+$/, '').replace(/^\s+/, '');
  field.end = end;
}

/** A label alone on its line has its value on the next. */
function firstText(s: string, at: number): number {
  let i = at;
  while (i < s.length && (s[i] === ' ' || s[i] === '\n')) i++;
  return i;
}

export const fieldOf = (fields: readonly Field[], ...keys: LabelKey[]) =>
  fields.find((f) => keys.includes(f.key) && f.value !== '');
