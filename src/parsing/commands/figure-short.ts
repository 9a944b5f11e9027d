// Questions about figures that are said in a few words, and mean what was told before or nobody in particular.
import { addDays } from '../../domain/calendar/time.ts';
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { amountAlone } from './figure-bound.ts';
import { periodsOf } from './figure-periods.ts';
import { readPersonsQuestion } from './figure-persons.ts';
import { readThreshold } from './figure-threshold.ts';
import { about } from './plain-question.ts';
import { type Heard, scopeOf } from './rest.ts';

/** 再上个月, 上一次呢: the span, or the meeting, before the one that was told */
const ONE_BEFORE =
  /^(?:那|那么)?(?:再(?:往前|前|上)一?个?(?:月|季度?|年|次|回)|再(?:往前|前面?|之前)(?:的)?(?:那一?[次回场个])?|(?:再)?(?:上|前)一(?:次|回|场|个月|个季度)|(?:再)?上上一?(?:次|回|场))(?:的)?(?:呢|的呢|吧|咋样|怎么样|看看)?[?？]?$/u;

/** 是哪几个, behind 几个支部没上报 */
const WHICH_MEETINGS = /^(?:那|都|分别|具体|各)*(?:是|有)?(?:哪些|哪几个|什么|啥)(?:会议?|活动)[呢啊?？]*$/u;
/** 哪个支部一场都没开: of the kind and time that were spoken of */
const NONE_OF_IT =
  /^(?:那么?)?(?:哪[些个家]|哪几[个家]|有没有|谁)(?:党?支部|单位)?(?:连|是)?一[次场回个](?:会|活动)?(?:都|也)?(?:没有?|未)(?:召?开|搞|办|上|组织)(?:过|的)?[呢啊?？]*$/u;
/** 今年一次党课都没上的支部列个表 */
const NONE_OF_IT_FORM =
  /^(?:还|连|是)*(?:一|半)[次场回个](?:会|活动)?(?:都|也)?(?:没有?|未)(?:召?开|搞|办|上|组织)(?:过|的)*(?:党?支部|单位)(?:都|有|是)*(?:哪些|哪几个|几个|多少个?|名单)?(?:(?<table>列个表|列表|做成?表)|(?<file>导出来?|导一下|发我一份))?[呢啊?？]*$/u;
/** 全县有多少个支部: of the roster, whatever was asked before */
const UNITS_COUNTED =
  /^(?:请问|那么?|我们|咱们?|全[市县区镇乡村委]|党委|下面|底下|一共|总共|现在|的|有|共)*(?:几|多少)个?(?:党?支部|党组织|党?总支|基层组织)[了呢啊?？]*$/u;
/** 几个人来了, of the meeting that was told, or goes on */
const HOW_MANY_CAME =
  /^(?:那么?|一共|总共|都|最后)*(?:有)?(?:(?:几|多少)个?人(?:来|到|参加|签到|到会)(?:了|过|的)*|(?:来|到|参加|签到|到会)(?:了|的)(?:有)?(?:几|多少)[个位]?人?)[呢啊?？]*$/u;
