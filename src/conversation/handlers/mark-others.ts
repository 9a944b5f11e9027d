// 代签 and 接龙: the secretary (or the group leader for a 党小组会) records others by one message.

import { instantOf } from '../../domain/calendar/time.ts';
import { type Filled, type IntentOf, toIntent } from '../../domain/intent.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, type Ended } from '../act.ts';
import { candidates, isNamed, type Near, nearest, targetOf, unitsOf } from '../near.ts';
import { askWhetherOld } from '../old-meeting.ts';
import { meaning, type Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { activityWords } from '../words.ts';
import { mark } from './mark.ts';
import { clockTime } from './plan-activity.ts';
import { report } from './record/report.ts';

type Meant =
  | { kind: 'roll'; near: Near }
  /** of a meeting that nobody planned */
  | { kind: 'told' };

/** The line where no meeting fits; `isNothing`: none is near at all. */
type NoneMarked = Ended & { isNothing?: true };

/**
 * 接龙 list: names are present, those marked 请假 are on leave. 全员到齐 and 除张三请假其他都到了 settle the whole roll: of a meeting
 * that is over they are its report.
 */
export const roster = act<'roster_checkin', Meant>({
  permit: {
    actions: ['mark_others'],
    // Its report asks for itself.
    asked: (_turn, meant) =>
      meant.kind === 'told' ? [] : [{ action: 'mark_others', on: targetOf(meant.near.activity) }],
  },
  async about(turn) {
    const found = await markedActivity(turn, turn.intent.scope, false);
    if ('near' in found) return { kind: 'roll', near: found.near };
    return found.isNothing && isMeetingTold(turn) ? { kind: 'told' } : found;
  },
  carryOut(turn, meant) {
    const { intent } = turn;
    if (meant.kind === 'told') return asReport(turn, intent);
    const { activity, phase } = meant.near;
    if (intent.everyone && phase !== 'open') {
      const { startAt: _day, endAt: _end, ...said } = intent;
      return asReport(turn, { ...said, activityId: activity.id });
    }
    return mark(turn, activity, {
      how: 'roster',
      state: 'present',
      names: intent.names ?? [],
      absent: intent.absent ?? [],
      unexcused: intent.unexcused ?? [],
      everyone: intent.everyone === 'absent' ? 'absent' : intent.everyone && 'present',
      late: intent.late ?? [],
    });
  },
});

/** The open one, else the last past one (a list often comes after), never one that is still far away. */
export async function markedActivity(
  turn: Turn<'checkin' | 'makeup_checkin' | 'roster_checkin'>,
  scope: string | undefined,
  isMakeup: boolean,
): Promise<{ near: Near } | NoneMarked> {
  const unit = unitInQuestion(turn, scope);
  if (unit && 'reply' in unit) return unit;
  const { activityId }: Filled = turn.intent;
  const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), activityId);
  const named = near.filter((n) => isNamed(n, turn.intent));
  const over = named.filter((n) => n.phase === 'closed' || n.phase === 'recorded');
  const open = named.filter((n) => n.phase === 'open');
  const begun = [...over, ...open].findLast((n) => n.activity.startAt <= turn.now);
  const meant = isMakeup ? (begun ?? nearest(turn, open)) : (nearest(turn, open) ?? over.at(-1));
  if (meant) return (isMakeup ? undefined : await askWhetherOld(turn, meant)) ?? { near: meant };
  const next = named.find((n) => n.phase === 'planned');
  if (next && !isMakeup)
    return { reply: turn.say('attendance.too_early', { ...activityWords(turn, next.activity) }) };
  if (isMakeup) return nothingPast(turn, near);
  return { reply: turn.say('attendance.nothing_open'), isNothing: true };
}

/** 主题党日 昨天下午3点 除王五外都到了: kind, day and roll of a meeting nobody planned are its report. */
const isMeetingTold = ({ intent, now }: Turn): boolean => {
  const { everyone, activityType, startAt }: Filled = intent;
  if (everyone === undefined || activityType === undefined || startAt === undefined) return false;
  return (clockTime(startAt) ?? instantOf(startAt)) <= now;
};

const asReport = (turn: Turn, said: Filled): Promise<Reply | null> =>
  report.perform(
    meaning(turn, toIntent({ ...said, intent: 'activity_report' }) as IntentOf<'activity_report'>),
  );

/** None that has begun fits: the last one that has. */
export function nothingPast(turn: Turn, near: readonly Near[]): Ended {
  const last = near.findLast((n) => n.phase === 'closed' || n.phase === 'recorded');
  return {
    reply: turn.say('attendance.nothing_past', { last: last ? activityWords(turn, last.activity) : null }),
  };
}
