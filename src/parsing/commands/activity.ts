import type { Filled } from '../../domain/intent.ts';
import { asWritten } from '../message.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';

const MOVE =
  /改期|改到|改为|改成|改至|调整到|调整为|调整至|推迟到|推迟至|提前到|提前至|延期到|延期至|延到|顺延到|挪到|换到|改在/;
const CANCEL =
  /^(?:通知|各位|大家好|请注意|抱歉|,|:|\s)*(?:取消|不开|停开|作废)|(?:取消|(?<![走离打抽分忙得])不开|停开|不搞|不办)(?:了|,|。|$)/;
const LEAVE = /请假|签到|参加不了|来不了|整改|问题|号召|固定日|绑定|吗|\?|谁|销号/;

/** 改期 and 取消 of a planned meeting; both times of 从A改到B are given. */
export function readActivityCommand(r: Heard): Filled | undefined {
  if (LEAVE.test(r.rest) || r.s.length > 200) return undefined;
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
    const day = !target.hasDate && old ? momentOf(old, r.today, 'forward').startAt?.slice(0, 10) : undefined;
    const keep = (at: string) => (day === undefined ? at : day + at.slice(10));
    if (moment.startAt !== undefined) intent.startAt = keep(moment.startAt);
    if (moment.endAt !== undefined) intent.endAt = keep(moment.endAt);
  }
  const fromAt = old && momentOf(old, r.today, 'forward').startAt;
  if (fromAt !== undefined) intent.fromAt = fromAt;
  const place =
    /(?:地点|改在|到|在)[:\s]?([\u4e00-\u9fffA-Za-z\d]{2,20}(?:室|厅|堂|场|中心|部|楼|广场|会|学校|馆|家))/.exec(
      r.rest.slice(from),
    );
  if (place) intent.place = asWritten(r.m, place[1]!);
  return target || place || r.types.length > 0 ? intent : undefined;
}
