import type { IntentName, Metric } from '../../../domain/intent.ts';
import type { Handler } from '../../turn.ts';
import { decide } from './decide.ts';
import { exportLedger, sendEvidence } from './files.ts';
import { list, rate } from './lists.ts';
import { manage } from './manage.ts';
import { monthReport } from './month.ts';
import { open } from './open.ts';
import { done, extend, progress } from './progress.ts';
import { story } from './story.ts';

/** Which handler answers an intent about the ledger. */
export const LEDGER_HANDLERS: Partial<Record<IntentName, Handler>> = {
  rectify_create: open,
  rectify_progress: progress,
  rectify_done: done,
  rectify_extend: extend,
  rectify_decide: decide,
  rectify_manage: manage,
  export: exportLedger,
};

/** Questions about the ledger. */
export const LEDGER_METRICS: Partial<Record<Metric, Handler>> = {
  rectify_open: list,
  rectify_overdue: list,
  rectify_due_soon: list,
  rectify_item: (turn) => (turn.intent.what === 'evidence' ? sendEvidence(turn) : story(turn)),
  rectify_rate: (turn) => (turn.intent.what === 'month' ? monthReport(turn) : rate(turn)),
};
