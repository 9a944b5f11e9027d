// What a message names itself, whatever was learned: an item that is spoken of, a question by its form, a bare word of thanks
// behind 收到.
import type { View } from './learned/view.ts';
import type { Spans } from './spans/spans.ts';

/** A label of the learned part by its place, and how sure it is. */
interface Named {
  label: number;
  sureness: number;
}

/** What a question is taken for by those who know it not. */
const TALK: ReadonlySet<string> = new Set([
  'none',
  'activity_create',
  'checkin',
  'roster_checkin',
  'query:ack_missing',
  'query:rectify_open',
  'query:activity_list',
]);
const ABOUT_ITEMS: ReadonlySet<string> = new Set([
  'rectify_done',
  'rectify_progress',
  'rectify_extend',
  'query:rectify_item',
]);
const QUESTION = 'query:';
/** Talk is talk all the same where nothing says more for an item than this. */
const WORTH_ASKING = 0.15;
/** What only asks does no harm. */
const ASKED = 0.9;

/** The label that the words of a message name, where it is another than the likeliest or surer than it looks. */
export function namedIn(
  labels: readonly string[],
  { spans, tokens }: Pick<View, 'spans' | 'tokens'>,
  p: Float64Array,
  best: number,
): Named | undefined {
  const of = (label: string, sureness: number): Named | undefined => {
    const at = labels.indexOf(label);
    return at < 0 ? undefined : { label: at, sureness };
  };
  const says = labels[best]!;
  if (asksForHelp(spans)) return of('help', 1);
  if (ACKNOWLEDGED.has(says) && ACKS.some((ack) => ack.test(unsigned(spans)))) return of('ack', 1);
  if (WHEN_NEXT.has(says) && spans.s.length <= SHORT && NEXT.some((next) => next.test(spans.s)))
    return of('query:upcoming', ASKED);
  const item = spans.items.find((one) => !one.negated && !one.weak);
  if (item && spans.items.length === 1 && HOW_IS_IT.test(spans.s.slice(item.end)))
    return of('query:rectify_item', ASKED);
  if (item && spans.items.length === 1 && IN_A_FORM.test(spans.s.slice(item.end)))
    return of('query:rectify_item', ASKED);
  if (HELD_ASKED.test(spans.s) && (says === 'none' || says.startsWith(QUESTION)))
    return of('query:activity_list', ASKED);
  // 谁没签到的我都打过电话了, 谁让你没来的: no question, whatever it begins with.
  if (says === 'query:absentees' && RHETORICAL.test(spans.s)) {
    const [other] = [...p.keys()]
      .filter((i) => !labels[i]!.startsWith('query:'))
      .sort((a, b) => p[b]! - p[a]!);
    return { label: other!, sureness: p[other!]! };
  }
  const isTalk = TALK.has(says) || says.startsWith(QUESTION);
  const asked = isTalk && !FOR_ME.test(spans.s) ? whoAsked(spans) : undefined;
  if (asked !== undefined && (TALK.has(says) || asked === 'query:leave_list')) return of(asked, ASKED);
  const of_items = itemsAsked(spans);
  if (of_items !== undefined && (says === 'none' || says.startsWith('query:'))) return of(of_items, ASKED);
  if (says === 'query:ack_missing' && !ASKS_WHO.test(spans.s)) return of('none', 1);
  const isAsked = says === 'none' || (says.startsWith('query:') && says !== 'query:my_attendance');
  if (isAsked && isRateAlone(spans)) {
    const rate = tokens.some((t) => t.symbol === 'ratewords')
      ? 'query:rectify_rate'
      : 'query:attendance_rate';
    return of(rate, ASKED);
  }
  const ticked = tickedAs(spans, item !== undefined);
  if (ticked !== undefined) return of(ticked, 1);
  if (says === 'leave' && SIGNED.test(spans.s)) return of('checkin', p[labels.indexOf('checkin')]!);
  const told = toldPlainly(labels, { spans, tokens }, p, says);
  if (told !== undefined) return { label: best, sureness: told };
  if (item === undefined) return undefined;
  if (APPLIES.test(spans.s)) return of('rectify_extend', ASKED);
  if (IN_HAND.has(says) && YES_DONE.test(spans.s)) return of('rectify_done', ASKED);
  if (says === 'none') {
    const [likely] = [...p.keys()].filter((i) => ABOUT_ITEMS.has(labels[i]!)).sort((a, b) => p[b]! - p[a]!);
    return likely !== undefined && p[likely]! >= WORTH_ASKING
      ? { label: likely, sureness: p[likely]! }
      : undefined;
  }
  return closed(labels, spans, p, best);
}

