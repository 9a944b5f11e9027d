import { describe, expect, it } from 'vitest';
import { dateOf, instantOf } from '../../../src/domain/calendar/time.ts';
import {
  cellDate,
  cellProgress,
  cellState,
  cellUnit,
  namesIn,
  splitNumber,
} from '../../../src/domain/ledger/cells.ts';
import { planLedger } from '../../../src/domain/ledger/import.ts';
import type { Item } from '../../../src/domain/ledger/item.ts';
import { LEDGER_FIELDS, type LedgerRow, ledgerRow } from '../../../src/domain/ledger/row.ts';
import { Organisation, type Person } from '../../../src/domain/organisation/organisation.ts';
import { readDate } from '../../../src/parsing/deadline.ts';
import { isLinear, repeated } from '../../support/cost.ts';
import { storedItem } from '../../support/item.ts';

const NOW = instantOf('2026-11-21', 10);
const units = [
  { id: 1, parentId: null, kind: 'committee' as const, name: '城郊党委', path: '城郊党委' },
  { id: 2, parentId: 1, kind: 'branch' as const, name: '第一党支部', path: '城郊党委/第一党支部' },
  { id: 3, parentId: 1, kind: 'branch' as const, name: '第二党支部', path: '城郊党委/第二党支部' },
];
const member = (id: string, name: string, branchId: number | null): Person => ({
  id,
  userId: id,
  name,
  kind: '正式党员',
  mobile: false,
  branchId,
  groupId: null,
  active: true,
});
const org = new Organisation(
  units,
  [
    member('lisi', '李四', 2),
    member('zhangsan', '张三', 2),
    member('lihong1', '李红', 2),
    member('lihong2', '李红', 3),
    member('admin', '郑管理', null),
  ],
  [{ personId: 'admin', unitId: 1, role: '管理员' }],
);

const row = (given: Partial<LedgerRow> = {}): LedgerRow => ({
  ...(Object.fromEntries(LEDGER_FIELDS.map((f) => [f, ''])) as unknown as LedgerRow),
  row: 2,
  problem: '活动室漏水',
  owner: '李四',
  due: '2026-12-10',
  ...given,
});
const plan = (rows: LedgerRow[], items: Item[] = []) =>
  planLedger(rows, { org, items, unit: undefined, now: NOW, by: 'cli', readDate });

describe('cells', () => {
  it.each([
    ['2026-12-10', '2026-12-10'],
    ['2026/2/3', '2026-02-03'],
    ['2026.12.10前', '2026-12-10'],
    ['2026年12月10日之前', '2026-12-10'],
    ['２０２６年１２月底', '2026-12-31'],
    ['2026年2月末', '2026-02-28'],
    ['2026年底', '2026-12-31'],
    ['46366', '2026-12-10'],
    ['39783', '2008-12-01'],
    ['50041', '2037-01-01'],
    ['46366.75', '2026-12-10'],
    ['29999', undefined],
    ['2026-12-10 00:00:00', '2026-12-10'],
    ['2026-02-30', undefined],
    ['12月10日', undefined],
    ['尽快', undefined],
    ['', undefined],
  ])('the date %s is %s', (text, date) => {
    const at = cellDate(text);
    expect(at === undefined ? undefined : dateOf(at)).toBe(date);
    if (at !== undefined) expect(at).toBe(instantOf(date!, 23, 59, 59));
  });

  it.each([
    ['整改12', 12, null],
    ['整改12（WT-2026-003）', 12, 'WT-2026-003'],
    ['WT-2026-003', null, 'WT-2026-003'],
    ['3', null, null],
    ['3.', null, null],
    ['', null, null],
  ])('the number %s', (text, no, code) => {
    expect(splitNumber(text)).toEqual({ no, code });
  });

  it.each([
    ['60% 正在施工（2026-11-20）', 60, '正在施工'],
    ['正在施工', 0, '正在施工'],
    ['完成80%，下周公示', 80, '完成80%，下周公示'],
    ['100%', 100, null],
  ])('the progress %s', (text, progress, progressText) => {
    expect(cellProgress(text)).toEqual({ progress, progressText });
  });
});

