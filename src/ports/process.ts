import type { ProcessKind } from '../domain/process/kinds.ts';
import type { Process } from '../domain/process/process.ts';

/** Processes that stand: not those taken back. */
interface ProcessQuery {
  kind?: ProcessKind | undefined;
  /** absent: of all units */
  unitIds?: readonly number[] | undefined;
  state?: Process['state'] | undefined;
  /** the name as written */
  subject?: string | undefined;
  /** of this person of the roster alone */
  personId?: string | undefined;
}

/** What a file of processes holds; `unitIds`: the branches it may tell of. */
export interface ProcessRequest {
  kind: ProcessKind;
  unitIds: readonly number[];
}

export interface ProcessReadTx {
  /** taken back ones too */
  process(id: number): Promise<Process | undefined>;
  /** oldest first */
  processes(query: ProcessQuery): Promise<Process[]>;
}

export interface ProcessTx {
  addProcess(process: Omit<Process, 'id'>): Promise<Process>;
  /** writes everything but id; the stored revision grows by one */
  changeProcess(process: Process): Promise<Process>;
}
