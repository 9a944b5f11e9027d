// What stands in the cells of a ledger, as people type it.

import {
  type DateText,
  dateOfDayNumber,
  type Instant,
  instantOf,
  isDate,
  lastDayOfMonth,
} from '../calendar/time.ts';
import type { Organisation, Person, Unit } from '../organisation/organisation.ts';
import { itemPrefixes, perKinds } from './kinds.ts';

const ownNumber = perKinds(
  () => new RegExp(`^(?:${itemPrefixes().join('|')})\\s*#?(\\d{1,9})(?:\\s*\\((.+)\\))?$`),
);

/** 整改12, 整改12（WT-2026-003）, WT-2026-003; a bare running number of somebody else's list says nothing. */
export function splitNumber(text: string): { no: number | null; code: string | null } {
  const plain = text.normalize('NFKC').trim();
  const own = ownNumber().exec(plain);
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

/** A day as read from words. */
export interface WrittenDate {
  /** absent where there is none */
  date?: DateText;
  /** with its year, and the only one: nothing was inferred */
  isCertain: boolean;
}

/** Reads a day from words; the reader of messages does it, so that a cell and a message mean the same. */
export type DateReader = (text: string, now: Instant, direction: 'back' | 'forward') => WrittenDate;

export const isLongTerm = (text: string): boolean => /长期|持续|常态/.test(text);

/** To be done at once, which is no day. */
export const isAtOnce = (text: string): boolean =>
  /立行立改|即知即改|立整立改|即行即改|边[查学]边改|立即/.test(text);

/** What 完成情况 says of an item. */
interface CellState {
  sort: 'none' | 'finished' | 'asked' | 'under_way' | 'open' | 'long_term' | 'told';
  /** what is said beside it; of `told` all of it */
  text: string;
}

const DONE =
  /^(?:[√✓✔☑■])?(?:该问题|问题|均|全部|都|现)*(?:已经?|均已|全部)*(?:按期|如期|按时|提前|超期|逾期|顺利|按要求)*(?:整改|落实|全部)*(?:完成|销号|整改|办结|解决|到位|完毕|闭环|(?<=已)落实)(?:整改|销号|到位|完成|完毕|并(?!长期|持续)|闭环)*了?(?=$|并(?:长期|持续)|[\s，,。；;：:（(、!]|\d{4}[-/.年]|\d{1,2}[-/.月]\d)/;
const YES = /^(?:是|√|✓|✔|☑|■|100%|对|已|y|yes)$/i;
const NOT_YET =
  /^(?:否|×|✗|□|☐|n|no|未|没有|无|0%|(?:[尚还暂]?未|还?没有?)(?:完成|整改|销号|开始|启动|动工|落实|办结|解决)|待整改|待启动)[。.]?$/i;
/** A stroke through the cell. */
const STROKE = /^[-—–_/\\]+$/;
const ASKED =
  /^(?:该问题|问题)?(?:已?(?:整改)?(?:完成|到位|完毕|整改)[,，。\s]*)?(?:现|已经?|正在)*(?:提交|提请|申请|待)(?:销号|验收)(?:中|申请)?[。.]?$/;
/** Whether it is done stands at the beginning. */
const LONGEST_WORD = 40;
/** What makes less of 完成. */
const NOT_WHOLLY =
  /未|尚|没有|部分|基本|阶段|正在|即将|预计|计划|拟|待|剩|其余|余下|还有|还差|\d\s*[项个条件]|(?<!\d)\d{1,2}(?:\.\d+)?\s*%/;
const UNDER_WAY = /^(?:正在|持续)?(?:整改|进行|推进|办理|落实|实施)中?(?:进行中|推进中)?[。.]?$/;
const EMPTY_BOX = '□☐⬜';
const FULL_BOX = '■☑☒√✓✔';

/** □已完成 ☑整改中 as what is ticked; the box may stand behind its word. Undefined where there are no boxes to choose from. */
function ticked(text: string): string | undefined {
  if (!new RegExp(`[${EMPTY_BOX}]`).test(text)) return undefined;
  const word = `[^\\s${EMPTY_BOX}${FULL_BOX}、,，;；/|]+`;
  const isBefore = new RegExp(`^\\s*[${EMPTY_BOX}${FULL_BOX}]`).test(text);
  const pattern = isBefore ? `[${FULL_BOX}]\\s*(${word})` : `(${word})\\s*[${FULL_BOX}]`;
  const found = [...text.matchAll(new RegExp(pattern, 'g'))];
  return found.length === 1 ? found[0]![1] : undefined;
}

/** 【已完成】, 己完成, 已 完 成 as meant. */
const plainState = (text: string): string =>
  text
    .replace(/^[[(【「]([^\])】」]*)[\])】」]$/, '$1')
    .replace(/^[己巳](?=[完整办销落])/, '已')
    .replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, (blank, at: number) =>
      at < LONGEST_WORD ? '' : blank,
    )
    .trim();