/** 完成：是 */
const YES_DONE = /(?:^|[\n;|,])(?:是否)?(?:整改)?(?:完成|办结|销号)(?:情况)?\s?:\s?(?:是|√)(?=$|[\s;|,。])/u;
/** 申请改到11月底, 恳请延期十日 */
const APPLIES =
  /(?:申请|恳请|特请|拟)(?:将?时限|期限|再)?(?:改[到至]|延[到至期长后]|推迟|顺延|宽限)(?!了|过|表|单|书|的)/u;

/** 签到人:张三、李四 */
const SIGNED = /(?:^|\n)签到(?:人|人员|党员|同志)[\s:：](?![\s\S]*假)/u;

/** What a box that is ticked says. */
const TICKED: readonly (readonly [RegExp, string, boolean])[] = [
  [/请假|[事病公产婚丧]假|不参加/u, 'leave', false],
  [/补签/u, 'makeup_checkin', false],
  [/^签到$/u, 'checkin', false],
  [/已(?:完成|整改|办结)|销号/u, 'rectify_done', true],
  [/延期/u, 'rectify_extend', true],
  [/整改中|进行中|未(?:完成|整改)/u, 'rectify_progress', true],
];

function tickedAs({ form, s }: Spans, hasItem: boolean): string | undefined {
  const ticked = form.ticked ?? [];
  if (ticked.length !== 1) return undefined;
  const text = s.slice(ticked[0]!.at, ticked[0]!.end).trim();
  return TICKED.find(([word, , ofItem]) => ofItem === hasItem && word.test(text))?.[1];
}

/** Words that turn a message: who uses one may not mean it. */
const TURNS: ReadonlySet<string> = new Set(['negation', 'maybe', 'joke', 'undoing', 'except', 'question']);
const HERE = /^(?:签个?到|打个?卡|在了|到了|来了)/u;

/** 我先请个假哈后天赶集, 打个卡哈: by whom and why is said, and nothing turns it. */
function toldPlainly(
  labels: readonly string[],
  { spans, tokens }: Pick<View, 'spans' | 'tokens'>,
  p: Float64Array,
  says: string,
): number | undefined {
  if (tokens.some((t) => TURNS.has(t.symbol))) return undefined;
  const both = p[labels.indexOf(says)]! + p[labels.indexOf('none')]!;
  const has = (...symbols: string[]) =>
    tokens.some((t) => symbols.includes(t.symbol) || symbols.includes(t.kind));
  if (says === 'leave')
    return has('leave', 'cannot') && has('self', 'person') && has('reason') && has('time', 'type')
      ? both
      : undefined;
  const isBare = spans.people.length + spans.times.length + spans.units.length + spans.items.length === 0;
  return says === 'checkin' && isBare && HERE.test(spans.s) ? both : undefined;
}

/** 已完成, 整改到位 and 申请销号 by themselves in a clause or a field say that an item is done; 未完成 that it is not. */
const CLOSED =
  /(?:^|[\s,。;:|!—(■☑√])(?:已经?|均已?|现已?|全部|都)*(?:整改|处理)?(?:完成|完毕|到位|办结|完工|解决)了?(?=$|[\s,。;!|)])|(?:申请|请予?|请求)销号|(?:^|[\s,。;!|])销号[\s。!]*$/u;
const OPEN =
  /(?:未|没有?|尚未|还没有?|无法|不能|难以)(?:能|全部|完全|按期|按时)*(?:整改|完成|办结|到位|弄|修|做|改)/u;
const UNSETTLED =
  /还差|差|一半|过半|预计|争取|力争|计划(?!生育)|可能|大概|快要?|[?？吗%％]|[一二三四五六七八九\d]成|完不成|部分|正在/u;

