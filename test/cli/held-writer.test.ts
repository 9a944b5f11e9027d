import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { exportLedger } from '../../src/cli/export.ts';
import { exportAttendance, exportMatrix, exportMinutes } from '../../src/cli/export-meetings.ts';
import { importLedger } from '../../src/cli/ledger.ts';
import { exportRoster, importRoster } from '../../src/cli/org.ts';
import { outbox } from '../../src/cli/outbox.ts';
import { plan } from '../../src/cli/plan.ts';
import { stats } from '../../src/cli/stats.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { type Config, toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { gate } from '../support/gate.ts';
import { newItem } from '../support/item.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const LEDGER = '问题,责任人,整改时限\n台账不全,孙八,2026-12-31\n';
const SPAN = ['--from', '2026-11-01', '--to', '2026-11-30'];
const ROSTER = '姓名,账号,党组织\n赵六,zhaoliu,城郊党委/第一党支部\n';

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(
    `commands beside a held writer on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let dir: string;
      let config: Config;
      let server: OpenStore;
      let printed: string;
      let release: () => Promise<void>;

      beforeEach(async () => {
        made = await database.create();
        dir = mkdtempSync(join(tmpdir(), 'cli-held-'));
        config = { ...toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }), database: made.choice };
        server = openStore(made.choice);
        await server.migrate();
        await server.write(async (tx) => {
          await tx.applyRoster(SMALL_ROSTER, 1);
          await tx.addItem(newItem());
          const startAt = instantOf('2026-11-05', 15);
          const { id } = await tx.addActivity(plannedActivity({ unitId: 2, startAt, stage: 'recorded' }));
          await tx.putRecord(recordOf({ activityId: id, expected: 6, present: 6 }));
        });
        const open = gate();
        const end = gate();
        const writing = server.write(async () => {
          open.pass();
          await end.passed;
        });
        await open.passed;
        release = async () => {
          end.pass();
          await writing;
        };
        printed = '';
        vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
          printed += String(text);
          return true;
        });
        writeFileSync(join(dir, 'ledger.csv'), LEDGER);
        writeFileSync(join(dir, 'roster.csv'), ROSTER);
      });
      afterEach(async () => {
        vi.restoreAllMocks();
        await release();
        await server.close();
        await made.remove();
        rmSync(dir, { recursive: true });
      });

      it.each<[string, Command, string[], string]>([
        ['stats', stats, ['rectify_open'], '1'],
        ['plan', plan, ['--from', '2026-11-23', '--to', '2026-11-30'], '漏水'],
        ['doctor', doctor, [], '花名册'],
        ['outbox list', outbox, ['list'], '没有'],
        ['ledger import --dry-run', importLedger, ['ledger.csv', '--dry-run'], '新登记 1 项'],
        ['org import --dry-run', importRoster, ['roster.csv', '--dry-run'], '只是预览'],
      ])('%s', async (_, command, args, expected) => {
        await command({ args: args.map((a) => (a.endsWith('.csv') ? join(dir, a) : a)), config });
        expect(printed).toContain(expected);
      });

      it.each<[string, Command, (out: string) => string[], string]>([
        ['export ledger', exportLedger, (out) => ['--out', out], 'out.xlsx'],
        ['org export', exportRoster, (out) => [out], 'out.csv'],
        ['export minutes', exportMinutes, (out) => ['--out', out, ...SPAN], 'out.docx'],
        ['export attendance', exportAttendance, (out) => ['--out', out, ...SPAN], 'out.xlsx'],
        ['export matrix', exportMatrix, (out) => ['--out', out, ...SPAN], 'out.xlsx'],
      ])(
        '%s has written its file before it asks to note that it did',
        async (action, command, args, name) => {
          const out = join(dir, name);
          const done = command({ args: args(out), config });
          await vi.waitFor(() => expect(existsSync(out)).toBe(true), { timeout: 4000 });
          await release();
          expect(await done).toBe(0);
          const noted = await server.db.selectFrom('audit').select('action').execute();
          expect(noted).toEqual([{ action }]);
        },
      );
    },
  );
}
