// 其他两个支部呢, 最近那次单独说, 都办了没, 每次的列出来: said of what was just told, in forms that mean nothing by themselves.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { RecordPart } from '../../domain/slots.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import type { Asked } from './row.ts';

const END = '(?:的|呢|嘞|呀|啊|吧|哈|[?？。!！~\\s])*$';
const SHOW =
  '(?:单独|分开|再|也|都|给我|帮我|列|写|报|说|讲|看|查|发|算|拉|导|来|一下|一份|下|出来|看看|说说|我)*';
const TABLE = '(?:列|做|拉|弄|出|给|发|整)?(?:成|个|一个|张|一张)?表格?';

/** 其他两个支部呢, 除了它还有谁 */
const OTHERS = new RegExp(
  `^(?:那|那么|还有|再|看看|把|跟|和|[,，\\s])*(?:其[他它余]|另外?|别的|剩下?的?|余下)的?那?[一几两俩二三四]?(?:个?(?:党?支部|单位|村|党?小组|组)|[两几三]家)(?:也|都|各|分别|情况|多少|(?:开|上|搞|办|做|弄|报|交)(?:了|过)?(?:吧|没有?|吗)|几[个次场堂条]|怎么样|咋样|如何|比起来|比一?[下比]|比较|对比|相比|比|${SHOW.slice(3, -2)})*${END}` +
    `|^除[了开](?:它|他们?|她|这个?|那个?)(?:党?支部|单位|小组|家|个)?(?:以外|之外)?[,，\\s]*(?:还有|别的|其他)(?:谁|哪[些个几家].{0,4})?${END}`,
  'u',
);
/** 列个表,带上应到实到, behind a list of meetings */
const WITH_COUNTS =
  /^(?:再|那|把它|把|给我|帮我|[,，\s])*(?:列|做|弄|拉|出|打)(?:成|个|一个|张|一张)?表格?[,，\s]*(?:带上|加上|写上|附上|要有|包括|带|含)(?:应到|实到|到会|人数|率|和|跟|、|[,，\s])+[吧。\s]*$/u;
/** 几点开的, 哪天开的 */
const WHEN = new RegExp(
  `^(?:那次?|那天|是|都|分别|各|会议?|这个?会|具体|在)*(?:几点钟?|什么时间|什么时候|啥时候|啥时间|哪一?天|几月几号|几号|何时)(?:召?开|上|搞|办|举行|开始|进行)?始?的?会?(?:的|过)${END}|^(?:那次?|那天)?几点钟?(?:召?开|开始)${END}`,
  'u',
);
/** 是哪天, 哪几天的 */
const WHICH_DAY = /^(?:那|都|分别|具体|是|在)*(?:哪[一几]?[天日次回]|几号)(?:的|呢|啊)*[?？\s]*$/u;
/** 每次的列出来, 逐次列个表 */
const EACH_TIME = new RegExp(
  `^(?:那|把|再|这|按|要|就|[,，\\s])*(?:[每各逐分]|[每各]一)(?:次|场|回|堂|个会)(?:会议?|活动)?(?:的|都|分别|情况|明细|人数|到会率?|签到率?|各|是|有|来|到|参加|实到|应到|了|过)*(?:几个?|多少)?(?:人|次|位)?的?${SHOW}(?:${TABLE})?${SHOW}${END}`,
  'u',
);
/** 三次会的情况列个表给我吧 */
const SO_MANY = new RegExp(
  `^(?:那|把|这|[,，\\s])*(?<count>[两三四五六七八九\\d])(?:次|场|回)(?:会议?|活动)?的?(?:情况|明细|数据|人数|到会)*(?:都|全)?(?:${TABLE}|${SHOW})(?<show>列|表|说|看|发|写)?${SHOW}(?:表格?)?${END}`,
  'u',
);
/** 最近那次单独说, 最近这一回的单独说一下 */
const LAST_ONE = new RegExp(
  `^(?:那|把|再|就|只|光|单独|说|看|[,，\\s])*(?:最近|最后|最新)的?[这那]?一?(?:次|回|场|堂)(?:的|会|活动|情况|怎么样|咋样|如何|呢)*${SHOW}${END}`,
  'u',
);
/** 缺的是谁哪一次, 是谁 哪次 */
const WHO_WHEN = new RegExp(
  `^(?:那|都|分别|到底)*(?<act>缺席?|没[来到去]|请假|迟到)?(?:了|过|的|都|分别)*(?:是|有)?(?:谁|哪些人|哪个人?|哪几个人?)[,，、\\s]*(?:是|在|的|又|缺|没来|请假|迟到|分别)*[哪几]一?几?(?:次|回|场|天|号)(?:缺席?|没来|请假|迟到|会)?${END}`,
  'u',
);
/** 名单列一下,每个人后面写上支部 */
const NAMED =
  /^(?:那|把|再|也|他们的?|这些人的?|人员|具体)*(?:名单|名字|姓名|人名)(?:也|都)?(?:列|写|报|发|说|给|来|弄|拉)(?:一下|下|出来|上|给我|我|一份|全)*(?:[,，\s]*(?:每个?人|人|名字|后面|前面|旁边|都|要|把|各自?|是|的|写上|注明|标明|标上|带上|写明|加上|属于|所在|分|哪个)*(?:党?支部|单位)(?:名称|名字)?(?:也|都|写上|标上|注明|带上|列上)*)?[吧呢。\s]*$/u;