function closed(labels: readonly string[], { s }: Spans, p: Float64Array, best: number): Named | undefined {
  const says = labels[best]!;
  const isOpen = OPEN.test(s);
  const isDone = says === 'rectify_done' && !isOpen && !UNSETTLED.test(s) && CLOSED.test(s);
  if (!isDone && !(says === 'rectify_progress' && isOpen)) return undefined;
  const sum = labels.reduce((all, label, i) => (IN_HAND.has(label) ? all + p[i]! : all), 0);
  return { label: best, sureness: sum };
}
const IN_HAND: ReadonlySet<string> = new Set(['rectify_done', 'rectify_progress', 'rectify_extend', 'none']);

/** 5号问题销号了没得, WT-2026-044这条办得如何: behind the item stands how it is. */
const HOW_IS_IT =
  /^(?:那个|这个|那条|这条|那项|的)?[^,。;\n]{0,12}?(?:(?<did>[整弄修改完办搞做])没\k<did>(?:完|好|成)?|[了好完成掉上到](?:没有?|没得|不曾|冇)|(?:得|进展|情况|现在|目前|到底)?(?:如何|怎么样|咋样|怎样)了?|到(?:了)?哪(?:一步|个程度|儿|里)?了?|(?:是|啥|什么)(?:啥|什么)?(?:情况|进度|进展))[啊呀呢嘛吗咯了\s?？。]*$/u;

/** 整改1 画个图: asked for in a form, and no news of it. */
const IN_A_FORM =
  /^[\s的,]*(?:请|给我|帮我)?(?:画|出|做|列|导)(?:一?[个张份]|出)?(?:图|图表|表|表格|来)[吧\s。]*$/u;
/** 昨天有没有开会的 */
const HELD_ASKED =
  /(?:有没有|有无)(?:哪个)?(?:人|支部|单位)?(?:开(?:过|了)?会|开(?:过|了)会)的?[啊呀呢吗\s?？]*$/u;

/** What 下回开会是好久, 明天要不要开会 is mistaken for. */
const WHEN_NEXT: ReadonlySet<string> = new Set([
  'none',
  'leave',
  'activity_create',
  'query:upcoming',
  'query:activity_list',
  'query:activity_count',
  'query:activity_gap',
  'query:absentees',
]);
const WHEN = '(?:哪一?[天日]|几号|啥时候?|什么时候|几时|好久|多久|哪阵|多咱)';
const NEXT = [
  new RegExp(
    `(?:下[次回月周]|下一[次回]|下个?(?:月|周|星期|礼拜))[^,。;]{0,12}?(?:定|安排|开|搞|过|办|是)(?:在|到|的)?${WHEN}[啦了啊呀呢嘛\\s?？。]*$`,
    'u',
  ),
  new RegExp(`(?:下[次回]|下一[次回])[^,。;]{0,8}?${WHEN}(?:开|搞|办)?[啦了啊呀呢嘛\\s?？。]*$`, 'u'),
  /^(?:今[天晚]|明[天晚早]|后天|大后天|这周|下周|周[一二三四五六日天])(?:还|到底|都)?(?:要不要|用不用|需不需要|开不开|是不是要|有没有)(?:来|去)?(?:开)?(?:会|活动)[啊呀呢嘛\s?？。]*$/u,
];

/** 谁没到, 哪些人请了假, 几个人请假: who asks for people wants nothing stored. */
const WHO =
  '(?:(?:谁|边个|哪个人)(?!说|让|叫|知|料|像|想到|晓得)|哪些(?:人|同志|党员)?|哪几个(?:人|党员)?|哪个(?!支部|组|村|单位)|哪位|几个人|多少人|什么人)';
const RHETORICAL = /谁(?:说|让|叫|知道|料)|谁[^,。;]{0,3}(?:没|未)[^,。;]{1,4}的?(?:我|俺)(?:都|也|已)/u;
/** 谁帮我请个假 asks for it. */
const FOR_ME = /谁(?:能|来|可以)?(?:帮|替|给|跟)/u;
const WHO_AWAY = new RegExp(
  `${WHO}[^,。;\\n]{0,8}?(?:没有?|未|冇)(?:能|曾|按时)?(?:到(?!底)|来(?!得)|嚟|签|参加|出席|报到|打卡)`,
  'u',
);
const WHO_LEAVE = new RegExp(
  `${WHO}[^,。;\\n]{0,6}?(?:请(?:了|过|的)?个?假|告假)|请(?:了|过)?假的(?:人|同志)?(?:都|一共)?(?:有|是)(?:谁|哪[些几]|几个|多少)`,
  'u',
);
const SHORT = 30;

