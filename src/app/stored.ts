import { activityTypes } from '../domain/activity/types.ts';
import { StartError } from '../domain/errors.ts';
import { filingKinds } from '../domain/filing/kinds.ts';
import { itemKinds } from '../domain/ledger/kinds.ts';
import { processRows } from '../domain/process/kinds.ts';
import type { OpenStore } from '../store/store.ts';
import { startupMessage } from '../wording/startup.ts';

/**
 * What was stored keeps a name: nothing runs on a config that has lost a type of which there are activities, a kind of
 * which there are items, a report of which there are entries, or a process of which some are kept.
 * @throws StartError with a line for each; the store is closed then
 */
export async function checkStored(store: OpenStore): Promise<void> {
  const { types, kinds, reports, processes } = await store.read((tx) => tx.storedKeys());
  const lost = (stored: ReadonlyMap<string, number>, known: readonly string[]) =>
    [...stored].filter(([key]) => !known.includes(key));
  const lines = [
    ...lost(types, activityTypes()).map(([type, count]) =>
      startupMessage('stored_type', { file: 'activity-types.yaml', type, count }),
    ),
    ...lost(kinds, itemKinds()).map(([kind, count]) =>
      startupMessage('stored_kind', { file: 'item-kinds.yaml', kind, count }),
    ),
    ...lost(
      reports,
      filingKinds().map(({ key }) => key),
    ).map(([report, count]) => startupMessage('stored_report', { file: 'reports.yaml', report, count })),
    ...lost(
      processes,
      processRows().map(({ key }) => key),
    ).map(([process, count]) => startupMessage('stored_process', { file: 'processes.yaml', process, count })),
  ];
  if (lines.length === 0) return;
  await store.close();
  throw new StartError('config_lost', { lines: lines.join('\n') });
}
