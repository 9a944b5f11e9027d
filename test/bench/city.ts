import type { RosterRow } from '../../src/domain/organisation/roster-row.ts';

export const MEMBERS_PER_BRANCH = 22;
const BRANCHES_PER_COMMITTEE = 100;
export const memberId = (branch: number, member: number) => `u${branch}x${member}`;

/** A city with so many branches of so many members each: 22 is the national average. */
export function cityRoster(branches: number, members = MEMBERS_PER_BRANCH): RosterRow[] {
  const rows: RosterRow[] = [];
  const add = (row: Omit<RosterRow, 'row' | 'kind' | 'mobile'>) =>
    rows.push({ ...row, row: rows.length + 2, kind: '正式党员', mobile: '否' });
  for (let b = 0; b < branches; b++) {
    for (let m = 0; m < members; m++) {
      add({
        name: `党员${chinese(b)}${chinese(m)}`,
        userId: memberId(b, m),
        unit: `测试市党委/第${chinese(Math.floor(b / BRANCHES_PER_COMMITTEE))}党委/第${b + 1}党支部`,
        role: m === 0 ? '书记' : '',
      });
    }
  }
  return rows;
}

const DIGITS = '零一二三四五六七八九';
const chinese = (n: number) => [...String(n)].map((d) => DIGITS[Number(d)]).join('');
