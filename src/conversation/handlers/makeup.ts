// 补签: an officer records it; what a member says of themselves waits for the secretary's tap (domain.md §2).
import type { Activity } from '../../domain/activity/activity.ts';
import { isPresent, standingOf } from '../../domain/activity/attendance.ts';
import { DAY_MS } from '../../domain/calendar/time.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { act } from '../act.ts';
import { clearAttendance, markAttendance } from '../effects.ts';
import { type Near, targetOf } from '../near.ts';
import { pushTo } from '../push.ts';
import { refuseStranger } from '../strangers.ts';
import { mayDo, meaning, refuse, type Turn } from '../turn.ts';
import { activityWords } from '../words.ts';
import { checkin } from './checkin.ts';
import { mark } from './mark.ts';
import { markedActivity } from './mark-others.ts';

/** How long the secretary can answer by the card. */
const OPEN_MS = 7 * DAY_MS;

type Meant =
  /** said of oneself */
  | { kind: 'own'; near: Near }
  /** recorded by an officer, by name or by the card of a request */
  | { kind: 'entry'; near: Near };

/** 补签 …: while a meeting is open it is a check-in; a member's own waits for an officer, an officer's is an entry. */
export const makeup = act<'makeup_checkin', Meant>({
  permit: {
    actions: ['take_part', 'mark_others'],
    asked: (_turn, { kind, near }) => [
      { action: kind === 'own' ? 'take_part' : 'mark_others', on: targetOf(near.activity) },
    ],
  },
  async about(turn) {
    const found = await markedActivity(turn, turn.intent.scope, true);
    if ('reply' in found) return found;
    const { near } = found;
    const { personId, names = [] } = turn.intent;
    const isOwn = personId === undefined && names.every((name) => name === turn.sender.name);
    if (!isOwn || mayDo(turn, 'mark_others', targetOf(near.activity))) return { kind: 'entry', near };
    const stranger = refuseStranger(turn);
    return stranger ? { reply: stranger } : { kind: 'own', near };
  },
  refusal(turn, { near }, { action, on }) {
    if (action === 'take_part') return refuse(turn, action, on);
    const { personId = '', names } = turn.intent;
    const who = turn.permissions.whoMay(turn.org, action, on)[0];
    return turn.say('attendance.makeup_by_secretary', {
      ...activityWords(turn, near.activity),
      person: turn.org.person(personId)?.name ?? names?.[0] ?? turn.sender.name,
      secretary: who?.name ?? '',
    });
  },
  async carryOut(turn, { kind, near: { activity, phase } }) {
    if (kind === 'own')
      return phase === 'open'
        ? checkin.perform(meaning(turn, { intent: 'checkin', activityId: activity.id }))
        : request(turn, activity);
    const { names, personId = '', decision } = turn.intent;
    const asked = turn.org.person(personId);
    if (asked) return decide(turn, activity, asked, decision !== 'deny');
    return mark(turn, activity, { how: 'makeup', state: 'makeup', names: names ?? [turn.sender.name] });
  },
});

const subjectOf = (activity: Activity, { id }: Person) => `makeup:${activity.id}:${id}`;

const stateOf = async (turn: Turn, { id }: Activity, person: Person) =>
  (await turn.tx.attendance(id)).of(person.id);

/** Where nothing is known it waits (补签待核); what an officer recorded stays until an officer says otherwise. */
async function request(turn: Turn<'makeup_checkin'>, activity: Activity): Promise<Reply> {
  const { sender, intent, now } = turn;
  const words = { ...activityWords(turn, activity), person: sender.name };
  const own = await stateOf(turn, activity, sender);
  if (isPresent(own?.state)) return turn.say('attendance.makeup_needless', words);
  if (standingOf(own?.state) === 'open') {
    const row = { activityId: activity.id, personId: sender.id, at: now, by: sender.id };
    await markAttendance(turn, { ...row, state: 'makeup_pending', reason: intent.reason ?? null });
  }
  const deciders = turn.permissions.whoMay(turn.org, 'mark_others', targetOf(activity)).slice(0, 2);
  const asked = turn.say('attendance.makeup_asked', { ...words, deciders: deciders.map((p) => p.name) });
  // Said again, it is not asked again.
  if (own?.state === 'makeup_pending') return asked;
  const subject = subjectOf(activity, sender);
  await turn.tx.cancelOutbox(subject);
  const data = { ...words, reason: intent.reason ?? '' };
  await pushTo(turn, {
    key: `${subject}:${turn.message.key}`,
    rule: 'makeup_request',
    subject,
    unitId: activity.unitId,
    people: deciders,
    text: turn.say('attendance.makeup_request', data).text,
    expiresAt: now + OPEN_MS,
    card: {
      title: turn.say('attendance.makeup_title', data).text,
      buttons: [
        { text: turn.say('leave.agree').text, key: `makeup_ok:${activity.id}:${sender.id}`, style: 1 },
        { text: turn.say('leave.disagree').text, key: `makeup_no:${activity.id}:${sender.id}`, style: 2 },
      ],
    },
  });
  return asked;
}

async function decide(turn: Turn, activity: Activity, person: Person, agreed: boolean): Promise<Reply> {
  const words = { ...activityWords(turn, activity), person: person.name, agreed };
  const own = await stateOf(turn, activity, person);
  const cardState = turn.say('leave.decided_state', { agreed }).text;
  // Said again, it is not told again.
  if (agreed ? isPresent(own?.state) : own === undefined)
    return { ...turn.say('attendance.makeup_decided_already', words), cardState };
  const subject = subjectOf(activity, person);
  await turn.tx.cancelOutbox(subject);
  if (!agreed && own?.state === 'makeup_pending') await clearAttendance(turn, activity.id, person.id);
  await pushTo(turn, {
    key: `${subject}:told:${turn.message.key}`,
    rule: 'makeup_decision',
    subject: `makeup_decided:${activity.id}:${person.id}`,
    unitId: activity.unitId,
    people: [person],
    text: turn.say('attendance.makeup_decision', words).text,
    expiresAt: turn.now + OPEN_MS,
  });
  if (!agreed) return { ...turn.say('attendance.makeup_denied', words), cardState };
  const intent = { ...turn.intent, meant: { [person.name]: person.id } };
  const marked = { ...turn, intent } as Turn;
  const reply = await mark(marked, activity, { how: 'makeup', state: 'makeup', names: [person.name] });
  return { ...reply, cardState };
}
