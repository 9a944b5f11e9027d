// 王小明确定为积极分子 12月3日, 王小明到哪一步了, 第二支部什么时候换届: what runs through steps, told and asked about.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import { type ProcessRow, type ProcessStep, processRows } from '../../domain/process/kinds.ts';
import { namesLeft } from '../process-names.ts';
import { unitSteps, type Word, wordIn, words } from '../process-words.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { readShift } from './process-shift.ts';
import { readRenewed, readTerm } from './process-term.ts';
import type { Heard } from './rest.ts';
import { nameOf } from './shape.ts';

const LONGEST = 60;
const MASK = '\n';

/** What a sentence holds of all this. */
interface Found {
  h: Heard;
  /** the process by its name */
  row?: ProcessRow;
  step?: ProcessStep;
  /** whose step or term it is */
  of?: ProcessRow;
  isTerm: boolean;
  units: Heard['units'];
  /** the sentence without those words, times and units */
  left: string;
  /** a colon stands behind the name of the process */
  isForm: boolean;
}

/** Undefined where no process is spoken of, or something else is said of it. */
export function readProcess(h: Heard, s: string): Filled | undefined {
  if (processRows().length === 0 || s.length > LONGEST) return undefined;
  const around = readShift(h) ?? readRenewed(h);
  if (around) return around;
  const found = find(h);
  if (!found) return undefined;
  const kind = kindOf(found);
  const term = found.isTerm && kind ? readTerm(h, kind, found.left) : undefined;
  return readStop(found) ?? (term?.remark ? term : readQuestion(found)) ?? term ?? readTold(found);
}

function find(h: Heard): Found | undefined {
  let text = h.s;
  const take = (list: readonly Word[]): Word | undefined => {
    const hit = wordIn(text, list);
    if (hit) text = text.replace(hit.said, (found) => MASK.repeat(found.length));
    return hit?.word;
  };
  const parted = partedStep(text);
  if (parted) text = parted.left;
  const hits = [take(words()), take(words())].filter((hit) => hit !== undefined);
  const named = hits.find(({ step, isTerm }) => !step && !isTerm);
  const term = hits.find(({ isTerm }) => isTerm);
  const row = named?.row;
  const own = row && unitSteps().get(row);
  const ofThis = (hit: Word): boolean => hit.step !== undefined && (!row || hit.row === row);
  const step = parted?.word ?? hits.find(ofThis) ?? (own && take(own));
  if (hits.length === 0 && !parted && !/下一步|哪一?步/u.test(text)) return undefined;
  // 王小明支部大会讨论转正 names no 王小明支部.
  const units = h.units.filter((unit) => !text.slice(unit.at, unit.end).includes(MASK));
  const at = named ? h.s.indexOf(named.word) : -1;
  return {
    h,
    ...(row && { row }),
    ...(step?.step && { step: step.step, of: step.row }),
    ...(term && { of: term.row }),
    isTerm: term !== undefined,
    units,
    left: without(text, [...h.times, ...units]),
    isForm: named !== undefined && /^\s*[】\]]?\s*[:：]/u.test(h.s.slice(at + named.word.length)),
  };
}

/** 接收王小明为预备党员, 确定李红为积极分子: the word stands around whom it is about. */
function partedStep(text: string): { word: Word; left: string } | undefined {
  if (!text.includes('为')) return undefined;
  for (const word of words()) {
    const cut = word.step ? word.word.indexOf('为') : -1;
    if (cut < 1) continue;
    const [head, tail] = [word.word.slice(0, cut), word.word.slice(cut)];
    const at = text.indexOf(head);
    const end = at < 0 ? -1 : text.indexOf(tail, at + head.length + 2);
    if (end < 0 || end - at > head.length + MOST_BETWEEN) continue;
    const left = without(text, [
      { at, end: at + head.length },
      { at: end, end: end + tail.length },
    ]);
    return { word, left };
  }
  return undefined;
}
/** Characters of the names between. */
const MOST_BETWEEN = 20;

/** The text with some parts of it blank. */
function without(text: string, spans: readonly Span[]): string {
  let left = text;
  for (const { at, end } of spans) left = left.slice(0, at) + MASK.repeat(end - at) + left.slice(end);
  return left;
}

const knownTo = (h: Heard): Set<string> => new Set(h.people.map((p) => nameOf(h, p)));
const kindOf = ({ row, of }: Found) => row ?? of;
const scopeIn = ({ h, units: [unit] }: Found): Pick<Filled, 'scope'> =>
  unit ? { scope: written(h, unit) } : {};
