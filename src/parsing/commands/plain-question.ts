// Questions with a form of their own: what was not reported, how many people there are, why people were away, and what
// no figure exists for.
import { typeRow } from '../../domain/activity/types.ts';
import { addDays } from '../../domain/calendar/time.ts';
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { spanAsked } from './figure-periods.ts';
import { type Heard, heard, OWN_GROUP, scopeOf } from './rest.ts';

const LONGEST = 30;
const LEAD =
  '(?:请问|各个?|每个|请|帮我|看看|看一下|查一下|查|还有|现在|目前|一共|总共|有|全部|我们|咱们|我)*';
const END = '(?:是吧|对吧|是不是|没有|没)?[的了呢吗吧啊\\s?？。]*$';

const BESIDE = `(?:${LEAD.slice(3, -2)}|还|都|也|有|是|次|到现在|到目前|至今|为止|谁家?|哪几[个家]|哪些|哪[个家]|几[个家]|几次|几场|多少|什么|党?支部|单位|村|社区|党组织|会议?|活动|开[完过了]|列一下|的|个|了)*`;
const NOT_REPORTED = new RegExp(
  `^${BESIDE}(?:记录)?(?:都|还|一直|到现在)*(?:没有|没|未)(?:及时|按时)?(?:把?(?:会议)?(?:记录|情况|材料)(?:报上来|上报|报|交上来|交)|(?:上报|报上来|报|(?:交|写|填|补|做)完?(?=会议|活动|记录))(?:会议|活动)?(?:记录|情况|材料)?|(?<=记录(?:都|还|一直|到现在)*(?:没有|没|未)(?:及时|按时)?)(?:(?:交|报|写|填|补|做|弄)(?:上来|上去|完|好|齐|全)?|上来))${BESIDE}${END}`,
  'u',
);
/** …，是哪个支部的: each is told with whose it is. */
const WHOSE_THEY_ARE = /[,，、\s]*(?:都|分别|各)*是?(?:哪[个些家]|哪几[个家])(?:党?支部|单位)的?[呢啊?？]*$/u;
/** 会议记录齐不齐, 记录交全了没有 */
const ALL_REPORTED = new RegExp(
  `^${BESIDE}(?:会议|活动)?记录(?:都|有没有)?(?:[交写报填补做]得?)?(?:齐不齐|全不全|[齐全]了?(?:没有|没|吗|么))${END}`,
  'u',
);
/** 昨天那个党课上报了没有, 会议记录交了吗 */
const IS_REPORTED =
  /^(?:请问|那[个次场]|这[个次场]|上一?[次回场]|最近一次|的|会议?|活动)*(?:(?:会议?|活动)?(?:记录|情况|材料))?(?:都|已经|有没有|是不是)*(?:上报|报|报上去|报上来|交|交上去|填|写)(?:了|好了|过|完了)?(?:没有|没|吗|么|没报|没交)[呢啊?？]*$/u;
