import { describe, expect, it } from 'vitest';
import { approversOf } from '../../../src/domain/ledger/approvers.ts';
import type { Item } from '../../../src/domain/ledger/item.ts';
import { createPermissions } from '../../../src/domain/organisation/permissions.ts';
import { storedItem } from '../../support/item.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const first = [...org.units.values()].find((u) => u.name === '第一党支部')!.id;

/** 郑管理 is 管理员 of 城郊党委; 周九 sits in the other branch and root in none. */
const approvers = (admins: string[], more: Partial<Item>) =>
  approversOf(
    { org, permissions: createPermissions(new Set(admins)) },
    storedItem({ unitId: first, ownerId: 'lisi', leaderId: null, ...more }),
  ).map((p) => p.userId);

describe('who decides on an item', () => {
  it.each<[string, string[], Partial<Item>, string[]]>([
    ['the admin above', [], {}, ['admin']],
    ['an admin by set-up in the roster', ['zhoujiu'], {}, ['admin', 'zhoujiu']],
    ['an admin by set-up outside the roster', ['root'], {}, ['admin', 'root']],
    ['one who is both, once', ['admin'], {}, ['admin']],
    ['nobody responsible', ['zhoujiu', 'root'], { ownerId: 'admin', leaderId: 'zhoujiu' }, ['root']],
    [
      'none of several responsible',
      ['zhoujiu', 'root'],
      { ownerId: 'lisi', otherOwnerIds: ['wangwu', 'admin', 'zhoujiu'] },
      ['root'],
    ],
    ['nobody who asked', ['root'], { askedBy: 'root' }, ['admin']],
    ['nobody at all when all are in it', [], { ownerId: 'admin' }, []],
  ])('%s', (_title, admins, more, expected) => {
    expect(approvers(admins, more)).toEqual(expected);
  });
});
