// 集结: calling people together, asking how far it is, ending it. Strict: a word about a muster must not wake a village.
import type { Filled } from '../../domain/intent.ts';
import { TEAM_NAME } from '../../domain/organisation/teams.ts';
import type { Called } from '../../domain/slots.ts';
import { PLACE_ENDING } from '../lexicon/places.ts';
import { readNumber } from '../numerals.ts';
import { written } from '../slots/written.ts';
import { momentOf, periodOf } from '../spans/time/resolve.ts';
import { readMusterMoved } from './muster-change.ts';
import { readMusterFigures } from './muster-figures.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf } from './shape.ts';

const LONGEST = 200;
const ASK_END = '(?:了|呢|吗|吧|啊|[?!。])*$';
const ROLL = [
  new RegExp(
    `^(?:请|看看?|看一下|查看?|查一下|现在|目前|这次|本次|刚才的?)*(?:演练)?集结(?:的)?(?:(?:情况|进展|进度)(?:怎么样|怎样|如何)?|怎么样|如何|到了?(?:多少|几个?)人?|谁(?:还)?没.{0,4}|还(?:差|缺|有)谁.{0,4})${ASK_END}`,
    'u',
  ),
  new RegExp(
    `^(?:这次|上次|刚才的?)?(?:集结|演[练习])(?:的时候|时候?|中|那[次天])?(?:还有|都有)?(?:谁|哪些人|哪几个)(?:还)?(?:没有?|未)(?:到岗?|来|回音|回复|收到|响应)${ASK_END}|^(?:还有)?(?:谁|哪些人|哪几个)(?:还)?(?:没有?|未)(?:到岗|回音|回复集结|响应)${ASK_END}|^(?:到岗|集结到岗)情况${ASK_END}|^(?:现在|已经)*(?:有)?(?:几|多少)个?人到岗${ASK_END}`,
    'u',
  ),
];
const EXPORT =
  /集结.{0,6}(?:名单|名册|花名册|表|excel)|(?:导出|下载|打印).{0,10}集结|(?:导出|下载|打印).{0,6}演[练习].{0,3}(?:名单|名册)/iu;
const LIST =
  /(?:昨[天日晚]|前天|上次|上一次|上回|最近一次|上周).{0,3}(?:集结|演[练习]){1,2}[,，、]?(?:有|一共|总共|都|共|的|是|按时|及时|准时)*(?:(?:多少|几)个?人(?:是|都|按时|及时|准时|能)*(?:收到|到岗|到位|到|来|回音|回复|响应|赶到)|(?:收到|到岗|到位|回音|回复|响应|赶到)(?:的|了)*(?:有)?(?:(?:多少|几)个?人?|情况|率))|^(?:上次|上一次|昨[天日晚]|前天|上周|上个?月)的?(?:演练)?集结(?:的)?(?:情况|结果)?(?:怎么样|怎样|如何)?(?:了|呢)?[?。]*$|(?:昨[天日晚]|前天|上次|上周).{0,2}集结(?:来|到|去)?了?(?:多少|几个?)人|集结(?:的)?(?:演练)?(?:的)?(?:记录|历史|次数|统计|台账)|(?:几|多少)次(?:演练)?集结|集结(?:演练)?过?了?(?:几|多少)次|历次(?:演练)?集结|^(?:以前|过去)的集结/u;
const END =
  /^(?:请|可以|现在)*(?:结束|解除|停止)(?:了)?(?:这次|本次|这个)?(?:演练|演习)(?:了|吧)?[!。]*$|^(?:本次|这次)?(?:演练|演习)(?:结束|完毕|到此为止)(?:了|吧)?[!。]*$|^(?:请|可以|现在)*(?:结束|解除|收尾)(?:了)?(?:这次|本次|这个)?(?:演练)?集结|^(?:本次|这次)?(?:演练)?集结(?:演练)?(?:结束|解除|完毕|到此)|^(?:(?:人)?(?:都|全)?(?:已经?)?(?:到齐|到|回来)了?[,、\s]*)?收队(?:了|吧)?[!。]*$/u;
