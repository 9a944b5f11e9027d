import type { Activity } from '../../domain/activity/activity.ts';
import { isFor } from '../../domain/activity/due.ts';
import { typeName } from '../../domain/activity/types.ts';
import { addDays, dateOf, HOUR_MS } from '../../domain/calendar/time.ts';
import { type IntentOf, toIntent } from '../../domain/intent.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, type Ended, together } from '../act.ts';
import { markAttendance } from '../effects.ts';
import { candidates, concerns, isNamed, type Near, targetOf, unitsOf } from '../near.ts';
import { peopleNamed } from '../people.ts';
import { pushTo } from '../push.ts';
import { listen } from '../questions.ts';
import { refuseStranger } from '../strangers.ts';
import { mayDo, meaning, type Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { askWho } from '../who.ts';
import { activityWords, currentRoll } from '../words.ts';
import { takeBack } from './leave-withdraw.ts';
import { doubts } from './mark.ts';
import { correct } from './record/correct.ts';
import { settleFigures } from './record/figures.ts';

type Meant =
  | { kind: 'own'; list: Near[] }
  | { kind: 'others'; list: Near[]; names: string[] }
  /** said of a meeting that is over: an entry of its roll */
  | { kind: 'over'; list: Near[] };

/** 请假: one request per activity; a range of days covers every activity in it. */
export const leave = act<'leave', Meant>({
  permit: {
    actions: ['take_part', 'mark_others'],
    asked: (_turn, { kind, list }) =>
      list.map(({ activity }) => ({
        action: kind === 'own' ? 'take_part' : 'mark_others',
        on: targetOf(activity),
      })),
  },
  async about(said) {
    const turn = fromToday(said);
    const names = turn.intent.names?.filter((name) => name !== turn.sender.name) ?? [];
    const unit = unitInQuestion(turn, turn.intent.scope);
    if (unit && 'reply' in unit) return unit;
    // 第一支部主题党日请假, said by somebody of another: none of theirs is meant.
    const own = unitsOf(turn).filter(
      (id) => !unit || turn.org.isWithin(id, unit.unit.id) || turn.org.isWithin(unit.unit.id, id),
    );
    const near = await candidates(turn, own, turn.intent.activityId);
    const coming = near.filter(
      (n) => (n.phase === 'planned' || n.phase === 'open') && isNamed(n, turn.intent),
    );
    if (names.length > 0) {
      // A 支委会 is no matter of whoever is not on the committee.
      const people = peopleNamed(turn, names, turn.sender.branchId ?? unitsOf(turn)[0] ?? 0).people;
      const theirs = coming.filter(
        (n) => people.length === 0 || people.some((p) => isFor(n.activity, p, turn.org)),
      );
      const over = overBefore(turn, near, theirs.length === 0);
      if (over) return { kind: 'over', list: [over] };
      const list = meant(turn, theirs);
      return list.length > 0 ? { kind: 'others', list, names } : nothingToLeave(turn);
    }
    const stranger = refuseStranger(turn);
    if (stranger) return { reply: stranger };
    const mine = coming.filter((n) => concerns(turn, n.activity));
    return mine.length === 0 ? nothingToLeave(turn) : { kind: 'own', list: meant(turn, mine) };
  },
  async carryOut(turn, meant) {
    if (meant.kind === 'over')
      return correct.perform(meaning(turn, asCorrection(turn, meant.list[0]!.activity)));
    const replies: Reply[] = [];
    const { insteadOf } = turn.intent;
    const other = insteadOf === undefined ? undefined : await turn.tx.activity(insteadOf);
    if (other && meant.kind === 'own' && meant.list.every((near) => near.activity.id !== other.id))
      replies.push(await takeBack(turn, other));
    for (const near of meant.list)
      replies.push(
        meant.kind === 'others' ? await leaveForOthers(turn, near, meant.names) : await ask(turn, near),
      );
    // Why, if it was not said: the next line may tell.
    const [only, ...more] = meant.list;
    if (meant.kind === 'own' && only && more.length === 0) {
      const { reason } = turn.intent;
      await listen(turn, 'reason', {
        intent: 'leave',
        activityId: only.activity.id,
        ...(reason && { reason }),
      });
    }
    return together(replies);
  },
});

/** 请假一周 covers every meeting of these days, today being the first. */
function fromToday(turn: Turn<'leave'>): Turn<'leave'> {
  const { lasts } = turn.intent;
  if (lasts === undefined) return turn;
  const startAt = dateOf(turn.now);
  return { ...turn, intent: { ...turn.intent, startAt, endAt: addDays(startAt, lasts - 1) } };
}

/** So soon after a meeting its secretary speaks of it, and not of the next one. */
const JUST_OVER_MS = 24 * HOUR_MS;

/** The meeting just over that has no record yet; where none is to come, the last one that began. */
function overBefore(
  { intent, now }: Turn<'leave'>,
  near: readonly Near[],
  isOnly: boolean,
): Near | undefined {
  const begun = near.filter((n) => (n.phase === 'closed' || n.phase === 'recorded') && isNamed(n, intent));
  const last = begun.at(-1);
  if (isOnly || !last) return last;
  const isFree = !intent.startAt && !intent.activityType;
  return isFree && last.phase === 'closed' && now - last.activity.startAt < JUST_OVER_MS ? last : undefined;
}

function asCorrection({ intent }: Turn<'leave'>, { id }: Activity): IntentOf<'attendance_correct'> {
  const { startAt: _day, endAt: _end, activityType: _type, ...said } = intent;
  const draft = { ...said, intent: 'attendance_correct', state: 'leave', activityId: id } as const;
  return toIntent(draft) as IntentOf<'attendance_correct'>;
}

/** All of the days or of the day that is named, or when all are said; else the next one, or the one at that hour. */
function meant({ intent }: Turn<'leave'>, fitting: Near[]): Near[] {
  const { startAt, endAt, activityType, every } = intent;
  if (endAt || every || (startAt && !startAt.includes('T') && !activityType)) return fitting;
  const clock = startAt?.includes('T') ? Date.parse(startAt) : undefined;
  const atHour = fitting.find((n) => n.activity.startAt === clock);
  return atHour ? [atHour] : fitting.slice(0, 1);
}

async function ask(turn: Turn<'leave'>, { activity, settings }: Near): Promise<Reply> {
  const before = (await turn.tx.attendance(activity.id)).of(turn.sender.id);
  // What was agreed to, or noted by an officer, is not asked about again.
  const approval =
    settings.leaveApproval &&
    before?.state !== 'leave' &&
    !mayDo(turn, 'decide_leave', { unitId: activity.unitId, types: activity.types });
  await markAttendance(turn, {
    activityId: activity.id,
    personId: turn.sender.id,
    state: approval ? 'leave_pending' : 'leave',
    reason: turn.intent.reason ?? before?.reason ?? null,
    at: turn.now,
    by: turn.sender.id,
  });
  const words = activityWords(turn, activity);
  const deciders = turn.permissions.whoMay(turn.org, 'decide_leave', {
    unitId: activity.unitId,
    types: activity.types,
  });
  await turn.tx.cancelOutbox(`leave:${activity.id}:${turn.sender.id}`);
  if (approval) await askConsent(turn, activity.id, deciders.slice(0, 2));
  return {
    ...turn.say('leave.done', {
      ...words,
      pending: approval,
      secretary: deciders[0]?.name ?? '',
      was_present: before?.state === 'present' || before?.state === 'late',
      again: before?.state === 'leave' || before?.state === 'leave_pending',
      // Reasons often tell of illness: in the group only the secretary's own reply would show them.
      reason: turn.chat === '' ? (turn.intent.reason ?? '') : '',
    }),
    cardState: turn.say('leave.state').text,
  };
}

async function askConsent(turn: Turn<'leave'>, activityId: number, deciders: Person[]): Promise<void> {
  const activity = (await turn.tx.activity(activityId))!;
  const data = {
    ...activityWords(turn, activity),
    person: turn.sender.name,
    reason: turn.intent.reason ?? '',
  };
  await pushTo(turn, {
    key: `leave:${activityId}:${turn.sender.id}:${turn.message.key}`,
    rule: 'leave_request',
    subject: `leave:${activityId}:${turn.sender.id}`,
    unitId: activity.unitId,
    people: deciders,
    text: turn.say('leave.request', data).text,
    expiresAt: activity.startAt,
    card: {
      title: turn.say('leave.request_title', data).text,
      buttons: [
        { text: turn.say('leave.agree').text, key: `leave_ok:${activityId}:${turn.sender.id}`, style: 1 },
        { text: turn.say('leave.disagree').text, key: `leave_no:${activityId}:${turn.sender.id}`, style: 2 },
      ],
    },
  });
}

async function leaveForOthers(turn: Turn<'leave'>, near: Near, names: string[]): Promise<Reply> {
  const asked = await askWho(turn, names, near.activity.unitId);
  if (asked) return asked;
  const found = peopleNamed(turn, names, near.activity.unitId);
  const before = await currentRoll(turn, near.activity);
  for (const person of found.people) {
    await markAttendance(turn, {
      activityId: near.activity.id,
      personId: person.id,
      state: 'leave',
      reason: turn.intent.reason ?? null,
      at: turn.now,
      by: turn.sender.id,
    });
  }
  await settleFigures(turn, near.activity, before);
  const roll = await currentRoll(turn, near.activity);
  return turn.say('attendance.marked', {
    ...activityWords(turn, near.activity),
    how: 'leave',
    marked: [],
    away: found.people.map((p) => p.name),
    absent: [],
    nobody_else: false,
    leave: roll.leave.length,
    present: roll.attended,
    expected: roll.expected,
    ...doubts(found),
  });
}

function nothingToLeave(turn: Turn<'leave'>): Ended {
  const type = turn.intent.activityType;
  const wanted = type ? typeName(type) : '';
  return { reply: turn.say('leave.nothing', { wanted }) };
}
