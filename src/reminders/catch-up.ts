import { atMinute } from '../domain/calendar/minutes.ts';
import { eveningOf } from '../domain/calendar/quiet.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { planning } from './plan.ts';
import type { MessageRule, PlanInput, PlannedMessage, Snooze, TimeSpan } from './plan-types.ts';
import type { Steps } from './steps.ts';

const ANNOUNCES: ReadonlySet<MessageRule> = new Set([
  'invitation',
  'day_before',
  'opening',
  'nudge',
  'two_hours_before',
]);

interface CaughtUp {
  /** still of use: to be sent now, each once */
  send: PlannedMessage[];
  /** too late to help, or merged into a later digest: to be recorded as dropped, never sent */
  stale: PlannedMessage[];
  /** lines of lost digests and the working day they come again; to be stored like any other snooze */
  carry: Snooze[];
}

/**
 * What to do about a span that nobody was there to serve (an outage, a restart, a clock moved on). Lost digests of
 * one person become lines of the next one, so that nobody gets five messages when the server is back.
 * A span without an outage comes out as it is: everything in `send`.
 */
export function* catchUp(input: PlanInput, span: TimeSpan, now: Instant): Steps<CaughtUp> {
  const planner = yield* planning(input);
  const missed = yield* planner.dueInSteps(span);
  const late = missed.filter((m) => m.rule === 'digest' && dateOf(m.at) < dateOf(now));
  if (late.length === 0) return { ...sorted(missed, now), carry: [] };
  const on = nextChance(input, now);
  const carry = late.flatMap((m) =>
    m.matters.map(({ key }) => ({ personId: m.audience[0]!.toLowerCase(), matter: key, on })),
  );
  // today's digests once more, now with the carried lines; those whose minute is still to come are left to it
  const withCarry = yield* planning({ ...input, snoozes: [...input.snoozes, ...carry] });
  const again = yield* withCarry.dueInSteps({ from: atMinute(dateOf(now), 0), to: span.to });
  const today = again.filter((m) => m.rule === 'digest');
  const { send, stale } = sorted([...missed.filter((m) => m.rule !== 'digest'), ...today], now);
  return { send, stale: [...stale, ...late], carry };
}

/** What is out of date is stale; of several words on one activity only the last is of use. */
function sorted(messages: readonly PlannedMessage[], now: Instant): Pick<CaughtUp, 'send' | 'stale'> {
  const last = new Map<string, PlannedMessage>();
  for (const m of messages) if (ANNOUNCES.has(m.rule) && m.expiresAt > now) last.set(m.subject, m);
  const isUseful = (m: PlannedMessage) =>
    m.expiresAt > now && (!ANNOUNCES.has(m.rule) || last.get(m.subject) === m);
  return { send: messages.filter(isUseful), stale: messages.filter((m) => !isUseful(m)) };
}

/** Today, while people may still be written to; else the next working day. */
function nextChance({ settings: { calendar, reminders } }: PlanInput, now: Instant): string {
  const today = dateOf(now);
  const open = calendar.isWorkingDay(today) && now < atMinute(today, eveningOf(reminders.quiet));
  return open ? today : calendar.addWorkingDays(today, 1);
}
