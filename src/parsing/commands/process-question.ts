// 王小明到哪一步了, 谁该转正了, 今年发展了几个党员, 第二支部什么时候换届: what is asked of processes.
import type { Filled } from '../../domain/intent.ts';
import type { ProcessRow } from '../../domain/process/kinds.ts';
import { namesLeft } from '../process-names.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { kindAlone } from './plain-question.ts';
import { about, type Found, kindOf, knownTo, MASK, scopeIn } from './process-found.ts';

export const ASKED = /[?？]|[吗呢么]\s*$|了没有?\s*$/u;
const EXPORT = /导(?:出来?|一?[份下个])|下载|打印|excel|发我一份|发个?文件/iu;
const HOW =
  /怎么|如何|咋|流程|步骤|分?[有成]?哪?几步|要求|规定|是什么|是啥|什么是|什么叫|说明|介绍|[几多][年久](?:[一1][次届换]|换[一1][次届])|(?:要|都|得)[干做]些?(?:啥|什么)/u;
/** 积极分子要培养多久才能当发展对象: what the rules say, of nobody. */
const HOW_LONG = /(?:要|得|需要?|培养|考察)[^,，。]{0,6}(?:多久|多长|几[年个])|(?:多久|多长时间|几年)才/u;
export const WHOSE = /谁|哪些|哪几个|哪个|有没有|多少|几[个名位人]/u;
const WHERE =
  /走?到?哪一?步|走?到?哪个?阶段|什么程度|走?到哪(?:里|儿)?|走到|下一步|进度|进展|情况|怎么样|过程|全程纪实|记录/u;
const WHEN = /什么时候|啥时候?|日期\s*$|何时|几时|哪天|哪年|多久|几月/u;
const LIST = /名单|清单|台账|列表|一览|汇总/u;
const LATE = /逾期|超期|过期|超时|没按时/u;
const DUE = /到期|快到|该|要|可以|能|期满|满期|届满|下一步/u;
const OWN = /我(?![们支村])|本人|自己/u;
const TO_ME = /(?:发给?|给|告诉|帮)我/gu;
const QUESTION_WORDS = new RegExp(
  '快?要?到期|' +
    [EXPORT, WHERE, HOW, WHEN, LIST, LATE, DUE, WHOSE].map(({ source }) => source).join('|') +
    '|进行|开展|分别|的?时候|程序|手续|地步|环节|[上下本这][一1]?届|的事情?|办理|[这那][些个位]?|[两俩仨]|快满|满了|正在|我们|咱们?|俺们?|本?全[镇乡县市区]|[本我][镇乡县市区]|(?:已经?)?满[一二两1-9半]?年?|[没未]转|几[个名位人]|[个名位]|全村|本村|村里?|社区|单位|手[上里]|一共|总共|总数|人数|数量|交了?|提交|今年|发给我|发我|发|啥|预备|快|党?支部|党员|的?人|各个?|所有|全部|每个|现在|目前|最近|这个月|还有|还没|没有|没|有|还|到了?|走|我的?|本人|自己|是|的|了|新|看看|看一下|看|查询|查一下|查|列出|列|请问|请|告诉|一下|[几多][年久](?:[一1][次届换]|换[一1][次届])|材料|资料|干些?|做些?|在?培养(?:的|着)?|干|什么|怎样|呢|吗|么|啊|步|都|在|才|就|快|会|给|帮|办|做|弄|[?？]',
  'giu',
);
/** 积极分子定了几个: they were made so, and it is counted how many. */
const MADE = /(?:确定|定|列|吸收|接收|收|发展|培养)(?:为)?[了过](?=几|多少|的|\s|$)/u;

export function readProcessQuestion(found: Found): Filled | undefined {
  const { h, row, step, isTerm, left } = found;
  const kind = kindOf(found);
  const known = knownTo(h);
  const isAsked =
    [ASKED, EXPORT, HOW, WHOSE, WHERE, WHEN, LIST, LATE].some((one) => one.test(left)) || HOW_MANY.test(h.s);
  const isBare = row !== undefined && !step && !isTerm && left.replace(/[\s.。!！]/gu, '') === '';
  if (isBare && h.times.length === 0)
    return found.units.length > 0 && row.of === 'unit'
      ? { intent: 'process_ask', ...about(found) }
      : found.units.length > 0
        ? { intent: 'process_list', ...about(found) }
        : { intent: 'process_how', process: row.key };
  if (!isAsked || found.isForm) return undefined;
  const kept = [...known].filter((name) => left.includes(name));
  const rest = kept
    .reduce((text, name) => text.replace(name, MASK), left)
    .replace(beyondWord(kindOf(found)), MASK)
    .replace(HOW_MANY.test(h.s) ? MADE : /(?!)/u, MASK)
    .replace(QUESTION_WORDS, MASK);
  const { names, unread } = namesLeft(rest, known);
  if (unread.length > 0) return undefined;
  const all = [...new Set([...kept, ...names])];
  if (all.length === 0 && kind && HOW_LONG.test(h.s)) return { intent: 'process_how', process: kind.key };
  const figure = all.length === 0 ? readFigure(found) : undefined;
  if (figure) return figure;
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
  const what = LATE.test(left) ? 'late' : WHEN.test(left) ? 'when' : undefined;
  return { intent: 'process_list', ...about(found), ...(what && { what }), ...(step && untilIn(found)) };
}

