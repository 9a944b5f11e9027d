// 高志远算进去没有, 不是20号吗 咋变21了, 哪次人最少, 7号怎么没写期限: what means something only behind an answer.

type Behind =
  | { asks: 'counted_in'; name: string }
  | { asks: 'kind_counted' }
  | { asks: 'moved_day'; days: number[] }
  | { asks: 'all_there'; isPlain: boolean }
  | { asks: 'closed_late'; isPlain: boolean }
  | { asks: 'item'; no: string }
  | { asks: 'extreme'; of: 'fewest' | 'most'; isRate: boolean }
  | { asks: 'without_leave' }
  | { asks: 'coming_again' }
  | { asks: 'coming_of'; unit: string }
  | { asks: 'own_which'; what: 'days_leave' | 'days_late' | 'days_away' }
  | { asks: 'unreported' }
  | { asks: 'topic'; topic: string };

const LONGEST = 24;
/** …，我催催他: what one will do about it */
const WHAT_FOR =
  /[\s,，。]+(?:我|咱们?|好|我好)(?:好|去|来|要|得|想|再|这就|马上)*(?:催|问|找|打|联系|说|提醒|跟|给|通知|记|核对|盯|帮|看看).*$/u;

/** Without why it is asked. */
export const withoutWhatFor = (line: string): string => line.trim().replace(WHAT_FOR, '');

const POINTS = '(?:那么?|噢|哦|嗯|这个数|这里面|里面|其中|[,，\\s])*';
const NAME = '(?<name>我|\\p{Script=Han}{2,4}?)';
const END =
  '(?:没有?|没得|吗|么|不|吧|呢|(?<=(?:算不算|算没算|在不在|包不包括|是不是|有没有|是否).{0,8}))[?？。\\s]*$';
const COUNTED_IN = [
  new RegExp(
    `^${POINTS}${NAME}(?:同志|这个人|他|她)?(?:有没有|是不是|是否|到底|应该|也|都|给|[,，\\s])*(?:(?:算|计|包括|包含|统计|数)(?:没算|不算|没计|不计|不包括|没|不|进去|进来|进|上|在|里面|里头|内|其中|了|过|党员)*|(?:算)?在(?:没在|不在)?(?:里面|里头|里边|内|其中|里))${END}`,
    'u',
  ),
  new RegExp(
    `^${POINTS}(?:有没有|是不是|是否)(?:算|包括|包含|含|计|统计)(?:进去|进|上|了|着)*(?<name>\\p{Script=Han}{2,4}?)(?:进去|在内|在里面|了)*[?？。\\s]*$`,
    'u',
  ),
  new RegExp(
    `^${POINTS}(?:算|包括|包含|含|计|统计)(?:没算|不算|进去|进|上|了|着)*${NAME}(?:进去|在内|在里面|了)*${END}`,
    'u',
  ),
];

/** 入党积极分子算不算 */
const KIND_COUNTED = new RegExp(
  `^${POINTS}(?:入党积极分子|积极分子|预备(?:党员|的)|流动(?:党员|的)|正式(?:党员|的)|党委机关(?:的|党员)?)(?:也|都|有没有|是不是|[,，\\s])*(?:算|计|包括|包含|统计|在)(?:没算|不算|没|不|进去|进来|在|里面|里头|内|了)*${END}`,
  'u',
);

/** 不是20号吗 咋变21了 */
const OTHER_DAY = /(?:不是|不该是|应该是|咋|怎么|为啥|为什么|怎|记得|一直|原来|以前|说好|固定)[^,，]{0,8}/u;
const A_DAY = /(\d{1,2})(?=[号日]|了?[?？。\s]*$|呢)/gu;
const ITS_UNIT = /^(?:那|第|我们?|咱们?)*[一二三四五六七八九十]?(?:党?支部)的?/u;
const OF_DAYS =
  /^[\d号日每个月那不是吗么咋怎么为啥什变成改到挪推了的会呢,，?？。！!\s这次党应该定在往后延早晚前我记得一直都原来以说好固啊呀]+$/u;

const ALL_THERE =
  /^(?:那|今天|今早|上午|下午|这次|那次|那天|会上|参会的?|人员?|大家|党员|都|全|是不是|[,，\s])*(?:(?:[到来](?:齐|全|满)|齐)了?(?:没有?|没得|吗|么|不)|[到来齐]没[到来]?齐)[?？。\s]*$/u;