/** 都办了没, 办结了几个 */
const DONE =
  /^(?:那|现在|都|全|全部|是不是|有没有|分别|里面|其中)*(?:办|改|整改|处理|解决|完成|销号?|弄|搞|落实|办结)(?:完|好|结|到位|掉)?了?(?:没有?|吗|么|几[个条件项]|多少[个条件项]?)了?[呢啊?？\s]*$/u;
/** 哪几条, 分别是哪条 */
const WHICH_ITEMS =
  /^(?:那|都|分别|具体|各|是|有|这|到底)*(?:哪几?[条件项]|(?:哪些|什么|啥)(?:问题|整改))(?:的|没完成|没销号?|没办|逾期)*[呢啊?？\s]*$/u;
/** 分别超了多少天 */
const LATE_BY =
  /^(?:那|都|分别|各自?|具体|已经|每[条项个件])*(?:超|逾|拖)(?:期|了|时|过)*(?:多少|几)[天日]了?(?:的|呢|啊)*[?？\s]*$/u;
/** 不要已销号的, 只看没销号的; 只要逾期的 */
const OPEN_ONLY =
  /^(?:那|把|再|[,，\s])*(?:(?:不要|去掉|除去|除掉|剔除|不含|不看|不算|刨去)(?:已经?)?(?:销号|销了|销掉|办结|完成|办完|改完|整改完)(?:了)?的?|(?:已经?)?(?:销号|销了|办结|完成|办完|改完)(?:了)?的(?:都)?(?:不要|去掉|不看|不算|不列|别列|除外)|(?:只|光|就|单)(?:要|看|列|导|留|发)(?:还)?[没未](?:有)?(?:销号?|办结|完成|办完|改完|整改完)的?)(?:了|吧|就行|给我|列出来|导出来|发我)*[。\s]*$/u;
/** 再加一列请假人数 */
const COLUMN =
  /^(?:再|另外|那|后面|旁边|表里|里面|还要)*(?:加|添|补|带|附|写)(?:上|个|一?列|一?栏|一?项|进去?|一下)+(?<of>请假|缺席|没来|没到|迟到|到会率?|出勤率|人次|次数|场次)的?(?:人数|人次|次数|率|人|数|名单|情况)*(?:吧|呢|啊)?[。\s]*$/u;
/** 刘洋呢，他也老请假: a clause behind it says why he is asked about */
const TOO = /^[呢嘞喃哩咧][,，?？\s]+[他她]/u;
const KIND = '(?:(?:入党)?积极分子|(?:流动|正式|预备)(?:党员|期)?)的?(?:人数)?';
const PUT = '[加添补带附写单]';
/** 再来张10月的, with its time, unit or kind taken out: one more of what was told */
const ONE_MORE =
  /^(?:再|也|还|那|给我|帮我|要|想要|按|照样|照这样|一样|麻烦|请)*(?:来|画|出|做|弄|发|整|给|要|搞|生成)(?:我|一)*(?:[张个份幅](?:图|柱状图|图表|折线图)?|图)的?(?:图|柱状图|图表)?(?:吧|呗|呢|给我|也要)*[。\s]*$/u;
/** 积极分子也加一列, 再加一列流动党员: what the table of members has */
const ROSTER_COLUMN = new RegExp(
  `^(?:再|另外|那|后面|旁边|表里|里面|还要|也|把|给我|[,，\\s])*(?:${KIND}(?:的|人数|也|都|给我|单独|一起|再|[,，\\s])*${PUT}[一个上进去]*[列栏](?:出来|进去|上)?|${PUT}[一个上进去]*[列栏]${KIND}(?:的|人数|数|情况)*)[吧呢啊呗。\\s]*$`,
  'u',
);
const AND = /^(?:那|那么|还有)?$/u;
/** 把李晓红和孙玉兰的也列一下, 李晓红和孙玉兰的呢 */
const THEIRS =
  /^(?:那么?|把|再|还有|跟|和|与|及|以及|加上|顺便|[、,，\s])*(?<look>(?:看看?|查查?|说说?)一?下?|[只单光]看|换成|换)?(?:的|们|俩|他们|她们|两个人?|几个|分别|各自|那边|[、,，\s])*(?<ask>(?:也|都|一起|分别)+(?:给我|帮我)?(?:列|看|查|说|报|算|发|写|要|加上|加|摆)(?:一下|出来|进来|下|看|查|说|上|给我|我)*|也?(?:是)?一样[吗么]|[呢嘞喃哩咧]|(?:怎么样|咋样|如何)[呢啊]?)?[?？。\s]*$/u;
