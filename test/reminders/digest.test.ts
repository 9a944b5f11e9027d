import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../src/domain/activity/cadence.ts';
import { Organisation, type Unit } from '../../src/domain/organisation/organisation.ts';
import { plan } from '../../src/reminders/plan.ts';
import type { PlanInput } from '../../src/reminders/plan-types.ts';
import { useShippedReports } from '../support/filing.ts';
import {
  activity,
  cadence,
  calm,
  item,
  office,
  person,
  settings,
  smallOrganisation,
  span,
  type WorldParts,
  world,
} from './world.ts';

const digest = (input: PlanInput, date: string, who: string) =>
  plan(input, span(date, `${date} 23:59`)).find((m) => m.rule === 'digest' && m.audience[0] === who)!;

it('one matter is one sentence, with the unit in front', () => {
  expect(digest(world(), '2026-11-05', 'wang').text).toBe(
    [
      '【第一党支部第一党小组】11月还没安排党小组会，11月30日前要开。请回复：安排 党小组会 11月30日下午3点 会议室',
      '今天忙不过来，请回复：明天再提醒',
    ].join('\n'),
  );
});

it('several matters are numbered, most urgent first, and what can be said in one line is', () => {
  const input = world({
    activities: [activity(1, '2026-12-11 15:00')],
    items: [
      item(12, '2026-12-14', { ownerId: 'zhang' }),
      item(13, '2026-12-16', {
        ownerId: 'zhang',
        leaderId: null,
        problem: '党员活动室漏水，屋顶和北墙都要修缮，已拖了两个月',
      }),
    ],
  });
  expect(digest(input, '2026-12-15', 'zhang').text).toBe(
    [
      '【第一党支部】12月15日(周二) 有5件事：',
      '1. 【红】整改12 灭火器过期：12月14日(周一)已到期，超了1个工作日。办完请回复：整改12 完成',
      '2. 12月11日主题党日还没有记录，应到4人。都到了请回复：上报 主题党日 12月11日 全到；没有开请回复：没有开。有人没到就说是谁',
      '3. 【蓝】整改13 党员活动室漏水，屋顶和北墙都要修缮，…：12月16日(周三)到期，还有1个工作日。请回复：整改13 进展50% 做了什么',
      '4. 2026年还没安排民主评议党员、组织生活会，12月31日前要开。请回复：安排 民主评议党员 12月31日下午3点 会议室',
      '5. 2026年第4季度还没安排支部党员大会、党课，12月31日前要开。请回复：安排 支部党员大会 12月31日下午3点 会议室',
      '今天忙不过来，请回复：明天再提醒',
    ].join('\n'),
  );
});

it('what does not fit in six lines is still named', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8].map((no) => item(no, '2026-11-25', { ownerId: 'zhang' }));
  const lines = digest(world({ items }), '2026-11-25', 'zhang').text.split('\n');
  expect(lines[0]).toBe('【第一党支部】11月25日(周三) 有10件事：');
  expect(lines.slice(1, 7).map((line) => line.slice(0, 2))).toEqual(['1.', '2.', '3.', '4.', '5.', '6.']);
  expect(lines[7]).toBe('另有5件：整改7、整改8、11月支委会、11月主题党日、11月整改情况。回复“我的”可以查看');
  expect(lines).toHaveLength(9);
});

it('the admin reads one line for all units that missed the same', () => {
  expect(digest(world(), '2026-12-01', 'admin').text).toBe(
    [
      '12月1日(周二) 有4件事：',
      '1. 11月支委会没有记录：第一党支部。最新情况请回复：未开支委会的支部',
      '2. 11月主题党日没有记录：第一党支部、第二党支部。最新情况请回复：未开主题党日的支部',
      '3. 11月党小组会没有记录：第一党支部第一党小组。最新情况请回复：未开党小组会的支部',
      '4. 城郊党委：2027年的放假调休还没有录入，先按周末和法定节日计算。收到放假通知后请管理系统的同志填写 config/calendar/2027.yaml',
      '今天忙不过来，请回复：明天再提醒',
    ].join('\n'),
  );
});

it('names units of the same name by their parent', () => {
  const base = smallOrganisation();
  const more: Unit[] = [
    { id: 10, parentId: 1, kind: 'general_branch', name: '机关总支', path: '城郊党委/机关总支' },
    { id: 11, parentId: 10, kind: 'branch', name: '第一党支部', path: '城郊党委/机关总支/第一党支部' },
  ];
  const people = [...base.people.values(), person('wu', '吴十', 11)];
  const org = new Organisation([...base.units.values(), ...more], people, [
    ...base.offices,
    office('wu', 11, '书记'),
  ]);
  const requirements = cadence.requirements.filter((r) => r.id === 'theme_day');
  const text = digest(world({ org, cadence: { ...cadence, requirements } }), '2026-11-02', 'admin').text;
  expect(text.split('\n')[0]).toBe(
    '10月主题党日没有记录：城郊党委第一党支部、第二党支部、机关总支第一党支部。最新情况请回复：未开主题党日的支部',
  );
});