/** 没开的党课 asks; 党课没开 says so. */
const NOT_HELD = /^还?(?:没有|没|未)召?开的(会议?)?(?:都?有哪些|有哪几个|列一下|呢)?[?？]?$/u;
const HEAD = '(?:(?:正式|预备|流动)?党员|(?:入党)?积极分子|党?支部|党小组|小组)';
const HEADS = new RegExp(
  `^${LEAD}(?:全(?:党委|[市县区镇乡村委])|的|党?支部|党委|下面|咱|党?委|里(?:头|面)?|${LEAD.slice(3, -2)})*(?:一共|总共|共有?|有|的)*(?:(?:多少|几)(?:个|名|位)?${HEAD}|${HEAD}(?:一共|总共|总|有|的|占比?)*(?:(?:多少|几)(?:个|名|位)?人?|(?:人数|总数|数量?)(?:是|有)?(?:多少|几)?个?人?(?:报一下)?|(?:都)?(?:有|是)(?:哪些|谁|哪几个)人?|(?:全体|全部|总)?(?:党员)?(?:总?人?数)?(?:里|中)?的?(?:比例|比重|几成|百分之几)(?:是?多少)?))(?:[,，\\s]+(?:其中)?(?:流动|预备|正式|积极分子)?(?:党员)?(?:的)?(?:又|各)?(?:有|是|占)?(?:几|多少)(?:名|个|位)?人?|[,，\\s]*(?:其中)?(?:几|多少)个?(?:流动|预备|正式)(?:党员)?的?|(?:占|在)(?:全体|全部|所有|总)?(?:党员)?(?:总?人?数)?(?:里|中)?的?(?:比例|比重|多少|几成|百分之几)(?:是?多少)?|[,，\\s]*(?:各个?|每个?)(?:党?支部)?(?:分别|各自|都)?(?:有|是)?(?:几|多少)(?:名|个|位)?人?)?${END}`,
  'u',
);
/** 第一支部多少人: of a unit that is named, and of no meeting. */
const PEOPLE = new RegExp(
  `^${LEAD}(?:的|党?支部)*(?:一共|总共|有)*(?:(?:多少|几个)人|人数)(?:[,，\\s]*其中(?:流动|预备|正式|积极分子)(?:党员)?的?(?:又|各)?(?:有|是|占)?(?:几|多少)(?:名|个|位)?人?)?${END}`,
  'u',
);
/** 下次会什么时候, 明天的会几点, 最近什么时候有会 */
const NEXT_ONE =
  /^(?:那么?|请问|问一?下|我们|咱们?|俺们?|的)*(?:(?:下一?(?:次|回|个|场)|最近|近期)?的?(?:会议?|开会|活动)(?:是|在|要|到底|定|安排)*(?:(?:什么|啥)(?:时候|时间|地方)|几点|哪一?天|几号|哪(?:里|儿)?|何时|何地)(?:召?开|举行|搞|有)?|(?:最近|近期|下一?次)(?:是|在|要)*(?:什么|啥)(?:时候|时间)(?:再)?有会(?:议|开)?)[了呢啊的?？]*$/u;
/** 明天党课几点, 下周支委会什么时候开, 昨天党课几点开的: asked of one kind and one period. */
const WHEN_HELD =
  /^(?:那么?|请问|问一?下|我们|咱们?|俺们?|的|是|在|要|到底|定|安排)*(?:(?:什么|啥子?)(?:时候|时间|地方)|几点钟?|哪一?天|几号|哪(?:里|儿)|何时|何地)(?:召?开(?:会|始)?|举行|开始|搞|上|集合)?(?<held>的)?[呢啊嘛哦?？]*$/u;
/** 近期有啥会: what was held is told by 过 or 开了. */
const AHEAD =
  /^(?:那么?|请问|问一?下|我们|咱们?|俺们?)*(?:最近|近期|这阵子|接下来|往后|后面)(?:还|都|要|会|又)*有(?:没有|什么|啥子?|哪些|哪几个)(?:会议?|活动)(?:要?开|安排|不)?[呢啊的嘛哦?？]*$/u;
/** Whether meetings ahead are asked for: 最近开了哪些会 asks for those that were held. */
export const asksAhead = (h: Heard): boolean => AHEAD.test(h.s.trim()) || aheadIn(h) !== undefined;

/** 我的整改到期了吗, 我手上的快到期了没 */
const OWN_DUE =
  /^(?:请问)?(?:我|本人)(?:的|那[个条项]|这[个条项]|手[上里头]的?|名下的?)+(?:整改|问题|任务|事项)?(?:都|已经|是不是)*(?:快|就|要)*(?:(?:到期|逾期|超期|过期)了?(?:没有?|吗|么)?|(?:什么时候|啥时候|几号|哪一?天|何时)(?:到期|截止)的?)[呢啊?？]*$/u;
