import { randomBytes } from 'node:crypto';
import { openCore } from '../app/core.ts';
import { StartError } from '../domain/errors.ts';
import type { Organisation, Person, Unit } from '../domain/organisation/organisation.ts';
import type { ReadTx } from '../ports/store.ts';
import { formerAccounts, renamesOf } from '../store/audit-accounts.ts';
import type { Erased } from '../store/erasing/anonymous.ts';
import { applicants } from '../store/erasing/applicants.ts';
import { eraseTraces, findTraces } from '../store/erasing/traces.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';
import { unitOption } from './unit-option.ts';

/**
 * `erase PERSON [--unit NAME] [--yes]`: takes somebody who left out of everything that is stored: account and name, what
 * they wrote, why they were away. Figures stay, and the audit trail says that it happened. The unit tells two applicants
 * of one name apart.
 */
export const erase: Command = async ({ args, config }) => {
  const { values, positionals } = readArgs(args, { yes: { type: 'boolean' }, unit: { type: 'string' } });
  const named = positionals[0]?.trim();
  if (!named) throw new StartError('person_needed');
  const { store } = await openCore(config);
  try {
    const told = await applicants(store.db);
    const renames = await renamesOf(store.db);
    const erased = await store.read(async (tx) =>
      withFormer(await whoIs(tx, named, values.unit, told), renames, tx),
    );
    const traces = await findTraces(store.db, erased);
    const said = {
      who: named,
      rows: String(traces.rows.length),
      entries: String(traces.entries.length),
    };
    if (erased.name === undefined) print(startupMessage('erase_namesake', said));
    if (!values.yes) {
      print(startupMessage('erase_would', said));
      return 0;
    }
    await store.rewrite(async (db, tx) => {
      await eraseTraces(db, erased, traces);
      const detail = { ids: traces.entries, rows: traces.rows.length };
      await tx.audit({ at: Date.now(), by: 'cli', action: 'erase', detail });
    });
    print(startupMessage('erased', said));
    return 0;
  } finally {
    await store.close();
  }
};

/** The trail knows them by the accounts they had before, unless somebody else has one of these by now. */
async function withFormer(
  erased: Erased,
  renames: Awaited<ReturnType<typeof renamesOf>>,
  tx: ReadTx,
): Promise<Erased> {
  const here = new Set([
    ...(await tx.organisation()).people.keys(),
    ...(await tx.departed()).map((p) => p.id),
  ]);
  return { ...erased, former: formerAccounts(erased.id, renames).filter((id) => !here.has(id)) };
}

type Applicant = Awaited<ReturnType<typeof applicants>>[number];

/** @throws StartError unless it is one person who is no longer on the roster */
async function whoIs(
  tx: ReadTx,
  named: string,
  unit: string | undefined,
  told: readonly Applicant[],
): Promise<Erased> {
  const org = await tx.organisation();
  const within = unit === undefined ? undefined : unitOption(unit, org);
  const here = [...org.people.values()];
  const gone = await tx.departed();
  const isMeant = ({ id, name }: Person) => id === named.toLowerCase() || name === named;
  const found = gone.filter(isMeant);
  if (found.length === 0) {
    if (here.some(isMeant)) throw new StartError('still_on_roster', { person: named });
    return applicant(org, { name: named, within, told, roster: [...here, ...gone] });
  }
  if (found.length > 1)
    throw new StartError('which_person', { person: named, accounts: found.map(({ id }) => id).join(' ') });
  const { id, name } = found[0]!;
  const others = [...here, ...gone].filter((person) => person.id !== id).map((person) => person.name);
  const applied = told.filter(({ personId }) => personId !== id);
  return {
    id,
    name: others.includes(name) ? undefined : name,
    as: { id: `erased-${randomBytes(6).toString('hex')}`, name: startupMessage('erased_name') },
    longer: longerThan(name, [...others, ...applied.map((one) => one.name)]),
  };
}

const longerThan = (name: string, others: readonly string[]): string[] =>
  [...new Set(others.filter((other) => other !== name && other.includes(name)))].sort(
    (a, b) => b.length - a.length,
  );

interface Told {
  name: string;
  /** where the applicant is; absent: wherever there is only one */
  within: Unit | undefined;
  told: readonly Applicant[];
  roster: readonly Person[];
}

/**
 * Somebody of whom a process tells and who never was on the roster: there is no account, the name is all.
 * @throws StartError unless one branch alone tells of that name, or one of those below the unit that is named
 */
function applicant(org: Organisation, { name, within, told, roster }: Told): Erased {
  const everywhere = new Set(told.filter((one) => one.name === name).map(({ unitId }) => unitId));
  if (everywhere.size === 0) throw new StartError('no_such_person', { person: name });
  const below = within && new Set([within.id, ...org.subtree(within.id).map(({ id }) => id)]);
  const units = [...everywhere].filter((id) => !below || below.has(id));
  const pathsOf = (ids: Iterable<number>) => [...ids].map((id) => org.units.get(id)?.path ?? '').join('、');
  if (within && units.length === 0)
    throw new StartError('no_applicant_there', {
      ...{ person: name, unit: within.path, units: pathsOf(everywhere) },
    });
  if (units.length > 1)
    throw new StartError('which_applicant', {
      ...{ person: name, units: pathsOf(units), unit: pathsOf(units.slice(0, 1)) },
    });
  const isAlone = units.length === everywhere.size;
  const id = `applicant-${randomBytes(6).toString('hex')}`;
  return {
    id,
    name: isAlone ? name : undefined,
    as: { id, name: startupMessage('erased_name') },
    longer: longerThan(
      name,
      [...roster, ...told].map((one) => one.name),
    ),
    ...(!isAlone && { told: { name, unitIds: units } }),
  };
}
