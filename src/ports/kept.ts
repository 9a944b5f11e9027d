// What branches register, what runs through steps, and how far the works of a plan are: records that stand by themselves.
import type { Filing } from '../domain/filing/filing.ts';
import type { Process } from '../domain/process/process.ts';
import type { SchemeCell } from '../domain/scheme/scheme.ts';
import type { FilingReadTx, FilingTx } from './filing.ts';
import type { ProcessReadTx, ProcessTx } from './process.ts';
import type { SchemeReadTx, SchemeTx } from './scheme.ts';

export interface KeptReadTx extends FilingReadTx, ProcessReadTx, SchemeReadTx {}
export interface KeptTx extends FilingTx, ProcessTx, SchemeTx {}

/** What stood there before a message (null = nothing did), and what stands there since. */
export type KeptChange =
  | { of: 'filing'; id: number; before: Filing | null; after: Filing }
  | { of: 'process'; id: number; before: Process | null; after: Process }
  | { of: 'scheme_cell'; before: SchemeCell | null; after: SchemeCell };
