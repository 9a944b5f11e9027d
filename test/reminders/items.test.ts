import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/domain/ledger/item.ts';
import { withNodes } from '../../src/domain/ledger/nodes.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import { plan } from '../../src/reminders/plan.ts';
import { at, brief, calm, item, settings, span } from './world.ts';

const winter = span('2026-10-01', '2027-02-01');
/** without the monthly drafts, to look at the ladder alone */
const quiet = { ...settings, items: { ...settings.items, draftDay: 1 } };
const ladder = (items: Item[]) =>
  plan(calm({ items, settings: quiet }), winter)
    .filter(
      (m) =>
        m.matters.some((x) => !x.key.startsWith('draft:')) &&
        !m.matters.some((x) => x.key.startsWith('calendar')),
    )
    .map(brief)
    .map((line) => line.replace(/ \d\d:\d\d digest/, ''));

describe('an item of several', () => {
  const of = (more: Partial<Item>) => ladder([item(12, '2026-11-27', { ownerName: '王五、张三', ...more })]);

  it('reminds each of them as the one who does it, and nobody twice', () => {
    expect(of({ otherOwnerIds: ['zhang', 'li'] })).toEqual([
      ...['11-18', '11-24', '11-26', '11-27', '11-30'].flatMap((day) =>
        ['zhang', 'li', 'wang'].map((who) => `${day} ${who}`),
      ),
      '12-08 admin',
    ]);
    const [first] = plan(
      calm({ items: [item(12, '2026-11-27', { otherOwnerIds: ['zhang'] })], settings: quiet }),
      winter,
    ).filter((m) => m.audience.includes('zhang') && m.text.includes('整改12'));
    expect(first!.text).toContain('请回复：整改12 进展50%');
  });

  it('goes on with those who are left when one has left', () => {
    expect(of({ ownerId: 'gone', otherOwnerIds: ['qian'] })[0]).toBe('11-18 qian');
    expect(of({ ownerId: 'gone', otherOwnerIds: ['gone2'], leaderId: 'li' })[0]).toBe('11-18 li');
  });

  it('is for none of them to decide', () => {
    const asked = item(12, '2026-12-31', {
      state: '提交销号',
      askedBy: 'wang',
      askedAt: at('2026-11-20 10:00'),
      otherOwnerIds: ['admin'],
    });
    expect(ladder([{ ...asked, otherOwnerIds: [] }])).toEqual([expect.stringContaining('admin')]);
    expect(ladder([asked])).toEqual([]);
  });
});

