// 没来过三次以上的人, 到会率80%以下的党员, 谁请假超过两次: whom a count or a share of their own is asked to reach.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { BARE_WORDS, BOUND_WORDS, boundIn, countIn, OF_PERSONS } from './figure-bound.ts';
import { periodsOf } from './figure-periods.ts';
import { type Heard, scopeOf } from './rest.ts';

const LEAD =
  '(?:请问|看看|看一?下|查一?下|查|列一?下|列出|统计|我们|咱们?|俺们?|(?:党?支部)的?|里|有|都|以来|来|期间|最近|平时|现在|目前|到现在|至今|只看|那|有没有人?|有人)*';
const PEOPLE = '(?:党员|同志|人员?|人)';
const WHO = `(?:谁|哪些(?:${PEOPLE})?|哪几[个位](?:${PEOPLE})?|哪[个位](?:${PEOPLE})?)`;
const BESIDE = '(?:都|又|有|也|已经|一共|总共|累计|开会|的?次数?|过|了|在|是|的)*';
const ACTS =
  '(?<act>不来|(?:没有?|未)(?:来|到会?|参加|签到)|缺席|缺勤|旷会|请假|迟到|晚到|来|到会?|参加|签到)';
const ASK = `(?:都|分别)*(?:有|是)?(?:${WHO}|几个人?|几[个位]|多少人?|名单)?(?:呢|啊|呀|吗|么|列一?下|发我)*[?？]*`;
/** 从来, 一次都, 今年一回也 */
const EVER = '(?:从来?|一[次回场](?:会|活动)?|一直|始终)(?:都|也|就)*';
/** Both orders: 没来三次以上的人, 三次以上没来的人; and who at the front. */
const COUNTED = new RegExp(
  `^${LEAD}(?:${WHO}${BESIDE})?(?:${ACTS}${BESIDE}(?:${BOUND_WORDS}|${BARE_WORDS})|(?:${BOUND_WORDS}|${BARE_WORDS}都)${BESIDE}${ACTS.replace('act', 'act2')})${BESIDE}(?:${PEOPLE})?(?:们)?${ASK}$`,
  'u',
);
const RATED = new RegExp(
  `^${LEAD}(?:${WHO}${BESIDE}|${PEOPLE}${BESIDE})?(?:到会|签到|出勤|参会|参加)(?:率|比例)${BESIDE}(?:${BOUND_WORDS})${BESIDE}(?:${PEOPLE})?(?:们)?${ASK}$`,
  'u',
);
/** 低于80%的人有谁, behind a rate */
const BOUND_ALONE = new RegExp(
  `^${LEAD}(?:${WHO}${BESIDE})?(?:${BOUND_WORDS})的?${PEOPLE}(?:们)?${ASK}$`,
  'u',
);
/** 一次都没来的, 从来没来过的人, 有几个人一次都没来过 */
const NEVER = new RegExp(
  `^${LEAD}(?:(?:${WHO}|(?:几|多少)[个名位]?${PEOPLE}?)${BESIDE})?(?:一[次回场](?:会|活动)?(?:都|也)?|从来?(?:都|就)?|全程?都)(?:没有?|未)(?:来|到会?|参加|签到)(?:过|了)*的?(?:${PEOPLE})?(?:们)?${ASK}$`,
  'u',
);
/** 全勤的有谁, 每次都来的人 */
const ALWAYS = new RegExp(
  `^${LEAD}(?:${WHO}${BESIDE})?(?:是|都)*(?:(?:保持)?全勤|(?:每[次回场]|次次|回回|场场)(?:会|活动)?都(?:来|到|参加|在)(?:了|过)*|${EVER}(?:没有?|未)(?:落|漏|拉)(?:过|了)?下?(?:过|了)*(?:会|活动)?)的?(?:${PEOPLE})?(?:们)?${ASK}$`,
  'u',
);
/** 从来没缺过席的有哪些人, 没请过假的人, 谁没迟到过: leave is no absence, and being late is none. */
const NEVER_AWAY = new RegExp(
  `^${LEAD}(?:${WHO}${BESIDE})?(?:${EVER}(?:没有?|未|不)(?<act>缺席|请假|迟到|晚到|缺勤|旷会|缺)(?:过|了)*|(?:${EVER})?(?:没有?|未)(?<act2>缺过席|缺席过|缺勤过|缺过勤|缺过|请过假|请假过|迟到过|晚到过|旷过会))(?:会|活动)?的?(?:${PEOPLE})?(?:们)?${ASK}$`,
  'u',
);
const GO = '(?:出勤|考勤|到会|签到|参会|开会|来开会|参加(?:会议|活动)?)';
const LISTED =
  '(?:列|做|出|弄|整|拉|给我|发我|来|排|看看|统计)*(?:出来|一下|成|个|一?张|一个|一?份)*(?:的)?(?:表格?|清单|名单|明细)?(?:给我|看看|发我|出来|来|看一下)*';
const HOW_OFTEN =
  '(?:都|各|分别|一共|总共)*(?:(?:来|到会?|去|参加|出席|签到)(?:开)?(?:了|过)*(?:会|活动)?(?:几|多少)[次回场](?:会议?|活动)?|(?:来|到会?|参加|出席)(?:开)?(?:了|过)*(?:会|活动)?(?:的)?次数)';
