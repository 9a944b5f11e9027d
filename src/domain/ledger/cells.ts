// What stands in the cells of a ledger, as people type it.

import { dateOfDayNumber, type Instant, instantOf, isDate, lastDayOfMonth } from '../calendar/time.ts';
import type { Organisation, Person, Unit } from '../organisation/organisation.ts';
import { ITEM_PREFIXES } from './kinds.ts';

const OWN_NUMBER = new RegExp(`^(?:${ITEM_PREFIXES.join('|')})\\s*#?(\\d{1,9})(?:\\s*\\((.+)\\))?$`);

/** 整改12, 整改12（WT-2026-003）, WT-2026-003; a bare running number of somebody else's list says nothing. */
export function splitNumber(text: string): { no: number | null; code: string | null } {
  const plain = text.normalize('NFKC').trim();
  const own = OWN_NUMBER.exec(plain);
  if (own) return { no: Number(own[1]), code: own[2] ?? null };
  return { no: null, code: plain === '' || /^\d{1,9}\.?$/.test(plain) ? null : plain };
}

/** Excel counts days from 30 December 1899. */
const EXCEL_EPOCH = -25569;
/** What is longer names no day, and the patterns of endings need not look at it. */
const LONGEST_DATE = 40;
const two = (text: string) => text.padStart(2, '0');

/** End of the day a cell names, with its year; undefined for anything else: a date is never guessed. */
export function cellDate(text: string): Instant | undefined {
  const written = text.normalize('NFKC').replace(/\s/g, '');
  if (written.length > LONGEST_DATE) return undefined;
  const plain = written.replace(/(?:之?前|以前|完成|止)+$/, '');
  const serial = /^[3-7]\d{4}(?:\.\d+)?$/.test(plain)
    ? dateOfDayNumber(Math.floor(Number(plain)) + EXCEL_EPOCH)
    : '';
  const full = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:T.*|\d{1,2}:.*)?$/.exec(plain);
  const month = /^(\d{4})年?[-./]?(\d{1,2})月?(?:底|末)$/.exec(plain);
  const year = /^(\d{4})年?(?:底|末)$/.exec(plain);
  const date = full
    ? `${full[1]}-${two(full[2]!)}-${two(full[3]!)}`
    : month
      ? `${month[1]}-${two(month[2]!)}-${lastDayOfMonth(Number(month[1]), Number(month[2]))}`
      : year
        ? `${year[1]}-12-31`
        : serial;
  return isDate(date) ? instantOf(date, 23, 59, 59) : undefined;
}

export const isLongTerm = (text: string): boolean => /长期|持续/.test(text);

/** 60% 正在施工（2026-11-20） */
export function cellProgress(text: string): { progress: number; progressText: string | null } {
  const said = text
    .trimEnd()
    .replace(/[（(]\d{4}-\d{2}-\d{2}[)）]$/, '')
    .trim();
  const percent = /(\d{1,3})(?:\.\d+)?\s*[%％]/.exec(said);
  const rest = percent && percent.index === 0 ? said.slice(percent[0].length).trim() : said;
  return {
    progress: percent ? Math.min(100, Number(percent[1])) : 0,
    progressText: rest === '' ? null : rest,
  };
}

/** People of that name; of several names the first is the one who is reminded. Those of the unit go before others. */
export function cellPerson(text: string, org: Organisation, unitId: number | undefined): Person[] {
  const first = text.split(/[、,，;；/\s]+/)[0]?.replace(/(?:同志|书记|副书记|主任|委员)$/, '') ?? '';
  const all = [...org.named(text.replace(/\s/g, '')), ...org.named(first)];
  const found = [...new Set(all)];
  if (found.length < 2 || unitId === undefined) return found;
  const branch = org.branchOf(unitId)?.id ?? unitId;
  const isHere = (p: Person) =>
    (p.branchId !== null && org.isWithin(p.branchId, branch)) ||
    org.officesOf(p.id).some((o) => org.isWithin(o.unitId, branch));
  const here = found.filter(isHere);
  return here.length > 0 ? here : found;
}

/** By full path, else by the last part of it. */
export function cellUnit(text: string, org: Organisation): Unit[] {
  const plain = text
    .normalize('NFKC')
    .split(/[/\\>]/)
    .map((name) => name.trim())
    .join('/');
  const units = [...org.units.values()];
  const exact = units.filter((u) => u.path === plain);
  return exact.length > 0 ? exact : units.filter((u) => u.name === plain || u.path.endsWith(`/${plain}`));
}
