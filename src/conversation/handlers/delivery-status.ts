// 送达情况 and 诊断: what was accepted, refused, unknown, not sent, and to whom. Accepted is never called read.
import { addDays, dateOf, instantOf } from '../../domain/calendar/time.ts';
import { CONTACT_CHANGES, readContactChanges } from '../../domain/organisation/contact-changes.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import { withoutStrong } from '../../domain/strong.ts';
import { PUSH_CHANNELS, type Reply } from '../../ports/channels.ts';
import type { OutboxRow } from '../../ports/outbox.ts';
import { pushAddressOf } from '../../ports/push-address.ts';
import { unitsBelow } from '../../reports/activities.ts';
import { unitWords } from '../../reports/words.ts';
import { askOf, unitsInScope } from '../scope.ts';
import type { Turn } from '../turn.ts';
import { paged, toldBefore } from './figures/pages.ts';

const NOTICES = 6;
const NAMES = 10;

/** Without a span: today and the last seven days. */
export const deliveryStatus = askOf<'delivery_status'>(
  'see_delivery',
  (turn) => unitsInScope(turn, 'see_delivery', turn.intent),
  async (turn, { tops }) => {
    const { period } = turn.intent;
    const today = dateOf(turn.now);
    const from = period?.from ?? addDays(today, -7);
    const to = period?.to ?? today;
    const ids = unitsBelow(turn, tops).map((u) => u.id);
    const rows = (await turn.tx.outboxOfUnits(ids, instantOf(from))).filter(
      (r) => dateOf(r.at) <= to && r.rule !== 'reply',
    );
    const out = { unit: tops.map((u) => unitWords(turn.org, u)), from, to, ...tally(rows) };
    if (rows.length === 0) return turn.say('delivery.nothing', out);
    const groups = new Set((await turn.tx.bindings()).map(({ chatId }) => chatId));
    const before = toldBefore(turn);
    const told = rows.slice(before, before + NOTICES);
    return paged(turn, { rows: told, total: rows.length }, (shown, more) =>
      turn.say('delivery.status', {
        ...out,
        refused_people: peopleRefused(turn, rows).slice(0, NAMES),
        notices: shown.map((row) => noticeWords(turn, row, groups)),
        more,
      }),
    );
  },
);

function tally(rows: readonly OutboxRow[]) {
  const count = (...states: OutboxRow['state'][]) => rows.filter((r) => states.includes(r.state)).length;
  return {
    accepted: count('accepted'),
    refused: count('refused'),
    unknown: count('unknown'),
    waiting: count('waiting', 'sending'),
    not_sent: count('dropped', 'cancelled'),
  };
}

/** Who got nothing although the rest did, by name. */
function peopleRefused(turn: Turn, rows: readonly OutboxRow[]): string[] {
  const ids = new Set(rows.flatMap((r) => r.refused.map((id) => id.toLowerCase())));
  return [...ids].map((id) => turn.org.person(id)?.name ?? id);
}

/** What everybody who is due is told, by whatever way. */
const TO_ALL: ReadonlySet<string> = new Set(['invitation', 'changed', 'cancelled', 'restored']);

/**
 * The bot speaks to groups and to persons alike, by an id that looks the same: what is no bound group counts as a
 * person, who may have left or be known by an encrypted id only.
 */
const isToPersons = ({ channel, to }: OutboxRow, groups: ReadonlySet<string | null>): boolean =>
  PUSH_CHANNELS[channel].address === 'users' || (channel === 'bot' && !groups.has(to[0]!));

/** Characters of a notice that tell which one it was. */
const TITLE = 24;

/** The first words of a notice: whole clauses where enough of them fit, else with a sign that it goes on. */
function titleOf(line: string): string {
  const text = [...line];
  if (text.length <= TITLE) return line;
  const first = text.slice(0, TITLE - 1).join('');
  const clauses = first.replace(/[，；。][^，；。]*$/u, '');
  return clauses.length < first.length && clauses.length >= TITLE / 3 ? clauses : `${first}…`;
}

