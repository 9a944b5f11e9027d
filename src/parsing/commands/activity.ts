import type { Filled } from '../../domain/intent.ts';
import { PLACE_ENDING } from '../lexicon/places.ts';
import { asWritten, mask } from '../message.ts';
import { readNumber } from '../numerals.ts';
import { written } from '../slots/written.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const MOVE =
  /改期|改到|改为|改成|改至|调整到|调整为|调整至|推迟到|推迟至|提前到|提前至|延期到|延期至|延到|顺延到|挪到|换到|改在|(?<![整修更])改(?=\ue001+(?:吧|了|开)?[。!\s]*$)/;
const CANCEL =
  /^(?:通知|各位|大家好|请注意|抱歉|,|:|\s)*(?:取消|不开|停开|作废)|(?:取消|(?<![走离打抽分忙得])不开|停开|不搞|不办)(?:了|,|。|$)/;
/** Of another matter, told of what is over, or only thought of. */
const LEAVE =
  /请假|签到|参加不了|来不了|整改|问题|号召|固定日|绑定|吗|\?|谁|销号|应到|实到|到会|来了|没来|缺勤|缺席|出席\d|上报|谨报|补报|更正|如果|假如|要是|可能/;

const OF_IT = '(?:的|这次|本次)*(?:会议|活动|会)?(?:的)?';
const PLACE = new RegExp(
  `^${OF_IT}(?:开会|活动|会议)?(?:地点|地方|会场|场地)(?:改|换|调整|变更|变|移)(?:为|到|成|在|至)?[:\\s]*(?<place>[^,，。;；]{2,20})$`,
  'u',
);
const OTHER_PLACE =
  /^(?:的)?(?:换|改)(?:个|一下|一个)?(?:地方|地点|场地|会场)[,，]?(?:改|换|移)?(?:到|在|去|成|为)(?<place>[^,，。;；]{2,20})$/u;
const TOPIC =
  /^(?:的)?(?:活动|会议)?(?:主题|议题)(?:改|换|调整|变)(?:为|成|到)?[:：\s]*(?<topic>[^,，。;；]{2,40})$/u;
const SHIFT =
  /(?<way>推迟|延后|延迟|延期|顺延|往后(?:推|延)|后延|晚|提前|提早|往前提)(?<n>[\d一二两三四五六七八九十半]{1,3})(?:(?<more>个半)|个?)(?<unit>半?小时|半?钟头|分钟|刻钟|天|周|星期)(?<half>半)?(?:开|召开|举行|进行)?(?:了|吧)?$/u;
const PERSON_OF = /^(?:的)?(?<role>主讲人?|讲课人|授课人|主持人?)(?:改|换|变更|调整)(?:为|成|由|到)?[:\s]*/u;
const MINUTES: Readonly<Record<string, number>> = {
  分钟: 1,
  刻钟: 15,
  小时: 60,
  钟头: 60,
  半小时: 30,
  半钟头: 30,
  天: 1440,
  周: 10_080,
  星期: 10_080,
};

/** 地点改为一楼大厅, 推迟一个小时, 主讲人换成李四: the rest of the plan stays. */
function readPartlyChanged(r: Heard): Filled | undefined {
  if (r.s.length > 60 || /[?？]|吗/.test(r.s)) return undefined;
  // A length of days is no day of its own here.
  const dates = r.times.filter((t) => t.kind !== 'duration');
  const said = mask(r.s, [...r.units, ...r.types, ...dates]).replace(/[\ue001\s]+/gu, '');
  const topic = TOPIC.exec(said);
  if (topic) return { intent: 'activity_change', ...which(r), topic: asWritten(r.m, topic.groups!.topic!) };
  const place = PLACE.exec(said) ?? OTHER_PLACE.exec(said);
  if (place) return { intent: 'activity_change', ...which(r), place: asWritten(r.m, place.groups!.place!) };
  const person = PERSON_OF.exec(said);
  const name =
    person && r.people.length === 1
      ? written(r, { at: r.people[0]!.nameAt, end: r.people[0]!.nameEnd })
      : undefined;
  if (person && name && said.length <= person[0].length + name.length + 3)
    return {
      intent: 'activity_change',
      ...which(r),
      [person.groups!.role!.startsWith('主持') ? 'host' : 'lecturer']: name,
    };
  const shift = SHIFT.exec(said);
  const isMeeting = r.types.length > 0 || /^(?:会议|活动|会|这次|本次)/.test(said) || shift?.index === 0;
  if (!shift || !isMeeting || shift.index > 8) return undefined;
  const { way, n, more, unit, half } = shift.groups!;
  const size = MINUTES[unit!]!;
  const count = n === '半' ? 0.5 : readNumber(n!);
  if (count === undefined) return undefined;
  const minutes = Math.round(count * size + (half || more ? size / 2 : 0));
  return { intent: 'activity_change', ...which(r), shift: /^(?:提|往前)/.test(way!) ? -minutes : minutes };
}