/** 他们到会怎么样 */
const OF_THEM =
  /^(?:那|那么)?(?:他们|她们|这些人|那些人|这几个人?|这几位|他俩)(?:的|都)?(?:到会|出勤|参会|开会|签到)(?:率|情况|得|怎么样|怎样|咋样|如何|好不好|勤不勤|齐不齐|多少)*[呢啊?？\s]*$/u;
/** 比10月差了多少, with its time taken out */
const HELD_AGAINST =
  /^(?:那|再)?(?:比|较|跟|和|同|与)的?(?:相比|比起来|比)?[,，]?(?:是|又|有没有|到底)*(?:差|高|低|多|少|降|升|涨|跌|提高|下降|上升|增加|减少|变化)(?:了|的|出|还是|升|降|高|低|多|少|差)*(?:多少|几个(?:百分)?点|没有?|吗)?个?(?:百分点|点)?(?:的|了|呢|啊)*[?？\s]*$/u;
/** 那天一共到了几个 */
const CAME =
  /^(?:那|这|当)[次天回场]个?会?(?:一共|总共|都|全部|是|有)*(?:到|来|参加|签到|去)(?:了|过)?(?:多少|几)[个位名]?人?次?[呢啊?？\s]*$/u;
/** 一支部有几条, with its unit taken out */
const ITS_NUMBER =
  /^(?:那|那么)?的?(?:还|也)?(?:有|剩|开了|上了|是)?(?:几|多少)[条件项次场堂个](?:没销号?|没完成|没办完)?的?[呢啊?？\s]*$/u;
/** 那次主持人是谁 */
const PART =
  /^(?:那[次场回天个]会?的?|会上|当时)(?:的|是|又)*(?:(?<host>主持)|(?<lecturer>主讲|讲课)|(?<recorder>记录|(?:谁|哪个|哪位)(?:做|写|记)的(?:会议)?记录)|(?<place>地点|在哪[里儿]?(?:[开办搞上]的)?)|(?<topic>主题|内容))(?:人|的人|的)?(?:都|是)*(?:谁|哪位|哪个人?|哪里|哪儿|什么|啥)?[呢啊?？\s]*$/u;
/** 两个月放一块 */
const BOTH =
  /^(?:那|把|这|要|再)*(?:两|俩)个?(?:月|季度|年|次|边)份?的?(?:都|数据|情况)*(?:[放列摆写并][在到]?一(?:起|块|张表)|一(?:起|块)[放列摆写看报说])(?:看看|比比|比一下|对比|看|比|列)*(?:一下)?[吧呢。\s]*$/u;

const COUNTS: Readonly<Record<string, Metric>> = {
  请假: 'leave_list',
  缺席: 'absentees',
  没来: 'absentees',
  没到: 'absentees',
  迟到: 'late_list',
  到会: 'attendance_rate',
  到会率: 'attendance_rate',
  出勤率: 'attendance_rate',
  人次: 'headcount_total',
  次数: 'activity_count',
  场次: 'activity_count',
};

const DIGITS = '零一二三四五六七八九';
const numberOf = (word: string): number =>
  word === '两' ? 2 : DIGITS.includes(word) ? DIGITS.indexOf(word) : Number(word);

const more = { intent: 'query_more' } as const;
const meetings = { intent: 'query', metric: 'activity_list', follows: true } as const;