const AHEAD = '(?:那么?|这次|这回|下次|下回|到时候?|大概|一共|总共|现在|都|有没有|有|的)*';
const SOMEBODY = '(?:(?:几|多少)个?人?|谁|哪些人|哪几个人?|哪几[个位]|人)';
const WILL = '(?:要|会|能|想|准备|打算|可以|报名|确定|都)';
/** 几个人要去, 谁会来: of the meeting that comes, before anybody is there */
const WILL_COME = new RegExp(
  `^${AHEAD}${SOMEBODY}(?:${WILL}+(?:去|来|到会?|参加|出席)|${WILL}*去|报(?:了)?名)(?:的|呢|啊|吗)*[?？]*$`,
  'u',
);
/** 谁来不了, 有几个人去不了 */
const WILL_NOT_COME = new RegExp(
  `^${AHEAD}${SOMEBODY}(?:都|说|是)*(?:(?:来|去|到|参加|出席)不了|不(?:能|去|想)(?:来|去|到|参加|出席)?)(?:的|了|呢|啊|吗)*[?？]*$`,
  'u',
);
/** 没来的是哪几次, 哪几次请假了, behind somebody's record */
const WHICH_TIMES =
  /^(?:那么?|他|她|的|都|是|有|在|分别)*(?:(?<act>没有?来|没有?去|没有?到|没有?参加|没有?签到|缺席?|缺勤|请假|迟到)(?:的|了|过|都|分别|是|有|在)*哪(?:几|些|一)?[次天回场]|哪(?:几|些|一)?[次天回场](?:的|是|又|都)*(?<act2>没有?来|没有?去|没有?到|没有?参加|没有?签到|缺席|缺勤|请假|迟到))(?:会|活动)?[了过的呢啊?？]*$/u;
/** 上礼拜有几个支部开了会: how often each has */
const WHO_HELD =
  /^(?:请问|看看|查一?下|都|一共|有|的)*(?:(?:几|多少)个?|哪[些个家]|哪几[个家])(?:党?支部|单位|党?小组)(?:都|已经)?(?:召?开|组织|搞|办|上)(?:了|过)(?:会议?|活动)?(?:的)?[呢吗啊?？]*$/u;
/** 上周五开会的支部 */
const UNITS_THAT_MET =
  /^(?:请问|看看|查一?下|列一?下|都)*(?:召?开|组织|搞|办)(?:了|过)?(?:会议?|活动)?(?:了|过)?的(?:党?支部|单位)(?:都|有|是)*(?:哪些|哪几个|几个|多少个?)?[呢啊?？]*$/u;
/** 这周有几个支部开会, 下周哪些支部有活动: what lies ahead is a plan */
const WHO_HOLDS =
  /^(?:请问|看看|查一?下|都|一共|有|的)*(?:(?:几|多少)个?|哪[些个家]|哪几[个家])(?:党?支部|单位|党?小组)(?:都|要|会|还|有|安排|准备|打算)*(?:(?:召?开|组织|搞|办|上)(?:会议?|活动)?|会议?|活动)(?:的)?[呢吗啊?？]*$/u;
/** 上次主题党日几点开的: the roll says of one meeting when it began */
const WHAT_HOUR =
  /^(?:那么?|请问|我们|咱们?|俺们?|(?:党?支部)?的?|本)*(?:上一?[次回]|最近一?[次回]|前[一次]+)的?(?:是|在)?几点钟?(?:召?开|上|搞|办|举行|开始)?(?:始)?的?[呢啊?？]*$/u;
const NEXT_STEPS =
  /^(?:那么?)?(?:哪些|谁|什么|有|人|哪几个|流程|的)*下一?步(?:快|要|该)?到期的?(?:都)?(?:有|是)?(?:哪些|哪几个|谁|什么|几个)?(?:人|流程)?[呢啊?？]*$/u;
/** 哪个会来的人最少: each meeting with its numbers, and no order of them */
const OF_MEETINGS =
  /^(?:那么?)?(?:哪一?[个次场回]|哪几[个次场回])(?:会议?|活动)?(?:的)?(?:来的?|到的?|参加的?|到会的?)?(?:人数?|到会率|签到率|出勤率?)?(?:来得?)?(?:最不?(?:少|多|高|低|好|差|齐)|[少多])(?:的)?[呢啊?？]*$/u;
/** 出勤率最低的是哪次 */
const WHICH_MEETING =
  /^(?:那么?)?(?:的)?(?:人数?|到会率|签到率|出勤率?|参会率|来的?人?)(?:来|到)?(?:得)?最不?(?:少|多|高|低|好|差|[整]?齐|全)的?(?:是|在)?(?:哪一?[次场回个]|哪几[次场回])(?:会议?|活动)?[呢啊?？]*$/u;
