import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filled, Intent } from '../../src/domain/intent.ts';
import { readDate } from '../../src/parsing/deadline.ts';
import { readItemAnswer } from '../../src/parsing/ledger-answer.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const read = (text: string): Intent => understand(text, NOW).intent;

describe('phrases of the ledger', () => {
  it.each<[string, Partial<Filled>]>([
    ['整改月报', { metric: 'rectify_rate', what: 'month' }],
    ['11月整改情况报告', { what: 'month', period: { from: '2026-11-01', to: '2026-11-30' } }],
    ['第一支部整改月报', { what: 'month', scope: '第一支部' }],
    ['零进展的整改', { metric: 'rectify_open', what: 'stale' }],
    ['哪些整改没有进展', { metric: 'rectify_open', what: 'stale' }],
    ['待审核的整改', { metric: 'rectify_open', what: 'waiting' }],
    ['整改销号率', { metric: 'rectify_rate' }],
    ['今年办成了几件交办事项', { metric: 'rectify_rate', itemKind: 'errand' }],
    ['今年办了几件交办事项', { metric: 'rectify_rate', itemKind: 'errand' }],
    ['交办事项办得怎么样了', { metric: 'rectify_rate', itemKind: 'errand' }],
    ['完成了哪些任务', { metric: 'rectify_rate', itemKind: 'task' }],
    ['还有几件交办事项没办', { metric: 'rectify_open', itemKind: 'errand' }],
    ['还有哪些任务没完成', { metric: 'rectify_open', itemKind: 'task' }],
    ['导出交办事项', { intent: 'export', what: 'ledger', itemKind: 'errand' }],
    ['导出任务', { intent: 'export', what: 'ledger', itemKind: 'task' }],
    ['张三的整改', { metric: 'rectify_open', names: ['张三'] }],
    ['责任领导张三的整改', { metric: 'rectify_open', names: ['张三'] }],
    ['我有哪些整改', { metric: 'rectify_open', mine: true }],
    ['赵六的整改都转给王五', { intent: 'rectify_manage', what: 'transfer', names: ['赵六', '王五'] }],
    ['赵六的整改都转给王五、钱妻', { what: 'transfer', names: ['赵六', '王五', '钱妻'] }],
    ['整改12 转给王五、赵六', { what: 'transfer', itemNo: '12', names: ['王五', '赵六'] }],
    ['整改12 转给王五和赵六', { what: 'transfer', names: ['王五', '赵六'] }],
    ['整改12 转给王五，赵六配合', { what: 'transfer', names: ['王五'] }],
    ['把整改12从张三转给李四', { what: 'transfer', names: ['李四'] }],
    ['整改12 责任人改为王五、赵六', { what: 'transfer', names: ['王五', '赵六'] }],
    ['整改8并入整改3', { intent: 'rectify_manage', what: 'merge', itemNo: '3,8' }],
    ['整改12 的材料发给我', { metric: 'rectify_item', what: 'evidence', itemNo: '12' }],
    ['同意整改3、8销号', { intent: 'rectify_decide', decision: 'approve', itemNo: '3,8' }],
    ['整改WT-2026-003 同意', { intent: 'rectify_decide', decision: 'approve', itemNo: 'WT-2026-003' }],
    ['整改1 不同意，照片不清', { decision: 'deny', itemNo: '1', reason: '照片不清' }],
    ['承诺14 完成', { intent: 'rectify_done', itemNo: '14' }],
    [
      '我承诺年底前帮扶两户',
      { intent: 'rectify_create', items: [{ problem: '年底前帮扶两户', dueAt: '2026-12-31', kind: '承诺' }] },
    ],
    ['取消交办1', { intent: 'rectify_manage', what: 'withdraw', itemNo: '1' }],
    ['撤销整改7', { intent: 'rectify_manage', what: 'withdraw', itemNo: '7' }],
    ['整改7 作废', { intent: 'rectify_manage', what: 'withdraw', itemNo: '7' }],
    ['撤销整改7的通知', { intent: 'notice_recall', itemNo: '7' }],
    ['交办1 进展50% 挖了一半', { intent: 'rectify_progress', progress: 50, remark: '挖了一半' }],
    ['整改1 进展一半 挖了渠', { intent: 'rectify_progress', progress: 50, remark: '挖了渠' }],
    [
      '任务 报送年度总结 12月1日前',
      { items: [{ problem: '报送年度总结', dueAt: '2026-12-01', kind: '任务' }] },
    ],
    [
      '登记整改 年度总结没报 责任人李四 12月1日前',
      { items: [{ owner: '李四', problem: '年度总结没报', dueAt: '2026-12-01' }] },
    ],
    ['任务14 已报', { intent: 'rectify_done', itemNo: '14' }],
    ['任务14 还有谁没报', { metric: 'rectify_item', itemNo: '14' }],
    [
      '【承诺】\n承诺内容：帮扶两户\n时限：12月31日',
      { items: [{ problem: '帮扶两户', dueAt: '2026-12-31', kind: '承诺' }] },
    ],
    ['限期上报 党费台账 12月5日前', { intent: 'rectify_create' }],
    ['整改问题清单\n1、漏水\n2、发霉', { intent: 'rectify_create' }],
    ['任务3 第一个节点完成', { intent: 'rectify_done', itemNo: '3', node: '第一个节点' }],
    ['任务3第2个节点已完成', { intent: 'rectify_done', itemNo: '3', node: '第2个节点' }],
    [
      '任务：统计各村党员人数，12月5日前',
      {
        items: [
          {
            problem: '统计各村党员人数',
            dueAt: '2026-12-05',
            to: { units: [], every: { noun: '村' } },
            kind: '任务',
          },
        ],
      },
    ],
    [
      '登记整改 漏水，责任人李四，12月10日前整改到位',
      { items: [{ problem: '漏水', owner: '李四', dueAt: '2026-12-10' }] },
    ],
    ['任务进度', { metric: 'rectify_item', what: 'nodes' }],
    ['三化建设进度 表格', { metric: 'rectify_item', what: 'nodes', topic: '三化建设', format: 'table' }],
    ['导出任务1进度', { what: 'nodes', itemNo: '1', format: 'file' }],
    ['各支部按节点进度', { metric: 'rectify_item', what: 'nodes' }],
  ])('%j is read', (text, intent) => {
    expect(read(text)).toMatchObject(intent);
  });

  it.each([
    '签到',
    '整改12 没有进展，还在等批复',
    '整改12 进展60% 待审核',
    '我的整改',
    '整改清单',
    '逾期整改',
    '问题三整改了八成',
    '上报 主题党日 应到23 实到21',
    '【会议上报】\n议题：研究整改问题\n1、漏水\n时间：昨天下午3点\n应到5 实到5',
    '任务很重，大家辛苦了',
    '同意张三请假',
    '整改工作会议议题\n1、通报情况\n2、部署任务',
  ])('%j stays what the grammar says', (text) => {
    expect(read(text)).toEqual(understand(text, NOW).intent);
  });

  it('never throws and never hangs', () => {
    const word = fc.constantFrom(
      '整改',
      '承诺',
      '任务',
      '同意',
      '转给',
      '的',
      '、',
      '1',
      '\n',
      '责任人',
      '【',
      '】',
      'x',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(word, { maxLength: 200 }).map((w) => w.join('')),
    );
    fc.assert(
      fc.property(text, (t) => {
        read(t);
        readItemAnswer(t, NOW);
      }),
      { numRuns: 300 },
    );
  });
});

