// The words in which figures are asked for in another form, on two sides, or as a follow-up of the last question.

import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { matches } from '../matches.ts';
import { BOUND_WORDS } from './figure-bound.ts';

/** What a line of such words holds. */
export interface FigureWords {
  metric?: Metric;
  format?: NonNullable<Filled['format']>;
  against?: NonNullable<Filled['against']>;
  /** 次数和到会率: figures asked for beside the first */
  also?: Metric[];
  what?:
    | 'explain'
    | 'rank'
    | 'by_unit'
    | 'by_group'
    | 'expected'
    | 'reasons'
    | 'home'
    | 'lacking'
    | 'those'
    | 'rank_units'
    | 'by_level';
  /** 走势, 折线: span by span */
  step?: 'month';
  /** 全党委: everything the sender's party committee has */
  all?: true;
  isThreeAndOne?: true;
  /** 我们小组 */
  isOwnGroup?: true;
  /** 对比, 谁高: what is named is to be held against each other */
  compares: boolean;
  /** 到会, 出勤: a figure only where something else says that one is asked for */
  isBare?: true;
  /** 哪天开的: of the last meeting */
  asksDay?: true;
  /** 都是哪天开的: of each */
  asksDays?: true;
  /** 开了没有: whether it was held */
  asksHeld?: true;
  /** 都是什么会: which they were */
  asksWhich?: true;
  /** 不到八成, 3条以上 */
  isBound?: true;
  /** 哪些小组 */
  ofGroups?: true;
  /** 占多少 */
  asksShare?: true;
  /** 应到几人实到几人: of one meeting where a kind is named and no time */
  isOfOne?: true;
  /** 升了还是降了 */
  isTrend?: true;
}

type Means = Partial<Omit<FigureWords, 'compares'>> & { compares?: true };

/** 谁, 哪些人: who they are is asked, and nothing is said of anybody. */
const WHO =
  '(?:都?有?(?:多少人次|几人次|谁|哪些人?|哪几个人?|哪几位|什么人|哪些党员|几个人|几人|多少人)(?:都|还|又|有)?)';
const HOW_MANY =
  '(?:人?(?:多不多|多吗)|情况|总?人次数?|人数|次数|名单|总数|率|比例|(?:有|了)?(?:多少|几)(?:个人|人次|个|人|次)?|(?:都|有|是)*(?:谁|哪些人?)|(?=呢))';
/** 谁请假, 请假人次, 请假的呢: 请假 alone says that somebody is away. */
const away = (words: string): string =>
  `(?:${words})的(?:总?人[数次]?)?(?=比|跟|和|与|同|有没有)|${WHO}(?:${words})(?:过|了|的|人|会)*${HOW_MANY}?|(?:${words})(?:过|了|的|人员?)*${HOW_MANY}`;

const ABSENT = '缺席|缺勤|旷会|没有?记到人?|没有?来|没有?到会?|没有?去|没有?参加|没有?签到|未到会?';
const HOLD = '(?:召?开|上|讲|搞|办|组织|开展|举行|进行)';
const WHEN = '(?:哪一?天|哪几天|几号|几月几号|何时|啥时(?:候|间|节)?|什么(?:时候|时间|日子))';
/** 哪些支部, 哪个 */
const WHICH = '(?:谁|(?:哪(?:些|几个|几家|个|家))(?:党?支部|单位|党?小组)?)';
const MOVED = '(?:升|涨|降|跌|提高|提升|下降|上升|进步|退步|增加|减少|变[好差高低多少])';

/** 请假超过5人次, 开了不到2次: counted by what is behind it. */
const before = (words: string): string => `(?:${words})(?:过|了|的|人次)*(?=${BOUND_WORDS}|占)`;

