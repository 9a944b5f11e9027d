import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../src/domain/activity/activity.ts';
import type { AttendanceState } from '../../../src/domain/activity/attendance.ts';
import type { Cadence, Requirement } from '../../../src/domain/activity/cadence.ts';
import type { ActivityType } from '../../../src/domain/activity/types.ts';
import { periodOf } from '../../../src/domain/calendar/period.ts';
import { shapeOf } from '../../../src/domain/calendar/period-shape.ts';
import {
  type ActivityFact,
  type ActivityStanding,
  type ActivityTally,
  countsForRate,
  figuresOf,
  isUnreported,
  outcomeOf,
  ownPartOf,
  rateOf,
} from '../../../src/domain/figures/activities.ts';
import {
  type GapQuestion,
  gapsOf,
  obligationsOf,
  periodKey,
  typesByPeriod,
} from '../../../src/domain/figures/gaps.ts';
import { indexActivities } from '../../../src/reminders/activity-index.ts';
import { statusOf } from '../../../src/reminders/requirement-status.ts';
import { atOnce } from '../../../src/reminders/steps.ts';
import { activity, at, world } from '../../reminders/world.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const unitId = (name: string) => [...org.units.values()].find((u) => u.name === name)!.id;
const BRANCH = unitId('第一党支部');
const SECOND = unitId('第二党支部');
const GROUP = unitId('第一党小组');

const tally = (given: Partial<ActivityTally>): ActivityTally => ({
  unitId: BRANCH,
  types: ['theme_day'],
  stage: 'planned',
  source: 'person',
  closed: true,
  byRecord: false,
  attended: true,
  activities: 1,
  expected: 0,
  present: 0,
  extra: 0,
  ...given,
});
const outcome = (given: Partial<ActivityTally>) => {
  const { types, unitId } = tally(given);
  return { types, outcome: outcomeOf(tally(given)), unitIds: [unitId] };
};
const recorded = { stage: 'recorded', byRecord: true, attended: false } as const;

describe('how an activity counts', () => {
  it.each<[string, Partial<ActivityStanding>, ReturnType<typeof outcomeOf>, boolean]>([
    ['recorded by a confirmed record', recorded, 'held', true],
    ['recorded before its time is over', { ...recorded, closed: false }, 'held', true],
    [
      'recorded, the record a draft again, a roll there',
      { ...recorded, byRecord: false, attended: true },
      'held',
      true,
    ],
    ['recorded, the record a draft again, no roll', { ...recorded, byRecord: false }, 'held', false],
    ['closed with somebody checked in', {}, 'held', true],
    ['closed with nobody and no record', { attended: false }, 'unrecorded', false],
    ['still open with people checked in', { closed: false }, 'coming', false],
    ['ahead', { closed: false, attended: false }, 'coming', false],
    ['a fixed day with check-ins that nobody recorded', { source: 'fixed_day' }, 'unrecorded', true],
    ['a fixed day that was recorded', { ...recorded, source: 'fixed_day' }, 'held', true],
    ['a fixed day with nobody', { source: 'fixed_day', attended: false }, 'unrecorded', false],
    ['cancelled, whatever its roll', { stage: 'cancelled' }, 'cancelled', false],
  ])('%s', (_, given, outcome, counts) => {
    const standing = tally(given);
    expect([outcomeOf(standing), countsForRate(standing)]).toEqual([outcome, counts]);
  });
});

it.each<[string, Partial<ActivityStanding>, boolean]>([
  ['closed with nobody and no record', { attended: false }, true],
  ['closed with somebody checked in', {}, true],
  ['a fixed day with check-ins', { source: 'fixed_day' }, true],
  ['a confirmed record', recorded, false],
  ['a record that is a draft again', { ...recorded, byRecord: false }, true],
  ['still open', { closed: false }, false],
  ['cancelled', { stage: 'cancelled' }, false],
])('%s: whether it is still to be reported', (_, given, is) => {
  const one = tally(given);
  expect([isUnreported(one), figuresOf([one]).unreported]).toEqual([is, is ? 1 : 0]);
});

