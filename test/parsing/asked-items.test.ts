// Questions about what is to be put right, read by the words they are made of.
import { describe, expect, it } from 'vitest';
import { asksOfStory } from '../../src/parsing/asked/item-story.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '赵六', '孙玉兰', '何静宜'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const read = (text: string) => understand(text, NOW, { knowledge, botNames: [] });

/** What a line asks, with no word left unread. */
const asks = (text: string) => {
  const said = read(text);
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};

const DECEMBER = { from: '2026-12-01', to: '2026-12-31' };
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };

describe('items by how they stand', () => {
  it.each([
    ['领导催，二十天内要到期的整改报我一下', 'rectify_due_soon', { period: { to: '2026-12-21' } }],
    ['未来两周到期的问题', 'rectify_due_soon', { period: { from: '2026-12-01', to: '2026-12-15' } }],
    ['快截止的整改项目', 'rectify_due_soon', {}],
    ['月底前要到期的整改列一下', 'rectify_due_soon', { period: DECEMBER }],
    ['超期未整改的问题清单，写明责任人和责任领导', 'rectify_overdue', {}],
    ['谁的问题拖得最久', 'rectify_overdue', {}],
    ['有没有被打回来的', 'rectify_open', { what: 'returned' }],
    ['转长期的啥时候回头看', 'rectify_open', { what: 'long_term' }],
    ['其中长期的哪天复核', 'rectify_open', { what: 'long_term', follows: true }],
    ['毫无进展的整改导出来', 'rectify_open', { what: 'stale', format: 'file' }],
    ['群众反映的也请列明', 'rectify_open', { source: '群众反映' }],
    ['信访的问题整改进展', 'rectify_open', { source: '信访' }],
    ['每个责任人名下几条整改', 'rectify_open', { what: 'by_owner' }],
  ])('%s', (text, metric, more) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric, ...more });
  });
});

describe('items by whose they are', () => {
  it.each([
    ['李四手头几条整改', { names: ['李四'] }],
    ['张三分管的有哪些 改了几条', { names: ['张三'], what: 'led' }],
    ['孙玉兰申请延期到几号', { names: ['孙玉兰'] }],
    ['我的进度是百分之几来着', { mine: true }],
  ])('%s', (text, more) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'rectify_open', ...more });
  });
});

describe('figures of the ledger', () => {
  it.each([
    ['问题按支部统计 总数 已销 未销 逾期', { what: 'by_unit' }],
    ['再按渠道分一下', { what: 'by_source' }],
    ['请按来源统计整改，出个图', { what: 'by_source', format: 'chart' }],
    ['巡察的几个 审计的几个', { what: 'by_source' }],
    ['十月份消了几个号', { what: 'closed', period: OCTOBER }],
    ['10月立了多少项整改', { what: 'opened', period: OCTOBER }],
    ['10月新增几个问题、销号几个', { what: 'month', period: OCTOBER }],
    ['我十月份批了几个销号', { what: 'approved', period: OCTOBER }],
    ['何静宜同意了哪些销号', { what: 'approved', names: ['何静宜'] }],
    ['平均多少天能消一个号', { what: 'closing_days' }],
    ['整改的事三句话咋个说', {}],
    ['10月整改情况写一段话', { what: 'month', period: OCTOBER }],
  ])('%s', (text, more) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'rectify_rate', ...more });
  });

  it.each(['烦请提供整改台帐电子版', '问题台账导成excel', '整改清单打印一份'])(
    '%s is the ledger as a file',
    (text) => {
      expect(asks(text)).toMatchObject({ intent: 'export', what: 'ledger' });
    },
  );

  it('are told beside figures of meetings, over the same time', () => {
    expect(asks('10月开了几次会、到会率多少、整改销号几项')).toMatchObject({
      metric: 'activity_count',
      also: ['attendance_rate', 'rectify_rate'],
      period: OCTOBER,
    });
    expect(asks('写述职要用，会议场次、到会率、整改总数')).toMatchObject({
      period: { from: '2026-01-01', to: '2026-12-31' },
    });
  });

  it('say nothing of a part that no row knows', () => {
    for (const text of [
      '逾期超过两周的整改有哪些',
      '除了二支部，整改还有几条',
      '女党员负责的整改有几条',
      '没有责任人的整改有几条',
    ])
      expect(asks(text)).not.toMatchObject({ intent: 'query', metric: 'rectify_open' });
  });
});

describe('promises', () => {
  it.each(['哪些人没交承诺书', '承诺还有谁没写', '还没承诺的党员有谁'])('%s', (text) => {
    expect(asks(text)).toMatchObject({ metric: 'rectify_open', itemKind: 'promise', what: 'without' });
  });
  it.each(['谁的承诺没兑现', '承诺没完成的有谁'])('%s is of those that are not kept', (text) => {
    expect(asks(text)).toMatchObject({ metric: 'rectify_open', itemKind: 'promise' });
    expect(asks(text)).not.toHaveProperty('what');
  });
});

describe('the item that was told', () => {
  it.each(['时限到几号', '是哪位领导在盯', '为啥子退回的', '最近一次进展哪天报的', '谁批的', '还有好多天'])(
    '%s',
    (text) => {
      expect(asks(text)).toEqual({ intent: 'query', metric: 'rectify_item', what: 'of_it', follows: true });
    },
  );
  it.each(['签到截止时间是几点', '报名截止到几号'])('%s is of another matter', (text) => {
    expect(asks(text)).not.toMatchObject({ what: 'of_it' });
  });

  it.each([
    '什么时候销的',
    '还剩几天',
    '谁退的',
    '措施是啥',
    '弄到哪一步了',
    '延到几号',
    '进度如何?已逾期几日?',
    '还有好多天 我怕超期',
  ])('%s stands in its story', (rest) => {
    expect(asksOfStory(rest)).toBe(true);
  });
  it.each(['弄好了', '进展50% 换了两具', '什么时候开会', '谁请假了'])('%s does not', (rest) => {
    expect(asksOfStory(rest)).toBe(false);
  });
});

describe('words as others say them', () => {
  it('of a count behind a month are no day of it', () => {
    expect(asks('10月一共销了几个号')).toMatchObject({ what: 'closed', period: OCTOBER });
  });
  it.each(['三支部嘞', '三支部喃'])('%s goes on', (text) => {
    expect(asks(text)).toMatchObject({ intent: 'query_more', scope: '三支部' });
  });
  it('好嘞 says yes', () => {
    expect(asks('好嘞')).toEqual(asks('好的'));
  });
});