/** 谁手上整改最多, 谁名下还有问题: each item is told with its owner */
const WHOSE_ITEMS = new RegExp(
  `^${LEAD}谁(?:的)?(?:手[上里头]|名下|头上|负责)?(?:的)?(?:还)?有?(?:没完成的|没改完的|未销号的)?(?:整改|问题)(?:任务|事项|问题)?(?:还)?(?:最[多少]|没完|多)?${END}`,
  'u',
);
const WHY_AWAY = new RegExp(
  `^${LEAD}(?:的)?(?:谁|哪些人|都|人员|大家)+(?:为什么|为啥|怎么)(?:没有?来|没有?到|缺席|不来|没有?参加|没有?签到)${END}`,
  'u',
);
const REASONS = new RegExp(
  `^${LEAD}(?:的)?(?:谁|都|人员|大家)*(?:为什么|为啥)?请假(?:的)?(?:人员?)?[\\s,，?？]*(?:都|是|的)*(?:什么|啥)?(?:原因|理由|事由)(?:是什么|有哪些|汇总|情况|统计)?${END}`,
  'u',
);
/** 别的支部请假原因: no branch is named, and none but their own is theirs to ask about. */
const OTHERS_REASONS = new RegExp(
  `^${LEAD}(?:别的|其他|其它|别人|人家|兄弟|隔壁|另外的?)(?:几个)?(?:党?支部|单位|组)?(?:的)?(?:谁|都|人员|党员|人)*(?:为什么|为啥)?(?:请假|没来|缺席)(?:的)?(?:人员?)?(?:都|是|的)*(?:什么|啥)?(?:原因|理由|事由|情况)?(?:是什么|有哪些)?${END}`,
  'u',
);
/** What branches also keep, and this program does not. */
const ELSEWHERE =
  /党费|发展党员|党员(?:怎么|如何)发展|发展(?:了)?(?:几个|多少)党员|入党申请|预备党员转正|组织关系|民情日记|走访日记|谈心谈话|述职|换届|慰问|人均/;
const WHY = /为什么|为啥|原因|理由|事由/;
const ASKS = /率|进度|怎么|如何|多少|几[个次名]|吗|哪|谁|查|情况|什么|呢|[?？]/;
const HOW = /怎么|如何/;
const OTHER_MATTER = /报|安排|请假|通知|议题|主题|内容|学习|整改|问题|完成|进展|\d[点:：]/;

/** 下周有会不, 这几天有没有活动 */
const ANY =
  /^(?:还|都|要|会|到底|我们|咱们?|俺们?|我|各个?|每个|分别|(?:党?支部|单位)的?)*有(?:没有|什么|啥|哪些|些什么)?(?:会议?|活动)(?:要?(?:开|参加|去))?(?:不|吗|没有?|么)?[呢?？]*$/u;
/** 我们下周要搞什么活动 */
const PLANNED =
  /^(?:那么?|请问|我们|咱们?|俺们?|各?党?支部|都|还|要|会|准备|打算|计划|需要|得)*(?:召?开|搞|办|组织|开展|参加|举行|做|干)(?:些|点)?(?:什么|啥|哪些|哪几个)(?:会议?|活动)?[呢啊的?？]*$/u;
/** 这个月我们有几个会, 本月还有几场活动, 这周要开几次会: of what is to come */
const OURS = '(?:请问|我们?|咱们?|俺们?|一共|总共|都|还|会|(?:各?党?)?支部的?|的)*';
const GO = '(?:召?开|参加|搞|去|组织)';
const MANY = '(?:几|多少)';
const HOW_MANY_AHEAD = new RegExp(
  `^${OURS}(?:(?<has>有)${MANY}(?:个|场)|(?:有|准备|打算|计划)*(?:要|该|得|需要?|安排|定|准备|计划)${GO}?了?${MANY}[个次场回]|还有${MANY}[个次场回]|(?:有)?${MANY}[个次场回](?=(?:会议?|活动)要${GO}))(?:会议?|活动)(?:要?${GO}|安排)?[的呢啊吗?？]*$`,
  'u',
);
/** 12月的主题党日还没定吧, 主题党日定了没 */
const IS_SET =
  /^(?:是不是|到底|还|都|有没有|已经|我们?|咱们?|(?:党?支部)的?|日子|时间|的)*(?:(?:没有?|未)(?:定|安排|计划|排)(?:好|下来|日子|时间|了)*(?:吧|吗|么|是吧|对吧|是不是|(?<=是不是.{0,8}))|(?:定|安排|计划|排)(?:好|下来|上|日子|时间)*了?(?:没有?|吗|么|没定|没安排)|(?<=有没有)(?:定|安排|计划|排)(?:好|下来|日子|时间)*)[呢啊?？]*$/u;
/** 我下面有什么会要参加 */
/** 下周开会吗, 后天开不开会 */
const ANY_HELD =
  /^(?:还|都|要|会|到底|我们|咱们?|俺们?|我|(?:党?支部)的?)*(?:召?开(?:不开)?(?:会议?|活动)|搞(?:不搞)?活动)(?:不|吗|没有?|么)?[呢?？]*$/u;