describe('beside an intent', () => {
  it.each([
    ['王五 12月15日', { owner: '王五', dueAt: '2026-12-15' }],
    ['责任人王五，时限12月15日', { owner: '王五', dueAt: '2026-12-15' }],
    ['责任人：王五\n时限：12月15日', { owner: '王五', dueAt: '2026-12-15' }],
    ['月底前', { dueAt: '2026-11-30' }],
    ['李晓红（第二党支部） 12月15日', { owner: '李晓红（第二党支部）', dueAt: '2026-12-15' }],
  ])('the answer %j', (text, answer) => {
    const { isBare, lines } = readItemAnswer(text, NOW);
    expect(Object.assign({ isBare }, ...lines)).toEqual({ ...answer, isBare: true });
  });

  it.each([
    ['活动室漏水，责任人李四，12月10日前', '活动室漏水'],
    ['台账不全 责任人李四 12月1日', '台账不全'],
    ['公示栏12月没更新 12月10日前', '公示栏12月没更新'],
    ['活动室漏水', '活动室漏水'],
  ])('the problem in %j', (problem, plain) => {
    const intent = read(`登记整改 ${problem}`) as Filled;
    expect(intent.items?.[0]?.problem).toBe(plain);
  });

  it.each([
    ['整改12 拆分：\n1. 屋顶漏水\n2. 墙面发霉', ['屋顶漏水', '墙面发霉']],
    ['整改12 拆分：1.屋顶漏水 2.墙面发霉', ['屋顶漏水', '墙面发霉']],
    ['整改12 拆成两项：屋顶漏水；墙面发霉', ['屋顶漏水', '墙面发霉']],
    ['整改12 拆分', []],
  ])('the parts in %j', (text, parts) => {
    const intent = read(text) as Filled;
    expect((intent.items ?? []).map((p) => p.problem)).toEqual(parts);
  });

  it.each([
    ['整改1 进展60% 走访了一户，正在公示', '走访了一户，正在公示'],
    ['整改1 60%，已采购', '已采购'],
    ['整改1 正在采购', '正在采购'],
  ])('what is said after the figure in %j', (text, said) => {
    expect((read(text) as Filled).remark).toBe(said);
  });
});