const about = (found: Found): Pick<Filled, 'process' | 'stage' | 'scope'> => {
  const row = kindOf(found);
  return {
    ...(row && { process: row.key }),
    ...(found.step && { stage: found.step.key }),
    ...scopeIn(found),
  };
};

/** 王小明外出打工去了，停止发展党员 */
const CLAUSE = /^(?<clause>[^,，]{4,40})[,，\s]+[^,，]{4,20}$/u;
const REASON = /[\s,，]*(?:因为|由于|原因是?|理由是?)[\s:：]*(?<why>[^\n]{2,60})$/u;
const STOP = /终止|停止|中止|取消|不再|放弃|不(?=\n+了?)/u;

/** 王小明停止发展，因为调走了 */
function readStop(found: Found): Filled | undefined {
  const { h, row, step, left } = found;
  if (!row || !STOP.test(left) || ASKED.test(h.s)) return undefined;
  const { clause = '' } = CLAUSE.exec(h.s)?.groups ?? {};
  const known = knownTo(h);
  const first = STOP.test(clause) ? undefined : [...known].find((name) => clause.startsWith(name));
  const why = REASON.exec(h.s)?.groups?.why ?? (first && clause.slice(first.length));
  const told = first ? first + MASK.repeat(clause.length - first.length) + h.s.slice(clause.length) : h.s;
  const said = told.replace(REASON, '');
  // 政审没通过 is why, and no step that is told.
  if (step && [step.name, ...step.words].some((word) => said.includes(word))) return undefined;
  const rest = (first ? first + MASK + left.slice(clause.length) : left)
    .replace(REASON, '')
    .replace(STOP, MASK);
  const { names, unread } = namesLeft(rest, known);
  if (unread.length > 0 || (row.of === 'person' && names.length !== 1)) return undefined;
  return {
    ...{ intent: 'process_stop', process: row.key, ...scopeIn(found) },
    ...(names.length > 0 && { names }),
    ...(why && { reason: why.replace(/[。!！\s]+$/u, '') }),
  };
}

const ASKED = /[?？]|[吗呢么]\s*$|了没有?\s*$/u;
const EXPORT = /导出|下载|打印|excel|发我一份|发个?文件/iu;
const HOW = /怎么|如何|咋|流程|步骤|有?哪几步|有?几步|要求|规定/u;
const WHOSE = /谁|哪些|哪几个|哪个|有没有|多少|几个/u;
const WHERE = /到?哪一?步|哪个阶段|什么程度|到哪|走到|下一步|进度|进展|情况|怎么样|过程|全程纪实|记录/u;
const WHEN = /什么时候|啥时候?|日期\s*$|何时|几时|哪天|哪年|多久|几月/u;
const LIST = /名单|清单|台账|列表|一览|汇总/u;
const LATE = /逾期|超期|过期|超时|没按时/u;
const DUE = /到期|快到|该|要|可以|能|期满|满期|届满|下一步/u;
const OWN = /我|本人|自己/u;
const TO_ME = /(?:发给?|给|告诉|帮)我/gu;
const QUESTION_WORDS = new RegExp(
  [EXPORT, HOW, WHERE, WHEN, LIST, LATE, DUE, WHOSE].map(({ source }) => source).join('|') +
    '|我们|咱们?|俺们?|本?全[镇乡县市区]|[本我][镇乡县市区]|(?:已经?)?满[一二两1-9半]?年?|[没未]转|发给我|发我|发|啥|预备|快|党?支部|党员|的?人|各个?|所有|全部|每个|现在|目前|最近|这个月|还有|还没|没有|没|有|还|到了?|走|我的?|本人|自己|是|的|了|看看|看一下|看|查询|查一下|查|列出|列|请问|请|告诉|一下|什么|怎样|呢|吗|么|啊|步|都|在|才|就|快|会|给|帮|办|做|弄|[?？]',
  'giu',
);

