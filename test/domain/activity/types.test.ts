import { describe, expect, it } from 'vitest';
import { dueFor, isFor } from '../../../src/domain/activity/due.ts';
import { quorumOf } from '../../../src/domain/activity/report.ts';
import {
  type ActivityType,
  activityTypes,
  fixedDayType,
  isCommitteeOnly,
  isGroupMeeting,
  isLecture,
  shortTypeWords,
  threeMeetingsOneLecture,
  typeRow,
} from '../../../src/domain/activity/types.ts';
import { createPermissions } from '../../../src/domain/organisation/permissions.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const unit = (name: string) => [...org.units.values()].find((u) => u.name === name)!.id;
const BRANCH = unit('第一党支部');
const GROUP = unit('第二党小组');

/** 应到 and quorum in 第一党支部: six members, one of them 预备党员, and a committee of two; 第二党小组 has two. */
const EXPECTED = {
  party_congress: { at: BRANCH, due: 6, quorum: { needed: 3, of: 5 } },
  committee_meeting: { at: BRANCH, due: 2, quorum: { needed: 1, of: 2 } },
  group_meeting: { at: GROUP, due: 2, quorum: null },
  party_lecture: { at: BRANCH, due: 6, quorum: null },
  theme_day: { at: BRANCH, due: 6, quorum: null },
  organization_life: { at: BRANCH, due: 6, quorum: null },
  democratic_review: { at: BRANCH, due: 6, quorum: null },
} as Record<ActivityType, { at: number; due: number; quorum: ReturnType<typeof quorumOf> }>;

describe('a type of activity', () => {
  it.each(activityTypes())('%s has its people and its quorum', (type) => {
    const { at, due, quorum } = EXPECTED[type]!;
    const meeting = { unitId: at, types: [type] };
    expect(org.unit(at).kind).toBe(typeRow(type).level);
    const { members, mobile, observers } = dueFor(meeting, org);
    expect(members).toHaveLength(due);
    expect(quorumOf(meeting, org)).toEqual(quorum);
    const everyone = [...org.people.values()].filter((person) => isFor(meeting, person, org));
    expect(new Set(everyone)).toEqual(new Set([...members, ...mobile, ...observers]));
  });

  it('has words of its own, each longer one before the shorter one it holds', () => {
    const all = activityTypes().flatMap((type) => [typeRow(type).short, ...typeRow(type).words]);
    expect(all.filter((word, i) => all.indexOf(word) !== i)).toEqual([]);
    for (const type of activityTypes()) {
      const lengths = typeRow(type).words.map((word) => word.length);
      expect(lengths, type).toEqual(lengths.toSorted((a, b) => b - a));
    }
  });

  it('is one of 三会一课, and comes on the fixed day, for those that do', () => {
    expect(threeMeetingsOneLecture().map((type) => typeRow(type).short)).toEqual([
      '党员大会',
      '支委会',
      '党小组会',
      '党课',
    ]);
    expect(activityTypes().filter((type) => typeRow(type).fixedDay)).toEqual([fixedDayType()]);
    expect(shortTypeWords()).toHaveLength(activityTypes().length);
  });
});

describe('a meeting that is several', () => {
  it.each<[string, ActivityType[], { due: number; quorum: ReturnType<typeof quorumOf> }]>([
    [
      '支委会暨党课 is for everyone, half of the committee still needed',
      ['committee_meeting', 'party_lecture'],
      { due: 6, quorum: { needed: 1, of: 2 } },
    ],
    [
      '党员大会暨党课 needs half of the full members',
      ['party_congress', 'party_lecture'],
      { due: 6, quorum: { needed: 3, of: 5 } },
    ],
    [
      '支委会暨党员大会 needs both, the higher told',
      ['committee_meeting', 'party_congress'],
      { due: 6, quorum: { needed: 3, of: 5 } },
    ],
    ['主题党日暨党课 needs none', ['theme_day', 'party_lecture'], { due: 6, quorum: null }],
  ])('%s', (_title, types, { due, quorum }) => {
    const meeting = { unitId: BRANCH, types };
    expect(dueFor(meeting, org).members).toHaveLength(due);
    expect(quorumOf(meeting, org)).toEqual(quorum);
    expect(quorumOf({ ...meeting, types: types.toReversed() }, org)).toEqual(quorum);
  });

  it('is the matter of a group only when all of it is', () => {
    expect(isGroupMeeting(['group_meeting'])).toBe(true);
    expect(isGroupMeeting(['group_meeting', 'theme_day'])).toBe(false);
    const leader = org.person('qianqi')!;
    const may = (types: ActivityType[]) =>
      createPermissions(new Set()).may(org, leader, 'plan_activity', { unitId: GROUP, types });
    expect([may(['group_meeting']), may(['group_meeting', 'theme_day'])]).toEqual([true, false]);
  });

  it('has a lecturer when one of it is a lecture', () => {
    expect(isLecture(['theme_day', 'party_lecture'])).toBe(true);
    expect(isLecture(['theme_day'])).toBe(false);
  });
});

it('an activity of no type is neither the committee’s nor a group’s', () => {
  expect([isCommitteeOnly([]), isGroupMeeting([])]).toEqual([false, false]);
});
