// Words that mean an activity, a notice or nothing elsewhere are of the muster, where the sender is in one or leads one.
import { HOUR_MS } from '../../../domain/calendar/time.ts';
import type { Filled, Intent, IntentOf, Understanding } from '../../../domain/intent.ts';
import type { Muster } from '../../../domain/muster/muster.ts';
import { allThere } from '../../../parsing/commands/muster-change.ts';
import { readMusterAnswer, readMusterMarks } from '../../../parsing/muster-answer.ts';
import type { Reply } from '../../../ports/channels.ts';
import { activitiesOf, concerns, unitsOf } from '../../near.ts';
import { MOST_OPTIONS, offer, QUESTION_LIFE_MS } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { entryNamed } from './answer.ts';
import { ledMeant } from './led.ts';
import { isNewTo, openNow, shownHere } from './words.ts';

type Meant = IntentOf<'muster_answer' | 'muster_roll' | 'muster_change' | 'muster_call'>;

export async function musterMeant(turn: Turn, said: Understanding): Promise<Meant | undefined> {
  const open = await openNow(turn);
  if (open.length === 0) return ofOneThatIsOver(turn);
  const text = turn.text.trim();
  const led = open.filter(({ calledBy }) => calledBy === turn.sender.id);
  const isAgain = SEND.test(text) && led.some(({ calledAt }) => turn.now - calledAt < QUESTION_LIFE_MS);
  if (isAgain) return { intent: 'muster_roll' };
  const ofLed = ledMeant(turn, said, led);
  if (ofLed) return ofLed;
  // Long after its hour 都到了 is of something else.
  const isNear = text.includes('到岗') || led.some(({ arriveBy }) => turn.now <= arriveBy + HOUR_MS);
  const all = led.length > 0 && isNear ? allThere(text) : undefined;
  if (all) return { intent: 'muster_answer', what: 'arrived', everyone: 'present', names: all.but };
  return (
    (await ofOwn(turn, said, open)) ??
    (await ofOthers(turn, said, led)) ??
    (await ofOneThatIsOver(turn)) ??
    ofOneNotCalled(turn, open)
  );
}

/** 发出, said or tapped again behind a call that has left: how far it is says that it has. */
const SEND = /^(?:发出|发出去|发吧|马上发|立即发|照发)[了。!！]*$/u;

/** 到岗 of somebody whom nobody called is no check-in to anything else. */
async function ofOneNotCalled(
  { tx, sender, text }: Turn,
  open: readonly Muster[],
): Promise<Meant | undefined> {
  const own = THERE.test(text.trim()) && text.includes('岗') ? readMusterAnswer(text) : undefined;
  if (!own) return undefined;
  for (const { id } of open) if (await tx.musterEntry(id, sender.id)) return undefined;
  return { intent: 'muster_answer', what: own.answer };
}

/** A word that only musters have, from somebody whose muster has ended: they are told so, and nothing else is guessed at. */
async function ofOneThatIsOver({ tx, now, sender, text }: Turn): Promise<Meant | undefined> {
  const isSure = THERE.test(text.trim());
  const own = isSure || RECEIVED.test(text.trim()) ? readMusterAnswer(text) : undefined;
  if (!own) return undefined;
  for (const { id, state, endedAt } of await tx.musters(now - OVER_MS, now + 1)) {
    const entry = await tx.musterEntry(id, sender.id);
    // 收到 may be of anything, but from whoever has not answered what has just ended.
    const isLate = state !== 'open' && (endedAt ?? 0) > now - HOUR_MS && entry?.ackAt === null;
    if (entry && (isSure || isLate)) return { intent: 'muster_answer', what: own.answer, musterId: id };
  }
  return undefined;
}
const RECEIVED = /^(?:收到[,，。!！\s]*)+$/u;
const THERE = /到岗|到位|在岗|在位|^(?:我)?(?:又|还是)?(?:去|赶)不(?:了|到|及)了?$/u;
const OVER_MS = 12 * HOUR_MS;

