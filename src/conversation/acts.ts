// What each intent does: one row each, and the compiler names the row that is missing.
import type { Intent, IntentName } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import { type Act, reading, type Weight } from './act.ts';
import { acknowledge, settle, snooze } from './handlers/acknowledge.ts';
import { agree } from './handlers/agree.ts';
import { bind, unbind } from './handlers/bind.ts';
import { cancelActivity, moveActivity } from './handlers/change-activity.ts';
import { checkin } from './handlers/checkin.ts';
import { sendEntry } from './handlers/dashboard.ts';
import { deliveryStatus, diagnose } from './handlers/delivery-status.ts';
import { elsewhere } from './handlers/figures/elsewhere.ts';
import { talkOrMore } from './handlers/figures/go-on.ts';
import { query, queryMore } from './handlers/figures/more.ts';
import { goneOnFrom, officesThere, tellTeam } from './handlers/figures/other-asked.ts';
import { forget } from './handlers/figures/remembering.ts';
import { fileReport } from './handlers/filing/add.ts';
import { askMissing, askReports, exportReports, tellReport } from './handlers/filing/ask.ts';
import { changeReport } from './handlers/filing/change.ts';
import { clearFixedDay, setFixedDay, showFixedDay } from './handlers/fixed-day.ts';
import { makeGroup, syncGroup } from './handlers/group.ts';
import { answerToNothing, help, mine } from './handlers/help.ts';
import { leave } from './handlers/leave.ts';
import { decideLeave } from './handlers/leave-decide.ts';
import { withdrawLeave } from './handlers/leave-withdraw.ts';
import { decide } from './handlers/ledger/decide.ts';
import { manage } from './handlers/ledger/manage.ts';
import { attach } from './handlers/ledger/media.ts';
import { nudge } from './handlers/ledger/nudge.ts';
import { open } from './handlers/ledger/open.ts';
import { done, extend, progress } from './handlers/ledger/progress.ts';
import { openResolutions } from './handlers/ledger/resolutions.ts';
import { makeup } from './handlers/makeup.ts';
import { roster } from './handlers/mark-others.ts';
import { exportFile } from './handlers/meetings-file.ts';
import { answerMuster } from './handlers/muster/answer.ts';
import { callMuster } from './handlers/muster/call.ts';
import { changeMuster } from './handlers/muster/change.ts';
import { cancelMuster, endMuster } from './handlers/muster/end.ts';
import { exportMuster, listMusters, showRoll } from './handlers/muster/roll.ts';
import { changeTeam } from './handlers/muster/team.ts';
import { planActivity } from './handlers/plan-activity.ts';
import { askProcess } from './handlers/process/ask.ts';
import { exportProcesses, listProcesses, tellProcess } from './handlers/process/list.ts';
import { moveEnd } from './handlers/process/shift.ts';
import { tellStep } from './handlers/process/step.ts';
import { stopProcess } from './handlers/process/stop.ts';
import { tellTerm } from './handlers/process/term.ts';
import { recallNotice } from './handlers/recall.ts';
import { correct } from './handlers/record/correct.ts';
import { recordHistory } from './handlers/record/history.ts';
import { report } from './handlers/record/report.ts';
import { confirmRecord, editRecord, notHeld } from './handlers/record/settle.ts';
import { tellRules } from './handlers/rules.ts';
import { askScheme } from './handlers/scheme/ask.ts';
import { importSchemeFile } from './handlers/scheme/file.ts';
import { reportScheme } from './handlers/scheme/report.ts';
import { changeSetting, showSettings } from './handlers/settings.ts';
import { undo } from './handlers/undo.ts';
import { tellVitality } from './handlers/vitality.ts';
import type { Turn } from './turn.ts';

/** A question of another matter: what is asked next does not go on from a figure before it. */
const apart = <N extends IntentName>(asked: Act<N>): Act<N> => ({
  ...asked,
  async perform(turn) {
    await forget(turn, 'asked');
    return asked.perform(turn);
  },
});

export const ACTS: { readonly [N in IntentName]: Act<N> } = {
  checkin,
  leave,
  leave_decide: decideLeave,
  leave_withdraw: withdrawLeave,
  agree,
  makeup_checkin: makeup,
  roster_checkin: roster,
  activity_create: planActivity,
  activity_change: moveActivity,
  activity_cancel: cancelActivity,
  activity_report: report,
  attendance_correct: correct,
  record_confirm: confirmRecord,
  record_edit: editRecord,
  resolutions_open: openResolutions,
  not_held: notHeld,
  record_history: reading('heavy', recordHistory),
  bind,
  unbind,
  group_make: makeGroup,
  group_sync: syncGroup,
  help: reading('light', help),
  my: reading('light', mine),
  offices: reading('light', officesThere),
  undo,
  notice_recall: recallNotice,
  setting: changeSetting,
  settings_show: reading('light', showSettings),
  ack: acknowledge,
  snooze,
  settle,
  fixed_day_set: setFixedDay,
  fixed_day_show: reading('light', showFixedDay),
  fixed_day_clear: clearFixedDay,
  delivery_status: reading('heavy', deliveryStatus),
  diagnose: reading('heavy', diagnose),
  dashboard: sendEntry,
  rectify_create: open,
  rectify_progress: progress,
  rectify_done: done,
  rectify_extend: extend,
  rectify_decide: decide,
  rectify_manage: manage,
  rectify_nudge: nudge,
  evidence_attach: attach,
  export: goneOnFrom(exportFile),
  muster_call: callMuster,
  muster_answer: answerMuster,
  muster_roll: showRoll,
  muster_change: changeMuster,
  muster_end: endMuster,
  muster_cancel: cancelMuster,
  muster_list: listMusters,
  muster_export: exportMuster,
  team_change: changeTeam,
  team_show: reading('light', tellTeam),
  filing_add: fileReport,
  filing_change: changeReport,
  filing_ask: apart(goneOnFrom(askReports)),
  filing_missing: apart(askMissing),
  filing_how: tellReport,
  filing_export: exportReports,
  process_step: tellStep,
  process_term: tellTerm,
  process_shift: moveEnd,
  process_stop: stopProcess,
  process_ask: apart(goneOnFrom(askProcess)),
  process_list: apart(listProcesses),
  process_how: tellProcess,
  process_export: exportProcesses,
  scheme_report: reportScheme,
  scheme_ask: apart(askScheme),
  scheme_import: importSchemeFile,
  vitality: tellVitality,
  none: talkOrMore((turn) => perform(turn)),
  query,
  query_more: queryMore,
  elsewhere: apart(reading('light', elsewhere)),
  rule: apart(reading('light', tellRules)),
  choice: answerToNothing,
};

/** Set where the intent only asks. One that changes something now and then is answered by the writer then: reading-tx.ts. */
export function weightOf(intent: Intent): Weight | undefined {
  const found: Act<IntentName> = ACTS[intent.intent];
  return found.reads?.(intent);
}

/** Carries out what the turn means: the row of its intent is the act for it. */
export function perform(turn: Turn): Promise<Reply | null> {
  const found: Act<IntentName> = ACTS[turn.intent.intent];
  return found.perform(turn);
}
