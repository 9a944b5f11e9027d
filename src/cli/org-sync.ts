// `org sync`: WeCom's contacts beside the roster; what is shown is what --apply carries out, or nothing.
import { createHash } from 'node:crypto';
import { systemClock } from '../app/clock.ts';
import { type Core, openCore } from '../app/core.ts';
import { createApi } from '../channels/wecom/api.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import type { ApiResult } from '../channels/wecom/result.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { memoryTokenCache } from '../channels/wecom/token-cache.ts';
import { type Contact, type ContactsReader, createContactsReader } from '../channels/wecom-contacts/read.ts';
import { writeRoster } from '../documents/roster.ts';
import { StartError } from '../domain/errors.ts';
import { CONTACT_CHANGES, readContactChanges } from '../domain/organisation/contact-changes.ts';
import {
  type Absent,
  planSync,
  type SyncPlan,
  syncChanges,
  unitCalled,
} from '../domain/organisation/contacts-sync.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Config } from '../settings/environment.ts';
import { type Command, print, readArgs } from './command.ts';
import { renameAccount } from './org-rename.ts';
import { checkEnding, writeOut } from './out-file.ts';

/** What was shown last, by its digest. */
const SHOWN = 'org_sync_shown';

/**
 * `org sync [--apply [--leavers N]] [--out FILE]`. --apply refuses, and shows anew, what is not as it was shown; so many
 * leavers that the visible range is rather at fault take their number.
 */
export const syncRoster: Command = async ({ args, config }) => {
  const { values } = readArgs(args, {
    apply: { type: 'boolean' },
    leavers: { type: 'string' },
    out: { type: 'string' },
  });
  if (values.out !== undefined) checkEnding(values.out, 'org sync', ['.xlsx', '.csv']);
  const reader = readerOf(config);
  // That somebody is gone is an answer here, and no trouble.
  const core = await openCore({ ...config, logLevel: 'error' });
  try {
    const seen = await lookAt(core, reader);
    const { store, templates } = core;
    if (seen.contacts.length === 0) {
      print(templates.render('org_sync.nobody_seen'));
      return 1;
    }
    const { plan, org } = await store.read((tx) => planned(tx, seen));
    show(core, plan, org, seen);
    if (values.out !== undefined) await writeNewcomers(core, reader, plan, org, values.out);
    if (values.apply !== true) return await propose(core, plan);
    if (areMany(plan, org) && Number(values.leavers) !== plan.left.length) {
      print(templates.render('org_sync.not_so_many', { count: plan.left.length }));
      return 1;
    }
    return await apply(core, seen, digestOf(plan));
  } finally {
    await core.store.close();
  }
};

function readerOf({ app, apiBase }: Config): ContactsReader {
  if (!app) throw new StartError('sync_needs_app');
  const http = createWecomHttp({ base: apiBase });
  const tokens = createTokens({
    http,
    corpId: app.corpId,
    secret: app.secret,
    cache: memoryTokenCache(),
    clock: systemClock,
  });
  return createContactsReader({ api: createApi({ http, tokens, clock: systemClock }) });
}

interface Seen {
  contacts: Contact[];
  absent: Map<string, Absent>;
}

/** Who is not shown may have left, or stand outside the visible range: each is asked about. */
async function lookAt({ store, templates }: Core, reader: ContactsReader): Promise<Seen> {
  const given = <T>(result: ApiResult<T>): T => {
    if (result.ok) return result.value;
    const { reason, errmsg } = result.failure;
    const why = templates.render('org_sync.why', { outcome: reason });
    throw new StartError('sync_failed', { why, detail: errmsg ? `（${errmsg}）` : '' });
  };
  const contacts = given(await reader.everybody());
  const shown = new Set(contacts.map(({ userId }) => userId.toLowerCase()));
  const absent = new Map<string, Absent>();
  if (contacts.length === 0) return { contacts, absent };
  const org = await store.read((tx) => tx.organisation());
  for (const { id, userId } of org.people.values()) {
    const standing = shown.has(id) ? 'there' : given(await reader.standingOf(userId));
    if (standing !== 'there') absent.set(id, standing);
  }
  return { contacts, absent };
}

async function planned(tx: ReadTx, { contacts, absent }: Seen) {
  const org = await tx.organisation();
  const said = readContactChanges(await tx.mark(CONTACT_CHANGES));
  return { org, plan: planSync(org, await tx.departed(), { contacts, absent, said }) };
}

/** Of all that is applied, and nothing else. */
function digestOf({ renamed, respelled, left, accounts }: SyncPlan<Contact>): string {
  const what = [
    renamed.map(({ person, name }) => [person.id, person.name, name]),
    respelled.map(({ person, userId }) => [person.id, person.userId, userId]),
    left.map(({ id }) => id),
    ...(accounts.length > 0 ? [accounts.map(({ person, contact }) => [person.id, contact.userId])] : []),
  ];
  return createHash('sha256')
    .update(JSON.stringify(what.map((list) => list.map(String).sort())))
    .digest('hex');
}

const sizeOf = ({ renamed, respelled, left, accounts }: SyncPlan<Contact>) =>
  renamed.length + respelled.length + left.length + accounts.length;