function noticeWords(turn: Turn, row: OutboxRow, groups: ReadonlySet<string | null>) {
  const isGroup = !isToPersons(row, groups);
  return {
    at: row.sentAt ?? row.at,
    // What was written to people in private, reasons of leave among it, is not shown in a group.
    title:
      isGroup || turn.chat === '' || TO_ALL.has(row.rule)
        ? titleOf(withoutStrong(row.text.split('\n')[0]!))
        : turn.say('delivery.in_private').text,
    people: row.audience.length,
    group: isGroup,
    outcome: turn.say(`delivery.state_${row.state}`).text,
    // What waits for WeCom or for somebody to mend a setting says so too.
    why: row.state === 'accepted' && !isTakenBack(row) ? '' : (row.outcome ?? ''),
    refused: row.refused.map((id) => turn.org.person(id)?.name ?? id).slice(0, NAMES),
  };
}

const isTakenBack = ({ outcome }: OutboxRow) => outcome === 'recalled' || outcome === 'recalling';

/** 诊断: what of the set-up keeps messages from arriving, for those who can mend it. */
export const diagnose = askOf<'diagnose'>(
  'see_delivery',
  (turn) => unitsInScope(turn, 'see_delivery', turn.intent),
  (turn, { tops }) => diagnosis(turn, tops),
);

async function diagnosis(turn: Turn, tops: readonly Unit[]): Promise<Reply> {
  const units = unitsBelow(turn, tops);
  const branches = units.filter((u) => u.kind === 'branch');
  const bindings = await turn.tx.bindings();
  const rows = await turn.tx.outboxOfUnits(
    units.map((u) => u.id),
    instantOf(addDays(dateOf(turn.now), -7)),
  );
  const byBot = turn.groupsBy === 'bot';
  const year = Number(dateOf(turn.now).slice(0, 4));
  return turn.say('delivery.diagnosis', {
    unit: tops.map((u) => unitWords(turn.org, u)),
    unbound: branches.filter((b) => !bindings.some((x) => x.unitId === b.id && x.chatId)).map((b) => b.name),
    by_bot: byBot,
    // Where the bot speaks in the groups itself, being bound is all.
    without_push: branches
      .filter(
        (b) =>
          !byBot && !bindings.some((x) => x.unitId === b.id && (pushAddressOf(x, turn.groupsBy) ?? x.dead)),
      )
      .map((b) => b.name),
    lost_push: branches.filter((b) => bindings.some((x) => x.unitId === b.id && x.dead)).map((b) => b.name),
    without_secretary: branches.filter((b) => turn.org.holders(b.id, '书记').length === 0).map((b) => b.name),
    refused_people: peopleRefused(turn, rows).slice(0, NAMES),
    failed: rows.filter((r) => r.state === 'refused' || r.state === 'unknown').length,
    accounts: isAdmin(turn) ? await accountsChanged(turn, new Set(units.map(({ id }) => id))) : [],
    // A secretary cannot load it.
    calendar_missing: isAdmin(turn)
      ? [year, year + 1].filter((y) => turn.settings.calendar.coverage(y) !== 'official')
      : [],
  });
}

/** What WeCom has said of the accounts of people there, until `org sync` has shown it. */
async function accountsChanged({ tx, org }: Turn, unitIds: ReadonlySet<number>) {
  const changes = readContactChanges(await tx.mark(CONTACT_CHANGES));
  return changes.flatMap(({ userId, renamedTo = '' }) => {
    const person = org.person(userId);
    const isThere = person?.branchId != null && unitIds.has(person.branchId);
    const holds = person && org.officesOf(person.id).some(({ unitId }) => unitIds.has(unitId));
    return isThere || holds ? [{ name: person!.name, user_id: userId, now: renamedTo }] : [];
  });
}

const isAdmin = ({ admins, sender, org }: Turn): boolean =>
  admins.has(sender.id) || org.officesOf(sender.id).some(({ role }) => role === '管理员');
