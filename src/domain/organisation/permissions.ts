import { type ActivityType, isGroupMeeting } from '../activity/types.ts';
import { type Organisation, type Person, type Role, SECRETARY_ROLES, type Unit } from './organisation.ts';

/** What a permission is asked for. */
export type Action =
  | 'take_part'
  | 'see_roll'
  | 'report_progress'
  | 'plan_activity'
  | 'mark_others'
  | 'submit_record'
  | 'decide_leave'
  | 'see_reasons'
  | 'bind_group'
  | 'take_binding'
  | 'open_item'
  | 'open_own_item'
  | 'see_item'
  | 'ask_closing'
  | 'decide_item'
  | 'see_figures'
  | 'change_setting'
  | 'see_delivery'
  | 'recall_notice'
  | 'call_muster'
  | 'lead_muster'
  | 'manage_team'
  | 'file_for_branch'
  | 'see_filings'
  | 'keep_process'
  | 'see_process'
  | 'report_scheme'
  | 'see_scheme'
  | 'import_scheme'
  | 'see_vitality';

/** What the action is about. */
export interface Target {
  unitId: number;
  types?: readonly ActivityType[];
  /** userids responsible for an item: they may report, and never decide */
  responsible?: readonly string[];
  /** userids that have to do with an item otherwise: who watches it, who handed it out */
  involved?: readonly string[];
  /** userids whose acts were told of */
  authors?: readonly string[];
  /** userids of the 队长 of all who are meant */
  captains?: readonly string[];
  /** narrows who may to these standings, as settings have it */
  only?: readonly string[];
}

/** How somebody stands to a unit; an office reaches the whole subtree of its unit. */
interface Standing {
  admin: boolean;
  secretary: boolean;
  /** the same of the unit itself, or of the branch it lies in, and not from above */
  ownSecretary: boolean;
  /** 党小组长 of exactly this group */
  leader: boolean;
  /** belongs to this branch or group, or to the branch it lies in, or holds an office at it */
  member: boolean;
  /** on the roster, whatever the unit */
  anybody: boolean;
}

type Grant = 'yes' | 'group_meeting' | 'responsible' | 'involved' | 'not_responsible' | 'author' | 'captain';
type Row = Partial<Record<keyof Standing, Grant>>;

/** Who may do what; what is not granted is refused. */
export const RULES: Readonly<Record<Action, Row>> = {
  /** check in, ask for leave, take it back */
  take_part: { member: 'yes', leader: 'yes', secretary: 'yes', admin: 'yes' },
  see_roll: { member: 'yes', leader: 'yes', secretary: 'yes', admin: 'yes' },
  report_progress: { member: 'responsible', leader: 'responsible', secretary: 'yes', admin: 'yes' },
  plan_activity: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  mark_others: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  submit_record: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  decide_leave: { leader: 'group_meeting', secretary: 'yes', admin: 'yes' },
  /** of the branch itself; whoever stands above it sees how many */
  see_reasons: { leader: 'group_meeting', ownSecretary: 'yes' },
  bind_group: { leader: 'yes', secretary: 'yes', admin: 'yes' },
  /** away from the unit that has it */
  take_binding: { secretary: 'yes', admin: 'yes' },
  open_item: { secretary: 'yes', admin: 'yes' },
  /** a promise of one's own */
  open_own_item: { member: 'yes', leader: 'yes', secretary: 'yes', admin: 'yes' },
  see_item: { member: 'involved', leader: 'yes', secretary: 'yes', admin: 'yes' },
  ask_closing: { member: 'responsible', leader: 'responsible', secretary: 'yes', admin: 'yes' },
  /** `author`: of a report that needs nobody's consent, who asked for it may send it back (`sendingBackOn`) */
  decide_item: { anybody: 'author', admin: 'not_responsible' },
  see_figures: { leader: 'yes', secretary: 'yes', admin: 'yes' },
  change_setting: { secretary: 'yes', admin: 'yes' },
  see_delivery: { secretary: 'yes', admin: 'yes' },
  recall_notice: { member: 'author', leader: 'author', secretary: 'author', admin: 'yes' },
  /** 集结; a 队长 calls the own team, which may reach over branches */
  call_muster: { anybody: 'captain', leader: 'yes', secretary: 'yes', admin: 'yes' },
  /** see who is silent, end it, call it off, answer for others: whoever called it, and who stands above */
  lead_muster: { anybody: 'author', secretary: 'yes', admin: 'yes' },
  /** 党费, 月度工作记实: one for the whole branch */
  file_for_branch: { secretary: 'yes', admin: 'yes' },
  /** what others registered; one's own is everybody's to see */
  see_filings: { secretary: 'yes', admin: 'yes' },
  /** 发展党员, 换届: what is done is kept, and how far it is asked, by those who answer for the branch */
  keep_process: { secretary: 'yes', admin: 'yes' },
  /** one's own is everybody's to see (`involved`) */
  see_process: { anybody: 'involved', secretary: 'yes', admin: 'yes' },
  /** how far a unit is with the works of a plan */
  report_scheme: { secretary: 'yes', admin: 'yes' },
  see_scheme: { leader: 'yes', secretary: 'yes', admin: 'yes' },
  import_scheme: { admin: 'yes' },
  /** 活力指数 is a branch's own look at itself: nobody above it sees it */
  see_vitality: { ownSecretary: 'yes' },
  manage_team: { anybody: 'captain', secretary: 'yes', admin: 'yes' },
};

