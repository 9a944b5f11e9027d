import type { Filled } from '../../domain/intent.ts';
import { HOME, PLACE_ENDING } from '../lexicon/places.ts';
import { asWritten } from '../message.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { momentsOf, readChanges } from './changes.ts';
import { type Heard, scopeOf } from './rest.ts';

const MOVE =
  /改期|改到|改为|改成|改至|调整到|调整为|调整至|推迟到|推迟至|提前到|提前至|延期到|延期至|延到|顺延到|挪到|换到|改在|(?<![整修更])改(?=\ue001+(?:吧|了|开)?[。!\s]*$)/;
const CANCEL =
  /^(?:通知|各位|大家好|请注意|抱歉|,|:|\s)*(?:取消|不开|停开|作废)|(?:取消|(?<![走离打抽分忙得])不开|停开|不搞|不办)(?:了|,|。|$)/;
const OFF = '(?:取消|不开|停开|不搞|不办|不上|作废)';
const MEETING = '(?:的)?(?:[那这][次场个](?:的)?(?:会议|活动|会|课)?|会议|活动|会|课|学习)';
const OF_DAY = new RegExp(
  '^(?:通知|各位(?:党员|同志)*|大家好|请注意|抱歉|[,:、。!\\s])*(?:(?:因为?|由于)[^\ue001]{1,15}?)?(?:把|原定)?' +
    `(?:\ue001[\ue001\\s]*${MEETING}(?:就|也|先|都|暂时)*${OFF}|\ue001[\ue001\\s]*(?:就|先|都)*不开会(?=了)|取消[\ue001\\s]*\ue001${MEETING})` +
    '(?:[了吧哈啊,。!\\s]|请|望|大家|各位|同志们?|互相|相互|转告|告知|通知|知悉|周知|注意|时间|另行|再定|一下)*$',
  'u',
);
/** Of another matter, told of what is over, or only thought of. */
const LEAVE =
  /请假|签到|参加不了|来不了|整改|问题|号召|固定日|绑定|吗|\?|谁|销号|应到|实到|到会|来了|没来|缺勤|缺席|出席\d|上报|谨报|补报|更正|如果|假如|要是|可能/;

/** 换到村部, 改在老李家 */
const NEW_PLACE = new RegExp(
  `(?:^|地点|改在|到|在)[:\\s]?([\\u4e00-\\u9fffA-Za-z\\d]{0,18}(?:${PLACE_ENDING}|${HOME}|部|会))`,
  'u',
);

/** 改期 and 取消 of a planned meeting; both times of 从A改到B are given. */
export function readActivityCommand(r: Heard): Filled | undefined {
  if (LEAVE.test(r.rest) || r.s.length > 200) return undefined;
  const changes = readChanges(r);
  if (changes) return changes;
  const meeting = r.types.length > 0 || /会议|活动|会|学习/.test(r.rest);
  const move = MOVE.exec(r.rest);
  if (move && (meeting || move[0] === '改期')) return change(r, move.index + move[0].length);
  const ofDay = calledOffByDay(r);
  if (ofDay) return ofDay;
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

/** 12月9号那次取消, 明天的会不开了: the meeting of that day, whatever its kind. */
function calledOffByDay(r: Heard): Filled | undefined {
  const [time, ...more] = r.times;
  if (r.types.length > 0 || !time?.hasDate || time.isRange || more.length > 0) return undefined;
  if (!OF_DAY.test(r.rest)) return undefined;
  const startAt = momentOf(time, r.today, 'forward').startAt;
  return startAt === undefined ? undefined : { intent: 'activity_cancel', ...common(r), startAt };
}

function common(r: Heard): Pick<Filled, 'activityType' | 'scope'> {
  return { ...(r.types[0] && { activityType: r.types[0].type }), ...scopeOf(r) };
}

function change(r: Heard, from: number): Filled | undefined {
  const fresh = r.times.find((t) => t.at >= from);
  const old = r.times.find((t) => t.at < from);
  const intent: Filled = { intent: 'activity_change', ...common(r), ...momentsOf(r, old, fresh) };
  const place = NEW_PLACE.exec(r.rest.slice(from));
  if (place) intent.place = asWritten(r.m, place[1]!).replace(/^(?:换到|改到|改为|改成|改在|移到|挪到)/u, '');
  return fresh || place || r.types.length > 0 ? intent : undefined;
}
