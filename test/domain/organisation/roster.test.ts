import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../src/domain/organisation/organisation.ts';
import { hasChanges, planRoster, type RosterPlan } from '../../../src/domain/organisation/roster.ts';
import { rosterRows as exported } from '../../../src/domain/organisation/roster-export.ts';
import { ROSTER_PROBLEMS, tidy } from '../../../src/domain/organisation/roster-row.ts';
import { loadTemplates } from '../../../src/wording/templates.ts';
import { applyRoster, EMPTY, importRows, rowsOf, type Stored } from './apply-roster.ts';

const TOP = '城郊党委';
const A = `${TOP}/第一党支部`;
const B = `${TOP}/第二党支部`;
const A1 = `${A}/第一党小组`;
const A2 = `${A}/第二党小组`;

const BASE = rowsOf(
  ['王书', 'wangshu', TOP, '书记'],
  ['王书', 'wangshu', TOP, '管理员'],
  ['张三', 'zhangsan', A, '书记'],
  ['李四', 'lisi', A, '组织委员'],
  ['李四', 'lisi', A1],
  ['王五', 'wangwu', A1, '党小组长'],
  ['赵六', 'zhaoliu', A2, '', '预备党员', '是'],
  ['钱七', 'qianqi', B, '', '入党积极分子'],
);
const base: Stored = importRows(BASE);

const plan = (lines: string[][], stored = EMPTY, prune = false) =>
  planRoster(rowsOf(...lines), stored.org, stored.departed, { prune });

/** `row column code value otherRow`, as far as given. */
const problemsOf = ({ problems }: RosterPlan) =>
  problems.map((p) =>
    [p.row, p.column, p.code, p.value, p.otherRow].filter((x) => x !== undefined).join(' '),
  );

test.each([
  ['第一支部', '第一党支部'],
  ['第1党支部', '第一党支部'],
  ['一支部', '第一党支部'],
  ['中共第一党支部委员会', '第一党支部'],
  ['第十二党支部', '12支部'],
  ['河西村党支部', '河西支部'],
  ['河西村党支部', undefined, '河西社区党支部'],
  ['东村党支部', undefined, '东党支部'],
  ['第三党支部', undefined, '第二党支部'],
  ['东湖党支部', undefined, '西湖党支部'],
])('a new unit that may be another in other words is pointed out: %s', (name, like, other = like) => {
  const lines = [
    ['张三', 'a', `${TOP}/${other}`],
    ['李四', 'b', `${TOP}/${name}`],
  ];
  const expected = like === undefined ? [] : [{ path: `${TOP}/${name}`, like: `${TOP}/${like}` }];
  expect(plan(lines).near).toEqual(expected);
  if (other === '第一党支部') expect(plan(lines.slice(1), base).near).toEqual(expected);
});

describe('what the file has no column for', () => {
  const unsaid = ['role', 'kind', 'mobile'] as const;
  const three = rowsOf(
    ['王书', 'wangshu', TOP],
    ['张三', 'zhangsan', A],
    ['李四', 'lisi', A1],
    ['王五', 'wangwu', A1],
    ['赵六', 'zhaoliu', A1],
    ['钱七', 'qianqi', B],
    ['新人', 'xinren', B],
  );

  test('stays as it is: nobody loses an office, nobody becomes a full member', () => {
    const found = planRoster(three, base.org, base.departed, { prune: false, unsaid });
    expect(found.problems).toEqual([]);
    expect(found.changes.officesToRemove).toEqual([]);
    expect(found.changes.officesToAdd).toEqual([]);
    expect(
      found.changes.people.map(({ what, person }) => [what, person.name, person.kind, person.mobile]),
    ).toEqual([
      ['move', '赵六', '预备党员', true],
      ['add', '新人', '正式党员', false],
    ]);
  });

  test('stays as it is for whoever comes back, and for whoever is written in other capitals', () => {
    const gone = importRows(
      BASE.filter(({ userId }) => userId !== 'zhaoliu'),
      base,
      true,
    );
    const found = planRoster(
      rowsOf(['赵六', 'ZhaoLiu', A2], ['王书', 'WangShu', TOP]),
      gone.org,
      gone.departed,
      { prune: false, unsaid },
    );
    expect(found.problems).toEqual([]);
    expect(found.changes.officesToRemove).toEqual([]);
    expect(summary(found)).toEqual([
      `return ZhaoLiu 赵六 预备党员 流动 ${A2}`,
      'change WangShu 王书 正式党员 - -',
    ]);
  });

  test('is what an empty cell says where there is a column', () => {
    const found = planRoster(three.slice(1), base.org, base.departed, {
      prune: false,
      unsaid: ['kind', 'mobile'],
    });
    expect(found.changes.officesToRemove.map(({ name, role }) => [name, role])).toEqual([
      ['张三', '书记'],
      ['李四', '组织委员'],
      ['王五', '党小组长'],
    ]);
  });

  test('does not make an officer of whoever is in none', () => {
    const above = rowsOf(['王书', 'wangshu', TOP], ['新人', 'xinren', TOP]);
    const found = planRoster(above, base.org, base.departed, { prune: false, unsaid });
    expect(found.problems.map(({ row, code }) => [row, code])).toEqual([[3, 'role_missing']]);
  });
});