const CANCEL =
  /^(?:请|赶紧|快)*(?:取消|撤销|撤回)(?:这次|本次|这个|刚才的?)?(?:演练|演习)(?:了|吧)?[!。]*$|^(?:请|赶紧|快)*(?:取消|撤销|撤回|停止|中止|终止)(?:这次|本次|这个|刚才的?)?(?:演练)?集结|^(?:不|别|不用|不要|先别)集结了?[!。]*$|^(?:刚才的?)?集结(?:取消|作废|发错了)/u;
/** Asked about, told of, or a thing of that name. */
const NO_CALL =
  /[?]|[吗么呢]$|什么|怎么|怎样|几点(?!前)|(?:谁|哪些人|哪个)(?:可以|能|有权)|集结(?:号|地|点|完|过|得|力|令|时间|地点|情况)|(?:已经?|曾|昨[天日晚]|前天|上次|上周)[^,]{0,6}集结|集结了(?!$)|(?:不|没|别|勿)[^,]{0,3}集结/u;
const CALL = /集结|紧急集合/u;
const DRILL = /(?:这是)?(?:[一1][次场个])?(?:应急)?(?:演练|演习|拉练)[::]?/gu;
const DURATION =
  /(?:在|于|请)?(?<count>半|[\d零一二两三四五六七八九十百]+)(?<half>个?半)?个?(?<unit>小时|钟头|分钟|分|刻钟)(?<half2>半)?(?:之?内|以内|后)?/u;
const PLACE =
  /(?:地点(?:是|在|为)?[::]?|赶到|赶往|赶赴|前往|奔赴|到达|到|去|在|往)\s*(?<place>[^\s,。;;、::到去]{2,24}?)(?:集合|集结|待命|报到|会合|集中)?(?=[\s,。;;]|$)/u;
const REASON = /(?:事由|原因|任务|因为|由于|参加|因)[::]?\s*(?<reason>[^\s,。;;]{2,40})/u;
/** 河堤防汛: where, and what for. */
const TASK =
  /(?<=..)(?:参加|开展)?(?:防汛|抗洪|抢险|救灾|救援|灭火|扑火|防火|除雪|清雪|抗旱|值守|巡查|巡堤|搜救|排涝|疏散群众|转移群众|维稳)(?:工作|任务)?$/u;
const BARE_PLACE = new RegExp(`^.{0,10}${PLACE_ENDING}(?:门口|院内|广场)?$`, 'u');
/** What surrounds the people in a call, and is none of it; 党员先锋队 is a name. */
const AROUND =
  /请|麻烦|立即|立刻|马上|赶紧|迅速|火速|紧急|速|通知|召集|叫上?|让|把|给我|全体|所有|全部|全员|各位|大家|党员(?![^和与及跟\s]{0,6}队)|同志们?|干部|成员|队员|人员|的人|人|一下|一次|进行|开展|组织|前|内|的|[、和与及跟,::!。]/gu;
const ALL =
  /(?<!安)全(?:党支部|支部|党小组|小组)(?:全体|的?人|党员)*|全体|所有(?:人|党员)|全员|大家|全[镇县市区乡村街]/u;

/** What is said of a muster; undefined where it is something else, or only speaks of one. */
export function readMuster(h: Heard, s: string): Filled | undefined {
  if (s.length > LONGEST) return undefined;
  const figures = readMusterFigures(h);
  if (figures) return figures;
  if (ROLL.some((form) => form.test(s))) return { intent: 'muster_roll' };
  if (h.people.length > 0 && ORDER.test(h.shape)) return { intent: 'none' };
  const marked = readForOthers(h, s);
  if (marked) return marked;
  const spoken = readSpoken(h, s);
  if (spoken) return spoken;
  if (!CALL.test(s) && !/收队|集合/.test(s) && !/演[练习]/.test(s)) return undefined;
  const moved = readMusterMoved(h, s);
  if (moved) return moved;
  if (CANCEL.test(s)) return { intent: 'muster_cancel' };
  if (END.test(s)) return { intent: 'muster_end' };
  if (LIST.test(s)) return { intent: 'muster_list', ...spanOf(h) };
  if (EXPORT.test(s)) return { intent: 'muster_export' };
  return NO_CALL.test(s) || !CALL.test(s) ? undefined : readCall(h, s);
}

const GATHER =
  /(?:全体|所有)(?:党员|人|同志|干部|队员)?们?(?:都|马上|立即|立刻|赶紧|赶快|火速|迅速|现在|速)+(?:到|来|去|赶)|集合|召集|喊来|叫来|叫上|喊上|喊过来|叫过来|赶到|(?:全|都|全部|全体)(?:都)?(?:到|来|去|赶)/u;
