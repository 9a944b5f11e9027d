import { describe, expect, it } from 'vitest';
import {
  type Attendance,
  type AttendanceState,
  isPresent,
  PRESENT_STATES,
  presentAfter,
  rollOf,
  standingOf,
} from '../../../src/domain/activity/attendance.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

const org = organisationOf(SMALL_ROSTER);
const branch = [...org.units.values()].find((u) => u.name === '第一党支部')!;
const THEME_DAY = { unitId: branch.id, types: ['theme_day' as const] };
const entry = (personId: string, state: AttendanceState): Attendance => ({
  activityId: 1,
  personId,
  state,
  reason: null,
  at: 0,
  by: 'zhangsan',
});
const names = (list: readonly { name: string }[]) => list.map((p) => p.name).sort();

describe('states', () => {
  it.each<[AttendanceState, string]>([
    ['present', 'there'],
    ['late', 'there'],
    ['makeup', 'there'],
    ['leave', 'leave'],
    ['exempt', 'leave'],
    ['absent', 'absent'],
    ['leave_pending', 'open'],
    ['leave_refused', 'open'],
  ])('%s stands for %s', (state, standing) => {
    expect(standingOf(state)).toBe(standing);
    expect(isPresent(state)).toBe(standing === 'there');
    expect(PRESENT_STATES.includes(state)).toBe(standing === 'there');
  });

  it('say nothing where there is none', () => {
    expect(standingOf(undefined)).toBe('open');
    expect(isPresent(undefined)).toBe(false);
  });
});

describe('a roll', () => {
  const entries = [
    entry('zhangsan', 'present'),
    entry('lisi', 'late'),
    entry('wangwu', 'leave'),
    entry('zhaoliu', 'absent'),
    entry('qianqi', 'leave_pending'),
    entry('liudong', 'present'),
    entry('jiji', 'present'),
    entry('sunba', 'leave'),
  ];

  it('has everybody who is due in one list, and those outside 应到 apart', () => {
    const roll = rollOf(THEME_DAY, entries, org);
    expect(names(roll.present)).toEqual(['李四', '张三'].sort());
    expect(names(roll.late)).toEqual(['李四']);
    expect(roll.leave.map((a) => a.person.name)).toEqual(['王五']);
    expect(roll.absent.map((a) => a.person.name)).toEqual(['赵六']);
    expect(names(roll.missing)).toEqual(['李晓红', '钱七'].sort());
    expect(roll.pendingLeave.map((a) => a.person.name)).toEqual(['钱七']);
    expect(names(roll.extra)).toEqual(['冯积极', '刘动'].sort());
    expect([roll.expected, roll.attended, roll.unnamed]).toEqual([6, 2, 0]);
  });

  it('has the figures of its record, and how many of them are named by nobody', () => {
    const roll = rollOf(THEME_DAY, entries, org, { expected: 7, present: 5, due: [] });
    expect([roll.expected, roll.attended, roll.unnamed]).toEqual([7, 5, 3]);
    expect(rollOf(THEME_DAY, entries, org, { expected: 7, present: 1, due: [] }).unnamed).toBe(0);
  });

  it('has those who were due then, whoever is due now', () => {
    const due = [
      { id: 'zhangsan', name: '张三' },
      { id: 'gone', name: '郑老师' },
      { id: 'liudong', name: '刘动' },
    ];
    const roll = rollOf(THEME_DAY, [...entries, entry('gone', 'leave')], org, {
      expected: 3,
      present: 2,
      due,
    });
    expect(names(roll.due.members)).toEqual(['刘动', '张三', '郑老师'].sort());
    expect(roll.due.mobile).toEqual([]);
    expect(roll.leave.map((a) => a.person.name)).toEqual(['郑老师']);
    expect(names(roll.present)).toEqual(['刘动', '张三'].sort());
  });
});

describe('实到 after an entry was set right', () => {
  const people = (n: number) => Array.from({ length: n }, () => org.person('zhangsan')!);
  const away = (n: number) =>
    Array.from({ length: n }, () => ({ ...entry('wangwu', 'leave'), person: people(1)[0]! }));
  const rollWith = (present: number, leave: number, absent = 0) => ({
    present: people(present),
    leave: away(leave),
    absent: away(absent),
  });

  it.each<[string, number, number, number, ReturnType<typeof rollWith>, number]>([
    ['follows the names where all who came were named', 6, 5, 5, rollWith(4, 2), 4],
    ['follows them upwards too', 6, 5, 5, rollWith(6, 0), 6],
    ['stays as reported where names leave room', 6, 5, 0, rollWith(1, 0), 5],
    ['gives way where more are away than it allows', 6, 5, 0, rollWith(0, 2), 4],
    ['counts the absent as well as those on leave', 6, 5, 1, rollWith(1, 1, 1), 4],
    ['is never below those who are named', 6, 3, 2, rollWith(4, 0), 4],
  ])('%s', (_, expected, present, named, now, right) => {
    expect(presentAfter({ expected, present }, { present: people(named) }, now)).toBe(right);
  });
});