/** Changes in one line each. */
function summary({ changes }: RosterPlan): string[] {
  return [
    ...changes.unitsToAdd.map((u) => `+${u.kind} ${u.path} in ${u.parentPath}`),
    ...changes.people.map(({ what, person: p }) =>
      [what, p.userId, p.name, p.kind, p.mobile ? '流动' : '-', p.group ?? p.branch ?? '-'].join(' '),
    ),
    ...changes.officesToRemove.map((o) => `-${o.role} ${o.personId} ${o.unit}`),
    ...changes.officesToAdd.map((o) => `+${o.role} ${o.personId} ${o.unit}`),
  ];
}

describe('problems', () => {
  test.each<[string, string[][], string[]]>([
    ['no rows', [], ['1 no_rows']],
    ['no name', [['', 'a', A]], ['2 姓名 name_missing']],
    ['only blanks as a name', [['　 ', 'a', A]], ['2 姓名 name_missing']],
    ['a number as a name', [['123', 'a', A]], ['2 姓名 name_invalid 123']],
    ['no userid', [['张三', '', A]], ['2 账号 userid_missing']],
    ['a Chinese userid', [['张三', '张三', A]], ['2 账号 userid_invalid 张三']],
    ['a blank inside a userid', [['张三', 'zhang san', A]], ['2 账号 userid_invalid zhang san']],
    ['a userid that begins with a dash', [['张三', '-a', A]], ['2 账号 userid_invalid -a']],
    ['a userid of 65 bytes', [['张三', 'a'.repeat(65), A]], [`2 账号 userid_invalid ${'a'.repeat(65)}`]],
    ['a formula as a userid', [['张三', '=1+1', A]], ['2 账号 userid_invalid =1+1']],
    ['no unit', [['张三', 'a', ' / ']], ['2 党组织 unit_missing  / ']],
    ['a unit of no known kind', [['张三', 'a', `${TOP}/办公室`]], ['2 党组织 unit_kind_unknown 办公室']],
    ['a branch below a branch', [['张三', 'a', `${A}/第九党支部`]], [`2 党组织 unit_order ${A}/第九党支部`]],
    [
      'a group below a committee',
      [['张三', 'a', `${TOP}/一党小组`]],
      [`2 党组织 unit_order ${TOP}/一党小组`],
    ],
    ['a group at the top', [['张三', 'a', '一党小组']], ['2 党组织 unit_order 一党小组']],
    ['a committee below a branch', [['张三', 'a', `${A}/乙党委`]], [`2 党组织 unit_order ${A}/乙党委`]],
    ['a group below a group', [['张三', 'a', `${A1}/二小组`]], [`2 党组织 unit_order ${A1}/二小组`]],
    ['an unknown office', [['张三', 'a', A, '主任']], ['2 职务 role_unknown 主任']],
    [
      'an office beside another post',
      [['张三', 'a', A, '书记、村主任']],
      ['2 职务 role_unknown 书记、村主任'],
    ],
    ['an office of another level', [['张三', 'a', A, '党委书记']], ['2 职务 role_unknown 党委书记']],
    [
      'an office twice in a cell',
      [['张三', 'a', A, '书记兼支部书记']],
      ['2 职务 role_unknown 书记兼支部书记'],
    ],
    ['a member above branch level', [['张三', 'a', TOP]], [`2 职务 role_missing ${TOP}`]],
    ['an unknown office above branch level', [['张三', 'a', TOP, '主任']], ['2 职务 role_unknown 主任']],
    ['a group leader at a branch', [['张三', 'a', A, '党小组长']], [`2 职务 role_needs_group ${A}`]],
    ['a group leader at a committee', [['张三', 'a', TOP, '党小组长']], [`2 职务 role_needs_group ${TOP}`]],
    ['a secretary at a group', [['张三', 'a', A1, '书记']], ['2 职务 role_above_group 书记']],
    ['an admin at a group', [['张三', 'a', A1, '管理员']], ['2 职务 role_above_group 管理员']],
    ['an unknown kind', [['张三', 'a', A, '', '群众']], ['2 类型 kind_unknown 群众']],
    ['an unknown 流动', [['张三', 'a', A, '', '', '有']], ['2 流动 mobile_unknown 有']],
    [
      'every bad cell of a row',
      [['', '', '', 'x', 'y', 'z']],
      [
        '2 姓名 name_missing',
        '2 账号 userid_missing',
        '2 职务 role_unknown x',
        '2 类型 kind_unknown y',
        '2 流动 mobile_unknown z',
        '2 党组织 unit_missing ',
      ],
    ],
    [
      'two names for one userid, whatever its case',
      [
        ['张三', 'ZhangSan', A],
        ['王书', 'w', TOP, '书记'],
        ['章三', 'zhangsan', TOP, '书记'],
      ],
      ['4 姓名 name_differs 章三 2'],
    ],
    [
      'two branches',
      [
        ['张三', 'a', A],
        ['张三', 'A', B],
      ],
      [`3 党组织 branch_differs ${B} 2`],
    ],
    [
      'two branches with offices',
      [
        ['张三', 'a', A, '书记'],
        ['张三', 'a', B, '书记'],
      ],
      [`3 党组织 branch_differs ${B} 2`],
    ],
    [
      'two groups',
      [
        ['张三', 'a', A1],
        ['张三', 'a', A2, '党小组长'],
      ],
      [`3 党组织 group_differs ${A2} 2`],
    ],
    [
      'the same row twice',
      [
        ['张三', 'a', A],
        ['张三', 'a', A],
      ],
      ['3 账号 row_repeated a 2'],
    ],
    [
      'branch and group without office',
      [
        ['张三', 'a', A],
        ['张三', 'a', A1],
      ],
      ['3 账号 row_repeated a 2'],
    ],
    [
      'the same office twice',
      [
        ['张三', 'a', A, '书记'],
        ['张三', 'a', A, '书记'],
      ],
      ['3 账号 row_repeated a 2'],
    ],
    [
      'two kinds',
      [
        ['张三', 'a', A, '', '正式党员'],
        ['张三', 'a', TOP, '管理员', '预备党员'],
      ],
      ['3 类型 kind_differs 预备党员 2'],
    ],
    [
      'two 流动',
      [
        ['张三', 'a', A, '', '', '是'],
        ['张三', 'a', TOP, '管理员', '', '否'],
      ],
      ['3 流动 mobile_differs 否 2'],
    ],
    [
      'bad rows in several places, in the order of rows',
      [
        ['', 'a', A],
        ['乙', 'b', ''],
        ['丙', '丙', A],
      ],
      ['2 姓名 name_missing', '3 党组织 unit_missing ', '4 账号 userid_invalid 丙'],
    ],
  ])('%s', (_, lines, expected) => {
    const result = plan(lines, base, true);
    expect(problemsOf(result)).toEqual(expected);
    expect(hasChanges(result.changes)).toBe(false);
    expect(result.missing).toEqual([]);
  });

  test('one bad row among good ones changes nothing', () => {
    const result = plan(
      [
        ['孙八', 'sunba', A],
        ['', 'zhoujiu', A],
      ],
      base,
    );
    expect(result.problems).toHaveLength(1);
    expect(hasChanges(result.changes)).toBe(false);
  });

  test('each problem is worded in templates/roster.yaml, naming its row', () => {
    const templates = loadTemplates(fileURLToPath(new URL('../../../templates', import.meta.url)));
    for (const code of ROSTER_PROBLEMS) {
      const text = templates.render(`roster.problem.${code}`, {
        row: 17,
        where: '第 17 行',
        value: '甲',
        column: 'B 账号',
        otherRow: '第 12 行',
      });
      if (code !== 'no_rows') expect(text).toContain('第 17 行');
    }
    const { problems } = plan([
      ['', '', '', 'x', 'y', 'z'],
      ['张三', 'a', A],
      ['李四', 'a', B],
    ]);
    for (const problem of problems)
      expect(
        templates.render(`roster.problem.${problem.code}`, {
          value: '',
          column: '',
          where: '',
          ...problem,
          otherRow: '',
        }),
      ).not.toBe('');
  });
});

