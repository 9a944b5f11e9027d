import { type Core, openCore } from '../app/core.ts';
import { isoShanghai } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { PUSH_CHANNELS } from '../ports/channels.ts';
import type { WorkRow } from '../ports/outbox.ts';
import type { DataOf } from '../wording/catalogue.ts';
import { type Command, print, readArgs } from './command.ts';
import { whereSilent } from './silent.ts';

/** `outbox list|retry|drop [ID|all]`: what waits, failed or was given up, and why; exit 1 when ID allows no such thing. */
export const outbox: Command = async ({ args, config }) => {
  const [what = 'list', which] = readArgs(args, {}, 2).positionals;
  if (what === 'list' && which !== undefined) throw new StartError('bad_argument', { got: which });
  const act = what === 'list' ? list : actByHand(what, which);
  const core = await openCore(config);
  try {
    return await act(core);
  } finally {
    await core.store.close();
  }
};

async function list({ config, store, templates }: Core): Promise<number> {
  const rows = await store.openOutbox();
  for (const row of rows) print(templates.render('outbox.row', wordsOf(row)));
  if (rows.length === 0) print(templates.render('outbox.empty'));
  const { groups, people } = await whereSilent(config, store);
  if (groups.length > 0)
    print(templates.render('doctor.chats_silent', { count: groups.length, names: groups }));
  if (people.length > 0)
    print(templates.render('doctor.people_silent', { count: people.length, names: people }));
  return 0;
}

/** What each kind of work is about: the rule and subject of a message, the new look of a card, the name of a file. */
function aboutOf(row: WorkRow): string {
  switch (row.kind) {
    case 'push':
      return `${row.rule} ${row.subject}`;
    case 'card':
      return row.payload.cardState;
    case 'file':
      return row.payload.name;
    case 'group':
      return row.payload.unit;
    case 'evidence':
      return row.subject;
    case 'recall':
      return row.payload.about;
  }
}

function wordsOf(row: WorkRow): DataOf<'outbox.row'> {
  const channel = row.kind === 'push' ? row.channel : '';
  // The key of a webhook opens the group to everybody, and the code of a later answer is used up by whoever has it.
  const { address } = PUSH_CHANNELS[row.channel];
  const people = address === 'users' || address === 'chat' ? row.to : [];
  const { id, kind, state, attempts, refused } = row;
  return {
    id,
    kind,
    state,
    attempts,
    refused,
    channel,
    people,
    at: isoShanghai(row.at),
    until: isoShanghai(row.expiresAt),
    about: aboutOf(row),
    outcome: row.outcome ?? '',
  };
}

type Act = (core: Core) => Promise<number>;

function actByHand(what: string, which: string | undefined): Act {
  if (what !== 'retry' && what !== 'drop') throw new StartError('outbox_what', { got: what });
  if (which === undefined || (which !== 'all' && !/^\d{1,9}$/.test(which)))
    throw new StartError('outbox_which', { what, got: which ?? '' });
  const id = which === 'all' ? undefined : Number(which);
  return async ({ store, templates }) => {
    const now = Date.now();
    const before = id === undefined ? undefined : await store.outboxRow(id);
    if (id !== undefined && !before) {
      print(templates.render('outbox.unknown', { id }));
      return 1;
    }
    const count = what === 'retry' ? await store.retryOutbox(now, id) : await store.dropOutbox(id);
    if (before && count === 0) {
      print(templates.render('outbox.not_possible', { what, ...wordsOf(before) }));
      return 1;
    }
    const detail = { ids: id === undefined ? 'all' : [id], count };
    await store.write((tx) => tx.audit({ at: now, by: 'cli', action: `outbox ${what}`, detail }));
    print(templates.render(`outbox.${what}`, { count }));
    return 0;
  };
}
