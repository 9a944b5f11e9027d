import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import * as foundation from './0001-foundation.ts';
import * as ledger from './0002-ledger.ts';
import * as reminders from './0003-reminders.ts';
import * as oneQueue from './0004-one-queue.ts';
import * as lessons from './0005-lessons.ts';
import * as records from './0006-records.ts';
import * as photos from './0007-photos.ts';
import * as lanes from './0008-lanes.ts';
import * as evidenceContents from './0009-evidence-contents.ts';
import * as auditChain from './0010-audit-chain.ts';
import * as stress from './0011-stress.ts';
import * as changes from './0012-changes.ts';
import * as longConnection from './0013-long-connection.ts';
import * as slowAndGroups from './0014-slow-and-groups.ts';
import * as itemOwners from './0015-item-owners.ts';
import * as sums from './0016-sums.ts';
import * as dashboard from './0017-dashboard.ts';
import * as kinds from './0018-kinds.ts';
import * as muster from './0019-muster.ts';
import * as reports from './0020-reports.ts';
import * as nodes from './0021-nodes.ts';
import * as processes from './0022-processes.ts';
import * as scheme from './0023-scheme.ts';
import * as years from './0025-years.ts';
import * as grades from './0027-grades.ts';
import * as shifts from './0028-shifts.ts';

interface Migration {
  name: string;
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>;
}

/** Applied in this order, each once; a released migration is never edited. */
export const MIGRATIONS: Migration[] = [
  { name: '0001-foundation', up: foundation.up },
  { name: '0002-ledger', up: ledger.up },
  { name: '0003-reminders', up: reminders.up },
  { name: '0004-one-queue', up: oneQueue.up },
  { name: '0005-lessons', up: lessons.up },
  { name: '0006-records', up: records.up },
  { name: '0007-photos', up: photos.up },
  { name: '0008-lanes', up: lanes.up },
  { name: '0009-evidence-contents', up: evidenceContents.up },
  { name: '0010-audit-chain', up: auditChain.up },
  { name: '0011-stress', up: stress.up },
  { name: '0012-changes', up: changes.up },
  { name: '0013-long-connection', up: longConnection.up },
  { name: '0014-slow-and-groups', up: slowAndGroups.up },
  { name: '0015-item-owners', up: itemOwners.up },
  { name: '0016-sums', up: sums.up },
  { name: '0017-dashboard', up: dashboard.up },
  { name: '0018-kinds', up: kinds.up },
  { name: '0019-muster', up: muster.up },
  { name: '0020-reports', up: reports.up },
  { name: '0021-nodes', up: nodes.up },
  { name: '0022-processes', up: processes.up },
  { name: '0025-years', up: years.up },
  { name: '0023-scheme', up: scheme.up },
  { name: '0027-grades', up: grades.up },
  { name: '0028-shifts', up: shifts.up },
];
