// What became due is planned beside the writer, and written under its lock once it is proven that nothing has changed.
import type { Activity } from '../domain/activity/activity.ts';
import { DAY_MS, dateOf, type Instant, instantOf, MINUTE_MS } from '../domain/calendar/time.ts';
import { cardTextChars } from '../ports/channels.ts';
import type { OutboxEntry, OutboxRow } from '../ports/outbox.ts';
import { COUNTERS, type Counters } from '../ports/plan.ts';
import { LESSON_LIFE_MS, type ReadTx, type Store, type Tx } from '../ports/store.ts';
import { catchUp } from './catch-up.ts';
import { makingFixedDays } from './fixed-days.ts';
import { planning } from './plan.ts';
import { type PlanRules, planInput, planInputOf } from './plan-input.ts';
import type { PlanInput, PlannedMessage, Snooze, TimeSpan } from './plan-types.ts';
import { inTurns, type Steps } from './steps.ts';

const WATERMARK = 'planned_until';

/** The moment up to which all has been planned; undefined before the first tick. */
export async function plannedUntil(store: Pick<Store, 'read'>): Promise<Instant | undefined> {
  const mark = await store.read((tx) => tx.mark(WATERMARK));
  return mark === undefined ? undefined : Number(mark);
}

export const watermark = async (tx: ReadTx, now: Instant): Promise<Instant> =>
  Number((await tx.mark(WATERMARK)) ?? now);

export const putWatermark = (tx: Tx, now: Instant): Promise<void> => tx.putMark(WATERMARK, String(now + 1));

/** A watermark so far ahead was set by a clock that was wrong. */
const AHEAD_MS = 5 * MINUTE_MS;
export const isFarAhead = (until: Instant, now: Instant): boolean => until - now > AHEAD_MS;

/**
 * The clock is right again after it was ahead: what was planned for moments that are still to come is planned anew when
 * they come, whatever became of it.
 */
export async function turnBack(store: Store, now: Instant): Promise<void> {
  await store.write(async (tx) => {
    if (!isFarAhead(await watermark(tx, now), now)) return;
    await tx.forgetAhead(now);
    await putWatermark(tx, now);
  });
}

/** Longer than the way to WeCom takes. */
const HELD_MS = 2 * MINUTE_MS;

/** Digests that could not leave: tried in vain, or kept back with their whole channel. */
export const heldDigests = async (tx: ReadTx, now: Instant): Promise<OutboxRow[]> =>
  (await tx.waitingDigests()).filter((row) => row.attempts > 0 || row.at < now - HELD_MS);

/** What is to be written, as planned from the state of the world at these counts. */
interface Plan {
  counters: Counters;
  /** 主题党日 to be stored first: what is said of them hangs on their number */
  make: readonly Activity[];
  send: readonly PlannedMessage[];
  stale: readonly PlannedMessage[];
  carry: readonly Snooze[];
  reworded: readonly { id: number; text: string | null; matters: readonly string[] }[];
}

interface Errand {
  rules: PlanRules;
  span: TimeSpan;
  now: Instant;
  /** undefined: all of them, and the digests */
  units: readonly number[] | undefined;
  heavy: boolean;
}

/** Planned so often beside the writer; where something changes each time, once under its lock. */
const MOST_TRIES = 3;
/** Rows written at once: the writer is not kept longer. */
const AT_ONCE = 500;

/** Writes what is due in the span; false where somebody else has served it meanwhile. */
export async function serve(store: Store, errand: Errand): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const plan = await store.read((tx) => planFor(tx, errand), { heavy: errand.heavy });
    const outcome = await writeDown(store, errand, plan, tries >= MOST_TRIES);
    if (outcome === 'made') tries = 0;
    if (outcome === 'written' || outcome === 'overtaken') return outcome === 'written';
  }
}

type Outcome = 'written' | 'made' | 'changed' | 'overtaken';