/** 已完成（2026-11-20）, 进行中, 未完成; whatever else stands there is an account of how far it is. */
export function cellState(cell: string): CellState {
  const written = cell.normalize('NFKC').trim();
  const text = plainState(ticked(written) ?? written);
  const whole = (sort: CellState['sort']): CellState => ({ sort, text: '' });
  if (text === '' || STROKE.test(text)) return whole('none');
  if (NOT_YET.test(text)) return whole('open');
  if (ASKED.test(text)) return whole('asked');
  if (/^(?:长期整改|长期坚持|持续整改)$/.test(text)) return whole('long_term');
  if (YES.test(text)) return whole('finished');
  // A percent cell whose format was lost.
  if (/^0\.\d{1,2}$/.test(text)) return { sort: 'told', text: `${Math.round(Number(text) * 100)}%` };
  const undated = text
    .replace(LEADING_DATE, (_, word: string | undefined) => word ?? '')
    .replace(/^(?:立行立改|即知即改|立整立改)[，,：:\s]*/, '');
  const done = DONE.exec(undated.slice(0, LONGEST_WORD));
  if (done && !NOT_WHOLLY.test(undated)) {
    const rest = undated.slice(done[0].length).replace(/^[\s，,。;；:：、!]+/, '');
    return { sort: 'finished', text: /[^\d\s年月日.\-/()（）前于。]/.test(rest) ? text : '' };
  }
  if (UNDER_WAY.test(text)) return whole('under_way');
  return { sort: 'told', text: cell.trim() };
}

/** 已于11月3日完成 keeps its 已. */
const LEADING_DATE =
  /^(?:(已经?)?(?:于|在))?(?:\d{4}(?:[-/.]|年)\d{1,2}(?:[-/.]|月)(?:\d{1,2}日?|底|末)?|\d{1,2}月(?:\d{1,2}日|底|末)?|\d{1,2}[./]\d{1,2}(?=\D))[前,，\s]*/;

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

/** 张三 书记 13800138000: beside a name, no name. */
const TITLE = /^(?:[\d-]{7,13}|同志|(?:党?支部|党委|总支|村|第一)?(?:副?书记|副?主任|委员|组长))$/;

/** Between the names of a cell or a message; what stands in brackets belongs to the name before it. */
const OUTSIDE = '(?![^（(]*[）)])';
const BETWEEN_NAMES = [
  new RegExp(`[、,，;；/\\n]+${OUTSIDE}`),
  new RegExp(`(?<=.{2})[和及与](?=.{2})${OUTSIDE}`),
  new RegExp(`\\s+${OUTSIDE}`),
];

/** 张三、李四 as names; 张三和李四 too, unless that is how somebody is called, and 张 三 is one. */
export function namesIn(text: string, org: Organisation): string[] {
  const isKnown = (name: string) => org.named(name.replace(/\s/g, '')).length > 0;
  const split = (part: string, [between, ...finer]: readonly RegExp[]): string[] =>
    between === undefined || isKnown(part)
      ? [part]
      : part.split(between).flatMap((p) => split(p.trim(), finer));
  const names = split(text.trim(), BETWEEN_NAMES);
  return [...new Set(names.filter((name) => name !== '' && !TITLE.test(name)))];
}

/** People of that name, of several names the first. Those of the unit go before others. */
export function cellPerson(text: string, org: Organisation, unitId: number | undefined): Person[] {
  const found = peopleNamed(text, org, unitId);
  if (found.length > 0) return found;
  const { name, beside } = bareName(text);
  if (name === '' || name === text) return [];
  const [unit, ...others] = beside === '' ? [] : cellUnit(beside, org);
  const named = peopleNamed(name, org, unit?.id ?? unitId);
  if (unit === undefined || others.length > 0) return named;
  const branch = org.branchOf(unit.id)?.id ?? unit.id;
  return named.filter((p) => isAt(p, branch, org));
}

function peopleNamed(text: string, org: Organisation, unitId: number | undefined): Person[] {
  const first = text.split(/[、,，;；/\s]+/)[0]?.replace(/(?:同志|书记|副书记|主任|委员)$/, '') ?? '';
  const all = [...org.named(text.replace(/\s/g, '')), ...org.named(first)];
  const found = [...new Set(all)];
  if (found.length < 2 || unitId === undefined) return found;
  const branch = org.branchOf(unitId)?.id ?? unitId;
  const here = found.filter((p) => isAt(p, branch, org));
  return here.length > 0 ? here : found;
}

const isAt = (p: Person, branch: number, org: Organisation): boolean =>
  (p.branchId !== null && org.isWithin(p.branchId, branch)) ||
  org.officesOf(p.id).some((o) => org.isWithin(o.unitId, branch));

const BESIDE = /^(.+?)\s*[（(]([^（()）]*)[）)]$/;
const TELEPHONE = /[\s:：]*(?:电话|手机|联系电话)?[\s:：]*[\d-]{7,13}$/;
const TITLE_BEFORE =
  /^(?:.{0,12}(?:支部|党委|总支|小组|村|社区))?(?:第一)?副?(?:书记|主任|组长|(?:组织|宣传|纪检)?委员)[\s:：]*(?=.{2})/;

/** 张三（牵头）, 支部书记张三 and 张三 13800138000 are 张三; what stands in brackets may be where he is. */
function bareName(text: string): { name: string; beside: string } {
  const [, before = text, beside = ''] = BESIDE.exec(text.trim()) ?? [];
  return { name: before.replace(TELEPHONE, '').replace(TITLE_BEFORE, '').trim(), beside };
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
