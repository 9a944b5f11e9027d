import { describe, expect, it } from 'vitest';
import {
  type Absent,
  planSync,
  type SyncPlan,
  syncChanges,
  unitCalled,
} from '../../../src/domain/organisation/contacts-sync.ts';
import { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../../src/domain/organisation/roster.ts';
import { organisationOf } from '../../support/organisation.ts';
import { rosterRows, SMALL_ROSTER, SMALL_ROSTER_ROWS } from '../../support/roster.ts';

const ORG = organisationOf(SMALL_ROSTER);

const DEPARTED = {
  ...ORG.person('zhaoliu')!,
  id: 'departed',
  userId: 'departed',
  name: '走了',
  active: false,
};

type Shown = { userId: string; name: string };
/** The contacts as the roster has them, but for these; who is not shown has left, unless said otherwise. */
function plan(
  over: {
    change?: Record<string, Shown | null>;
    more?: Shown[];
    absent?: Record<string, Absent>;
  },
  org = ORG,
) {
  const { change = {}, more = [], absent = {} } = over;
  const everybody = [...org.people.values()].map(({ userId, name }) => ({ userId, name }));
  const contacts = everybody
    .map((c) => (c.userId in change ? change[c.userId]! : c))
    .filter((c) => c !== null);
  const gone = Object.keys(change).filter((id) => change[id] === null);
  const states = new Map(gone.map((id) => [id, absent[id] ?? 'left']));
  return planSync(org, [DEPARTED], { contacts: [...contacts, ...more], absent: states, said: [] });
}
const NOTHING = {
  renamed: [],
  respelled: [],
  left: [],
  newcomers: [],
  inOffice: [],
  moved: [],
  otherName: [],
  hidden: [],
  accounts: [],
  returned: [],
};
const brief = (found: SyncPlan<Shown>) =>
  JSON.parse(JSON.stringify(found), (_key, value) =>
    typeof value === 'object' && value !== null && 'branchId' in value ? value.id : value,
  );

it('finds nothing to do where the contacts are the roster', () => {
  expect(plan({})).toEqual(NOTHING);
});

describe('proposes', () => {
  it.each<[string, Parameters<typeof plan>[0], Partial<Record<keyof SyncPlan<Shown>, unknown>>]>([
    [
      'another name',
      { change: { zhaoliu: { userId: 'zhaoliu', name: '赵柳' } } },
      { renamed: [{ person: 'zhaoliu', name: '赵柳' }] },
    ],
    [
      'other capitals, which are no other account',
      { change: { zhaoliu: { userId: 'ZhaoLiu', name: '赵六' } } },
      { respelled: [{ person: 'zhaoliu', userId: 'ZhaoLiu' }] },
    ],
    ['who has left', { change: { zhaoliu: null } }, { left: ['zhaoliu'] }],
  ])('%s', (_, over, expected) => {
    expect(brief(plan(over))).toEqual({ ...NOTHING, ...expected });
  });
});

describe('only shows', () => {
  it.each<[string, Parameters<typeof plan>[0], Partial<Record<keyof SyncPlan<Shown>, unknown>>]>([
    [
      'who is on no roster',
      { more: [{ userId: 'new', name: '新来' }] },
      { newcomers: [{ userId: 'new', name: '新来' }] },
    ],
    ['who left and is still in office', { change: { lisi: null } }, { inOffice: ['lisi'] }],
    [
      'who is outside the visible range',
      { change: { zhaoliu: null }, absent: { zhaoliu: 'hidden' } },
      { hidden: ['zhaoliu'] },
    ],
    [
      'who may have another account',
      { change: { zhaoliu: null }, more: [{ userId: 'zhao6', name: '赵 六' }] },
      { moved: [{ person: 'zhaoliu', contact: { userId: 'zhao6', name: '赵 六' } }] },
    ],
    [
      'a name that is none',
      { change: { zhaoliu: { userId: 'zhaoliu', name: '后勤-小赵' } } },
      { otherName: [{ person: 'zhaoliu', name: '后勤-小赵' }] },
    ],
  ])('%s', (_, over, expected) => {
    const found = plan(over);
    expect(brief(found)).toEqual({ ...NOTHING, ...expected });
    expect(syncChanges(found, ORG).people).toEqual([]);
  });
});

it.each(['', '赵六（工会）', '赵 六', '赵六(退休)'])(
  'takes %j for the same name, or for none told',
  (name) => {
    expect(plan({ change: { zhaoliu: { userId: 'zhaoliu', name } } })).toEqual(NOTHING);
  },
);

it('does not bring back who was taken off the roster', () => {
  const found = plan({ more: [{ userId: 'Departed', name: '走了' }] });
  expect(found).toEqual({ ...NOTHING, returned: [DEPARTED] });
});

it('changes people and nothing else, each once, and keeps what WeCom does not know', () => {
  const found = plan({ change: { lixiaohong: { userId: 'LiXiaoHong', name: '李小红' }, zhaoliu: null } });
  const { people, ...rest } = syncChanges(found, ORG);
  expect(rest).toEqual({ unitsToAdd: [], officesToRemove: [], officesToAdd: [] });
  expect(people.map(({ what, person }) => [what, person])).toEqual([
    [
      'change',
      {
        id: 'lixiaohong',
        userId: 'LiXiaoHong',
        name: '李小红',
        kind: '预备党员',
        mobile: false,
        branch: '城郊党委/第一党支部',
        group: '城郊党委/第一党支部/第二党小组',
      },
    ],
    ['deactivate', expect.objectContaining({ id: 'zhaoliu', name: '赵六' })],
  ]);
});

it.each([
  [['第二党支部'], '城郊党委/第二党支部'],
  [['财务科', '第二 党支部'], '城郊党委/第二党支部'],
  [['第一党支部', '第二党支部'], undefined],
  [['城郊党委'], undefined],
  [['财务科'], undefined],
  [[''], undefined],
])('%j are called like %s', (departments, unit) => {
  expect(unitCalled(ORG, departments)).toBe(unit);
});

describe('namesakes', () => {
  const withAnother = (line: string) => {
    const rows = [...SMALL_ROSTER_ROWS, ...rosterRows(line)];
    return organisationOf(planRoster(rows, new Organisation([], [], []), [], { prune: false }).changes);
  };

  it('of two who are gone nobody can tell whose account the new one is', () => {
    const org = withAnother('赵六 zhaoliu2 城郊党委/第二党支部');
    const more = [{ userId: 'zhao6', name: '赵六' }];
    const found = plan({ change: { zhaoliu: null, zhaoliu2: null }, more }, org);
    expect(brief(found)).toEqual({ ...NOTHING, left: ['zhaoliu', 'zhaoliu2'], newcomers: more });
    // Of one who is gone while the other is there it is told.
    expect(plan({ change: { zhaoliu2: null }, more }, org).moved).toMatchObject([
      { person: { id: 'zhaoliu2' }, contact: { userId: 'zhao6' } },
    ]);
  });

  it.each([
    ['第一党支部', { moved: [{ person: 'zhaoliu', contact: 'zhao6' }] }],
    ['第二党支部', { left: ['zhaoliu'] }],
  ])('one in %s beside one in 第一党支部 who is gone', (branch, expected) => {
    const org = withAnother(`赵六 zhao6 城郊党委/${branch}`);
    expect(brief(plan({ change: { zhaoliu: null } }, org))).toEqual({ ...NOTHING, ...expected });
  });
});
