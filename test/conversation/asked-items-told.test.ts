// What is asked of one item, by whose it is or by its words: how long, why, by whom; and what waits for somebody.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [problem, owner, due] of [
    ['公开栏没更新', '李四', '12月2日'],
    ['灭火器过期', '赵六', '12月20日'],
  ])
    expectSays(
      await chat.says(
        'zhangsan',
        `【整改】\n问题：${problem}\n来源：自查\n措施：改\n责任领导：张三\n责任人：${owner}\n时限：${due}`,
      ),
      '已登记',
    );
  await chat.says('lisi', '整改1 延期到12月30日 因为下雪');
  await chat.says('zhaoliu', '整改2 完成');
});
afterEach(() => chat.close());

describe('of an item by its owner', () => {
  it('is told to what day it is to be put off and why', async () => {
    for (const line of ['李四为啥要延期', '李四那个延期是延到哪天 啥理由', '李四申请延期批了没'])
      expectSays(await chat.says('admin', line), '申请延期到12月30日', '下雪', '还没批', '公开栏');
    expectSays(await chat.says('admin', '批了没'), '申请延期到12月30日', '还没批');
    expectSays(await chat.says('admin', '理由呢'), '下雪');
  });

  it('is told whether it was approved, by whom, and why it came back', async () => {
    for (const line of ['赵六那个消号批下来没', '赵六报的那个销号批了么', '灭火器的正改提交没有'])
      expectSays(await chat.says('admin', line), '赵六已申请销号，还没审核', '灭火器过期');
    await chat.says('admin', '整改2 退回 缺照片');
    for (const line of ['赵六那条为什么被退回来了', '赵六的整改退回的理由是啥'])
      expectSays(await chat.says('admin', line), '退回，理由：缺照片');
    for (const line of ['这个月退回了几条整改', '赵六退回过几条'])
      expectSays(await chat.says('admin', line), '退回整改 1 次，1 项', '缺照片');
    expectSays(await chat.says('admin', '上个月退回了几条整改'), '没有退回的整改');
    await chat.says('zhaoliu', '整改2 完成');
    await chat.says('admin', '整改2 同意销号');
    expectSays(await chat.says('admin', '谁给赵六那条销的号'), '已销号：', '同意');
  });

  it('marks nobody, and leaves a list what the list tells', async () => {
    const said = await chat.says('admin', '李四手上还有别的整改没');
    expectSays(said, '李四 未销号 1 项');
    expect(said).not.toContain('签到');
  });
});

describe('of an item by its words', () => {
  it('is told when it falls due and how far it is', async () => {
    for (const line of [
      '灭火器那个整改几号到期',
      '我那个灭火器的整改什么时候到期',
      '我那条灭火器的进度现在是多少',
    ])
      expectSays(await chat.says('zhaoliu', line), '灭火器过期', '12月20日');
    expectSays(await chat.says('zhangsan', '赵六管的那个灭火器的呢 审过没'), '还没审核');
  });
});

describe('of one’s own', () => {
  it('is told what became of it, and by whom it is decided', async () => {
    for (const line of ['我的延期批了没', '我申请的延期是到几号'])
      expectSays(await chat.says('lisi', line), '申请延期到12月30日', '还没批');
    expectSays(await chat.says('zhaoliu', '我报的销号批了没'), '还没审核');
    await chat.says('admin', '整改2 退回 缺照片');
    for (const line of ['谁退的我', '我那条为啥退回']) expectSays(await chat.says('zhaoliu', line), '缺照片');
    expectSays(await chat.says('zhaoliu', '我的整改谁审核'), '由');
    expectSays(await chat.says('admin', '我退回过的都有哪些'), '退回整改 1 次', '缺照片');
  });

  it('goes on: what is asked behind it is of that one', async () => {
    expectSays(await chat.says('admin', '李四那条整改'), '公开栏');
    expectSays(await chat.says('admin', '措施是啥'), '公开栏', '措施：改');
    expectSays(await chat.says('admin', '那它什么时候到期'), '时限12月2日');
    expectSays(await chat.says('admin', '刚登记的那条整改是什么'), '灭火器过期');
  });
});

describe('what waits', () => {
  it('is told with who asked and when', async () => {
    for (const line of [
      '待我审核的销号有几个',
      '现在卡在我这儿的有哪些',
      '哪些整改在等销号审核',
      '还有几条等我批的',
    ])
      expectSays(
        await chat.says('admin', line),
        '等审核 2 项',
        '11月21日 赵六申请销号',
        '11月21日 李四申请延期，还没批：',
      );
    expectSays(await chat.says('zhangsan', '我这边有没有提交销号的'), '等审核', '灭火器过期');
    expectSays(await chat.says('admin', '申请延期的有哪几条'), '公开栏没更新', '申请延到12月30日');
  });

  it('is said to be nothing where there is nothing', async () => {
    await chat.says('admin', '整改2 退回 缺照片');
    await chat.says('admin', '整改1 不同意延期');
    expectSays(await chat.says('admin', '有没有等我审核的'), '现在没有等着审核的');
    expectSays(await chat.says('admin', '有人申请延期吗'), '没有申请延期的');
    expectSays(await chat.says('admin', '李四的延期批了没'), '没有同意');
  });
});