/** 换到村部, 改在老李家 */
const NEW_PLACE = new RegExp(
  `(?:^|地点|改在|到|在)[:\\s]?([\\u4e00-\\u9fffA-Za-z\\d]{0,18}(?:${PLACE_ENDING}|.家|部|会))`,
  'u',
);

/** Kind, unit and day of the meeting that is changed. */
function which(r: Heard): Partial<Filled> {
  const day = r.times.find((t) => t.hasDate);
  const at = day && momentOf(day, r.today, 'forward').startAt;
  return { ...common(r), ...(at !== undefined && { fromAt: at }) };
}

/** 改期 and 取消 of a planned meeting; both times of 从A改到B are given. */
export function readActivityCommand(r: Heard): Filled | undefined {
  if (LEAVE.test(r.rest) || r.s.length > 200) return undefined;
  const partly = readPartlyChanged(r);
  if (partly) return partly;
  const meeting = r.types.length > 0 || /会议|活动|会|学习/.test(r.rest);
  const move = MOVE.exec(r.rest);
  if (move && (meeting || move[0] === '改期')) return change(r, move.index + move[0].length);
  if (
    !CANCEL.test(r.rest) ||
    !(
      r.types.length > 0 ||
      /^\s*取消(?:[\ue001\s的]*(?:会议|活动|这次会|本次会|今天的会))?[\ue001\s]*$/.test(r.rest)
    )
  )
    return undefined;
  const intent: Filled = { intent: 'activity_cancel', ...common(r) };
  const when = r.times[0] && momentOf(r.times[0], r.today, 'forward').startAt;
  if (when !== undefined) intent.startAt = when;
  return intent;
}

function common(r: Heard): Pick<Filled, 'activityType' | 'scope'> {
  return { ...(r.types[0] && { activityType: r.types[0].type }), ...scopeOf(r) };
}

function change(r: Heard, from: number): Filled | undefined {
  const intent: Filled = { intent: 'activity_change', ...common(r) };
  const fresh = r.times.find((t) => t.at >= from);
  const old = r.times.find((t) => t.at < from);
  const target = fresh;
  // 改到下周: a week is no day.
  if (target && target.kind !== 'period') {
    const moment = momentOf(target, r.today, 'forward');
    // 周五的党课改到下午4点: a clock time alone stays on the old day.
    const day =
      !target.hasDate && old?.hasDate ? momentOf(old, r.today, 'forward').startAt?.slice(0, 10) : undefined;
    const keep = (at: string) => (day === undefined ? at : day + at.slice(10));
    if (moment.startAt !== undefined) intent.startAt = keep(moment.startAt);
    if (moment.endAt !== undefined) intent.endAt = keep(moment.endAt);
    if (!target.hasDate && !old?.hasDate) intent.dayIs = 'lacking';
    if (target.part && !target.hasClock) intent.clockIs = 'lacking';
    else if (target.clock && !target.clock.marked) intent.clockIs = 'bare';
  }
  const fromAt = old?.hasDate && momentOf(old, r.today, 'forward').startAt;
  if (fromAt) intent.fromAt = fromAt;
  const place = NEW_PLACE.exec(r.rest.slice(from));
  if (place) intent.place = asWritten(r.m, place[1]!).replace(/^(?:换到|改到|改为|改成|改在|移到|挪到)/u, '');
  return target || place || r.types.length > 0 ? intent : undefined;
}