describe('its frame', () => {
  it('names every matter and unit for the machine too, and stays useful until the quiet hours', () => {
    const message = digest(world(), '2026-12-01', 'zhang');
    expect(message.matters).toContainEqual({
      key: 'cadence:organization_life:2:2026',
      unitId: 2,
      name: '2026年组织生活会',
    });
    expect(message.key).toBe('digest:zhang:2026-12-01');
    expect(message.expiresAt - message.at).toBe((21 * 60 - (8 * 60 + 32)) * 60_000);
  });

  it.each([
    ['2026-11-05', 'zhang', ['稍后 snooze']],
    ['2026-11-10', 'li', ['已处理 done:cadence:dues:2:2026-11', '稍后 snooze']],
  ])('on %s offers %s the buttons %j', (date, who, buttons) => {
    expect(digest(world(), date, who).buttons.map((b) => `${b.text} ${b.key}`)).toEqual(buttons);
  });

  it('lists as many lines as set', () => {
    const short = { ...settings, digest: { ...settings.digest, maxLines: 1 } };
    const lines = digest(world({ settings: short }), '2026-12-15', 'zhang').text.split('\n');
    expect(lines[2]).toBe('另有2件：2026年第4季度支部党员大会、2026年第4季度党课。回复“我的”可以查看');
  });
});

describe('what a branch has not registered', () => {
  useShippedReports();
  // Nothing else is due that day.
  const idle = (more: WorldParts = {}) =>
    calm({ items: [item(1, '2026-11-27', { ownerId: 'zhang' })], ...more });
  const told = (input: PlanInput, date: string, who = 'zhang') => digest(input, date, who)?.text.split('\n');

  it('is a line of a digest that goes anyway, and no message of its own', () => {
    expect(told(idle(), '2026-11-26')?.slice(1, 3)).toEqual([
      '1. 【蓝】整改1 灭火器过期：11月27日(周五)到期，还有1个工作日。请回复：整改1 进展50% 做了什么',
      '2. 11月月度工作记实还没登记，11月30日前要。一句话就行，例如：月度工作记实：召开党员大会，走访困难党员3户',
    ]);
    expect(plan(calm(), span('2026-11-01', '2026-11-30 23:59'))).toEqual([]);
  });

  it('is told to who registers, in the last days, and not once it is registered', () => {
    const items = ['zhang', 'li', 'qian'].map((ownerId, i) => item(i + 1, '2026-11-25', { ownerId }));
    const dues = (input: PlanInput, date: string, who: string) =>
      told(input, date, who)?.find((line) => line.includes('党费'));
    const on = (settled: string[] = []) => calm({ items, settled: new Set(settled) });
    expect(dues(on(), '2026-11-25', 'zhang')).toContain('11月党费还没登记，11月25日前要');
    expect(dues(on(), '2026-11-25', 'li')).toBeUndefined();
    expect(dues(on(), '2026-11-16', 'zhang')).toBeUndefined();
    expect(dues(on(), '2026-11-26', 'zhang')).toBeUndefined();
    expect(dues(on(['filing:party_dues:2:2026-11']), '2026-11-25', 'zhang')).toBeUndefined();
    expect(dues(on(['filing:party_dues:2:2026-11']), '2026-11-25', 'qian')).toContain('党费');
  });

  it('leaves the button of what is settled by saying so', () => {
    const [committee, dues] = ['committee_meeting', 'dues'].map(
      (id) => cadence.requirements.find((r) => r.id === id)!,
    ) as [Requirement, Requirement];
    const requirements = [{ ...dues, tell: committee.tell, remind: committee.remind } as Requirement];
    const input = world({ cadence: { ...cadence, requirements } });
    const message = plan(input, span('2026-11-20', '2026-11-20 23:59')).find(
      (m) => m.audience[0] === 'zhang',
    )!;
    expect(message.text).toContain('11月党费还没登记');
    expect(message.buttons.map(({ text }) => text)).toEqual(['已处理', '稍后']);
  });

  it('is asked for once where a requirement is met by it, and met by registering it', () => {
    const dues = cadence.requirements.find((r) => r.id === 'dues')!;
    const remind: Requirement['remind'] = [
      { kind: 'day', day: 10 },
      { kind: 'working_days_before_end', days: 4 },
    ];
    const met: Requirement = { ...dues, remind, metBy: { kind: 'report', report: 'party_dues' } };
    const on = (settled: string[] = []) =>
      world({ cadence: { ...cadence, requirements: [met] }, settled: new Set(settled) });
    // On its own day it is a message like any other; near the end the line of reports says nothing twice.
    const alone = digest(on(), '2026-11-10', 'qian');
    expect(alone.text).toContain('11月党费还没登记，11月25日前要');
    expect(alone.buttons.map(({ text }) => text)).toEqual(['稍后']);
    expect(alone.matters.map(({ key }) => key)).toEqual(['cadence:dues:3:2026-11']);
    expect(digest(on(), '2026-11-24', 'qian').text.split('党费还没登记')).toHaveLength(2);
    for (const matter of ['filing:party_dues:3:2026-11', 'cadence:dues:3:2026-11'])
      expect(digest(on([matter]), '2026-11-10', 'qian')).toBeUndefined();
  });
});

it('every text fits into one application message', () => {
  const items = Array.from({ length: 30 }, (_, i) =>
    item(i + 1, '2026-12-01', { ownerId: 'zhang', problem: '很长的问题描述'.repeat(20) }),
  );
  for (const m of plan(world({ items }), span('2026-11-01', '2027-01-31')))
    expect(Buffer.byteLength(m.text), m.text).toBeLessThanOrEqual(2048);
});

it('what goes to a group that nobody hears says where to answer', () => {
  const activities = [activity(1, '2026-11-25 15:00')];
  const texts = (channel: 'webhook' | 'appchat') =>
    plan(
      world({ activities, addresses: new Map([[2, { channel, chat: 'c' }]]) }),
      span('2026-11-24', '2026-11-26'),
    )
      .filter((m) => m.chat === 'c')
      .map((m) => m.text.includes('请私下发给我'));
  expect(texts('appchat').length).toBeGreaterThan(0);
  expect(new Set(texts('appchat'))).toEqual(new Set([true]));
  expect(new Set(texts('webhook'))).toEqual(new Set([false]));
});
