// 本届任期到2027年3月, 今年3月换的届, 这届干到什么时候: until when a term runs, and since when.
import type { Filled } from '../../domain/intent.ts';
import { type ProcessRow, processRows } from '../../domain/process/kinds.ts';
import { namesLeft } from '../process-names.ts';
import { written } from '../slots/written.ts';
import { deadlineOf, periodOf } from '../spans/time/resolve.ts';
import type { Heard } from './rest.ts';

const MASK = '\n';
const LONGEST = 30;
const OF_TERM =
  /(?:[本这](?:一|个)?|本次)?届(?:任期|期限)?|到期|时间|(?:干|做|当|任|任职)?到|底|我们?|咱们?|俺们?|村|社区|党?支部|班子|支委会?|委员会|的|是|任|期|就|也|满|届|了|截止|结束|为止|[,，。:：\s]/gu;
/** A year that no time phrase has: 3027年3月, 207年3月. */
const STRANGE_YEAR =
  /(?<![\dOo])(?<year>[\dOo]{3,5})\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2}\s*[日号]?|月份?)?/u;

const scopeOf = (h: Heard): Pick<Filled, 'scope'> => (h.units[0] ? { scope: written(h, h.units[0]) } : {});

/**
 * 本届任期到2027年3月
 * @param row whose term is spoken of
 * @param left the sentence without its word, times and units
 */
export function readTerm(h: Heard, row: ProcessRow, left: string): Filled | undefined {
  const strange = STRANGE_YEAR.exec(h.s);
  const isStrange = strange !== null && !h.times.some((t) => t.at <= strange.index);
  if (isStrange) {
    const rest = left.replace(/[\dOo]+|[年月日号份./-]/gu, MASK).replace(OF_TERM, MASK);
    if (!isNothing(rest)) return undefined;
    return { intent: 'process_term', process: row.key, remark: strange[0], ...scopeOf(h) };
  }
  if (h.times.length !== 1) return undefined;
  const dueAt = deadlineOf(h.times[0]!, h.today)?.slice(0, 10);
  if (dueAt === undefined || !isNothing(left.replace(OF_TERM, MASK))) return undefined;
  return { intent: 'process_term', process: row.key, dueAt, ...scopeOf(h) };
}

function isNothing(left: string): boolean {
  const { names, unread } = namesLeft(left, new Set());
  return names.length + unread.length === 0;
}

const RENEWED =
  /换(?:的|了|过|完)+届的?|换届(?:了|过|完|选举)*的(?=[了啊吧]?[。!！\s]*$)|(?:上|[本这])一?(?:届|次)(?:班子|支委会?|支部|是|在|的|\n)*(?:换届|选举|选|换|产生|上任|改选)(?:出来|产生)?(?:了|的)*/u;
const HELD = /换届|选|换|产生|上任/u;
const NOT_TOLD = /[?？]|[吗呢么]\s*$|什么|啥|哪|几[年月时]|多久|没|该|要|准备|安排|通知|会议|大会/u;
const AROUND =
  /(?:[上本这]一?|上次|上一次)(?:届|次)?|我们?|咱们?|俺们?|村里?|社区|党?支部|班子|是|在|于|刚刚?|才|就|已经?|换|届|选举|选|产生|上任|出来|的|了|过|完|[,，。:：\s]/gu;
/** 任期2026年12月31日到期, 今年六月就到届了 */
const ENDS = /任期[^,，]*(?:到期|期满|届满|结束|为止|截止)|到届|[本这]届[^,，]*(?:到期|期满|结束)/u;
const UNTIL =
  /[本这]一?届(?:任期|班子|支委会?|党?支部)*(?:能|要|可以)?(?:干|做|当|任|是)?到(?:什么时候|啥时候?|几时|何时|哪天|哪年|几月)/u;

/** 任期还有多久, 任期到期了没; 任期到期的支部, 明年哪些支部任期届满 */
const HOW_LONG =
  /还?(?:有|剩|差)(?:多久|多长|几[个年月天]|多少[天年])|什么时候|啥时候?|几时|何时|哪天|哪年|几月|到(?:期|届)了?(?:吗|没有?)/u;
const WHICH = /(?:党?支部|村|社区|单位)[^,，]{0,4}$|哪[些几]个?|哪个|多少个?|几个/u;
const DUE = /到期|届满|期满|到届/u;
/** 把任期改成明年七月底 */
const RESET = /改(?:成|为|到)|更正为|应该?是|应为/u;

/** By the name of the term alone. */
function readOfTerm(h: Heard, row: ProcessRow): Filled | undefined {
  const { name } = row.term!;
  if (!h.s.includes(name)) return undefined;
  const period = h.times.length === 1 ? periodOf(h.times[0]!, h, true) : undefined;
  const isWhich = DUE.test(h.s) && WHICH.test(h.s.replace(/[?？。\s]+$/u, ''));
  if (isWhich && h.times.length === (period ? 1 : 0))
    return {
      ...{ intent: 'process_list', process: row.key, what: 'due', ...scopeOf(h) },
      ...(period && period.to >= h.today && { dueAt: period.to }),
    };
  if (HOW_LONG.test(h.s) && h.times.length === 0)
    return { intent: 'process_ask', process: row.key, ...scopeOf(h) };
  if (!RESET.test(h.s) || h.times.length !== 1) return undefined;
  const masked = [...h.times, ...h.units].reduce(
    (text, { at, end }) => text.slice(0, at) + MASK.repeat(end - at) + text.slice(end),
    h.s,
  );
  return readTerm(
    h,
    row,
    masked
      .replace(name, MASK)
      .replace(RESET, MASK)
      .replace(/^(?:请|帮我)?把/u, MASK),
  );
}

/** 今年3月换的届, 上一届是2023年5月选的; 这届干到什么时候 */
export function readRenewed(h: Heard): Filled | undefined {
  if (h.s.length > LONGEST || !/届|上次|任期/u.test(h.s)) return undefined;
  const row = processRows().find(({ term, stopped }) => term !== null && !stopped);
  if (!row) return undefined;
  const ofTerm = readOfTerm(h, row);
  if (ofTerm) return ofTerm;
  if (UNTIL.test(h.s)) return { intent: 'process_ask', process: row.key, ...scopeOf(h) };
  if (ENDS.test(h.s) && !NOT_TOLD.test(h.s)) {
    let rest = h.s;
    for (const { at, end } of [...h.times, ...h.units])
      rest = rest.slice(0, at) + MASK.repeat(end - at) + rest.slice(end);
    return readTerm(h, row, rest);
  }
  if (h.times.length !== 1 || NOT_TOLD.test(h.s)) return undefined;
  let left = h.s;
  for (const { at, end } of [...h.times, ...h.units])
    left = left.slice(0, at) + MASK.repeat(end - at) + left.slice(end);
  if (!RENEWED.test(left.replace(/\n+/gu, MASK)) || !HELD.test(left)) return undefined;
  if (!isNothing(left.replace(AROUND, MASK))) return undefined;
  const period = periodOf(h.times[0]!, h, false);
  if (period === undefined || period.from > h.today) return undefined;
  return { intent: 'process_term', process: row.key, period, ...scopeOf(h) };
}
