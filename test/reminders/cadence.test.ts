import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/domain/activity/activity.ts';
import type { Cadence, Requirement } from '../../src/domain/activity/cadence.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { plan } from '../../src/reminders/plan.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { readCadence } from '../../src/settings/cadence.ts';
import {
  activity,
  at,
  brief,
  cadence,
  cadenceYaml,
  fixedOn,
  office,
  person,
  smallOrganisation,
  span,
  type WorldParts,
  world,
} from './world.ts';

/** A world with one requirement only, as delivered or changed. */
const only = (id: string, more: WorldParts = {}, change: Partial<Requirement> = {}): PlanInput => {
  const requirements = cadence.requirements.filter((r) => r.id === id).map((r) => ({ ...r, ...change }));
  return world({ cadence: { ...cadence, requirements }, ...more });
};

const ASKED = /^(cadence|unmet|once):/;

/** digest days and recipients of matters of that requirement */
const told = (input: PlanInput, from: string, to: string) =>
  plan(input, span(from, to))
    .filter((m) => m.matters.some((x) => ASKED.test(x.key)))
    .map(
      (m) =>
        `${brief(m).slice(0, 5)} ${m.audience} ${m.matters.filter((x) => ASKED.test(x.key)).map((x) => x.name)}`,
    );

describe('a requirement nobody acts on', () => {
  it.each<[string, string, string, string[]]>([
    [
      'committee_meeting',
      '2026-11-01',
      '2026-12-02',
      [
        '11-02 admin 10月支委会',
        '11-05 zhang 11月支委会',
        '11-20 zhang 11月支委会',
        '11-25 zhang 11月支委会',
        '12-01 admin 11月支委会',
      ],
    ],
    [
      'group_meeting',
      '2026-11-03',
      '2026-11-30',
      ['11-05 wang 11月党小组会', '11-20 wang 11月党小组会', '11-25 wang 11月党小组会'],
    ],
    // 5 October lies in 国庆: the working day before is 30 September
    ['committee_meeting', '2026-09-26', '2026-10-09', ['09-30 zhang 10月支委会', '10-08 admin 9月支委会']],
    // 20 February lies in 春节
    ['committee_meeting', '2026-02-06', '2026-02-28', ['02-14 zhang 2月支委会', '02-25 zhang 2月支委会']],
    [
      'party_congress',
      '2026-10-09',
      '2027-01-05',
      [
        '12-15 zhang 2026年第4季度支部党员大会',
        '12-15 qian 2026年第4季度支部党员大会',
        '12-28 zhang 2026年第4季度支部党员大会',
        '12-28 qian 2026年第4季度支部党员大会',
        '01-04 admin 2026年第4季度支部党员大会,2026年第4季度支部党员大会',
      ],
    ],
    [
      'organization_life',
      '2026-10-01',
      '2026-12-31',
      // 1 November is a Sunday
      ['10-30', '12-01', '12-15'].flatMap((d) => [
        `${d} zhang 2026年组织生活会`,
        `${d} qian 2026年组织生活会`,
      ]),
    ],
    [
      'report_of_duty',
      '2026-11-01',
      '2027-02-01',
      ['12-01 zhang 2026年书记述职', '12-01 qian 2026年书记述职'],
    ],
    ['dues', '2026-11-01', '2026-12-01', ['11-10 qian 11月党费收缴', '11-10 li 11月党费收缴']],
    ['mobile_contact', '2026-10-01', '2027-02-01', []],
  ])('%s from %s to %s', (id, from, to, expected) => {
    expect(told(only(id), from, to)).toEqual(expected);
  });

  it('tells of floating members where there are any', () => {
    const base = smallOrganisation();
    const people = [...base.people.values(), person('zhou', '周九', 3, { mobile: true })];
    const org = new Organisation(base.units.values(), people, base.offices);
    expect(told(only('mobile_contact', { org }), '2026-10-09', '2027-02-01')).toEqual([
      '12-04 qian 2026年第4季度流动党员联系',
      '01-04 admin 2026年第4季度流动党员联系',
    ]);
  });
});