const ALL_CAME =
  /^(?:那|今天|这次|那次|会上|人员?|大家|[,，\s])*(?:都|全)(?:部)?(?:到|来|参加|去)(?:了|过)?(?:没有?|没得|吗|么|不)[?？。\s]*$/u;

/** 有没有过了期才销的 */
const CLOSED_LATE =
  /(?:过了?期|超了?期|逾期|超时|误期|过了?(?:期限|时限|限期))(?:了|以?后|之后|好久|很久|的|再|才)*(?:才|再|以?后)(?:给|申请|报)?(?:销|办结|完成|改完|办完)(?:号|掉|了|的)*/u;
const IN_TIME =
  /^(?:那|这[几些两三]?[条项个]?|都|全|是不是|是|里面|[,，\s])*(?:按期|按时|期限内|时限内|期内|没超期|没逾期)(?:就|都)?(?:销|办结|完成|改完|办完)(?:号|掉|了|的)*(?:吗|么|没有?|不)[?？。\s]*$/u;

const ITEM =
  /^(?:那|那么|还有|再?看看?|[,，\s])*第?(?<no>\d{1,3})号(?:的|那[条个项]|[,，\s])*(?!整改|问题|事项|[、和\d])(?<rest>.*)$/u;
const BARE_ITEM = /^(?:呢|嘞|喃|咧|啊)(?:$|[?？,，。\s])/u;
const ASKS = /[吗呢么没][?？。\s]*$|没有[?？。\s]*$|[?？]|谁|啥|咋|怎|为什么|为何|几|多少|哪/u;
/** … of a day, and of no item */
const OF_A_DAY =
  /到期|[之以]?[前后](?:要|会|到|交|完)|开|会|党日|党课|[来到]了?[没几]|来|请假|缺|迟到|参加|[之以][前后]|[上下中]午|晚|早|有空|搞|周|星期/u;

/** 5号什么时候到期 */
const OF_ITS_DAY =
  /^(?:是|要|还有|在)*(?:什么时候|啥时候|哪天|几号|几天|多久|快)(?:就|要|该|才|会)*(?:到期|截止)|^到期(?:了[没吗]|没|日|时间)/u;

const WHICH_TIME = /哪一?[次回场堂天]/u;
const EXTREME = /最(?<word>[少多低高差好齐]|不齐)/u;
const OF_ELSE =
  /谁|缺|没[来到]|假|迟|党[日课会]|大会|支委|生活会|评议|[,，]|哪[个些]人|支部|小组|单位|整改|问题|问|\d|[年月周]/u;

const WITHOUT_LEAVE =
  /^(?:那|再|把|就|[,，\s])*(?:排除|不算|去掉|除掉|除去|刨去|刨开|扣除|扣掉|不含|除了|除开|不包括|撇开)掉?(?:请|有|了)*假(?:了)?的(?:人|那些|那几个|之外|以外|外)*(?:呢|嘞|吧|还有(?:谁|哪些|哪几个)|有谁|是谁|[?？。,，\s])*$|^(?:那|把|[,，\s])*请了?假的(?:人|那些|那几个)?(?:都|也)?(?:不算|不要|去掉|除掉|排除|除外|不含|刨开|扣掉)(?:了|掉|呢|吧|还有谁)*[?？。\s]*$/u;

const PART =
  '(?:几点(?:钟)?|什么时候|啥时候|什么时间|啥时间|时间|在哪[里儿]?|什么地方|啥地方|哪里|哪儿|地点|地方)';
/** 几点 在哪开 */
const WHEN_AND_WHERE = new RegExp(
  `^(?:那|是|都|分别|具体|到底|会|定|在|[,，\\s])*${PART}(?:钟|开始?|开会|呢|啊|的|是|个|会|[,，、和?？\\s]|在|${PART}|搞|办|举行|集合)*$`,
  'u',
);

/** 请假的那次是哪个活动来着 */
const OWN_WHICH =
  /^(?:那|我|那我|[,，\s])*(?<act>请.?假|迟到|缺席|缺|没[来去到])(?:了)?的?(?:那|这)?(?:一|[几两二三四])?(?:[次回场]|天)?(?:是|都|分别|在)+(?:哪|什么|啥)(?:一|几)?(?:个|[次回场天些])?(?:活动|会议?|时候|日子)?(?:来着|啊|呢|呀)*[?？。\s]*$/u;