describe('planning an import', () => {
  it('opens an item for the branch of the one responsible', () => {
    const { open, problems } = plan([row({ leader: '张三', source: '巡察反馈', no: 'WT-1' })]);
    expect(problems).toEqual([]);
    expect(open[0]).toMatchObject({
      unitId: 2,
      code: 'WT-1',
      ownerId: 'lisi',
      leaderId: 'zhangsan',
      state: '待整改',
      dueAt: instantOf('2026-12-10', 23, 59, 59),
    });
  });

  it.each<[string, Partial<LedgerRow>, object]>([
    [
      'closed',
      { closed: '2026-11-09', owner: '走了的人', due: '' },
      { state: '已销号', ownerId: null, progress: 100 },
    ],
    ['asked', { asked: '李四 2026-11-20' }, { state: '提交销号', askedBy: 'lisi' }],
    ['under way', { progress: '60% 施工' }, { state: '整改中', progress: 60 }],
    ['long-term', { type: '长期坚持', due: '' }, { state: '长期整改', dueAt: null }],
    [
      'several responsible',
      { owner: '李四、张三' },
      { ownerId: 'lisi', otherOwnerIds: ['zhangsan'], ownerName: '李四、张三' },
    ],
    [
      'several of whom some have left, and closed',
      { owner: '走了的、李四，张三', closed: '2026-11-09' },
      { ownerId: 'lisi', otherOwnerIds: ['zhangsan'], ownerName: '走了的、李四，张三' },
    ],
    ['namesake of the unit', { owner: '李红', unit: '第二党支部' }, { ownerId: 'lihong2', unitId: 3 }],
    ['leader who is in no roster', { leader: '王书记' }, { leaderId: null, leaderName: '王书记' }],
  ])('reads a row that is %s', (_, given, item) => {
    const { open, problems } = plan([row(given)]);
    expect(problems).toEqual([]);
    expect(open[0]).toMatchObject(item);
  });

  it.each<[Partial<LedgerRow>, string, string | undefined]>([
    [{ problem: '' }, 'problem_missing', 'problem'],
    [{ owner: '' }, 'owner_missing', 'owner'],
    [{ owner: '李思' }, 'person_unknown', 'owner'],
    [{ owner: '李红' }, 'person_several', 'owner'],
    [{ owner: '李四、张三丰' }, 'person_unknown', 'owner'],
    [{ owner: '李四、李红', unit: '城郊党委' }, 'person_several', 'owner'],
    [{ owner: '李四和张三丰' }, 'person_unknown', 'owner'],
    [{ due: '' }, 'due_missing', 'due'],
    [{ due: '2026年2月30日' }, 'date_invalid', 'due'],
    [{ due: '立行立改' }, 'due_at_once', 'due'],
    [{ closed: '早就好了' }, 'date_invalid', 'closed'],
    [{ unit: '第九党支部' }, 'unit_unknown', 'unit'],
    [{ no: '整改99' }, 'number_unknown', 'no'],
  ])('names what is wrong in %j', (given, code, field) => {
    const { problems, open } = plan([row(given)]);
    expect(problems).toEqual([expect.objectContaining({ row: 2, code, field })]);
    expect(open).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['李四、张三', ['李四', '张三']],
    ['李四，张三；郑管理', ['李四', '张三', '郑管理']],
    ['李四和张三', ['李四', '张三']],
    ['李四 张三', ['李四', '张三']],
    ['李四\n张三', ['李四', '张三']],
    ['张　三、李四', ['张　三', '李四']],
    ['李四、李四', ['李四']],
    ['张三 书记、李四', ['张三', '李四']],
    ['王和平、李四', ['王和平', '李四']],
    ['李红（第二党支部 一组、二组）、李四', ['李红（第二党支部 一组、二组）', '李四']],
    ['', []],
  ])('names in %j', (cell, names) => {
    expect(namesIn(cell, org)).toEqual(names);
  });

  it('gives everybody of a row to a known item that knew the first alone', () => {
    const known = storedItem({ ownerName: '李四、张三' });
    const given = { owner: '李四、张三', measure: '修屋顶', due: '2026-11-30' };
    const { change } = plan([row(given)], [known]);
    expect(change.map((c) => c.after)).toEqual([{ ...known, otherOwnerIds: ['zhangsan'] }]);
    // Handed over since, the names differ, and the file is followed as ever.
    expect(plan([row(given)], [{ ...known, otherOwnerIds: ['zhangsan'] }]).same).toBe(1);
  });

  it('dates what it opens: before its closing, with its first deadline, and when to look at it again', () => {
    const of = (given: Partial<LedgerRow>) => {
      const { dueAt, firstDueAt, openedAt, movedAt, closedAt, askedAt, reviewAt } = plan([row(given)])
        .open[0]!;
      const days = { dueAt, firstDueAt, openedAt, movedAt, closedAt, askedAt, reviewAt };
      return Object.fromEntries(
        Object.entries(days).map(([key, at]) => [key, at === null ? '' : dateOf(at)]),
      );
    };
    const none = { closedAt: '', askedAt: '', reviewAt: '' };
    const today = { openedAt: '2026-11-20', movedAt: '2026-11-20' };
    expect(of({ firstDue: '2026-11-30' })).toEqual({
      ...none,
      ...today,
      dueAt: '2026-12-10',
      firstDueAt: '2026-11-30',
    });
    expect(of({ closed: '2026-11-09', due: '2026-11-30' })).toEqual({
      ...none,
      dueAt: '2026-11-30',
      firstDueAt: '2026-11-30',
      openedAt: '2026-11-09',
      movedAt: '2026-11-09',
      closedAt: '2026-11-09',
      askedAt: '2026-11-09',
    });
    // Finished and nobody says when; long-term; a day of last year that has none of this one yet.
    expect(of({ state: '已完成' })).toMatchObject({ askedAt: '2026-11-20', closedAt: '', reviewAt: '' });
    expect(of({ due: '长期坚持' })).toMatchObject({ dueAt: '', firstDueAt: '', reviewAt: '2027-02-19' });
    expect(of({ closed: '12月20日' })).toMatchObject({ closedAt: '2025-12-20' });
  });

  it('takes a closed row whose deadline is none', () => {
    const { problems, open } = plan([row({ closed: '2026-11-09', due: '尽快' })]);
    expect([problems, open[0]!.state, open[0]!.dueAt]).toEqual([[], '已销号', null]);
  });

  it('who decided is the person where the roster knows the name', () => {
    const of = (decidedBy: string) =>
      plan([row({ closed: '2026-11-09', decidedBy, opinion: '同意' })]).open[0]!;
    expect([of('张三').decidedBy, of('王书记').decidedBy, of('张三').opinion]).toEqual([
      'zhangsan',
      '王书记',
      '同意',
    ]);
  });

  it('knows 责任领导 and 督办人 of a known item each by the name of its own', () => {
    const found = plan([row({ supervisor: '李四', leader: '郑管理' })], [storedItem()]);
    expect(found.change[0]!.after).toMatchObject({ supervisorId: 'lisi', leaderId: 'admin' });
  });

  it('leaves those who were added here to an item whose cell names the first alone', () => {
    const known = storedItem({ otherOwnerIds: ['zhangsan'] });
    const found = plan([row({ measure: '修屋顶', due: '2026-11-30' })], [known]);
    expect([found.change, found.same]).toEqual([[], 1]);
  });

  it('leaves the deadline of what is closed as it was', () => {
    const known = storedItem({ state: '已销号', closedAt: NOW });
    const found = plan([row({ measure: '修屋顶', due: '2027-01-31' })], [known]);
    expect([found.change, found.same]).toEqual([[], 1]);
  });

  it('does not find by its number what was taken out of the lists', () => {
    const found = plan([row({ no: '整改1' })], [storedItem({ gone: 'withdrawn' })]);
    expect(found.problems).toMatchObject([{ row: 2, code: 'number_unknown', value: '整改1' }]);
    expect(plan([row()], [storedItem({ gone: 'withdrawn' })]).open).toHaveLength(1);
  });

  it('names every bad row, and a row that stands twice', () => {
    const { problems } = plan([
      row({ row: 2 }),
      row({ row: 3, owner: '无此人', due: '尽快' }),
      row({ row: 4 }),
      row({ row: 5, problem: '台账不全', owner: '' }),
    ]);
    expect(problems.map((p) => [p.row, p.code])).toEqual([
      [3, 'date_invalid'],
      [3, 'person_unknown'],
      [4, 'row_repeated'],
      [5, 'owner_missing'],
    ]);
  });

  it.each<[string, Partial<LedgerRow>, Partial<Item>]>([
    ['our number', { no: '整改1', problem: '别的说法' }, {}],
    ['the code', { no: 'wt-7', problem: '别的说法' }, { code: 'WT-7' }],
    ['the same problem in the same unit', { no: '3', problem: '活动室 漏水' }, {}],
  ])('finds a known item by %s and follows the file in what describes it', (_, given, known) => {
    const item = storedItem({ ...known, state: '整改中', progress: 60 });
    const found = plan([row({ ...given, measure: '换瓦', due: '2026-12-15' })], [item]);
    expect(found.open).toEqual([]);
    expect(found.change[0]!.after).toMatchObject({ measure: '换瓦', state: '整改中', progress: 60 });
    expect(dateOf(found.change[0]!.after.dueAt!)).toBe('2026-12-15');
    expect(found.change[0]!.after.firstDueAt).toBe(item.firstDueAt);
  });

  it.each<[string, Partial<Item>]>([
    ['open', {}],
    ['with a code', { code: 'WT-1' }],
    ['extended', { dueAt: instantOf('2026-12-20', 23, 59, 59) }],
    ['long-term', { state: '长期整改', dueAt: null, reviewAt: NOW }],
    [
      'closed',
      { state: '已销号', closedAt: NOW, askedBy: 'lisi', askedAt: NOW, decidedBy: 'admin', progress: 100 },
    ],
    ['waiting', { state: '提交销号', askedBy: 'lisi', askedAt: NOW, progressText: '好了', progressAt: NOW }],
    [
      'with everything',
      { department: '办公室', supervision: '每周', supervisorName: '张三', prevention: '维护' },
    ],
  ])('changes nothing when its own export comes back: %s', (_, given) => {
    const item = storedItem({ ...given, leaderName: '张三' });
    const found = plan([{ row: 2, ...ledgerRow(item, org, []) }], [item]);
    expect(found).toEqual({ problems: [], notes: [], open: [], change: [], same: 1 });
  });
});

