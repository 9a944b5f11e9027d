import type { Instant } from '../domain/calendar/time.ts';
import type { WorkDraft } from '../domain/scheme/import.ts';
import type { Month, Scheme, SchemeCell, SchemeSum } from '../domain/scheme/scheme.ts';

interface CellQuery {
  unitIds?: readonly number[] | undefined;
  workIds?: readonly number[] | undefined;
  /** both included */
  from: Month;
  to: Month;
}

export interface SchemeReadTx {
  /** every plan with its works; the same object until something changes */
  schemes(): Promise<readonly Scheme[]>;
  schemeCell(workId: number, unitId: number, month: Month): Promise<SchemeCell | undefined>;
  /** of a few units or a few works */
  schemeCells(query: CellQuery): Promise<SchemeCell[]>;
  /** the same in portions, by work and unit: a city has hundreds of thousands */
  schemeCellsOf(workIds: readonly number[], from: Month, to: Month): AsyncIterable<SchemeCell[]>;
  /** kept sums of units above branches */
  schemeSums(areaIds: readonly number[], from: Month, to: Month): Promise<SchemeSum[]>;
  /** who has reported a work for a month, and of them who reported nothing done */
  schemeReporters(workId: number, month: Month): Promise<{ unitId: number; zero: boolean }[]>;
  /** how many of these works each unit has reported for a month */
  schemeReported(workIds: readonly number[], month: Month): Promise<Map<number, number>>;
}

export interface SchemeTx {
  /** @param id undefined: a new one; the works beside those given stay. Returns its id */
  putScheme(
    scheme: { id: number | undefined; unitId: number; name: string; by: string; at: Instant },
    works: readonly WorkDraft[],
  ): Promise<number>;
  /**
   * @param before and after as the cell stands and is to stand; null: there is none
   * @param areaIds units above branches that hold the unit, itself among them: their sums are kept with it
   */
  putSchemeCell(
    before: SchemeCell | null,
    after: SchemeCell | null,
    areaIds: readonly number[],
  ): Promise<void>;
}

/** The mark of a file that is to be taken in as a plan; it holds the id of the unit whose plan it is. */
export const schemeFileMark = (evidenceId: number): string => `plan_file:${evidenceId}`;
