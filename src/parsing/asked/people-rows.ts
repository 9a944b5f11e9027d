import type { Role } from '../../domain/organisation/organisation.ts';
import type { Asked, Row } from './row.ts';

const members = { intent: 'query', metric: 'member_count' } as const;

const ROLES: readonly Role[] = ['书记', '副书记', '组织委员', '宣传委员', '纪检委员'];
const roleIn = ({ said }: Asked) => ROLES.find((role) => said('office').includes(role));

/** Who there is. */
export const PEOPLE_ROWS: readonly Row[] = [
  {
    needs: 'probationary',
    also: 'member',
    not: 'formal activist mobile rate',
    fill: { ...members, what: 'probationary' },
  },
  {
    needs: 'mobile',
    also: 'member',
    not: 'formal activist probationary rate item',
    fill: { ...members, what: 'mobile' },
  },
  {
    needs: 'activist',
    also: 'member',
    not: 'formal probationary mobile rate',
    fill: { ...members, what: 'activists' },
  },
  {
    needs: 'member|formal many|how',
    also: 'member formal probationary activist mobile share',
    fill: members,
  },
  {
    needs: 'office who|any|many|table|file',
    also: 'member',
    fill: (asked) => {
      const role = roleIn(asked);
      return { intent: 'offices', ...(role && { role }) };
    },
  },
];
