import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const items = () => chat.store.write((tx) => tx.items({ withGone: true }));
const FORM = `【整改】
问题：活动室漏水
来源：巡察反馈
责任领导：张三
责任部门：办公室
责任人：李四
措施：修屋顶
时限：12月10日
督查措施：每周检查
防反弹措施：定期维护`;

describe('opening an item', () => {
  it('takes every field of the form, and tells the one responsible', async () => {
    expectSays(await chat.says('zhangsan', FORM), '已登记整改1：活动室漏水', '责任人李四', '12月10日(周四)');
    const [item] = await items();
    expect(item).toMatchObject({
      no: 1,
      unitId: chat.unitId('第一党支部'),
      problem: '活动室漏水',
      source: '巡察反馈',
      leaderId: 'zhangsan',
      department: '办公室',
      ownerId: 'lisi',
      measure: '修屋顶',
      dueAt: Date.parse('2026-12-10T23:59:59+08:00'),
      supervision: '每周检查',
      prevention: '定期维护',
      state: '待整改',
      openedBy: 'zhangsan',
    });
    const [notice] = await chat.waiting('item_told:1:test:1');
    expect(notice).toMatchObject({ to: ['lisi'], channel: 'app' });
    expectSays(notice!.text, '张三给您登记', '整改1 活动室漏水', '12月10日');
  });

  it.each(['待定 5', '3', 'ASAP 12', 'v1.2', '立行立改', '长期坚持'])('takes %j for no day', async (due) => {
    const form = `【整改】\n问题：公示栏过期\n责任人：王五\n时限：${due}`;
    expectSays(await chat.says('zhangsan', form), `还缺时限（“${due}”看不出是哪一天`);
    expect(await items()).toEqual([]);
    expectSays(await chat.says('zhangsan', '12月20日'), '已登记整改1：公示栏过期', '时限12月20日');
  });

  it('names the year of a day that is not in this one', async () => {
    const form = (due: string) => `【整改】\n问题：公示栏过期${due}\n责任人：王五\n时限：${due}`;
    expectSays(await chat.says('zhangsan', form('年底前')), '时限12月31日(周四)');
    expectSays(await chat.says('zhangsan', form('2027年年底前')), '时限2027年12月31日(周五)');
    const list = await chat.says('zhangsan', '整改清单');
    expectSays(list, '公示栏过期年底前（王五） 12月31日', '（王五） 2027年12月31日到期');
  });

  it('takes a sentence, and keeps people and deadline out of the problem', async () => {
    expectSays(
      await chat.says('zhangsan', '登记整改 活动室漏水，责任人李四，12月10日前'),
      '整改1：活动室漏水\n',
    );
  });

  it('asks once for who and by when, and stores nothing before', async () => {
    expectSays(await chat.says('zhangsan', '登记整改 公示栏过期'), '还缺责任人和时限', '还没有登记');
    expect(await items()).toEqual([]);
    expectSays(await chat.says('zhangsan', '王五 12月15日'), '已登记整改1：公示栏过期', '王五', '12月15日');
  });

  it.each([['责任人王五，时限12月15日'], ['责任人：王五\n时限：12月15日'], ['12月15日前，王五']])(
    'understands the answer %j',
    async (answer) => {
      await chat.says('zhangsan', '登记整改 公示栏过期');
      expectSays(await chat.says('zhangsan', answer), '已登记整改1：公示栏过期', '王五', '12月15日');
    },
  );

  it('asks on for what an answer leaves out', async () => {
    await chat.says('zhangsan', '登记整改 公示栏过期');
    expectSays(await chat.says('zhangsan', '王五'), '还缺时限');
    expectSays(await chat.says('zhangsan', '月底前'), '已登记整改1', '王五', '11月30日');
  });

  it('asks for a deadline that is no date', async () => {
    expectSays(await chat.says('zhangsan', '【整改】\n问题：漏水\n责任人：李四\n时限：尽快'), '还缺时限');
    expectSays(await chat.says('zhangsan', '12月10日'), '已登记整改1', '李四', '12月10日');
  });

  it('lets the question go when something else comes, or nothing is wanted', async () => {
    await chat.says('zhangsan', '登记整改 公示栏过期');
    expectSays(await chat.says('zhangsan', '帮助'), '您可以说');
    await chat.says('zhangsan', '王五 12月15日');
    await chat.says('zhangsan', '登记整改 公示栏过期');
    expectSays(await chat.says('zhangsan', '不是'), '没有记录');
    expect(await items()).toEqual([]);
  });

  it('never guesses a name: the slip is shown, the right one asked for', async () => {
    expectSays(
      await chat.says('zhangsan', '【整改】\n问题：漏水\n责任人：李思\n时限：12月10日'),
      '名册里没有“李思”，是不是李四？',
      '还缺责任人',
    );
    expect(await items()).toEqual([]);
    expectSays(await chat.says('zhangsan', '李四'), '已登记整改1', '李四', '12月10日');
  });

  it('opens a pasted list at once, asking one time for all that is missing', async () => {
    const list = '【整改】\n1. 台账不全 责任人李四 12月1日\n2. 记录不规范 责任人王五\n3. 公示栏过期';
    const asked = await chat.says('zhangsan', list);
    expectSays(asked, '2. 记录不规范：时限', '3. 公示栏过期：责任人、时限');
    expect(asked).not.toContain('1. 台账不全');
    expect(await items()).toEqual([]);
    const answer = await chat.says('zhangsan', '2.12月20日\n3.赵六 12月25日');
    expectSays(
      answer,
      '已登记 3 项',
      '整改1 台账不全（李四）',
      '整改2 记录不规范（王五）',
      '整改3 公示栏过期（赵六）',
    );
    expect((await items()).map((i) => i.ownerId)).toEqual(['lisi', 'wangwu', 'zhaoliu']);
  });

  it('takes a list under a heading for what it is, never for progress of an item', async () => {
    await chat.says('zhangsan', FORM);
    const list =
      '整改问题清单\n1、台账不全，责任人：李四，时限：12月10日\n2、公示栏过期，责任人：王五，时限：12月5日';
    expectSays(
      await chat.says('zhangsan', list),
      '已登记 2 项',
      '整改2 台账不全（李四）',
      '整改3 公示栏过期（王五）',
    );
    expect((await items())[0]!.progressText).toBeNull();
  });

  it('takes a form that comes in place of an answer for itself', async () => {
    await chat.says('zhangsan', '登记整改 公示栏过期');
    expectSays(await chat.says('zhangsan', FORM), '已登记整改1：活动室漏水');
    expect(await items()).toHaveLength(1);
  });

  it('fills what all of a list lack from one answer', async () => {
    await chat.says('zhangsan', '【整改】\n1. 台账不全\n2. 记录不规范');
    await chat.says('zhangsan', '李四 12月20日');
    expect((await items()).map((i) => [i.ownerId, i.problem])).toEqual([
      ['lisi', '台账不全'],
      ['lisi', '记录不规范'],
    ]);
    // One message for one person, however many items.
    const pushes = await chat.store.db.selectFrom('outbox').selectAll().execute();
    expect(pushes).toHaveLength(1);
  });

  it('opens the same list only once', async () => {
    await chat.says('zhangsan', FORM);
    expectSays(await chat.says('zhangsan', FORM), '已经登记过了', '整改1');
    expect(await items()).toHaveLength(1);
  });

  it('keeps the number used when an item is taken back', async () => {
    await chat.says('zhangsan', FORM);
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expectSays(await chat.says('zhangsan', '整改1'), '没有找到整改1');
    expectSays(await chat.says('zhangsan', FORM), '已登记整改2');
    expectSays(await chat.says('zhangsan', '整改清单'), '未销号 1 项');
    // The notice that had not left yet never leaves.
    expect((await chat.waiting('item_told:1:test:1')).map((r) => r.state)).toEqual(['cancelled']);
  });

  it.each([
    ['a member', 'zhaoliu', '张三'],
    ['a group leader', 'wangwu', '张三'],
  ])('is not for %s, who is told who can', async (_, userId, who) => {
    expectSays(await chat.says(userId, FORM), '这件事要由', who, '没有记录');
    expect(await items()).toEqual([]);
  });

  it('is not for the secretary of another branch', async () => {
    const named = FORM.replace('【整改】', '【整改】\n支部：第一党支部');
    const answer = await chat.says('sunba', named);
    expect((await items()).filter((i) => i.unitId === chat.unitId('第一党支部'))).toEqual([]);
    expect(answer).not.toContain('已登记');
  });

  it('puts what an admin opens into the branch of the one responsible', async () => {
    await chat.says('admin', '【整改】\n问题：漏水\n责任人：周九\n时限：12月10日');
    expect((await items())[0]).toMatchObject({ ownerId: 'zhoujiu', unitId: chat.unitId('第二党支部') });
  });

  it('answers a replayed message with the first answer and opens nothing twice', async () => {
    const message = { key: 'app:same', userId: 'zhangsan', content: { kind: 'text' as const, text: FORM } };
    const first = await chat.send(message);
    expect(await chat.send(message)).toEqual(first);
    expect(await items()).toHaveLength(1);
  });
});

