// 预备期多久, 党费按几交, 开会要到几个人才算数: the rule is asked for, and nothing of anybody in particular.
import type { Filled } from '../../domain/intent.ts';
import type { RuleName } from '../../domain/rules.ts';
import type { Spans } from '../spans/spans.ts';
import { RULE_ROWS } from './rows.ts';

/** In UTF-16 units: what asks for a rule is one line. */
const LONGEST = 60;
const ASKS =
  /[多几啥谁咋怎哪吗么嘛不没何否还]|什么|如何|规定|要求|区别|手续|条件|标准|比例|有效|[?？]|行|频/u;
/** 小宋，列席的要不要写 */
const TO_COLLEAGUE = /^[老小]\p{Script=Han}[,，]/u;
/** Where a time of one's own is named, what was done then is asked for. */
const OF_A_TIME =
  /[今去前明]年|本[月年季周]|[上下]个?(?:月|季度|周|星期|礼拜)|这个?(?:月|季|周|几)|[这那上下]一?[次回]|[这那]天(?!.?[算起开])|近.{0,2}年|几年来|(?:十[一二]?|[二三四五六七八九])月|昨|今[天晚早]|明[天晚早]|[前后]天|刚才|最近|近期|\d{1,2}月|\d{1,2}[号日]|第[一二三四]季度|[二三四]季度|[上下]半年|历年|目前|现在/u;
/** 登记党费, 导出名单, 各支部: an act, a list, or what was done. */
const OF_WHAT_IS_KEPT =
  /^(?:请|帮我|给我|把)?(?:登记|记一?下|上报|安排|通知|签到|代签|补签|取消|改期|撤销|集结|发展党员[:：]|整改\s*\d|设置|绑定)|导出|名单|台账|花名册|excel|表格|[画出做弄]个?[张个]?[图表]|(?:各|每个|哪个|哪几个|哪些|几个|全部|所有|别的)(?:党?支部|小组|村|单位)|谁[没还欠]|到会率|签到率/u;
/** What was done, or was not: of a rule only where it says so. */
const UNDONE = /[开交收到来][了过](?!.{0,3}(?:才|能))|没[开来交收到去报办搞]|没有[开来交收到去报办搞]/u;
/** 别人问我的, 新来的委员不清楚: why it is asked. */
const WHY =
  /(?<!请)问(?!题)|新来|不(?:清楚|懂|晓得|知道|太?明白|记得)|搞不[清懂]|忘了|忘记|没搞[懂清]|弄不[清懂]|听说|有人说|想了解|学习一下|请教|咨询|考试|答题|心里没底|糊涂|拿不准|说法不一|争|吵/u;
