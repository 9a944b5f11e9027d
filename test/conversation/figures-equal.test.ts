import { METRICS, type Metric } from '../../src/domain/figures/metrics.ts';
// One figure, three counts: what the chat says, what `stats --json` prints, and what the rules come to when they are
// written down once more, plainly, over the same made-up organisation.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesFor } from '../../src/cli/stats.ts';
import type { ActivityType } from '../../src/domain/activity/types.ts';
import { DAY_MS, HOUR_MS, instantOf } from '../../src/domain/calendar/time.ts';

import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import type { Item } from '../../src/domain/ledger/item.ts';
import { Organisation, type Person } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { STRONG } from '../../src/domain/strong.ts';
import { readReports } from '../../src/settings/reports.ts';
import { recordOf } from '../support/activity.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { defineShippedProcesses, newProcess, stepsOn } from '../support/processes.ts';
import { rosterRows } from '../support/roster.ts';
import { putScheme } from '../support/scheme.ts';

/** Another organisation each day; FIGURES_SEED brings one back. */
const SEED = Number(process.env.FIGURES_SEED ?? Math.floor(Date.now() / 86_400_000));
const random = mulberry(SEED);
const upTo = (n: number) => Math.floor(random() * n);
const pick = <T>(list: readonly T[]): T => list[upTo(list.length)]!;
const NOW = instantOf('2026-11-21', 10);

const UNITS = ['城郊党委', '第一党支部', '第一党支部第一党小组', '第二党支部', '东街党总支', '第三党支部'];
const PERIODS: [string, string, string][] = [
  ['10月', '2026-10-01', '2026-10-31'],
  ['11月', '2026-11-01', '2026-11-30'],
  ['第四季度', '2026-10-01', '2026-12-31'],
  ['2026年', '2026-01-01', '2026-12-31'],
];
const TYPES: [string, ActivityType | undefined][] = [
  ['', undefined],
  ['主题党日', 'theme_day'],
  ['党课', 'party_lecture'],
];

interface Meeting {
  unitId: number;
  types: ActivityType[];
  startAt: number;
  stage: 'planned' | 'recorded' | 'cancelled';
  source: 'person' | 'fixed_day';
  record: { expected: number; present: number } | undefined;
  roll: Map<string, 'present' | 'late' | 'makeup' | 'leave' | 'leave_pending' | 'absent'>;
}
let chat: Dialogue;
let org: Organisation;
const meetings: Meeting[] = [];
let items: Item[] = [];

beforeAll(async () => {
  chat = await openDialogue(rosterOf());
  org = await chat.store.write((tx) => tx.organisation());
  const branches = [...org.units.values()].filter((u) => u.kind === 'branch');
  const groups = [...org.units.values()].filter((u) => u.kind === 'group');
  for (let i = 0; i < 90; i++)
    meetings.push(meetingAt(pick(i % 6 === 0 ? groups : branches).id, i % 6 === 0));
  await chat.store.write(async (tx) => {
    for (const m of meetings) await keep(tx, m);
    for (let i = 0; i < 60; i++) await tx.addItem(itemAt(pick(branches).id));
    items = await tx.items({ unitIds: [...org.units.keys()] });
  });
}, 60_000);
afterAll(() => chat.close());

/** Kinds, 流动 and offices as they fall; 管理员 asks. */
function rosterOf() {
  const rows = ['郑管理 admin 城郊党委 管理员'];
  const homes = [
    '第一党支部',
    '第一党支部/第一党小组',
    '第一党支部/第二党小组',
    '第二党支部',
    '东街党总支/第三党支部',
  ];
  const letters = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏'];
  for (const [i, letter] of letters.entries()) {
    const home = homes[i % homes.length]!;
    const isPlain = i >= homes.length;
    const office = isPlain ? '-' : home.endsWith('小组') ? '党小组长' : '书记';
    const kind = isPlain ? pick(['正式党员', '正式党员', '预备党员', '入党积极分子']) : '正式党员';
    rows.push(`${letter}某 m${i} 城郊党委/${home} ${office} ${kind} ${isPlain && upTo(5) === 0 ? '是' : ''}`);
  }
  const { changes, problems } = planRoster(rosterRows(rows.join('\n')), new Organisation([], [], []), [], {
    prune: false,
  });
  expect(problems).toEqual([]);
  return changes;
}

