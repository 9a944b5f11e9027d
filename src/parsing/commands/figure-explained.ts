// What a question about how something is counted asks to have explained: 登记率怎么算的, 流动党员算不算应到, 什么叫迟到.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import { type Heard, heard } from './rest.ts';

/** 流动党员算不算应到, 迟到算到会吗, 那流动党员算不算 */
const COUNTS_AS =
  /^(?:请问|那么?)*(?:流动(?:党员)?|请假(?:的)?(?:人)?|缺席(?:的)?|没来(?:的)?|迟到(?:的)?|预备党员|积极分子|列席(?:的|人员)?|补签(?:的)?)(?:人员?)?(?:是不是|要不要|也|都)?(?:(?:算不算|计不计|算|计入?|属于)(?:在|入|进|是)?(?:应到|缺席|请假|到会|实到|签到|出勤|没来|到会率|签到率|人数|不算|不)+(?:里|内|之内)?(?:吗|么|不|嘛|呢)?|算不算(?:在内|的|呢)?|算(?:在内)?(?:吗|么|不))[?？]?$/;

const COUNTED_AS =
  '(应到|实到|到会|签到|出勤|迟到|晚到|缺席|缺勤|没到|没来|请假|人次|逾期|超期|快到期|没上报|没登记|没开全?|销号)';
const ENDS = '(?:里|内|之内)?(?:的|了|呢|吗|么|啊)*[?？]?$';
/** 算不算应到, 为什么算我迟到, 几点算迟到 */
const AS_WHAT = new RegExp(
  `^(?:请问)?(?:我|他|她|这|那|这样|什么(?:情况|时候|样)?|几点(?:到|来)?|(?:还有|提前|过了?|晚)?(?:多久|多少天?|几天|几分钟))?(?:的?(?:就|才))?(?:(?:算|计)不(?:算|计)|是不是算|(?:为什么|为啥|凭什么|怎么|咋|怎样|如何)(?:又|还|就|才)?(?:不|没)?算|才?算)(?:我|他|她|作|成|是|进|入|到|在)*${COUNTED_AS}${ENDS}`,
);
const ASKING = /不|什么|啥|凭|怎|咋|如何|几|多[久少]|[?？吗么]/;