function whoAsked({ s, people, items }: Spans): string | undefined {
  if (s.length > SHORT || items.length > 0 || people.some((p) => p.source === 'roster')) return undefined;
  const away = WHO_AWAY.exec(s);
  // 谁没签到的我都打过电话了 tells.
  if (away && !/^[到名]?的?(?:我|俺|都|就|谁)/u.test(s.slice(away.index + away[0].length)))
    return 'query:absentees';
  // 谁再请假谁请吃饭
  return WHO_LEAVE.test(s) && !/谁(?:再|敢|要|若)|谁[^谁]+谁/u.test(s) ? 'query:leave_list' : undefined;
}

/** 没收到通知啊 tells of oneself; with one of these it is asked who has not answered. */
const ASKS_WHO = /谁|边个|哪(?!儿|里)|几|多少|还有|名单|人员|情况|统计|率|[?？吗]|看|查|列|催/u;

/** 哪个整改超了日子, 未签收通知人员名单 */
function itemsAsked({ s, items, people }: Spans): string | undefined {
  if (s.length > SHORT || items.length > 0 || people.some((p) => p.source === 'roster')) return undefined;
  if (/(?:未|没有?)(?:签收|回执|确认|回复)[^,。;]{0,8}(?:人员?|名单|同志)/u.test(s))
    return 'query:ack_missing';
  const isAsked = /哪[些个几条项]|几[条项个]|多少/u.test(s) && /整改|问题|隐患/u.test(s);
  return isAsked && /[超过]了?(?:期|日子|时限|时间|期限)/u.test(s) ? 'query:rectify_overdue' : undefined;
}

/** 2026年全年签到率,打印用: a rate of some time or unit, and at most what it is wanted for. */
const RATE_ALONE =
  /(?:签到|到会|出勤|参会|到课|出席|参与|到场|整改|销号|办结)率(?:的?(?:数据|情况|数字))?[,。;\s]*(?:[\u4e00-\u9fff]{1,3}用|给我|发我|报我|发来|(?:是|有)?多少|如何|怎么样|咋样|[?？])?[\s。!?？]*$/u;
const isRateAlone = ({ s, times, units }: Spans): boolean =>
  s.length <= 60 && times.length + units.length > 0 && RATE_ALONE.test(s) && !/[不没未低高差]/.test(s);

/** 这个怎么签到啊, 补签要打哪几个字, 这东西咋个耍: the bot itself is asked about. */
const HOW_TO =
  /(?:怎么|咋个?|如何|怎样)(?:个)?(?:去|来|才能|能)?(?:签到|打卡|报到|请假|补签|代签|签(?![的了过])|操作|使用?|用|耍|玩)(?:法)?[啊呀呢哦嘛吗的哇\s?？。!,]*(?:教(?:教|一下|一哈|下)?我?[^,。]{0,4}|[我俺](?:是|也|都)?(?:不会|不懂|不晓得|弄不来|搞不懂)[^,。]{0,4})?$|(?:签到|请假|补签|代签|打卡)(?:是|要|该)?(?:怎么|咋|如何)个?(?:弄|整|办|操作|搞|点)[啊呀呢嘛吗\s?？。]*(?:[我俺][^,。]{0,5})?$|(?:怎么|咋|如何|怎样)(?:样)?才能?[^,。;]{0,6}(?:签到|代签|请假|补签|打卡)[啊呀呢吗\s?？。]*$|(?:签到|请假|补签|代签|打卡)(?:是|要|该)?(?:在|去)(?:哪里?|哪儿|什么地方|啥地方)(?:按|点|弄|签|填|找)[啊呀呢嘛吗\s?？。]*$|(?:怎么|咋|如何|怎样)(?:才能)?[帮给替][^,。;]{1,8}(?:签到|请假|补签|打卡|代签)[啊呀呢嘛吗\s?？。]*$|(?:要|该|得)?(?:打|发|说|写|回复?)(?:哪几个字|什么字|啥字|哪句话|什么话|啥话|什么才行|啥才行)[啊呀呢\s?？]*$|(?:机器人|这个?(?:东西|玩意儿?|软件|程序)?|你(?:这个?东西)?)(?:怎么|咋个?|如何)(?:用|使|耍|玩|弄)/u;