describe('sums', () => {
  it.each<[string, Partial<ActivityTally>[], object, number | null]>([
    ['nothing', [], { held: 0, expected: 0, present: 0 }, null],
    [
      '应到 of the roster',
      [{ expected: 6, present: 5, extra: 1 }],
      { expected: 6, present: 5, extra: 1 },
      5 / 6,
    ],
    ['of the record', [{ ...recorded, expected: 8, present: 7 }], { expected: 8, present: 7 }, 7 / 8],
    [
      'several alike',
      [{ activities: 3, expected: 18, present: 15 }],
      { held: 3, counted: 3, expected: 18 },
      15 / 18,
    ],
    [
      'sums over activities, no mean of rates',
      [
        { ...recorded, expected: 2, present: 2 },
        { ...recorded, expected: 8, present: 0 },
      ],
      { expected: 10, present: 2 },
      0.2,
    ],
    [
      'unheld and coming ones apart',
      [{ attended: false }, { closed: false, attended: false }],
      { held: 0, unrecorded: 1, coming: 1, counted: 0 },
      null,
    ],
    [
      'nothing of cancelled ones',
      [{ stage: 'cancelled', present: 5 }],
      { held: 0, counted: 0, present: 0 },
      null,
    ],
  ])('count %s', (_, tallies, figures, rate) => {
    const sum = figuresOf(tallies.map(tally));
    expect(sum).toMatchObject(figures);
    expect(rateOf(sum)).toBe(rate);
  });

  it('count one that is several under each of its types and once in all', () => {
    const sum = figuresOf([
      tally({ types: ['theme_day', 'party_lecture'] }),
      tally({ types: ['theme_day'], activities: 2 }),
    ]);
    expect(sum.held).toBe(3);
    expect([...sum.byType]).toEqual([
      ['theme_day', 3],
      ['party_lecture', 1],
    ]);
  });
});

describe('the part of one person', () => {
  const fact = (given: Partial<ActivityFact>): ActivityFact => ({
    ...tally({}),
    activity: {} as Activity,
    ...given,
  });
  it.each<[AttendanceState | undefined, Partial<ActivityFact>, number, ReturnType<typeof ownPartOf>]>([
    ['present', {}, 5, 'present'],
    ['late', {}, 5, 'present'],
    ['makeup', {}, 5, 'present'],
    ['leave', {}, 5, 'leave'],
    ['leave_pending', {}, 5, 'open'],
    ['leave_refused', {}, 5, 'open'],
    ['exempt', {}, 5, 'leave'],
    ['absent', {}, 5, 'absent'],
    [undefined, {}, 5, 'open'],
    [undefined, { ...recorded, present: 5 }, 5, 'open'],
    [undefined, { ...recorded, present: 5 }, 4, 'unnamed'],
    [undefined, { ...recorded, present: 5 }, 0, 'unnamed'],
    ['leave', { ...recorded, present: 5 }, 0, 'leave'],
  ])('%s on the roll, of %j with %i named: %s', (state, given, named, part) => {
    expect(ownPartOf(fact(given), state, named)).toBe(part);
  });
});

