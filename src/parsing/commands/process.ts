// 王小明确定为积极分子 12月3日, 王小明停止发展，因为调走了: what runs through steps, told.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import { type ProcessStep, processRows } from '../../domain/process/kinds.ts';
import { namesLeft } from '../process-names.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { about, type Found, findProcess, kindOf, knownTo, MASK, scopeIn, without } from './process-found.ts';
import { ASKED, readProcessQuestion, WHOSE } from './process-question.ts';
import { readShift } from './process-shift.ts';
import { readRenewed, readTerm } from './process-term.ts';
import type { Heard } from './rest.ts';

const LONGEST = 60;

/** Undefined where no process is spoken of, or something else is said of it. */
export function readProcess(h: Heard, s: string): Filled | undefined {
  if (processRows().length === 0 || s.length > LONGEST) return undefined;
  const around = readShift(h) ?? readRenewed(h);
  if (around) return around;
  const found = findProcess(h);
  if (!found) return undefined;
  const kind = kindOf(found);
  const term = found.isTerm && kind ? readTerm(h, kind, found.left) : undefined;
  return (
    readStop(found) ??
    readGoingOn(found) ??
    (term?.remark ? term : readProcessQuestion(found)) ??
    term ??
    readTold(found)
  );
}

/** 王小明外出打工去了，停止发展党员 */
const CLAUSE = /^(?<clause>[^,，]{4,40})[,，\s]+[^,，]{4,20}$/u;
const REASON = /[\s,，]*(?:因为|由于|原因是?|理由是?)[\s:：]*(?<why>[^\n]{2,60})$/u;
const STOP = /终止|停止|中止|取消|不再|放弃|不(?=\n+了?)/u;

/** 王小明停止发展，因为调走了 */
function readStop(found: Found): Filled | undefined {
  const { h, step, left, called } = found;
  const isOut = called !== undefined && OUT.test(left);
  const row = found.row ?? (isOut ? called.row : undefined);
  if (!row || !STOP.test(left) || ASKED.test(h.s)) return undefined;
  if (isOut) return readOut(found, row.key);
  const { clause = '' } = CLAUSE.exec(h.s)?.groups ?? {};
  const known = knownTo(h);
  // 刘小红退出了不发展了: it is told in the one clause, and nothing stands before it.
  const isOneClause = STOP.test(clause) || STOP.test(left.slice(0, clause.length));
  const first = isOneClause ? undefined : [...known].find((name) => clause.startsWith(name));
  const why = REASON.exec(h.s)?.groups?.why ?? (first && clause.slice(first.length));
  const told = first ? first + MASK.repeat(clause.length - first.length) + h.s.slice(clause.length) : h.s;
  const said = told.replace(REASON, '');
  // 政审没通过 is why, and no step that is told.
  if (step && [step.name, ...step.words].some((word) => said.includes(word))) return undefined;
  const rest = (first ? first + MASK + left.slice(clause.length) : left)
    .replace(REASON, '')
    .replace(STOP, MASK)
    .replace(/退出|不干|不想|不愿意?|自愿/gu, MASK);
  const { names, unread } = namesLeft(rest, known);
  if (unread.length > 0 || (row.of === 'person' && names.length !== 1)) return undefined;
  return {
    ...{ intent: 'process_stop', process: row.key, ...scopeIn(found) },
    ...(names.length > 0 && { names }),
    ...(why && { reason: why.replace(/[。!！\s]+$/u, '') }),
  };
}

/** 取消李红的预备党员资格，长期不参加组织生活: what is behind the comma is why. */
const OUT = /取消[^\n]*\n+的?资格/u;
function readOut(found: Found, process: string): Filled | undefined {
  const { h, left } = found;
  const [, said = left, why = ''] = /^([^,，]*资格)[,，\s]*([^\n]{0,60})$/u.exec(left) ?? [];
  const decided = said
    .replace(/支部(?:党员)?大会|大会|讨论|通过|决定|决议/gu, MASK)
    .replace(/取消|资格/gu, MASK);
  const { names, unread } = namesLeft(without(decided, h.types), knownTo(h));
  if (names.length !== 1 || unread.length > 0) return undefined;
  const reason = why.replace(/^(?:因为|由于|原因是?)|[。!！\s]+$/gu, '');
  return { intent: 'process_stop', process, names, ...scopeIn(found), ...(reason && { reason }) };
}