describe('changes', () => {
  test('a first import adds units parents first, people and offices', () => {
    const result = plan(
      [
        ['张三', 'zhangsan', A1],
        ['张三', 'zhangsan', A, '书记'],
        ['王书', 'WangShu', TOP, '书记'],
      ],
      EMPTY,
    );
    expect(problemsOf(result)).toEqual([]);
    expect(summary(result)).toEqual([
      `+committee ${TOP} in null`,
      `+branch ${A} in ${TOP}`,
      `+group ${A1} in ${A}`,
      `add zhangsan 张三 正式党员 - ${A1}`,
      'add WangShu 王书 正式党员 - -',
      `+书记 zhangsan ${A}`,
      `+书记 wangshu ${TOP}`,
    ]);
  });

  test.each<[string, string[][], string[]]>([
    ['the same person again', [['张三', 'zhangsan', A, '书记']], []],
    ['defaults spelled out', [['张三', 'zhangsan', A, '书记', '正式党员', '否']], []],
    ['other separators and blanks', [['张　三', ' zhangsan ', '城郊党委／ 第一 党支部＞', ' 书记']], []],
    ['full-width letters', [['张三', 'ｚｈａｎｇｓａｎ', '城郊党委>第一党支部', '书记']], []],
    ['an office no longer listed', [['张三', 'zhangsan', A]], [`-书记 zhangsan ${A}`]],
    ['another office', [['张三', 'zhangsan', A, '副书记']], [`-书记 zhangsan ${A}`, `+副书记 zhangsan ${A}`]],
    [
      'two offices in one branch',
      [
        ['张三', 'zhangsan', A, '书记'],
        ['张三', 'zhangsan', A, '组织委员'],
      ],
      [`+组织委员 zhangsan ${A}`],
    ],
    [
      'an office above the branch',
      [
        ['张三', 'zhangsan', A, '书记'],
        ['张三', 'zhangsan', TOP, '管理员'],
      ],
      [`+管理员 zhangsan ${TOP}`],
    ],
    ['a new name', [['张山', 'zhangsan', A, '书记']], [`change zhangsan 张山 正式党员 - ${A}`]],
    [
      'another spelling of the userid',
      [['张三', 'ZhangSan', A, '书记']],
      [`change ZhangSan 张三 正式党员 - ${A}`],
    ],
    [
      'become a full member',
      [['赵六', 'zhaoliu', A2, '', '', '是']],
      [`change zhaoliu 赵六 正式党员 流动 ${A2}`],
    ],
    ['no longer mobile', [['赵六', 'zhaoliu', A2, '', '预备党员']], [`change zhaoliu 赵六 预备党员 - ${A2}`]],
    [
      'another group',
      [['赵六', 'zhaoliu', A1, '', '预备党员', '是']],
      [`move zhaoliu 赵六 预备党员 流动 ${A1}`],
    ],
    [
      'out of the group',
      [['赵六', 'zhaoliu', A, '', '预备党员', '是']],
      [`move zhaoliu 赵六 预备党员 流动 ${A}`],
    ],
    [
      'another branch, new',
      [['赵六', 'zhaoliu', `${TOP}/第三党支部`]],
      [`+branch ${TOP}/第三党支部 in ${TOP}`, `move zhaoliu 赵六 正式党员 - ${TOP}/第三党支部`],
    ],
    [
      'up to an office without branch',
      [['张三', 'zhangsan', TOP, '副书记']],
      ['move zhangsan 张三 正式党员 - -', `-书记 zhangsan ${A}`, `+副书记 zhangsan ${TOP}`],
    ],
    [
      'a kind said in one of two rows',
      [
        ['李四', 'lisi', A, '组织委员', '', ''],
        ['李四', 'lisi', A1, '', '正式党员', '否'],
      ],
      [],
    ],
    ['a namesake', [['张三', 'zhangsan2', B]], [`add zhangsan2 张三 正式党员 - ${B}`]],
    ['a dotted name', [['阿不都•热合曼', 'abdu', B]], [`add abdu 阿不都·热合曼 正式党员 - ${B}`]],
  ])('%s', (_, lines, expected) => {
    const result = plan(lines, base);
    expect(problemsOf(result)).toEqual([]);
    expect(summary(result)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['市直党委/城郊党委/甲党支部', ['committee', 'committee', 'branch']],
    ['城南党总支/甲党支部/一小组', ['general_branch', 'branch', 'group']],
    ['县直党委/教育总支', ['committee', 'general_branch']],
    ['乙支部', ['branch']],
  ])('the tree may hold %s', (path, kinds) => {
    const result = plan([['张三', 'a', path, path.endsWith('小组') ? '党小组长' : '书记']]);
    expect(problemsOf(result)).toEqual([]);
    expect(result.changes.unitsToAdd.map((unit) => unit.kind)).toEqual(kinds);
  });

  test('people missing from the file are listed and kept', () => {
    const result = planRoster(BASE.slice(0, 5), base.org, [], { prune: false });
    expect(result.missing.map((p) => p.id)).toEqual(['wangwu', 'zhaoliu', 'qianqi']);
    expect(hasChanges(result.changes)).toBe(false);
  });

  test('with prune they leave together with their offices', () => {
    const result = planRoster(BASE.slice(0, 5), base.org, [], { prune: true });
    expect(summary(result)).toEqual([
      `deactivate wangwu 王五 正式党员 - ${A1}`,
      `deactivate zhaoliu 赵六 预备党员 流动 ${A2}`,
      `deactivate qianqi 钱七 入党积极分子 - ${B}`,
      `-党小组长 wangwu ${A1}`,
    ]);
    expect(result.missing).toHaveLength(3);
  });

  test('who had left returns when the file lists them again', () => {
    const pruned = importRows(BASE.slice(0, 5), base, true);
    const result = planRoster(BASE, pruned.org, pruned.departed, { prune: false });
    expect(summary(result)).toEqual([
      `return wangwu 王五 正式党员 - ${A1}`,
      `return zhaoliu 赵六 预备党员 流动 ${A2}`,
      `return qianqi 钱七 入党积极分子 - ${B}`,
      `+党小组长 wangwu ${A1}`,
    ]);
  });
});

test('the export imports again without any change', () => {
  const rows = exported(base.org);
  expect(rows.map((r) => [r.row, r.name, r.unit, r.role].join(' '))).toEqual([
    `2 王书 ${TOP} 书记`,
    `3 王书 ${TOP} 管理员`,
    `4 张三 ${A} 书记`,
    `5 王五 ${A1} 党小组长`,
    `6 李四 ${A1} `,
    `7 李四 ${A} 组织委员`,
    `8 赵六 ${A2} `,
    `9 钱七 ${B} `,
  ]);
  const again = planRoster(rows, base.org, [], { prune: true });
  expect(problemsOf(again)).toEqual([]);
  expect(hasChanges(again.changes)).toBe(false);
});

test('any importable file is settled by one import, and so is its export', () => {
  const units = [TOP, A, B, A1, A2, '城郊党委 / 第二党支部', '城东党总支／丙支部'];
  const line = fc.tuple(
    fc.constantFrom('张三', '李四', '张 三'),
    fc.constantFrom('a', 'A', 'b', 'c', 'd', 'e'),
    fc.constantFrom(...units),
    fc.constantFrom('', '', '', ...ROLES),
    fc.constantFrom('', '', '正式党员', '预备党员'),
    fc.constantFrom('', '', '是', '否'),
  );
  let imported = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.boolean(), (lines, prune) => {
      const rows = rowsOf(...lines);
      const first = planRoster(rows, base.org, base.departed, { prune });
      if (first.problems.length > 0) return;
      imported += 1;
      const after = importRows(rows, base, prune);
      for (const file of [rows, exported(after.org)]) {
        const second = planRoster(file, after.org, after.departed, { prune: true });
        expect(second.problems).toEqual([]);
        if (file !== rows || prune) expect(hasChanges(second.changes)).toBe(false);
        else
          expect(hasChanges(planRoster(rows, after.org, after.departed, { prune: false }).changes)).toBe(
            false,
          );
      }
    }),
    { numRuns: 1500 },
  );
  expect(imported).toBeGreaterThan(150);
});