const rule = (
  type: ActivityType,
  period: Requirement['period'],
  more: Partial<Requirement> = {},
): Requirement => ({
  id: type,
  name: type,
  period,
  level: type === 'group_meeting' ? 'group' : 'branch',
  applies: type === 'committee_meeting' ? 'committee' : 'all',
  metBy: { kind: 'activity', type, lecturer: null },
  tell: ['书记'],
  remind: [],
  escalate: false,
  ...more,
});
const cadence: Cadence = {
  requirements: [
    rule('committee_meeting', 'month'),
    rule('group_meeting', 'month'),
    rule('party_congress', 'quarter'),
    rule('party_lecture', 'quarter'),
    rule('party_lecture', 'year', {
      id: 'secretary',
      metBy: { kind: 'activity', type: 'party_lecture', lecturer: '书记' },
    }),
    rule('organization_life', 'year'),
    rule('theme_day', 'month', { id: 'dues', metBy: { kind: 'acknowledged' } }),
  ],
  committee: { minOfficers: 2, minMembers: 0 },
  units: new Map([
    [
      '城郊党委/第二党支部',
      new Map([
        ['party_congress', { period: 'month' } as const],
        ['party_lecture', { off: true }],
      ]),
    ],
  ]),
  dates: [],
};
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const QUARTER = { from: '2026-10-01', to: '2026-12-31' };
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('what is due', () => {
  const dueFrom = (unitIds: number[], asked: Omit<GapQuestion, 'today'>) =>
    obligationsOf(cadence, org, unitIds, { ...asked, today: '2026-11-21' });

  it.each<[string, number[], Omit<GapQuestion, 'today'>, [number, ActivityType, object][]]>([
    ['the rule’s own period', [BRANCH], { types: ['party_congress'] }, [[BRANCH, 'party_congress', QUARTER]]],
    [
      'the rule’s own period, too, where a shorter span is asked for',
      [BRANCH],
      { types: ['party_congress'], period: NOVEMBER },
      [[BRANCH, 'party_congress', QUARTER]],
    ],
    [
      'every period of the rule that ends in the span',
      [BRANCH],
      { types: ['committee_meeting'], period: { from: '2026-09-15', to: '2026-11-29' } },
      [
        [BRANCH, 'committee_meeting', { from: '2026-09-01', to: '2026-09-30' }],
        [BRANCH, 'committee_meeting', { from: '2026-10-01', to: '2026-10-31' }],
      ],
    ],
    ['a unit’s own rule', [SECOND], { types: ['party_congress'] }, [[SECOND, 'party_congress', NOVEMBER]]],
    ['nothing where the rule is off', [SECOND], { types: ['party_lecture'] }, []],
    ['nothing where there is no committee', [SECOND], { types: ['committee_meeting'] }, []],
    [
      'a lecture once, whoever gives it',
      [BRANCH],
      { types: ['party_lecture'] },
      [[BRANCH, 'party_lecture', QUARTER]],
    ],
    [
      'a type without any rule by the month',
      [BRANCH, SECOND],
      { types: ['democratic_review'] },
      [
        [BRANCH, 'democratic_review', NOVEMBER],
        [SECOND, 'democratic_review', NOVEMBER],
      ],
    ],
    ['all of a group', [GROUP], {}, [[GROUP, 'group_meeting', NOVEMBER]]],
    [
      'all of a branch',
      [BRANCH],
      {},
      [
        [BRANCH, 'committee_meeting', NOVEMBER],
        [BRANCH, 'party_congress', QUARTER],
        [BRANCH, 'party_lecture', QUARTER],
        [BRANCH, 'organization_life', YEAR],
      ],
    ],
  ])('is %s', (_, unitIds, asked, expected) => {
    expect(dueFrom(unitIds, asked)).toEqual(
      expected.map(([unitId, type, period]) => ({ unitId, type, period })),
    );
  });

  it('is of another period on another day, though nothing else has changed', () => {
    const dueOn = (today: string) => obligationsOf(cadence, org, [GROUP], { today }).map((due) => due.period);
    expect(dueOn('2026-11-30')).toEqual([NOVEMBER]);
    expect(dueOn('2026-12-01')).toEqual([{ from: '2026-12-01', to: '2026-12-31' }]);
  });

  it('is read once per period', () => {
    expect([...typesByPeriod(dueFrom([BRANCH, SECOND, GROUP], {}))]).toEqual([
      [NOVEMBER, ['committee_meeting', 'party_congress', 'group_meeting']],
      [QUARTER, ['party_congress', 'party_lecture']],
      [YEAR, ['organization_life']],
    ]);
  });
});

