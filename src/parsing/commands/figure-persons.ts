// Questions about figures of persons, whom nobody ranks: 谁老是不来, 连续三次没来的有谁, 流动党员有哪些.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { frameOf } from './figure-frame.ts';
import { periodsOf } from './figure-periods.ts';
import { type Heard, scopeOf } from './rest.ts';

const LEAD =
  '(?:请问|看看|看一?下|查一?下|查|列一?下|列出|我们|咱们?|俺们?|(?:党?支部)的?|里|有|都|以来|来|期间|最近|平时|现在|目前|这段时间|(?:这|近|最近|前)(?:几|[两三四五])[次回场]的?|开会|会上|会议|活动|的)*';
const WHO = '(?:谁|有没有人|有人|哪些(?:人|党员)?|哪几个(?:人)?|哪[个位](?:人|党员)?)';
const AWAY = '(?:不来|没来|不到|没到|没去|不去|不参加|没参加|没签到|缺席|请假|迟到|缺会|不开会)';
/** 谁老是不来, 哪些人最爱请假, 谁来得最勤 */
const NOTORIOUS = new RegExp(
  `^${LEAD}${WHO}(?:最近|平时|又|都)*(?:老是?|总是?|经常|常常|一直|最爱|最喜欢|从来|几乎|动不动就?|爱)(?:都|也|就|是)*${AWAY}(?:开?会议?|活动|参会|学习)?(?:最多)?[的了呢啊?？]*$|(?:谁|哪个(?:人|党员|同志)?|哪些人|哪位)(?:同志)?(?:来|到|参加|签到?)(?:得?最|得)(?:勤|多|少|积极|好|差|不勤)[的了呢啊?？]*$`,
  'u',
);
const RUN =
  '(?:连续|连着|接连|一连)(?:都|有)*(?:[两二三四五六七八九十几多]|\\d{1,2})?(?:次|回|场)?(?:都|会)*';
/** 没来也没请假: of whoever was away without leave, as 没来 is */
const NOR_LEAVE = /[,，、]*(?:又|也|还|都)*(?:没有?|未|不)(?:提前)?请(?:过|了)?假/gu;
/** 连续三次没来的有谁, 谁连着两次请假 */
const IN_A_ROW = new RegExp(
  `^${LEAD}(?:${WHO}(?:都|又|有)*${RUN}${AWAY}[的了过呢啊?？]*|${RUN}${AWAY}(?:了|过)*的?(?:党员|人员?|同志)?(?:都|又)*(?:有|是)?(?:${WHO}|几个人?|多少人?|名单)[呢啊?？]*|${RUN}${AWAY}(?:了|过)*的(?:党员|人员?|同志)?)$`,
  'u',
);
/** 流动党员有哪些, 谁是预备党员 */
const OF_KIND = new RegExp(
  `^${LEAD}(?:(?:(?:几|多少)[个名位]?(?<kind3>(?:流动|预备)党员|(?:入党)?积极分子)|(?<kind4>(?:流动|预备)党员|(?:入党)?积极分子)(?:一共|总共|现在|都)*有?(?:几|多少)[个名位]?人?)[,，、\\s]*(?:都|分别|各)*(?:有|是|叫)*(?:谁|哪些人?|哪几[个位]人?|什么(?:名字)?|啥)|(?<kind>(?:流动|预备)党员|(?:入党)?积极分子)(?:同志)?(?:们)?(?:都|现在|分别)*(?:(?:有|是)?(?:哪些(?:人|同志)?|哪几[个位](?:人|同志)?|谁|什么人|哪些名字)|的?(?:名单|姓名|名字))|(?:谁|哪些(?:人|同志)?|哪几[个位]人?)(?:都)?是(?<kind2>(?:流动|预备)党员|(?:入党)?积极分子))(?:发我|看看|列一下)?[呢啊呀?？]*$`,
  'u',
);
/** 哪些支部有流动党员, 有流动党员的支部 */
const UNITS_WITH =
  /^(?:请问|看看|查一?下|查|列一?下)*(?:(?:(?:哪些|哪几个|哪个|各个?|每个?)(?:党?支部|单位)|都)*(?:里|都|还|现在)*有(?:没有)?(?<kind>流动|预备|(?:入党)?积极分子)(?:党员)?|有(?<kind2>流动|预备|(?:入党)?积极分子)(?:党员)?的(?:党?支部|单位)(?:都|有|是)*(?:哪些|哪几个|几个)?)[吗呢啊?？]*$/u;