/** Undefined where it is none of these. */
export function saidOfTold(asked: Asked): Filled | undefined {
  const { spans, has } = asked;
  const { s, units, people, types, times, items } = spans;
  if (items.length > 0) return undefined;
  const [unit] = units.length === 1 ? unitsSaid(spans).flatMap(({ names }) => names) : [];
  if (unit !== undefined && ITS_NUMBER.test(beside(s, units))) return { ...more, scope: unit };
  const oneMore =
    units.length + types.length + times.length > 0 && people.length === 0 && oneMoreOf(spans, unit);
  if (oneMore) return oneMore;
  if (units.length > 0) return undefined;
  const [name, ...others] = people;
  const isToo = name && AND.test(s.slice(0, name.at).trim()) && TOO.test(s.slice(name.end));
  if (isToo && others.length === 0)
    return { intent: 'query', metric: 'my_attendance', names: [name.name], follows: true };
  const { look, ask } = (people.length > 0 && THEIRS.exec(beside(s, people))?.groups) || {};
  const isTheirs = (look ?? ask) !== undefined && !(people.length === 1 && GOES_ON.test(s));
  if (isTheirs && types.length + times.length === 0) return { ...more, names: people.map((one) => one.name) };
  if (has('person')) return undefined;
  const period = times.length === 1 ? spanAsked(times[0]!, spans) : undefined;
  if (times.length > (period ? 1 : 0)) return undefined;
  const of = { ...(period && { period }), ...(types[0] && { activityType: types[0].type }) };
  const rest = without(spans);
  if (OTHERS.test(rest)) return { ...more, what: 'others', ...of };
  if (LAST_ONE.test(rest) && !period) return { ...more, what: 'last', ...of };
  if (types.length > 0) return undefined;
  if (period && HELD_AGAINST.test(rest)) return { ...more, sides: [{}, { period }] };
  if (BOTH.test(s.trim())) return { ...more, what: 'both' };
  // 每次到了几个人 is a question of its own, which goes on where something was told
  if (WITH_COUNTS.test(s.trim())) return { ...meetings, ...formIn(asked) };
  if (EACH_TIME.test(rest) && !(has('many') && has('present')))
    return { ...meetings, what: 'days', ...of, ...formIn(asked) };
  return period ? undefined : bare(asked, s.trim());
}

function oneMoreOf(spans: Spans, unit: string | undefined): Filled | undefined {
  const { s, units, types, times } = spans;
  if (!/再|也|还|一样|照/u.test(s) || !ONE_MORE.test(beside(s, [...units, ...types, ...times])))
    return undefined;
  const period = times.length === 1 ? spanAsked(times[0]!, spans) : undefined;
  if (times.length > (period ? 1 : 0) || units.length > 1 || types.length > 1) return undefined;
  return {
    ...more,
    ...(unit !== undefined && { scope: unit }),
    ...(period && { period }),
    ...(types[0] && { activityType: types[0].type }),
  };
}

function bare(asked: Asked, s: string): Filled | undefined {
  const named = Object.entries(PART.exec(s)?.groups ?? {}).find(([, word]) => word !== undefined);
  if (named)
    return { intent: 'query', metric: 'activity_list', told: [named[0] as RecordPart], follows: true };
  if (OF_THEM.test(s)) return { intent: 'query', metric: 'attendance_rate', follows: true };
  if (CAME.test(s)) return { intent: 'query', metric: 'attendance_rate', follows: true };
  if (WHEN.test(s)) return { ...more, what: 'when' };
  if (WHICH_DAY.test(s)) return { ...meetings, what: 'days' };
  if (NAMED.test(s)) return { ...more, what: 'who' };
  if (DONE.test(s)) return { ...more, what: 'done' };
  if (WHICH_ITEMS.test(s) || LATE_BY.test(s)) return { ...more, what: 'items' };
  if (OPEN_ONLY.test(s)) return { intent: 'query', metric: 'rectify_open', follows: true, ...formIn(asked) };
  if (ROSTER_COLUMN.test(s))
    return { intent: 'query', metric: 'member_count', format: 'table', follows: true };
  const column = COLUMN.exec(s)?.groups?.of;
  if (column !== undefined)
    return { intent: 'query', metric: COUNTS[column]!, follows: true, what: 'added', ...formIn(asked) };
  const groups = WHO_WHEN.exec(s)?.groups;
  if (groups) {
    const { act = '' } = groups;
    const metric = act === '请假' ? 'leave_list' : act === '迟到' ? 'late_list' : 'absentees';
    return { intent: 'query', metric, follows: true };
  }
  const many = SO_MANY.exec(s)?.groups;
  const count = many?.show || /表|列/u.test(s) ? many?.count : undefined;
  return count === undefined
    ? undefined
    : { ...meetings, what: 'days', times: numberOf(count), ...formIn(asked) };
}

const formIn = ({ has }: Asked): Pick<Filled, 'format'> => {
  const format = has('chart') ? 'chart' : has('file') ? 'file' : has('table') ? 'table' : undefined;
  return format ? { format } : {};
};

/** 孙玉兰呢 is read by itself. */
const GOES_ON = /^[^也都]*[呢嘞喃哩咧][?？\s]*$/u;

/** What is said beside the kinds and times that are named. */
const without = ({ s, types, times }: Spans): string => beside(s, [...types, ...times]);

const beside = (s: string, named: readonly Span[]): string =>
  named
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, end }) => text.slice(0, at) + text.slice(end), s)
    .trim();