const WHAT_NEXT =
  /^(?:请问|我们?|咱们?|俺们?)*(?:下面|接下来|后面|往后|今后)(?:我|我们|咱们?)?(?:还)?有(?:没有|什么|啥|哪些|些什么)(?:会议?|活动)(?:要?(?:开|参加|去))?[的呢吗?？]*$/u;
const PEOPLE_AND_UNITS =
  /(?:几|多少)个?党?支部.*(?:几|多少)(?:个|名)?党员|(?:几|多少)(?:个|名)?党员.*(?:几|多少)个?党?支部/;

/** 逾期的都是谁负责, 没销号的责任人有哪些: each item is told with its owner. */
const OWNERS =
  /^(?:请问|看看|查一?下)*(?:(?<late>逾期|超期|过期)|(?<soon>快到期|临期|要到期))?(?:(?:没|未|还没)?(?:销号|办结|整改))?(?:完)?(?:的|了|问题|整改|事项)*(?:(?:都|分别|各|是)*(?:谁|哪些人|哪几个人|什么人)(?:在)?负责(?:的|着)?|责任人(?:都|分别|各)?(?:有|是)(?:谁|哪些人?|哪几个人?)|(?:都|分别|各)*是?谁的)[呢啊?？]*$/u;
/** 请假按支部, 迟到分小组看: what is counted, and by what; 按支部 is no reason of a leave. */
const BY =
  /^(?<what>请假|缺席|没到|没来|迟到|签到|到会|出勤)(?:的|情况|人数|人次|名单|统计|汇总|率)*[,，\s]*(?:按照?|分)(?:每个|各个?)?(?<units>党?支部|单位|村|社区)?(?:党?小组|月份?|季度?|类型|会议类型|人)?(?:来|地|统计|汇总|列|看|分|排|一下|出来?|开|出|显示|呢|吧|的|看看)*$/u;
const COUNTED: Readonly<Record<string, Metric>> = {
  请假: 'leave_list',
  缺席: 'absentees',
  没到: 'absentees',
  没来: 'absentees',
  迟到: 'late_list',
};
/** 本组, 我们小组 */
const OWN = /^(?:本|我们|咱们?|俺们?)(?:的)?(?:党?小组|组)的?/u;
/** … 表格, … 导出 */
const FORM =
  /[\s,，的]*(?:列|做|出|画|来|发|要|导)?(?:成|个|一?张|一个|一?份)?(?:(?<table>表格?)|(?<chart>图表?)|(?<file>excel|文件|导出(?:来|一下)?))$/iu;

/** 导出没上报的会, 没上报的会列个表, 把没上报的会议清单发我: what is asked, and in which form. */
function formed(shape: string): { rest: string; format?: Filled['format'] } {
  const lead = TAKEN.exec(shape)?.[0] ?? '';
  const given = GIVEN.exec(shape.slice(lead.length));
  const rest = shape.slice(lead.length, given ? lead.length + given.index : undefined);
  const { table, chart, file } = given?.groups ?? {};
  if (/导|下载|打印|一份/u.test(lead) || file) return { rest, format: 'file' };
  if (chart) return { rest, format: 'chart' };
  return table ? { rest, format: 'table' } : { rest };
}
const TAKEN = /^(?:请|帮我|给我|麻烦|把|将|要)*(?:(?:导出|下载|打印)(?:一[下份])?|发(?:我)?一份)?(?:的)?/u;
const GIVEN =
  /(?:的)?(?:清单|名单|明细|汇总)?[\s,，]*(?:(?<file>(?:的?(?:清单|名单|明细|汇总|表格?))?(?:给我|帮我)?(?:导(?:出来?|一[下份])|发(?:给)?我(?:一份)?|发(?:来|过来)|excel|下载))|(?<chart>(?:画|做|出)(?:成|个|一?张)?图表?)|(?<table>(?:列|做|出|弄)(?:成|个|一?张)?(?:表格?|清单))|(?:清单|名单|明细|汇总))(?:吧|呢|看看|一下)*$/iu;