describe('the ladder of an item', () => {
  it.each<[string, string, string[]]>([
    [
      'with its deadline on a Friday',
      '2026-11-27',
      [
        '11-18 wang',
        '11-24 wang',
        '11-26 li',
        '11-26 wang',
        '11-27 li',
        '11-27 wang',
        '11-30 zhang',
        '11-30 li',
        '11-30 wang',
        '12-08 admin',
      ],
    ],
    [
      'with its deadline on a Sunday: the day itself is reminded on Friday, with the last step before',
      '2026-11-29',
      [
        '11-19 wang',
        '11-25 wang',
        '11-27 li',
        '11-27 wang',
        '11-30 zhang',
        '11-30 li',
        '11-30 wang',
        '12-08 admin',
      ],
    ],
    [
      'after 国庆: three working days before include the worked Saturday',
      '2026-10-13',
      [
        '09-29 wang',
        '10-09 wang',
        '10-12 li',
        '10-12 wang',
        '10-13 li',
        '10-13 wang',
        '10-14 zhang',
        '10-14 li',
        '10-14 wang',
        '10-22 admin',
      ].filter((line) => line > '10'),
    ],
  ])('%s', (_title, due, expected) => {
    expect(ladder([item(12, due)])).toEqual(expected);
  });

  it('speaks to the owner of the work, to the others of watching', () => {
    const texts = plan(
      calm({ items: [item(12, '2026-11-27')], settings: quiet }),
      span('2026-11-18', '2026-12-09'),
    );
    const said = (date: string, who: string) =>
      texts.find((m) => brief(m).startsWith(date) && m.audience[0] === who)!.text.split('\n')[0];
    expect(said('11-18', 'wang')).toBe(
      '【第一党支部】【蓝】整改12 灭火器过期：11月27日(周五)到期，还有7个工作日。请回复：整改12 进展50% 做了什么',
    );
    expect(said('11-27', 'wang')).toBe(
      '【第一党支部】【黄】整改12 灭火器过期：11月27日(周五)到期。办完请回复：整改12 完成',
    );
    expect(said('11-30', 'zhang')).toBe(
      '【第一党支部】【红】整改12 灭火器过期（王五）：11月27日(周五)已到期，超了1个工作日，请督促。进展请回复：整改12',
    );
  });

  it.each<[string, Partial<Item>]>([
    ['closed', { state: '已销号', closedAt: at('2026-11-10 10:00') }],
    ['handed in for closing', { state: '提交销号', askedAt: at('2027-03-01 10:00') }],
    ['withdrawn', { gone: 'withdrawn' }],
  ])('falls silent when it is %s', (_title, more) => {
    expect(ladder([item(12, '2026-11-27', more)])).toEqual([]);
  });

  it('leaves out the steps that lay before the item was opened', () => {
    expect(ladder([item(12, '2026-11-27', { openedAt: at('2026-11-24 09:00') })])[0]).toBe('11-26 li');
  });

  it('finds somebody who can act where a name is nobody in the roster', () => {
    const nobody = { ownerId: null, ownerName: '外单位人员' };
    expect(ladder([item(12, '2026-11-27', nobody)])[0]).toBe('11-18 li');
    expect(ladder([item(12, '2026-11-27', { ...nobody, leaderId: null })])[0]).toBe('11-18 zhang');
    expect(ladder([item(12, '2026-11-27', { ownerId: 'gone', leaderId: null })])[0]).toBe('11-18 zhang');
  });
});

describe('what waits for a decision', () => {
  it.each<[string, Partial<Item>, string]>([
    [
      'closing',
      { state: '提交销号', askedAt: at('2026-11-24 10:00') },
      '【第一党支部】整改12 灭火器过期：申请销号，等您审核。请回复：整改12 同意销号，或 整改12 退回 原因',
    ],
    [
      'an extension',
      { extensionTo: at('2026-12-20 23:59'), askedAt: at('2026-11-24 10:00'), dueAt: at('2027-06-01') },
      '【第一党支部】整改12 灭火器过期：申请延期到12月20日(周日)。请回复：整改12 同意延期，或 整改12 不同意延期',
    ],
  ])('%s is followed up once, two working days later', (_title, more, text) => {
    const sent = plan(calm({ items: [item(12, '2026-11-27', more)], settings: quiet }), winter).filter((m) =>
      m.matters.some((x) => x.key === 'approval:12'),
    );
    expect(sent.map(brief)).toEqual(['11-26 08:56 digest admin']);
    expect(sent[0]!.text.split('\n')[0]).toBe(text);
  });

  it.each([
    ['in the roster', 'zhao'],
    ['outside it', 'root'],
  ])('reaches an admin by set-up who is %s', (_where, id) => {
    const asked = item(12, '2026-11-27', { state: '提交销号', askedAt: at('2026-11-24 10:00') });
    const permissions = createPermissions(new Set([id]));
    const sent = plan(calm({ items: [asked], settings: quiet, permissions }), winter).filter((m) =>
      m.matters.some((x) => x.key === 'approval:12'),
    );
    expect(sent.flatMap((m) => m.audience).sort()).toEqual(['admin', id]);
  });

  it('is not put to who is responsible for it', () => {
    const own = item(12, '2026-11-27', {
      state: '提交销号',
      askedAt: at('2026-11-24 10:00'),
      leaderId: 'admin',
    });
    const sent = plan(calm({ items: [own], settings: quiet }), winter);
    expect(sent.filter((m) => m.matters.some((x) => x.key === 'approval:12'))).toEqual([]);
  });
});

it('a long-term item is reminded before and on its review day', () => {
  const long = item(12, null, { state: '长期整改', reviewAt: at('2026-12-15 23:59') });
  expect(ladder([long])).toEqual(['12-10 wang', '12-15 wang']);
});

