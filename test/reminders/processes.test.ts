import { describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import type { Process } from '../../src/domain/process/process.ts';
import { plan } from '../../src/reminders/plan.ts';
import { defineShippedProcesses, newProcess, SHIPPED_PROCESSES, stepsOn } from '../support/processes.ts';
import { worksOf } from '../support/scheme.ts';
import { calm, span } from './world.ts';

// What runs through steps is one line in the digest of whoever keeps it: at its leads, once when late, and never else.

defineShippedProcesses();

const told = (processes: Omit<Process, 'id'>[], from: string, to: string, more = {}) =>
  plan(
    calm({ processes: processes.map((process, i) => ({ id: i + 1, ...process })), ...more }),
    span(from, to),
  )
    .filter(({ matters }) => matters.every(({ key }) => key.startsWith('process:')))
    .map(({ at, audience, text, rule }) => {
      expect(rule).toBe('digest');
      return [new Date(at + 8 * 3600_000).toISOString().slice(0, 10), audience.join(), text.split('\n')[0]!];
    });
const daysTold = (...args: Parameters<typeof told>) => told(...args).map(([day]) => day);
const term = (more: Partial<Process> = {}) =>
  newProcess({ kind: 'election', subject: '', since: 'request', steps: {}, endsOn: '2027-03-31', ...more });

it('a term is told of six, three and one month before, and once when it is over', () => {
  expect(told([term()], '2026-09-01', '2027-06-01')).toEqual([
    [
      '2026-09-30',
      'zhang',
      '【第一党支部】换届：任期到2027年3月31日(周三)，下一步请示。办好请回复：换届请示',
    ],
    [
      '2026-12-31',
      'zhang',
      '【第一党支部】换届：任期到2027年3月31日(周三)，下一步请示。办好请回复：换届请示',
    ],
    ['2027-02-26', 'zhang', '【第一党支部】换届：任期到3月31日(周三)，下一步请示。办好请回复：换届请示'],
    ['2027-04-01', 'zhang', '【第一党支部】换届：任期3月31日(周三)已到，还没记请示。办好请回复：换届请示'],
  ]);
});

it('and of no more once the vote was held', () => {
  expect(told([term({ steps: stepsOn({ vote: '2026-12-20' }) })], '2026-12-21', '2027-06-01')).toEqual([]);
});

it('a step is told of before it is due, and once when it is late', () => {
  expect(told([newProcess()], '2026-11-02', '2027-03-01')).toEqual([
    [
      '2026-11-24',
      'zhang',
      '【第一党支部】王小明发展党员：12月1日(周二)前派人谈话。办好请回复：王小明派人谈话',
    ],
    [
      '2026-12-02',
      'zhang',
      '【第一党支部】王小明发展党员：派人谈话应在12月1日(周二)前，还没记。办好请回复：王小明派人谈话',
    ],
  ]);
});

it('what may be done from a day on is told of on that day, or the working day before', () => {
  const probationary = newProcess({
    since: 'admitted',
    steps: stepsOn({ admitted: '2026-06-10', approved: '2026-07-01', oath: '2026-07-01' }),
  });
  expect(told([probationary], '2026-07-02', '2028-01-01').map(([day, , text]) => [day, text])).toEqual([
    [
      '2027-05-10',
      '【第一党支部】王小明发展党员：6月10日(周四)前递交转正申请书。办好请回复：王小明递交转正申请书',
    ],
    ['2027-06-10', expect.stringContaining('满期，可以支部大会讨论转正了')],
    ['2027-06-11', expect.stringContaining('递交转正申请书应在6月10日(周四)前，还没记')],
  ]);
});

it('is silent of what was said when a step was told, of what was stopped, and where no lead is set', () => {
  const late = Date.parse('2026-11-25T10:00:00+08:00');
  expect(daysTold([newProcess({ changedAt: late })], '2026-11-02', '2026-12-20')).toEqual(['2026-12-02']);
  const sameDay = Date.parse('2026-11-24T07:00:00+08:00');
  expect(daysTold([newProcess({ changedAt: sameDay })], '2026-11-02', '2026-12-20')).toEqual(['2026-12-02']);
  expect(daysTold([newProcess({ state: 'stopped' })], '2026-11-02', '2027-03-01')).toEqual([]);
  const talked = newProcess({ steps: stepsOn({ applied: '2026-11-01', talked: '2026-11-05' }) });
  expect(daysTold([talked], '2026-11-02', '2028-03-01')).toEqual([]);
});

it('comes again where it was put off, as it stands then, and not once it is done', () => {
  const put = (snoozed: string) => ({ snoozes: [{ personId: 'zhang', matter: snoozed, on: '2026-11-26' }] });
  expect(told([newProcess()], '2026-11-26', '2026-11-27', put('process:1'))).toMatchObject([
    ['2026-11-26', 'zhang', expect.stringContaining('前派人谈话')],
  ]);
  expect(told([newProcess({ state: 'done' })], '2026-11-26', '2026-11-27', put('process:1'))).toEqual([]);
  expect(told([newProcess()], '2026-11-26', '2026-11-27', put('process:9'))).toEqual([]);
});

it('what may be done is never late, and of a kind that is no more in use nothing is said', () => {
  const ready = newProcess({
    since: 'admitted',
    steps: stepsOn({
      admitted: '2026-06-10',
      approved: '2026-07-01',
      oath: '2026-07-01',
      asked: '2027-05-01',
    }),
  });
  const snoozes = [{ personId: 'zhang', matter: 'process:1', on: '2027-06-16' }];
  expect(told([ready], '2027-06-16', '2027-06-17', { snoozes })).toMatchObject([
    ['2027-06-16', 'zhang', expect.stringContaining('满期，可以支部大会讨论转正了')],
  ]);
  defineProcesses(SHIPPED_PROCESSES.map((row) => ({ ...row, stopped: true })));
  expect(told([newProcess()], '2026-11-02', '2027-03-01')).toEqual([]);
  defineShippedProcesses();
});

it('a plan is one more line of it in the last five working days, of what is due and not reported', () => {
  const works = worksOf(1, 2).map((work, i) => ({ ...work, id: i + 1 }));
  const plans = { schemes: [{ id: 1, unitId: 1, name: '三年行动计划', works }], month: '2026-11' };
  const reported = (count: number) => ({ plans: { ...plans, reported: new Map([[2, count]]) } });
  const lines = (day: string, more: object, unitId = 2) =>
    plan(
      calm({ processes: [{ ...newProcess({ unitId, changedAt: 1 }), id: 1 }], ...more }),
      span(day, `${day} 23:59`),
    ).flatMap(({ text }) => text.split('\n').filter((line) => line.includes('计划')));
  const due = (day: string, more: object) =>
    lines(day, {
      snoozes: [{ personId: 'zhang', matter: 'process:1', on: day }],
      ...more,
    });
  expect(due('2026-11-24', reported(0))).toEqual([expect.stringContaining('3')]);
  expect(due('2026-11-24', reported(1))).toEqual([expect.stringContaining('2')]);
  expect(due('2026-11-24', reported(3))).toEqual([]);
  // Monday the 23rd has five more working days before the month is over.
  expect(due('2026-11-23', reported(0))).toEqual([]);
  expect(lines('2026-11-25', reported(0))).toEqual([]);
  // Of December nothing was asked in the state of November: all of it is still to be told.
  expect(due('2026-12-28', reported(3))).toEqual([expect.stringContaining('3')]);
});

describe('a date of the settings', () => {
  const election = {
    ...{ id: 'election', name: '换届选举', period: 'once' as const, level: 'branch' as const },
    ...{ applies: 'all' as const, tell: ['书记' as const], escalate: true },
    metBy: { kind: 'process' as const, process: 'election', step: null },
    remind: [{ kind: 'months_before' as const, months: 3 }],
  };
  const confirming = {
    ...{ ...election, id: 'probation_end', name: '预备期满转正' },
    metBy: { kind: 'process' as const, process: 'development', step: 'confirmed' },
    remind: [{ kind: 'days_before' as const, days: 7 }],
  };
  const cadence = {
    requirements: [election, confirming],
    committee: { minOfficers: 2, minMembers: 0 },
    units: new Map(),
    dates: [
      { requirement: 'election', unit: '城郊党委/第一党支部', label: null, on: '2027-03-31' },
      { requirement: 'probation_end', unit: '城郊党委/第一党支部', label: '王小明', on: '2027-06-10' },
    ],
  };
  const linesOf = (processes: Omit<Process, 'id'>[]) =>
    plan(
      calm({ cadence, processes: processes.map((process, i) => ({ id: i + 1, ...process })) }),
      span('2026-11-02', '2027-08-01'),
    ).flatMap(({ matters }) => matters.map(({ key }) => key.replace(/:.*/u, '')));
  const probationary = (days: Record<string, string> = {}) =>
    newProcess({
      since: 'admitted',
      steps: stepsOn({ admitted: '2026-06-10', approved: '2026-07-01', oath: '2026-07-01', ...days }),
    });
  const count = (processes: Omit<Process, 'id'>[], kind: string) =>
    linesOf(processes).filter((one) => one === kind).length;

  it('gives way to the process that reminds of the same, and else is told', () => {
    expect(count([], 'once')).toBe(4);
    expect(count([term()], 'once')).toBe(3);
    // What is left is said to those above, once it is over and still open.
    expect(count([term(), probationary()], 'once')).toBe(2);
    // Of somebody else, of another branch and of what has not begun nothing is known.
    expect(count([newProcess({ subject: '李红', ...{ steps: probationary().steps } })], 'once')).toBe(4);
    expect(count([term({ unitId: 3 }), newProcess()], 'once')).toBe(4);
  });

  it('is told to those above once it is over, unless it was moved or is done', () => {
    const moved = term({ endsOn: '2027-09-30' });
    const voted = term({ steps: stepsOn({ vote: '2027-03-01' }), state: 'done' });
    const confirmed = { ...probationary({ confirmed: '2027-06-11' }), state: 'done' as const };
    for (const one of [moved, voted]) expect(count([one], 'once')).toBe(2);
    expect(count([moved, confirmed], 'once')).toBe(0);
  });
});

it('several of a day are lines of one message', () => {
  const many = Array.from({ length: 9 }, (_, i) => newProcess({ subject: `王小${i}` }));
  const messages = plan(
    calm({ processes: many.map((process, i) => ({ id: i + 1, ...process })) }),
    span('2026-11-24', '2026-11-25'),
  );
  expect(messages).toHaveLength(1);
  expect(messages[0]!.text).toContain('有9件事');
});
