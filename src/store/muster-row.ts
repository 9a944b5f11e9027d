// A muster and the answers to it, as their tables hold them.
import type { Selectable } from 'kysely';
import type { Muster, MusterEntry } from '../domain/muster/muster.ts';
import { bulkWriter } from './bulk.ts';
import type { MusterPersonTable, MusterTable } from './tables-muster.ts';

export const insertPeople = bulkWriter<{ muster_id: number; person_id: string }>(
  ['muster_id', 'person_id'],
  (db, rows) => db.insertInto('muster_person').values(rows as MusterPersonTable[]),
);

export const upsertPeople = bulkWriter<{ [K in keyof MusterPersonTable]: MusterPersonTable[K] }>(
  ['muster_id', 'person_id', 'ack_at', 'arrived_at', 'said', 'said_at', 'reason', 'by_person'],
  (db, rows) =>
    db
      .insertInto('muster_person')
      .values(rows)
      .onConflict((c) =>
        c.columns(['muster_id', 'person_id']).doUpdateSet((eb) => ({
          ack_at: eb.ref('excluded.ack_at'),
          arrived_at: eb.ref('excluded.arrived_at'),
          said: eb.ref('excluded.said'),
          said_at: eb.ref('excluded.said_at'),
          reason: eb.ref('excluded.reason'),
          by_person: eb.ref('excluded.by_person'),
        })),
      ),
);

export const toRow = (m: Omit<Muster, 'id'>) => ({
  unit_id: m.unitId,
  target: m.target,
  place: m.place,
  reason: m.reason,
  drill: m.isDrill ? 1 : 0,
  called_by: m.calledBy,
  called_at: m.calledAt,
  ack_by: m.ackBy,
  nudge_at: m.nudgeAt,
  arrive_by: m.arriveBy,
  people: m.people,
  state: m.state,
  ended_at: m.endedAt,
  ended_by: m.endedBy,
  checked_at: m.checkedAt,
  nudged_at: m.nudgedAt,
  summed_at: m.summedAt,
});

export const toMuster = (row: Selectable<MusterTable>): Muster => ({
  id: row.id,
  unitId: row.unit_id,
  target: row.target,
  place: row.place,
  reason: row.reason,
  isDrill: row.drill === 1,
  calledBy: row.called_by,
  calledAt: row.called_at,
  ackBy: row.ack_by,
  nudgeAt: row.nudge_at,
  arriveBy: row.arrive_by,
  people: row.people,
  state: row.state as Muster['state'],
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  checkedAt: row.checked_at,
  nudgedAt: row.nudged_at,
  summedAt: row.summed_at,
});

export const toEntry = (row: Selectable<MusterPersonTable>): MusterEntry => ({
  musterId: row.muster_id,
  personId: row.person_id,
  ackAt: row.ack_at,
  arrivedAt: row.arrived_at,
  said: row.said as MusterEntry['said'],
  saidAt: row.said_at,
  reason: row.reason,
  by: row.by_person,
});

export const toPersonRow = (entry: MusterEntry): MusterPersonTable => ({
  muster_id: entry.musterId,
  person_id: entry.personId,
  ack_at: entry.ackAt,
  arrived_at: entry.arrivedAt,
  said: entry.said,
  said_at: entry.saidAt,
  reason: entry.reason,
  by_person: entry.by,
});
