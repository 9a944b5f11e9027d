import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewItem } from '../../src/domain/ledger/item.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
beforeEach(async () => {
  // 周九 is a second approver: an admin by set-up who sits in the other branch.
  chat = await openDialogue(undefined, ['zhoujiu']);
});
afterEach(() => chat.close());

/** Items as they stand before the talk begins; 李四 responsible, 张三 leads, due on 10 December. */
async function given(...some: Partial<NewItem>[]): Promise<void> {
  const dueAt = Date.parse('2026-12-10T23:59:59+08:00');
  const movedAt = Date.parse('2026-11-20T09:00:00+08:00');
  await chat.store.write(async (tx) => {
    for (const item of some.length > 0 ? some : [{}])
      await tx.addItem(newItem({ dueAt, firstDueAt: dueAt, movedAt, ...item }));
  });
}
const item = (no = 1) => chat.store.write(async (tx) => (await tx.itemNamed(String(no)))!);
const events = async (no = 1) => {
  const { id } = await item(no);
  return (await chat.store.write((tx) => tx.itemEvents(id))).map((e) => `${e.by} ${e.what}`);
};
/** Buttons of the newest card. */
async function buttonsOf(id = 1): Promise<string[]> {
  return (await chat.waiting(`approval:${id}`)).at(-1)!.card!.buttons.map((b) => b.key);
}

describe('progress', () => {
  it('has no name for what was said', async () => {
    await given();
    const answer = await chat.says('lisi', '李四整改1进展60%');
    expectSays(answer, '整改1 已记进展 60%');
    expect(answer).not.toContain('李四');
    expect((await item()).progressText).toBeNull();
    expectSays(await chat.says('zhangsan', '李四整改1进展70%'), '已记进展 70%');
    expect((await item()).progressText).toBeNull();
  });

  it('is kept with percent, text and day, and says how long is left', async () => {
    await given();
    expectSays(
      await chat.says('lisi', '整改1 进展60% 正在采购防水材料'),
      '整改1 已记进展 60%：正在采购防水材料',
      '还有19天',
      '整改1 完成',
    );
    expect(await item()).toMatchObject({ state: '整改中', progress: 60, progressText: '正在采购防水材料' });
    expect(await events()).toEqual(['lisi progress']);
  });

  it('needs no number when there is only one item', async () => {
    await given();
    expectSays(await chat.says('lisi', '整改完成了一半'), '整改1 已记进展 50%');
  });

  it('asks which one when there are several', async () => {
    await given({}, { problem: '台账不全' });
    expectSays(await chat.says('lisi', '整改完成了一半'), '是哪一项', '整改1 活动室漏水', '整改2 台账不全');
    expect((await item()).progress).toBe(0);
  });

  it('points out a promise that is later than the deadline', async () => {
    await given();
    const form = '【整改进展】\n序号：1\n进展：正在公示\n完成率：80%\n预计完成时间：12月25日';
    expectSays(await chat.says('lisi', form), '比时限晚', '整改1 延期到12月25日');
    expect((await item()).dueAt).toBe((await item()).firstDueAt);
  });

  it('is not for somebody who has nothing to do with it', async () => {
    await given();
    expectSays(await chat.says('zhaoliu', '整改1 进展60%'), '这件事要由', '张三', '没有记录');
    expectSays(await chat.says('sunba', '整改1 完成'), '这件事要由', '张三');
    expectSays(await chat.says('lisi', '整改99 进展60%'), '没有找到整改99');
    expect(await events()).toEqual([]);
  });

  it('comes from the secretary as well', async () => {
    await given({ ownerId: 'wangwu', ownerName: '王五' });
    expectSays(await chat.says('zhangsan', '整改1 进展30%'), '已记进展 30%');
  });

  it('finds the item by the code of the superior', async () => {
    await given({ code: 'WT-2026-003' });
    expectSays(await chat.says('lisi', 'WT-2026-003 进展40% 已立项'), '整改1 已记进展 40%');
  });
});

