import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ledgerFigures } from '../../src/domain/figures/ledger.ts';
import type { NewItem } from '../../src/domain/ledger/item.ts';
import { STRONG } from '../../src/domain/strong.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const at = (date: string) => Date.parse(`${date}T23:59:59+08:00`);
async function given(...some: Partial<NewItem>[]): Promise<void> {
  await chat.store.write(async (tx) => {
    for (const item of some) await tx.addItem(newItem({ movedAt: at('2026-11-19'), source: null, ...item }));
  });
}

describe('lists', () => {
  beforeEach(() =>
    given(
      { problem: '漏水', dueAt: at('2026-11-18'), source: '巡察反馈' },
      {
        problem: '台账不全',
        dueAt: at('2026-11-25'),
        ownerId: 'wangwu',
        ownerName: '王五',
        leaderName: '钱七',
      },
      { problem: '公示栏', dueAt: at('2026-12-30'), source: '审计', ownerId: 'zhaoliu', ownerName: '赵六' },
      { problem: '停着', dueAt: at('2026-12-30'), movedAt: at('2026-09-01') },
      { problem: '办好了', state: '提交销号', dueAt: at('2026-12-01'), askedBy: 'lisi' },
      { problem: '销了', state: '已销号', closedAt: at('2026-11-10') },
      { problem: '二支部的', unitId: 0, dueAt: at('2026-12-30'), ownerId: 'zhoujiu', ownerName: '周九' },
    ).then(() =>
      chat.store.db
        .updateTable('item')
        .set({ unit_id: chat.unitId('第二党支部') })
        .where('unit_id', '=', 0)
        .execute(),
    ),
  );

  it('shows what is open, most urgent first, with lights', async () => {
    const answer = await chat.says('zhangsan', '整改清单');
    expectSays(answer, '未销号 5 项，逾期 1 项，零进展 1 项');
    const lines = answer.split('\n').slice(1);
    expect(lines.map((l) => l.slice(0, 2))).toEqual(['🔴', '🟡', '🔵', '整改', '整改']);
    expectSays(lines[0]!, '整改1 漏水（李四） 11月18日逾期3天');
    expectSays(lines[3]!, '整改5 办好了（李四） 等审核');
  });

  it.each<[string, string, string[], string[]]>([
    ['zhangsan', '逾期整改', ['逾期 1 项', '整改1 漏水'], ['台账不全']],
    ['zhangsan', '快到期的整改', ['快到期 1 项', '整改2 台账不全'], ['漏水']],
    ['zhangsan', '零进展的整改', ['一个月没有进展 1 项', '停着'], ['漏水']],
    ['zhangsan', '待审核的整改', ['等审核 1 项', '办好了'], ['漏水']],
    ['zhangsan', '巡察反馈的整改清单', ['巡察反馈 未销号 1 项', '漏水'], ['公示栏']],
    ['zhangsan', '赵六的整改', ['赵六 未销号 1 项', '公示栏'], ['漏水']],
    ['zhangsan', '王五的整改清单', ['王五 未销号 1 项', '台账不全'], ['漏水']],
    ['zhangsan', '整改清单', ['未销号 5 项'], ['二支部的']],
    ['admin', '整改清单', ['未销号 6 项', '整改7 二支部的'], []],
    ['admin', '第二支部整改清单', ['第二党支部 未销号 1 项', '二支部的'], ['漏水']],
    ['wangwu', '我的整改', ['您未销号 1 项', '台账不全'], ['漏水']],
    ['wangwu', '整改清单', ['第一党支部第一党小组 未销号 2 项', '公示栏'], ['漏水']],
    ['wangwu', '第一党小组整改清单', ['第一党小组 未销号 2 项', '公示栏'], ['漏水']],
    ['liudong', '整改清单', ['您未销号 0 项'], ['漏水']],
  ])('%s asks %s', async (userId, text, says, not) => {
    const answer = await chat.says(userId, text);
    expectSays(answer, ...says);
    for (const other of not) expect(answer).not.toContain(other);
  });

  it('shows nobody what is not theirs to see', async () => {
    expectSays(await chat.says('sunba', '第一支部整改清单'), '这个要问', '张三');
    expectSays(await chat.says('sunba', '整改1'), '这个要问', '张三');
    expectSays(await chat.says('zhaoliu', '整改1'), '这个要问', '张三');
    expectSays(await chat.says('zhaoliu', '整改3'), '公示栏');
    expectSays(await chat.says('zhaoliu', '整改销号率'), '这个要问');
  });

  it('opens to the leader of a 党小组 what the list of the 党小组 shows, and nothing more', async () => {
    const answer = await chat.says('wangwu', '整改3');
    expectSays(answer, '待整改：公示栏', '责任人赵六');
    expect(answer).not.toContain('有进展请回复');
    expectSays(await chat.says('wangwu', '整改1'), '这个要问', '张三');
    expectSays(await chat.says('wangwu', '整改3 进展50%'), '这件事要由', '张三');
    expectSays(await chat.says('wangwu', '整改3 完成'), '这件事要由', '张三');
  });

  it('answers figures as the ledger counts them', async () => {
    const items = await chat.store.write((tx) => tx.items({ unitIds: [chat.unitId('第一党支部')] }));
    const figures = ledgerFigures(items, Date.parse('2026-11-21T10:00:00+08:00'), 30);
    expect(figures).toMatchObject({ total: 6, closed: 1, overdue: 1, waiting: 1, stale: 1 });
    expectSays(
      await chat.says('zhangsan', '整改销号率'),
      '共 6 项，已销号 1 项，销号率 16.7%，按期率 50%',
      '未销号 5 项，其中逾期 1，快到期 1，等审核 1，零进展 1，其余 1。',
    );
    expectSays(await chat.says('admin', '第一支部整改销号率'), '共 6 项', '16.7%');
  });

  it('drafts the month-end report with the same figures, naming what lags', async () => {
    const answer = await chat.says('zhangsan', '整改月报');
    expectSays(
      answer,
      '【11月整改情况】第一党支部',
      '共 6 项，已销号 1 项，销号率 16.7%',
      '逾期 1 项：整改1 漏水',
      '没有进展 1 项：整改4 停着（李四，80天）',
    );
    expectSays(await chat.says('zhaoliu', '整改月报'), '这个要问');
  });

  it('tells the whole story of one item', async () => {
    await chat.says('lisi', '整改1 进展60% 正在施工');
    await chat.says('lisi', '整改1 完成');
    const story = await chat.says('admin', '整改1');
    expectSays(
      story,
      `🔴 ${STRONG}整改1${STRONG} 已申请销号 60%：漏水`,
      '第一党支部，责任人李四，责任领导张三',
      '来源：巡察反馈',
      '11月21日 李四 报进展 60% 正在施工',
      '11月21日 李四 申请销号',
      '整改1 同意销号',
    );
    expect(await chat.says('lisi', '整改1什么情况')).not.toContain('同意销号，或');
  });

  it('keeps to the branch whose group it is', async () => {
    await chat.saysIn('g2', 'sunba', '绑定 第二党支部');
    expectSays(await chat.saysIn('g2', 'admin', '整改清单'), '第二党支部 未销号 1 项', '二支部的');
  });
});