const asksForHelp = ({ s, people, items, times }: Spans): boolean =>
  s.length <= SHORT &&
  people.length + items.length + times.length === 0 &&
  HOW_TO.test(s) &&
  !/率|不(?:会|能)来/.test(s);

/** What 知悉,已转各小组 is mistaken for. */
const ACKNOWLEDGED: ReadonlySet<string> = new Set(['none', 'checkin', 'activity_create', 'ack']);
const ACK_WORD =
  '(?:确认收到|收到通知|已收到通知|收到|收着了?|收悉|已收悉|已收到|已阅|阅知|知悉|已知悉|知道|晓得|明白|要得)';
const TAIL = '(?:了|哩|咧|嘞|啦|哈|呢|喽|啊|的|呀)*';
/** Without the name of whoever signs at the end. */
function unsigned({ s, people }: Spans): string {
  const last = people.at(-1);
  const isSigned = last !== undefined && last.at > 1 && s.slice(last.end).trim() === '';
  return isSigned ? s.slice(0, last.at).replace(/[\s,。:—-]+$/u, '') : s;
}

const YES = '(?:(?:嗯+[呐哪]?|中+|好+[嘞的哒]?|行+|得|成|妥|哦+)[\\s,。!~、]*)*';
const ACKS = [
  // 嗯呐收着了, 中中中知道了
  new RegExp(
    `^(?:(?:嗯+[呐哪]?|中+|好+[嘞的哒]?|行+|得|成|妥|哦+)[\\s,。!~、]*)*${ACK_WORD}${TAIL}[\\s。!~]*$`,
    'u',
  ),
  // 【回复】收到。——张三
  /^[【[]?(?:回复|答复)[】\]]?[\s:：]*(?:已?收到|收悉|知悉|已阅|明白)[\s。!,]*(?:[—-]+\s?[\u4e00-\u9fff·]{2,6})?$/u,
  // 通知我看见了啊到时候去; 已收到《…》,届时参加
  /^(?:那个)?(?:通知|消息)(?:我|俺)?(?:都|已经)?(?:看|收|瞧)(?:见|到|着)[了啦咯]*[啊哈\s,。!]*(?:(?:到时候?|届时|准时|按时|一定)[^,。?？不没]{0,6})?[\s。!]*$/u,
  /^(?:已|现已)?收到《[^》]{2,40}》[\s,。!]*(?:(?:届时|准时|按时|一定|将)[^,。?？不没]{0,8})?[\s,。!—]*[\u4e00-\u9fff]{0,4}$/u,
  // 知悉,已转各小组; 收到,一定按要求落实
  new RegExp(
    `^${YES}${ACK_WORD}${TAIL}[\\s,。!、]+(?:已转|已转发|照办|(?:我们|我支部|我|支部)?(?:一定|将|会|马上|立即|立刻|抓紧|尽快)(?:按|照|准时|按时|落实|办理?|转|传达)|遵照|准时|按时(?:参加|报送|落实))[^,。;?？]{0,10}[\\s。!~]*$`,
    'u',
  ),
  // 来文已收悉,将按要求落实; 回执:会议通知已收到
  /(?:^回执|^收文回执|通知|来文|来函|文件)[^?？;\n]{0,8}(?:(?:已|均已)(?:收悉|收到|知悉|阅知)|收悉)/u,
  // 好的,收到。祝节日快乐: thanks and wishes change nothing of it
  new RegExp(
    `^${YES}(?:${ACK_WORD}${TAIL}[\\s,。!~、]*)+(?:(?:祝(?:大家|各位|您|书记)?[^,。;!\\n]{2,8}|(?:节日|新年|周末|元旦|中秋|国庆|端午|春节)(?:快乐|愉快)|(?:书记|领导|大家|各位|组长)?(?:辛苦|谢谢|感谢|多谢)[^,。;!\\n]{0,6})[\\s,。!~]*)+$`,
    'u',
  ),
];
