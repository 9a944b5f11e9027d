// 三支部嘞, 四季度到现在呢, 光要主题党日的, 加上党课, 发成文件: what changes of the question before, and asks nothing by itself.
import type { Filled } from '../../domain/intent.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Word } from './lexer.ts';
import { isPartOfDay } from './parts.ts';
import type { Asked } from './row.ts';

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
]);
const AND_THAT = /(?:呢|嘞|喃|哩|咧|呐|捏|亦同|也一样|同上|也看看|也看下)[?？。!！~\s]*(?:$|[,，])/u;
/** 一支呢, 二支部嘞 */
const BY_NUMBER = /^(?:那|那么)?([一二三四五六七八九])支(?:部)?(?:的)?(?=[呢嘞喃哩咧呐捏])/u;
/** 还差哪几个: of those that were told, or counted */
const STILL_WHO =
  /^(?:那|那么)?(?:还|就)?(?:差|剩|有|缺)(?:的)?(?:是)?(?:哪几[个位家]|哪些|谁|哪[个家])(?:人|支部|单位|没|的|了|呢|啊)*[?？]?$/u;
const LONGEST = 24;

/** Undefined where anything is said that is no part of a question told before. */
export function followOn(asked: Asked): Filled | undefined {
  const { spans, words, has, said } = asked;
  const { s, types, times } = spans;
  if (STILL_WHO.test(bodyOf(asked))) return { intent: 'query_more', what: 'who' };
  const numbered = spans.units.length + types.length + times.length === 0 ? BY_NUMBER.exec(s.trim()) : null;
  if (numbered) return { intent: 'query_more', scope: `第${numbered[1]}支部` };
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
  const isNothing = units.length + types.length + times.length === 0;
  // 列表, 文档: by itself it may be the name of a thing
  if (isNothing ? format === undefined || said(format).join('') === s.trim() : !isMarked(asked, isLess))
    return undefined;
  // 晚上呢 is of somebody's day
  if (times.some((t) => t.hasClock || isPartOfDay(t)) || times.length > 1) return undefined;
  const period = times[0] && spanAsked(times[0], spans);
  if (times.length > 0 && !period) return undefined;
  const kinds = [...new Set(types.map(({ type }) => type))];
  const what = isLess ? 'left_out' : has('adds') ? 'added' : undefined;
  // 不要三支部: of the others nobody says which; 不要主题党日了 takes one back
  if (isLess && (/了[。.!！\s]*$/u.test(s) || kinds.length === 0 || units.length + times.length > 0))
    return undefined;
  return {
    intent: 'query_more',
    ...(units.length === 1 && { scope: units[0]! }),
    ...(units.length > 1 && { sides: units.map((scope) => ({ scope })) }),
    ...(period && { period }),
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
