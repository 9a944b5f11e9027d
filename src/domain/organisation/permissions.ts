import type { ActivityType } from '../intent.ts';
import type { Organisation, Person, Role } from './organisation.ts';

/** What a permission is asked for. */
export type Action =
  | 'see_roll'
  | 'report_progress'
  | 'plan_activity'
  | 'mark_others'
  | 'submit_record'
  | 'decide_leave'
  | 'bind_group'
  | 'open_item'
  | 'ask_closing'
  | 'decide_item'
  | 'see_figures'
  | 'change_setting'
  | 'see_delivery';

/** What the action is about. */
export interface Matter {
  unitId: number;
  types?: readonly ActivityType[];
  /** userids responsible for an item: they may report, and never decide */
  responsible?: readonly string[];
}

/** How somebody stands to a unit; an office reaches the whole subtree of its unit. */
interface Standing {
  admin: boolean;
  secretary: boolean;
  /** 党小组长 of exactly this group */
  leader: boolean;
  /** belongs to this branch or group, or to the branch it lies in */
  member: boolean;
}

const SECRETARY_ROLES: Role[] = ['书记', '副书记', '组织委员'];

type Grant = 'yes' | 'group_meeting' | 'responsible' | 'not_responsible';
type Row = Partial<Record<keyof Standing, Grant>>;

/** Who may do what; what is not granted is refused. */
export const RULES: Readonly<Record<Action, Row>> = {
  see_roll: { member: 'yes', leader: 'yes', secretary: 'yes', admin: 'yes' },
  report_progress: { member: 'responsible', leader: 'responsible', secretary: 'yes', admin: 'yes' },
  plan_activity: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  mark_others: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  submit_record: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  decide_leave: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  bind_group: { leader: 'yes', secretary: 'yes', admin: 'yes' },
  open_item: { secretary: 'yes', admin: 'yes' },
  ask_closing: { member: 'responsible', leader: 'responsible', secretary: 'yes', admin: 'yes' },
  decide_item: { admin: 'not_responsible' },
  see_figures: { leader: 'yes', secretary: 'yes', admin: 'yes' },
  change_setting: { secretary: 'yes', admin: 'yes' },
  see_delivery: { secretary: 'yes', admin: 'yes' },
};

export interface Permissions {
  standing(org: Organisation, person: Person, unitId: number): Standing;
  may(org: Organisation, person: Person, action: Action, matter: Matter): boolean;
  /** who can, nearest first: offices at the unit, then upwards */
  whoMay(org: Organisation, action: Action, matter: Matter): Person[];
}

/** @param admins lower-cased userids of ADMIN_USERIDS: 管理员 of everything, in the roster or not */
export function createPermissions(admins: ReadonlySet<string>): Permissions {
  function standing(org: Organisation, person: Person, unitId: number): Standing {
    const chain = org.ancestry(unitId);
    const holds = (roles: Role[]) =>
      org.officesOf(person.id).some((o) => roles.includes(o.role) && chain.some((u) => u.id === o.unitId));
    return {
      admin: admins.has(person.id) || holds(['管理员']),
      secretary: holds(SECRETARY_ROLES),
      leader: org.officesOf(person.id).some((o) => o.role === '党小组长' && o.unitId === unitId),
      member: chain.some((u) => u.id === person.branchId || u.id === person.groupId),
    };
  }

  function may(org: Organisation, person: Person, action: Action, matter: Matter): boolean {
    const stands = standing(org, person, matter.unitId);
    return (Object.keys(stands) as (keyof Standing)[]).some(
      (rank) => stands[rank] && isGranted(RULES[action][rank], person, matter),
    );
  }

  return {
    standing,
    may,
    whoMay(org, action, matter) {
      const found: Person[] = [];
      for (const unit of org.ancestry(matter.unitId)) {
        for (const person of org.holders(unit.id, ...SECRETARY_ROLES, '党小组长', '管理员')) {
          if (!found.includes(person) && may(org, person, action, matter)) found.push(person);
        }
      }
      return found;
    },
  };
}

function isGranted(grant: Grant | undefined, person: Person, matter: Matter): boolean {
  switch (grant) {
    case 'yes':
      return true;
    case 'group_meeting':
      return matter.types?.every((t) => t === 'group_meeting') ?? false;
    case 'responsible':
      return matter.responsible?.includes(person.id) ?? false;
    case 'not_responsible':
      return !matter.responsible?.includes(person.id);
    default:
      return false;
  }
}
