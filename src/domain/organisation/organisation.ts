// The unit tree, its people and their offices, as one immutable snapshot that rules read.

export type UnitKind = 'committee' | 'general_branch' | 'branch' | 'group';

/** Offices of the roster file (职务), in its own words. */
export const ROLES = ['书记', '副书记', '组织委员', '宣传委员', '纪检委员', '党小组长', '管理员'] as const;
export type Role = (typeof ROLES)[number];

/** Who runs a branch when no other order is given, first things first. */
export const SECRETARY_ROLES: readonly Role[] = ['书记', '副书记', '组织委员'];
/** The committee of a branch (支委会). */
export const COMMITTEE_ROLES: readonly Role[] = [...SECRETARY_ROLES, '宣传委员', '纪检委员'];

export const MEMBER_KINDS = ['正式党员', '预备党员', '入党积极分子'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

export interface Unit {
  id: number;
  parentId: number | null;
  kind: UnitKind;
  /** last segment: 第一党支部 */
  name: string;
  /** 城郊党委/第一党支部 */
  path: string;
}

export interface Person {
  /** lower-cased userid: WeCom compares userids without case (doc 90236) */
  id: string;
  /** userid as the roster wrote it; what is sent to WeCom */
  userId: string;
  name: string;
  kind: MemberKind;
  /** 流动党员 */
  mobile: boolean;
  /** branch of membership; null for an officer above branch level */
  branchId: number | null;
  groupId: number | null;
  active: boolean;
  /** 队伍 beside the branch, as organisation/teams.ts writes them; absent: none */
  teams?: readonly string[];
}

export interface Office {
  personId: string;
  unitId: number;
  role: Role;
}

export class Organisation {
  readonly units: ReadonlyMap<number, Unit>;
  readonly offices: readonly Office[];
  readonly #people = new Map<string, Person>();
  readonly #children = new Map<number | null, Unit[]>();
  readonly #officesOf = new Map<string, Office[]>();
  readonly #officesAt = new Map<number, Office[]>();
  readonly #membersOf = new Map<number, Person[]>();
  readonly #byName = new Map<string, Person[]>();

  /** @param people active people only; who left is read from the store where history needs them */
  constructor(units: Iterable<Unit>, people: Iterable<Person>, offices: Iterable<Office>) {
    this.units = new Map([...units].map((u) => [u.id, u]));
    this.offices = [...offices];
    for (const u of this.units.values()) push(this.#children, u.parentId, u);
    for (const o of this.offices) {
      push(this.#officesOf, o.personId, o);
      push(this.#officesAt, o.unitId, o);
    }
    for (const person of people) this.#enter(person);
  }

  /** The same where people come in portions, as a city's are read. */
  static async ofPortions(
    units: Iterable<Unit>,
    people: AsyncIterable<Iterable<Person>>,
    offices: Iterable<Office>,
  ): Promise<Organisation> {
    const made = new Organisation(units, [], offices);
    for await (const portion of people) for (const person of portion) made.#enter(person);
    return made;
  }

  get people(): ReadonlyMap<string, Person> {
    return this.#people;
  }

  #enter(person: Person): void {
    this.#people.set(person.id, person);
    push(this.#byName, person.name, person);
    if (person.branchId !== null) push(this.#membersOf, person.branchId, person);
    if (person.groupId !== null) push(this.#membersOf, person.groupId, person);
  }

  unit(id: number): Unit {
    const unit = this.units.get(id);
    if (!unit) throw new Error(`no unit ${id}`);
    return unit;
  }
  /** Looks a person up by userid in any case. */
  person(userId: string): Person | undefined {
    return this.people.get(userId.toLowerCase());
  }
  named(name: string): readonly Person[] {
    return this.#byName.get(name) ?? [];
  }
  roots(): readonly Unit[] {
    return this.#children.get(null) ?? [];
  }
  children(unitId: number): readonly Unit[] {
    return this.#children.get(unitId) ?? [];
  }
  officesOf(personId: string): readonly Office[] {
    return this.#officesOf.get(personId) ?? [];
  }
  officesAt(unitId: number): readonly Office[] {
    return this.#officesAt.get(unitId) ?? [];
  }
  /** Members of a branch or a group itself (nobody is a direct member above branch level). */
  membersOf(unitId: number): readonly Person[] {
    return this.#membersOf.get(unitId) ?? [];
  }
  /** People holding one of the roles at exactly this unit, in the order of `roles`. */
  holders(unitId: number, ...roles: readonly Role[]): Person[] {
    const found: Person[] = [];
    for (const role of roles) {
      for (const o of this.officesAt(unitId)) {
        const person = o.role === role ? this.people.get(o.personId) : undefined;
        if (person && !found.includes(person)) found.push(person);
      }
    }
    return found;
  }
  /** The unit itself, then its parent, up to the root. */
  ancestry(unitId: number): Unit[] {
    const chain: Unit[] = [];
    for (let u = this.units.get(unitId); u; u = u.parentId === null ? undefined : this.units.get(u.parentId))
      chain.push(u);
    return chain;
  }
  /** True when `unitId` is `rootId` or lies below it. */
  isWithin(unitId: number, rootId: number): boolean {
    return this.ancestry(unitId).some((u) => u.id === rootId);
  }
  /** The unit and everything below it, parents first. */
  subtree(unitId: number): Unit[] {
    const all = [this.unit(unitId)];
    for (let i = 0; i < all.length; i++) all.push(...this.children(all[i]!.id));
    return all;
  }
  /** The branch a unit belongs to: itself, or the branch above a group; undefined above branch level. */
  branchOf(unitId: number): Unit | undefined {
    return this.ancestry(unitId).find((u) => u.kind === 'branch');
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Last words of names, the narrower before those they end in (党支部委员会 is a branch). */
const KIND_ENDINGS: readonly [UnitKind, RegExp][] = [
  ['group', /小组$/],
  ['general_branch', /总支(?:部)?(?:委员会|委)?$/],
  ['branch', /支部(?:委员会|委)?$/],
  ['committee', /(?:党委|工委|党组|委员会|党委会|[省市区县州盟旗镇乡地街]委)$/],
];

/** Kind of a unit by the last words of its name, a note in brackets aside; undefined when the name says none. */
export function unitKindOf(name: string): UnitKind | undefined {
  const plain = name.replace(/\s*[(（][^()（）]*[)）]$/, '');
  return KIND_ENDINGS.find(([, ending]) => ending.test(plain))?.[0];
}

/** Kinds as 层级 writes them. */
export const KIND_WORDS: Readonly<Record<UnitKind, string>> = {
  committee: '党委',
  general_branch: '党总支',
  branch: '党支部',
  group: '党小组',
};