describe('promises and tasks', () => {
  it('lets a member make a promise of their own, and nobody else’s', async () => {
    expectSays(
      await chat.says('zhaoliu', '【承诺】\n承诺内容：帮扶两户\n时限：12月31日'),
      '已登记承诺1：帮扶两户',
      '赵六',
    );
    expectSays(
      await chat.says('zhaoliu', '【承诺】\n承诺内容：帮扶\n承诺人：李四\n时限：12月31日'),
      '这件事要由',
    );
    expectSays(await chat.says('zhaoliu', '承诺1 进展50% 走访了一户'), '承诺1 已记进展 50%：走访了一户');
    expectSays(await chat.says('zhaoliu', '承诺1 完成'), '承诺1', '评诺', '张三', '郑管理');
    expectSays(await chat.says('admin', '承诺1 同意销号'), '评什么', '2. 较好');
    expectSays(await chat.says('admin', '2'), '承诺1 已评诺：较好');
  });

  it('hands a task to every branch and tells only the sender who has not answered', async () => {
    expectSays(await chat.says('admin', '限期上报 党费台账 12月5日前'), '已发给 2 个支部', '12月5日');
    expect((await items()).map((i) => [i.no, i.kind, i.ownerId])).toEqual([
      [1, 'task', 'zhangsan'],
      [2, 'task', 'sunba'],
    ]);
    expectSays(await chat.says('sunba', '任务2 已报'), '任务2 已报');
    expectSays(await chat.says('admin', '任务2 谁没报'), '已报 1/2', '没报的：第一党支部');
    const other = await chat.says('zhangsan', '任务1');
    expect(other).not.toContain('没报的');
    // Nobody is asked to approve a report.
    expect(await chat.waiting('approval:2')).toEqual([]);
  });

  it('lets the sender send a report back', async () => {
    await chat.says('admin', '限期上报 党费台账 12月5日前');
    await chat.says('sunba', '任务2 已报');
    expectSays(await chat.says('admin', '任务2 退回 数字不对'), '任务2 已退回：数字不对', '孙八');
    expectSays(await chat.says('admin', '任务2'), '已报 0/2');
  });
});