export interface Permissions {
  standing(org: Organisation, person: Person, unitId: number): Standing;
  may(org: Organisation, person: Person, action: Action, target: Target): boolean;
  /** who can, nearest first: offices at the unit, then upwards */
  whoMay(org: Organisation, action: Action, target: Target): Person[];
  /** the person behind a userid in any case; a bootstrap admin need not be in the roster */
  personOf(org: Organisation, userId: string): Person | undefined;
  /** those of ADMIN_USERIDS */
  bootstrapAdmins(org: Organisation): Person[];
}

/** @param admins lower-cased userids of ADMIN_USERIDS: 管理员 of everything, in the roster or not */
export function createPermissions(admins: ReadonlySet<string>): Permissions {
  function standing(org: Organisation, person: Person, unitId: number): Standing {
    const chain = org.ancestry(unitId);
    const holds = (roles: readonly Role[]) =>
      org.officesOf(person.id).some((o) => roles.includes(o.role) && chain.some((u) => u.id === o.unitId));
    return {
      admin: admins.has(person.id) || holds(['管理员']),
      secretary: holds(SECRETARY_ROLES),
      ownSecretary: org
        .officesOf(person.id)
        .some(
          (o) => SECRETARY_ROLES.includes(o.role) && [unitId, org.branchOf(unitId)?.id].includes(o.unitId),
        ),
      leader: org.officesOf(person.id).some((o) => o.role === '党小组长' && o.unitId === unitId),
      member:
        chain.some((u) => u.id === person.branchId || u.id === person.groupId) ||
        org.officesOf(person.id).some((o) => o.unitId === unitId),
      anybody: true,
    };
  }

  function may(org: Organisation, person: Person, action: Action, target: Target): boolean {
    const stands = standing(org, person, target.unitId);
    return (Object.keys(stands) as (keyof Standing)[]).some(
      (rank) =>
        stands[rank] &&
        (target.only?.includes(rank) ?? true) &&
        isGranted(RULES[action][rank], person, target),
    );
  }

  function personOf(org: Organisation, userId: string): Person | undefined {
    const known = org.person(userId);
    return known ?? (admins.has(userId.toLowerCase()) ? outsideRoster(userId) : undefined);
  }

  return {
    standing,
    may,
    personOf,
    bootstrapAdmins: (org) => [...admins].map((id) => personOf(org, id)!),
    whoMay(org, action, target) {
      const found: Person[] = [];
      for (const unit of org.ancestry(target.unitId)) {
        for (const person of org.holders(unit.id, ...SECRETARY_ROLES, '党小组长', '管理员')) {
          if (!found.includes(person) && may(org, person, action, target)) found.push(person);
        }
      }
      return found;
    },
  };
}

/** The units that offices and membership give somebody the right at, in the order of the roster; none lies in another. */
export function unitsInCharge(
  { may }: Pick<Permissions, 'may'>,
  org: Organisation,
  person: Person,
  action: Action,
): Unit[] {
  const offices = org.officesOf(person.id).map((o) => o.unitId);
  const places = [...org.roots().map((u) => u.id), ...offices, person.branchId, person.groupId];
  const ids = [...new Set(places)].filter((id) => id !== null && may(org, person, action, { unitId: id }));
  const tops = ids.filter((id) => !ids.some((other) => other !== id && org.isWithin(id!, other!)));
  return tops.map((id) => org.unit(id!)).sort((a, b) => a.id - b.id);
}

/** Nothing but the userid is known, so that is the name too. */
const outsideRoster = (userId: string): Person => ({
  id: userId.toLowerCase(),
  userId,
  name: userId,
  kind: '正式党员',
  mobile: false,
  branchId: null,
  groupId: null,
  active: true,
});

function isGranted(grant: Grant | undefined, person: Person, target: Target): boolean {
  switch (grant) {
    case 'yes':
      return true;
    case 'group_meeting':
      return isGroupMeeting(target.types ?? []);
    case 'responsible':
      return target.responsible?.includes(person.id) ?? false;
    case 'involved':
      return [...(target.responsible ?? []), ...(target.involved ?? [])].includes(person.id);
    case 'author':
      return target.authors?.includes(person.id) ?? false;
    case 'captain':
      return target.captains?.includes(person.id) ?? false;
    case 'not_responsible':
      return !target.responsible?.includes(person.id);
    default:
      return false;
  }
}
