import { describe, expect, it } from 'vitest';
import { ownedBy, ownersOf, responsibleOf } from '../../../src/domain/ledger/item.ts';
import { inPlaceOf } from '../../../src/domain/ledger/owners.ts';
import { storedItem } from '../../support/item.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const people = (ids: string) => (ids === '' ? [] : ids.split(' ').map((id) => org.person(id)!));
const shared = (ids: string, ownerName?: string) => {
  const owned = ownedBy(people(ids));
  return storedItem({ ...owned, leaderId: null, ...(ownerName !== undefined && { ownerName }) });
};

describe('those responsible for an item', () => {
  it.each([
    ['', null, [], null],
    ['lisi', 'lisi', [], '李四'],
    ['lisi wangwu zhaoliu', 'lisi', ['wangwu', 'zhaoliu'], '李四、王五、赵六'],
  ])('%j', (ids, ownerId, otherOwnerIds, ownerName) => {
    expect(ownedBy(people(ids))).toEqual({ ownerId, otherOwnerIds, ownerName });
    expect(ownersOf(shared(ids))).toEqual(ids === '' ? [] : ids.split(' '));
  });

  it('are all in it, with the leader', () => {
    expect(responsibleOf({ ...shared('lisi wangwu'), leaderId: 'zhangsan' })).toEqual([
      'lisi',
      'wangwu',
      'zhangsan',
    ]);
  });

  it.each<[string, string, string | undefined, string, string, string[], string]>([
    ['the only one', 'lisi', undefined, '李四', 'wangwu', ['wangwu'], '王五'],
    ['the first of two', 'lisi wangwu', undefined, '李四', 'zhaoliu', ['zhaoliu', 'wangwu'], '赵六、王五'],
    ['the second of two', 'lisi wangwu', undefined, '王五', 'zhaoliu', ['lisi', 'zhaoliu'], '李四、赵六'],
    [
      'one for two',
      'lisi wangwu',
      undefined,
      '李四',
      'qianqi sunba',
      ['qianqi', 'sunba', 'wangwu'],
      '钱七、孙八、王五',
    ],
    ['one for the other', 'lisi wangwu', undefined, '李四', 'wangwu', ['wangwu'], '王五'],
    ['who has left', 'wangwu', '走了的、王五', '走了的', 'zhaoliu', ['zhaoliu', 'wangwu'], '赵六、王五'],
    ['beside who has left', 'lisi', '走了的、李四', '李四', 'zhaoliu', ['zhaoliu'], '走了的、赵六'],
  ])('give up one place: %s', (_, ids, written, from, to, owners, names) => {
    const after = inPlaceOf(org, shared(ids, written), from, people(to));
    expect(ownersOf(after)).toEqual(owners);
    expect(after.ownerName).toBe(names);
  });
});
