// One tick: what became due since the last one is written into the outbox, in one transaction with the watermark.
// The writer lock elects: a second instance finds the watermark moved on and nothing left to do.
import { DAY_MS, dateOf, type Instant, instantOf } from '../domain/calendar/time.ts';
import type { Permissions } from '../domain/organisation/permissions.ts';
import { CARD_TEXT_CHARS, type Clock } from '../ports/channels.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import { LESSON_LIFE_MS, type ReadTx, type Store, type Tx } from '../ports/store.ts';
import type { Settings } from '../settings/settings.ts';
import { ownSettings } from '../settings/units.ts';
import type { Wording } from '../wording/templates.ts';
import { addressesOf } from './addresses.ts';
import { catchUp } from './catch-up.ts';
import { fixedDayActivities } from './fixed-days.ts';
import { createPlanner, preparePlanning } from './plan.ts';
import type { PlanInput, PlannedMessage, TimeSpan } from './plan-types.ts';

/** What comes from files and set-up, and stays for the life of the process. */
export interface PlanRules {
  permissions: Permissions;
  settings: Settings;
  privateChannel: 'app' | 'bot';
  botName: string | null;
  render: Wording;
}

/** A year and a quarter: every period that can still be open or just closed. */
const LOOK_BACK_MS = 460 * DAY_MS;
const WATERMARK = 'planned_until';

export interface Runner {
  /** writes what became due; safe to call from anywhere, as often as one likes */
  tick(): Promise<void>;
  /** the next moment up to `to` at which a message is planned, as things stand */
  next(to: Instant): Promise<Instant | undefined>;
}

/** From so many people on, what planning reads is a heavy read. */
const CITY = 2000;

export function createRunner(store: Store, rules: PlanRules, clock: Clock): Runner {
  /** What planning knows at a moment, and from when on it has to plan; read beside the writer. */
  async function look(now: Instant) {
    const { people } = await store.read((tx) => tx.organisation());
    return store.read(
      async (tx) => ({
        from: await watermark(tx, now),
        input: await planInput(tx, rules, now),
        held: await heldDigests(tx),
      }),
      { heavy: people.size >= CITY },
    );
  }

  return {
    async tick() {
      const now = clock.now();
      const { from, input, held } = await look(now);
      const isQuiet = held.length === 0 && isNothingDue(input, { from, to: now + 1 }, now);
      await store.write(async (tx) => {
        const since = await watermark(tx, now);
        // A clock set back finds the watermark ahead: those moments were served.
        if (now < since) return;
        // Most minutes have nothing due: the tick stands where the snapshot was taken, and the writer is not kept.
        // Else all is read again under its lock, so that nothing settled meanwhile is sent.
        if (!isQuiet || since !== from)
          await serve(tx, await planInput(tx, rules, now), { from: since, to: now + 1 }, now);
        await tx.putMark(WATERMARK, String(now + 1));
      });
    },
    async next(to) {
      const now = clock.now();
      const { input } = await look(now);
      for (const part of createPlanner(input).portions({ from: now + 1, to: to + 1 })) {
        if (part.length > 0) return Math.min(...part.map((m) => m.at));
      }
      return undefined;
    },
  };
}

/** The moment up to which all has been planned; undefined before the first tick. */
export async function plannedUntil(store: Pick<Store, 'read'>): Promise<Instant | undefined> {
  const mark = await store.read((tx) => tx.mark(WATERMARK));
  return mark === undefined ? undefined : Number(mark);
}

const watermark = async (tx: ReadTx, now: Instant): Promise<Instant> =>
  Number((await tx.mark(WATERMARK)) ?? now);

/** Digests that were tried and could not leave. */
const heldDigests = async (tx: ReadTx) => (await tx.waitingDigests()).filter((row) => row.attempts > 0);

/** The state of the world for planning, read in this transaction. */
export async function planInput(tx: ReadTx, rules: PlanRules, now: Instant): Promise<PlanInput> {
  const org = await tx.organisation();
  return {
    ...rules,
    org,
    units: ownSettings(org, await tx.settings()),
    addresses: addressesOf(org, await tx.bindings()),
    ...(await tx.planState(now - LOOK_BACK_MS, now)),
  };
}

function isNothingDue(input: PlanInput, span: TimeSpan, now: Instant): boolean {
  if (fixedDayActivities(input, span).length > 0) return false;
  const { send, stale, carry } = catchUp(input, span, now);
  return send.length + stale.length + carry.length === 0;
}

async function serve(tx: Tx, before: PlanInput, span: TimeSpan, now: Instant): Promise<void> {
  const made = [];
  for (const { id: _, revision: __, ...activity } of fixedDayActivities(before, span))
    made.push(await tx.addActivity(activity));
  const input = made.length > 0 ? { ...before, activities: [...before.activities, ...made] } : before;
  const { send, stale, carry } = catchUp(input, span, now);
  await tx.addOutbox(send.map(entryOf));
  await tx.addStale(stale.map(entryOf));
  await tx.putSnoozes(carry);
  await refreshDigests(tx, input);
  await tx.forgetLessons(now - LESSON_LIFE_MS);
}

function entryOf(m: PlannedMessage): OutboxEntry {
  const hasCard = m.buttons.length > 0 && m.chat === null && [...m.text].length <= CARD_TEXT_CHARS;
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
async function refreshDigests(tx: Tx, input: PlanInput): Promise<void> {
  const waiting = await heldDigests(tx);
  if (waiting.length === 0) return;
  const planner = createPlanner(input, preparePlanning(input));
  for (const row of waiting) {
    const day = row.key.split(':').at(-1)!;
    const start = instantOf(/^\d{4}-\d\d-\d\d$/.test(day) ? day : dateOf(row.at));
    const fresh = planner.due({ from: start, to: start + DAY_MS }).find((m) => m.key === row.key);
    const matters = fresh?.matters.map((m) => m.key) ?? [];
    if (fresh?.text !== row.text) await tx.rewordOutbox(row.id, fresh?.text ?? null, matters);
  }
}