/** 为什么请假, 因为啥, behind a roll */
const WHY_ALONE =
  /^(?:那么?)?(?:都|是|他们?)*(?:(?:为什么|为啥|因为什么|因为啥|啥原因|什么原因|因啥)(?:都)?(?:请的?假)?|请假(?:是)?(?:为什么|为啥|因为啥|因为什么))(?:的)?[呢啊?？]*$/u;
/** 三支部怎么才75%, 怎么这么低: meeting by meeting it is seen */
const WHY_SO_LOW =
  /^(?:那么?)?(?:怎么|咋|为(?:什么|啥))(?:会|就|才|只有|就只有|是|还|才有|这么|那么|这样|的)*(?:(?:\d{1,3}(?:\.\d)?[%％]|百分之[零一二三四五六七八九十]+)(?:这么|那么|的)*(?:低|少|差|高|点)?|(?:低|少|差|不高))(?:的)?[呢啊了呀?？]*$/u;
/** 没请假也没来的有谁: whom a roll tells from those on leave */
const NEITHER =
  /^(?:那么?|请问|看看|查一?下|谁|哪些人|有没有|有谁|有)*(?:是|又|都)?(?:没有?请(?:过)?假)(?:也|又|还|就|而|都)*(?:没有?|不)(?:来|到|参加|签到)的?(?:人)?(?:有|是)*(?:谁|哪些人?|哪几个人?|几个人?)?[吗呢啊?？]*$/u;
/** 他请过假吗, 她来了几次: of whom was spoken */
const THEIRS =
  /^(?=.*(?:[几多]|[吗么]|没有?[?？]*$|咋样|怎么?样|如何|情况|出勤|到会|签到))(?:那么?)?(?:他|她)(?:今年|本月|这个月|最近|近来|平时|一共|总共|都|又)*(?:请(?:过|了)?(?:几|多少)?[次回个]?假|(?:来|到)(?:过|了)(?:几|多少)[次回场]|(?:没有?来|缺席|迟到)(?:过|了)?(?:(?:几|多少)[次回场])?|(?:出勤|到会|签到)(?:的)?(?:情况)?)(?:过|了)?(?:会|活动)?(?:吗|么|没有?|多吗|多不多|咋样|怎么?样|如何)?[呢啊?？]*$/u;
/** 哪个支部人最多, 党员最多的是哪个支部: of the roster, branch by branch, and no order of them */
const MOST_PEOPLE =
  /^(?:请问|看看|我们|咱们?|的)*(?:(?:哪[些个家]|哪几[个家])(?:党?支部|单位)的?(?:(?<kind>预备党员|流动党员|(?:入党)?积极分子)|党员|人)(?:数|员)?有?最[多少]|(?:党员|人)(?:数|员)?最[多少]的(?:党?支部|单位)?(?:是)?(?:(?:哪[些个家]|哪几[个家])(?:党?支部|单位)?)?)的?[呢啊呀?？]*$/u;
const WHICH_OF_THEM =
  /^(?:那|都|分别|具体|各)*(?:是|有)?(?:哪几[个家]|哪些|哪[个家])(?:党?支部|单位)?的?[呢啊呀?？]*$/u;
/** 都有谁, 叫什么名字, behind anything that is told with names */
const WHO_ARE_THEY =
  /^(?:那么?|都|分别|具体|各|他们)*(?:有|是|叫)(?:谁|哪些人|哪几个人|哪几位人?|些?什么人|啥人|(?:什么|啥)名字?|(?<=叫)(?:啥|什么))[呢啊呀?？]*$/u;
/** 各支部分别多少, behind a figure of all of them */
const OF_EACH =
  /^(?:那么?)?(?:各个?|每个?)(?:党?支部|单位|党组织|村|社区)(?:分别|各自?|都|又|是|有|的|呢)*(?:多少|几)(?:个|次|场|条|项|人)?[呢啊呀?？]*$/u;