const AT_ONCE =
  /\d{1,3}\s*分钟|[一二三四五六七八九十两半]+\s*(?:个半?)?(?:分钟|小时|钟头)|马上|立即|立刻|火速|赶紧|赶快|紧急/u;
const MEETING = /会|课|党日|签到|请假|上报|学习|培训|参观|活动|明天|后天|下周|周[一二三四五六日天]/u;
/** Where they are called to is no meeting. */
const HALL =
  /(?:村|居|社区)(?:民)?委(?:员)?会|(?:村|居)委|党委会?|活动室|学校|会议(?:室|中心)|文化活动中心/gu;
const WE = /(?:咱们?|我们|本)(?:党?支部|村|队|组)?(?:里)?的?(?:全体|所有)?(?:人|党员|同志|干部)?/u;

/** 一支部的全都到河堤来，半小时内; 把先锋队喊来，一个小时到镇政府: a call by other words, of a unit, a team or one's own, and urgent. */
function readSpoken(h: Heard, s: string): Filled | undefined {
  const isPractised = /演练|演习|拉练/u.test(s) && DURATION.test(s);
  if (
    CALL.test(s) ||
    !(GATHER.test(s) || isPractised) ||
    MEETING.test(s.replace(HALL, '')) ||
    NO_CALL.test(s)
  )
    return undefined;
  if (!PLACE.test(s) || !(AT_ONCE.test(s) || /^(?:马上|请|快)?集合/u.test(s))) return undefined;
  const isOwn = WE.test(s) && h.units.length === 0;
  const isTeam = TEAM_NAME.test(
    s
      .replace(/^.*?(?:把|叫上?|喊上?|让|通知|召集|集合)/u, '')
      .replace(/(?:喊|叫|都|全|马上|立即|到|去|来|集合|赶).*$/u, ''),
  );
  if (!isOwn && !isTeam && h.units.length === 0) return undefined;
  // Where to and how soon stand behind the people, whatever was said ahead of them.
  const text = s
    .replace(WE, isOwn ? '全体人' : '$&')
    .replace(/(?<=到[^,，。\s]{2,14})来(?=$|[,，。\s])/u, '');
  const call = readCall(
    { ...h, s: text },
    text.replace(GATHER, (word) => (/^(?:全|都)/u.test(word) ? `,${word.slice(-1)}` : ' ')),
  );
  const { called } = call;
  if (
    called === undefined ||
    (called.units.length + called.names.length === 0 &&
      !called.all &&
      !called.words.some((w) => TEAM_NAME.test(w)))
  )
    return undefined;
  return {
    ...call,
    called: { ...called, words: called.words.filter((w) => TEAM_NAME.test(w)) },
    spoken: true,
  };
}

/** 马上让李四、王五到村委会来: they are told to come, and nobody has come yet. */
const ORDER = new RegExp(
  `^(?:马上|立即|立刻|赶紧|快|火速|现在|麻烦)*(?:让|叫|喊|通知|请)(?:${PERSON}(?:同志)?[、,，和与及跟\\s]*)+(?:马上|立即|立刻|赶紧|快|火速|现在|都|也)*(?:到|来|去|过来|过去|回来|赶)(?!了|会了|齐)(?!.*签到)`,
  'u',
);

function spanOf(h: Heard): Pick<Filled, 'period'> {
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  return period ? { period } : {};
}

const FOR_OTHERS =
  /^[\s,、和]*(?:都|也|已经?|全|,)*(?:(?<arrived>到岗|到位)|(?<none>没有?到岗|未到岗))(?:了|啦)?(?:[,\s]*(?:记错了?|弄错了?|改一下))?$/u;

/** 张三、李四到岗了: of others, said with a word that only musters have. */
function readForOthers(h: Heard, s: string): Filled | undefined {
  if (h.people.length === 0 || !/到岗|到位/.test(s)) return undefined;
  const found = FOR_OTHERS.exec(without(h, s));
  if (!found) return undefined;
  return {
    intent: 'muster_answer',
    what: found.groups!.none ? 'none' : 'arrived',
    names: h.people.map((p) => nameOf(h, p)),
  };
}