describe('a gap', () => {
  const meeting = { types: ['group_meeting'] as ActivityType[] };
  it.each<[string, Partial<ActivityTally>[], string | undefined]>([
    ['is open when nothing is there', [], 'open'],
    ['is none when one was recorded', [{ ...recorded, unitId: GROUP, ...meeting }], undefined],
    ['is none when people checked in', [{ unitId: GROUP, ...meeting }], undefined],
    ['is none when the branch held it for all its groups', [{ unitId: BRANCH, ...meeting }], undefined],
    ['stays when another branch held one', [{ unitId: SECOND, ...meeting }], 'open'],
    ['stays when the branch held something else', [{ unitId: BRANCH }], 'open'],
    [
      'stays when nobody came and nobody recorded it',
      [{ unitId: GROUP, ...meeting, attended: false }],
      'unrecorded',
    ],
    ['stays planned while it lies ahead', [{ unitId: GROUP, ...meeting, closed: false }], 'planned'],
    [
      'is planned rather than unrecorded',
      [
        { unitId: GROUP, ...meeting, attended: false },
        { unitId: BRANCH, ...meeting, closed: false },
      ],
      'planned',
    ],
    [
      'is none when one of several types fits',
      [{ unitId: GROUP, types: ['theme_day', 'group_meeting'] }],
      undefined,
    ],
    ['stays when it was cancelled', [{ unitId: GROUP, ...meeting, stage: 'cancelled' }], 'open'],
  ])('%s', (_, tallies, state) => {
    const obligations = [{ unitId: GROUP, type: 'group_meeting' as const, period: NOVEMBER }];
    const found = gapsOf(obligations, new Map([[periodKey(NOVEMBER), tallies.map(outcome)]]), org);
    expect(found.map((g) => g.state)).toEqual(state === undefined ? [] : [state]);
  });

  it('is judged by what happened in its own period', () => {
    const obligations = [{ unitId: BRANCH, type: 'party_congress' as const, period: QUARTER }];
    const tallies = new Map([[periodKey(YEAR), [outcome({ types: ['party_congress'] })]]]);
    expect(gapsOf(obligations, tallies, org)).toHaveLength(1);
  });
});

describe('the shape of a period', () => {
  it.each([
    ['2026-11-01', '2026-11-30', 'month', 11],
    ['2026-02-01', '2026-02-28', 'month', 2],
    ['2026-10-01', '2026-12-31', 'quarter', 4],
    ['2026-01-01', '2026-06-30', 'half', 1],
    ['2026-01-01', '2026-12-31', 'year', 1],
    ['2026-11-21', '2026-11-21', 'day', 1],
    ['2026-01-01', '2026-11-21', 'span', 1],
    ['2026-11-02', '2026-11-30', 'span', 1],
    ['2026-11-01', '2026-12-31', 'span', 1],
  ])('%s to %s is a %s', (from, to, kind, number) => {
    expect(shapeOf({ from, to })).toEqual({ from, to, kind, number, year: 2026 });
  });
});

describe('held, as figures have it', () => {
  const past = '2026-11-02 15:00';
  it.each<[string, Partial<Activity>, string[]]>([
    ['recorded', { stage: 'recorded' }, []],
    ['with check-ins', {}, ['zhang']],
    ['with nobody', {}, []],
    ['cancelled', { stage: 'cancelled' }, ['zhang']],
    ['ahead', { startAt: at('2026-11-28 15:00') }, []],
    ['a fixed day with check-ins', { source: 'fixed_day', fixedFor: '2026-11' }, ['zhang']],
    ['a recorded fixed day', { source: 'fixed_day', fixedFor: '2026-11', stage: 'recorded' }, []],
  ])('is what reminders call met: %s', (_, more, present) => {
    const one = activity(1, past, more);
    const roll = { present, leave: [], absent: [], pendingLeave: [] };
    const input = world({ activities: [one], attendance: new Map([[1, roll]]) });
    const theme = input.settings.cadence.requirements.find((r) => r.id === 'theme_day')!;
    const now = at('2026-11-21 10:00');
    const status = statusOf(
      input,
      atOnce(indexActivities(input)),
      theme,
      2,
      periodOf('month', '2026-11-21'),
      now,
    );
    const { stage, source, startAt } = one;
    const standing = { stage, source, closed: startAt < now, byRecord: false, attended: present.length > 0 };
    expect(outcomeOf(standing) === 'held').toBe(status === 'met');
  });
});