describe('deadlines as written', () => {
  it.each<[string, string, string | null]>([
    ['2026年底前，并长期坚持', '2026-12-31', '长期坚持'],
    ['2026年12月31日前取得阶段性成效，持续推进', '2026-12-31', '长期坚持'],
    ['立行立改，2026年11月30日前', '2026-11-30', '立行立改'],
    ['2026年12月', '2026-12-31', null],
    ['202612', '2026-12-31', null],
    ['20261231', '2026-12-31', null],
    ['2026.12.31前', '2026-12-31', null],
    ['2026年第四季度', '2026-12-31', null],
    ['四季度', '2026-12-31', null],
    ['12月上旬', '2026-12-10', null],
    ['11月底', '2026-11-30', null],
    ['年内', '2026-12-31', null],
    ['2026年12月31日24时前', '2026-12-31', null],
    ['2026年10月—2027年3月', '2027-03-31', null],
    ['1.2026年12月10日前；2.2027年3月底前', '2026-12-10', null],
  ])('%s', (due, date, type) => {
    const { open, problems, notes } = plan([row({ due })]);
    expect(problems).toEqual([]);
    expect([dateOf(open[0]!.dueAt!), open[0]!.type, open[0]!.state]).toEqual([date, type, '待整改']);
    const isPlain = /^20|^立/.test(due);
    expect(notes.map((n) => `${n.code} ${n.as}`)).toEqual(isPlain ? [] : [`due_read ${date}`]);
  });

  it('without a date 长期坚持 is long-term', () => {
    for (const due of ['长期坚持', '持续推进', '常态化'])
      expect(plan([row({ due })]).open[0]).toMatchObject({ state: '长期整改', dueAt: null });
  });

  it('a date stays the deadline though the type is long-term', () => {
    const { open } = plan([row({ type: '长期坚持', due: '2026-12-31' })]);
    expect(open[0]).toMatchObject({ state: '待整改', dueAt: instantOf('2026-12-31', 23, 59, 59) });
  });
});

