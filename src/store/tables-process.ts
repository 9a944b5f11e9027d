import type { Generated } from 'kysely';

export interface ProcessTable {
  id: Generated<number>;
  kind: string;
  unit_id: number;
  /** null: not on the roster, or the branch's own */
  person_id: string | null;
  /** the name as written; empty: the branch's own */
  subject: string;
  since_step: string;
  /** JSON by key of the step: day, by, at */
  steps: string;
  /** YYYY-MM-DD */
  ends_on: string | null;
  /** JSON: from, to, on, approvedBy, by, at */
  shifts: Generated<string>;
  state: string;
  reason: string;
  by_person: string;
  made_at: number;
  changed_at: number;
  revision: number;
  /** 1: taken back */
  gone: number;
}

export interface ProcessTables {
  process: ProcessTable;
}
