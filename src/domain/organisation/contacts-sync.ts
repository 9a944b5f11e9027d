// The roster compared with WeCom's contacts. WeCom knows accounts, names and who has left; what it does not know (党组织,
// 职务, 类型) is never made up here, and offices are never touched.
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
  /** only shown */
  newcomers: C[];
  /** gone from WeCom, and still in office: the office has to be filled first */
  inOffice: Person[];
  /** gone, while somebody of that very name is new: the account may have been changed */
  moved: { person: Person; contact: C }[];
  /** another name, but none that a roster would have */
  otherName: { person: Person; name: string }[];
  hidden: Person[];
}

/** A name as rosters have it; 张三-后勤 or 13800000000 is none. */
const PLAIN_NAME = /^\p{Script=Han}[\p{Script=Han}·]{1,15}$/u;

/**
 * @param departed ids of people who were taken off the roster before: they are not proposed again
 * @param absent of everybody on the roster who is not among the contacts; absent from it: they are there
 */
export function planSync<C extends KnownContact>(
  org: Organisation,
  departed: ReadonlySet<string>,
  contacts: readonly C[],
  absent: ReadonlyMap<string, Absent>,
): SyncPlan<C> {
  const plan: SyncPlan<C> = {
    renamed: [],
    respelled: [],
    left: [],
    newcomers: [],
    inOffice: [],
    moved: [],
    otherName: [],
    hidden: [],
  };
  for (const contact of contacts) {
    const person = org.person(contact.userId);
    if (person) compare(person, contact, plan);
    else if (!departed.has(contact.userId.toLowerCase())) plan.newcomers.push(contact);
  }
  const gone: Person[] = [];
  for (const person of org.people.values()) {
    const state = absent.get(person.id);
    if (state === 'hidden') plan.hidden.push(person);
    else if (state === 'left') gone.push(person);
  }
  for (const person of gone) placeGone(person, gone, org, plan);
  const moved = new Set(plan.moved.map(({ contact }) => contact));
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
  org: Organisation,
  plan: SyncPlan<KnownContact>,
): void {
  const isNamesake = ({ name }: KnownContact) => tidyKey(name) === tidyKey(person.name);
  const same = plan.newcomers.filter(isNamesake);
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
