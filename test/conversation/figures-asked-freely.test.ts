// Figures asked in one free breath: counts of those away, heads and who, columns of the table of members.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(undefined, ['sunqi']);
  chat.at('2026-10-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 10月12日下午3点 应到6 实到6');
  chat.at('2026-11-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 11月12日下午3点 应到6 实到5 赵六请假（出差）');
  chat.at('2026-11-21 10:00');
});
afterEach(() => chat.close());

describe('a count of heads beside a word of those away', () => {
  it.each(['11月请假一共多少人次', '一共多少人次请假的，11月'])('%s is of leaves', async (text) => {
    const said = await chat.says('zhangsan', text);
    expectSays(said, '请假 1 人次', '赵六');
    expect(said).not.toContain('参加');
  });

  it('is of those who came where they are named', async () =>
    expectSays(await chat.says('zhangsan', '11月参加总人次'), '5 人次'));
});

describe('the table of members', () => {
  it('tells full members apart, and is shown again where a column is asked for that it has', async () => {
    const table = await chat.says('sunqi', '各支部党员人数，正式和预备分开，做成表格吧');
    expectSays(table, '第一党支部　党员 7　其中正式党员 6　其中预备党员 1');
    for (const more of ['积极分子也加一列', '再加一列流动党员'])
      expectSays(await chat.says('sunqi', more), '其中正式党员 6', '入党积极分子 1');
  });
});

describe('the ledger', () => {
  beforeEach(async () => {
    await chat.store.write(async (tx) => {
      const unitId = chat.unitId('第一党支部');
      await tx.addItem(newItem({ unitId, problem: '会议室灯坏了', ownerName: '赵六' }));
    });
  });

  it('is told as it stands where a day that comes is why it is asked', async () =>
    expectSays(
      await chat.says('sunqi', '后天县里来看整改，先跟我说个总数，销了几条，没销的都卡在什么状态'),
      '共 1 项',
      '未销号 1 项',
    ));

  it('is reported over the year, which its name says', async () =>
    expectSays(
      await chat.says('sunqi', '整改情况写成word，我带去县里汇报'),
      '2026年1月1日至11月21日整改情况报告.docx',
    ));
});

describe('items', () => {
  beforeEach(async () => {
    await chat.store.write(async (tx) => {
      const unitId = chat.unitId('第一党支部');
      await tx.addItem(newItem({ unitId, problem: '会议室灯坏了', ownerName: '赵六' }));
      await tx.addItem(newItem({ unitId, problem: '坡道破损', ownerName: '李四', progress: 40 }));
    });
  });

  it('are those that were never reported on, where these are asked for', async () => {
    const said = await chat.says('sunqi', '有没有立了项到现在一次进展都没报过的');
    expectSays(said, '一次进展都没报过的 1 项', '会议室灯坏了');
    expect(said).not.toContain('坡道');
  });

  it('say of an extension that nobody has decided on it', async () => {
    await chat.says('zhangsan', '【整改】\n问题：门锁坏了\n责任人：赵六\n时限：12月20日');
    expectSays(await chat.says('zhaoliu', '整改3 延期到12月31日 等配件'), '已申请延期');
    expectSays(await chat.says('zhangsan', '赵六问我，他那个延期批下来没'), '还没批');
    expectSays(await chat.says('zhangsan', '申请延期的有哪些'), '申请延期，还没批：等配件');
  });
});

describe('a table by kinds of meetings', () => {
  it('has a row for each', async () => {
    await chat.says('zhangsan', '上报 党课 11月5日上午9点 应到6 实到5 李四请假（出差）');
    const said = await chat.says('zhangsan', '10月到现在 按会议类型 应到实到到会率弄个表');
    expectSays(said, '党课　　　会议次数 1　83.3%（5/6）', '主题党日　会议次数 2　91.7%（11/12）');
  });
});

describe('pictures', () => {
  it('show each of so many times, and no month without one', async () => {
    const said = await chat.says('zhangsan', '两次主题党日各到几个画个图');
    expectSays(said, '10月：6 人次', '11月：5 人次');
    expect(said).not.toContain('还没有');
  });

  it('are drawn once more of another month', async () => {
    await chat.says('zhangsan', '11月到会率画个图');
    expectSays(await chat.says('zhangsan', '再来张10月的'), '10月到会率：100%', '图马上发来');
  });
});

describe('how many there are, and who of one kind', () => {
  it.each([
    ['我们支部党员总数是多少位，预备期的同志又是哪几位', '预备党员 1 人：\n李晓红'],
    ['我们支部一共几个党员 预备的是哪个', '预备党员 1 人：\n李晓红'],
    ['我们几个党员，正式的几个', '其中正式党员 6 人'],
    ['我们支部几个党员，正式的是哪几位', '正式党员 6 人：\n'],
  ])('%s', async (text, kind) => expectSays(await chat.says('zhangsan', text), '党员 7 人', kind));

  it('leaves the total out where it is not asked for', async () =>
    expect(await chat.says('zhangsan', '预备党员几个，是谁')).not.toContain('党员 7 人'));
});
