import { describe, expect, it } from 'vitest';
import {
  type MemberKind,
  Organisation,
  type Person,
  type Unit,
} from '../../src/domain/organisation/organisation.ts';
import { resolveName, resolveUnit } from '../../src/parsing/resolve.ts';

const unit = (id: number, parentId: number | null, kind: Unit['kind'], path: string): Unit => ({
  id,
  parentId,
  kind,
  name: path.split('/').at(-1)!,
  path,
});
const person = (id: string, name: string, branchId: number, groupId: number | null = null): Person => ({
  id,
  userId: id,
  name,
  kind: '正式党员' as MemberKind,
  mobile: false,
  branchId,
  groupId,
  active: true,
});

const org = new Organisation(
  [
    unit(1, null, 'committee', '城郊党委'),
    unit(2, 1, 'branch', '城郊党委/第一党支部'),
    unit(3, 1, 'branch', '城郊党委/第二党支部'),
    unit(4, 1, 'branch', '城郊党委/机关第一党支部'),
    unit(5, 2, 'group', '城郊党委/第一党支部/第一党小组'),
    unit(6, 2, 'group', '城郊党委/第一党支部/第二党小组'),
    unit(7, 3, 'group', '城郊党委/第二党支部/第一党小组'),
    unit(8, 1, 'branch', '城郊党委/东湖村党支部'),
    unit(9, 1, 'general_branch', '城郊党委/企业党总支'),
    unit(10, 9, 'branch', '城郊党委/企业党总支/第一党支部'),
  ],
  [
    person('zhangsan', '张三', 2, 5),
    person('zhangsan2', '张三', 3, 7),
    person('lisi', '李四', 2),
    person('wangxm', '王小明', 2),
    person('abdl', '阿不都·热合曼', 2),
    person('zhaody', '赵大勇', 2),
    person('zhaody2', '赵大勇', 2),
    person('chenwei', '陈伟', 8),
  ],
  [],
);
const who = (name: string, context?: number) => {
  const m = resolveName(name, org, context);
  return m.kind === 'one'
    ? [m.kind, m.person.id]
    : m.kind === 'none'
      ? [m.kind]
      : [m.kind, ...m.people.map((p) => p.id)];
};
const where = (text: string, context?: number) => {
  const m = resolveUnit(text, org, context);
  return m.kind === 'one'
    ? [m.kind, m.unit.id]
    : m.kind === 'none'
      ? [m.kind]
      : [m.kind, ...m.units.map((u) => u.id)];
};

describe('names against the roster', () => {
  it.each([
    ['张三', 2, ['one', 'zhangsan']],
    ['张三', 7, ['one', 'zhangsan2']],
    ['张三', 1, ['many', 'zhangsan', 'zhangsan2']],
    ['張三', 2, ['one', 'zhangsan']],
    ['李四同志', 2, ['one', 'lisi']],
    ['组织委员李四', 2, ['one', 'lisi']],
    ['阿不都•热合曼', 2, ['one', 'abdl']],
    ['赵大勇', 2, ['many', 'zhaody', 'zhaody2']],
    ['王晓明', 2, ['similar', 'wangxm']],
    ['王明小', 2, ['similar', 'wangxm']],
    ['王小名', 2, ['similar', 'wangxm']],
    ['陈玮', 8, ['similar', 'chenwei']],
    ['孙悟空', 2, ['none']],
    ['李', 2, ['none']],
  ])('%s seen from unit %i is %j', (name, context, wanted) => {
    expect(who(name, context)).toEqual(wanted);
  });
});

describe('units by their short and long forms', () => {
  it.each([
    ['第二支部', 1, ['one', 3]],
    ['二支部', 1, ['one', 3]],
    ['2支部', 1, ['one', 3]],
    ['第二党支部', undefined, ['one', 3]],
    ['城郊党委/第一党支部', undefined, ['one', 2]],
    ['机关第一党支部', 1, ['one', 4]],
    ['机关一支部', 1, ['one', 4]],
    ['东湖支部', 1, ['similar', 8]],
    ['东湖村支部', 1, ['one', 8]],
    ['東湖村黨支部', 1, ['one', 8]],
    ['第一党小组', 3, ['one', 7]],
    ['一组', 2, ['one', 5]],
    ['第二支部第一小组', 1, ['one', 7]],
    ['第一党小组', 1, ['many', 5, 7]],
    ['第九支部', 1, ['none']],
  ])('%s seen from unit %s is %j', (text, context, wanted) => {
    expect(where(text, context)).toEqual(wanted);
  });

  it('names every unit that fits equally', () => {
    expect(where('第一党支部', 1)).toEqual(['many', 2, 10]);
  });
});

describe('a name in a whole city', () => {
  const people = Array.from({ length: 1200 }, (_, i) =>
    person(`p${i}`, `甲乙${String.fromCharCode(0x5000 + i)}`, 8),
  );
  const named = [
    '王建国',
    '汪建国',
    '王健国',
    '建王国',
    '王国',
    '王建国强',
    '王建国书记',
    '李王建国',
    '買買提·吐尔逊',
    '赵建新',
  ];
  const city = new Organisation(
    [...org.units.values()],
    [...people, ...named.map((name, i) => person(`n${i}`, name, 8))],
    [],
  );
  const near = (name: string) => {
    const m = resolveName(name, city, 1);
    return m.kind === 'similar' ? m.people.map((p) => p.name) : m.kind === 'one' ? [m.person.name] : m.kind;
  };

  it.each([
    ['王建国', ['王建国']],
    ['王建郭', ['王建国', '王建国书记']],
    ['王建围', ['王建国', '王建国书记']],
    ['王建国栋', ['王建国', '王建国强', '王建国书记']],
    ['买买提·吐尔逊', ['買買提·吐尔逊']],
    ['买买提吐尔逊', ['買買提·吐尔逊']],
    ['欧阳青', 'none'],
  ])('%s', (name, found) => {
    expect(near(name)).toEqual(found);
  });
});
