import type { Filled } from '../../domain/intent.ts';
import { readItemWithdrawn, readKindDone, readKindOwn } from './kind-done.ts';
import { readKindGrade } from './kind-grade.ts';
import { readKindQuestion } from './kind-questions.ts';
import { readLedgerForm } from './ledger-form.ts';
import { readLedgerQuestion } from './ledger-questions.ts';
import { readRectifyCommand } from './rectify.ts';
import type { Heard } from './rest.ts';

/** Forms that open items, decisions about them, and the lists that have a name of their own. */
export function readLedgerCommand(h: Heard): Filled | undefined {
  return (
    readKindGrade(h) ??
    readKindOwn(h) ??
    readLedgerForm(h) ??
    readKindQuestion(h) ??
    readKindDone(h) ??
    readItemWithdrawn(h) ??
    (h.itemNo !== undefined || /整改|销号|延期|督办|转|同意|批准|准|退回|打回|驳回/.test(h.s)
      ? readRectifyCommand(h)
      : undefined) ??
    readLedgerQuestion(h)
  );
}
