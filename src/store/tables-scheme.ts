import type { Generated } from 'kysely';

interface SchemeTable {
  id: Generated<number>;
  unit_id: number;
  name: string;
  by_person: string;
  at: number;
}

export interface SchemeWorkTable {
  id: Generated<number>;
  scheme_id: number;
  no: number;
  task: string;
  name: string;
  content: string;
  lead: string;
  assist: string;
  /** YYYY-MM-DD */
  due: string | null;
  goal_text: string;
  measure: string;
  /** JSON */
  nodes: string;
  /** JSON */
  parts: string;
  /** 1: a later file no longer holds it */
  gone: number;
}

export interface SchemeCellTable {
  work_id: number;
  /** YYYY-MM */
  month: string;
  unit_id: number;
  /** hundredths */
  amount: number | null;
  /** JSON */
  nodes: string;
  said: string;
  by_person: string;
  at: number;
}

/** Of a unit above branches and everything below it; with a node: how many have done it. */
interface SchemeSumTable {
  area_id: number;
  work_id: number;
  month: string;
  node: string;
  amount: number;
  reported: number;
  zeros: number;
}

export interface SchemeTables {
  scheme: SchemeTable;
  scheme_work: SchemeWorkTable;
  scheme_cell: SchemeCellTable;
  scheme_sum: SchemeSumTable;
}