/** Said of a meeting or an item, whatever is on its agenda. */
const OTHER_MATTER = /安排|通知|改期|取消|上报|签到|请假|整改|任务|议题|主题|应到|实到|参加|\d[点:：]/u;
const NOT = /(?:没有?|未|不|别|尚未)[^\n,，]{0,3}/u;
/** 换届选举开完了，全票通过: that it came off, which the step says already. */
const CAME_OFF =
  /(?:选举|表决|结果)?(?:全票|一致|高票|顺利|圆满|全部|都|已经?)*(?:通过|同意|当选|成功|完成|结束|有效)了?(?=[\n\s,，。!！]|$)|选出了?新一?届的?(?:班子|支委会?|支部委员会|委员会|书记)?|(?<=[,，\s])(?:很|非常|挺|都)?(?:顺利|圆满)(?=[\n\s,，。!！]|$)/gu;
/** 换届开完了, with no step: what is held is the one that begins a new term. */
const HELD = /^[\s,，。!！]*(?:的?大会|的?会议?)?(?:开|选|换)(?:完成?|好|过|结束)了?[\s,，。!！]*$/u;
/** 还没批下来 */
const YET =
  /(?:还|尚|仍)?(?:没有?|未)(?:批|下|报|交|定|办|送|收|来|到|开|弄|搞)?(?:下来|上去|回来|完|好)?(?=[\n\s,，。呢!！]|$)/u;
/** 换届请示交了 */
const HANDED = /(?:[交报递送发批回定开选](?:上去|上来|下来|好|完)?|上去|上来|下来)了?(?=[\n\s,，。!！]|$)/gu;

/** 刘小红又回来了，接着发展: which step comes next is asked. */
const GOES_ON = /(?:接着|继续|恢复|重新|再)(?=\n)/u;
/** What somebody thinks of how it went: 谈的不错. */
const WENT_WELL =
  /(?:[谈聊审查训办表讲说][的得])?(?:都|也)?(?:很|挺|非常|比较|蛮)?(?:不错|很好|挺好|顺利|满意|可以|没(?:有)?问题)(?=[\n\s,，。!！]|$)/gu;

function readGoingOn({ h, row, step, left }: Found): Filled | undefined {
  if (row?.of !== 'person' || step || !GOES_ON.test(left) || ASKED.test(h.s) || h.times.length > 0)
    return undefined;
  const rest = left.replace(GOES_ON, MASK).replace(/又?回来了?|又想通了|想通了|回村了?/gu, MASK);
  const { names, unread } = namesLeft(rest, knownTo(h));
  return names.length === 1 && unread.length === 0
    ? { intent: 'process_step', process: row.key, names }
    : undefined;
}