/** Past or coming; nothing under way, so that no two are open at once. */
function meetingAt(unitId: number, isGroup: boolean): Meeting {
  const plain: ActivityType[] = ['theme_day', 'party_lecture', 'party_congress', 'committee_meeting'];
  const types = isGroup
    ? (['group_meeting'] as const)
    : pick([[pick(plain)], [pick(plain)], ['theme_day', 'party_lecture'] as const]);
  const startAt = NOW - HOUR_MS * 5 - (upTo(5) === 0 ? -upTo(40) - 2 : upTo(120)) * DAY_MS;
  const stage =
    startAt > NOW
      ? pick(['planned', 'planned', 'cancelled'] as const)
      : pick(['planned', 'recorded', 'recorded', 'cancelled', 'cancelled'] as const);
  const record = stage === 'recorded' && upTo(4) > 0 ? { expected: 6, present: upTo(7) } : undefined;
  const people = [...org.people.values()].filter((p) => p.branchId === unitId || p.groupId === unitId);
  const states = ['present', 'late', 'makeup', 'leave', 'leave_pending', 'absent'] as const;
  const roll = upTo(4) === 0 ? [] : people.filter(() => upTo(3) > 0);
  return {
    unitId,
    types: [...types],
    startAt,
    stage,
    source: upTo(5) === 0 ? 'fixed_day' : 'person',
    record,
    roll: new Map(startAt > NOW ? [] : roll.map((p) => [p.id, pick(states)])),
  };
}

async function keep(tx: Parameters<Parameters<Dialogue['store']['write']>[0]>[0], m: Meeting): Promise<void> {
  const none = {
    topic: null,
    place: null,
    endAt: null,
    host: null,
    recorder: null,
    lecturer: null,
    hasClock: true,
    createdBy: null,
  };
  const { id } = await tx.addActivity({ ...none, createdAt: 0, ...m });
  for (const [personId, state] of m.roll)
    await tx.putAttendance({ activityId: id, personId, state, reason: null, at: m.startAt, by: personId });
  if (!m.record) return;
  await tx.putRecord(recordOf({ activityId: id, ...m.record, by: 'm0' }));
}

function itemAt(unitId: number) {
  const openedAt = NOW - (1 + upTo(100)) * DAY_MS;
  const state = pick(['待整改', '整改中', '提交销号', '已销号', '长期整改'] as const);
  const people = org.membersOf(unitId);
  const owner = pick(people);
  return newItem({
    unitId,
    kind: pick(['rectification', 'rectification', 'promise']),
    problem: `问题${unitId}`,
    openedAt,
    movedAt: openedAt,
    state,
    ownerId: owner.id,
    ownerName: owner.name,
    leaderId: null,
    closedAt: state === '已销号' ? openedAt + Math.floor((NOW - openedAt) * random()) : null,
    dueAt: upTo(6) === 0 ? null : NOW + (upTo(40) - 20) * DAY_MS,
  });
}

// The rules, plainly.

const unitOf = (name: string) =>
  [...org.units.values()].find((u) => u.path.replaceAll('/', '').endsWith(name))!;
const below = (name: string) => org.subtree(unitOf(name).id).map((u) => u.id);
const cameTo = (m: Meeting) =>
  [...m.roll].filter(([, state]) => ['present', 'late', 'makeup'].includes(state)).map(([id]) => id);
const isOver = (m: Meeting) => m.startAt + 2 * HOUR_MS <= NOW;
const isHeld = (m: Meeting) =>
  m.stage === 'recorded' ||
  (m.stage !== 'cancelled' && isOver(m) && cameTo(m).length > 0 && m.source !== 'fixed_day');
const counts = (m: Meeting) =>
  m.stage !== 'cancelled' && (isHeld(m) || isOver(m)) && (m.record !== undefined || cameTo(m).length > 0);
