// Content that no slot holds and no word of its own betrays: said of three where two are named, a clock that was taken back
// with the day before it, another item that is not done. Nothing is done while there is any.
import { typeOfWord } from '../domain/activity/types.ts';
import type { Filled } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import { respelled } from './keywords-near.ts';
import type { Spans } from './spans/spans.ts';

/** Words of the message that speak against acting on the reading as it stands. */
export const slippedIn = (spans: Spans, filled: Filled): string[] =>
  [
    countOfNames(spans, filled),
    unnamed(spans, filled),
    clockGone(spans, filled),
    otherItem(spans, filled),
    hoped(spans, filled),
    atNight(spans, filled),
    thatDay(spans, filled),
    about(spans, filled),
    undated(spans, filled),
    whetherDone(spans, filled),
    fearing(spans, filled),
    notLonger(spans, filled),
    typeBySound(spans, filled),
    doneAfterAll(spans, filled),
    otherMatter(spans, filled),
  ].filter((word) => word !== undefined);

/** 你那天补签弄上没, 签上了没有: whoever asks has done nothing. */
const WHETHER = /(?:[了上成好到完着过掉]|签|补|成功)(?:没(?:有|得)?|冇)[啊呀呢哦]*(?:[?？]|[\s。]*$)/u;

/** 戍边、卫国、守疆仨: who the third of them is has not been read. */
const TOGETHER: readonly (readonly [RegExp, number])[] = [
  [/仨(?!瓜)/u, 3],
  [/俩(?!(?:钟头|小时|月|点|礼拜|星期))/u, 2],
];

function countOfNames({ s }: Spans, { intent, names = [], absent = [], self }: Filled): string | undefined {
  if (!ABOUT_PEOPLE.has(intent) || names.length < 2) return undefined;
  const counts = [names.length, names.length + (self ? 1 : 0), absent.length];
  return TOGETHER.find(([word, n]) => word.test(s) && !counts.includes(n))?.[0].exec(s)?.[0];
}

/** 缺的那位是门卫安全: somebody is named as away, and nobody was found. */
const NAMED_AWAY =
  /(?:缺席?|没来|没到|未到|请假|少)的?(?:那|就)?(?:一?[位个]|人|同志)?(?:是|叫|就是)(?=[\u4e00-\u9fff])/u;

function unnamed({ s }: Spans, { intent, expected, present, absent }: Filled): string | undefined {
  const isShort = expected !== undefined && present !== undefined && expected > present;
  return intent === 'activity_report' && isShort && absent === undefined
    ? NAMED_AWAY.exec(s)?.[0]
    : undefined;
}

/** 礼拜四开的啊不是今天下午一点半: the clock went with the day that was taken back. */
const CLOCK = /(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点(?:半|钟|整|一刻|三刻)|:\d{2}(?!\d))/u;

function clockGone({ s, times, form }: Spans, { intent, startAt }: Filled): string | undefined {
  const isOfDay = intent === 'activity_report' || intent === 'activity_create';
  if (!isOfDay || startAt?.includes('T') || times.some((t) => t.hasClock) || form.fields.length > 0)
    return undefined;
  return CLOCK.exec(s)?.[0];
}

/** 3号和13号问题都完成，23号没有: what is said of one is denied of another. */
const NOT_ALL =
  /(?:\d{1,3}|[一二三四五六七八九十]{1,4})[号条项](?:问题|整改|那个|这个|的)?(?:还|也|则)?(?:没|未|不行|差|剩)/u;

const otherItem = ({ s }: Spans, { intent }: Filled): string | undefined =>
  intent === 'rectify_done' ? NOT_ALL.exec(s)?.[0] : undefined;

/** 拟参加人员, 预计到会: a list of who may come. */
const HOPED = /(?:拟|预计|打算|准备|计划|报名)(?:参[加会]|到会|出席|请假|来|人员)/u;

const hoped = ({ s }: Spans, { intent }: Filled): string | undefined =>
  intent === 'roster_checkin' || intent === 'checkin' ? HOPED.exec(s)?.[0] : undefined;

/** 夜七时: no hour of the morning. */
const NIGHT = /夜\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[点时]/u;

const atNight = ({ s }: Spans, { startAt }: Filled): string | undefined =>
  startAt?.includes('T') && Number(startAt.slice(11, 13)) < 12 ? NIGHT.exec(s)?.[0] : undefined;

/** 小年那天: a day is named that was not read. */
const THAT_DAY =
  /[\u4e00-\u9fff]那[天日](?=[^,。;]{0,12}(?:会|课|党日|评议|请|去不|来不|没法))(?<![这当同]那[天日])/u;

const thatDay = ({ s }: Spans, { intent, startAt }: Filled): string | undefined =>
  (intent === 'leave' || intent === 'activity_report') && startAt === undefined
    ? THAT_DAY.exec(s)?.[0]
    : undefined;

/** 不延期了,按原计划来: nothing is asked for. */
const NOT_LONGER =
  /(?:不(?:用|必|需|再|想|打算|申请)?|别|无需|取消)(?:再)?(?:申请)?(?:延期|延长|延后|推迟|宽限|延了)(?!不)/u;

