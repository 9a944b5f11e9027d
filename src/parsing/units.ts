import { matches } from './matches.ts';
import type { Span } from './message.ts';

// A unit as written: 第一支部, 1支部, 机关党支部, 第二党小组, 城郊党委/第一党支部.
const NUMBERED = '第?(?:[一二三四五六七八九十]{1,3}|\\d{1,3})';
const UNIT = new RegExp(
  `(?<path>[\\u4e00-\\u9fff]{2,12}(?:党委|党工委|总支|支部)(?:/[\\u4e00-\\u9fff\\d]{2,12}){1,3})` +
    `|(?<num>${NUMBERED}(?:党总支|总支|党支部|支部)(?:${NUMBERED}党?小组(?!长))?|${NUMBERED}党?小组(?!长)|第(?:[一二三四五六七八九十]{1,2}|\\d{1,2})组(?!长)|(?<=^|[\\s,。;:\\ue001])(?:[一二三四五六七八九十]{1,2}|\\d{1,2})组(?=[\\s:]|[\\u4e00-\\u9fff]{2,4}(?:签到|到|收到|请假|已到|报到|补签)))` +
    `|(?<named>(?<=(?<pre>[\\u4e00-\\u9fff]{0,14}))(?:党总支|总支(?!书记)|党支部|支部|党委(?!书记|委员|会议)|党工委|党小组(?!会|长|组)))(?![长])`,
  'g',
);
const LEAD =
  /^(?:(?:\d{4}|[今去明本前上当])年度?(?:[上下]半年)?|[上下]半年(?:度)?|前[一二三四1-4]个?季度|(?:上上|下下)个?(?:月份?|周)|(?:第?[一二三四1-4]|[本上下这]个?|当)季度?|[上下本这]个?(?:月份?|周|星期|礼拜)|[本当]月|近?(?:[一二两三四五六七八九十几半]{1,2}|\d{1,2})个?(?:月|周|年|天)(?:来|内|以来)?|(?:[一二三四五六七八九十]{1,3}|\d{1,2})?月份?(?:以来|期间)?|年度?(?=[\u4e00-\u9fff]{2})|以来|期间|国庆|春节|中秋|五一|元旦|清明|端午|[\s\d]|根据|按照|依据|帮|请问|麻烦|帮我|帮忙|帮|给我|给|替|代|向|查询|查一下|查一查|查看|查下|查|看一下|看看|看下|看|问一下|问问|问|统计一下|统计|汇总|导出|下载|生成|发一下|发我|发|列一下|列出|列|报一下|上报|报|想知道|我想|我要|我们是|我们|我是|我|咱们|咱|这是|这里是|是|在|到|和|与|及|对|把|将|按|绑定到?|解绑|的|了|有关|关于|各位|目前|截至|请|现在|现|上次|当前|一下|今|从|由|于|为|通知|安排|发起|组织|让|叫|本群|群|导|要)/;
const NO_NAME =
  /(?:[上下这本每那哪]一?[次回场届个轮]|谁家?|哪家?|[几多少][次场回]|各|哪些|哪个|哪几个|几个|多少|多少个|本|该|全|每个|所有|其他|其它|个|些|我们|咱们|自己|基层|上级|下级|全部|两个|以下|下属|下辖|党|原|名|位|没有|有|和|的|了|向|到|由|经|我|在|给|问|跟|你们?|咱|他们|召开|参加|开|去|来|[今昨明后前]天|[今昨明]日|上午|下午|晚上|今晚|昨晚|明晚|[上下本这]周|周[一二三四五六日天]|[\d一二三四五六七八九十][日号月年][份度]?|[去今明]年|个月|本月|上月|下月|季度)$/;
const CUT =
  /(?:的|了|查询|看看|统计|召开|参加|一下|我们|咱们|情况|是|开了|请假|补签|代签|签到|因为|参会|组织|里面|我在|来自|哪些|几个|张罗)/g;

export interface UnitMention extends Span {
  text: string;
}

/** Units named in a text; 各支部, 哪些支部 and 本支部 are none. */
export function findUnits(s: string): UnitMention[] {
  if (!/支|组|党委|党工委/.test(s)) return [];
  const found: UnitMention[] = [];
  let last = 0;
  let seen = 0;
  for (const m of matches(UNIT, s)) {
    if (++seen > 24) break;
    if (m.groups!.named !== undefined && AT_PLACE.test(s.slice(Math.max(0, m.index - 4), m.index))) continue;
    const g = m.groups!;
    const end = m.index + m[0].length;
    let at = m.index;
    if (g.path !== undefined) at += leadLength(g.path);
    else if (g.named !== undefined) {
      const own = namedStart(s, m.index, g.pre ?? '', last);
      if (own === undefined) continue;
      at = own;
    } else if (/^[两几]/.test(m[0])) continue;
    // 张三党小组会: the numeral is a given name.
    else if (/^[一二三四五六七八九十]/.test(m[0]) && GIVEN_BEFORE.test(s.slice(0, at).slice(-2))) continue;
    else at = numberedStart(s, at, last);
    found.push({ at, end, text: s.slice(at, end) });
    last = end;
  }
  return found;
}

/** 党群服务中心支部大会: where, not whose. */
const AT_PLACE = /(?:服务中心|食堂|会议室|活动室|树下|礼堂|大厅|广场|[一二三四五六]楼|办公室|教室)$/;
const GIVEN_BEFORE = /(?:^|[^\u4e00-\u9fff]|和|与|、|帮|替)[赵钱孙李周吴郑王张刘陈杨冯]$/;
const BODY =
  /(?:机关|社区|[村镇乡局厂所站院]|公司|学校|中学|小学|街道|中心|退休|老干部|企业|集团|农场|林场|车间|物业|商会|协会|园区|居委会|大队|片区|教工|学生|后勤|行政)$/;

/** 机关第二党支部: the body before the number belongs to the name. */
function numberedStart(s: string, at: number, last: number): number {
  let from = Math.max(last, at - 20);
  const run = /[\u4e00-\u9fff\d]*$/.exec(s.slice(from, at))![0];
  from = at - run.length;
  for (let lead = leadLength(s.slice(from, at)); lead > 0; lead = leadLength(s.slice(from, at))) from += lead;
  let cut = 0;
  for (const c of matches(CUT, s.slice(from, at))) cut = c.index + c[0].length;
  from += cut;
  return at - from >= 2 && BODY.test(s.slice(from, at)) ? from : at;
}

/** Where the name of a unit begins that ends in 支部, 党委 …; undefined when nothing but filler stands before. */
function namedStart(s: string, tail: number, pre: string, last: number): number | undefined {
  let from = Math.max(tail - pre.length, last, tail - 12);
  let words = s.slice(from, tail);
  for (let lead = leadLength(words); lead > 0; lead = leadLength(words)) {
    from += lead;
    words = words.slice(lead);
  }
  let cut = 0;
  for (const c of matches(CUT, words)) cut = c.index + c[0].length;
  from += cut;
  words = words.slice(cut);
  if (words.length < 2 || NO_NAME.test(words) || /^(?:各|全|所有|每|本|哪|其他)/.test(words))
    return undefined;
  return from;
}

const leadLength = (words: string) => LEAD.exec(words)?.[0].length ?? 0;
