// What in a message speaks against an entry of that kind: it is neither made nor offered.
import type { IntentName } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import { noEntryIn, UNASKED } from './slipped.ts';
import type { Spans } from './spans/spans.ts';

/** 在路上了,一会就到; 占个座我晚点到; 提醒我去签到: nobody has arrived. */
const COMING =
  /提醒[我俺]?(?:们)?(?:去)?(?:签|打)|占(?:个|一?个)?(?:座|位)|(?:晚|迟)(?:一?点|一?些|一?会儿?|[几十]+分钟?)到(?:会|场)?(?!了)|(?:还)?在(?:半)?路上|等我[^,。;]{0,3}到了?[再后]|一会儿?(?:就|才)?到|马上(?:就)?到|(?:就)?快到|(?:准时|按时)到(?!了|场了|达|会了)|(?:就|正|正在)(?:往|赶|朝)[^,。;]{0,6}(?:来|赶|走)/;

/** 把赵六的签到去掉: the entry is to be taken away. */
export const TAKEN_AWAY =
  /(?:签到|补签|打卡|请假)(?:记录)?(?:给)?(?:去掉|删[掉了除]|划掉|撤[掉了回销]|抹掉|退掉|拿掉|取消|作废)|(?:去掉|删[掉除]|划掉|撤[掉回销]|取消)[^,。;\n]{0,8}(?:签到|补签|打卡|请假)/;

/** 请假什么原因, 为什么请假, 请的什么假, 请假了没有, 谁谁请假了吗: a leave that is asked for is none. */
const LEAVE_ASKED =
  /请(?:了|的|过)?个?假?(?:了|的)?是?(?:因为)?(?:什么|啥|哪种|哪类)(?:原因|理由|事由|事情?|假)|(?:为什么|为啥|为何|因何|什么原因|啥原因|怎么|什么事情?|啥事)[^,。;\n]{0,8}请(?:了|的|过)?个?[事病]?假|(?<![能可想要得以][^,。;\n]{0,2})请(?:了|过)?个?假了?\s?(?:没有|没|吗|么)(?=$|[?\s,。啊呀])|(?:有没有|是否|是不是)[^,。;\n]{0,6}请(?:了|过)?个?假|请没请假/u;

/** 看看能不能请下假来: nothing is asked for yet. */
const WHETHER_LEAVE =
  /(?:看看?|问问?|不知道?|不晓得)(?:我|俺)?(?:能不能|能否|可不可以|行不行|有没有法子?)[^,。;\n]{0,6}请[^,。;\n]{0,3}假/u;

/** 销售部周会, 舞蹈课, 职工代表大会, 教研组开会: held by others than a branch. */
const OTHERS_GATHERINGS =
  /(?:职工代表|职代|教代|公司|单位|集团|业主|村民(?:代表)?|股东|董事|理事|班组?|年级|家长|教研组?|科室?|部门|销售部?|项目部?|周|月|晨|早|生产|安全|调度|医务|交班|学生|社团|工会|妇联|团委?|商会|校友|同学|战友)(?:大会|例会|晨会|会议|周会|早会|会)(?!议室|员|场|长)|[周晨]会|团建|(?:舞蹈|英语|数学|语文|钢琴|美术|体育|游泳|补习|兴趣|瑜伽|健身|驾校|网)(?:课|班)|(?:学习强国|运动|步数|健身|单词|早起|跑步)[^,。;\n]{0,8}打卡|(?:教研|年级|班)组(?:要|来)?开个?会/u;
/** 有家长会,请假 and 公司周会走不开 tell why; 销售部周会我请假 asks leave of it. */
const LEAVE_OF_IT = /(?<![有开要因去赶到参加为是][^,。;\n]{0,8})$/u;
const OF_PARTY = /支部|党|组织生活|支委|民主评议|整改/u;
const GATHERED: ReadonlySet<IntentName> = new Set<IntentName>([
  'activity_create',
  'checkin',
  'leave',
  'makeup_checkin',
]);

/** What is said of a gathering of somebody else's, where none of the Party's is named. */
function ofOthers({ s, types, lists }: Spans, intent: IntentName): string | undefined {
  if (types.length + lists.length > 0 || !GATHERED.has(intent) || OF_PARTY.test(s)) return undefined;
  const named = OTHERS_GATHERINGS.exec(s);
  if (named === null || intent !== 'leave') return named?.[0];
  const behind = s.slice(named.index + named[0].length);
  const isAsked = /^(?:上|里|那边)?[我俺本人先就要想得]{0,3}请[^,。;\n]{0,4}假/u.test(behind);
  return isAsked && LEAVE_OF_IT.test(s.slice(0, named.index)) ? named[0] : undefined;
}

/** 学习强国今天谁还没打卡: asked of another app. */
const OTHER_APPS = /(?:学习强国|步数|健身|单词|早起|跑步)[^。;\n]{0,12}打卡/u;

/** 某村党支部的纪要写得好, 请假条填写范例, 照这个样子接: an example of how it is done, or what others did. */
const EXAMPLE =
  /某(?:村|支部|单位|社区|县|镇|公司|党)|该(?:村|社区)?党?支部|^[【[(]?学习材料|写得(?:真|很|挺)?[好不]|值得(?:我们|大家)?(?:学习|借鉴)|(?:供|给)(?:大家|各位)?(?:参考|借鉴)|参考(?:它|这个|一下)?的?格式|范[例本]|样[本例]|模板(?!填写)|照(?:着)?(?:这个|上面)?的?(?:样子|格式)|(?:电视|新闻)[里上]|[说想]当年/u;
const ENTERED: ReadonlySet<IntentName> = new Set<IntentName>([
  'activity_report',
  'roster_checkin',
  'activity_create',
]);

/** What in a message speaks against an entry of that kind: it is neither made nor offered. */
export function against(spans: Spans, intent: IntentName): string | undefined {
  const { s } = spans;
  const others = ofOthers(spans, intent);
  if (others !== undefined) return others;
  if (intent === 'query') return (UNASKED.exec(s) ?? OTHER_APPS.exec(s))?.[0];
  const example = ENTERED.has(intent) ? EXAMPLE.exec(s) : null;
  if (example) return example[0];
  if (!ABOUT_PEOPLE.has(intent)) return undefined;
  const none = noEntryIn(s);
  if (none !== undefined) return none;
  if (intent === 'leave') {
    const asked = LEAVE_ASKED.exec(s) ?? WHETHER_LEAVE.exec(s);
    if (asked) return asked[0];
  }
  return (intent === 'checkin' ? COMING.exec(s)?.[0] : undefined) ?? TAKEN_AWAY.exec(s)?.[0];
}