/** 率, 人次 … behind the word for whoever was away */
const OF_HEADS = '(?:率|比例|人数|人次|次数|名单|的人)?';
/** What each figure is usually called; the first that is all of a name says which it is. */
const CALLED: readonly [Metric, string][] = [
  ['muster_ack_rate', '集结的?(?:通知)?(?:收到|到位|回复)的?(?:率|情况|比例)'],
  ['muster_arrival_rate', '(?:集结的?)?到岗的?(?:率|情况|比例)'],
  ['muster_count', '集结的?(?:次数|人次)'],
  ['process_done', '(?:今年)?发展的?党员的?(?:人?数|数量)|发展数'],
  ['process_at', '(?:入党)?申请人的?(?:人?数|数量)|发展对象的?(?:人?数|数量)'],
  ['scheme_progress', '(?:行动|工作)?计划的?(?:进展率|完成率|进度|进展)'],
  ['scheme_still', '(?:行动|工作)?计划的?零进展的?(?:工作|数)?|零进展的?工作'],
  ['my_attendance', '(?:我|本人|个人)的?(?:到会|签到|出勤|参会|参加)(?:率|情况|记录|次数)?'],
  ['filing_rate', '(?:没有?|未|已)?登记的?(?:率|完成率|情况|进度)?'],
  ['process_due', '(?:流程的?)?下一?步(?:快|要)?到期的?(?:流程|人|数)?|(?:流程|转正)(?:快|要)?到期的?'],
  [
    'ack_missing',
    '(?:谁)?(?:没有?|未)(?:回复?|反馈)(?:“?收到”?)?的?(?:人|人数|名单)?|“?收到”?(?:回复)?(?:率|情况)|回复率',
  ],
  ['report_missing', '(?:没有?|未)(?:按时|及时)?(?:上报|报)的?(?:会议?|活动|记录)?(?:数|次数)?|漏报|上报率'],
  ['rectify_item', '整改(?:事项|编号|项|问题|进度|进展)'],
  [
    'rectify_rate',
    '(?:整改|问题)?的?(?:销号|办结|完结|按期(?:销号)?|整改)(?:完成)?(?:率|比例|情况)|整改的?完成(?:率|情况)|销号',
  ],
  ['rectify_overdue', '(?:整改|问题)?(?:逾期|超期|过期)(?:未整改|没整改)?的?(?:整改|问题|事项|率|数)?'],
  ['rectify_due_soon', '(?:整改|问题)?(?:快要?|即将|马上|要)到期的?(?:整改|问题|事项|数)?|临期的?(?:整改)?'],
  [
    'rectify_open',
    '(?:整改|问题)?(?:没有?|未)(?:整改)?(?:销号|办结|整改完?|完成整改|改完)的?(?:整改|问题|事项|数)?|整改清单',
  ],
  ['late_list', `(?:谁)?(?:迟到|晚到)${OF_HEADS}`],
  ['leave_list', `(?:谁)?请假${OF_HEADS}`],
  ['absentees', `(?:谁)?(?:(?:没有?|未)(?:签到|到会?|来|参加)|缺席|缺勤|旷会|没记到)${OF_HEADS}`],
  ['headcount_total', '(?:参加|到会|参会|实到|活动)?的?总?人次数?'],
  ['member_list', '(?:党员)?花名册|党员名[单册]'],
  [
    'member_count',
    '(?:正式|预备|流动)?党员(?:的?人?数|总数|数量)?|(?:支部|党小组|积极分子)的?(?:个?数|人数|数量)|名册上?的?人数',
  ],
  [
    'activity_gap',
    '(?:三会一课)?(?:没有?|未)召?开(?:全|齐|够|完|过)?(?:会议?|活动)?的?(?:会议?|支部|活动)?数?|缺(?:了|的)?会|(?:三会一课)?的?(?:缺口|落实率|完成率|落实情况|完成情况)',
  ],
  ['upcoming', '(?:近期|最近|下周|下个?月|下一?步)?的?(?:活动|会议)?安排|(?:近期|下次)的?(?:活动|会议?)'],
  ['activity_count', '(?:活动|开会|会议|召开|开展)?的?(?:次数|场次|场数)'],
  ['activity_list', '(?:活动|开会|会议)的?(?:记录|情况|清单|明细)|三会一课的?(?:情况|记录)?'],
  [
    'attendance_rate',
    '平均?(?:到会|签到|出勤|参会|参加)(?:率|比例|百分比)|(?:到会|签到|出勤|参会|参加)(?:率|比例|百分比|人数|情况)?|(?:应到|实到)的?(?:会|人数|人次)?',
  ],
];
const NAMES = CALLED.map(([metric, words]) => [metric, new RegExp(`^(?:${words})$`, 'u')] as const);

const HOW =
  '(?:是|都|到底|究竟)*(?:怎么|咋|如何|怎样|按(?:照)?什么|用什么|根据什么)个?(?:样)?(?:地|的)?(?:计算|算|统计|来|得|定|出|数|界定|规定|算法)(?:出来|出|来|法)?';
const SENSE =
  '(?:口径|分母|分子|公式|定义|含义|意思|概念|算法|(?:计算|统计)(?:方法|方式|口径|办法|规则|标准)|说明|解释)';
/** 是什么意思, 的口径, 怎么算的, 包括哪些 */
const ASKED = new RegExp(
  `^(?<name>.*?)的?(?<how>${HOW}|(?:是|有)?(?:什么|啥)${SENSE}|的?${SENSE}(?:是|有)?(?:什么|啥|怎么?样|如何)?(?:的)?|指的?(?:是)?(?:什么|啥|哪些)|(?:包括|包含|算上)了?(?:哪些|什么|啥)|(?<is>是(?:什么|啥)))(?:的|了|呢|吗|么|啊|呀)*[?？]?$`,
  'u',
);
/** 什么叫登记率, 说明一下到会率 */
const BEFORE =
  /^(?:请|请问|麻烦)?(?:什么(?:叫|是)|啥(?:叫|是)|怎么(?:理解|看)|(?:说明|解释|说|讲)(?:一下|说|讲))(?<name>.+?)(?:的?(?:意思|口径|定义))?(?:的|呢|啊|呀)*[?？]?$/u;