/** Tried in this order at each place; the last row is what means nothing by itself. */
const ROWS: readonly [string, Means][] = [
  [
    '(?:平均)?(?:[到道倒][会汇惠]|签[到倒道]|出勤|参会|参加)(?:[率律]|比例|百分比)',
    { metric: 'attendance_rate' },
  ],
  [
    '出勤(?:得|的?情况)?(?:咋样|怎么?样|如何|好不好)|出勤的?情况|出勤(?=的?呢)|(?:到会|参会)的?情况(?:咋样|怎么?样|如何)?|(?:会|活动)(?:召?开|搞|开展|办)?得?(?:咋样|怎么?样|如何)|(?:来|到|参加)得(?:咋样|怎么?样|如何|勤不勤|多不多|齐不齐|[齐多勤]吗|[更最]?[齐全]些?)',
    { metric: 'attendance_rate' },
  ],
  ['(?:开会|会议|活动)的?(?:召开|开展)?的?情况', { metric: 'activity_list' }],
  [
    '应到(?:人数|多少人?次?|几人)[、,，和与及跟\\s]*实到(?:人数|情况|多少人?次?|几人)|应到(?:人数)?[、,，和与及跟\\s]*实到(?:人数)?(?:各|分别|都)?(?:是|有)?多少人?|(?:来|到|实到)(?:会)?了?(?:多少|几)个?人?[、,，和与及跟\\s]*(?:又|还)?应(?:该)?(?:到|来)(?:会)?(?:是|有)?(?:的)?(?:多少|几)个?人?',
    { metric: 'attendance_rate', isOfOne: true },
  ],
  ['应到(?:人数)?[、,和与及跟\\s]*实到(?:人数|情况)?', { metric: 'attendance_rate', isBare: true }],
  [
    `的?(?:每[次场回])?的?(?:都|分别|各)(?:是|在)?${WHEN}${HOLD}?(?:的|过|了)?|的?(?:是|在)?(?:${WHEN}${HOLD}(?:的|过|了)|哪(?:几|些)(?:次|回|场|天)(?:${HOLD}(?:的|过|了))?|哪一?[次场回](?=最))`,
    { metric: 'activity_list', asksDay: true, asksDays: true },
  ],
  [
    '(?:的)?(?:是|在)?(?:哪一?天|几号|几月几号|何时|啥时(?:候|间|节)?|什么(?:时候|时间|日子))(?:召?开|上|搞|办|组织|举行|进行|过)?(?:的|过|了)?',
    { metric: 'activity_list', asksDay: true },
  ],
  [
    `请[了过]?(?:多少|几)(?:个人|人次|[人个])的?[病事]?假|${away('请假')}|${before('请假')}|请假的?(?=(?:都|是|因为|的)*(?:(?:什么|啥)(?:原因|理由|事由)|为(?:什么|啥)))`,
    { metric: 'leave_list' },
  ],
  [`${away(ABSENT)}|${before(ABSENT)}`, { metric: 'absentees' }],
  [`${away('迟到|晚到')}|${before('迟到|晚到')}`, { metric: 'late_list' }],
  [
    '应(?:该)?(?:到会?|参加)(?:的?总?人[次数]|总?的?(?:是|有)?(?:多少|几)个?人次?|的?(?=呢))',
    { metric: 'headcount_total', what: 'expected' },
  ],
  [
    '(?:平均每?(?:[次场回]|个?人|个?党员)?|人均|每个?人平均|每[次场回]平均)(?:都|大概|差不多)?(?:来|到|参加|有|开)?(?:了|过)?(?:几|多少)(?:[个次场回])?人?(?:参加|来|到|会)?',
    { metric: 'headcount_total', also: ['activity_count'] },
  ],
  [
    '来(?:开会|参加)的(?=比|跟|和|与|同)|(?:来|到会?|参加|参会)的(?:总?人[数次]?)(?=多|少|了|$|比|跟|和|与|同|有没有|是)|(?:参加|到会|参会|实到)?总?人次数?|(?:都|分别|各)*(?:参加|到会|参会|实到|来|到)(?:了|的)?(?:有)?(?:多少|几)个?人次?|(?:来|到)了(?:几|多少)个(?=[,，?？呢\\s]|$)|实到(?:了|的)?(?:是|有)?(?:多少|几)个?',
    { metric: 'headcount_total' },
  ],
  [
    '(?:三会一课|一课三会)(?:都)?(?:召?开|上|搞|做|完成)?(?:得)?(?:齐|全|完|够)了?(?:没有|没|吗|么)',
    { metric: 'activity_gap', isThreeAndOne: true },
  ],
  ['三会一课|一课三会', { metric: 'activity_list', isThreeAndOne: true }],
  ['热力图', { metric: 'activity_list', isThreeAndOne: true, format: 'chart' }],
  ['整改(?:的?完成)?(?:情况|进度)', { metric: 'rectify_rate' }],
  ['整改?销号的?情况|(?:整改)?(?:销号|整改|办结|(?<=整改的?)完成)率', { metric: 'rectify_rate' }],
  ['(?:没有?|未)(?:上报|报上来|报)(?:会议|活动)?(?:记录|情况|材料)?', { metric: 'report_missing' }],
  [
    `(?:${WHICH})?(?:都|已经?)?${HOLD}(?:会|过)*了?[,，、\\s]*${WHICH}(?:还|又)?(?:没有?|未)(?:有)?(?:${HOLD}(?:会|过)*)?`,
    { metric: 'activity_gap', asksHeld: true },
  ],
  [
    `(?:有没有|有无)(?:召?开|搞|办|上|组织)过?(?:会议?|活动)?|(?:召?开|搞|办|上)没(?:召?开|搞|办|上)过?(?:会议?|活动)?`,
    { metric: 'activity_gap', asksHeld: true },
  ],
  [
    `(?:都|已经?)?${HOLD}(?:会)?(?:了|过|完|齐|全|成)*(?:会议?|活动)?(?:没有|没|吗|么|了没)(?:${HOLD})?`,
    { metric: 'activity_gap', asksHeld: true },
  ],
  [
    `(?:还|都|总共|一共)?(?:差|缺|少|欠)(?:了|着)?(?:哪(?:几|一)?个|哪些|哪样|哪种|什么|啥|几(?:个|样|场|次|种)|多少(?=个|场|会))个?(?:会议?|活动)?(?:(?:没有?|未)${HOLD}?)?的?(?:会议?)?`,
    { metric: 'activity_gap', what: 'lacking' },
  ],
  [
    `还(?:要|得|该|需要?|应该?)${HOLD}(?:哪(?:几个|些|个)|什么|啥|几[个场次]|多少)(?:会议?|活动)?`,
    { metric: 'activity_gap', asksHeld: true },
  ],
  [
    `(?:${WHICH}(?:都|还|又|一直|到现在)*|都?还(?=(?:没有?|未)${HOLD}(?:过|成)?的))?(?:没有?|未)${HOLD}(?:过|成)?的?(?:会议?|活动)?|缺会`,
    { metric: 'activity_gap' },
  ],
  [
    `(?:都|分别|具体|各)*(?:是|有|${HOLD}[了过的])些?(?:哪(?:些|几个)|什么|啥子?)(?:会议?|活动)|(?:逐次|每次|详细|具体)的?(?:情况|记录|明细)|明细`,
    { metric: 'activity_list', asksWhich: true },
  ],
  [
    `(?:${WHICH}|有?(?:几|多少)个(?:党?支部|单位|党?小组))(?:都|全部?|已经?)*${HOLD}(?:齐|全|够|完)了?的?`,
    { metric: 'activity_gap', asksHeld: true },
  ],
  ['(?:有|是)?(?:几|多少)[条项]', {}],
  [
    `(?:都|分别|具体)+${HOLD}(?:了|过)(?:些|一些)?(?:什么|啥子?|哪些)(?:内容)?`,
    { metric: 'activity_list', asksWhich: true },
  ],
  ['(?:逾期|超期|过期)了?的?(?:整改)?(?:问题|事项)?', { metric: 'rectify_overdue' }],
  [before('(?:没有?|未)(?:销号|办结|整改完)的?(?:整改|问题|事项)?'), { metric: 'rectify_open' }],
  [
    `${before(`${HOLD}会?`)}|(?:活动|开会|会议)?(?:次数|场次|场数)|(?:一共|总共|共)?(?:开|上|搞|办|组织|召开|开展|举办)?了?(?:几|多少)(?:次|场|回)(?:会|活动)?|(?:召?开|上|搞|办)了?(?:几|多少)个(?:会议?|活动)`,
    { metric: 'activity_count' },
  ],
  ['(?:比|跟|和|与|较)?(?:上个?月|上个?季度|上期|上一期)(?:相?比|的?变化)|环比', { against: 'previous' }],
  [
    `(?:是|有没有|有无)?${MOVED}了?(?:还是|或者?是?|没有?|吗)*${MOVED}?了?(?:没有?|吗)?|[高低多少好差]了?还是[高低多少好差]了?|[高低多少好差]了(?:没有?|吗|么)`,
    { compares: true, isTrend: true },
  ],
  ['同比|(?:比|跟|和|与)?去年同期(?:相?比)?', { against: 'last_year' }],
  ['(?:计算|统计)(?:口径|方法|方式)|口径|说明|解释|定义|算法|什么意思|啥意思', { what: 'explain' }],
  ['(?:是不是)?算错了?(?:吧|没有?)?', { what: 'explain' }],
  ['(?:是?(?:怎么|咋|如何|怎样)个?(?:计?算|统计|得|来|出))(?:出来|来|法)?', { what: 'explain' }],
  ['(?:一共|总共|共)?(?:有|是)(?:几|多少)(?:个|家)(?:党?支部|单位)?|哪几[个家]', {}],
  [
    '排(?:名|在)?第?几(?:名|位)?|第几(?:名|位)?|排(?:一下|一排|出来|个序)|排(?:一?个|一下)?名次?|排行榜?|排序|排个?队|名次|倒数|前[三五十]名?|第一名?|从[高低多少大小好差](?:往|到)[高低多少大小好差]|最不?(?:高|低|多|少|好|差|积极|大|小|快|慢)',
    { what: 'rank' },
  ],
  [`在?${BOUND_WORDS}(?:的?会(?![率议员费上]))?`, { what: 'rank', isBound: true }],
  ['(?:有)?(?:哪(?:些|几个|个)|[几多]少?个)?的?党?小组', { ofGroups: true }],
  [
    '(?:各|分别|一共|总共)?(?:占|比重|占比)(?:了|到|比)?(?:是)?(?:多少|多大(?:比例)?|几成|百分之[几多]少?|比例|比重)?(?:是?多少)?|(?:的)?(?:比例|比重)(?:是|有)?多[少大]',
    { asksShare: true },
  ],
  ['(?:那|这)(?:[两二三四]|几)个?(?:党?支部|党?小组|单位|党组织)', { what: 'those', compares: true }],
  [
    '(?:整改|问题)(?=(?:得|进度|进展|还)?最)|(?<=(?:对比|比较|比)(?:一?下|一比|看看)?)整改$|整改(?=(?:一?下)?(?:对比|比较|比一?比))',
    { metric: 'rectify_rate' },
  ],
  [
    '(?:按|分|各|每|各个|每个|分各个?|所有的?|全部的?|[两三四五六七八九十几]个)(?:党?支部|单位|党组织)(?:分开|拆开|分列|列)?',
    { what: 'by_unit' },
  ],
  [
    '(?:按|分|各|每|各个|每个|分各个?)(?:党?总支(?:部)?|乡镇?|镇街?|街道|片区|党委|党工委|村片区)(?:分开|拆开|列)?',
    { what: 'by_level' },
  ],
  ['(?:各|每|各个|每个|[两二三四五]个)(?:党?小组)(?:分开)?', { what: 'by_group' }],
  ['(?:我们|咱们?|俺们?|本)(?:的)?(?:党?小组|组)(?:的)?|小?组[里上](?:的)?', { isOwnGroup: true }],
  ['(?:全|整个|我们全)(?:党?支部)(?:的)?', { what: 'home' }],
  [
    '为(?:什么|啥子?)|(?:是|因为)*(?:什么|啥)(?:原因|理由|事由)|(?:原因|理由|事由)(?:都)?(?:是|有)?(?:什么|啥|哪些|呢)',
    { what: 'reasons' },
  ],
  [
    '在?(?:全|整个|我们全)(?:党委|委|镇|乡|街道|县|区|市|厂|校|院|公司|机关|局)(?:的|里面?|当中|中)?',
    { all: true },
  ],
  [
    '(?:画|做|出|来|要|看|生成|换)?(?:成|个|一?张|一个)?(?:对比|统计)?(?:趋势|折线|曲线|走势)图?表?|(?:的)?走势|趋势',
    { format: 'chart', step: 'month' },
  ],
  [
    '^画(?:一下|出来|一画)?$|(?:画|做|出|来|要|看|生成|换)?(?:成|个|一?张|一个)?(?:对比|统计)?(?:柱状|柱形|条形|饼|环形)?图表?',
    { format: 'chart' },
  ],
  [
    '(?:导|下载|输出)(?:出来?|一下|一?份|个|成)*(?:(?:统计|对比|汇总)?表格?)?|(?:发|做|生成|要|出|转)?(?:成|个|一?份|一个)?(?:excel|xlsx?|电子表格?|文件)(?:表格?|文件|格式)?',
    { format: 'file' },
  ],
  ['(?:列|拉|开|出|给|弄|做|要)(?:出|了)?(?:一?[个份张]|一下)?(?:单子|清单|名单)(?:来|给我|出来|看看)*', {}],
  ['(?:发|传|给|要|拿|来|弄|搞)(?:给)?我?一份(?:给我|过来|看看)?|发过来', { format: 'file' }],
  [
    '(?:列|做|出|弄|整|要|用|汇总|打|拉|搞|来|排)?(?:成|个|一?张|一个)?(?:统计|对比|汇总)?表格?',
    { format: 'table' },
  ],
  ['(?:到会|出勤|参会)(?:人数)?', { metric: 'attendance_rate', isBare: true }],
  ['放?(?:到|在)?一[起块](?:来)?(?:看|比|列|报)*|摆(?:到|在)?一[起块](?:看|比)*|并排', { compares: true }],
  ['对比|比较|相比|比一?比|比起来|比|高低|差多少|差距|谁|哪个|哪边', { compares: true }],
  [
    '带上?人[数次]|总的(?:来看|来说|看)?|(?:总体|整体)(?:上|来看|来说)?的?|哪[个家]|分开|拆开|整改(?:问题|事项)?(?=里|当中)|[各每]个?(?:类|种|项|样)(?:会议?|活动)?|里面|里头|当中|(?:开|上|搞|办|组织)得|改成|截[至止到]|到目前(?:为止)?|不(?=[?？]?$)|[高多好齐低少]不[高多好齐低少]|最近|近来|近期|平时|平均|大伙儿?|至今|从|谢谢[你您]?|谢了|辛苦了?|麻烦[你您]?|[那这上]一?[次回场](?!数)|那天|当天|那晚|这个(?:数字?|指标|率|东西)?|请问|然后|接着|顺便|另外|到底|究竟|大概|一共|总共|落实|完成|开展|咋样?|会议|开会|活动|有没有|有吗|是吧|对吧|对不对|[嘛哈呗噻咯啦]|本(?=党?支部)|列[一出]?[列来下]?|[说报]一?[说下]|一[个份]|全体|些|点|也|个(?!月)|数据?|那么|那|[呢的了得吗吧啊呀是和跟与同及按把再也给请想要看查发来出做用换成分各都就为在有更高低多少好]|怎么?样|如何|情况|一下|帮|我们|咱们?|俺们?|我|现在|目前|哪些|哪|党?支部|单位|党组织|大家|同志们?|分别|统计|全部|[\\s,，。.、?？!！:：~]',
    {},
  ],
];
const WORDS = new RegExp(ROWS.map(([words]) => `(${words})`).join('|'), 'gyi');
/** 谁签到最多: what somebody would be first in. */
const RANKED =
  /(?:签到|到会|出勤|参加)(?!率|比例|人次|次数)|缺席|请假|没来|(?<!最不?)积极|党员|大家|同志们?|个人|人(?![次数])/g;

