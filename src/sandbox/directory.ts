// The sample organisation as WeCom's contacts would show it.

export interface SandboxPerson {
  userId: string;
  name: string;
  /** full path: 城郊党委/第一党支部/第一党小组 */
  unit: string;
  roles: string[];
  /** number of an open item this person works on, and of one that waits for this person's decision: 整改1 */
  item?: string | undefined;
  decision?: string | undefined;
}

export interface SandboxGroup {
  chatId: string;
  name: string;
  unit: string;
  webhookKey: string;
  /** userids */
  members: string[];
}

export interface Directory {
  people: SandboxPerson[];
  groups: SandboxGroup[];
}

interface Department {
  id: number;
  parentid: number;
  name: string;
  path: string;
}

/** WeCom compares userids without case (doc 90236). */
const sameUser = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export function findPerson(directory: Directory, userId: string): SandboxPerson | undefined {
  return directory.people.find((p) => sameUser(p.userId, userId));
}

export function groupsOf(directory: Directory, userId: string): SandboxGroup[] {
  return directory.groups.filter((g) => g.members.some((m) => sameUser(m, userId)));
}

/** Departments with the numbers WeCom would give them: 1 is the root, parents before children. */
export function departments(directory: Directory): Department[] {
  const found = new Map<string, Department>();
  const ensure = (path: string): Department => {
    const known = found.get(path);
    if (known) return known;
    const cut = path.lastIndexOf('/');
    const parentid = cut < 0 ? 0 : ensure(path.slice(0, cut)).id;
    const department = { id: found.size + 1, parentid, name: path.slice(cut + 1), path };
    found.set(path, department);
    return department;
  };
  for (const { unit } of [...directory.people, ...directory.groups]) if (unit) ensure(unit);
  return [...found.values()];
}

/** People of a department and everything below it. */
export function peopleBelow(directory: Directory, path: string): SandboxPerson[] {
  return directory.people.filter((p) => p.unit === path || p.unit.startsWith(`${path}/`));
}
