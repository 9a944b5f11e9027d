// The clock of 集结: whom WeCom did not reach, the second call to the silent, the summary, the end. Each step is taken under
// the writer's lock and marked in the same transaction, so that of several instances one takes it, once.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import { type Muster, nextStepAt, stepsDue } from '../domain/muster/muster.ts';
import { shownMuster } from '../domain/muster/shown.ts';
import type { Organisation, Person } from '../domain/organisation/organisation.ts';
import { musterPushes } from '../ports/muster-pushes.ts';
import { musterRoll, ownBranches } from '../ports/muster-roll.ts';
import type { ReadTx, Store, Tx } from '../ports/store.ts';
import type { PlanRules } from './plan-input.ts';

type Rules = Pick<PlanRules, 'render' | 'privateChannel'>;

/** More nobody calls at once. */
const EVERYBODY = 1_000_000;
const UNREACHED_NAMES = 50;

/** Takes the steps that are due. Of a muster that is open nothing else is asked but what is kept in memory. */
export async function stepMusters(store: Store, rules: Rules, now: Instant): Promise<void> {
  for (const id of await store.read((tx) => dueIn(tx, now)))
    await store.write((tx) => stepOne(tx, rules, id, now));
}

/** The soonest moment at which the clock of any has something to do. */
export async function nextMusterStep(tx: ReadTx): Promise<Instant | undefined> {
  const moments = (await tx.openMusters()).flatMap((muster) => nextStepAt(muster) ?? []);
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

async function dueIn(tx: ReadTx, now: Instant): Promise<number[]> {
  const due: number[] = [];
  for (const muster of await tx.openMusters())
    if (stepsDue(muster, now).length > 0 || (await isSent(tx, muster))) due.push(muster.id);
  return due;
}

/** All messages of the call have ended, and nobody has looked yet whom they did not reach. */
const isSent = async (tx: ReadTx, { id, checkedAt }: Muster): Promise<boolean> =>
  checkedAt === null && (await tx.musterReach(id)).waiting === 0;

async function stepOne(tx: Tx, rules: Rules, id: number, now: Instant): Promise<void> {
  const found = await tx.muster(id);
  if (found?.state !== 'open') return;
  let muster = found;
  const org = await tx.organisation();
  if (await isSent(tx, muster)) {
    await tellUnreached(tx, rules, org, muster, now);
    muster = { ...muster, checkedAt: now };
  }
  for (const step of stepsDue(muster, now)) {
    if (step === 'nudge') {
      // Too late for a second call after an outage: the summary says who is silent.
      if (now < muster.arriveBy) await nudge(tx, rules, org, muster, now);
      muster = { ...muster, nudgedAt: now };
    } else if (step === 'sum') {
      await sum(tx, rules, org, muster, now);
      muster = { ...muster, summedAt: now };
    } else muster = { ...muster, state: 'ended', endedAt: now };
  }
  if (muster !== found) await tx.changeMuster(muster);
}

async function tellUnreached(
  tx: Tx,
  rules: Rules,
  org: Organisation,
  muster: Muster,
  now: Instant,
): Promise<void> {
  const { refused } = await tx.musterReach(muster.id);
  if (refused.length === 0) return;
  const list = refused.slice(0, UNREACHED_NAMES).map((id) => org.person(id)?.name ?? id);
  const text = rules.render('muster.unreached', { ...shownMuster(muster, now), list, count: refused.length });
  await report(tx, rules, org, muster, now, 'unreached', text);
}

/** Only to those who said nothing and whom WeCom reaches. */
async function nudge(tx: Tx, rules: Rules, org: Organisation, muster: Muster, now: Instant): Promise<void> {
  const unreached = new Set((await tx.musterReach(muster.id)).refused.map((id) => id.toLowerCase()));
  const silent = (await tx.musterPeople(muster.id, 'silent', EVERYBODY))
    .filter((id) => !unreached.has(id))
    .map((id) => org.person(id))
    .filter((person): person is Person => person !== undefined);
  const shown = shownMuster(muster, now);
  const caller = org.person(muster.calledBy)?.name ?? '';
  const text = rules.render('muster.nudge', { ...shown, caller, at: muster.calledAt });
  const card = {
    title: rules.render('muster.card_title', { drill: muster.isDrill }),
    ack: rules.render('muster.button_ack'),
    arrived: rules.render('muster.button_arrived'),
    cannot: rules.render('muster.button_cannot'),
  };
  await tx.addOutbox(
    musterPushes(muster, now, { as: 'nudge', to: silent, text, card, by: rules.privateChannel }),
  );
  const roll = await wholeRoll(tx, org, muster);
  const told = rules.render('muster.report', { ...shown, ...roll, nudged: silent.length });
  await report(tx, rules, org, muster, now, 'nudged', told);
}

async function sum(tx: Tx, rules: Rules, org: Organisation, muster: Muster, now: Instant): Promise<void> {
  const text = rules.render('muster.summary', {
    ...shownMuster(muster, now),
    ...(await wholeRoll(tx, org, muster)),
    ack_minutes: Math.round((muster.ackBy - muster.calledAt) / MINUTE_MS),
    ended: false,
  });
  await report(tx, rules, org, muster, now, 'summary', text);
}

const wholeRoll = (tx: Tx, org: Organisation, muster: Muster) =>
  musterRoll(tx, org, muster, { names: true, reasonsOf: ownBranches(org, muster.calledBy) });

/** To whoever called it; the hour of arrival does not end its use. */
async function report(
  tx: Tx,
  rules: Rules,
  org: Organisation,
  muster: Muster,
  now: Instant,
  about: string,
  text: string,
): Promise<void> {
  const caller = org.person(muster.calledBy);
  if (!caller) return;
  const expiresAt = Math.max(muster.arriveBy, now) + 60 * MINUTE_MS;
  await tx.addOutbox(
    musterPushes(muster, now, {
      as: 'report',
      to: [caller],
      text,
      about,
      expiresAt,
      by: rules.privateChannel,
    }),
  );
}