describe('closing', () => {
  it('is only asked for by 完成; a card with what is known goes to every other admin', async () => {
    await given({ progressText: '已换防水层' });
    expectSays(await chat.says('lisi', '整改1 完成'), '已申请销号', '郑管理', '审核');
    expect(await item()).toMatchObject({ state: '提交销号', closedAt: null, askedBy: 'lisi' });
    const [card] = await chat.waiting('approval:1');
    expect(card!.to.sort()).toEqual(['admin', 'zhoujiu']);
    expectSays(card!.text, '李四报告已办完', '活动室漏水', '已换防水层', '佐证：没有', '整改1 同意销号');
    expect(card!.card!.buttons.map((b) => b.text)).toEqual(['同意销号', '退回']);
  });

  it('is done by another person’s button, and told to the one who asked', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    const [ok] = await buttonsOf();
    const reply = await chat.presses('admin', ok!);
    expect(reply).toMatchObject({ cardState: '已销号' });
    expect(await item()).toMatchObject({ state: '已销号', decidedBy: 'admin', progress: 100 });
    const told = await chat.waiting('item_told:1:test:2');
    expect(told[0]!.to).toEqual(['lisi']);
    expectSays(told[0]!.text, '郑管理已同意', '整改1', '销号');
  });

  it.each([
    ['the one responsible', { ownerId: 'admin', ownerName: '郑管理' }],
    ['the leader', { leaderId: 'admin', leaderName: '郑管理' }],
  ])('is refused to %s, though an admin', async (_, who) => {
    await given(who);
    await chat.says('admin', '整改1 完成');
    expectSays(await chat.says('admin', '整改1 同意销号'), '由您负责', '周九', '没有记录');
    expect((await item()).state).toBe('提交销号');
    expect((await chat.waiting('approval:1'))[0]!.to).toEqual(['zhoujiu']);
  });

  it('is refused to an admin who asked for it for somebody else', async () => {
    await given();
    await chat.says('admin', '整改1 完成');
    expectSays(await chat.says('admin', '整改1 同意销号'), '由您申请', '周九');
    expectSays(await chat.says('zhoujiu', '整改1 同意销号'), '整改1 已销号');
  });

  it('is refused to the secretary, who is told who can', async () => {
    await given({ leaderId: null, leaderName: null });
    await chat.says('lisi', '整改1 完成');
    expectSays(await chat.says('zhangsan', '整改1 同意销号'), '这件事要由管理员郑管理');
  });

  it('is not possible before it was asked for', async () => {
    await given();
    expectSays(await chat.says('admin', '整改1 同意销号'), '还没有申请销号');
  });

  it('lets one of two approvers win who press at once, and tells the other who was first', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    const [ok, back] = await buttonsOf();
    const [first, second] = await Promise.all([chat.presses('admin', ok!), chat.presses('zhoujiu', back!)]);
    expect(first).toMatchObject({ cardState: '已销号' });
    expect(second).toMatchObject({ cardState: '郑管理已同意' });
    expectSays(second!.text, '已由郑管理', '同意销号', '不用再办');
    expect(await events()).toEqual(['lisi ask_closing', 'admin approve']);
  });

  it('asks for the reason of 退回 and takes the next line for it', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    const [, back] = await buttonsOf();
    expectSays((await chat.presses('admin', back!))!.text, '退回的原因');
    expect((await item()).state).toBe('提交销号');
    expectSays(await chat.says('admin', '照片看不清楚'), '已退回：照片看不清楚');
    expect(await item()).toMatchObject({ state: '整改中', opinion: '照片看不清楚' });
    expectSays(
      (await chat.waiting('item_told:1:test:3'))[0]!.text,
      '郑管理退回',
      '照片看不清楚',
      '整改1 完成',
    );
  });

  it('does not decide by an old card what was handed in anew', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    const [ok] = await buttonsOf();
    await chat.says('admin', '整改1 退回 照片不清');
    await chat.says('lisi', '整改1 完成 已补照片');
    const reply = await chat.presses('zhoujiu', ok!);
    expectSays(reply!.text, '又有变化');
    expect((await item()).state).toBe('提交销号');
  });

  it.each([
    ['同意整改1销号', '已销号'],
    ['整改1 同意', '已销号'],
    ['1号整改同意销号', '已销号'],
    ['整改1 不同意，照片不清楚', '已退回：照片不清楚'],
    ['不同意整改1销号，照片不清楚', '已退回：照片不清楚'],
  ])('is decided by %s too', async (text, says) => {
    await given();
    await chat.says('lisi', '整改1 完成');
    expectSays(await chat.says('admin', text), `整改1 ${says}`);
  });

  it.each([
    ['同意整改1延期', '时限已改到12月20日'],
    ['整改1 同意', '时限已改到12月20日'],
    ['不同意整改1延期', '没有同意延期'],
    ['整改1 不同意', '没有同意延期'],
  ])('of an extension is decided by %s too', async (text, says) => {
    await given();
    await chat.says('lisi', '整改1 延期到12月20日');
    expectSays(await chat.says('admin', text), says);
  });

  it('cancels a card that has not left, and brings those that have up to date', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    const [row] = await chat.store.claimDue(Date.parse('2026-11-21T10:01:00+08:00'), {
      kind: 'push',
      limit: 10,
      leaseMs: 60_000,
    });
    await chat.store.settle(row!, { state: 'accepted', responseCode: 'RC9' }, row!.at);
    const [ok] = await buttonsOf();
    await chat.presses('admin', ok!);
    const updates = await chat.store.claimDue(row!.at, { kind: 'card', limit: 10, leaseMs: 1000 });
    expect(updates).toMatchObject([
      { to: ['zhoujiu'], payload: { responseCode: 'RC9', cardState: '郑管理已同意' } },
    ]);
  });

  it('takes several at once and reports those that cannot be', async () => {
    await given({}, { problem: '台账不全' }, { problem: '旧事', state: '已销号', closedAt: 1 });
    const answer = await chat.says('lisi', '整改1、2、3都完成了');
    expectSays(answer, '整改1、整改2 已申请销号', '整改3 已销号，没有改动');
    expectSays(await chat.says('admin', '整改1、2 同意销号'), '整改1 已销号', '整改2 已销号');
  });

  it('keeps what the sender may not do from none of the others', async () => {
    await given({}, { ownerId: 'zhaoliu', ownerName: '赵六' }, { problem: '台账不全' });
    const answer = await chat.says('wangwu', '整改1、2、3 进展60% 正在办');
    expect(answer).not.toContain('已记进展');
    await chat.store.write(async (tx) => {
      const third = (await tx.itemNamed('3'))!;
      await tx.changeItem({ ...third, ownerId: 'wangwu', ownerName: '王五' });
    });
    const mixed = await chat.says('wangwu', '整改1、2、3 进展60% 正在办');
    expectSays(mixed, '整改3 已记进展 60%', '要由书记张三');
    expect([(await item(1)).progress, (await item(2)).progress, (await item(3)).progress]).toEqual([
      0, 0, 60,
    ]);
  });

  it('sends one list to the approver when many are done at once', async () => {
    await given(...['一', '二', '三', '四'].map((n) => ({ problem: `问题${n}` })));
    await chat.says('lisi', '整改1、2、3、4都完成了');
    const pushes = await chat.store.db.selectFrom('outbox').selectAll().execute();
    expect(pushes).toHaveLength(1);
    expectSays(pushes[0]!.text, '4 项', '整改1 问题一', '整改1、2、3、4 同意销号');
  });

  it('is taken back by 撤销, and those who heard of it hear that too', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    await chat.says('admin', '整改1 同意销号');
    const due = Date.parse('2026-11-21T10:01:00+08:00');
    for (const row of await chat.store.claimDue(due, { kind: 'push', limit: 10, leaseMs: 60_000 }))
      await chat.store.settle(row, { state: 'accepted' }, due);
    expectSays(await chat.says('admin', '撤销'), '已撤销');
    expect(await item()).toMatchObject({ state: '提交销号', closedAt: null, decidedBy: null });
    const told = await chat.waiting('item_told:1:test:3');
    expect(told[0]).toMatchObject({ to: ['lisi'] });
    expectSays(told[0]!.text, '郑管理撤销了', '整改1', '已申请销号');
  });

  it('cannot be taken back once somebody went on', async () => {
    await given();
    await chat.says('lisi', '整改1 完成');
    await chat.says('admin', '整改1 退回 不清楚');
    expectSays(await chat.says('lisi', '撤销'), '没有撤销');
    expect((await item()).state).toBe('整改中');
  });

  it('asks an admin by set-up whom the roster does not know', async () => {
    await chat.close();
    chat = await openDialogue(undefined, ['root']);
    await given();
    expectSays(await chat.says('lisi', '整改1 完成'), '郑管理', 'root');
    expect((await chat.waiting('approval:1'))[0]!.to).toEqual(['admin', 'root']);
    expectSays(await chat.says('ROOT', '整改1 同意销号'), '已销号');
  });

  it('says so when nobody is there to approve', async () => {
    await chat.close();
    chat = await openDialogue();
    await given({ ownerId: 'admin', ownerName: '郑管理' });
    expectSays(await chat.says('admin', '整改1 完成'), '没有可以审核的人');
  });
});

