// What files are made of when they leave: read in one go beside the writer, written after it.
import { unitsLike } from '../conversation/handlers/scheme/file.ts';
import { createDrawer } from '../documents/pictures/drawer.ts';
import type { Clock } from '../ports/channels.ts';
import type { FiguresRequest, MusterRequest } from '../ports/figure-files.ts';
import type { FilingRequest } from '../ports/filing.ts';
import type { LedgerRequest } from '../ports/ledger.ts';
import type { MeetingsRequest } from '../ports/outbox.ts';
import type { ProcessRequest } from '../ports/process.ts';
import type { Counter } from '../reports/activities.ts';
import { figuresFile } from '../reports/figures-file.ts';
import { filingRows } from '../reports/filing-file.ts';
import { ledgerFile, ledgerOf } from '../reports/ledger-file.ts';
import { ledgerPaper } from '../reports/ledger-paper.ts';
import { meetingsFile } from '../reports/meetings-file.ts';
import { musterRows } from '../reports/muster-file.ts';
import { processFile } from '../reports/process-file.ts';
import { importScheme } from '../reports/scheme-import.ts';
import type { Core } from './core.ts';

/** A plan file that was sent in a chat. */
export const planTaker =
  ({ store, templates }: Core, clock: Clock) =>
  async (sent: { content: Buffer; name: string; unitId: number; by: string }): Promise<readonly string[]> => {
    const { lines } = await importScheme(
      store,
      {
        ...{ file: sent.content, fileName: sent.name, by: sent.by, now: clock.now() },
        topOf: (org) => org.unit(sent.unitId),
        unitsNamed: unitsLike,
        isDry: false,
        isPruning: false,
      },
      templates.render,
    );
    return lines;
  };

export function fileMakers({ store, templates, settings }: Core, clock: Clock) {
  const { noProgressDays } = settings.reminders.items;
  const read = <T>(work: (c: Counter) => Promise<T>) =>
    store.read(async (tx) => work({ tx, org: await tx.organisation(), now: clock.now(), settings }), {
      heavy: true,
    });
  return {
    drawer: createDrawer(templates.render),
    async makeLedger(request: LedgerRequest) {
      const now = clock.now();
      const { found, org } = await store.read(
        async (tx) => ({
          found: await ledgerOf(tx, { ...request, now, noProgressDays }),
          org: await tx.organisation(),
        }),
        { heavy: true },
      );
      const { kind, title } = request;
      return title === undefined
        ? ledgerFile(found, org, templates, { at: now, kind })
        : ledgerPaper(found, { at: now, kind, title }, templates.render);
    },
    async makeMeetings(request: MeetingsRequest) {
      const found = await read((c) => meetingsFile(c, request, templates.render));
      return found.meetings > 0 ? found.write() : undefined;
    },
    async makeMuster(request: MusterRequest) {
      const now = clock.now();
      const found = await store.read((tx) => musterRows(tx, request, templates.render, now), { heavy: true });
      return found?.write();
    },
    async makeFilings(request: FilingRequest) {
      const now = clock.now();
      const found = await store.read((tx) => filingRows(tx, request, templates.render, now), { heavy: true });
      return found?.write();
    },
    async makeProcesses(request: ProcessRequest) {
      const now = clock.now();
      const found = await store.read((tx) => processFile(tx, request, templates.render, now), {
        heavy: true,
      });
      return found?.write();
    },
    async makeFigures(request: FiguresRequest) {
      return (await read((c) => figuresFile(c, request, templates)))?.write();
    },
  };
}
