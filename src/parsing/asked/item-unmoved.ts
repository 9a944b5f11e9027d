// 有没有立了项到现在一次进展都没报过的: items of which nothing was ever reported, however it is said.
import type { Filled } from '../../domain/intent.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Spans } from '../spans/spans.ts';

const NEVER =
  /(?:一次|从来?|从未|始终|到现在|压根|根本)[^,，\d]{0,8}?(?:进[展度])?(?:都|也|就)?(?:还)?(?:没有?|未|不)(?:报过?|填过?|更新过?|动过)(?:一次)?(?:进[展度])?(?:的|过)*/u;
const OF_ITEMS = /整改|正改|问题|台[账帐]|立了?项|立过?项|挂了?号|登记|进[展度]/u;
const ASKS = /有没有|有无|哪|谁|几|多少|[吗么没][?？。\s]*$|[?？]|列|名单|呢|的[。\s]*$/u;
const OF_ELSE = /[我俺]|承诺|任务|会议?记录|党费|签到|\d|退回|延期/u;
const LONGEST = 40;

/** Undefined where it says something, or is of anything else. */
export function unmovedAsked(spans: Spans): Filled | undefined {
  const { s, items, people, times, types } = spans;
  if (
    s.length > LONGEST ||
    s.includes('\n') ||
    items.length + people.length + times.length + types.length > 0
  )
    return undefined;
  if (
    !NEVER.test(s) ||
    !/进[展度]|报过|动过/u.test(s) ||
    !OF_ITEMS.test(s) ||
    !ASKS.test(s) ||
    OF_ELSE.test(s)
  )
    return undefined;
  const units = unitsSaid(spans).flatMap(({ names }) => names);
  if (units.length > 1) return undefined;
  const [unit] = units;
  const filled: Filled = { intent: 'query', metric: 'rectify_open', what: 'unmoved' };
  return { ...filled, ...(unit !== undefined && { scope: unit }) };
}