/** 最好下周三 ranks nobody. */
const RANKS = /[排榜第倒率谁哪]|次数|人次|最[高低多少]/;

/** 出勤人次 is a count, and 导出 excel 表 a file. */
function add(found: FigureWords, means: Means): void {
  const { metric, isBare, format, ...rest } = means;
  const before = found.isBare ? undefined : found.metric;
  // 到会率最差的五个支部 asks for an order, and is told that there is none.
  const isRanked = found.what === 'rank' && rest.what === 'by_unit';
  Object.assign(found, rest, isRanked && { what: 'rank' });
  if (format && found.format !== 'file') found.format = format;
  if (metric === undefined || (isBare && found.metric !== undefined)) return;
  if (before !== undefined && before !== metric) {
    // 开了几次都是哪天: the list says how many as well.
    if (found.asksDays && metric !== 'activity_list') return;
    if (TOGETHER.has(before) && TOGETHER.has(metric)) {
      found.also = [...new Set([...(found.also ?? []), metric])];
      return;
    }
  }
  found.metric = metric;
  if (isBare) found.isBare = true;
  else delete found.isBare;
}

/** Each has an answer of its own, and may be asked for in one breath with another. */
const TOGETHER: ReadonlySet<Metric> = new Set<Metric>([
  'attendance_rate',
  'headcount_total',
  'activity_count',
  'activity_gap',
  'report_missing',
  'leave_list',
  'absentees',
  'late_list',
  'rectify_rate',
  'rectify_overdue',
]);

/** Undefined where anything else is said. */
export function figureWords(shape: string): FigureWords | undefined {
  const asked = /排|最|第一/.test(shape) ? shape.replace(RANKED, '的') : shape;
  const found: FigureWords = { compares: false };
  let at = 0;
  for (const m of matches(WORDS, asked)) {
    const row = m.slice(1).findIndex((group) => group !== undefined);
    add(found, ROWS[row]![1]);
    at = m.index + m[0].length;
  }
  const isWhole =
    at === asked.length && (found.what !== 'rank' || found.isBound || asked !== shape || RANKS.test(shape));
  return isWhole ? found : undefined;
}