/** How many people there are, in the form that is said behind it. */
function headsIn(h: Heard): Filled | undefined {
  const own = OWN.exec(h.shape)?.[0] ?? '';
  const form = FORM.exec(h.shape);
  const shape = h.shape.slice(own.length, form?.index).replace(/(?<![,，])\s+/gu, '');
  const isOfUnit = own !== '' || h.units.length > 0 || /支部|党委/.test(shape);
  if (!HEADS.test(shape) && !(PEOPLE.test(shape) && isOfUnit)) return undefined;
  const { table, chart } = form?.groups ?? {};
  const format = table ? 'table' : chart ? 'chart' : 'file';
  const whole = h.units.length === 0 && /全党委|全委/u.test(shape) ? { scope: '全党委' } : scopeOf(h);
  const scope = own === '' ? whole : { scope: OWN_GROUP };
  const kind = EACH_GROUP.test(shape) ? { what: 'by_group' } : kindAlone(shape);
  return { intent: 'query', metric: 'member_count', ...scope, ...(form ? { format } : kind) };
}

/** 各党小组多少人 */
const EACH_GROUP = /(?:每|各)个?(?:党?小组|组)/u;

const OF_KINDS: readonly (readonly [RegExp, string])[] = [
  [/流动/u, 'mobile'],
  [/预备/u, 'probationary'],
  [/积极分子/u, 'activists'],
];
/** Who else is counted, or by what: 党员多少，其中预备几个; 预备党员占多少; 各支部预备党员人数 */
const BESIDE_KIND = /占|比|成|百分|支部|小组|其中|正式|(?<!预备|流动)党员/u;

/** …，分别在哪个支部: each is told by branch. */
const WHERE_THEY_ARE = /[,，\s]*(?:分别|都|各)*(?:在|是)?(?:哪[个些]|哪几个)(?:党?支部|单位)的?/u;

/** 有多少预备党员: where nobody else is counted they are few enough to be named. */
export function kindAlone(shape: string): Pick<Filled, 'what'> {
  if (BESIDE_KIND.test(shape.replace(WHERE_THEY_ARE, ''))) return {};
  const [kind, ...others] = OF_KINDS.filter(([words]) => words.test(shape));
  return kind && others.length === 0 ? { what: kind[1] } : {};
}

export function readPlainQuestion(whole: Heard): Filled | undefined {
  if (whole.s.length > LONGEST || whole.items.length > 0) return undefined;
  if (whole.people.some(({ source }) => source === 'roster')) return undefined;
  // 党员有多少: what only looks like a name may be words of a question.
  const h = whole.people.length > 0 ? heard({ ...whole, people: [] }) : whole;
  const { s, shape, types, times } = h;
  const topic = elsewhere(h);
  if (topic !== undefined) return { intent: 'elsewhere', topic };
  const isOfRecord = types.length > 0 || /会议|活动|记录|那[次场]/u.test(s);
  if (IS_REPORTED.test(shape) && isOfRecord && !/整改|问题|任务/u.test(s))
    return {
      ...{ intent: 'query', metric: 'report_missing', ...about(h) },
      ...(/上一?[次回场]|最近一次/u.test(s) && { what: 'last' }),
    };
  const { rest, format } = formed(shape.replace(WHOSE_THEY_ARE, ''));
  if (NOT_REPORTED.test(rest) || ALL_REPORTED.test(rest))
    return { intent: 'query', metric: 'report_missing', ...about(h), ...(format && { format }) };
  const by = BY.exec(s.trim())?.groups;
  if (by)
    return {
      intent: 'query',
      metric: COUNTED[by.what!] ?? 'attendance_rate',
      ...(by.units !== undefined && { what: 'by_unit' }),
    };
  const notHeld = NOT_HELD.exec(shape);
  if (notHeld && (types.length > 0 || notHeld[1] !== undefined))
    return { intent: 'query', metric: 'activity_gap', ...about(h) };
  if (OTHERS_REASONS.test(s.trim()) && WHY.test(s))
    return { intent: 'query', metric: 'leave_list', what: 'others_reasons' };
  if (WHY_AWAY.test(shape)) return { intent: 'query', metric: 'absentees', what: 'reasons', ...about(h) };
  if (REASONS.test(shape)) return { intent: 'query', metric: 'leave_list', what: 'reasons', ...about(h) };
  if (OWN_DUE.test(shape)) return { intent: 'query', metric: 'rectify_open', mine: true };
  const ahead = aheadIn(h);
  if (ahead) return ahead;
  if (asksAhead(h)) return { intent: 'query', metric: 'upcoming', ...scopeOf(h) };
  if (NEXT_ONE.test(shape) && types.length === 0 && times.length < 2) {
    const when = times.map((t) => periodOf(t, h, true)).find((p) => p !== undefined);
    if (times.length === 0 || when)
      return { intent: 'query', metric: 'upcoming', ...(when && { period: when }), ...scopeOf(h) };
  }
  const asked = types.length === 1 && times.length === 1 ? WHEN_HELD.exec(shape) : null;
  const period = asked ? periodOf(times[0]!, h, asked.groups!.held === undefined) : undefined;
  if (period) {
    const isAhead = period.to >= h.today && asked!.groups!.held === undefined;
    return { intent: 'query', metric: isAhead ? 'upcoming' : 'activity_list', ...about(h), period };
  }
  const isAny = ANY.test(shape) || (ANY_HELD.test(shape) && /[吗不么?？]/u.test(shape));
  const [when] = times.length === 1 && isAny ? [periodOf(times[0]!, h, false)] : [];
  if (when && types.length === 0 && when.to >= h.today)
    return { intent: 'query', metric: 'upcoming', period: when, ...scopeOf(h) };
  const [planned] = times.length === 1 && PLANNED.test(shape) ? [periodOf(times[0]!, h, false)] : [];
  if (planned && types.length === 0 && planned.from > h.today)
    return { intent: 'query', metric: 'upcoming', period: planned, ...scopeOf(h) };
  if (types.length + times.length > 0) return undefined;
  if (WHAT_NEXT.test(shape)) return { intent: 'query', metric: 'upcoming', ...scopeOf(h) };
  if (WHOSE_ITEMS.test(shape)) return { intent: 'query', metric: 'rectify_open', ...scopeOf(h) };
  if (PEOPLE_AND_UNITS.test(s)) return { intent: 'query', metric: 'member_count', ...scopeOf(h) };
  const owners = OWNERS.exec(shape)?.groups;
  if (owners && /整改|销号|办结|逾期|超期|过期|问题|到期|临期/.test(s)) {
    const metric = owners.late ? 'rectify_overdue' : owners.soon ? 'rectify_due_soon' : 'rectify_open';
    return { intent: 'query', metric, ...scopeOf(h) };
  }
  return headsIn(h);
}

