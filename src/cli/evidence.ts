import { openCore } from '../app/core.ts';
import { openShelf } from '../app/shelf.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/**
 * `evidence`: reads every content once, so that what lay on this machine's disk moves to where all instances find it;
 * exit 1 where one is gone or damaged.
 */
export const evidence: Command = async ({ args, config }) => {
  readArgs(args, {}, 0);
  const { store } = await openCore(config);
  try {
    const shelf = openShelf(config, store);
    const names = await store.read((tx) => tx.evidenceContents());
    let missing = 0;
    for (const sha256 of names) if (!(await shelf.get(sha256))) missing += 1;
    const files = String(names.length - missing);
    print(
      startupMessage(missing > 0 ? 'evidence_missing' : 'evidence_whole', {
        files,
        missing: String(missing),
      }),
    );
    return missing > 0 ? 1 : 0;
  } finally {
    await store.close();
  }
};
