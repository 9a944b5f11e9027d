// The ledger of the sample organisation: what was opened, moved, sent back and closed, through the rules of the ledger.
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { addDays, dateOf, type Instant, instantOf } from '../../domain/calendar/time.ts';
import { BLANK_ITEM, type Item } from '../../domain/ledger/item.ts';
import { LEDGER_KIND } from '../../domain/ledger/kinds.ts';
import { differences, moved } from '../../domain/ledger/moves.ts';
import type { Organisation, Person, Unit } from '../../domain/organisation/organisation.ts';
import type { Tx } from '../../ports/store.ts';
import type { SampleItem } from './data.ts';

/** @param unit whose secretary opened it @throws Error for a move the ledger does not allow, or an unknown name */
export async function storeItem(
  tx: Tx,
  org: Organisation,
  unit: Unit,
  sample: SampleItem,
  calendar: Calendar,
  now: Instant,
): Promise<void> {
  const day = (days: number) => calendar.workingDayOnOrBefore(addDays(dateOf(now), days));
  const endOf = (days: number) => instantOf(day(days), 23, 59, 59);
  const [secretary] = org.holders(unit.id, '书记');
  const [owner, leader] = [sample.owner, sample.leader].map((name) => personIn(org, unit, name));
  const openedAt = instantOf(day(sample.opened), 9, 20);
  const before = await tx.addItem({
    ...BLANK_ITEM,
    kind: LEDGER_KIND,
    unitId: unit.id,
    problem: sample.problem,
    source: sample.source,
    measure: sample.measure,
    ownerId: owner!.id,
    ownerName: owner!.name,
    leaderId: leader!.id,
    leaderName: leader!.name,
    dueAt: endOf(sample.due),
    firstDueAt: endOf(sample.due),
    openedBy: secretary!.id,
    openedAt,
    movedAt: openedAt,
  });
  const note = async (
    event: { at: Instant; by: string; what: string; note: string | null },
    from: Item | null,
    to: Item,
  ) => tx.addItemEvent({ itemId: to.id, messageKey: null, ...event, ...differences(from, to) });
  await note({ at: openedAt, by: secretary!.id, what: 'open', note: null }, null, before);

  let item = before;
  for (const { move, by, text, progress, due, review, day: days } of sample.moves) {
    const at = instantOf(day(days), 10, 40);
    const person = personIn(org, unit, by);
    const after = await tx.changeItem(
      moved(item, move, {
        by: person.id,
        at,
        text,
        progress,
        ...(due !== undefined && { dueAt: endOf(due) }),
        ...(review !== undefined && { reviewAt: endOf(review) }),
      }),
    );
    await note({ at, by: person.id, what: move, note: text }, item, after);
    item = after;
  }
}

/** Two people may have one name: the one of the unit is meant, or of an office above it. */
function personIn(org: Organisation, unit: Unit, name: string): Person {
  const found = org.named(name);
  const person = found.find((p) => p.branchId === unit.id) ?? found[0];
  if (!person) throw new Error(`ledger.json: nobody is called ${name}`);
  return person;
}
