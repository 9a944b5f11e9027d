// 三支部嘞, 四季度到现在呢, 光要主题党日的, 加上党课, 发成文件: what changes of the question before, and asks nothing by itself.
import { threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { unitsSaid } from '../slots/units.ts';
import { saidOfTold } from './follow-told.ts';
import type { Word } from './lexer.ts';
import { isPartOfDay } from './parts.ts';
import type { Asked, Part } from './row.ts';

/** Beside a unit, a kind or a time these say nothing of their own. */
const QUIET: ReadonlySet<Word['kind']> = new Set<Word['kind']>([
  'filler',
  'narrows',
  'adds',
  'less',
  'without',
  'chart',
  'table',
  'file',
  'each',
  'monthly',
  'meeting',
  'all',
  'ownUnit',
  'context',
  'also',
  'beside',
  'threeAndOne',
]);
/** 再算一遍, 别的会不算: once more the same, or the other side of what is said */
const AGAIN =
  /[,，\s]*(?:(?:再|重新|重)(?:算|来|统计|列|发|查|看|给)一?(?:遍|下|次)|(?:别的|其[他它余]的?|剩下的?)(?:会议?|活动)?都?(?:不|别|先不|不用)(?:要|算|看|管|计|列)了?|(?:列|放|摆|拉|写)[在到]?一?(?:起|块|张表)|一(?:起|块|并)[报列看说查算发给]|还是给我|(?:照着?|按)?(?:一模)?一样(?:的(?:格式|样子)?)?(?=.)|单独导|导一下)/gu;
/** 11月一样的也做个表 */
const AS_BEFORE = /一样的|照样/u;
const TOGETHER = /一(?:起|块|张表)|并列|对着看/u;
const AND_THAT =
  /(?:也(?:一起|一块|一并)[报列看说查算发给]?[^,，]{0,3}|呢|嘞|喃|哩|咧|呐|捏|亦同|也一样|同上|也(?:给我)?(?:看看|看下|看一下|说说|说下|说一下|讲讲|查查|查下|查一下|报一下|报下|算算|算下|算一下|列一下))(?:吧|哈)?[?？。!！~\s]*(?:$|[,，])/u;
/** 一支呢, 二支部嘞 */
const BY_NUMBER = /^(?:那|那么)?([一二三四五六七八九])支(?:部)?(?:的)?(?=[呢嘞喃哩咧呐捏])/u;
/** 一组的看一下, 二组呢 */
const GROUP_BY_NUMBER =
  /^(?:那|那么|再)?([一二三四五])(?:小)?组(?:的|那边)?(?:也)?(?:[呢嘞喃哩咧呐捏]|看一?下|看看|说一?下|说说|报一?下)[?？。\s]*$/u;
/** 还差哪几个: of those that were told, or counted */
const STILL_WHO =
  /^(?:那|那么)?(?:还|就)?(?:差|剩|有|缺)(?:的)?(?:是)?(?:哪几[个位家]|哪些|谁|哪[个家])(?:人|支部|单位|没|的|了|呢|啊)*[?？]?$/u;
const LONGEST = 24;
const ALSO = /也|再加|加上|还要|连同/u;
const OF_SPANS: ReadonlySet<Part> = new Set<Part>(['unit', 'type', 'time', 'person', 'bound']);

/** Undefined where anything is said that is no part of a question told before. */
export function followOn(asked: Asked): Filled | undefined {
  const { spans, said } = asked;
  const { s, types, times } = spans;
  const again = [...s.matchAll(AGAIN)].map((m) => ({ at: m.index, end: m.index + m[0].length }));
  const words = asked.words.filter((word) => !again.some(({ at, end }) => at <= word.at && word.end <= end));
  const has = (part: Part) =>
    OF_SPANS.has(part) ? asked.has(part) : words.some(({ kinds }) => kinds.includes(part as Word['kind']));
  const told = saidOfTold(asked);
  if (told) return told;
  if (STILL_WHO.test(bodyOf(asked))) return { intent: 'query_more', what: 'who' };
  const numbered = spans.units.length + types.length + times.length === 0 ? BY_NUMBER.exec(s.trim()) : null;
  if (numbered) return { intent: 'query_more', scope: `第${numbered[1]}支部` };
  const group = GROUP_BY_NUMBER.exec(s.trim());
  if (group) return { intent: 'query_more', scope: `第${group[1]}党小组` };
  if (
    s.length > LONGEST ||
    has('person') ||
    has('together') ||
    words.some(({ kinds }) => !kinds.some((kind) => QUIET.has(kind)))
  )
    return undefined;
  const units = unitsSaid(spans).flatMap(({ names }) => names);
  const isLess = has('less') || has('without');
  const format = has('chart') ? 'chart' : has('file') ? 'file' : has('table') ? 'table' : undefined;
  const ofRegulation = types.length === 0 && has('threeAndOne') ? threeMeetingsOneLecture() : [];
  const isNothing = units.length + types.length + times.length + ofRegulation.length === 0;
  // 列表, 文档: by itself it may be the name of a thing
  if (
    isNothing
      ? format === undefined || said(format).join('') === s.trim()
      : !(isMarked(asked, isLess) || has('also') || AS_BEFORE.test(s))
  )
    return undefined;
  // 晚上呢 is of somebody's day
  if (times.some((t) => t.hasClock || isPartOfDay(t))) return undefined;
  const periods = times.map((t) => spanAsked(t, spans)).filter((p) => p !== undefined);
  if (times.length > periods.length || (periods.length > 1 && units.length > 1)) return undefined;
  const [period] = periods;
  const kinds = types.length > 0 ? [...new Set(types.map(({ type }) => type))] : [...ofRegulation];
  // 10月11月的也给我看看 列一起: beside what was told; 上个月的也看看 in its place
  const isBeside = period !== undefined && (periods.length > 1 || TOGETHER.test(s));
  const what = isLess ? 'left_out' : has('adds') ? 'added' : undefined;
  // 不要三支部: of the others nobody says which; 不要主题党日了 takes one back
  if (isLess && (/了[。.!！\s]*$/u.test(s) || kinds.length === 0 || units.length + times.length > 0))
    return undefined;
  return {
    intent: 'query_more',
    ...(units.length === 1 && { scope: units[0]! }),
    ...(units.length > 1 && { sides: units.map((scope) => ({ scope })) }),
    ...(isBeside &&
      !what && { sides: [...(ALSO.test(s) ? [{}] : []), ...periods.map((one) => ({ period: one }))] }),
    ...(isBeside && what && periods.length > 1 && { sides: periods.map((one) => ({ period: one })) }),
    ...(period && periods.length === 1 && !(isBeside && !what) && { period }),
    ...(kinds[0] && { activityType: kinds[0] }),
    ...(kinds.length > 1 && { activityTypes: kinds }),
    ...(format && { format }),
    ...(has('monthly') && { step: 'month' as const }),
    ...(what ? { what } : has('each') && { what: 'by_unit' }),
  };
}

/** What it is asked for stands behind it. */
function bodyOf({ spans, words }: Asked): string {
  const ends = [...words, ...spans.units, ...spans.types, ...spans.times].map(({ end }) => end);
  return spans.s.slice(0, Math.max(0, ...ends)).trim();
}

const isMarked = (asked: Asked, isLess: boolean): boolean =>
  isLess || asked.has('narrows') || asked.has('adds') || AND_THAT.test(bodyOf(asked));
