import { describe, expect, it } from 'vitest';
import type { ActivityType } from '../../../src/domain/activity/types.ts';
import { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { type Action, createPermissions, RULES } from '../../../src/domain/organisation/permissions.ts';
import { planRoster } from '../../../src/domain/organisation/roster.ts';
import { organisationOf } from '../../support/organisation.ts';
import { rosterRows, SMALL_ROSTER, SMALL_ROSTER_ROWS } from '../../support/roster.ts';

const org: Organisation = organisationOf(SMALL_ROSTER);
const permissions = createPermissions(new Set(['root']));
const unit = (name: string) => [...org.units.values()].find((u) => u.name === name)!.id;
const BRANCH = unit('第一党支部');
const GROUP = unit('第一党小组');
const OTHER = unit('第二党支部');

/**
 * Columns: member 赵六, group leader 王五, secretary 张三, 组织委员 李四, other branch's secretary 孙八, admin 郑管理, and
 * a bootstrap admin who is on no roster.
 */
const PEOPLE = ['zhaoliu', 'wangwu', 'zhangsan', 'lisi', 'sunba', 'admin', 'root'];
const personOf = (id: string) =>
  org.person(id) ?? { ...org.person('zhaoliu')!, id, branchId: null, groupId: null };

/** The table of who may do what: own branch, own group, another branch. */
const TABLE: Record<
  Action,
  readonly [types: ActivityType[] | undefined, own: string, group: string, other: string][]
> = {
  take_part: [[undefined, 'yyyynyy', 'yyyynyy', 'nnnnyyy']],
  see_roll: [[undefined, 'yyyynyy', 'yyyynyy', 'nnnnyyy']],
  report_progress: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  plan_activity: [
    [['theme_day'], 'nnyynyy', 'nnyynyy', 'nnnnyyy'],
    [['group_meeting'], 'nnyynyy', 'nyyynyy', 'nnnnyyy'],
    [['group_meeting', 'theme_day'], 'nnyynyy', 'nnyynyy', 'nnnnyyy'],
  ],
  mark_others: [
    [['theme_day'], 'nnyynyy', 'nnyynyy', 'nnnnyyy'],
    [['group_meeting'], 'nnyynyy', 'nyyynyy', 'nnnnyyy'],
  ],
  submit_record: [
    [['party_congress'], 'nnyynyy', 'nnyynyy', 'nnnnyyy'],
    [['group_meeting'], 'nnyynyy', 'nyyynyy', 'nnnnyyy'],
  ],
  decide_leave: [
    [['theme_day'], 'nnyynyy', 'nnyynyy', 'nnnnyyy'],
    [['group_meeting'], 'nnyynyy', 'nyyynyy', 'nnnnyyy'],
  ],
  see_reasons: [
    [['theme_day'], 'nnyynnn', 'nnyynnn', 'nnnnynn'],
    [['group_meeting'], 'nnyynnn', 'nyyynnn', 'nnnnynn'],
  ],
  bind_group: [[undefined, 'nnyynyy', 'nyyynyy', 'nnnnyyy']],
  take_binding: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  open_item: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  open_own_item: [[undefined, 'yyyynyy', 'yyyynyy', 'nnnnyyy']],
  see_item: [[undefined, 'nnyynyy', 'nyyynyy', 'nnnnyyy']],
  ask_closing: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  decide_item: [[undefined, 'nnnnnyy', 'nnnnnyy', 'nnnnnyy']],
  see_figures: [[undefined, 'nnyynyy', 'nyyynyy', 'nnnnyyy']],
  change_setting: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  see_delivery: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  recall_notice: [[undefined, 'nnnnnyy', 'nnnnnyy', 'nnnnnyy']],
  call_muster: [[undefined, 'nnyynyy', 'nyyynyy', 'nnnnyyy']],
  lead_muster: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  manage_team: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  file_for_branch: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  see_filings: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  keep_process: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  see_process: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  report_scheme: [[undefined, 'nnyynyy', 'nnyynyy', 'nnnnyyy']],
  see_scheme: [[undefined, 'nnyynyy', 'nyyynyy', 'nnnnyyy']],
  import_scheme: [[undefined, 'nnnnnyy', 'nnnnnyy', 'nnnnnyy']],
  see_vitality: [[undefined, 'nnyynnn', 'nnyynnn', 'nnnnynn']],
};
const CASES = Object.entries(TABLE).flatMap(([action, rows]) =>
  rows.flatMap(([types, own, group, other]) =>
    [[BRANCH, own] as const, [GROUP, group] as const, [OTHER, other] as const].map(
      ([unitId, expected]) => [action as Action, org.unit(unitId).name, types, unitId, expected] as const,
    ),
  ),
);

describe('permissions', () => {
  it.each(CASES)('%s at %s for %s follows the table', (action, _name, types, unitId, expected) => {
    const on = { unitId, ...(types && { types }) };
    const got = PEOPLE.map((id) => (permissions.may(org, personOf(id), action, on) ? 'y' : 'n')).join('');
    expect(got).toBe(expected);
  });

  it('shows an item to whoever has to do with it', () => {
    const involved = { unitId: BRANCH, involved: ['jiji'], responsible: ['zhaoliu'] };
    const may = (id: string) => permissions.may(org, org.person(id)!, 'see_item', involved);
    expect([may('zhaoliu'), may('jiji'), may('wangwu'), may('zhangsan')]).toEqual([true, true, false, true]);
  });

  it('lets who watches an item see it, and neither report on it nor ask for its closing', () => {
    const watched = { involved: ['jiji', 'wangwu'], responsible: ['zhaoliu'] };
    for (const action of ['report_progress', 'ask_closing'] as const)
      for (const [id, unitId] of [
        ['jiji', BRANCH],
        ['wangwu', GROUP],
      ] as const)
        expect(permissions.may(org, org.person(id)!, action, { ...watched, unitId })).toBe(false);
  });

  it.each(Object.keys(RULES) as Action[])(
    '%s: a 书记 above holds it below, but for decisions and reasons',
    (action) => {
      const above = organisationOf(
        planRoster(
          [...SMALL_ROSTER_ROWS, ...rosterRows('吴书记 wushuji 城郊党委 书记')],
          new Organisation([], [], []),
          [],
          { prune: false },
        ).changes,
      );
      const may = (unitId: number) => permissions.may(above, above.person('wushuji')!, action, { unitId });
      // Why people were away is between them and their own branch.
      const isKept = [
        'decide_item',
        'recall_notice',
        'see_reasons',
        'import_scheme',
        'see_vitality',
      ].includes(action);
      expect([BRANCH, GROUP, OTHER].map(may)).toEqual(Array(3).fill(!isKept));
    },
  );

  it('shows reasons to the 书记 of the unit that met, and to that of the branch of a group', () => {
    const above = organisationOf(
      planRoster(
        [
          ...SMALL_ROSTER_ROWS,
          ...rosterRows('吴书记 wushuji 城郊党委 书记\n郑组织 zhengzuzhi 城郊党委/第一党支部 组织委员'),
        ],
        new Organisation([], [], []),
        [],
        { prune: false },
      ).changes,
    );
    const sees = (id: string) =>
      [above.roots()[0]!.id, BRANCH, GROUP, OTHER].map((unitId) =>
        permissions.may(above, above.person(id)!, 'see_reasons', { unitId }),
      );
    expect(sees('wushuji')).toEqual([true, false, false, false]);
    expect(sees('zhangsan')).toEqual([false, true, true, false]);
    expect(sees('zhengzuzhi')).toEqual([false, true, true, false]);
    expect(sees('wangwu')).toEqual([false, false, false, false]);
    expect(sees('admin')).toEqual([false, false, false, false]);
  });

  it('lets whoever is responsible report, and never decide', () => {
    const mine = { unitId: BRANCH, responsible: ['zhaoliu', 'admin'] };
    const may = (id: string, action: Action) => permissions.may(org, org.person(id)!, action, mine);
    expect(may('zhaoliu', 'report_progress')).toBe(true);
    expect(may('wangwu', 'report_progress')).toBe(false);
    expect(may('zhaoliu', 'ask_closing')).toBe(true);
    expect(may('admin', 'decide_item')).toBe(false);
    expect(
      permissions.may(org, org.person('admin')!, 'decide_item', { ...mine, responsible: ['zhaoliu'] }),
    ).toBe(true);
  });

  it('lets whoever told people of it take that back, in whatever office', () => {
    const told = { unitId: BRANCH, authors: ['lisi', 'zhaoliu'] };
    const may = (id: string) => permissions.may(org, org.person(id)!, 'recall_notice', told);
    expect(['lisi', 'zhaoliu', 'zhangsan', 'wangwu', 'sunba', 'admin'].map(may)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('takes a bootstrap admin for 管理员 everywhere, in the roster or not', () => {
    const root = { ...org.person('zhaoliu')!, id: 'root' };
    expect(permissions.may(org, root, 'decide_item', { unitId: OTHER })).toBe(true);
  });

  it('names who can, nearest first', () => {
    const who = permissions.whoMay(org, 'plan_activity', { unitId: GROUP, types: ['group_meeting'] });
    expect(who.map((p) => p.name)).toEqual(['王五', '张三', '李四', '郑管理']);
  });
});