const AROUND =
  /^(?:请问|那么|那|到会率里的?|你们?的|上面的?|这里的?|所谓的?|各支部的?|的|说的)+|(?:的|这个|那个|指标|数字|数据|这项)+$/gu;
/** 这个数的口径是什么: of whatever was told. */
const THIS = /^(?:那么?|这个?|那个?|这些|上面|刚才|以上|你说|的|数字?|率|指标|比例|结果|数据|表|图)*$/u;
/** What 是什么 asks the meaning of; 近期安排是什么 asks what it is. */
const ONLY_COUNTED = /率$|人次$|应到$|实到$/;

/** 缺席算不算请假，到会率里迟到怎么算: each clause asks for a definition, and the first says it. */
export function readExplained(h: Heard): Filled | undefined {
  const [first, ...others] = clausesOf(h).map(readClause);
  if (!others.every((said) => said?.what === 'explain')) return undefined;
  const all = [first, ...others].flatMap((said) => said?.metric ?? []);
  if (all.every((metric) => metric === all[0])) return first;
  return all.every((metric) => OF_ATTENDANCE.has(metric))
    ? { intent: 'query', metric: 'attendance_rate', what: 'explain' }
    : undefined;
}

/** The first of these says how the others count. */
const OF_ATTENDANCE: ReadonlySet<Metric> = new Set<Metric>([
  'attendance_rate',
  'leave_list',
  'absentees',
  'late_list',
]);

function clausesOf(h: Heard): Heard[] {
  const parts = h.s.split(/[,，;；]/u);
  if (parts.length !== 2 || h.s.length > 2 * LONGEST) return [h];
  let at = 0;
  return parts.map((part) => {
    const from = at;
    const to = from + part.length;
    at = to + 1;
    const s = ' '.repeat(from) + part + ' '.repeat(h.s.length - to);
    const within = <T extends { at: number; end: number }>(spans: readonly T[]): T[] =>
      spans.filter((span) => from <= span.at && span.end <= to);
    const { people, units, types, times } = h;
    const own = { people: within(people), units: within(units), types: within(types), times: within(times) };
    return heard({ ...h, s, ...own });
  });
}

/** Which figure's definition says it; undefined where no definition is asked for. */
function readClause(h: Heard): Filled | undefined {
  const s = h.s.trim();
  if (s.length > LONGEST || !ASKS.test(s)) return undefined;
  const explain = (metric: Metric): Filled => ({ intent: 'query', metric, what: 'explain' });
  if (COUNTS_AS.test(s)) return explain('attendance_rate');
  const counted = ASKING.test(s) ? AS_WHAT.exec(s)?.[1] : undefined;
  const shape = h.shape.trim();
  const said = (ASKED.exec(shape) ?? BEFORE.exec(shape) ?? BEFORE.exec(s))?.groups;
  const name = counted ?? said?.name?.replace(AROUND, '').replace(/\s+/g, '');
  if (name === undefined) return undefined;
  if (said?.is !== undefined && counted === undefined && !ONLY_COUNTED.test(name)) return undefined;
  const metric = NAMES.find(([, words]) => words.test(name))?.[0];
  if (metric) return explain(metric);
  const isNamed = h.times.length + h.units.length + h.types.length > 0;
  const isOfThis = said !== undefined && THIS.test(said.name ?? '') && !isNamed;
  return isOfThis && said.is === undefined ? { intent: 'query_more', what: 'explain' } : undefined;
}

const LONGEST = 30;
const ASKS = /算|怎|咋|如何|什么|啥|口径|定义|含义|意思|方法|说明|解释|[包指]/;
