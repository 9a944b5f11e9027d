// 书记都是谁, 各支部班子名单, 哪个支部没配纪检委员: which office of whom.
import type { Filled } from '../../domain/intent.ts';
import { COMMITTEE_ROLES, type Role } from '../../domain/organisation/organisation.ts';
import { OWN_BRANCH } from '../commands/rest.ts';
import type { Asked } from './row.ts';

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/副书记/u, '副书记'],
  [/书记|支书/u, '书记'],
  [/组(?:织委员|委)/u, '组织委员'],
  [/宣/u, '宣传委员'],
  [/纪/u, '纪检委员'],
  [/小?组长/u, '党小组长'],
  [/管理员/u, '管理员'],
];
/** The one office that is asked for; of several, and of 班子, all are told. */
function roleIn({ said }: Asked): Role | undefined {
  const roleOf = (word: string) => ROLES.find(([words]) => words.test(word))?.[1];
  // 没配的: of no office by itself
  const lacking = said('noOffice')
    .map(roleOf)
    .filter((role) => role !== undefined);
  const found = new Set<Role | undefined>([...said('office').map(roleOf), ...lacking]);
  return found.size === 1 ? [...found][0] : undefined;
}

const isOf = (role: Role | undefined) => role === undefined || COMMITTEE_ROLES.includes(role);

export function offices(asked: Asked): Filled {
  const { has } = asked;
  // 班子成员报一下，有副书记没有: all of them say it.
  const role = has('officeList') && !has('noOffice') ? undefined : roleIn(asked);
  const isEach = has('each') || has('whichUnit') || has('posts') || has('all');
  const what = has('noOffice') ? 'lacking' : isEach && isOf(role) ? 'each' : undefined;
  const isOwn = has('ownUnit') && asked.spans.units.length === 0;
  return {
    intent: 'offices',
    ...(role && { role }),
    ...(what && { what }),
    ...(isOwn && { scope: OWN_BRANCH }),
  };
}