/** 有没有请过假, behind somebody's record: theirs, and nobody else's */
const OWN_EVER =
  /^(?:那|他|她|其中|中间|[,，\s])*(?:有没有|是不是|是否)?(?<act>请|迟到|缺席|缺)过(?:.?假|会)?(?:没有?|吗|么|不)?[?？。\s]*$/u;

/** 一支部怎么没有 */
const NONE_OF =
  /^(?:那|那么)?(?<unit>第?[一二三四五六七八九十\d]{1,2}(?:党?支部|支|(?:党)?小?组)|\p{Script=Han}{1,8}(?:党?支部|党小组))(?:的|那边)?(?:怎么|咋|为啥|为什么|是不是|就)(?:就|一[个次场]|都|还|会|也)*(?:没有?|没得|冇)(?:有|安排|排|会|活动|定|呢|啊|的)*[?？。\s]*$/u;

const UNREPORTED =
  /^(?:那|这次|那次|它|他们)*(?:为啥|为什么|为何|咋|怎么)(?:还|就|一直|到现在)*(?:没|未)(?:有)?(?:上报|报上来|报记录|报|交记录|记录)[呢啊了的?？。\s]*$/u;
/** 那次清沟呢 */
const THAT_TOPIC =
  /^(?:那|还有|再?看看?)*那[次回场](?<topic>(?!.*[谁没几哪人员请到来缺])\p{Script=Han}{2,6}?)的?(?:呢|嘞|喃|怎么样|咋样)[?？。\s]*$|^(?:那|还有|再?看看?)*(?<before>(?!.*[谁没几哪人员请到来缺\d])\p{Script=Han}{2,6}?)的?那一?[次回场]的?(?:呢|嘞|喃)[?？。\s]*$/u;

/** Undefined where it is none of these. */
export function saidBehind(text: string): Behind | undefined {
  const line = withoutWhatFor(text.normalize('NFKC'));
  if (line.length > LONGEST) return undefined;
  if (KIND_COUNTED.test(line)) return { asks: 'kind_counted' };
  const name = COUNTED_IN.map((form) => form.exec(line)?.groups?.name).find((one) => one !== undefined);
  if (name !== undefined) return { asks: 'counted_in', name };
  const plain = line.replace(ITS_UNIT, '');
  if (OTHER_DAY.test(plain) && OF_DAYS.test(plain)) {
    const days = [...plain.matchAll(A_DAY)].map(([, day]) => Number(day));
    if (days.length > 0) return { asks: 'moved_day', days };
  }
  if (ALL_THERE.test(line)) return { asks: 'all_there', isPlain: true };
  if (ALL_CAME.test(line)) return { asks: 'all_there', isPlain: false };
  const isPlain = CLOSED_LATE.test(line);
  if (isPlain || IN_TIME.test(line)) return { asks: 'closed_late', isPlain };
  if (WITHOUT_LEAVE.test(line)) return { asks: 'without_leave' };
  if (WHEN_AND_WHERE.test(line)) return { asks: 'coming_again' };
  const own = OWN_WHICH.exec(line)?.groups?.act ?? OWN_EVER.exec(line)?.groups?.act;
  if (own !== undefined) {
    const what = own.startsWith('请') ? 'days_leave' : own === '迟到' ? 'days_late' : 'days_away';
    return { asks: 'own_which', what };
  }
  const unit = NONE_OF.exec(line)?.groups?.unit;
  if (unit !== undefined) return { asks: 'coming_of', unit };
  const { no, rest = '' } = ITEM.exec(line)?.groups ?? {};
  if (
    no !== undefined &&
    (BARE_ITEM.test(rest) || OF_ITS_DAY.test(rest) || (ASKS.test(rest) && !OF_A_DAY.test(rest)))
  )
    return { asks: 'item', no };
  if (UNREPORTED.test(line)) return { asks: 'unreported' };
  const named = THAT_TOPIC.exec(line)?.groups;
  const topic = named?.topic ?? named?.before;
  if (topic !== undefined) return { asks: 'topic', topic };
  const word = EXTREME.exec(line)?.groups?.word;
  if (word !== undefined && WHICH_TIME.test(line) && !OF_ELSE.test(line))
    return {
      asks: 'extreme',
      of: /少|低|差|不齐/u.test(word) ? 'fewest' : 'most',
      isRate: /率/u.test(line) || /[差好齐]/u.test(word) || (/[低高]/u.test(word) && !/人/u.test(line)),
    };
  return undefined;
}
