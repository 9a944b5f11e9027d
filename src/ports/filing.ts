import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { Filing } from '../domain/filing/filing.ts';
import type { FilingKind } from '../domain/filing/kinds.ts';

/** Filings that stand. */
interface FilingQuery {
  kind?: FilingKind | undefined;
  /** days they are of, both included */
  from: DateText;
  to: DateText;
  /** absent: of all units */
  unitIds?: readonly number[] | undefined;
  /** of this person alone */
  personId?: string | undefined;
}

/** What a file of filings holds; `unitIds`: the branches it may tell of. */
export interface FilingRequest {
  kind: FilingKind;
  from: DateText;
  to: DateText;
  unitIds: readonly number[];
}

export interface FilingReadTx {
  /** taken back ones too */
  filing(id: number): Promise<Filing | undefined>;
  /** which branches registered it for which period: unit ids by key of the period, of days within the span */
  periodsFiled(
    kind: FilingKind,
    span: { from: DateText; to: DateText },
  ): Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  /** newest day first */
  filings(query: FilingQuery): Promise<Filing[]>;
  /** the one that somebody changed or made last since then, and that stands; of the kind, where one is given */
  lastFiling(by: string, since: Instant, kind?: FilingKind): Promise<Filing | undefined>;
}

export interface FilingTx {
  addFiling(filing: Omit<Filing, 'id'>): Promise<Filing>;
  /** writes everything but id; the stored revision grows by one */
  changeFiling(filing: Filing): Promise<Filing>;
}
