import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewItem } from '../../src/domain/ledger/item.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { without } from '../support/roster.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const at = (date: string) => Date.parse(`${date}T23:59:59+08:00`);
async function given(...some: Partial<NewItem>[]): Promise<void> {
  const dueAt = at('2026-12-10');
  await chat.store.write(async (tx) => {
    for (const item of some)
      await tx.addItem(newItem({ dueAt, firstDueAt: dueAt, movedAt: at('2026-11-19'), ...item }));
  });
}
const item = (no: number) => chat.store.write(async (tx) => (await tx.itemNamed(String(no)))!);

describe('handing over', () => {
  it('gives items to somebody else and tells both', async () => {
    await given({}, { problem: '台账不全' });
    expectSays(await chat.says('zhangsan', '整改1、2 转给王五'), '整改1、整改2 已转给王五');
    expect([(await item(1)).ownerId, (await item(2)).ownerName]).toEqual(['wangwu', '王五']);
    const told = (await chat.waiting('item_told:1:test:1')).map((r) => [r.to, r.text.split('\n')[0]]);
    expect(told).toEqual([
      [['wangwu'], '张三把这些事项转给您负责：'],
      [['lisi'], '整改1、整改2 已由张三转给王五，不用您再办。'],
    ]);
  });

  it('moves everything of somebody who has left the roster', async () => {
    await given({ ownerId: 'zhaoliu', ownerName: '赵六' }, { ownerId: 'zhaoliu', ownerName: '赵六' }, {});
    await chat.store.write(async (tx) =>
      tx.applyRoster(without('zhaoliu', await tx.organisation()).changes, Date.now()),
    );
    expectSays(await chat.says('zhangsan', '赵六的整改都转给王五'), '整改1、整改2 已转给王五');
    expect((await item(3)).ownerId).toBe('lisi');
  });

  it('asks for a name that is missing or unknown', async () => {
    await given({});
    expectSays(await chat.says('zhangsan', '整改1 转给王武'), '名册里没有“王武”', '王五');
    expectSays(await chat.says('zhangsan', '王五'), '整改1 已转给王五');
  });

  it('is for those in charge', async () => {
    await given({});
    expectSays(await chat.says('lisi', '整改1 转给王五'), '整改1 已转给王五');
    expectSays(await chat.says('wangwu', '整改1 转给赵六'), '这件事要由', '张三');
  });

  it('goes back as a whole by 撤销', async () => {
    await given({}, {});
    await chat.says('zhangsan', '整改1、2 转给王五');
    await chat.says('zhangsan', '撤销');
    expect([(await item(1)).ownerId, (await item(2)).ownerId]).toEqual(['lisi', 'lisi']);
  });
});

describe('supervision, long-term and 重新挂号', () => {
  it('puts an item under a leader who watches it by name and may see it', async () => {
    await given({});
    expectSays(await chat.says('zhangsan', '整改1 由王五督办'), '整改1 由王五挂名督办');
    expect(await item(1)).toMatchObject({ supervisorId: 'wangwu', supervisorName: '王五' });
    expectSays(await chat.says('wangwu', '整改1'), '督办王五');
    expectSays((await chat.waiting('item_told:1:test:1'))[0]!.text, '请您挂名督办', '活动室漏水');
  });

  it('asks who', async () => {
    await given({});
    expectSays(await chat.says('zhangsan', '整改1 挂牌督办'), '由谁督办');
    expectSays(await chat.says('zhangsan', '王五'), '由王五挂名督办');
  });

  it('takes the deadline away only by an approver, and sets a review', async () => {
    await given({});
    expectSays(await chat.says('zhangsan', '整改1 转长期整改'), '这件事要由管理员郑管理');
    expectSays(await chat.says('admin', '整改1 转长期整改'), '已转为长期整改', '2月21日(周日)复查');
    expect(await item(1)).toMatchObject({ state: '长期整改', dueAt: null, reviewAt: at('2027-02-21') });
  });

  it('moves the review on when progress is reported near it', async () => {
    await given({ state: '长期整改', dueAt: null, reviewAt: at('2026-12-01') });
    await chat.says('lisi', '整改1 进展40% 已检查一遍');
    expect((await item(1)).reviewAt).toBe(at('2027-03-01'));
  });

  it('leaves a far review where it is', async () => {
    await given({ state: '长期整改', dueAt: null, reviewAt: at('2027-03-01') });
    await chat.says('lisi', '整改1 进展40% 已检查一遍');
    expect((await item(1)).reviewAt).toBe(at('2027-03-01'));
  });

  it('opens a closed item again with a new deadline', async () => {
    await given({ state: '已销号', closedAt: at('2026-11-01'), progress: 100 });
    expectSays(await chat.says('lisi', '整改1 进展60%'), '整改1 已销号', '重新挂号');
    expectSays(await chat.says('zhangsan', '整改1 重新挂号'), '重新挂号的时限');
    expectSays(await chat.says('zhangsan', '12月31日'), '已重新挂号', '12月31日');
    expect(await item(1)).toMatchObject({ state: '整改中', closedAt: null, dueAt: at('2026-12-31') });
    expectSays((await chat.waiting('item_told:1:test:3'))[0]!.text, '张三把整改1', '重新挂号');
  });

  it('opens nothing again that is open', async () => {
    await given({});
    expectSays(await chat.says('zhangsan', '整改1 重新挂号 12月31日'), '还没销号');
  });
});

