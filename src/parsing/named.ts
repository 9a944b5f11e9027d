// What a message names itself, whatever was learned: an item that is spoken of, a question by its form, a bare word of thanks
// behind 收到.
import type { View } from './learned/view.ts';
import type { Spans } from './spans/spans.ts';

/** A label of the learned part by its place, and how sure it is. */
export interface Named {
  label: number;
  sureness: number;
}

const ABOUT_ITEMS: ReadonlySet<string> = new Set([
  'rectify_done',
  'rectify_progress',
  'rectify_extend',
  'query:rectify_item',
]);
/** Talk is talk all the same where nothing says more for an item than this. */
const WORTH_ASKING = 0.15;
/** What only asks does no harm. */
const ASKED = 0.9;

/** The label that the words of a message name, where it is another than the likeliest or surer than it looks. */
export function namedIn(
  labels: readonly string[],
  { spans, tokens }: View,
  p: Float64Array,
  best: number,
): Named | undefined {
  const of = (label: string, sureness: number): Named | undefined => {
    const at = labels.indexOf(label);
    return at < 0 ? undefined : { label: at, sureness };
  };
  const says = labels[best]!;
  if (asksForHelp(spans)) return of('help', 1);
  if (says === 'none' && THANKED.test(spans.s)) return of('ack', 1);
  const item = spans.items.find((one) => !one.negated && !one.weak);
  if (item && spans.items.length === 1 && HOW_IS_IT.test(spans.s.slice(item.end)))
    return of('query:rectify_item', ASKED);
  const asked = says === 'none' || says === 'activity_create' ? whoAsked(spans) : undefined;
  if (asked !== undefined) return of(asked, ASKED);
  if (says === 'none' && isRateAlone(spans)) {
    const rate = tokens.some((t) => t.symbol === 'ratewords')
      ? 'query:rectify_rate'
      : 'query:attendance_rate';
    return of(rate, ASKED);
  }
  if (item === undefined) return undefined;
  if (says === 'none') {
    const [likely] = [...p.keys()].filter((i) => ABOUT_ITEMS.has(labels[i]!)).sort((a, b) => p[b]! - p[a]!);
    return likely !== undefined && p[likely]! >= WORTH_ASKING
      ? { label: likely, sureness: p[likely]! }
      : undefined;
  }
  return closed(labels, spans, p, best);
}

/** 已完成, 整改到位 and 申请销号 by themselves in a clause or a field say that an item is done; 未完成 that it is not. */
const CLOSED =
  /(?:^|[\s,。;:|!—(■☑√])(?:已经?|均已?|现已?|全部|都)*(?:整改|处理)?(?:完成|完毕|到位|办结|完工)了?(?=$|[\s,。;!|)])|(?:申请|请予?|请求)销号/u;
const OPEN =
  /(?:未|没有?|尚未|还没有?|无法|不能|难以)(?:能|全部|完全|按期|按时)*(?:整改|完成|办结|到位|弄|修|做|改)/u;
const UNSETTLED = /还差|差|一半|过半|预计|争取|力争|计划|可能|大概|快要?|[?？吗%％成]|完不成|部分|正在/u;

function closed(labels: readonly string[], { s }: Spans, p: Float64Array, best: number): Named | undefined {
  const says = labels[best]!;
  const isOpen = OPEN.test(s);
  const isDone = says === 'rectify_done' && !isOpen && !UNSETTLED.test(s) && CLOSED.test(s);
  if (!isDone && !(says === 'rectify_progress' && isOpen)) return undefined;
  const sum = labels.reduce((all, label, i) => (IN_HAND.has(label) ? all + p[i]! : all), 0);
  return { label: best, sureness: sum };
}
const IN_HAND: ReadonlySet<string> = new Set(['rectify_done', 'rectify_progress', 'none']);