function dueAt(m: Meeting): Person[] {
  const isCommittee = m.types.length === 1 && m.types[0] === 'committee_meeting';
  const officers = org
    .officesAt(m.unitId)
    .filter((o) => o.role === '书记')
    .map((o) => o.personId);
  return [...org.people.values()].filter(
    (p) =>
      !p.mobile &&
      p.kind !== '入党积极分子' &&
      (isCommittee ? officers.includes(p.id) : p.branchId === m.unitId || p.groupId === m.unitId),
  );
}
const expectedAt = (m: Meeting) => m.record?.expected ?? dueAt(m).length;
const presentAt = (m: Meeting) =>
  m.record?.present ?? dueAt(m).filter((p) => cameTo(m).includes(p.id)).length;
const sum = (list: Meeting[], of: (m: Meeting) => number) => list.reduce((total, m) => total + of(m), 0);

function meetingsOf(unit: string, from: string, to: string, type?: ActivityType): Meeting[] {
  const ids = below(unit);
  return meetings.filter(
    (m) =>
      ids.includes(m.unitId) &&
      m.startAt >= instantOf(from) &&
      m.startAt < instantOf(to) + DAY_MS &&
      (!type || m.types.includes(type)),
  );
}
function itemsOf(unit: string): Item[] {
  const top = unitOf(unit);
  if (top.kind !== 'group') return items.filter((i) => below(unit).includes(i.unitId));
  return items.filter((i) => org.person(i.ownerId!)!.groupId === top.id);
}
const isOpen = (i: Item) => i.state !== '已销号';

// What is asked.

async function stats(metric: Metric, unit: string, ...args: string[]): Promise<StatsAnswer> {
  const path = unitOf(unit).path;
  const { store, tools } = chat;
  const [line] = await linesFor(
    [metric, '--unit', path, ...args, '--json'],
    { store, tools, templates: tools.templates },
    NOW,
  );
  return JSON.parse(line!) as StatsAnswer;
}
interface StatsAnswer {
  value: number | null;
  items: Record<string, unknown>[];
}
const numberIn = (answer: string, pattern: RegExp): number => {
  const found = pattern.exec(answer)?.[1];
  expect(found, answer).toBeDefined();
  return Number(found);
};
const percent = (value: number) => `${Math.round(value * 1000) / 10}%`;

/** Every metric that takes units and a period of activities: how it is asked, what the answer shows, what is right. */
const OVER_ACTIVITIES: {
  metric: Metric;
  asked: (about: string) => string;
  shown: (answer: string) => number | null;
  right: (found: Meeting[]) => number | null;
}[] = [
  {
    metric: 'attendance_rate',
    asked: (about) => `${about}到会率`,
    shown: (answer) => {
      if (answer.includes('还没有可以算的活动')) return null;
      const [, rate, present, expected] = /到会率 (\S+)（实到 (\d+)\/应到 (\d+)/.exec(answer)!;
      expect(rate).toBe(percent(Number(present) / Number(expected)));
      return Number(present) / Number(expected);
    },
    right: (found) => {
      const counted = found.filter(counts);
      const expected = sum(counted, expectedAt);
      return expected === 0 ? null : sum(counted, presentAt) / expected;
    },
  },
  {
    metric: 'activity_count',
    asked: (about) => `${about}开了几次`,
    shown: (answer) => (answer.includes('还没有开过的记录') ? 0 : numberIn(answer, /开了 (\d+) 次/)),
    right: (found) => found.filter(isHeld).length,
  },
  {
    metric: 'activity_list',
    asked: (about) => `${about}活动记录`,
    shown: (answer) => (answer.includes('还没有开过的记录') ? 0 : numberIn(answer, /开了 (\d+) 次/)),
    right: (found) => found.filter(isHeld).length,
  },
  {
    metric: 'headcount_total',
    asked: (about) => `${about}人次`,
    shown: (answer) => numberIn(answer, /参加 (\d+) 人次/),
    right: (found) => sum(found.filter(counts), presentAt),
  },
  {
    metric: 'upcoming',
    asked: (about) => `${about}有哪些安排`,
    // What of that time is over is told before it.
    shown: (answer) =>
      answer
        .replace(/已经过了的[\s\S]*?\n后面/u, '')
        .split('\n')
        .filter((line) => /^\d+月\d+日/.test(line)).length +
      (answer.includes('还有') ? numberIn(answer, /还有 (\d+) 次/) : 0),
    right: (found) => found.filter((m) => m.stage === 'planned' && !isOver(m)).length,
  },
];