/** 轮换了几个第一书记: what its whole name has beside the word that called it. */
function beyondWord(row: ProcessRow | undefined): string | RegExp {
  const parts = row?.words
    .filter((word) => row.name.startsWith(word))
    .map((word) => row.name.slice(word.length));
  const left = parts?.filter((part) => part.length >= 2) ?? [];
  return left.length > 0 ? new RegExp(left.join('|'), 'u') : MASK;
}

/** 下个月谁要转正: by its last day. */
function untilIn({ h }: Found): Pick<Filled, 'dueAt'> {
  const to = h.times.length === 1 ? periodOf(h.times[0]!, h, true)?.to : undefined;
  return to !== undefined && to >= h.today ? { dueAt: to } : {};
}

const HOW_MANY = /几[个名位人]|多少|人数|总数/u;
const HOW_FAR = /哪一?步|阶段|什么程度|到哪|走到|进度|进展/u;
const OVER = /[了过成]|没|未/u;
/** 预备党员有几个，都是谁: by their names. */
function whoOf(s: string): Pick<Filled, 'what'> | undefined {
  if (!/谁|哪些|哪几[个位]|叫(?:什么|啥)/u.test(s)) return undefined;
  return { what: s.includes('积极分子') ? 'activists' : 'probationary' };
}

/** What the roster knows: it is counted there. */
const ON_ROSTER = /积极分子|预备党员/u;

/** 今年发展了几个党员, 现在有几个入党申请人, 哪个支部今年没发展党员 */
function readFigure(found: Found): Filled | undefined {
  const { h, row, step, left, called } = found;
  const isMany = HOW_MANY.test(h.s);
  if (called && !row && !step) {
    const { key } = called.row;
    const period = h.times[0] && periodOf(h.times[0], h, false);
    if (isMany && MADE.test(left) && h.times.length < 2)
      return {
        ...{
          intent: 'query',
          metric: 'process_done',
          process: key,
          stage: called.step.key,
          ...scopeIn(found),
        },
        ...(period && { period }),
      };
    if (ON_ROSTER.test(h.s))
      return isMany || LIST.test(left)
        ? { intent: 'query', metric: 'member_count', ...kindAlone(h.shape), ...whoOf(h.s), ...scopeIn(found) }
        : undefined;
    if (!isMany && ![WHOSE, LIST, HOW_FAR].some((one) => one.test(left))) return undefined;
    return { intent: 'query', metric: 'process_at', process: key, stage: called.step.key, ...scopeIn(found) };
  }
  // 走到哪步了，都有谁: where each of them is, and no count of those who came through.
  if (!isMany && HOW_FAR.test(left)) return undefined;
  const kind = kindOf(found);
  const stage = step?.key ?? kind?.counts;
  if (!kind || !stage || h.times.length > 1 || /该|要|可以|能|快|到期|期满|满期|届满/u.test(left))
    return undefined;
  const period = h.times[0] && periodOf(h.times[0], h, false);
  const isLacking = /没|未/u.test(left);
  const isAsked = isMany ? period !== undefined || OVER.test(h.s) : WHOSE.test(left) && OVER.test(left);
  if (!isAsked || (isLacking && (period === undefined || !/支部|村|社区|单位/u.test(left)))) return undefined;
  return {
    ...{ intent: 'query', metric: 'process_done', process: kind.key, stage, ...scopeIn(found) },
    ...(period && { period }),
    ...(isLacking && { what: 'never' }),
  };
}

/** 谁该转正了, 哪些人下一步到期, 哪些支部该换届了 */
function readWhose(found: Found): Filled | undefined {
  const { row, step, left } = found;
  if (LATE.test(left)) return { intent: 'process_list', ...about(found), what: 'late' };
  if (HOW.test(left) && row && !WHERE.test(left) && !step) return { intent: 'process_how', process: row.key };
  if (!row && !step)
    return /下一步|谁[^,，]{0,6}到期/u.test(left)
      ? { intent: 'query', metric: 'process_due', ...scopeIn(found) }
      : undefined;
  const isDue = DUE.test(left) && !step;
  return {
    intent: 'process_list',
    ...about(found),
    ...(isDue && { what: 'due' }),
    ...((step || isDue) && untilIn(found)),
  };
}