describe('a thousand open items', () => {
  it('are answered by a list that fits a phone', async () => {
    const items = Array.from({ length: 1000 }, (_, i) =>
      newItem({
        problem: `问题${i}`,
        dueAt: at(i % 4 === 0 ? '2026-11-10' : '2026-12-30'),
        movedAt: at('2026-11-19'),
        unitId: i % 2 ? 2 : 3,
      }),
    );
    await chat.store.write(async (tx) => {
      for (const item of items) await tx.addItem(item);
    });
    const answer = await chat.says('admin', '整改清单');
    expectSays(answer, '未销号 1000 项，逾期 250 项', '\n还有 993 项，回复“继续”看后面的');
    expect(answer.split('\n').length).toBeLessThanOrEqual(10);
    expect(Buffer.byteLength(answer)).toBeLessThan(2048);
    expectSays(await chat.says('admin', '整改销号率'), '共 1000 项');
    expect((await chat.says('admin', '整改月报')).length).toBeLessThan(700);

    expectSays(await chat.says('lisi', '整改512 进展20% 开工'), '整改512 已记进展 20%');
  });

  it.each([
    ['整改清单', ['itemBriefs', 'itemsWith']],
    ['逾期整改', ['itemBriefs', 'itemsWith']],
    ['整改销号率', ['itemBriefs']],
    ['整改月报', ['itemBriefs', 'itemsWith']],
    ['整改512', ['itemNamed', 'itemEvents', 'evidenceOf', 'looseEvidence']],
  ])('ask the store the same few questions for %s as one item does', async (text, expected) => {
    await chat.store.write(async (tx) => {
      for (let i = 0; i < 600; i++) await tx.addItem(newItem({ problem: `问题${i}` }));
    });
    const asked: string[] = [];
    const read = chat.store.read;
    chat.store.read = (work, options) =>
      read(
        (tx) =>
          work(
            new Proxy(tx, {
              get(target, name: keyof typeof tx & string) {
                if (/item|evidence/i.test(name)) asked.push(name);
                return target[name];
              },
            }),
          ),
        options,
      );
    await chat.says('admin', text);
    expect(asked.sort()).toEqual(expected.sort());
  });
});