async function ofOwn(
  turn: Turn,
  { certainty, intent }: Understanding,
  open: readonly Muster[],
): Promise<Meant | undefined> {
  const own = readMusterAnswer(turn.text) ?? (await withPlace(turn, open));
  if (!own) return undefined;
  // 收到，整改12进展50%: what is clear by itself is no remark.
  if (own.more && certainty === 'clear' && !REMARKS.has(intent.intent)) return undefined;
  const { activityType, startAt, names }: Filled = intent;
  if ((own.reason || own.more) && (activityType || startAt)) return undefined;
  if (own.more && names) return undefined;
  if (turn.text.includes('签到') && (await isToSignIn(turn))) return undefined;
  const entries = [];
  for (const muster of open) {
    const entry = await turn.tx.musterEntry(muster.id, turn.sender.id);
    if (entry) entries.push({ muster, entry });
  }
  const fresh = entries.filter(({ entry }) => isNewTo(entry, own.answer));
  // After its hour a second 收到 or 到了 is of something else.
  const still = entries.filter(({ muster }) => turn.now <= muster.arriveBy);
  const [only, ...more] = fresh.length > 0 ? fresh : still.slice(0, 1);
  if (!only) return undefined;
  return {
    intent: 'muster_answer',
    what: own.answer,
    ...(more.length === 0 && { musterId: only.muster.id }),
    ...(own.reason && { reason: own.reason }),
  };
}

/** 我到东河堤了, 演练我到了: with where to, or what it is, beside the answer. */
async function withPlace(turn: Turn, open: readonly Muster[]) {
  const text = turn.text.trim();
  for (const { id, place, isDrill } of open) {
    const isThere = place !== null && text.includes(place);
    const rest = text.replace(isThere ? place : '', '').replace(isDrill ? DRILL : '', '');
    const own = rest === text ? undefined : readMusterAnswer(rest);
    if (own && (await turn.tx.musterEntry(id, turn.sender.id))) return own;
  }
  return undefined;
}
const DRILL = /^(?:集结)?演[练习][,，:：\s]*/u;

/** 签到 is of the meeting that is open, until the sender has signed in to it. */
async function isToSignIn(turn: Turn): Promise<boolean> {
  for (const { activity, phase } of await activitiesOf(turn, unitsOf(turn)))
    if (phase === 'open' && concerns(turn, activity)) {
      const entry = (await turn.tx.attendance(activity.id)).of(turn.sender.id);
      if (entry === undefined) return true;
    }
  return false;
}

/** Clear readings that a remark behind 收到 is taken for. */
const REMARKS: ReadonlySet<string> = new Set(['none', 'ack', 'choice', 'checkin', 'leave']);

/** 张三收到了, 李四去不了: said by whoever called them. */
async function ofOthers(
  turn: Turn,
  { intent }: Understanding,
  led: readonly Muster[],
): Promise<Meant | undefined> {
  const [muster] = led;
  if (!muster || /签到|请假/.test(turn.text) || (intent as Filled).activityType) return undefined;
  for (const { answer: what, names, reason } of readMusterMarks(turn.text)) {
    const found = await Promise.all(names.map((name) => entryNamed(turn, muster, name)));
    if (found.every((entry) => entry !== undefined))
      return { intent: 'muster_answer', what, names, ...(reason && { reason }) };
  }
  return undefined;
}

const NEED_NOT =
  /^(?:大家|同志们|都|,)*(?:不用|不必|别)(?:再)?(?:来|去|到|赶过?[来去])了?(?:[,，。\s].{0,14})?$|^(?:大家|都|可以|,)*(?:解散|散了|散会|撤了?|收兵|回去|回家)(?:吧|了)?[。!！]*$/u;

/** 不用来了，水退了; 解散吧: that it ends is clear, whether it was called off or is over only the caller knows. */
export async function musterEndAsked(turn: Turn): Promise<Reply | undefined> {
  if (!NEED_NOT.test(turn.text.trim())) return undefined;
  const led = (await openNow(turn)).filter(({ calledBy }) => calledBy === turn.sender.id);
  const ways: Intent[] = [];
  for (const muster of led) {
    const about = { musterId: muster.id, topic: (await shownHere(turn, muster)).target };
    // Of several it is asked first which of them nobody need come to.
    if (led.length === 1) ways.push({ intent: 'muster_end', ...about });
    ways.push({ intent: 'muster_cancel', ...about });
  }
  return ways.length > 0 ? offer(turn, ways.slice(0, MOST_OPTIONS)) : undefined;
}