async function writeDown(store: Store, errand: Errand, plan: Plan, isLast: boolean): Promise<Outcome> {
  let left = plan.send;
  for (;;) {
    const part = left.slice(0, AT_ONCE);
    left = left.slice(AT_ONCE);
    const outcome = await store.write(async (tx): Promise<Outcome> => {
      if ((await watermark(tx, errand.now)) !== errand.span.from) return 'overtaken';
      if (isSame(tx.counters, plan.counters))
        return put(tx, errand, left.length > 0 ? { ...NOTHING, send: part } : { ...plan, send: part });
      return isLast ? put(tx, errand, await planFor(tx, errand)) : 'changed';
    });
    if (outcome !== 'written' || left.length === 0) return outcome;
  }
}

const NOTHING = { make: [], send: [], stale: [], carry: [], reworded: [] };
const isSame = (a: Counters, b: Counters): boolean => COUNTERS.every((name) => a[name] === b[name]);

async function planFor(tx: ReadTx, { rules, span, now, units }: Errand): Promise<Plan> {
  const input = units ? await planInputOf(tx, rules, units, now) : await planInput(tx, rules, now);
  const make = await inTurns(makingFixedDays(input, span));
  if (make.length > 0) return { ...NOTHING, counters: tx.counters, make };
  const held = units ? [] : await heldDigests(tx, now);
  const reworded = await inTurns(rewordedIn(input, held));
  return { ...(await inTurns(catchUp(input, span, now))), counters: tx.counters, make, reworded };
}

async function put(tx: Tx, { units, now }: Errand, plan: Omit<Plan, 'counters'>): Promise<Outcome> {
  for (const { id: _, revision: __, ...activity } of plan.make) await tx.addActivity(activity);
  if (plan.make.length > 0) return 'made';
  for (const part of parts(plan.send)) await tx.addOutbox(part.map(entryOf));
  for (const part of parts(plan.stale)) await tx.addStale(part.map(entryOf));
  for (const part of parts(plan.carry)) await tx.putSnoozes(part);
  for (const { id, text, matters } of plan.reworded) await tx.rewordOutbox(id, text, matters);
  if (!units) await tx.forgetLessons(now - LESSON_LIFE_MS);
  return 'written';
}

/** SQLite takes no more in one statement. */
function* parts<T>(list: readonly T[]): Iterable<T[]> {
  for (let i = 0; i < list.length; i += AT_ONCE) yield list.slice(i, i + AT_ONCE);
}

function entryOf(m: PlannedMessage): OutboxEntry {
  const hasCard = m.buttons.length > 0 && [...m.text].length <= cardTextChars(m.channel);
  return {
    key: m.key,
    at: m.at,
    expiresAt: m.expiresAt,
    rule: m.rule,
    unitId: m.unitId,
    subject: m.subject,
    channel: m.channel,
    to: m.chat === null ? m.audience : [m.chat],
    audience: m.audience.map((id) => id.toLowerCase()),
    text: m.text,
    card: hasCard ? { title: m.title, buttons: m.buttons } : null,
    matters: m.matters.map((matter) => matter.key),
  };
}

/** A digest that waits (WeCom is down) says what is true now, and goes when nothing of it is left. */
function* rewordedIn(input: PlanInput, held: readonly OutboxRow[]): Steps<Plan['reworded']> {
  if (held.length === 0) return [];
  const planner = yield* planning(input);
  const found: Plan['reworded'][number][] = [];
  const days = new Map<Instant, Map<string, PlannedMessage>>();
  for (const row of held) {
    const day = row.key.split(':').at(-1)!;
    const start = instantOf(/^\d{4}-\d\d-\d\d$/.test(day) ? day : dateOf(row.at));
    const known = days.get(start) ?? new Map<string, PlannedMessage>();
    if (!days.has(start))
      for (const m of yield* planner.dueInSteps({ from: start, to: start + DAY_MS })) known.set(m.key, m);
    days.set(start, known);
    const fresh = known.get(row.key);
    const matters = fresh?.matters.map((m) => m.key) ?? [];
    if (fresh?.text !== row.text) found.push({ id: row.id, text: fresh?.text ?? null, matters });
  }
  return found;
}
