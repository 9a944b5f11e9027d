import type { Generated } from 'kysely';

export interface MusterTable {
  id: Generated<number>;
  unit_id: number;
  target: string;
  place: string | null;
  reason: string | null;
  drill: number;
  called_by: string;
  called_at: number;
  ack_by: number;
  nudge_at: number;
  arrive_by: number;
  people: number;
  state: string;
  ended_at: number | null;
  ended_by: string | null;
  checked_at: number | null;
  nudged_at: number | null;
  summed_at: number | null;
}
/** Null answers: the person has said nothing. */
export interface MusterPersonTable {
  muster_id: number;
  person_id: string;
  ack_at: number | null;
  arrived_at: number | null;
  said: string | null;
  said_at: number | null;
  reason: string | null;
  by_person: string | null;
}

/** Those who are to be told yet, as many as go into one call; JSON of person ids. */
interface MusterBatchTable {
  muster_id: number;
  kind: string;
  batch: number;
  people: string;
}

export interface MusterTables {
  muster: MusterTable;
  muster_person: MusterPersonTable;
  muster_batch: MusterBatchTable;
}