describe('the month-end draft', () => {
  const items = [
    item(1, '2026-11-20', { movedAt: at('2026-09-01') }),
    item(2, '2026-12-31'),
    item(3, '2026-11-30', { state: '已销号', closedAt: at('2026-11-12 10:00') }),
    item(4, '2026-12-31', { unitId: 3, ownerId: 'qian', leaderId: null }),
  ];
  const drafts = plan(calm({ items }), span('2026-11-25', '2026-11-26')).filter((m) =>
    m.matters.some((x) => x.key.startsWith('draft:')),
  );

  it('tells each secretary of the unit and the admin of everything below', () => {
    expect(
      drafts.map((m) => `${m.audience} ${m.text.split('\n').find((line) => line.includes('整改情况'))}`),
    ).toEqual([
      'zhang 【第一党支部】11月整改情况：未销号2件，其中逾期1件；本月销号1件；一个月没有进展：整改1。清单请回复：整改清单',
      'qian 【第二党支部】11月整改情况：未销号1件，其中逾期0件；本月销号0件。清单请回复：整改清单',
      'admin 【城郊党委】11月整改情况：未销号3件，其中逾期1件；本月销号1件；一个月没有进展：整改1。清单请回复：整改清单',
    ]);
  });

  it('moves to the working day before a day off', () => {
    const october = plan(calm({ items }), span('2026-10-01', '2026-11-01')).filter((m) =>
      m.matters.some((x) => x.key.startsWith('draft:')),
    );
    expect(new Set(october.map((m) => brief(m).slice(0, 5)))).toEqual(new Set(['10-23']));
  });
});

describe('a node before the deadline', () => {
  const due = (day: string) => at(`${day} 23:59`);
  const node = (name: string, day: string, doneBy: string | null = null) => ({
    name,
    dueAt: due(day),
    doneAt: doneBy === null ? null : at('2026-11-20 10:00'),
    doneBy,
  });
  const tasked = (nodes: Item['nodes']) => item(12, '2026-12-31', { leaderId: 'li', ...withNodes(nodes) });
  const told = (nodes: Item['nodes'], who: string) =>
    plan(calm({ items: [tasked(nodes)], settings: quiet }), winter)
      .filter((m) => m.audience.includes(who) && m.text.includes('整改12'))
      .map((m) => ({ day: brief(m).slice(0, 5), text: m.text }));

  it('comes into the digest of who does it, from three working days before, and nobody else hears of it', () => {
    const nodes = [node('摸底', '2026-12-04'), node('验收', '2026-12-31')];
    const own = told(nodes, 'wang').filter(({ text }) => text.includes('摸底'));
    expect(own.slice(0, 4).map(({ day }) => day)).toEqual(['12-01', '12-03', '12-04', '12-07']);
    expect(own[0]!.text).toContain('还有3个工作日。完成请回复：整改12 摸底完成');
    expect(own[3]!.text).toContain('【黄】');
    expect(told(nodes, 'li').every(({ text }) => !text.includes('摸底'))).toBe(true);
  });

  it('is silent when it is done, and says nothing twice where it falls on the deadline', () => {
    const done = told([node('摸底', '2026-12-04', 'wang'), node('验收', '2026-12-31')], 'wang');
    const plain = told([], 'wang');
    expect(done.map(({ day }) => day)).toEqual(plain.map(({ day }) => day));
    expect(done[0]!.text).toContain('验收');
  });

  it('and the deadline itself come on the days that its kind names, those who watch on the ladder', () => {
    const nodes = [node('摸底', '2026-12-04'), node('验收', '2026-12-31')];
    const task = { ...tasked(nodes), kind: 'task' };
    const days = (who: string) =>
      plan(calm({ items: [task], settings: quiet }), winter)
        .filter((m) => m.audience.includes(who) && m.text.includes('任务12'))
        .map((m) => brief(m).slice(0, 5));
    expect(days('wang')).toEqual(['12-01', '12-04', '12-07', '12-28', '12-31', '01-04']);
    expect(days('li')).toEqual(['12-30', '12-31', '01-04']);
  });

  it('gives way to the deadline when the whole is late', () => {
    const late = told([node('摸底', '2026-12-04'), node('验收', '2026-12-31')], 'wang').at(-1)!;
    expect(late.text).toContain('办完请回复：整改12 完成');
  });
});
