import { endWithout, startWithout } from './fields-text.ts';
import type { ListEntry } from './list-span.ts';

const TAIL = ',;、';
/** 3.覃江,请假:覃河: a clause with a label of its own is no part of the last entry. */
const OWN_LABEL = /[,;。]\s?(?=[\u4e00-\u9fff]{2,6}:)/;
/** 3 × 李四: the sign behind the number. */
const TICK_START = /^([√✓☑×])\s?/;
const TICK_END = /([√✓☑×])\s?\)?$/;

/** The text between `from` and `to` as an entry that begins, number included, at `at`. */
export function entryOf(s: string, at: number, from: number, to: number, no?: number): ListEntry {
  const start = startWithout(s, from, to, '.、:)');
  const first = TICK_START.exec(s.slice(start, Math.min(to, start + 3)));
  const textAt = start + (first?.[0].length ?? 0);
  const end = endWithout(s, textAt, to, TAIL);
  const entry: ListEntry = { at, end, text: s.slice(textAt, end), textAt };
  if (no !== undefined) entry.no = no;
  const tick = first?.[1] ?? TICK_END.exec(entry.text.slice(-4))?.[1];
  if (tick) entry.mark = tickOf(tick);
  return entry;
}

/** Cuts a clause that begins with a label of its own. */
export function withoutOwnLabel(s: string, entry: ListEntry): ListEntry {
  const cut = entry.text.search(OWN_LABEL);
  if (cut <= 0) return entry;
  const end = endWithout(s, entry.textAt, entry.textAt + cut, TAIL);
  return { ...entry, end, text: s.slice(entry.textAt, end) };
}

export const tickOf = (sign: string): '√' | '×' => (sign === '×' ? '×' : '√');