describe('完成情况', () => {
  it.each<[string, string, string | null]>([
    ['已完成', '已销号', null],
    ['已销号', '已销号', null],
    ['已整改到位', '已销号', null],
    ['整改完成', '已销号', null],
    ['是', '已销号', null],
    ['√', '已销号', null],
    ['已完成（2026-11-20）', '已销号', '2026-11-20'],
    ['2026年11月20日已完成', '已销号', '2026-11-20'],
    ['已于11月20日前销号', '已销号', '2026-11-20'],
    ['11.3完成', '已销号', '2026-11-03'],
    ['已完成并长期坚持', '已销号', null],
    ['已经完成了', '已销号', null],
    ['已落实', '已销号', null],
    ['按期完成', '已销号', null],
    ['逾期完成', '已销号', null],
    ['【已完成】', '已销号', null],
    ['己完成', '已销号', null],
    ['已 完 成', '已销号', null],
    ['√完成', '已销号', null],
    ['■已完成 □未完成', '已销号', null],
    ['□已完成 ☑未完成', '待整改', null],
    ['已完成□ 整改中☑', '整改中', null],
    ['□已完成 □未完成', '整改中', null],
    ['Y', '已销号', null],
    ['□', '待整改', null],
    ['—', '待整改', null],
    ['已整改到位，待销号', '提交销号', null],
    ['已申请销号', '提交销号', null],
    ['完成3项，剩余2项', '整改中', null],
    ['已完成2项', '整改中', null],
    ['完成，其余正在推进', '整改中', null],
    ['已完成，剩一处', '整改中', null],
    ['已完成三处，其余下月再修', '整改中', null],
    ['完成，余下的再修', '整改中', null],
    ['已整改，还有一处', '整改中', null],
    ['已整改，还差验收', '整改中', null],
    ['已完成，拟开会通报', '整改中', null],
    ['已完成，预计下月见效', '整改中', null],
    ['已完成，11月18日召开专题会', '已销号', '2026-11-18'],
    ['未完成', '待整改', null],
    ['否', '待整改', null],
    ['尚未完成', '待整改', null],
    ['进行中', '整改中', null],
    ['正在整改', '整改中', null],
    ['60%', '整改中', null],
    ['已完成80%', '整改中', null],
    ['基本完成', '整改中', null],
    ['部分完成', '整改中', null],
    ['已完成方案制定', '整改中', null],
    ['尚未启动', '待整改', null],
    ['还没开始', '待整改', null],
    ['立行立改，已完成', '已销号', null],
    ['提交销号', '提交销号', null],
    ['', '待整改', null],
  ])('%s', (state, expected, closed) => {
    const { open, problems } = plan([row({ state })]);
    expect(problems).toEqual([]);
    expect([open[0]!.state, open[0]!.closedAt && dateOf(open[0]!.closedAt)]).toEqual([expected, closed]);
  });

  it('keeps what is told of the progress, and its figure', () => {
    expect(plan([row({ state: '60%，正在施工' })]).open[0]).toMatchObject({
      progress: 60,
      progressText: '，正在施工',
    });
    expect(plan([row({ state: '0.6' })]).open[0]).toMatchObject({ state: '整改中', progress: 60 });
    expect(plan([row({ state: '已召开专题会' })]).open[0]!.progressText).toBe('已召开专题会');
  });

  it('never closes an item that is known, and says so', () => {
    const item = storedItem({ state: '整改中' });
    const found = plan([row({ no: '整改1', state: '已完成' })], [item]);
    expect(found.change.map(({ after }) => after.state)).not.toContain('已销号');
    expect(found.notes).toEqual([
      { row: 2, code: 'state_kept', column: '状态', value: '整改中', as: '整改1' },
    ]);
  });
});

