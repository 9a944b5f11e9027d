// What each intent does: one row each, and the compiler names the row that is missing.
import type { IntentName, Metric } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import { type Act, simply } from './act.ts';
import { acknowledge, settle, snooze } from './handlers/acknowledge.ts';
import { bind, unbind } from './handlers/bind.ts';
import { cancelActivity, moveActivity } from './handlers/change-activity.ts';
import { checkin } from './handlers/checkin.ts';
import { deliveryStatus, diagnose } from './handlers/delivery-status.ts';
import { FIGURES_METRICS } from './handlers/figures/handlers.ts';
import { clearFixedDay, setFixedDay, showFixedDay } from './handlers/fixed-day.ts';
import { help, mine, smallTalk } from './handlers/help.ts';
import { decideLeave, leave, withdrawLeave } from './handlers/leave.ts';
import { decide } from './handlers/ledger/decide.ts';
import { exportLedger, sendEvidence } from './handlers/ledger/files.ts';
import { list, rate } from './handlers/ledger/lists.ts';
import { manage } from './handlers/ledger/manage.ts';
import { attach } from './handlers/ledger/media.ts';
import { monthReport } from './handlers/ledger/month.ts';
import { open } from './handlers/ledger/open.ts';
import { done, extend, progress } from './handlers/ledger/progress.ts';
import { story } from './handlers/ledger/story.ts';
import { makeup, roster } from './handlers/mark-others.ts';
import { planActivity } from './handlers/plan-activity.ts';
import { report } from './handlers/report.ts';
import { roll } from './handlers/roll.ts';
import { changeSetting } from './handlers/settings.ts';
import { undo } from './handlers/undo.ts';
import type { Turn } from './turn.ts';

/** One of two answers to the same metric, by what else is asked for. */
const either = (what: string, then: Act<'query'>, otherwise: Act<'query'>): Act<'query'> => ({
  actions: [...new Set([...then.actions, ...otherwise.actions])],
  perform: (turn) => (turn.intent.what === what ? then : otherwise).perform(turn),
});

/** What answers each metric. */
const QUERIES = {
  absentees: roll,
  leave_list: roll,
  ...FIGURES_METRICS,
  rectify_open: simply(list),
  rectify_overdue: simply(list),
  rectify_due_soon: simply(list),
  rectify_item: either('evidence', sendEvidence, story),
  rectify_rate: either('month', simply(monthReport), simply(rate)),
} satisfies Record<Metric, Act<'query'>>;

export const ACTS: { readonly [N in IntentName]: Act<N> } = {
  checkin,
  leave,
  leave_decide: decideLeave,
  leave_withdraw: withdrawLeave,
  makeup_checkin: makeup,
  roster_checkin: roster,
  activity_create: planActivity,
  activity_change: moveActivity,
  activity_cancel: cancelActivity,
  activity_report: report,
  bind,
  unbind,
  help,
  my: mine,
  undo,
  setting: changeSetting,
  ack: acknowledge,
  snooze,
  settle,
  fixed_day_set: setFixedDay,
  fixed_day_show: showFixedDay,
  fixed_day_clear: clearFixedDay,
  delivery_status: deliveryStatus,
  diagnose,
  rectify_create: open,
  rectify_progress: progress,
  rectify_done: done,
  rectify_extend: extend,
  rectify_decide: decide,
  rectify_manage: manage,
  evidence_attach: attach,
  export: exportLedger,
  query: {
    actions: [...new Set(Object.values(QUERIES).flatMap((query) => query.actions))],
    perform: (turn) => QUERIES[turn.intent.metric].perform(turn),
  },
  none: smallTalk,
  choice: smallTalk,
};

/** Carries out what the turn means: the row of its intent is the act for it. */
export function perform(turn: Turn): Promise<Reply | null> {
  const found: Act<IntentName> = ACTS[turn.intent.intent];
  return found.perform(turn);
}
