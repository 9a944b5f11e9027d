import { describe, expect, it } from 'vitest';
import type { ActivityType } from '../../../src/domain/intent.ts';
import type { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { type Action, createPermissions } from '../../../src/domain/organisation/permissions.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org: Organisation = organisationOf(SMALL_ROSTER);
const permissions = createPermissions(new Set(['root']));
const unit = (name: string) => [...org.units.values()].find((u) => u.name === name)!.id;
const BRANCH = unit('第一党支部');
const GROUP = unit('第一党小组');
const OTHER = unit('第二党支部');

/** Columns: member 赵六, group leader 王五, secretary 张三, 组织委员 李四, other branch's secretary 孙八, admin 郑管理. */
const PEOPLE = ['zhaoliu', 'wangwu', 'zhangsan', 'lisi', 'sunba', 'admin'];

const TABLE: [Action, number, ActivityType[] | undefined, string][] = [
  ['see_roll', BRANCH, undefined, 'yyyyny'],
  ['see_roll', GROUP, undefined, 'yyyyny'],
  ['see_roll', OTHER, undefined, 'nnnnyy'],
  ['plan_activity', BRANCH, ['theme_day'], 'nnyyny'],
  ['plan_activity', GROUP, ['group_meeting'], 'nyyyny'],
  ['plan_activity', GROUP, ['theme_day'], 'nnyyny'],
  ['plan_activity', OTHER, ['theme_day'], 'nnnnyy'],
  ['mark_others', BRANCH, ['theme_day'], 'nnyyny'],
  ['mark_others', GROUP, ['group_meeting'], 'nyyyny'],
  ['submit_record', GROUP, ['group_meeting'], 'nyyyny'],
  ['submit_record', BRANCH, ['party_congress'], 'nnyyny'],
  ['decide_leave', BRANCH, ['theme_day'], 'nnyyny'],
  ['bind_group', BRANCH, undefined, 'nnyyny'],
  ['bind_group', GROUP, undefined, 'nyyyny'],
  ['open_item', BRANCH, undefined, 'nnyyny'],
  ['ask_closing', BRANCH, undefined, 'nnyyny'],
  ['decide_item', BRANCH, undefined, 'nnnnny'],
  ['see_figures', BRANCH, undefined, 'nnyyny'],
  ['see_figures', GROUP, undefined, 'nyyyny'],
  ['change_setting', BRANCH, undefined, 'nnyyny'],
  ['see_delivery', BRANCH, undefined, 'nnyyny'],
];

describe('permissions', () => {
  it.each(TABLE)('%s at unit %i for %s follows the table', (action, unitId, types, expected) => {
    const got = PEOPLE.map((id) =>
      permissions.may(org, org.person(id)!, action, { unitId, types }) ? 'y' : 'n',
    ).join('');
    expect(got).toBe(expected);
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

  it('takes a bootstrap admin for 管理员 everywhere, in the roster or not', () => {
    const root = { ...org.person('zhaoliu')!, id: 'root' };
    expect(permissions.may(org, root, 'decide_item', { unitId: OTHER })).toBe(true);
  });

  it('names who can, nearest first', () => {
    const who = permissions.whoMay(org, 'plan_activity', { unitId: GROUP, types: ['group_meeting'] });
    expect(who.map((p) => p.name)).toEqual(['王五', '张三', '李四', '郑管理']);
  });
});
