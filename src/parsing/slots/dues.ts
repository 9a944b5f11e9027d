// 原定7月10日前完成，拟延期至8月10日: words tell the old date from the new one.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled, IntentName } from '../../domain/intent.ts';
import type { Slots } from '../../domain/slots.ts';
import { readNumber } from '../numerals.ts';
import type { Spans } from '../spans/spans.ts';
import { deadlineOf, momentOf } from '../spans/time/resolve.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';

const OLD =
  /(?:原(?:定|限|来|先|计划|时限|期限|定于|本)?|本来)(?:的|说|是|定|于|为|在|整改|完成|办结|销号|时限|期限|时间|日期|[:\s])*$/u;
const NEW =
  /(?:(?:延(?:期|长|后|缓|迟)?|顺延|宽限|展期)[^,。;:]{0,6}[到至]|(?:改|调整?|变更)[到至为]|推迟?[到至]|[挪拖]到|(?:新|现|延期?后|延长后|顺延后|调整后|变更后|拟延期?|拟定?)的?(?:整改|完成|办结|销号)?(?:时限|期限|时间|日期)|申请(?:延期|延长)?|拟延[期长]?)(?:[到至为是:\s])*$/u;
/** Surely the new one, whatever other dates there are. */
const MOVED_TO = /(?:延(?:期|长|后|缓|迟)?|顺延|宽限|展期)[^,。;:]{0,6}[到至]$/u;
/** In UTF-16 units: how far before a date the word for it may stand. */
const LEAD = 14;

/** What is said before a date; in a table the head of its column. */
function wordBefore({ s, form }: Spans, at: number): string {
  const field = form.fields.find((f) => f.valueAt <= at && at < f.end && f.table !== undefined);
  const head = field ? `${s.slice(field.at, field.labelEnd)}:` : '';
  return head + s.slice(Math.max(field?.valueAt ?? 0, at - LEAD), at);
}

/** 不是延到11月底: denied */
const isFresh = (before: string): boolean =>
  !OLD.test(before) && NEW.test(before) && !/(?:不是|并非|别)[^,。;]*$/u.test(before);

/** The one date that the words call the new one, where they call another the old one. */
export function newDate(spans: Spans): string | undefined {
  const { times, today } = spans;
  const said = times.filter((t) => t.hasDate).map((t) => ({ t, before: wordBefore(spans, t.at) }));
  const fresh = said.filter(({ before }) => isFresh(before));
  const isTold =
    fresh.length === 1 &&
    said.length > 1 &&
    (MOVED_TO.test(fresh[0]!.before) || said.some(({ before }) => OLD.test(before)));
  return isTold ? deadlineOf(fresh[0]!.t, today) : undefined;
}

/** Whether words say of each date which of the two it is, and the new one is what was read. */
export function datesAreTold(spans: Spans, { dueAt, extendBy }: Filled): boolean {
  const { times, today } = spans;
  const said = times.map((t) => ({ t, before: wordBefore(spans, t.at) }));
  const fresh = said.filter(({ t, before }) => t.hasDate && isFresh(before));
  const old = said.filter(({ before }) => OLD.test(before));
  if (fresh.length === 1 && fresh.length + old.length === said.length)
    return dueAt !== undefined && deadlineOf(fresh[0]!.t, today) === dueAt;
  // 原限本月二十五日 … 恳请延期十日: so much later than the old one.
  const [length, ...more] = said.filter(({ t }) => t.kind === 'duration');
  if (!length || more.length > 0 || old.length !== 1 || said.length !== 2 || extendBy !== undefined)
    return false;
  const from = deadlineOf(old[0]!.t, today);
  const days = length.t.length?.days;
  return from !== undefined && days !== undefined && dueAt === addDays(from.slice(0, 10), days);
}

