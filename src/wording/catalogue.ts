// Every sentence the program says, with what it is given: the types of `render` and the check of templates/ at start.

import { activity } from './sentences/activity.ts';
import { activityType } from './sentences/activity-type.ts';
import { attendance } from './sentences/attendance.ts';
import { bind } from './sentences/bind.ts';
import { checkin } from './sentences/checkin.ts';
import { delivery } from './sentences/delivery.ts';
import { doctor } from './sentences/doctor.ts';
import { figures } from './sentences/figures.ts';
import { fixedDay } from './sentences/fixed-day.ts';
import { format } from './sentences/format.ts';
import { general } from './sentences/general.ts';
import { help } from './sentences/help.ts';
import { itemKind } from './sentences/item-kind.ts';
import { leave } from './sentences/leave.ts';
import { ledger } from './sentences/ledger.ts';
import { ledgerImport } from './sentences/ledger-import.ts';
import { meaning } from './sentences/meaning.ts';
import { outbox } from './sentences/outbox.ts';
import { plan } from './sentences/plan.ts';
import { reminder } from './sentences/reminder.ts';
import { reminders } from './sentences/reminders.ts';
import { report } from './sentences/report.ts';
import { roll } from './sentences/roll.ts';
import { roster } from './sentences/roster.ts';
import { setting } from './sentences/setting.ts';
import { stats } from './sentences/stats.ts';
import { undo } from './sentences/undo.ts';

/** By file of templates/. */
export const CATALOGUE = {
  activity_type: activityType,
  activity,
  attendance,
  bind,
  checkin,
  delivery,
  doctor,
  figures,
  fixed_day: fixedDay,
  format,
  general,
  help,
  item_kind: itemKind,
  leave,
  ledger_import: ledgerImport,
  ledger,
  meaning,
  outbox,
  plan,
  reminder,
  reminders,
  report,
  roll,
  roster,
  setting,
  stats,
  undo,
} as const;
