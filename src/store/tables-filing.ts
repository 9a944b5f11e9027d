import type { Generated } from 'kysely';

export interface FilingTable {
  id: Generated<number>;
  kind: string;
  unit_id: number;
  /** null: the branch's */
  person_id: string | null;
  by_person: string;
  /** YYYY-MM-DD */
  day: string;
  period: string;
  /** JSON by key of the field */
  fields: string;
  said: string;
  made_at: number;
  changed_at: number;
  revision: number;
  /** 1: taken back */
  gone: number;
}

export interface FilingTables {
  filing: FilingTable;
}