describe('what meets or plans a 支委会 of November', () => {
  const meeting = (more: Partial<Activity> = {}) =>
    activity(1, '2026-11-18 15:00', { types: ['committee_meeting'], ...more });
  it.each<[string, Activity[], WorldParts, string[]]>([
    ['nothing', [], {}, ['11-05', '11-20', '11-25', '12-01']],
    ['a recorded one', [meeting({ stage: 'recorded' })], {}, []],
    [
      'a planned one is silence until it is over and its record due, then it counts for nothing',
      [meeting()],
      {},
      // on the 20th its record is due and asked for as a record
      ['11-25', '12-01'],
    ],
    ['one later in the month', [meeting({ startAt: at('2026-11-27 15:00') })], {}, ['12-01']],
    [
      'one held with people checked in',
      [meeting()],
      { attendance: new Map([[1, { present: ['zhang'], leave: [], absent: [], pendingLeave: [] }]]) },
      [],
    ],
    ['a cancelled one', [meeting({ stage: 'cancelled' })], {}, ['11-05', '11-20', '11-25', '12-01']],
    [
      'one of another kind',
      [meeting({ types: ['party_lecture'] })],
      {},
      ['11-05', '11-20', '11-25', '12-01'],
    ],
    [
      'one that was two in one',
      [meeting({ types: ['theme_day', 'committee_meeting'], stage: 'recorded' })],
      {},
      [],
    ],
    [
      'one of another branch',
      [meeting({ unitId: 3, stage: 'recorded' })],
      {},
      ['11-05', '11-20', '11-25', '12-01'],
    ],
    [
      'one in October',
      [meeting({ startAt: at('2026-10-30 15:00'), stage: 'recorded' })],
      {},
      ['11-05', '11-20', '11-25', '12-01'],
    ],
  ])('%s', (_title, activities, more, expected) => {
    const days = told(only('committee_meeting', { activities, ...more }), '2026-11-03', '2026-12-02').map(
      (l) => l.slice(0, 5),
    );
    expect(days).toEqual(expected);
  });
});

it('a 主题党日 made by itself that nobody recorded counts as not held, whoever checked in', () => {
  const made = activity(1, '2026-11-25 15:00', { source: 'fixed_day', fixedFor: '2026-11' });
  const attendance = new Map([[1, { present: ['zhang'], leave: [], absent: [], pendingLeave: [] }]]);
  const input = only('theme_day', {
    activities: [made],
    attendance,
    units: fixedOn(2, { kind: 'day', day: 25 }),
  });
  expect(told(input, '2026-11-26', '2026-12-02')).toContain('12-01 admin 11月主题党日,11月主题党日');
  const recorded = { ...input, activities: [{ ...made, stage: 'recorded' as const }] };
  expect(told(recorded, '2026-11-26', '2026-12-02')).toContain('12-01 admin 11月主题党日');
});

it('a branch with a fixed day is not urged to arrange one', () => {
  const input = only('theme_day', { units: fixedOn(2, { kind: 'day', day: 25 }) });
  expect(told(input, '2026-11-03', '2026-11-25')).toEqual([
    '11-05 qian 11月主题党日',
    '11-20 qian 11月主题党日',
  ]);
});

it('a 党小组会 the branch holds for all its groups counts for each', () => {
  const joint = activity(1, '2026-11-18 15:00', { types: ['group_meeting'], stage: 'recorded' });
  expect(told(only('group_meeting', { activities: [joint] }), '2026-11-03', '2026-11-30')).toEqual([]);
});

it.each([
  ['李四', true],
  ['张三', false],
])('书记讲党课 with %s as lecturer leaves it open: %s', (host, open) => {
  const lecture = activity(1, '2026-05-18 15:00', { types: ['party_lecture'], stage: 'recorded', host });
  const days = told(only('secretary_lecture', { activities: [lecture] }), '2026-10-01', '2027-01-10');
  expect(days.some((line) => line.includes('zhang'))).toBe(open);
});