/** How many there are to come in a time that is named, and whether one of a kind is set. */
function aheadIn(h: Heard): Filled | undefined {
  const { shape, types, times, today } = h;
  const many = types.length === 0 ? HOW_MANY_AHEAD.exec(shape) : null;
  const isSet = types.length > 0 && IS_SET.test(shape);
  if (times.length === 0 && isSet) return { intent: 'query', metric: 'upcoming', ...about(h) };
  if (times.length !== 1 || !(many || isSet)) return undefined;
  const period = periodOf(times[0]!, h, false) ?? periodOf(times[0]!, h, true);
  const isOpen = period && period.to >= today ? period : periodOf(times[0]!, h, true);
  if (!isOpen || isOpen.to < today) return undefined;
  // 今年有几个会 counts those that were held.
  if (many?.groups?.has !== undefined && isOpen.to > addDays(isOpen.from, A_MONTH)) return undefined;
  return { intent: 'query', metric: 'upcoming', ...about(h), period: isOpen };
}

const A_MONTH = 31;

/** Unit, time and kinds that are named. */
export function about(h: Heard): Partial<Filled> {
  const period = h.times.map((t) => spanAsked(t, h)).find((p) => p !== undefined);
  const types = [...new Set(h.types.map(({ type }) => type))];
  return {
    ...scopeOf(h),
    ...(period && { period }),
    ...(types[0] && { activityType: types[0] }),
    ...(types.length > 1 && { activityTypes: types }),
  };
}

/** The topic as it is called; undefined where something else is said of it. */
function elsewhere({ s, shape, types }: Heard): string | undefined {
  const found = ELSEWHERE.exec(s)?.[0];
  // 谈心谈话怎么做 asks about the thing, not about a meeting of it.
  const isOfMeeting = types.some(({ type }) => !typeRow(type).yields || !HOW.test(s));
  if (found === undefined || isOfMeeting || OTHER_MATTER.test(s)) return undefined;
  const isBare = shape.replace(found, '').length <= 2;
  return isBare || ASKS.test(s) ? found.replace(/发展.*党员/, '发展党员') : undefined;
}