/** 本月多少, 第一支部是多少: of the figure that was told, or explained */
const HOW_MUCH = /^(?:那么?|的|是|有|一共|总共|又)*多少[呢啊呀?？]*$/u;
/** 一共几个, behind a list */
const HOW_MANY =
  /^(?:那么?)?(?:一共|总共|合计|共)(?:是|有)?(?:几|多少)(?:个|家|条|项|次|人)?(?:党?支部|单位)?[呢啊呀?？]*$/u;

/** 谁负责, 交给谁了, 几号到期: of the items that were told, each of which says it */
const OF_ITEMS =
  /^(?:那么?|这些|这几[条项个]|都|分别|各|是|具体)*(?:(?:交给|由|归)谁(?:在)?(?:负责|管|办|改)?|(?:现在|目前)*(?:是)?谁(?:在)?(?:负责|管着?|弄|办|改|整改|处理|跟)|是?谁的|责任人(?:都|分别|各)?(?:是|有)?(?:谁|哪些)|(?:什么时候|啥时候|几号|哪一?天|何时)(?:要|就|都)?到期)[了的呢啊?？]*$/u;
/** 还剩几条, behind a list of items */
const STILL =
  /^(?:那么?|现在|目前)*还(?:剩|有)(?:下|了)?(?:几|多少)[条项](?:没有?(?:销号|完成?|改完?))?[了的呢啊?？]*$/u;
/** 整改呢, behind somebody's record: what is theirs of it */
const ITEMS_TOO = /^(?:那么?)?(?:[他她])?的?整改的?(?:情况)?呢[啊?？]*$/u;
/** 那我呢 */
const ME_TOO = /^(?:那么?)?(?:我|本人)(?:自己|个人)?的?呢[啊?？]*$/u;

function awayOf(act: string): { metric: Metric; what: string } {
  if (act === '请假') return { metric: 'leave_list', what: 'days_leave' };
  return act === '迟到'
    ? { metric: 'late_list', what: 'days_late' }
    : { metric: 'absentees', what: 'days_away' };
}

function ofOther(h: Heard): Filled | undefined {
  const { periods } = periodsOf(h, { compares: false });
  if (periods === undefined || periods.length > 1 || h.units.length > 1) return undefined;
  return { intent: 'query_more', ...scopeOf(h), ...(periods[0] && { period: periods[0] }) };
}

/** Days ahead in which a day by its number is meant. */
const NEAR = 14;

