import { activityTypes } from '../domain/activity/types.ts';
import { StartError } from '../domain/errors.ts';
import type { OpenStore } from '../store/store.ts';
import { startupMessage } from '../wording/startup.ts';

/**
 * What was stored keeps a name: nothing runs on a config that has lost a type of which there are activities.
 * @throws StartError with a line for each such type
 */
export async function checkStoredTypes(store: OpenStore): Promise<void> {
  const known = new Set(activityTypes());
  const stored = await store.read((tx) => tx.storedTypes());
  const lines = [...stored]
    .filter(([type]) => !known.has(type))
    .map(([type, count]) => startupMessage('stored_type', { file: 'activity-types.yaml', type, count }));
  if (lines.length === 0) return;
  await store.close();
  throw new StartError('stored_types', { lines: lines.join('\n') });
}
