// `org rename`: WeCom knows somebody by another account now, and everything of theirs goes with them.
import { openCore } from '../app/core.ts';
import { StartError } from '../domain/errors.ts';
import { CONTACT_CHANGES, readContactChanges } from '../domain/organisation/contact-changes.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import { tidyKey } from '../domain/organisation/roster-row.ts';
import type { ReadTx } from '../ports/store.ts';
import { RENAMED, renameDetail } from '../store/audit-accounts.ts';
import { carryOver, type NewAccount } from '../store/erasing/accounts.ts';
import type { OpenStore } from '../store/store.ts';
import { type Command, print, readArgs } from './command.ts';

/** An account as WeCom has them (doc 90196). */
const ACCOUNT = /^[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}$/;

/**
 * `org rename OLD NEW [--yes]`: gives attendance, items, offices and all else of OLD, an account or a name, to the
 * account NEW. Where both were entered, they must have one name, and become one person.
 */
export const renameOnRoster: Command = async ({ args, config }) => {
  const { values, positionals } = readArgs(args, { yes: { type: 'boolean' } }, 2);
  const [old, now] = positionals.map((word) => word.trim());
  if (!old || !now) throw new StartError('rename_accounts_needed');
  if (!ACCOUNT.test(now)) throw new StartError('rename_bad_account', { account: now });
  const { store, templates } = await openCore(config);
  try {
    const { person, other } = await store.read((tx) => bothOf(tx, old, now));
    const said = { name: person.name, user_id: person.userId, now };
    if (other) print(templates.render('org_sync.rename_joins', { account: other.userId, name: person.name }));
    if (!values.yes) {
      print(templates.render('org_sync.rename_would', said));
      return 0;
    }
    const rows = await renameAccount(store, { from: person.id, to: now.toLowerCase(), userId: now });
    print(templates.render('org_sync.rename_done', { ...said, rows }));
    if (config.adminUserIds.some((id) => id.toLowerCase() === person.id))
      print(templates.render('org_sync.rename_admin', { user_id: person.userId }));
    return 0;
  } finally {
    await store.close();
  }
};

/** @throws StartError unless one person has the old account, and nobody of another name the new one */
async function bothOf(tx: ReadTx, old: string, now: string): Promise<{ person: Person; other?: Person }> {
  const here = [...(await tx.organisation()).people.values()];
  const everybody = [...here, ...(await tx.departed())];
  const ofAccount = (account: string) => everybody.find(({ id }) => id === account.toLowerCase());
  const found = ofAccount(old);
  const named = found ? [found] : everybody.filter(({ name }) => name === old);
  if (named.length > 1)
    throw new StartError('which_person', { person: old, accounts: named.map(({ id }) => id).join(' ') });
  const person = named[0];
  if (!person) throw new StartError('no_such_person', { person: old });
  const other = ofAccount(now);
  if (!other || other.id === person.id) return { person };
  if (tidyKey(other.name) !== tidyKey(person.name))
    throw new StartError('rename_taken', { account: other.userId, name: other.name, who: person.name });
  return { person, other };
}

/** @returns how many rows have changed */
export const renameAccount = (store: OpenStore, account: NewAccount): Promise<number> =>
  store.rewrite(async (db, tx) => {
    // What WeCom said of it is done with.
    const said = readContactChanges(await tx.mark(CONTACT_CHANGES));
    const others = said.filter(({ userId }) => userId.toLowerCase() !== account.from);
    if (others.length < said.length) await tx.putMark(CONTACT_CHANGES, JSON.stringify(others));
    const carried = await carryOver(db, account);
    await tx.audit({
      at: Date.now(),
      by: 'cli',
      action: RENAMED,
      detail: await renameDetail(db, account, carried),
    });
    return carried.rows;
  });
