// 收到, 已处理, 明天再提醒: answers to the last digest, on all of its lines or on the one that is meant.
import type { Requirement } from '../../domain/activity/cadence.ts';
import { DAY_MS, dateOf } from '../../domain/calendar/time.ts';
import { filingKindRow } from '../../domain/filing/kinds.ts';
import type { Reply } from '../../ports/channels.ts';
import type { OutboxRow } from '../../ports/outbox.ts';
import { simply } from '../act.ts';
import { offer } from '../questions.ts';
import type { Turn } from '../turn.ts';

const LOOK_BACK_MS = 14 * DAY_MS;
const CHOICES = 6;

/** 收到 takes note and settles nothing. */
export const acknowledge = simply<'ack'>(async (turn) => {
  const [last] = await digests(turn);
  return turn.say('reminder.noted', { names: (await openMatters(turn, last)).map((m) => m.name) });
});

/** 已处理 settles what is met by saying so, asked back when several lines of the last digest are. */
export const settle = simply<'settle'>(async (turn) => {
  if (turn.intent.matter) return settleMatter(turn, turn.intent.matter);
  const [last] = await digests(turn);
  const said = turn.intent.remark;
  const open = (await openMatters(turn, last)).filter(
    ({ name }) => said === undefined || name.includes(said),
  );
  if (open.length === 0) return toRegister(turn, last) ?? turn.say('reminder.nothing_to_settle');
  if (open.length === 1) return settleMatter(turn, open[0]!.matter);
  return offer(
    turn,
    open.slice(0, CHOICES).map(({ matter, name }) => ({ ...turn.intent, matter, remark: name })),
  );
});

/** Of what a report meets the report is asked for: 已处理 says how it stands to nobody who asks later. */
function toRegister(turn: Turn, digest: OutboxRow | undefined): Reply | undefined {
  for (const matter of digest?.matters ?? []) {
    const { metBy } = requirementOf(turn, matter) ?? {};
    const row = metBy?.kind === 'report' ? filingKindRow(metBy.report) : undefined;
    if (row) return turn.say('reminder.register', { name: row.name, example: row.example });
  }
  return undefined;
}

function requirementOf(turn: Turn, matter: string): Requirement | undefined {
  const [kind, id] = matter.split(':');
  const isOf = kind === 'once' || kind === 'cadence';
  return isOf ? turn.settings.cadence.requirements.find((r) => r.id === id) : undefined;
}

/** Only what the sender was reminded of. */
async function settleMatter(turn: Turn, matter: string): Promise<Reply> {
  const reminded = (await digests(turn)).some((d) => d.matters?.includes(matter));
  const known = settleable(turn, matter);
  if (!reminded || !known) return turn.say('reminder.nothing_to_settle');
  turn.changes.push({ of: 'settled', matter });
  await turn.tx.settleMatter(matter, turn.sender.id, turn.now);
  return {
    ...turn.say('reminder.settled', { name: known.name }),
    cardState: turn.say('reminder.settled_state').text,
  };
}

/** Every line of the last digest comes again on the next working day, where it is still open then. */
export const snooze = simply<'snooze'>(async (turn) => {
  const [last] = await digests(turn);
  const matters = last?.matters ?? [];
  if (matters.length === 0) return turn.say('reminder.nothing_to_snooze');
  const on = turn.settings.calendar.addWorkingDays(dateOf(turn.now), 1);
  await turn.tx.putSnoozes(matters.map((matter) => ({ personId: turn.sender.id, matter, on })));
  return {
    ...turn.say('reminder.snoozed', { on, count: matters.length }),
    cardState: turn.say('reminder.snoozed_state').text,
  };
});

/** Newest first; only what may have arrived. */
async function digests(turn: Turn): Promise<OutboxRow[]> {
  const rows = await turn.tx.outboxFor(turn.sender.id, ['digest'], turn.now - LOOK_BACK_MS);
  return rows.filter((r) => ['sending', 'accepted', 'unknown'].includes(r.state));
}

async function openMatters(
  turn: Turn,
  digest: OutboxRow | undefined,
): Promise<{ matter: string; name: string }[]> {
  const found: { matter: string; name: string }[] = [];
  for (const matter of digest?.matters ?? []) {
    const known = settleable(turn, matter);
    if (known && !(await turn.tx.isSettled(matter))) found.push({ matter, name: known.name });
  }
  return found;
}

/** `cadence:<requirement>:<unit>:<period>` of one met by saying so, or `once:…`; anything else is settled by doing it. */
function settleable(turn: Turn, matter: string): { requirement: Requirement; name: string } | undefined {
  const [kind, , unitId] = matter.split(':');
  const requirement = requirementOf(turn, matter);
  if (!requirement || (kind === 'cadence' && requirement.metBy.kind !== 'acknowledged')) return undefined;
  const unit = turn.org.units.get(Number(unitId));
  return { requirement, name: unit ? `${unit.name}${requirement.name}` : requirement.name };
}