const notLonger = ({ s }: Spans, { intent }: Filled): string | undefined =>
  intent === 'rectify_extend' ? NOT_LONGER.exec(s)?.[0] : undefined;

/** 会期约一小时: an end that is a guess. */
const ABOUT =
  /(?:大?约|大概|左右|差不多|将近)\s?(?:半个?|[一二两三四五六七八\d.]+个?(?:半)?)(?:小时|钟头|点)|(?:小时|钟头)(?:左右|上下)/u;

const about = ({ s }: Spans, { intent, endAt }: Filled): string | undefined =>
  intent.startsWith('activity_') && endAt?.includes('T') ? ABOUT.exec(s)?.[0] : undefined;

/** 这个月的会怕是都来不成: feared and not said. */
const FEARS = /(?:怕是|恐怕|只怕)(?!真)/u;

const fearing = ({ s }: Spans, { intent }: Filled): string | undefined =>
  intent === 'leave' ? FEARS.exec(s)?.[0] : undefined;

/** 昨天是九成 今天完工了: what is said last is not how far it was. */
const DONE_AT_LAST =
  /(?<=^|[\s,。;])(?:今[天儿早晚]|昨[天晚]|现在|如今|刚刚?才?|终于|总算|都|全部?|已经?|又)*(?:完工|完成|办结|竣工|搞定|[弄修整改做办]完|[弄修整改做办]好)(?:了|啦|咯|咧)[\s。!啊哈~]*$/u;

const doneAfterAll = ({ s }: Spans, { intent, progress }: Filled): string | undefined =>
  intent === 'rectify_progress' && progress !== undefined && progress < 100
    ? DONE_AT_LAST.exec(s)?.[0]
    : undefined;

/** 整改3完成了，还有明天的党课我请假: two matters, of which one would be lost. */
const ITEM_TOLD = /^[^,。;\n]{0,8}?(?:完成|办结|到位|进展|进度|[弄修整改做办]好|延期|销号)/u;
const LEAVE_TOLD =
  /[,。;\s][^,。;\n]{0,12}(?:请[^,。;]{0,2}假|补签|来不了|去不了)(?!的|了的|条|单|表|制度|手续|情况)/u;

function otherMatter({ s, items }: Spans, { intent }: Filled): string | undefined {
  const item = items.find(({ negated, weak }) => !negated && !weak);
  if (item === undefined) return undefined;
  if (ABOUT_PEOPLE.has(intent))
    return ITEM_TOLD.test(s.slice(item.end)) ? s.slice(item.at, item.end) : undefined;
  return intent === 'rectify_done' ? LEAVE_TOLD.exec(s.slice(item.end))?.[0] : undefined;
}

/** 请架 明天党可: which meeting is said, but not spelled. */
const typeBySound = (spans: Spans, filled: Filled): string | undefined =>
  respelledType(spans, filled)?.written;

/** The message with the meeting spelled as it sounds, where a reading knows of none; what is respelled is as long. */
export function respelledType(
  { s, types }: Spans,
  { intent, activityType }: Filled,
): { text: string; written: string } | undefined {
  if (activityType !== undefined || types.length > 0 || !OF_MEETINGS.has(intent)) return undefined;
  const heard = respelled(s);
  const at = heard?.meant.findIndex((word) => typeOfWord().has(word)) ?? -1;
  return at < 0 ? undefined : { text: heard!.text, written: heard!.written[at]! };
}
const OF_MEETINGS: ReadonlySet<string> = new Set([...ABOUT_PEOPLE, 'activity_report', 'activity_create']);

/** 和李四谈了: two have talked, and nobody signs in or is away by it. */
const TALKED = /[和跟同与找][^,。;\n]{1,6}(?:谈|聊)(?:了|过|心|话|好|完)(?![^\n]{0,16}(?:签|请假|到))/u;

/** 联户9月的删掉 tells and asks nothing; how many were opened in a month no figure says yet. */
export const UNASKED =
  /(?:删掉|删了|删除|去掉|划掉)(?:吧|了)?[。!\s]*$|新(?:增|登记|开)(?:了|的)?(?:[几多]|整改|问题|隐患)/u;

/** 拟于近期召开支委会,时间请各委员反馈: nothing is settled yet. */
const UNDATED = /待定|未定|另行|近期|适时|择期|择日|征求|反馈/u;

const undated = ({ s }: Spans, { intent, startAt }: Filled): string | undefined =>
  intent === 'activity_create' && startAt === undefined ? UNDATED.exec(s)?.[0] : undefined;

/** 整改完成了吗你就销号 */
const whetherDone = ({ s }: Spans, { intent, itemNo }: Filled): string | undefined =>
  intent === 'rectify_done' && itemNo === undefined ? /[吗嘛么][^,。]{0,8}$/u.exec(s)?.[0] : undefined;

/** What shows that nobody signs in, nor is away, by a message. */
export const noEntryIn = (s: string): string | undefined => (TALKED.exec(s) ?? WHETHER.exec(s))?.[0];
