import { isPresent } from '../../domain/activity/attendance.ts';
import { dueFor, isDue } from '../../domain/activity/due.ts';
import { isCommitteeOnly, typeName } from '../../domain/activity/types.ts';
import { MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Reply } from '../../ports/channels.ts';
import { unitSettings } from '../../settings/units.ts';
import { act } from '../act.ts';
import { markAttendance } from '../effects.ts';
import { candidates, concerns, isNamed, type Near, nearest, targetOf, unitsOf } from '../near.ts';
import { refuseStranger } from '../strangers.ts';
import type { Turn } from '../turn.ts';
import { activityWords } from '../words.ts';
import { mark } from './mark.ts';
import { markedActivity } from './mark-others.ts';

/** After this long past the start a check-in is 迟到, which counts as presence. */
const LATE_AFTER_MS = 10 * MINUTE_MS;

type Meant = { kind: 'own'; near: Near } | { kind: 'others'; near: Near };

/** 签到: for oneself; with other people's names it is 代签. */
export const checkin = act<'checkin', Meant>({
  permit: {
    actions: ['take_part', 'mark_others'],
    asked: (_turn, { kind, near }) => [
      { action: kind === 'own' ? 'take_part' : 'mark_others', on: targetOf(near.activity) },
    ],
  },
  async about(turn) {
    const { intent } = turn;
    if (intent.names?.some((name) => name !== turn.sender.name)) {
      const meant = await markedActivity(turn, intent.scope, false);
      return 'reply' in meant ? meant : { kind: 'others', near: meant.near };
    }
    const stranger = refuseStranger(turn);
    if (stranger) return { reply: stranger };
    const near = (await candidates(turn, unitsOf(turn), intent.activityId)).filter(
      (n) => concerns(turn, n.activity) || intent.activityType || intent.activityId,
    );
    const open = near.filter((n) => n.phase === 'open');
    const meant = nearest(
      turn,
      open.filter((n) => isNamed(n, intent)),
    );
    return meant ? { kind: 'own', near: meant } : { reply: await explain(turn, near, open) };
  },
  carryOut: (turn, { kind, near }) =>
    kind === 'own'
      ? record(turn, near)
      : mark(turn, near.activity, { how: 'proxy', state: 'present', names: turn.intent.names ?? [] }),
});

async function record(turn: Turn<'checkin'>, { activity }: Near): Promise<Reply> {
  const words = activityWords(turn, activity);
  if (isCommitteeOnly(activity.types) && !concerns(turn, activity)) {
    return turn.say('checkin.not_expected', { ...words });
  }
  const mine = (await turn.tx.attendance(activity.id)).of(turn.sender.id);
  const already = isPresent(mine?.state);
  const late = turn.now > activity.startAt + LATE_AFTER_MS;
  if (!already) {
    await markAttendance(turn, {
      activityId: activity.id,
      personId: turn.sender.id,
      state: late ? 'late' : 'present',
      reason: null,
      at: turn.now,
      by: turn.sender.id,
    });
    if (mine?.state === 'leave_pending') await turn.tx.cancelOutbox(`leave:${activity.id}:${turn.sender.id}`);
  }
  // What is open has no record: the roll alone counts, and nobody goes through it for one check-in.
  const entries = await turn.tx.attendance(activity.id);
  const data = {
    ...words,
    person: turn.sender.name,
    present: entries.present(activity, turn.org),
    expected: dueFor(activity, turn.org).members.length,
    at: mine?.at ?? turn.now,
    late,
    counted: isDue(activity, turn.sender, turn.org),
    role: turn.sender.mobile ? '流动党员' : turn.sender.kind,
    had_leave: mine?.state === 'leave' || mine?.state === 'leave_pending',
  };
  return {
    ...turn.say(already ? 'checkin.already' : 'checkin.done', data),
    cardState: turn.say('checkin.state').text,
  };
}

/** Nothing open fits: say what is, was, or will be. */
async function explain(turn: Turn<'checkin'>, near: Near[], open: Near[]): Promise<Reply> {
  const { intent } = turn;
  const named = near.filter((n) => isNamed(n, intent));
  if (open.length > 0 && (intent.activityType || intent.startAt)) {
    const other = nearest(turn, open)!;
    const wanted = nearest(turn, named);
    return turn.say('checkin.wrong_activity', {
      ...activityWords(turn, other.activity),
      wanted: wanted
        ? activityWords(turn, wanted.activity).name
        : intent.activityType
          ? typeName(intent.activityType)
          : '',
    });
  }
  const next = named.find((n) => n.phase === 'planned');
  const past = named.filter((n) => n.phase === 'closed' || n.phase === 'recorded').at(-1);
  if (past && activityWords(turn, past.activity).today) {
    const who = turn.permissions.whoMay(turn.org, 'mark_others', {
      unitId: past.activity.unitId,
      types: past.activity.types,
    });
    return turn.say('checkin.after', {
      ...activityWords(turn, past.activity),
      secretary: who[0]?.name ?? '',
    });
  }
  if (next) {
    const opens = next.activity.startAt - next.settings.openBeforeMinutes * MINUTE_MS;
    return turn.say('checkin.before', { ...activityWords(turn, next.activity), opens });
  }
  const [home] = unitsOf(turn);
  const life = home === undefined ? turn.settings.activity : (await unitSettings(turn, home)).activity;
  return turn.say('checkin.nothing', {
    opens_before: life.openBeforeMinutes,
    wanted: intent.activityType ? typeName(intent.activityType) : '',
  });
}
