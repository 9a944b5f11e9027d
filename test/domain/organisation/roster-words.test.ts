import { describe, expect, test } from 'vitest';
import { planRoster } from '../../../src/domain/organisation/roster.ts';
import type { RosterRow } from '../../../src/domain/organisation/roster-row.ts';
import { EMPTY, rowsOf } from './apply-roster.ts';

const TOP = '河东镇党委';
const BRANCH = `${TOP}/柳林村党支部`;
const GROUP = `${BRANCH}/第一党小组`;

const planned = (rows: RosterRow[]) => planRoster(rows, EMPTY.org, EMPTY.departed, { prune: false });
const officesOf = (unit: string, cell: string, hasGroupColumn?: true) => {
  const rows = rowsOf(['王秀英', 'w', unit, cell]).map((row) => ({
    ...row,
    ...(hasGroupColumn && { hasGroupColumn }),
  }));
  const { problems, changes } = planned(rows);
  return problems.length > 0
    ? problems.map(({ code }) => code).join()
    : changes.officesToAdd.map((o) => `${o.role}@${o.unit}`).join(' ');
};

describe('职务 as offices write it', () => {
  test.each([
    [BRANCH, '支部书记', `书记@${BRANCH}`],
    [BRANCH, '党支部 副书记', `副书记@${BRANCH}`],
    [BRANCH, '组织委员兼纪检委员', `组织委员@${BRANCH} 纪检委员@${BRANCH}`],
    [BRANCH, '组织、宣传委员', `组织委员@${BRANCH} 宣传委员@${BRANCH}`],
    [BRANCH, '支部副书记、组织委员', `副书记@${BRANCH} 组织委员@${BRANCH}`],
    [BRANCH, '普通党员', ''],
    [BRANCH, '党员', ''],
    [TOP, '党委书记', `书记@${TOP}`],
    [`${TOP}/机关党总支`, '总支书记', `书记@${TOP}/机关党总支`],
    [GROUP, '组长', `党小组长@${GROUP}`],
    [GROUP, '党小组组长', `党小组长@${GROUP}`],
    [BRANCH, '党委书记', 'role_unknown'],
    [BRANCH, '第一书记', 'role_unknown'],
    [BRANCH, '支委', 'role_unknown'],
    [BRANCH, '书记、组织', 'role_unknown'],
    [TOP, '支部书记', 'role_unknown'],
    [TOP, '普通党员', 'role_missing'],
  ])('%s %s', (unit, cell, expected) => {
    expect(officesOf(unit, cell)).toBe(expected);
  });

  test('the same office in two rows, once beside another', () => {
    const rows = rowsOf(['王秀英', 'w', BRANCH, '组织委员兼纪检委员'], ['王秀英', 'w', BRANCH, '纪检委员']);
    expect(planned(rows).problems).toMatchObject([
      { row: 3, code: 'row_repeated', otherRow: 2, name: '王秀英' },
    ]);
  });
});

describe('a group in a column of its own', () => {
  test('leaves the office where the branch is, and the member in the group', () => {
    expect(officesOf(GROUP, '书记', true)).toBe(`书记@${BRANCH}`);
    expect(officesOf(GROUP, '组长', true)).toBe(`党小组长@${GROUP}`);
    expect(officesOf(GROUP, '书记')).toBe('role_above_group');
    const [row] = rowsOf(['王秀英', 'w', GROUP, '支部书记']);
    const { changes } = planned([{ ...row!, hasGroupColumn: true }]);
    expect(changes.people[0]!.person).toMatchObject({ branch: BRANCH, group: GROUP });
  });
});

test.each([
  ['正式', '正式党员'],
  ['中共党员', '正式党员'],
  ['预备', '预备党员'],
  ['中共预备党员', '预备党员'],
  ['积极分子', '入党积极分子'],
  ['群众', 'kind_unknown'],
  ['发展对象', 'kind_unknown'],
  ['constructor', 'kind_unknown'],
])('类型 %s', (cell, expected) => {
  const { problems, changes } = planned(rowsOf(['王秀英', 'w', BRANCH, '', cell]));
  expect(problems[0]?.code ?? changes.people[0]!.person.kind).toBe(expected);
});

test.each([
  ['√', true],
  ['TRUE', true],
  ['流出', true],
  ['×', false],
  ['N', false],
  ['—', false],
  ['流入', 'mobile_unknown'],
  ['1', 'mobile_unknown'],
])('流动 %s', (cell, expected) => {
  const { problems, changes } = planned(rowsOf(['王秀英', 'w', BRANCH, '', '', cell]));
  expect(problems[0]?.code ?? changes.people[0]!.person.mobile).toBe(expected);
});

test('a dash of a second row contradicts nothing', () => {
  const rows = rowsOf(['王秀英', 'w', BRANCH, '', '', '是'], ['王秀英', 'w', TOP, '管理员', '', '—']);
  expect(planned(rows).problems).toEqual([]);
});

test('a refused row names its person', () => {
  const rows = rowsOf(['王秀英', '', BRANCH], ['', 'b', BRANCH]);
  expect(planned(rows).problems.map(({ name }) => name)).toEqual(['王秀英', undefined]);
});