function readTold(found: Found): Filled | undefined {
  const { h, row, step, isForm } = found;
  const left = found.left
    .replace(WENT_WELL, MASK)
    .replace(/的?(?:时间|日期|日子)(?=是|定|[\s:：]*\n)/gu, MASK);
  const kind = kindOf(found);
  if (!kind) return undefined;
  const voted = row?.of === 'unit' ? row.steps.find(({ renews }) => renews) : undefined;
  if (voted && !step && !isForm && HELD.test(left.replace(CAME_OFF, MASK)))
    return { intent: 'process_step', ...about(found), stage: voted.key };
  if (!step && !isForm) return undefined;
  if (
    !isForm &&
    (WHOSE.test(left) ||
      ASKED.test(h.s) ||
      OTHER_MATTER.test(left) ||
      h.times.some(({ hasClock }) => hasClock))
  )
    return undefined;
  // 换届批复还没下来: nothing was done, and how far it is is what helps.
  if (kind.of === 'unit' && row && step && YET.test(left)) return { intent: 'process_ask', ...about(found) };
  const denied = NOT.exec(left)?.[0];
  const typesAway = without(denied ? left.replace(denied, MASK.repeat(denied.length)) : left, h.types);
  const meetingsAway = typesAway.replace(
    /(?:支部大会|党员大会|支委会|大会|\n)[上里](?=[\n，,]|通过|讨论|决定|表决|研究)|支部大会|党员大会/gu,
    MASK,
  );
  const overAway = step ? meetingsAway.replace(doneAgain(step), MASK) : meetingsAway;
  const bare = kind.of === 'unit' ? overAway.replace(CAME_OFF, MASK).replace(HANDED, MASK) : overAway;
  const { names, unread } = namesLeft(bare, knownTo(h));
  const dated = h.times.filter(({ hasDate }) => hasDate);
  const startAt = dated.length === 1 ? dayOf(h, dated[0]!) : undefined;
  const isUndated = h.times.length > 0 && startAt === undefined;
  if (denied !== undefined && names.length !== 1) return undefined;
  const lost = [
    ...(denied ? [denied] : []),
    ...unread,
    ...(isUndated ? h.times.map(({ at, end }) => h.s.slice(at, end)) : []),
  ];
  // Without the name of the process it is that alone, or something else.
  if (!row && names.length === 0) return undefined;
  if (!isForm && !denied && unread.length > 0) return undefined;
  if (kind.of === 'unit' && names.length > 0) return undefined;
  return {
    ...{ intent: 'process_step', ...about(found) },
    ...(names.length > 0 && { names }),
    ...(startAt !== undefined && { startAt }),
    ...(lost.length > 0 && { remark: lost.join('、') }),
  };
}

/** 政审审完了, 谈话谈过了: the step's own verb once more. */
function doneAgain({ name, words }: ProcessStep): RegExp {
  const verbs = [...new Set([name, ...words].join(''))].filter((c) => !'不没未'.includes(c)).join('');
  return new RegExp(`[${verbs}](?:(?:完|好|过|成|下来)了?|了)(?=[\\n\\s,，。!！]|$)`, 'gu');
}

/** 12月30日 said in November is no day of last year: it is yet to come, and told to be. */
const LONG_AGO = 300;

function dayOf(h: Heard, time: Heard['times'][number]): string | undefined {
  const back = momentOf(time, h.today, 'back');
  const isLongAgo = back.startAt !== undefined && back.startAt.slice(0, 10) < addDays(h.today, -LONG_AGO);
  const { startAt, endAt } = isLongAgo ? momentOf(time, h.today, 'near') : back;
  // 明年3月转正: it is yet to come, whatever the day.
  const ahead = time.kind === 'period' ? momentOf(time, h.today, 'near').startAt : undefined;
  if (ahead !== undefined && ahead.slice(0, 10) > h.today && endAt !== undefined && endAt > h.today)
    return ahead.slice(0, 10);
  const isOneDay = endAt === undefined || endAt.slice(0, 10) === startAt?.slice(0, 10);
  return isOneDay ? startAt?.slice(0, 10) : undefined;
}

const CHANGED =
  /^(?:(?:不是|不对|[说写报填搞弄]?错了?)[^,，是]{0,14}[,，\s]*)?(?:是|应该是|应为|改成|改为|更正为|记错了[,，\s]*(?:应该)?是)(?<day>[^,，]{2,14}?)(?:[办交开定谈批]|通过|培训)?的?[。!！]?$/u;

/** 不是12月3日，是12月5日: the day meant; of what is known to the conversation alone. */
export const dayCorrected = (text: string): string | undefined => CHANGED.exec(text.trim())?.groups?.day;
