import { auditVerify } from './audit.ts';
import { backup, restore } from './backup.ts';
import type { Command } from './command.ts';
import { corpus } from './corpus.ts';
import { doctor } from './doctor.ts';
import { erase } from './erase.ts';
import { evidence } from './evidence.ts';
import { exportLedger } from './export.ts';
import { exportFigures } from './export-figures.ts';
import { exportAttendance, exportMatrix, exportMinutes } from './export-meetings.ts';
import { figuresVerify } from './figures-verify.ts';
import { importLedger } from './ledger.ts';
import { migrate } from './migrate.ts';
import { moveCommand } from './move.ts';
import { exportRoster, importRoster } from './org.ts';
import { syncRoster } from './org-sync.ts';
import { outbox } from './outbox.ts';
import { parse } from './parse-command.ts';
import { plan } from './plan.ts';
import { importPlanFile } from './plan-file.ts';
import { retain } from './retain.ts';
import { stats } from './stats.ts';

/** `npm run -s cli -- <command>`; two-word commands come first. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  doctor,
  'org import': importRoster,
  'org export': exportRoster,
  'org sync': syncRoster,
  'ledger import': importLedger,
  'plan-file import': importPlanFile,
  'export ledger': exportLedger,
  'export minutes': exportMinutes,
  'export attendance': exportAttendance,
  'export matrix': exportMatrix,
  'export figures': exportFigures,
  parse,
  corpus,
  plan,
  stats,
  'figures verify': figuresVerify,
  outbox,
  'audit verify': auditVerify,
  evidence,
  erase,
  retain,
  backup,
  restore,
  'move-to-postgres': moveCommand,
  migrate,
};