/** 预备的几个, behind how many there are */
const HOW_MANY_OF_KIND =
  /^(?:那|其中|里面|里头|有|的)*(?<kind>预备|流动|积极分子)的?(?:又|各)?(?:有|是|占)?(?:几|多少)(?:个|名|位)?人?[呢啊?？]*$/u;
const A_KIND = '(?:正式|预备|流动|(?:入党)?积极分子)(?:党员)?';
const OF_IT = `(?:${A_KIND}的?(?:又|各|都|分别|一共|总共)*(?:有|是|占)?(?:几|多少)(?:个|名|位)?人?|(?:有|是)?(?:几|多少)(?:个|名|位)?${A_KIND}的?)`;
/** 正式的几个预备的几个, 支部有几个正式的几个预备的: of each kind, as the roster has them */
const EACH_KIND = new RegExp(
  `^${LEAD}(?:党员|人)?(?:中|里面?|里头|当中)*(?:${OF_IT}(?:[,，、;；\\s]|和|跟|还)*(?:${OF_IT}(?:[,，、;；\\s]|和|跟|还)*)+|正式(?:党员)?的?(?:有|是)?(?:几|多少)[个名位]?人?)(?:党员)?[了呢啊?？]*$`,
  'u',
);
/** 没有书记的支部有哪些, 哪些支部缺书记 */
const NO_SECRETARY =
  /^(?:请问|看看|查一?下|列一?下|现在|目前)*(?:(?:还|都)*(?:没有?|缺|未配|没配)(?:党?支部)?(?:书记|支书)的(?:党?支部|单位)(?:有|是|都)*(?:哪些|哪几个|几个|多少个?|名单)?|(?:哪些|哪几个|几个|多少个?)(?:党?支部|单位)(?:还|都|现在)*(?:没有?|缺|未配|没配)(?:党?支部)?(?:书记|支书))[呢啊吗?？]*$/u;
const KINDS: readonly [RegExp, string][] = [
  [/流动/, 'mobile'],
  [/预备/, 'probationary'],
  [/积极分子/, 'activists'],
];

/** Undefined for any other question. */
export function readPersonsQuestion(whole: Heard): Filled | undefined {
  const { h, units } = frameOf(whole);
  const scope = units.length === 1 ? { scope: units[0]! } : scopeOf(h);
  const shape = h.shape.replace(/\s+/gu, '');
  const kind = (OF_KIND.exec(shape) ?? UNITS_WITH.exec(shape) ?? HOW_MANY_OF_KIND.exec(shape))?.groups;
  if (kind && h.times.length + h.types.length === 0) {
    const what = KINDS.find(([words]) =>
      words.test(kind.kind ?? kind.kind2 ?? kind.kind3 ?? kind.kind4 ?? ''),
    )![1];
    return { intent: 'query', metric: 'member_count', what, ...scope };
  }
  if (EACH_KIND.test(shape) && h.times.length + h.types.length === 0)
    return { intent: 'query', metric: 'member_count', ...scope };
  if (NO_SECRETARY.test(shape) && h.times.length + h.types.length === 0)
    return { intent: 'query', metric: 'member_count', what: 'no_secretary', ...scope };
  const said = shape.replace(NOR_LEAVE, '');
  const isRun = IN_A_ROW.test(said);
  if (!isRun && !NOTORIOUS.test(said)) return undefined;
  const { periods } = periodsOf(h, { compares: false });
  // Of a time that is not read nothing is answered.
  if (periods === undefined || periods.length > 1) return undefined;
  const types = [...new Set(h.types.map(({ type }) => type))];
  return {
    intent: 'query',
    metric: metricIn(said),
    what: isRun ? 'in_a_row' : HABIT.test(shape) ? 'often' : 'rank',
    ...scope,
    ...(periods[0] && { period: periods[0] }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
  };
}

/** 老是不来: no habit is seen in the few days of a month. */
const HABIT = /老是?|总是?|经常|常常|一直|从来|几乎|动不动/;

function metricIn(shape: string): Metric {
  if (shape.includes('请假')) return 'leave_list';
  if (shape.includes('迟到')) return 'late_list';
  return new RegExp(AWAY, 'u').test(shape) ? 'absentees' : 'attendance_rate';
}
