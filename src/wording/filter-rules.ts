import type { Fault } from './faults.ts';
import { inner, isLeaf, number, type Shape, text } from './shape.ts';

// What a filter can write, and what may stand in a sentence without one.

/** Filter → what it takes and what is said to who gives it something else. */
const TAKES: Readonly<Record<string, readonly [kind: string, what: Fault['what']]>> = {
  date: ['time', 'fault_wants_time'],
  dateShort: ['time', 'fault_wants_time'],
  time: ['time', 'fault_wants_time'],
  minutes: ['number', 'fault_wants_number'],
  days: ['number', 'fault_wants_number'],
  percent: ['rate', 'fault_wants_rate'],
  list: ['list', 'fault_wants_list'],
  join: ['list', 'fault_wants_list'],
  abs: ['number', 'fault_wants_number'],
  plus: ['number', 'fault_wants_number'],
  minus: ['number', 'fault_wants_number'],
  times: ['number', 'fault_wants_number'],
};

export function filterFault(filter: string, shape: Shape): Fault['what'] | undefined {
  const rule = TAKES[filter];
  if (!rule) return undefined;
  const known = inner(shape);
  const [kind, what] = rule;
  if (!isLeaf(known) || known.is !== kind) return what;
  // Groups in a list have no wording of their own.
  return kind === 'list' && known.of && !isWord(known.of) ? what : undefined;
}

/** What a filter makes of its value; undefined when it depends. */
export function resultOf(filter: string): Shape | undefined {
  const kind = TAKES[filter]?.[0];
  if (kind === undefined) return undefined;
  return kind === 'number' && filter !== 'minutes' && filter !== 'days' ? number : text;
}

/** Why a value cannot stand as it is. */
export function printFault(shape: Shape): Fault['what'] | undefined {
  const known = inner(shape);
  if (!isLeaf(known)) return 'fault_prints_group';
  if (known.is === 'text' || known.is === 'number') return undefined;
  return known.is === 'maybe' ? undefined : `fault_prints_${known.is}`;
}

function isWord(shape: Shape): boolean {
  const known = inner(shape);
  return isLeaf(known) && (known.is === 'text' || known.is === 'number');
}
