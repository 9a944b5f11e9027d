// What a message tells of a process: the step and its day, and of whom.
import type { ProcessRow, ProcessStep } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';

/** One person, or the branch, with what is known of them. */
export interface Matter {
  subject: string;
  /** those of that name that go on, or had been stopped */
  found: Process[];
}

export interface About {
  row: ProcessRow;
  step: ProcessStep;
  day: string;
  unitId: number;
  matters: Matter[];
}