async function propose({ store, templates }: Core, plan: SyncPlan<Contact>): Promise<number> {
  await store.write(async (tx) => {
    await tx.putMark(SHOWN, digestOf(plan));
    // Whatever WeCom said of accounts before stands in what is shown now; which became which only WeCom says.
    const said = readContactChanges(await tx.mark(CONTACT_CHANGES));
    const open = new Set(plan.accounts.map(({ person }) => person.id));
    const kept = said.filter(({ userId }) => open.has(userId.toLowerCase()));
    await tx.putMark(CONTACT_CHANGES, kept.length > 0 ? JSON.stringify(kept) : '');
  });
  print(templates.render('org_sync.proposed', { changes: sizeOf(plan) }));
  return 0;
}

async function apply({ store, templates }: Core, seen: Seen, shown: string): Promise<number> {
  const done = await store.write(
    async (tx) => {
      const { plan, org } = await planned(tx, seen);
      const before = await tx.mark(SHOWN);
      const now = digestOf(plan);
      await tx.putMark(SHOWN, before === now && now === shown ? '' : now);
      if (before !== now || now !== shown) return { isFirst: !before, plan, isDone: false };
      const { people } = syncChanges(plan, org);
      if (people.length === 0 && plan.accounts.length === 0) return { isFirst: false, plan, isDone: true };
      const at = Date.now();
      await tx.applyRoster(syncChanges(plan, org), at);
      const detail = {
        renamed: plan.renamed.length,
        respelled: plan.respelled.length,
        left: plan.left.length,
        ...(plan.accounts.length > 0 && { accounts: plan.accounts.length }),
      };
      await tx.audit({ at, by: 'cli', action: 'org sync', detail });
      return { isFirst: false, plan, isDone: true };
    },
    { patient: true },
  );
  const { renamed, respelled, left, accounts } = done.plan;
  if (done.isDone)
    for (const { person, contact } of accounts)
      await renameAccount(store, {
        from: person.id,
        to: contact.userId.toLowerCase(),
        userId: contact.userId,
      });
  if (!done.isDone) print(templates.render('org_sync.not_as_shown', { first: done.isFirst }));
  else
    print(
      templates.render('org_sync.applied', {
        changed: renamed.length + respelled.length + accounts.length,
        left: left.length,
      }),
    );
  return done.isDone ? 0 : 1;
}

/** So many leavers at once are rather a visible range that has shrunk. */
const MANY = 10;
const NAMES = 30;
const areMany = ({ left }: SyncPlan<Contact>, org: Organisation): boolean =>
  left.length > MANY && left.length * MANY > org.people.size;

function show({ templates }: Core, plan: SyncPlan<Contact>, org: Organisation, { contacts }: Seen): void {
  const say: typeof templates.render = (name, ...data) => {
    const said = templates.render(name, ...data);
    print(said);
    return said;
  };
  const who = ({ name, userId: user_id }: { name: string; userId: string }) => ({ name, user_id });
  say('org_sync.seen', { contacts: contacts.length, people: org.people.size });
  for (const { person, userId: now } of plan.respelled) say('org_sync.respelled', { ...who(person), now });
  for (const { person, name: now } of plan.renamed) say('org_sync.renamed', { ...who(person), now });
  for (const { person, contact } of plan.accounts)
    say('org_sync.accounts', { ...who(person), now: contact.userId });
  for (const person of plan.left) say('org_sync.left', who(person));
  if (areMany(plan, org)) say('org_sync.many', { count: plan.left.length });
  for (const person of plan.inOffice)
    say('org_sync.in_office', {
      ...who(person),
      offices: org.officesOf(person.id).map((o) => `${org.unit(o.unitId).name}${o.role}`),
    });
  for (const { person, contact } of plan.moved)
    say('org_sync.moved', { ...who(person), now: contact.userId });
  for (const { person, name: now } of plan.otherName) say('org_sync.other_name', { ...who(person), now });
  const listed = (people: readonly { name: string; userId: string }[]) => ({
    count: people.length,
    names: people.slice(0, NAMES).map(({ name, userId }) => `${name}(${userId})`),
  });
  const nameless = contacts.filter(({ userId, name }) => name === '' && org.person(userId)).length;
  if (nameless > 0) say('org_sync.nameless', { count: nameless });
  if (plan.returned.length > 0) say('org_sync.returned', listed(plan.returned));
  if (plan.hidden.length > 0) say('org_sync.hidden', listed(plan.hidden));
  if (plan.newcomers.length > 0) say('org_sync.newcomers', listed(plan.newcomers));
}

/** As a roster to be completed: 职务 and 类型 stay empty, 党组织 too where no unit is called like a department. */
async function writeNewcomers(
  { templates }: Core,
  reader: ContactsReader,
  { newcomers }: SyncPlan<Contact>,
  org: Organisation,
  file: string,
): Promise<void> {
  const names = new Map<number, string>();
  const rows = [];
  for (const { name, userId, departments } of newcomers) {
    for (const id of departments.filter((d) => !names.has(d))) {
      const asked = await reader.departmentName(id);
      names.set(id, asked.ok ? asked.value : '');
    }
    const unit =
      unitCalled(
        org,
        departments.map((id) => names.get(id)!),
      ) ?? '';
    rows.push({ row: rows.length + 2, name, userId, unit, role: '', kind: '', mobile: '' });
  }
  writeOut(file, await writeRoster(rows, file.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'));
  const placed = rows.filter(({ unit }) => unit !== '').length;
  print(templates.render('org_sync.written', { count: rows.length, placed, file }));
}
