// The clock of 集结: whom WeCom did not reach, the second call to the silent, the summary, the end. Each step is taken under
// the writer's lock and marked in the same transaction, so that of several instances one takes it, once.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import { type Muster, nextStepAt, offExpires, stepsDue } from '../domain/muster/muster.ts';
import { shownMuster } from '../domain/muster/shown.ts';
import type { Organisation, Person } from '../domain/organisation/organisation.ts';
import type { MusterBatch } from '../ports/muster.ts';
import { musterBatches, musterPush } from '../ports/muster-pushes.ts';
import { musterRoll, ownBranches } from '../ports/muster-roll.ts';
import type { ReadTx, Store, Tx } from '../ports/store.ts';
import type { PlanRules } from './plan-input.ts';
import { othersTurn } from './steps.ts';

type Rules = Pick<PlanRules, 'render' | 'privateChannel'>;

/** More nobody calls at once. */
const EVERYBODY = 1_000_000;
const UNREACHED_NAMES = 50;

/**
 * Takes the steps that are due, and tells the next portions of those who are to be told. Where nothing is due it asks for
 * little.
 * @param told after each portion: it may leave while the next is written
 */
export async function stepMusters(
  store: Store,
  rules: Rules,
  now: Instant,
  told?: () => void,
): Promise<void> {
  await takeSteps(store, rules, now, await store.read((tx) => mustersDue(tx, now)), told);
}

/** What has to be done for which musters, by id. */
interface Due {
  steps: readonly number[];
  toTell: readonly number[];
}

export const mustersDue = async (tx: ReadTx, now: Instant): Promise<Due> => ({
  steps: await dueIn(tx, now),
  toTell: await tx.mustersToTell(),
});

export async function takeSteps(
  store: Store,
  rules: Rules,
  now: Instant,
  { steps, toTell }: Due,
  told: () => void = () => undefined,
): Promise<void> {
  for (const id of steps) {
    await store.write((tx) => stepOne(tx, rules, id, now));
    told();
  }
  for (const id of new Set([...toTell, ...steps]))
    while (await store.write((tx) => tellBatch(tx, rules, id, now))) {
      told();
      await othersTurn();
    }
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

/** One call to those who are next; false where nobody is left. */
async function tellBatch(tx: Tx, rules: Rules, id: number, now: Instant): Promise<boolean> {
  const next = await tx.takeMusterBatch(id);
  const muster = next && (await tx.muster(id));
  if (!next || !muster) return false;
  // Called off or ended meanwhile: nobody else is called.
  if ((muster.state === 'open') === (next.kind === 'off')) return true;
  const org = await tx.organisation();
  const to = next.personIds.map((each) => org.person(each)).filter((p): p is Person => p !== undefined);
  if (next.kind === 'call')
    await tx.addMusterPeople(
      id,
      to.map((person) => person.id),
    );
  if (to.length > 0) await tx.addOutbox([messageOf(rules, org, muster, now, next, to)]);
  return true;
}

function messageOf(
  rules: Rules,
  org: Organisation,
  muster: Muster,
  now: Instant,
  { kind, batch }: Pick<MusterBatch, 'kind' | 'batch'>,
  to: readonly Person[],
) {
  const shared = { as: kind, to, part: batch, by: rules.privateChannel };
  const shown = shownMuster(muster, now);
  const by = (muster.state === 'open' ? muster.calledBy : muster.endedBy) ?? '';
  const caller = org.person(by)?.name ?? '';
  if (kind === 'off') {
    const text = rules.render('muster.off', { ...shown, caller });
    return musterPush(muster, now, { ...shared, text, expiresAt: offExpires(muster, now) });
  }
  const text = rules.render(`muster.${kind}`, {
    ...shown,
    caller,
    at: kind === 'change' ? now : muster.calledAt,
  });
  const card = {
    title: rules.render('muster.card_title', { drill: muster.isDrill }),
    ack: rules.render('muster.button_ack'),
    arrived: rules.render('muster.button_arrived'),
    cannot: rules.render('muster.button_cannot'),
  };
  return musterPush(muster, now, { ...shared, text, card });
}

/** Only to those who said nothing and whom WeCom reaches. */
async function nudge(tx: Tx, rules: Rules, org: Organisation, muster: Muster, now: Instant): Promise<void> {
  const unreached = new Set((await tx.musterReach(muster.id)).refused.map((id) => id.toLowerCase()));
  const silent = (await tx.musterPeople(muster.id, 'silent', EVERYBODY)).filter((id) => !unreached.has(id));
  await tx.addMusterBatches(muster.id, 'nudge', musterBatches(silent));
  const shown = shownMuster(muster, now);
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
  await tx.addOutbox([
    musterPush(muster, now, {
      as: 'report',
      to: [caller],
      text,
      part: about,
      expiresAt,
      by: rules.privateChannel,
    }),
  ]);
}