describe('extension', () => {
  it('asks the approver and keeps the old deadline', async () => {
    await given();
    const answer = await chat.says('lisi', '整改1 延期到12月20日 因为连续下雨');
    expectSays(answer, '已申请延期到12月20日', '郑管理', '同意前仍按12月10日');
    const [card] = await chat.waiting('approval:1');
    expectSays(card!.text, '原时限12月10日', '延到12月20日', '连续下雨');
    const [yes] = await buttonsOf();
    expect(await chat.presses('admin', yes!)).toMatchObject({ cardState: '已同意延期' });
    const after = await item();
    expect(after.dueAt).toBe(Date.parse('2026-12-20T23:59:59+08:00'));
    expect(after.firstDueAt).toBe(Date.parse('2026-12-10T23:59:59+08:00'));
    expectSays(await chat.says('lisi', '整改1'), '时限12月20日（原定12月10日）');
  });

  it('leaves the deadline when it is denied', async () => {
    await given();
    await chat.says('lisi', '整改1 延期到12月20日');
    expectSays(await chat.says('admin', '整改1 不同意延期'), '没有同意延期', '仍是12月10日');
    expect(await item()).toMatchObject({ extensionTo: null, state: '待整改' });
  });

  it('asks for the date when there is none', async () => {
    await given();
    expectSays(await chat.says('lisi', '整改1 申请延期，资金没到位'), '要延到哪天');
    expectSays(await chat.says('lisi', '12月25日'), '已申请延期到12月25日');
  });

  it.each([['12月5日'], ['12月10日']])('refuses %s, which is no later', async (date) => {
    await given();
    expectSays(await chat.says('lisi', `整改1 延期到${date}`), '要比它晚');
    expect((await item()).extensionTo).toBeNull();
  });

  it('needs no asking by an approver who is not responsible', async () => {
    await given();
    expectSays(await chat.says('admin', '整改1 延期到12月20日'), '时限已改到12月20日', '原定12月10日');
  });

  it('is not for what is closed, waiting or long-term', async () => {
    await given(
      { state: '已销号', closedAt: 1 },
      { state: '提交销号' },
      { state: '长期整改', dueAt: null, reviewAt: Date.parse('2027-02-21T23:59:59+08:00') },
    );
    expectSays(await chat.says('lisi', '整改1 延期到12月20日'), '整改1 已销号，没有改动');
    expectSays(await chat.says('lisi', '整改2 延期到12月20日'), '正在等审核');
    expectSays(await chat.says('lisi', '整改3 延期到12月20日'), '长期整改', '2月21日复查');
  });
});

describe('第N项 without such a plan or item', () => {
  it.each(['第99项 完成5户', '第8项 没有进展', '第九十九项已经完成', '我们第7项做完了'])(
    '%s says which there are',
    async (said) => {
      await chat.says('zhangsan', '登记整改 路灯不亮 责任人张三 12月5日前');
      const answer = await chat.says('zhangsan', said);
      expectSays(answer, '没有您要报的第', '没有记录', '整改1 路灯不亮');
      expect(answer).not.toMatch(/整改(?:99|8|7)/u);
      expect(await chat.says('zhaoliu', said)).toContain('您现在没有要报的计划和任务');
    },
  );

  it('takes no item of the ledger for a task', async () => {
    await chat.says('zhangsan', '登记整改 路灯不亮 责任人张三 12月5日前');
    expectSays(await chat.says('zhangsan', '第1项任务完成了'), '没有您要报的任务1，没有记录');
    expectSays(await chat.says('zhangsan', '整改第1项 完成'), '已申请销号');
  });
});