function without(h: Heard, s: string): string {
  let rest = s;
  for (const p of [...h.people].reverse()) rest = rest.slice(0, p.at) + rest.slice(p.end);
  return rest;
}

const blanks = (text: string) => ' '.repeat(text.length);

/** Every part keeps its place in the text: what was read is blanked out, and what is left says whom it is for. */
function readCall(h: Heard, s: string): Filled {
  const drill = /演练|演习|拉练/u.test(s);
  let t = s.replace(DRILL, blanks);
  const filled: Filled = { intent: 'muster_call', ...(drill && { drill }) };
  const take = (pattern: RegExp, name: string): string | undefined => {
    const found = pattern.exec(t);
    if (!found) return undefined;
    t = t.slice(0, found.index) + blanks(found[0]) + t.slice(found.index + found[0].length);
    return found.groups?.[name]?.trim();
  };
  const lasts = DURATION.exec(t);
  const minutes = lasts ? minutesOf(lasts.groups!) : undefined;
  if (lasts && minutes !== undefined) {
    take(DURATION, 'count');
    filled.minutes = minutes;
  } else {
    const time = h.times.find((one) => one.hasClock);
    const { startAt, endAt } = time ? momentOf(time, h.today, 'forward') : {};
    const at = endAt ?? startAt;
    if (time && at?.includes('T')) filled.dueAt = at;
    if (time) t = t.slice(0, time.at) + ' '.repeat(time.end - time.at) + t.slice(time.end);
  }
  const reason = take(REASON, 'reason');
  t = t.replace(/紧急集合|集结/gu, blanks);
  const said = take(PLACE, 'place')?.replace(/(?:集合|集结|待命|报到)$/u, '');
  const task = said === undefined ? undefined : TASK.exec(said)?.[0];
  const { called, left } = whomIn(h, t);
  // 紧急集合 全体党员 村委会: a place by itself.
  const bare = said === undefined ? left.findIndex((part) => BARE_PLACE.test(part)) : -1;
  const place = bare >= 0 ? left.splice(bare, 1)[0] : task ? said!.slice(0, -task.length) : said;
  if (place) filled.place = place;
  const topic = [reason, task, ...left].filter((part) => part !== undefined && part !== '').join('，');
  return { ...filled, called, ...(topic !== '' && { topic }) };
}

function minutesOf(said: Readonly<Record<string, string | undefined>>): number | undefined {
  const count = said.count === '半' ? 0.5 : readNumber(said.count!);
  if (count === undefined) return undefined;
  const each = said.unit === '刻钟' ? 15 : said.unit!.startsWith('分') ? 1 : 60;
  const half = said.half || said.half2 ? 0.5 : 0;
  return Math.round((count + half) * each);
}

/** Segments that name units, people or teams, and the words of those that do not. */
function whomIn(h: Heard, t: string): { called: Called; left: string[] } {
  const called: Called = { units: [], names: [], words: [] };
  const left: string[] = [];
  const odd: string[] = [];
  for (const { 0: segment, index } of t.matchAll(/[^\s,。;;]+/gu)) {
    const within = <S extends { at: number; end: number }>(spans: readonly S[]) =>
      spans.filter(({ at, end }) => at >= index && end <= index + segment.length);
    const units = within(h.units);
    const people = within(h.people);
    called.units.push(...units.map((unit) => written(h, unit)));
    called.names.push(...people.map((p) => nameOf(h, p)));
    let rest = segment;
    for (const span of [...units, ...people].sort((a, b) => b.at - a.at))
      rest = `${rest.slice(0, span.at - index)}、${rest.slice(span.end - index)}`;
    const isAll = ALL.test(rest);
    if (isAll) called.all = true;
    const words = rest
      .replace(ALL, '、')
      .split('、')
      .map((word) => word.replace(AROUND, ''));
    for (const word of words.filter((one) => one !== ''))
      if (TEAM_NAME.test(word)) called.words.push(word);
      else if (units.length > 0 || people.length > 0) called.words.push(word);
      else odd.push(word);
  }
  const isNamed = called.units.length + called.names.length + called.words.length > 0 || called.all === true;
  if (isNamed) left.push(...odd);
  else {
    called.words.push(...odd.slice(0, 1));
    left.push(...odd.slice(1));
  }
  return { called, left };
}
