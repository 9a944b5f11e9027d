// The words in which figures are asked for in another form, on two sides, or as a follow-up of the last question.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';

/** What a line of such words holds. */
export interface FigureWords {
  metric?: Metric;
  format?: NonNullable<Filled['format']>;
  against?: NonNullable<Filled['against']>;
  what?: 'explain' | 'rank' | 'by_unit';
  /** 对比, 谁高: what is named is to be held against each other */
  compares: boolean;
}

type Means = Partial<Omit<FigureWords, 'compares'>> & { compares?: true };

/** Tried in this order at each place; the last row is what means nothing by itself. */
const ROWS: readonly [string, Means][] = [
  ['(?:平均)?(?:到[会汇]|签[到倒]|出勤|参会|参加)(?:[率律]|比例|百分比)', { metric: 'attendance_rate' }],
  ['(?:参加|到会|参会)?总?人次数?', { metric: 'headcount_total' }],
  ['(?:整改)?(?:销号|整改|办结)率', { metric: 'rectify_rate' }],
  ['(?:没|未)开的?会?|缺会', { metric: 'activity_gap' }],
  ['(?:没|未)上报', { metric: 'report_missing' }],
  ['(?:逾期|超期)的?(?:整改|问题)?', { metric: 'rectify_overdue' }],
  [
    '(?:活动|开会|会议)?(?:次数|场次|场数)|(?:一共|总共|共)?(?:开|上|搞|办|组织|召开|开展|举办)?了?(?:几|多少)(?:次|场|回)(?:会|活动)?',
    { metric: 'activity_count' },
  ],
  ['(?:比|跟|和|与|较)?(?:上个?月|上个?季度|上期|上一期)(?:相?比|的?变化)|环比', { against: 'previous' }],
  ['同比|(?:比|跟|和|与)?去年同期(?:相?比)?', { against: 'last_year' }],
  ['(?:计算|统计)(?:口径|方法|方式)|口径|说明|解释|定义|算法|什么意思|啥意思', { what: 'explain' }],
  ['(?:是?(?:怎么|咋|如何|怎样)(?:计?算|统计|得|来|出))(?:出来|来)?', { what: 'explain' }],
  [
    '排(?:一?个|一下)?名次?|排行榜?|排序|排个?队|名次|倒数|前[三五十]名?|第一名?|最(?:高|低|多|少|好|差|积极)',
    { what: 'rank' },
  ],
  [
    '(?:低于|高于|不到|不足|没到|超过|少于|大于|小于|达到)\\s?\\d{1,3}\\s?[%％](?:以上|以下)?|\\d{1,3}\\s?[%％](?:以上|以下|以内)',
    { what: 'rank' },
  ],
  ['(?:按|分|各|每|各个|每个|分各个?|所有|全部)(?:党?支部|单位|党组织)', { what: 'by_unit' }],
  [
    '(?:画|做|出|来|要|看|生成)?(?:成|个|一?张|一个)?(?:对比|统计)?(?:趋势|折线|柱状|柱形|条形|饼|环形|曲线)?图表?|走势|趋势',
    { format: 'chart' },
  ],
  [
    '(?:导|下载|输出)(?:出来?|一下|一?份|个|成)*|(?:发|做|生成|要|出|转)?(?:成|个|一?份|一个)?(?:excel|xlsx?|电子表格?|文件)(?:表格?|文件|格式)?',
    { format: 'file' },
  ],
  ['(?:列|做|出|弄|整|要|用|汇总)?(?:成|个|一?张|一个)?(?:统计|对比|汇总)?表格?', { format: 'table' }],
  ['对比|比较|相比|比一?比|比|高低|差多少|差距|谁|哪个|哪边', { compares: true }],
  [
    '(?:开|上|搞|办|组织)得|改成|那么|那|[呢的了得吗吧啊呀是和跟与同及按把再也给请想要看查发来出做用换成分各都就为在有更高低多少好]|怎么?样|如何|情况|一下|帮|我们|咱们|我|现在|目前|哪些|哪|党?支部|分别|统计|全部|[\\s,，。.、?？!！:：~]',
    {},
  ],
];
const WORDS = new RegExp(ROWS.map(([words]) => `(${words})`).join('|'), 'gyi');
/** 谁签到最多: what somebody would be first in. */
const RANKED =
  /(?:签到|到会|出勤|参加)(?!率|比例|人次|次数)|缺席|请假|没来|积极|党员|大家|同志们?|个人|人(?!次)/g;

/** 最好下周三 ranks nobody. */
const RANKS = /[排榜第倒率谁哪]|次数|人次/;

/** Undefined where anything else is said. */
export function figureWords(shape: string): FigureWords | undefined {
  const asked = /排|最|第一/.test(shape) ? shape.replace(RANKED, '的') : shape;
  const found: FigureWords = { compares: false };
  let at = 0;
  for (const m of asked.matchAll(WORDS)) {
    const row = m.slice(1).findIndex((group) => group !== undefined);
    Object.assign(found, ROWS[row]?.[1]);
    at = m.index + m[0].length;
  }
  const isWhole = at === asked.length && (found.what !== 'rank' || asked !== shape || RANKS.test(shape));
  return isWhole ? found : undefined;
}