const OVER_ITEMS: {
  metric: Metric;
  asked: (about: string) => string;
  shown: (answer: string) => number | null;
  right: (found: Item[]) => number | null;
}[] = [
  {
    metric: 'rectify_open',
    asked: (about) => `${about}整改清单`,
    shown: (answer) => numberIn(answer, /未销号 (\d+) 项/),
    right: (found) => found.filter(isOpen).length,
  },
  {
    metric: 'rectify_overdue',
    asked: (about) => `${about}逾期整改`,
    shown: (answer) => numberIn(answer, /逾期 (\d+) 项/),
    right: (found) => found.filter((i) => isOpen(i) && i.dueAt !== null && i.dueAt < NOW).length,
  },
  {
    metric: 'rectify_due_soon',
    asked: (about) => `${about}快到期的整改`,
    shown: (answer) => numberIn(answer, /快到期 (\d+) 项/),
    right: (found) =>
      found.filter((i) => isOpen(i) && i.dueAt !== null && i.dueAt >= NOW && i.dueAt < NOW + 7 * DAY_MS)
        .length,
  },
];

/** A congress is due by the quarter, however short the span that is asked for. */
const quartersOf = (from: string, to: string): [string, string][] =>
  [
    ['2026-01-01', '2026-03-31'],
    ['2026-04-01', '2026-06-30'],
    ['2026-07-01', '2026-09-30'],
    ['2026-10-01', '2026-12-31'],
  ].filter(([first, last]) => first! <= to && last! >= from) as [string, string][];

