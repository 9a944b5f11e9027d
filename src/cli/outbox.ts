import { openCore } from '../app/core.ts';
import { isoShanghai } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { type Command, print, readArgs } from './command.ts';

/** `outbox list|retry|drop [ID|all]`: what waits, failed or was given up, and why. */
export const outbox: Command = async ({ args, config }) => {
  const [what = 'list', which] = readArgs(args, {}).positionals;
  const { store, templates } = await openCore(config);
  try {
    if (what === 'list') {
      const rows = await store.openOutbox();
      for (const row of rows) {
        print(
          templates.render('outbox.row', {
            ...row,
            at: isoShanghai(row.at),
            outcome: row.outcome ?? '',
            refused: row.refused,
          }),
        );
      }
      if (rows.length === 0) print(templates.render('outbox.empty'));
      return 0;
    }
    if (what !== 'retry' && what !== 'drop') throw new StartError('bad_argument', { got: what });
    const ids = which === 'all' || which === undefined ? undefined : [Number(which)];
    if (ids && !Number.isInteger(ids[0])) throw new StartError('bad_argument', { got: which! });
    if (!ids && which === undefined) throw new StartError('bad_argument', { got: `outbox ${what}` });
    const count = what === 'retry' ? await store.retryOutbox(Date.now(), ids) : await store.dropOutbox(ids);
    await store.write((tx) =>
      tx.audit({ at: Date.now(), by: 'cli', action: `outbox ${what}`, detail: { ids: ids ?? 'all', count } }),
    );
    print(templates.render(`outbox.${what}`, { count }));
    return 0;
  } finally {
    await store.close();
  }
};