describe('a deadline means the same in a message and in a cell of a ledger', () => {
  it.each([
    ['2026年底前，并长期坚持', '2026-12-31'],
    ['2026年12月31日前取得阶段性成效，持续推进', '2026-12-31'],
    ['四季度', '2026-12-31'],
    ['2026年第四季度', '2026-12-31'],
    ['12月上旬', '2026-12-10'],
    ['20261231', '2026-12-31'],
    ['2026年12月', '2026-12-31'],
    ['2026.12.31前', '2026-12-31'],
    ['11月底', '2026-11-30'],
    ['年内', '2026-12-31'],
    ['2026年12月31日24时前', '2026-12-31'],
    ['2027年3月底前，其中2026年12月底前见成效', '2026-12-31'],
    ['2026年10月—2027年3月', '2027-03-31'],
    ['2027年年底前', '2027-12-31'],
    ['2028年年末', '2028-12-31'],
    ['明年年底', '2027-12-31'],
    ['后年底', '2028-12-31'],
    ['27年年底前完成', '2027-12-31'],
    ['2027年全年', '2027-12-31'],
    ['明年全年度', '2027-12-31'],
    ['2026年12月中下旬', '2026-12-31'],
    ['12月上中旬', '2026-12-20'],
    ['2026-12', '2026-12-31'],
    ['202612', '2026-12-31'],
    ['2026-12-20 00:00:00', '2026-12-20'],
    ['2026/12/20 0:00', '2026-12-20'],
    ['2026，12，20', '2026-12-20'],
    ['2026、12、20', '2026-12-20'],
    ['2026年11月25日起，2027年1月20日前完成', '2027-01-20'],
    ['原定2026年12月1日，延期至2027年1月20日', '2027-01-20'],
    ['2026年12月1日（已延期至2027年1月20日）', '2027-01-20'],
    ['2027年1月20日（原时限2026年12月1日）', '2027-01-20'],
    ['2026年12月20日前完成，原计划12月1日', '2026-12-20'],
    ['明年开春', undefined],
    ['2027年春耕前', undefined],
    ['2026年冬季', undefined],
    ['2027年主汛期前', undefined],
    ['立行立改', undefined],
    ['长期坚持', undefined],
    ['尽快', undefined],
  ])('%s', (due, date) => {
    expect(readDate(due, NOW, 'forward').date).toBe(date);
    const { items } = read(`【整改】\n问题：活动室漏水\n责任人：李四\n时限：${due}`) as Filled;
    const said = items![0]!.dueAt!;
    expect(said.startsWith('20') && date !== undefined ? said.slice(0, 10) : undefined).toBe(date);
    if (date === undefined) expect(said).toBe(due);
  });

  it('of a new deadline, too', () => {
    expect((read('整改12 重新挂号 2027年一季度') as Filled).dueAt).toBe('2027-03-31');
  });
});

it.each([
  '我承诺了',
  '我承诺过的事年底前办好',
  '任务 进展50% 已上门',
  '承诺 完成了一半',
  '交办 延期到12月20日',
])('%s opens nothing', (text) => {
  expect(read(text).intent).not.toBe('rectify_create');
});