/** What says nothing of what is asked. */
const FILLER =
  /请问|问一?下|问个事|想问|我想|知道|晓得|到底|究竟|一般|按(?:照)?(?:规定|条例|党章)|规定(?:里|上|是)?|条例(?:里|上)?|写的|来着|同志|书记|您|你|我们?|咱们?|俺们?|支部|党员|党组织|党内|里头?|那个|这个|就是|那|这|的话|如果|要是|一个|个|名|的|了|呢|啊|呀|哦|哈|嘛|吗|吧|么|喃|噻|嘞|哇|哩|喽|嘎|是|有|要|得|应该|应当|必须|需要|才|都|也|还|就|又|能|可以|会|在|对|跟|和|与|给|把|为|一|不|没|上|下|人|开|会|算|来|去|到|说|讲|做|搞|弄|办|过|起|从|后|前|时候|时间|[\s,，。.;；?？!！、:：~～"“”()（）]/gu;
/** Characters that nobody knows: a word or two, or so much of the line. */
const FEW = 5;
const MOST_UNKNOWN = 1 / 3;

/** Words of rules as they are slipped or heard. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/[予欲玉育预]备(?=期|党员|的)|预[被背倍]|育备/gu, '预备'],
  [/党[废非肥飞费]/gu, '党费'],
  [/转[证政整](?!改)/gu, '转正'],
  [/请[价嫁驾架]/gu, '请假'],
  [/[枝知织之只]委/gu, '支委'],
  [/换[界借]/gu, '换届'],
  [/脱[当档]/gu, '脱党'],
  [/积[级及]分子/gu, '积极分子'],
  [/介[少召邵]人/gu, '介绍人'],
  [/民主评[意义]/gu, '民主评议'],
  [/流[洞冻]党员/gu, '流动党员'],
  [/三会[以一]科/gu, '三会一课'],
  [/党[科刻]/gu, '党课'],
];

/** 12月我们还没开, 要是有课来不了: what is told beside a rule that is asked for */
const TOLD =
  /要是|如果|万一|[来去]不了|没(?:有)?[开搞讲上办](?:呢|啊|过|成)?$|年纪大|岁数大|腿脚|常年|怕到时候|凑不齐/u;
/** 推迟一天，多长时间都行 leaves it to others, and asks nothing. */
const ANY_WILL_DO =
  /(?:[多几啥谁咋怎哪]|什么|如何)[^,，。?？]{0,8}(?:都|也)(?:行|可以|好|成|中|得|没问题|没关系|无所谓)(?:的|吧|呢|哈|啊|了)*$/u;
/** 11号要想延期咋个报法: how it is done is true of every item. */
const OF_AN_ITEM =
  /^(?:我的?|整改|问题|台账)*\d{1,3}(?:号|条|项)?(?:那[条项个]|整改|问题|的)*(?=(?:要是?|想|要想|如果|打算)*(?:申请)?(?:延期|销号|完成|办完|改完)[^,，]{0,4}(?:咋|怎么|如何))/u;

const ROWS = RULE_ROWS.map(({ rule, about, asks, not, undone, beside }) => ({
  rule,
  undone,
  about: about.map((one) => new RegExp(one, 'u')),
  asks: new RegExp(asks, 'u'),
  not: not === undefined ? undefined : new RegExp(not, 'u'),
  words: new RegExp([...about, asks, ...(beside === undefined ? [] : [beside])].join('|'), 'gu'),
}));

const ABOUT_ANY = new RegExp(RULE_ROWS.map(({ about }) => about[0]).join('|'), 'u');

/** 我的预备期什么时候到: of oneself the day, where it is kept, and the rule. */
const OWN_END =
  /^(?:那|请问)?(?:我|本人)(?:自己)?的?(?:这个)?预备期.{0,8}(?:什么时候|啥时候|啥时间|什么时间|哪天|几号|几时|何时|还有(?:多久|几)|还差|到期|满了?没|到了?没)/u;

/** Undefined where no rule is asked for. */
export function readRule(spans: Spans): Filled | undefined {
  if (spans.s.length <= LONGEST && OWN_END.test(spans.s.trim()))
    return { intent: 'rule', rules: ['probation_length'], mine: true };
  const rules = rulesAsked(spans);
  return rules && { intent: 'rule', rules };
}

/** Undefined where no rule is asked for, or a person, a branch, a time or an item is named. */
function rulesAsked(spans: Spans): readonly RuleName[] | undefined {
  const { items, units, people } = spans;
  if (spans.s.length > LONGEST || spans.s.includes('\n') || !ASKS.test(spans.s)) return undefined;
  if (TO_COLLEAGUE.test(spans.s)) return undefined;
  const slipped = SLIPS.reduce((text, [slip, meant]) => text.replace(slip, meant), spans.s);
  // Most lines are about none of it: a check-in pays for no more than this.
  if (!ABOUT_ANY.test(slipped)) return undefined;
  const s = slipped.replace(OF_AN_ITEM, '');
  const clauses = s.split(/[,，。;；!！?？\s]+/u).filter((clause) => clause !== '');
  const isWhy = (clause: string) => WHY.test(clause) && ruleIn(clause) === undefined;
  if (clauses.some((clause) => ANY_WILL_DO.test(clause))) return undefined;
  const asked = clauses.filter((clause) => !isWhy(clause));
  const isTold = (clause: string) => TOLD.test(clause) && ruleIn(clause) === undefined;
  const asking = asked.filter((clause) => !isTold(clause));
  // 我年纪大了，会能不能不去: what is told may be what it is about.
  const said = ruleIn(asking.join('，')) === undefined ? asked : asking;
  const text = said.join('，');
  if (text === '' || OF_A_TIME.test(text) || OF_WHAT_IS_KEPT.test(text)) return undefined;
  const isNamed = (span: { at: number; end: number }) => text.includes(spans.s.slice(span.at, span.end));
  if (items.some((item) => !item.weak && isNamed(item))) return undefined;
  if (people.some((person) => person.source === 'roster' && isNamed(person))) return undefined;
  if (
    units.some(
      (unit) => isNamed(unit) && unit.end - unit.at <= UNIT && OF_ONE.test(spans.s.slice(unit.at, unit.end)),
    )
  )
    return undefined;
  const whole = ruleIn(text);
  if (whole === undefined) return undefined;
  const each = [...new Set(said.flatMap((clause) => ruleIn(clause) ?? []))];
  // 退休的，党费按几交: what is narrow needs the whole line.
  return each.length > 1 || each.includes(whole) ? each.slice(0, MOST_RULES) : [whole];
}
/** Longer than this it is no name of one: 三个党员能不能成立支部. */
const UNIT = 8;
const OF_ONE = /[一二三四五六七八九十\d]|[村社镇乡]/u;
const MOST_RULES = 3;

function ruleIn(text: string): RuleName | undefined {
  return ROWS.find(
    ({ about, asks, not, undone, words }) =>
      about.every((one) => one.test(text)) &&
      asks.test(text) &&
      !not?.test(text) &&
      (undone || !UNDONE.test(text)) &&
      isRead(text, words),
  )?.rule;
}

function isRead(text: string, words: RegExp): boolean {
  const left = text.replace(words, '').replace(FILLER, '').length;
  return left <= Math.max(FEW, text.length * MOST_UNKNOWN);
}