/** Undefined for anything longer. */
export function readShortQuestion(h: Heard): Filled | undefined {
  const s = h.s.trim();
  if (ONE_BEFORE.test(s)) return { intent: 'query_more', what: 'earlier' };
  if (OF_ITEMS.test(s)) return { intent: 'query', metric: 'rectify_open', what: 'whose', follows: true };
  if (STILL.test(s) || ITEMS_TOO.test(s)) return { intent: 'query', metric: 'rectify_open', follows: true };
  if (ME_TOO.test(s)) return { intent: 'query', metric: 'my_attendance', mine: true, follows: true };
  if (WHICH_MEETINGS.test(s)) return { intent: 'query', metric: 'activity_list', follows: true };
  if (NONE_OF_IT.test(h.shape.replace(/\s+/gu, ''))) {
    const said = about(h);
    const follows = Object.keys(said).length === 0 || (said.activityType === undefined && !said.period);
    return {
      intent: 'query',
      metric: 'activity_count',
      what: 'below',
      times: 1,
      ...said,
      ...(follows && { follows }),
    };
  }
  const none = NONE_OF_IT_FORM.exec(h.shape.replace(/\s+/gu, ''))?.groups;
  const of = none && about(h);
  if (of && (of.activityType !== undefined || of.period))
    return {
      intent: 'query',
      metric: 'activity_count',
      what: 'below',
      times: 1,
      ...of,
      ...(none.table && { format: 'table' as const }),
      ...(none.file && { format: 'file' as const }),
    };
  if (UNITS_COUNTED.test(h.shape)) return { intent: 'query', metric: 'member_count', ...scopeOf(h) };
  if (HOW_MANY_CAME.test(s)) return { intent: 'query', metric: 'absentees' };
  if (h.people.length === 0 && WILL_NOT_COME.test(h.shape.trim()))
    return { intent: 'query', metric: 'leave_list', what: 'coming', ...about(h) };
  if (h.people.length === 0 && WILL_COME.test(h.shape.trim()))
    return { intent: 'query', metric: 'absentees', what: 'coming', ...about(h) };
  const which = WHICH_TIMES.exec(s)?.groups;
  if (which) return { intent: 'query', ...awayOf(which.act ?? which.act2!), follows: true };
  const held = WHO_HELD.test(h.shape) || UNITS_THAT_MET.test(h.shape) ? about(h) : undefined;
  if (held?.period) return { intent: 'query', metric: 'activity_count', ...held };
  if (h.types.length > 0 && WHAT_HOUR.test(h.shape))
    return { intent: 'query', metric: 'absentees', ...about(h) };
  const holds = WHO_HOLDS.test(h.shape) && !h.types.length ? about(h) : undefined;
  if (holds?.period) {
    // 4号哪个小组开会: the next such day, where it is near
    const next = h.times[0] && periodOf(h.times[0], h, true);
    const period = next && next.from > h.today && next.from <= addDays(h.today, NEAR) ? next : holds.period;
    const metric = period.from > h.today ? 'upcoming' : 'activity_count';
    return { intent: 'query', metric, ...holds, period };
  }
  const amount = amountAlone(s);
  if (amount) return { intent: 'query_more', ...amount };
  if (NEXT_STEPS.test(h.shape)) return { intent: 'query', metric: 'process_due', ...scopeOf(h) };
  if (OF_MEETINGS.test(h.shape))
    return { intent: 'query', metric: 'activity_list', follows: true, ...about(h) };
  if (WHICH_MEETING.test(h.shape)) {
    const { activityType, activityTypes, ...of } = about(h);
    const types = { ...(activityType && { activityType }), ...(activityTypes && { activityTypes }) };
    return {
      intent: 'query',
      metric: 'activity_list',
      ...of,
      ...types,
      ...(!of.period && { follows: true }),
    };
  }
  if (WHY_ALONE.test(s)) return { intent: 'query', metric: 'leave_list', what: 'reasons', follows: true };
  if (WHY_SO_LOW.test(h.shape))
    return { intent: 'query', metric: 'activity_list', follows: true, ...about(h) };
  if (NEITHER.test(h.shape)) return { intent: 'query', metric: 'absentees', ...about(h) };
  if (THEIRS.test(h.shape) && h.people.length === 0)
    return { intent: 'query', metric: 'my_attendance', what: 'theirs', follows: true, ...about(h) };
  const most = MOST_PEOPLE.exec(s);
  if (most) {
    const kind = most.groups?.kind;
    const what = kind?.startsWith('预') ? 'probationary' : kind?.startsWith('流') ? 'mobile' : 'activists';
    return { intent: 'query', metric: 'member_count', ...(kind !== undefined && { what }) };
  }
  if (WHO_ARE_THEY.test(s)) return { intent: 'query_more', what: 'who' };
  if (OF_EACH.test(s)) return { intent: 'query_more', what: 'by_unit' };
  if (WHICH_OF_THEM.test(s)) return { intent: 'query_more', what: 'which' };
  if (HOW_MANY.test(s)) return { intent: 'query_more' };
  const isOfOther = h.times.length + h.units.length > 0 && h.types.length + h.people.length === 0;
  if (isOfOther && HOW_MUCH.test(h.shape)) return ofOther(h);
  return readPersonsQuestion(h) ?? readThreshold(h);
}
