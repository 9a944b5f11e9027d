// Every sentence the program says, with what it is given: the types of `render` and the check of templates/ at start.

import { activity } from './sentences/activity.ts';
import { attendance } from './sentences/attendance.ts';
import { attendanceTable } from './sentences/attendance-table.ts';
import { bind } from './sentences/bind.ts';
import { checkin } from './sentences/checkin.ts';
import { corpus } from './sentences/corpus.ts';
import { dashboard } from './sentences/dashboard.ts';
import { decisions } from './sentences/decisions.ts';
import { delivery } from './sentences/delivery.ts';
import { doctor } from './sentences/doctor.ts';
import { figures } from './sentences/figures.ts';
import { filing } from './sentences/filing.ts';
import { fixedDay } from './sentences/fixed-day.ts';
import { format } from './sentences/format.ts';
import { general } from './sentences/general.ts';
import { help } from './sentences/help.ts';
import { history } from './sentences/history.ts';
import { leave } from './sentences/leave.ts';
import { ledger } from './sentences/ledger.ts';
import { ledgerImport } from './sentences/ledger-import.ts';
import { matrix } from './sentences/matrix.ts';
import { meaning } from './sentences/meaning.ts';
import { meetingsFile } from './sentences/meetings-file.ts';
import { minutes } from './sentences/minutes.ts';
import { muster } from './sentences/muster.ts';
import { nodes } from './sentences/nodes.ts';
import { orgSync } from './sentences/org-sync.ts';
import { outbox } from './sentences/outbox.ts';
import { paper } from './sentences/paper.ts';
import { pictures } from './sentences/pictures.ts';
import { plan } from './sentences/plan.ts';
import { process } from './sentences/process.ts';
import { recall } from './sentences/recall.ts';
import { reminder } from './sentences/reminder.ts';
import { reminders } from './sentences/reminders.ts';
import { report } from './sentences/report.ts';
import { roll } from './sentences/roll.ts';
import { roster } from './sentences/roster.ts';
import { rules } from './sentences/rules.ts';
import { scheme } from './sentences/scheme.ts';
import { schemeImport } from './sentences/scheme-import.ts';
import { setting } from './sentences/setting.ts';
import { stats } from './sentences/stats.ts';
import { table } from './sentences/table.ts';
import { topics } from './sentences/topics.ts';
import { undo } from './sentences/undo.ts';
import { vitality } from './sentences/vitality.ts';

import type { TypeOf } from './shape.ts';

/** By file of templates/. */
export const CATALOGUE = {
  activity,
  attendance,
  attendance_table: attendanceTable,
  bind,
  checkin,
  corpus,
  dashboard,
  decisions,
  delivery,
  doctor,
  figures,
  fixed_day: fixedDay,
  format,
  general,
  help,
  history,
  leave,
  ledger_import: ledgerImport,
  ledger,
  matrix,
  meaning,
  meetings_file: meetingsFile,
  minutes,
  muster,
  filing,
  process,
  scheme,
  vitality,
  scheme_import: schemeImport,
  nodes,
  org_sync: orgSync,
  outbox,
  paper,
  pictures,
  plan,
  recall,
  reminder,
  reminders,
  report,
  roll,
  roster,
  rules,
  setting,
  stats,
  table,
  topics,
  undo,
} as const;

type Catalogue = typeof CATALOGUE;
type Area = keyof Catalogue;
type NamesIn<A extends Area> = `${A}.${keyof Catalogue[A] & string}`;

/** `area.name` of every sentence. */
export type SentenceName = { [A in Area]: NamesIn<A> }[Area];

type FieldsOf<N> = N extends `${infer A extends Area}.${infer Rest}`
  ? Rest extends keyof Catalogue[A]
    ? Catalogue[A][Rest]
    : never
  : never;

/** What a sentence is given. */
export type DataOf<N extends SentenceName> = TypeOf<FieldsOf<N>>;

/** The data behind the name; of one of several names what all of them need, and nothing where none needs any. */
export type Given<N extends SentenceName> = [FieldNames<N>] extends [never] ? [] : [data: All<N>];
type FieldNames<N> = N extends SentenceName ? keyof FieldsOf<N> : never;
type All<N> = (N extends SentenceName ? (all: DataOf<N>) => void : never) extends (all: infer D) => void
  ? D
  : never;