function readQuestion(found: Found): Filled | undefined {
  const { h, row, step, isTerm, left } = found;
  const kind = kindOf(found);
  const known = knownTo(h);
  const isAsked = [ASKED, EXPORT, HOW, WHOSE, WHERE, WHEN, LIST, LATE].some((one) => one.test(left));
  const isBare = row !== undefined && !step && !isTerm && left.replace(/[\s.。!！]/gu, '') === '';
  if (isBare && h.times.length === 0)
    return found.units.length > 0 && row.of === 'unit'
      ? { intent: 'process_ask', ...about(found) }
      : found.units.length > 0
        ? { intent: 'process_list', ...about(found) }
        : { intent: 'process_how', process: row.key };
  if (!isAsked || found.isForm) return undefined;
  const kept = [...known].filter((name) => left.includes(name));
  const rest = kept.reduce((text, name) => text.replace(name, MASK), left).replace(QUESTION_WORDS, MASK);
  const { names, unread } = namesLeft(rest, known);
  if (unread.length > 0) return undefined;
  const all = [...new Set([...kept, ...names])];
  if (EXPORT.test(left)) return kind && { intent: 'process_export', process: kind.key, ...scopeIn(found) };
  if (all.length === 1)
    return kind || /哪一?步|下一步/u.test(left)
      ? { intent: 'process_ask', ...about(found), names: all }
      : undefined;
  if (all.length > 1) return undefined;
  if (WHOSE.test(left)) return readWhose(found);
  if (OWN.test(left.replace(TO_ME, MASK)) && kind?.of !== 'unit')
    return { intent: 'process_ask', ...about(found), mine: true };
  if (!kind) return undefined;
  if (HOW.test(left) && !WHERE.test(left)) return { intent: 'process_how', process: kind.key };
  if (kind.of === 'unit' && !LIST.test(left) && !LATE.test(left))
    return { intent: 'process_ask', ...about(found) };
  if (WHEN.test(left) && !step) return { intent: 'process_how', process: kind.key };
  return { intent: 'process_list', ...about(found), ...(LATE.test(left) && { what: 'late' }) };
}

/** 谁该转正了, 哪些人下一步到期, 哪些支部该换届了 */
function readWhose(found: Found): Filled | undefined {
  const { row, step, left } = found;
  if (LATE.test(left)) return { intent: 'process_list', ...about(found), what: 'late' };
  if (HOW.test(left) && row && !WHERE.test(left) && !step) return { intent: 'process_how', process: row.key };
  // 今年发展了几个党员 asks for what is over, and this knows what goes on.
  if (row && !step && /\n了[^\n]*(?:多少|几)/u.test(left)) return undefined;
  if (!row && !step)
    return /下一步/u.test(left) ? { intent: 'query', metric: 'process_due', ...scopeIn(found) } : undefined;
  const isDue = DUE.test(left) && !step;
  return { intent: 'process_list', ...about(found), ...(isDue && { what: 'due' }) };
}

/** Said of a meeting or an item, whatever is on its agenda. */
const OTHER_MATTER = /安排|通知|改期|取消|上报|签到|请假|整改|任务|议题|主题|应到|实到|参加|\d[点:：]/u;
const NOT = /(?:没有?|未|不|别|尚未)[^\n,，]{0,3}/u;
/** 换届请示交了 */
const HANDED = /(?:[交报递送发批回定](?:上去|上来|下来|好|完)?|上去|上来|下来)了?(?=[\n\s,，。!！]|$)/gu;

function readTold(found: Found): Filled | undefined {
  const { h, row, step, isForm, left } = found;
  const kind = kindOf(found);
  if (!kind || (!step && !isForm)) return undefined;
  if (
    !isForm &&
    (WHOSE.test(left) ||
      ASKED.test(h.s) ||
      OTHER_MATTER.test(left) ||
      h.times.some(({ hasClock }) => hasClock))
  )
    return undefined;
  const denied = NOT.exec(left)?.[0];
  const typesAway = without(denied ? left.replace(denied, MASK.repeat(denied.length)) : left, h.types);
  const meetingsAway = typesAway.replace(/支部大会|党员大会/gu, MASK);
  const bare = kind.of === 'unit' ? meetingsAway.replace(HANDED, MASK) : meetingsAway;
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

/** 12月30日 said in November is no day of last year: it is yet to come, and told to be. */
const LONG_AGO = 300;

function dayOf(h: Heard, time: Heard['times'][number]): string | undefined {
  const back = momentOf(time, h.today, 'back');
  const isLongAgo = back.startAt !== undefined && back.startAt.slice(0, 10) < addDays(h.today, -LONG_AGO);
  const { startAt, endAt } = isLongAgo ? momentOf(time, h.today, 'near') : back;
  const isOneDay = endAt === undefined || endAt.slice(0, 10) === startAt?.slice(0, 10);
  return isOneDay ? startAt?.slice(0, 10) : undefined;
}

const CHANGED =
  /^(?:(?:不是|不对|[说写报填搞弄]?错了?)[^,，是]{0,14}[,，\s]*)?(?:是|应该是|应为|改成|改为|更正为|记错了[,，\s]*(?:应该)?是)(?<day>[^,，]{2,14}?)(?:[办交开定谈批]|通过|培训)?的?[。!！]?$/u;

/** 不是12月3日，是12月5日: the day meant; of what is known to the conversation alone. */
export const dayCorrected = (text: string): string | undefined => CHANGED.exec(text.trim())?.groups?.day;