describe('who is told', () => {
  const base = smallOrganisation();
  const without = (...gone: string[]) =>
    new Organisation(
      base.units.values(),
      base.people.values(),
      base.offices.filter((o) => !gone.includes(`${o.personId}@${o.unitId}`)),
    );
  it.each<[string, Organisation, string, string]>([
    ['the secretary', base, 'theme_day', 'zhang'],
    ['the next office where there is no secretary', without('zhang@2'), 'theme_day', 'li'],
    ['the admin where there is no officer at all', without('zhang@2', 'li@2'), 'theme_day', 'admin'],
    ['the secretary where a group has no leader', without('wang@4'), 'group_meeting', 'zhang'],
  ])('is %s', (_title, org, id, who) => {
    expect(told(only(id, { org }), '2026-11-05', '2026-11-06').map((l) => l.split(' ')[1])).toContain(who);
  });

  it.each([
    [[], 1],
    [['li@2'], 0],
  ])('a 支委会 is asked of a branch with a committee (without %j)', (gone, count) => {
    expect(
      told(only('committee_meeting', { org: without(...gone) }), '2026-11-05', '2026-11-06'),
    ).toHaveLength(count);
  });

  it('the number of full members can be asked for too', () => {
    const strict: Cadence = { ...cadence, committee: { minOfficers: 2, minMembers: 7 } };
    const input = world({
      cadence: { ...strict, requirements: cadence.requirements.filter((r) => r.id === 'committee_meeting') },
    });
    expect(told(input, '2026-11-05', '2026-11-06')).toEqual([]);
  });

  it('escalation goes to the nearest admin', () => {
    const near = new Organisation(base.units.values(), base.people.values(), [
      ...base.offices,
      office('sun', 3, '管理员'),
    ]);
    expect(told(only('theme_day', { org: near }), '2026-12-01', '2026-12-02')).toEqual([
      '12-01 admin 11月主题党日',
      '12-01 sun 11月主题党日',
    ]);
  });
});

describe('data, not code', () => {
  const from = (change: (text: string) => string) => {
    const read = readCadence(change(cadenceYaml));
    expect(read.problems).toEqual([]);
    return read.value!;
  };

  it('a unit may differ, with everything below it', () => {
    const own = from((t) =>
      t.replace(
        'units: {}',
        `units:
  城郊党委:
    party_lecture: { period: 每月, remind: [20日] }
  城郊党委/第二党支部:
    party_lecture: { off: true }`,
      ),
    );
    const input = world({
      cadence: { ...own, requirements: own.requirements.filter((r) => r.id === 'party_lecture') },
    });
    expect(told(input, '2026-11-03', '2026-12-02')).toEqual(['11-20 zhang 11月党课', '12-01 admin 11月党课']);
  });

  it('a new requirement is an entry in the file', () => {
    const own = from((t) =>
      t.replace(
        'requirements:\n',
        `requirements:
  board:
    name: 党务公开栏更新
    period: 每月
    level: 支部
    met_by: 确认
    tell: [宣传委员, 书记]
    remind: [末日]
    escalate: false
`.replace('末日', '28日'),
      ),
    );
    const input = world({
      cadence: { ...own, requirements: own.requirements.filter((r) => r.id === 'board') },
    });
    // the 28th is a Saturday
    expect(told(input, '2026-11-01', '2026-12-02')).toEqual([
      '11-27 zhang 11月党务公开栏更新',
      '11-27 qian 11月党务公开栏更新',
    ]);
  });

  it('dates of 换届 and 预备期满 stand in the file', () => {
    const own = from((t) =>
      t.replace(
        'dates: {}',
        `dates:
  election:
    城郊党委/第一党支部: 2027-03-31
  probation_end:
    城郊党委/第二党支部: { 孙八: 2027-03-01 }`,
      ),
    );
    const once = { ...own, requirements: own.requirements.filter((r) => r.period === 'once') };
    expect(told(world({ cadence: once }), '2026-09-01', '2027-05-01')).toEqual([
      '09-30 zhang 换届选举',
      '12-31 zhang 换届选举',
      '02-01 qian 预备期满转正（孙八）',
      '02-22 qian 预备期满转正（孙八）',
      '02-26 zhang 换届选举',
      '03-02 admin 预备期满转正（孙八）',
      '04-01 admin 换届选举',
    ]);
  });
});

it('what is met by saying so falls silent when somebody said so', () => {
  const settled = new Set(['cadence:dues:2:2026-11']);
  expect(told(only('dues', { settled }), '2026-11-01', '2026-12-01')).toEqual(['11-10 qian 11月党费收缴']);
});

it('the admins at the top hear each December that next year has no calendar yet', () => {
  const lines = plan(only('none'), span('2026-11-01', '2027-02-01')).map(
    (m) => `${brief(m)} ${m.matters[0]!.key}`,
  );
  expect(lines).toEqual(['12-01 08:56 digest admin calendar:2027']);
});
