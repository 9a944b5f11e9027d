// What people tell beside meetings and items: what they register, and how far the works of a plan are.
import type { Filing } from '../domain/filing/filing.ts';
import type { SchemeCell } from '../domain/scheme/scheme.ts';
import type { FilingReadTx, FilingTx } from './filing.ts';
import type { SchemeReadTx, SchemeTx } from './scheme.ts';

export type ToldReadTx = FilingReadTx & SchemeReadTx;
export type ToldTx = FilingTx & SchemeTx;

/** What of it a message changed. */
export type ToldChange =
  | { of: 'filing'; id: number; before: Filing | null; after: Filing }
  | { of: 'scheme_cell'; before: SchemeCell | null; after: SchemeCell };