describe('merging and splitting', () => {
  it('keeps numbers and history of what is merged', async () => {
    await given({ progress: 60 }, { problem: '墙面发霉', dueAt: at('2026-12-05') });
    expectSays(await chat.says('zhangsan', '整改1、2 合并'), '整改2 已并入整改1', '12月5日');
    expect(await item(1)).toMatchObject({ problem: '活动室漏水；墙面发霉', progress: 0, related: [2] });
    expectSays(await chat.says('lisi', '整改2 进展30% 刷墙'), '整改1 已记进展 30%');
    expectSays(await chat.says('zhangsan', '整改清单'), '未销号 1 项');
    expectSays(await chat.says('zhangsan', '整改销号率'), '共 1 项');
  });

  it('merges into the one that is named as the target', async () => {
    await given({}, { problem: '墙面发霉' });
    expectSays(await chat.says('zhangsan', '整改1并入整改2'), '整改1 已并入整改2');
  });

  it('comes apart again by 撤销', async () => {
    await given({}, { problem: '墙面发霉' });
    await chat.says('zhangsan', '整改1、2 合并');
    await chat.says('zhangsan', '撤销');
    expectSays(await chat.says('zhangsan', '整改清单'), '未销号 2 项', '墙面发霉');
  });

  it('splits into items of their own that keep people and deadline', async () => {
    await given({ code: 'WT-1' });
    expectSays(
      await chat.says('zhangsan', '整改1 拆分：\n1. 屋顶漏水\n2. 墙面发霉'),
      '已拆分为 2 项',
      '整改2 屋顶漏水（李四）',
    );
    expect(await item(1)).toMatchObject({ gone: 'split', related: [2, 3] });
    expect(await item(3)).toMatchObject({
      problem: '墙面发霉',
      ownerId: 'lisi',
      dueAt: at('2026-12-10'),
      code: null,
    });
    expectSays(await chat.says('lisi', '整改1 完成'), '已拆分为整改2、3');
    expectSays(await chat.says('zhangsan', '整改1'), '已拆分', '相关：整改2、整改3');
  });

  it.each([
    ['整改1、2 合并', '这件事要由'],
    ['整改1 拆分：1.甲乙 2.丙丁', '这件事要由'],
  ])('%s is for those in charge', async (text, says) => {
    await given({ ownerId: 'wangwu', ownerName: '王五' }, { ownerId: 'wangwu', ownerName: '王五' });
    expectSays(await chat.says('wangwu', text), says);
  });

  it('asks how to split when no parts are given', async () => {
    await given({});
    expectSays(await chat.says('zhangsan', '整改1 拆分'), '请写上拆成哪几项');
    expect((await item(1)).gone).toBeNull();
  });
});