const EVERY =
  '(?:(?:每|各)(?:一)?[个位名]?(?:党员|人员|人|同志)(?:的)?|(?:按|逐|分)(?:个)?人(?:头|员)?(?:的)?|所有人的?|全体(?:党员|人员)的?|(?<=表.{0,2}|^)人员)';
/** 11月每个人的出勤列个表, 列一下11月每个人来了几次, 按人列一下11月的出勤 */
const EACH = new RegExp(
  `^(?:请|帮我|给我|把|${LISTED})*(?:(?:党?支部)的?|我们|咱们?|里)*${EVERY}(?:列|看|统计|排)?(?:一下|出来)?(?:的)?(?:${GO}(?:率|的?情况|记录|次数)?|${HOW_OFTEN})(?:的)?(?:都|是|怎么?样|咋样|如何|各|多少|几次)*${LISTED}[呢啊吧?？]*$`,
  'u',
);
/** 积极分子来开过几次会, 预备党员来没来过, 积极分子的出勤情况 */
const OF_KIND = new RegExp(
  `^(?:请问|看看|查一?下|我们|咱们?|(?:党?支部)的?|里)*(?<kind>流动党员|预备党员|(?:入党)?积极分子)(?:们)?(?:的|都|今年|最近|各|分别|平时)*(?:${HOW_OFTEN}|来(?:开|参加)(?:过|了)?(?:几|多少)[次回场](?:会议?|活动)?|(?:来|到)没(?:来|到)(?:过)?|(?:来|参加)过(?:会|活动)?(?:吗|没有?)|${GO}(?:的)?(?:情况|记录)?(?:怎么?样|咋样|如何)?|来得(?:怎么?样|咋样|多不多|勤不勤|如何))(?:会议?|活动)?[了呢啊吗?？]*$`,
  'u',
);
const KINDS: readonly [RegExp, string][] = [
  [/流动/u, 'persons_mobile'],
  [/预备/u, 'persons_probationary'],
  [/积极/u, 'persons_activists'],
];

const AWAY: readonly [RegExp, Metric][] = [
  [/请过?假/, 'leave_list'],
  [/迟到|晚到/, 'late_list'],
  [/没|未|不来|缺|旷/, 'absentees'],
];

const awayIn = (act: string): Metric | undefined => AWAY.find(([words]) => words.test(act))?.[1];

/** Undefined for any other question, and for 签到三次以上 of nobody in particular. */
export function readThreshold(h: Heard): Filled | undefined {
  const shape = h.shape.replace(/\s+/gu, '');
  const found = meantBy(shape);
  if (!found) return undefined;
  const { periods } = periodsOf(h, { compares: false });
  if (periods === undefined || periods.length > 1) return undefined;
  const types = [...new Set(h.types.map(({ type }) => type))];
  return {
    intent: 'query',
    ...found,
    ...scopeOf(h),
    ...(periods[0] && { period: periods[0] }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
  };
}

/** Said of everybody, which words of other figures would be heard in as well. */
export const readEachPerson = (h: Heard): Filled | undefined => {
  const shape = h.shape.replace(/\s+/gu, '');
  const isOther = h.s.length > LONGEST || h.people.some(({ source }) => source === 'roster');
  return !isOther && (EACH.test(shape) || OF_KIND.test(shape)) ? readThreshold(h) : undefined;
};
const LONGEST = 30;

type Meant = Pick<Filled, 'what' | 'percent' | 'times' | 'follows'> & { metric: Metric };

function meantBy(shape: string): Meant | undefined {
  if (EACH.test(shape)) return { metric: 'my_attendance', what: 'persons_each' };
  const kind = OF_KIND.exec(shape)?.groups?.kind;
  if (kind !== undefined)
    return { metric: 'my_attendance', what: KINDS.find(([words]) => words.test(kind))![1] };
  if (NEVER.test(shape)) return { metric: 'my_attendance', what: 'persons_below', times: 1 };
  if (ALWAYS.test(shape)) return { metric: 'my_attendance', what: 'persons_reached', percent: 100 };
  const never = NEVER_AWAY.exec(shape)?.groups;
  if (never) {
    const act = never.act ?? never.act2!;
    return { metric: awayIn(act) ?? 'absentees', what: 'persons_below', times: 1 };
  }
  const bound =
    boundIn(shape) ??
    (/谁|哪|的有|名单|几个|的(?:人|党员|同志)们?$/.test(shape) ? countIn(shape) : undefined);
  if (!bound) return undefined;
  const { what: side, ...amount } = bound;
  const what = side === 'below' ? 'persons_below' : 'persons_reached';
  if (bound.percent !== undefined && BOUND_ALONE.test(shape))
    return { metric: 'my_attendance', what, ...amount, follows: true };
  if (bound.percent !== undefined)
    return OF_PERSONS.test(shape) && RATED.test(shape)
      ? { metric: 'my_attendance', what, ...amount }
      : undefined;
  const g = COUNTED.exec(shape)?.groups;
  const act = g?.act ?? g?.act2;
  // Of how many came no single one is asked, unless people are named.
  if (act === undefined || /支部|单位/.test(shape.replace(/^.*?支部的/u, ''))) return undefined;
  const metric = awayIn(act);
  if (metric === undefined && !OF_PERSONS.test(shape)) return undefined;
  return { metric: metric ?? 'my_attendance', what, ...amount };
}