/** 11月10日完成了招标 said later in November is not next year's. */
const SOON_DAYS = 240;
const DONE_THEN = /^[^,。;\n]{0,8}?(?:完|搞定|到位|到账|办结|结束|交付|修好|装好|弄好|销号|收尾|竣工)(?!了)/u;
const PROMISES = /(?:预计|预期|争取|力争|计划|拟|要到|可|保证|承诺|一定)[^,。;\n]{0,6}$/u;

/** 本周五补完, 要到四月十号才弄得完: the only day ahead, by which something is to be done. */
function promised({ s, times, today }: Spans): readonly TimeSpan[] {
  const dated = times.filter((t) => t.hasDate && !t.unread);
  const [only] = dated;
  const day = only && deadlineOf(only, today)?.slice(0, 10);
  if (!day || dated.length > 1 || day < today || day > addDays(today, SOON_DAYS)) return [];
  const before = s.slice(Math.max(0, only.at - 12), only.at);
  const isPromise =
    (only.isDeadline && !/因$/.test(before)) ||
    (only.kind === 'moment' && DONE_THEN.test(s.slice(only.end, only.end + 14))) ||
    PROMISES.test(before);
  return isPromise ? dated : [];
}

/** 5月20日, 12.5; 国庆节后第一天 is asked about. */
const NUMBERED = /[\d一二三四五六七八九十][日号]|\d[./-]\d/u;

/** What is said to be the new date; 原定12月20日，延期10天: a length moves an old date, whatever was taken for the new one. */
export function dues(spans: Spans, intent: IntentName, said: readonly TimeSpan[]): readonly TimeSpan[] {
  const { times } = spans;
  if (said.length > 0) return said;
  if (intent === 'rectify_progress') return promised(spans);
  if (intent !== 'rectify_extend') return said;
  const moved = times.filter((t) => t.kind === 'duration' && t.shift !== undefined);
  const dated = times.filter((t) => t.hasDate);
  const [only] = dated;
  const isPlain = only && dated.length === 1 && NUMBERED.test(spans.s.slice(only.at, only.end));
  return moved.length === 0 && isPlain && isFresh(wordBefore(spans, only.at)) ? dated : moved;
}

/** A new date: what a length is counted from is the day named before it (原定8月31，往后推十天). */
export function dueAt(
  spans: Spans,
  dues: readonly TimeSpan[],
  olds: readonly TimeSpan[],
): string | undefined {
  const { times, today } = spans;
  const shifted = dues.find((t) => t.shift !== undefined);
  const before = shifted && times.findLast((t) => t.end <= shifted.at && t.hasDate && !t.unread);
  const told = times.find(
    (t) => t.hasDate && !t.unread && t !== shifted && OLD.test(wordBefore(spans, t.at)),
  );
  const old = olds[0] ?? before ?? (shifted && told);
  const oldDay = old && momentOf(old, today, 'near').startAt;
  // 延期五个工作日: from a deadline that the message does not say (domain rule 14)
  if (shifted?.length === undefined && shifted?.moved !== undefined && old === undefined) return undefined;
  const found = (list: readonly TimeSpan[]) =>
    list.map((t) => deadlineOf(t, today, oldDay)).find((day) => day !== undefined);
  return found(shifted ? [shifted, ...dues] : dues);
}

const WORKING_DAYS = /([\d一二两三四五六七八九十]{1,3})个?工作日/u;

/**
 * 延期两周, 再给半个月 without any date: so much later than the deadline that holds, which the message does not say (domain rule 14).
 * 两周内 is a date.
 */
export function extendBy({ s, times }: Spans): Slots['extendBy'] | undefined {
  if (times.some((t) => t.hasDate && t.kind !== 'duration')) return undefined;
  const said = times.find((t) => t.kind === 'duration' && !t.isDeadline);
  const working = said && readNumber(WORKING_DAYS.exec(s.slice(said.at, said.end))?.[1] ?? '');
  if (working !== undefined) return { workingDays: working };
  const length = said?.length;
  if (length?.days === undefined && length?.months === undefined) return undefined;
  return {
    ...(length.days !== undefined && { days: length.days }),
    ...(length.months !== undefined && { months: length.months }),
  };
}