test.each<[string, string]>([
  [' 张　三 ', '张三'],
  ['John  Smith', 'John Smith'],
  ['第 1 党支部', '第1党支部'],
  ['张\u200b三\n', '张三'],
  ['阿不都・热合曼', '阿不都·热合曼'],
])('tidy turns %j into %j', (cell, text) => {
  expect(tidy(cell)).toBe(text);
});

describe('unit names as in life', () => {
  test.each([
    ['江川市委', 'committee'],
    ['城东区委', 'committee'],
    ['平安县委', 'committee'],
    ['柳林镇委', 'committee'],
    ['青山乡党委', 'committee'],
    ['中山街道党工委', 'committee'],
    ['市直机关工委', 'committee'],
    ['市财政局党组', 'committee'],
    ['市局机关党委', 'committee'],
    ['柳林村党总支', 'general_branch'],
    ['柳林村总支', 'general_branch'],
    ['柳林村总支部委员会', 'general_branch'],
    ['第一支部', 'branch'],
    ['中共柳林村支部委员会', 'branch'],
    ['方舱临时党支部', 'branch'],
    ['离退休党支部（第二批）', 'branch'],
  ])('%s is a %s', (name, kind) => {
    const office = kind === 'branch' ? '' : '书记';
    expect(summary(plan([['张三', 'a', name, office]]))[0]).toBe(`+${kind} ${name} in null`);
  });

  test.each([
    `${TOP}/第一党支部/第一党小组`,
    `${TOP}／第一党支部／第一党小组`,
    `${TOP}\\第一党支部\\第一党小组`,
    `${TOP} > 第一党支部 > 第一党小组`,
    `${TOP}→第一党支部→第一党小组`,
    `${TOP}-第一党支部-第一党小组`,
    `${TOP}—第一党支部—第一党小组`,
    `${TOP}、第一党支部、第一党小组`,
    `${TOP} 第一党支部 第一党小组`,
    `${TOP}\n第一党支部\n第一党小组`,
  ])('the path %j', (path) => {
    expect(plan([['张三', 'a', path]]).changes.unitsToAdd.map((u) => u.path)).toEqual([TOP, A, A1]);
  });

  test.each(['第一 党支部', '张庄-李庄联合党支部', '甲党支部、乙党支部联合党支部'])(
    'the one name %j',
    (name) => {
      const plain = name.replace(' ', '');
      expect(plan([['张三', 'a', name]]).changes.unitsToAdd.map((u) => u.path)).toEqual([plain]);
    },
  );

  const levelled = (...lines: [string, string, string, string][]) =>
    planRoster(
      lines.map(([userId, unit, role, level], i) => ({
        ...rowsOf(['张三', userId, unit, role])[0]!,
        row: i + 2,
        level,
      })),
      EMPTY.org,
      [],
      { prune: false },
    );

  test('层级 tells what a name does not, wherever the unit is named', () => {
    const found = levelled(['a', '江川机关/办公室', '', '党支部'], ['b', '江川机关', '管理员', '党委']);
    expect(problemsOf(found)).toEqual([]);
    expect(found.changes.unitsToAdd.map((u) => `${u.kind} ${u.path}`)).toEqual([
      'committee 江川机关',
      'branch 江川机关/办公室',
    ]);
  });

  test.each<[string, [string, string, string, string], string]>([
    ['says nothing', ['a', '江川机关', '书记', ''], '2 党组织 unit_kind_unknown 江川机关'],
    ['is no kind', ['a', '江川机关', '书记', '县级'], '2 党组织 level_unknown 江川机关'],
    ['contradicts the name', ['a', '甲党支部', '', '党委'], '2 党组织 level_differs 甲党支部'],
  ])('a row is named where 层级 %s', (_, line, expected) => {
    expect(problemsOf(levelled(line))).toEqual([expected]);
  });

  test('a level of another sense beside a telling name says nothing', () => {
    expect(problemsOf(levelled(['a', '甲党支部', '', '村级']))).toEqual([]);
  });

  test('the export tells the kinds that names do not, and imports anew', () => {
    const { changes } = levelled(['a', '江川机关/办公室', '', '党委/党支部']);
    const stored = applyRoster(EMPTY, changes);
    const rows = exported(stored.org);
    expect(rows[0]!.level).toBe('党委/党支部');
    expect(summary(planRoster(rows, EMPTY.org, [], { prune: true }))).toEqual(
      summary({ changes } as RosterPlan),
    );
    expect(hasChanges(planRoster(rows, stored.org, [], { prune: true }).changes)).toBe(false);
  });
});
