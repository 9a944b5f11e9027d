import { openStore } from '../store/store.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/** `migrate`: brings the schema up to date; also done at start, safe with several instances. */
export const migrate: Command = async ({ args, config }) => {
  readArgs(args, {}, 0);
  const store = openStore(config.database);
  try {
    const applied = await store.migrate();
    print(
      applied.length > 0
        ? startupMessage('migrated', { names: applied.join(' ') })
        : startupMessage('up_to_date'),
    );
    return 0;
  } finally {
    await store.close();
  }
};