/** 5号问题销号了没得, WT-2026-044这条办得如何: behind the item stands how it is. */
const HOW_IS_IT =
  /^(?:那个|这个|那条|这条|那项|的)?[^,。;\n]{0,12}?(?:[了好完成掉上到](?:没有?|没得|不曾|冇)|(?:得|进展|情况|现在|目前|到底)?(?:如何|怎么样|咋样|怎样)了?|到(?:了)?哪(?:一步|个程度|儿|里)?了?|(?:是|啥|什么)(?:啥|什么)?(?:情况|进度|进展))[啊呀呢嘛吗咯了\s?？。]*$/u;

/** 谁没到, 哪些人请了假, 几个人请假: who asks for people wants nothing stored. */
const WHO =
  '(?:谁|哪些(?:人|同志|党员)?|哪几个(?:人|党员)?|哪个(?!支部|组|村|单位)|哪位|几个人|多少人|什么人)';
const WHO_AWAY = new RegExp(
  `${WHO}[^,。;\\n]{0,8}?(?:没有?|未|冇)(?:能|曾|按时)?(?:到|来|签|参加|出席|报到|打卡)`,
  'u',
);
const WHO_LEAVE = new RegExp(`${WHO}[^,。;\\n]{0,6}?(?:请(?:了|过|的)?个?假|告假)`, 'u');
const SHORT = 30;

function whoAsked({ s, people, items }: Spans): string | undefined {
  if (s.length > SHORT || items.length > 0 || people.some((p) => p.source === 'roster')) return undefined;
  if (WHO_AWAY.test(s)) return 'query:absentees';
  return WHO_LEAVE.test(s) ? 'query:leave_list' : undefined;
}

/** 2026年全年签到率,打印用: a rate of some time or unit, and at most what it is wanted for. */
const RATE_ALONE =
  /(?:签到|到会|出勤|参会|到课|出席|整改|销号|办结)率(?:的?(?:数据|情况|数字))?[,。;\s]*(?:[\u4e00-\u9fff]{1,3}用|给我|发我|报我|发来|(?:是|有)?多少|[?？])?[\s。!]*$/u;
const isRateAlone = ({ s, times, units }: Spans): boolean =>
  s.length <= 60 && times.length + units.length > 0 && RATE_ALONE.test(s) && !/[不没未低高差]/.test(s);

/** 这个怎么签到啊, 补签要打哪几个字, 这东西咋个耍: the bot itself is asked about. */
const HOW_TO =
  /(?:怎么|咋个?|如何|怎样)(?:个)?(?:去|来|才能|能)?(?:签到|打卡|报到|请假|补签|代签|签(?![的了过])|操作|使用?|用|耍|玩)(?:法)?[啊呀呢哦嘛吗的哇\s?？。!,]*(?:教(?:教|一下|一哈|下)?我?[^,。]{0,4})?$|(?:要|该|得)?(?:打|发|说|写|回复?)(?:哪几个字|什么字|啥字|哪句话|什么话|啥话|什么才行|啥才行)[啊呀呢\s?？]*$|(?:机器人|这个?(?:东西|玩意儿?|软件|程序)?|你(?:这个?东西)?)(?:怎么|咋个?|如何)(?:用|使|耍|玩|弄)/u;

const asksForHelp = ({ s, people, items, times }: Spans): boolean =>
  s.length <= SHORT &&
  people.length + items.length + times.length === 0 &&
  HOW_TO.test(s) &&
  !/率|不(?:会|能)来/.test(s);

/** 好的,收到。祝节日快乐: thanks and wishes change nothing of it. */
const THANKED =
  /^(?:(?:好的?|嗯+|哦|行|收到|已?收悉|已阅|知悉|知道了?|明白了?|了解了?|晓得了?|要得|遵命)[\s,。!~、]*)*(?:收到|收悉|已阅|知悉|知道了|明白了?|晓得了?|要得)[\s,。!~、]*(?:(?:祝(?:大家|各位|您|书记)?[^,。;!\n]{2,8}|(?:节日|新年|周末|元旦|中秋|国庆|端午|春节)(?:快乐|愉快)|(?:书记|领导|大家|各位|组长)?(?:辛苦|谢谢|感谢|多谢)[^,。;!\n]{0,6})[\s,。!~]*)+$/u;
