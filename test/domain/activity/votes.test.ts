import { describe, expect, it } from 'vitest';
import { rollOf } from '../../../src/domain/activity/attendance.ts';
import type { ActivityType } from '../../../src/domain/activity/types.ts';
import {
  counted,
  outcomeOf,
  resolutionsAfter,
  votersOf,
  votesAfter,
} from '../../../src/domain/activity/votes.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const BRANCH = [...org.units.values()].find((u) => u.name === '第一党支部')!.id;

/** 张三 李四 王五 赵六 钱七 may vote, 李晓红 (预备党员) may not, 刘动 is 流动党员. */
function voters(
  there: readonly string[],
  figures?: { expected: number; present: number },
  type: ActivityType = 'party_congress',
) {
  const rows = there.map((personId) => ({
    activityId: 1,
    personId,
    state: 'present' as const,
    reason: null,
    at: 0,
    by: 'zhangsan',
  }));
  const record = figures && { ...figures, due: [] };
  return votersOf(rollOf({ unitId: BRANCH, types: [type] }, rows, org, record));
}

const ALL = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'];

describe('voters', () => {
  it.each<[string, readonly string[], { expected: number; present: number } | undefined, object]>([
    ['without 预备党员', ALL, undefined, { due: 5, present: 5 }],
    ['of those who came', ALL.slice(3), undefined, { due: 5, present: 2 }],
    ['by figures alone as many as can be', [], { expected: 6, present: 6 }, { due: 5, present: 5 }],
    ['by figures beside names', ['lixiaohong'], { expected: 6, present: 3 }, { due: 5, present: 2 }],
    ['with more due than the roster has', [], { expected: 14, present: 12 }, { due: 13, present: 12 }],
    ['with 流动党员 who came', [...ALL, 'liudong', 'jiji'], undefined, { due: 6, present: 6 }],
  ])('%s', (_, there, figures, want) => {
    expect(voters(there, figures)).toEqual(want);
  });

  it('are the committee at its own meeting', () => {
    expect(voters(['zhangsan', 'zhaoliu'], undefined, 'committee_meeting')).toEqual({ due: 2, present: 1 });
  });
});

const vote = (yes: number, no = 0, abstain = 0, matter = '') => ({ matter, yes, no, abstain });

describe('a vote', () => {
  it.each([
    [3, { due: 5, present: 4 }, { passed: true, needed: 3, enough: true }],
    [2, { due: 5, present: 4 }, { passed: false, needed: 3, enough: true }],
    // Half is not more than half.
    [3, { due: 6, present: 6 }, { passed: false, needed: 4, enough: true }],
    [3, { due: 6, present: 3 }, { passed: false, needed: 4, enough: true }],
    [2, { due: 5, present: 2 }, { passed: false, needed: 3, enough: false }],
  ])('with %i hands of %o comes to %o', (yes, of, want) => {
    expect(outcomeOf(vote(yes), of)).toEqual(want);
  });

  it('comes to nothing where nobody is known', () => {
    expect(outcomeOf(vote(3), { due: 0, present: 0 })).toBeUndefined();
  });

  it('that was unanimous counts everybody who may vote and was there', () => {
    expect(counted({ ...vote(6), unanimous: true }, { due: 5, present: 4 }).yes).toBe(4);
    expect(counted(vote(3), { due: 5, present: 4 }).yes).toBe(3);
  });
});

describe('what is said of a record later', () => {
  const plan = vote(5, 0, 0, '计划');
  it.each([
    ['adds another matter', [plan], [vote(4, 1, 0, '转正')], false, [plan, vote(4, 1, 0, '转正')]],
    [
      'sets one matter right',
      [plan, vote(1, 0, 0, '转正')],
      [vote(4, 1, 0, '计划')],
      false,
      [vote(1, 0, 0, '转正'), vote(4, 1, 0, '计划')],
    ],
    ['sets the only one right', [plan], [vote(4, 1)], false, [vote(4, 1, 0, '计划')]],
    ['takes the place of all when told anew', [plan], [vote(4, 1, 0, '转正')], true, [vote(4, 1, 0, '转正')]],
    ['leaves them when it says nothing', [plan], undefined, true, [plan]],
  ])('%s', (_, stood, said, isWhole, want) => {
    expect(votesAfter(stood, said, isWhole)).toEqual(want);
  });

  it('keeps the number of a resolution that became an item', () => {
    const lamp = { text: '修灯', owner: '李四' };
    const stood = [{ ...lamp, itemNo: 3 }, { text: '买书' }];
    expect(resolutionsAfter(stood, [lamp], true)).toEqual([{ ...lamp, itemNo: 3 }]);
    expect(resolutionsAfter(stood, [{ text: '扫地' }], false)).toEqual([...stood, { text: '扫地' }]);
    expect(resolutionsAfter(stood, undefined, true)).toEqual(stood);
  });
});
