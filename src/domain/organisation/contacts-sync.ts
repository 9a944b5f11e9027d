// The roster compared with WeCom's contacts. WeCom knows accounts, names and who has left; what it does not know (党组织,
// 职务, 类型) is never made up here, and offices are never touched.

import type { ContactChange } from './contact-changes.ts';
import type { Organisation, Person } from './organisation.ts';
import { type RosterChanges, recordOf } from './roster.ts';
import { tidy, tidyKey } from './roster-row.ts';

/** Somebody in WeCom's contacts; the name is empty where WeCom keeps it back. */
interface KnownContact {
  userId: string;
  name: string;
}

/** Of somebody on the roster whom the contacts do not show. */
export type Absent = 'left' | 'hidden';

export interface SyncPlan<C extends KnownContact> {
  /** what `--apply` carries out */
  renamed: { person: Person; name: string }[];
  /** the account in other capitals */
  respelled: { person: Person; userId: string }[];
  left: Person[];
  /** gone, and WeCom itself has said which account theirs became */
  accounts: { person: Person; contact: C }[];
  /** only shown */
  newcomers: C[];
  /** gone from WeCom, and still in office: the office has to be filled first */
  inOffice: Person[];
  /** gone, while somebody of that very name is new: the account may have been changed */
  moved: { person: Person; contact: C }[];
  /** another name, but none that a roster would have */
  otherName: { person: Person; name: string }[];
  hidden: Person[];
  /** taken off the roster before, and in the contacts: by mistake, or no longer 党员 */
  returned: Person[];
}

/** A name as rosters have it; 张三-后勤 or 13800000000 is none. */
const PLAIN_NAME = /^\p{Script=Han}[\p{Script=Han}·]{1,15}$/u;

interface SeenContacts<C extends KnownContact> {
  contacts: readonly C[];
  /** of everybody on the roster who is not among the contacts; absent from it: they are there */
  absent: ReadonlyMap<string, Absent>;
  /** what WeCom has said of accounts (doc 90970) */
  said: readonly ContactChange[];
}

/** @param departed people who were taken off the roster before: they are not proposed again */
export function planSync<C extends KnownContact>(
  org: Organisation,
  departed: readonly Person[],
  { contacts, absent, said }: SeenContacts<C>,
): SyncPlan<C> {
  const plan: SyncPlan<C> = {
    renamed: [],
    respelled: [],
    left: [],
    accounts: [],
    newcomers: [],
    inOffice: [],
    moved: [],
    otherName: [],
    hidden: [],
    returned: [],
  };
  const before = new Map(departed.map((person) => [person.id, person]));
  for (const contact of contacts) {
    const person = org.person(contact.userId);
    const gone = before.get(contact.userId.toLowerCase());
    if (person) compare(person, contact, plan);
    else if (gone) plan.returned.push(gone);
    else plan.newcomers.push(contact);
  }
  const gone: Person[] = [];
  for (const person of org.people.values()) {
    const state = absent.get(person.id);
    if (state === 'hidden') plan.hidden.push(person);
    else if (state === 'left') gone.push(person);
  }
  const became = new Map(
    said.flatMap(({ userId, renamedTo }) =>
      renamedTo === undefined ? [] : [[userId.toLowerCase(), renamedTo.toLowerCase()] as const],
    ),
  );
  const fresh = new Map(plan.newcomers.map((contact) => [contact.userId.toLowerCase(), contact]));
  const shown = new Set(contacts.map(({ userId }) => userId.toLowerCase()));
  for (const person of gone) {
    // An account that the roster has as somebody's already needs somebody to look.
    const contact = fresh.get(became.get(person.id) ?? '');
    if (contact) plan.accounts.push({ person, contact });
    else placeGone(person, gone, { org, shown }, plan);
  }
  const moved = new Set([...plan.moved, ...plan.accounts].map(({ contact }) => contact));
  plan.newcomers = plan.newcomers.filter((contact) => !moved.has(contact));
  return plan;
}

function compare(person: Person, { userId, name }: KnownContact, plan: SyncPlan<KnownContact>): void {
  if (person.userId !== userId) plan.respelled.push({ person, userId });
  const shown = tidy(name);
  // 张三（工会） is 张三.
  const bare = tidy(shown.normalize('NFKC').replace(/\(.*?\)/g, ''));
  if (shown === '' || [shown, bare].some((n) => tidyKey(n) === tidyKey(person.name))) return;
  if (PLAIN_NAME.test(bare)) plan.renamed.push({ person, name: bare });
  else plan.otherName.push({ person, name: shown });
}

function placeGone(
  person: Person,
  gone: readonly Person[],
  { org, shown }: { org: Organisation; shown: ReadonlySet<string> },
  plan: SyncPlan<KnownContact>,
): void {
  const isNamesake = ({ name }: KnownContact) => tidyKey(name) === tidyKey(person.name);
  // Entered a second time, with the new account: in the branch of the first, it is the same person.
  const again = org
    .named(person.name)
    .filter(({ id, branchId }) => id !== person.id && branchId === person.branchId && shown.has(id));
  const same = [...plan.newcomers, ...plan.returned].filter(isNamesake).concat(again);
  if (same.length === 1 && gone.filter(isNamesake).length === 1)
    plan.moved.push({ person, contact: same[0]! });
  else if (org.officesOf(person.id).length > 0) plan.inOffice.push(person);
  else plan.left.push(person);
}

/** What is applied, as the store takes it: people alone, none of them erased. */
export function syncChanges(plan: SyncPlan<KnownContact>, org: Organisation): RosterChanges {
  const changed = new Map<string, { person: Person; name?: string; userId?: string }>();
  for (const { person, name } of plan.renamed) changed.set(person.id, { person, name });
  for (const { person, userId } of plan.respelled)
    changed.set(person.id, { ...changed.get(person.id), person, userId });
  const people: RosterChanges['people'] = [...changed.values()].map(({ person, ...now }) => {
    const before = recordOf(person, org);
    return { what: 'change', person: { ...before, ...now }, before };
  });
  for (const person of plan.left) {
    const record = recordOf(person, org);
    people.push({ what: 'deactivate', person: record, before: record });
  }
  return { unitsToAdd: [], people, officesToRemove: [], officesToAdd: [] };
}

/** The unit that one of the departments is called like; undefined where none is, or several are. */
export function unitCalled(org: Organisation, departments: readonly string[]): string | undefined {
  const names = new Set(departments.map(tidyKey).filter((name) => name !== ''));
  const found = [...org.units.values()].filter(
    ({ kind, name }) => (kind === 'branch' || kind === 'group') && names.has(tidyKey(name)),
  );
  return found.length === 1 ? found[0]!.path : undefined;
}
