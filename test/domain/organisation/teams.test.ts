import { describe, expect, it } from 'vitest';
import { readRoster, writeRoster } from '../../../src/documents/roster.ts';
import { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { hasChanges, planRoster } from '../../../src/domain/organisation/roster.ts';
import { rosterRows as exported } from '../../../src/domain/organisation/roster-export.ts';
import { joined, left, teamOf, teamsIn } from '../../../src/domain/organisation/teams.ts';
import { openStore } from '../../../src/store/store.ts';
import { DATABASES } from '../../support/databases.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER_ROWS } from '../../support/roster.ts';

describe('a cell', () => {
  it.each([
    ['党群先锋队', ['党群先锋队']],
    ['党群先锋队(队长)、抢险队', ['党群先锋队（队长）', '抢险队']],
    ['党群先锋队 （支队长），三支队', ['党群先锋队（队长）', '三支队']],
    ['二兵团/抢险突击队', ['二兵团', '抢险突击队']],
    ['无', []],
    ['-', []],
    ['值班', undefined],
    ['党群先锋队、值班', undefined],
  ])('%s', (cell, teams) => {
    expect(teamsIn(cell)).toEqual(teams);
  });

  it('is told apart into name and 队长, and joined and left by name', () => {
    expect(teamOf('党群先锋队（队长）')).toEqual({ name: '党群先锋队', leads: true });
    expect(joined(['抢险队'], { name: '抢险队', leads: true })).toEqual(['抢险队（队长）']);
    expect(left(['抢险队（队长）', '二兵团'], '抢险队')).toEqual(['二兵团']);
  });
});

const withTeams = (teams: Record<string, string>) =>
  SMALL_ROSTER_ROWS.map((row) => ({ ...row, ...(teams[row.userId] && { team: teams[row.userId]! }) }));
const NOBODY = new Organisation([], [], []);

it('of a person are no difference where the file has no column for them', () => {
  const { changes } = planRoster(withTeams({ zhaoliu: '抢险队' }), NOBODY, [], { prune: false });
  const org = organisationOf(changes);
  expect(org.person('zhaoliu')!.teams).toEqual(['抢险队']);
  expect(hasChanges(planRoster(SMALL_ROSTER_ROWS, org, [], { prune: true }).changes)).toBe(false);
});

it.each(DATABASES.filter(({ missing }) => !missing))(
  'a roster on $name gives teams, keeps what it does not say, and takes them away with 无',
  async ({ create }) => {
    const database = await create();
    const store = openStore(database.choice);
    try {
      await store.migrate();
      const take = async (teams: Record<string, string>, prune = false, rows = withTeams(teams)) => {
        const org = await store.read((tx) => tx.organisation());
        const { changes, problems } = planRoster(rows, org, await store.read((tx) => tx.departed()), {
          prune,
        });
        expect(problems).toEqual([]);
        await store.write((tx) => tx.applyRoster(changes, 1));
        const after = await store.read((tx) => tx.organisation());
        return [after.person('zhaoliu')?.teams ?? [], after.person('wangwu')?.teams ?? []];
      };
      expect(await take({ zhaoliu: '党群先锋队、抢险队', wangwu: '党群先锋队(队长)' })).toEqual([
        ['党群先锋队', '抢险队'],
        ['党群先锋队（队长）'],
      ]);
      expect(await take({ wangwu: '无' })).toEqual([['党群先锋队', '抢险队'], []]);
      // What goes out comes in again without any change.
      const org = await store.read((tx) => tx.organisation());
      const { rows } = await readRoster(await writeRoster(exported(org), 'csv'), 'r.csv');
      expect(hasChanges(planRoster(rows, org, [], { prune: true }).changes)).toBe(false);
      // Who leaves is in no team when they come back.
      const others = SMALL_ROSTER_ROWS.filter((row) => row.userId !== 'zhaoliu');
      expect(await take({}, true, others)).toEqual([[], []]);
      expect(await take({})).toEqual([[], []]);
    } finally {
      await store.close();
      await database.remove();
    }
  },
);

it('names rows whose team is none, or that contradict each other', () => {
  const rows = withTeams({ zhaoliu: '值班' });
  expect(planRoster(rows, NOBODY, [], { prune: false }).problems).toMatchObject([
    { code: 'team_unknown', column: '队伍', value: '值班', name: '赵六' },
  ]);
  const twice = [
    ...withTeams({ zhangsan: '抢险队' }),
    { ...SMALL_ROSTER_ROWS[1]!, row: 99, unit: '城郊党委', role: '管理员', team: '二兵团' },
  ];
  expect(planRoster(twice, NOBODY, [], { prune: false }).problems).toMatchObject([
    { row: 99, code: 'team_differs', value: '二兵团', otherRow: 3 },
  ]);
});