it('leaves the office beside a person as written', () => {
  const { open, problems } = plan([row({ owner: '李四、村委会' })]);
  expect(problems).toEqual([]);
  expect(open[0]).toMatchObject({ ownerId: 'lisi', ownerName: '李四、村委会' });
  expect(plan([row({ owner: '村委会' })]).problems).toMatchObject([{ code: 'person_unknown' }]);
});

it.each(['完成', '整改', '已全部', '之前', ' ', '(', '/ ', '1.'])(
  'reads a cell of %j over and over in time linear in its length',
  (unit) => {
    const cell = (n: number) => `${repeated(unit)(n)}x`;
    for (const read of [
      cellDate,
      cellProgress,
      cellState,
      splitNumber,
      (text: string) => cellUnit(text, org),
    ])
      expect(isLinear((text) => void read(text), cell, 8192)).toBe(true);
  },
);

describe('one problem over several rows', () => {
  const rows = [
    row({ row: 5, measure: '限期补缴', owner: '张三' }),
    row({ row: 6, measure: '建立台账', owner: '李四', due: '2026-12-31' }),
  ];
  const stored = (all: LedgerRow[]) =>
    plan(all).open.map((item, i) => ({ ...storedItem(), ...item, id: i + 1, no: i + 1 }));

  it('is one item for each measure', () => {
    const { open, problems } = plan(rows);
    expect(problems).toEqual([]);
    expect(open.map(({ measure, ownerName }) => [measure, ownerName])).toEqual([
      ['限期补缴', '张三'],
      ['建立台账', '李四'],
    ]);
  });

  it('is found again measure by measure', () => {
    const again = plan([rows[0]!, { ...rows[1]!, due: '2027-01-31' }], stored(rows));
    expect([again.problems, again.open, again.same]).toEqual([[], [], 1]);
    expect(again.change.map(({ before }) => before.no)).toEqual([2]);
  });

  it('is refused where not even the measure differs', () => {
    const { problems } = plan([rows[0]!, { ...rows[0]!, row: 9 }]);
    expect(problems).toMatchObject([{ row: 9, code: 'row_repeated', otherRow: 5 }]);
  });

  it('a measure that was rewritten is still the same item where there is only one', () => {
    const again = plan([{ ...rows[0]!, measure: '限期补缴并公示' }], stored(rows.slice(0, 1)));
    expect([again.open.length, again.change.length]).toEqual([0, 1]);
  });
});