describe(`figures are the same everywhere (FIGURES_SEED=${SEED})`, { timeout: 60_000 }, () => {
  const places = UNITS.flatMap((unit) => PERIODS.map((period) => [unit, ...period] as const));

  it.each(OVER_ACTIVITIES)('$metric', async ({ metric, asked, shown, right }) => {
    let told = 0;
    for (const [unit, period, from, to] of places) {
      for (const [word, type] of TYPES) {
        const said = asked(`${unit}${period}${word}`);
        const { value } = await stats(
          metric,
          unit,
          '--from',
          from,
          '--to',
          to,
          ...(type ? ['--type', type] : []),
        );
        const answer = await chat.says('admin', said);
        expect([said, shown(answer)], answer).toEqual([said, value]);
        expect([said, value]).toEqual([said, right(meetingsOf(unit, from, to, type))]);
        if (value) told += 1;
      }
    }
    expect(told).toBeGreaterThan(5);
  });

  it('activity_gap', async () => {
    for (const [unit, period, from, to] of places) {
      const said = `${unit}${period}没开党员大会的支部`;
      const answer = await chat.says('admin', said);
      const { value, items: lines } = await stats(
        'activity_gap',
        unit,
        '--from',
        from,
        '--to',
        to,
        '--type',
        'party_congress',
      );
      const branches = below(unit).filter((id) => org.unit(id).kind === 'branch');
      const lacking = quartersOf(from, to).flatMap(([first, last]) =>
        branches.filter(
          (id) =>
            !meetingsOf(org.unit(id).name, first, last, 'party_congress').some(
              (m) => m.unitId === id && isHeld(m),
            ),
        ),
      );
      expect([said, value, lines.length]).toEqual([said, new Set(lacking).size, lacking.length]);
      const several = /还没开支部党员大会的有 (\d+)\//.exec(answer)?.[1];
      const shown = several === undefined ? Number(answer.includes('还没开：')) : Number(several);
      expect([said, shown], answer).toEqual([said, value]);
    }
  });

  it.each([
    ['absentees', '谁没签到', /缺席(?:和没记到)? (\d+) 人次/],
    ['leave_list', '谁请假', /请假 (\d+) 人次/],
    ['late_list', '谁迟到', /迟到 (\d+) 人次/],
  ] as const)('%s', async (metric, words, pattern) => {
    for (const [unit, period, from, to] of places) {
      const said = `${unit}${period}${words}`;
      const { value, items: lines } = await stats(metric, unit, '--from', from, '--to', to);
      const answer = await chat.says('admin', said);
      expect([said, Number(pattern.exec(answer)?.[1])], answer).toEqual([said, value]);
      expect(lines).toHaveLength(value!);
      const found = meetingsOf(unit, from, to).filter((m) => m.stage !== 'cancelled');
      const right = found.map((m) => {
        const due = dueAt(m);
        const onLeave = due.filter((p) => m.roll.get(p.id) === 'leave').length;
        if (metric === 'leave_list') return onLeave;
        if (metric === 'late_list') return due.filter((p) => m.roll.get(p.id) === 'late').length;
        if (!counts(m)) return 0;
        const came = due.filter((p) => cameTo(m).includes(p.id)).length;
        // Where the record counts more than are named, who of the others came is not known.
        const isNamed = !m.record || m.record.present <= came;
        return isNamed
          ? due.length - onLeave - came
          : due.filter((p) => m.roll.get(p.id) === 'absent').length;
      });
      expect([said, right.reduce((sum, n) => sum + n, 0)]).toEqual([said, value]);
    }
  });

  it('my_attendance', async () => {
    for (const [period, from, to] of PERIODS) {
      const { items: lines, value } = await stats('my_attendance', '城郊党委', '--from', from, '--to', to);
      let [present, known] = [0, 0];
      for (const line of lines) {
        const answer = await chat.says(String(line.userid), `我${period}参加了几次会`);
        const person = org.person(String(line.userid))!;
        const own = { present: 0, leave: 0, absent: 0, open: 0, unnamed: 0 };
        for (const m of meetingsOf('城郊党委', from, to).filter(counts)) {
          const isCommittee = m.types.length === 1 && m.types[0] === 'committee_meeting';
          const isFor = isCommittee
            ? dueAt(m).includes(person)
            : [person.branchId, person.groupId].includes(m.unitId);
          if (!isFor) continue;
          const state = m.roll.get(person.id);
          if (cameTo(m).includes(person.id)) own.present += 1;
          else if (state === 'leave') own.leave += 1;
          else if (person.mobile || person.kind === '入党积极分子') continue;
          else if (state === 'absent') own.absent += 1;
          else if (m.record && cameTo(m).length < m.record.present) own.unnamed += 1;
          else own.open += 1;
        }
        expect(line).toMatchObject(own);
        present += own.present;
        known += own.present + own.leave + own.absent + own.open;
        const told = Number(/到会 (\d+) 次/.exec(answer)?.[1] ?? 0);
        expect([person.name, period, told], answer).toEqual([person.name, period, line.present]);
      }
      expect(value).toBe(known === 0 ? null : present / known);
    }
  });

  it.each(OVER_ITEMS)('$metric', async ({ metric, asked, shown, right }) => {
    for (const unit of UNITS) {
      const { value, items: lines } = await stats(metric, unit);
      const answer = await chat.says('admin', asked(unit));
      expect([unit, shown(answer)], answer).toEqual([unit, value]);
      expect([unit, value]).toEqual([unit, right(itemsOf(unit))]);
      expect(lines).toHaveLength(value!);
    }
  });

  it('rectify_rate', async () => {
    for (const [unit, period, from, to] of places) {
      const { value } = await stats('rectify_rate', unit, '--from', from, '--to', to);
      const answer = await chat.says('admin', `${unit}${period}整改销号率`);
      const end = Math.min(instantOf(to) + DAY_MS - 1, NOW);
      const found = itemsOf(unit).filter(
        (i) =>
          i.kind === 'rectification' &&
          i.openedAt <= end &&
          (i.closedAt === null || i.closedAt >= instantOf(from)),
      );
      const closed = found.filter((i) => i.closedAt !== null && i.closedAt <= end).length;
      expect(value).toBe(found.length === 0 ? null : closed / found.length);
      expect(answer).toContain(
        value === null
          ? '没有整改事项'
          : `共 ${found.length} 项，已销号 ${closed} 项，销号率 ${percent(value)}`,
      );
    }
  });

  it('rectify_item', async () => {
    for (const item of items.slice(0, 10)) {
      const { store, tools } = chat;
      const core = { store, tools, templates: tools.templates };
      const [line] = await linesFor(['rectify_item', String(item.no), '--json'], core, NOW);
      const { value, items: lines } = JSON.parse(line!) as StatsAnswer;
      expect([value, lines[0]]).toEqual([1, expect.objectContaining({ no: item.no, problem: item.problem })]);
      const name = item.kind === 'promise' ? '承诺' : '整改';
      expect(await chat.says('admin', `${name}${item.no}`)).toContain(`${STRONG}${name}${item.no}${STRONG}`);
    }
  });

  it('ack_missing', async () => {
    expect((await stats('ack_missing', '城郊党委')).value).toBeNull();
    expect(await chat.says('admin', '谁没回复收到')).toContain('没有要大家回复“收到”的通知');
  });

  it('report_missing', async () => {
    const { value, items } = await stats('report_missing', '城郊党委');
    const unreported = meetingsOf('城郊党委', '2026-08-21', '2026-11-21').filter(
      (m) => m.stage !== 'cancelled' && (isHeld(m) || isOver(m)) && m.record === undefined,
    );
    expect(value).toBe(unreported.length);
    expect(items.map(({ startAt }) => Date.parse(`${startAt}`)).sort()).toEqual(
      unreported.map((m) => m.startAt).sort(),
    );
    const answer = await chat.says('admin', '哪些支部没上报');
    const branches = new Set(items.map(({ unit }) => `${unit}`.split('/').slice(0, 2).join('/'))).size;
    expect(answer).toContain(
      value === 0 ? '没有过了时间还没上报的活动' : `还没上报的有 ${value} 次，${branches} 个支部`,
    );
  });

  it('member_count', async () => {
    const { value } = await stats('member_count', '城郊党委');
    expect(await chat.says('admin', '一共有多少党员')).toContain(`党员 ${value} 人`);
  });

  it('member_list', async () => {
    const { value, items } = await stats('member_list', '第一党支部');
    const said = await chat.says('admin', '第一党支部党员名单');
    const members = items.filter(({ standing }) => standing !== '入党积极分子');
    expect(said).toContain(`党员 ${members.length} 人，另有入党积极分子 ${value! - members.length} 人`);
    for (const { name } of items) expect(said).toContain(name);
  });

  it('process_due', async () => {
    defineShippedProcesses();
    const one = newProcess({ unitId: chat.unitId('第二党支部') });
    await chat.store.write((tx) => tx.addProcess(one));
    await chat.store.write((tx) => tx.addProcess({ ...one, subject: '李红', state: 'stopped' }));
    const { value, items } = await stats('process_due', '城郊党委');
    expect([value, items.map(({ name, dueAt }) => [name, dueAt])]).toEqual([1, [['王小明', '2026-12-01']]]);
    expect(await chat.says('admin', '哪些人下一步到期')).toContain(`的有 ${value} 件`);
  });

  it('process_done and process_at', async () => {
    defineShippedProcesses();
    const one = newProcess({ unitId: chat.unitId('第二党支部') });
    const admitted = { since: 'admitted', steps: stepsOn({ admitted: '2026-03-05' }) };
    await chat.store.write(async (tx) => {
      await tx.addProcess(one);
      await tx.addProcess({ ...one, subject: '李红', ...admitted });
      // What was stopped since was done all the same; what was done last year was not done in this one.
      await tx.addProcess({ ...one, subject: '孙九', ...admitted, state: 'stopped' });
      await tx.addProcess({
        ...one,
        subject: '周十',
        ...admitted,
        steps: stepsOn({ admitted: '2025-12-31' }),
      });
      await tx.addProcess({ ...one, subject: '吴一', isGone: true });
    });
    const done = await stats('process_done', '城郊党委');
    expect([done.value, done.items.map(({ name }) => name)]).toEqual([2, ['李红', '孙九']]);
    expect(await chat.says('admin', '今年发展了几个党员')).toContain('发展党员 2 人：第二党支部 2。');
    expect(await chat.says('admin', '哪个支部今年没发展党员')).toContain('一个也没有的支部：第一党支部');
    const at = await stats('process_at', '第二党支部');
    expect(new Set(at.items.map(({ name }) => name))).toEqual(new Set(['王小明']));
    expect(await chat.says('admin', '现在有几个入党申请人')).toContain(
      `现在有入党申请人 ${at.value} 人：第二党支部 ${at.value}。`,
    );
  });

  it('scheme_progress and scheme_still', async () => {
    await putScheme(chat.store);
    expect(await chat.says('admin', '第一党支部 第2项 本月完成1场')).toContain('已记');
    const [rate, still] = [
      await stats('scheme_progress', '城郊党委'),
      await stats('scheme_still', '城郊党委'),
    ];
    const due = rate.items.filter((one) => Number(one.due) > 0).length;
    expect(rate.value).toBe((due - still.value!) / due);
    expect(still.items.map(({ name }) => name)).not.toContain('2 初心讲坛');
    const said = await chat.says('admin', '计划进度');
    expect(said).toContain(`${rate.items.length} 项`);
    expect(said).toContain(`零进展 ${still.value} 项`);
  });

  it('filing_rate', async () => {
    defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
    const org = await chat.store.read((tx) => tx.organisation());
    const branches = [...org.units.values()].filter(({ kind }) => kind === 'branch').length;
    await chat.says('admin', '登记第二党支部党费 11月 5人');
    const { value, items } = await stats('filing_rate', '城郊党委');
    const dues = items.find(({ name }) => name === '党费')!;
    expect([dues.owed, dues.registered]).toEqual([branches, 1]);
    expect(dues.missing).not.toContain('城郊党委/第二党支部');
    const owed = items.reduce((sum, one) => sum + Number(one.owed), 0);
    expect(value).toBe(1 / owed);
    const answer = await chat.says('admin', '登记率');
    expect(answer).toContain(`应登记 ${owed} 份，已登记 1 份`);
    expect(answer).toContain(`11月党费：1/${branches}，没登记的：第一党支部`);
    defineFilingKinds([]);
  });

  it('muster_count, muster_ack_rate, muster_arrival_rate', async () => {
    await chat.says('admin', '集结 第一党支部 1小时内到村委会');
    await chat.says('admin', '发出');
    const org = await chat.store.read((tx) => tx.organisation());
    const branch = chat.unitId('第一党支部');
    const called = org.membersOf(branch).filter((p) => !p.mobile && p.kind !== '入党积极分子');
    const [early, late, there] = called.map(({ id }) => id);
    await chat.says(early!, '收到');
    await chat.says(there!, '到岗');
    chat.at('2026-11-21 10:11');
    await chat.says(late!, '收到');
    chat.at('2026-11-21 11:01');
    await chat.says(early!, '到岗');
    await chat.says('admin', '结束集结');
    const count = await stats('muster_count', '城郊党委');
    const acked = await stats('muster_ack_rate', '城郊党委');
    const arrived = await stats('muster_arrival_rate', '城郊党委');
    expect([count.value, acked.value, arrived.value]).toEqual([1, 2 / called.length, 1 / called.length]);
    expect(acked.items).toMatchObject([{ name: '第一党支部', called: called.length, inTime: 2, drills: 0 }]);
    const answer = await chat.says('admin', '今年集结了几次');
    expect(answer).toContain('集结 1 次，演练 0 次');
    expect(answer).toContain(`叫了 ${called.length} 人次，按时收到 2`);
    expect(answer).toContain('按时到岗 1（');
  });

  it('leaves no metric out', () => {
    const alone: Metric[] = [
      'activity_gap',
      'absentees',
      'late_list',
      'leave_list',
      'my_attendance',
      'rectify_rate',
      'rectify_item',
      'ack_missing',
      'report_missing',
      'member_count',
      'member_list',
      'process_due',
      'process_done',
      'process_at',
      'filing_rate',
      'scheme_progress',
      'scheme_still',
      'muster_count',
      'muster_ack_rate',
      'muster_arrival_rate',
    ];
    const asked = [...[...OVER_ACTIVITIES, ...OVER_ITEMS].map((row) => row.metric), ...alone];
    expect(asked.sort()).toEqual([...METRICS].sort());
  });
});

/** A small generator of numbers 0…1, the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
