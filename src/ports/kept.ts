// What branches register and what runs through steps: kinds of records whose rows stand by themselves.
import type { Filing } from '../domain/filing/filing.ts';
import type { Process } from '../domain/process/process.ts';
import type { FilingReadTx, FilingTx } from './filing.ts';
import type { ProcessReadTx, ProcessTx } from './process.ts';

export interface KeptReadTx extends FilingReadTx, ProcessReadTx {}
export interface KeptTx extends FilingTx, ProcessTx {}

/** What stood there before a message (null = nothing did), and what stands there since. */
export type KeptChange =
  | { of: 'filing'; id: number; before: Filing | null; after: Filing }
  | { of: 'process'; id: number; before: Process | null; after: Process };