describe('progress that the file tells of an item that is here', () => {
  const [first] = plan([row()]).open;
  const known = { ...storedItem(), ...first!, id: 1, no: 1 };

  it('is named and not taken', () => {
    const { notes, change, same } = plan([row({ state: '正在施工，完成60%' })], [known]);
    expect(notes).toMatchObject([{ row: 2, code: 'progress_kept', value: '正在施工，完成60%', as: '整改1' }]);
    expect([change.length, same]).toEqual([0, 1]);
  });

  it('is not worth a word where it was closed here', () => {
    const closed = { ...known, state: '已销号' as const, closedAt: NOW, progress: 100 };
    expect(plan([row({ progress: '60% 正在施工' })], [closed])).toMatchObject({ notes: [], same: 1 });
  });

  it('is not worth a word where it is what is stored', () => {
    const told = { ...known, progress: 60, progressText: '正在施工' };
    expect(plan([row({ progress: '60% 正在施工（2026-11-20）' })], [told]).notes).toEqual([]);
  });
});

describe('people as a cell has them', () => {
  it.each([
    ['李四（牵头）', '李四'],
    ['李四 13800138000', '李四'],
    ['李四13800138000', '李四'],
    ['支部书记张三', '张三'],
    ['第一党支部书记张三', '张三'],
    ['书记：张三', '张三'],
    ['李红（第二党支部）', 'lihong2'],
    ['李红(第一党支部)', 'lihong1'],
  ])('%s', (owner, found) => {
    const { open, problems } = plan([row({ owner })]);
    expect(problems).toEqual([]);
    const id = open[0]!.ownerId!;
    expect([id, org.people.get(id)!.name]).toContain(found);
  });

  it('a namesake is the one of the responsible unit', () => {
    const { open, problems } = plan([row({ owner: '李红', department: '第二党支部' })]);
    expect([problems, open[0]!.ownerId, open[0]!.unitId]).toEqual([[], 'lihong2', 3]);
    expect(plan([row({ owner: '李红', department: '办公室' })]).problems).toMatchObject([
      { code: 'person_several' },
    ]);
    // Two groups may be called alike, and say nothing then.
    const groups = [2, 3].map((parentId) => ({
      id: parentId + 3,
      parentId,
      kind: 'group' as const,
      name: '第一党小组',
      path: `${units[parentId - 1]!.path}/第一党小组`,
    }));
    const among = new Organisation([...units, ...groups], org.people.values(), org.offices);
    expect(
      planLedger([row({ owner: '李红', department: '第一党小组' })], {
        ...{ org: among, items: [], unit: undefined, now: NOW, by: 'cli', readDate },
      }).problems,
    ).toMatchObject([{ code: 'person_several' }]);
    // Of a branch that has none of them it is any of the two.
    const third = {
      id: 4,
      parentId: 1,
      kind: 'branch' as const,
      name: '第三党支部',
      path: '城郊党委/第三党支部',
    };
    const wider = new Organisation([...units, third], org.people.values(), org.offices);
    const given = row({ owner: '李红', unit: '第三党支部' });
    expect(
      planLedger([given], { org: wider, items: [], unit: undefined, now: NOW, by: 'cli', readDate }).problems,
    ).toMatchObject([{ code: 'person_several', value: '李红' }]);
  });

  it.each(['李四等', '各支部书记', '王五（牵头）', '村委会', '党建办公室'])(
    '%s is named as it stands',
    (owner) => {
      expect(plan([row({ owner })]).problems).toMatchObject([{ code: 'person_unknown', value: owner }]);
    },
  );
});
