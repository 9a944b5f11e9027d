import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';
import { newItem } from '../support/item.ts';

// What is asked every day, and goes on from there. Now is Saturday 2026-11-21, 10:00.

let chat: Dialogue;
useShippedReports();
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到6'],
    ['zhangsan', '上报 党课 10月20日下午3点 应到6 实到5 请假李四（出差） 主讲人张三'],
    ['zhangsan', '上报 主题党日 11月20日下午3点 应到6 实到5 请假赵六（看病）'],
    ['sunba', '上报 支委会 11月20日上午9点 应到1 实到1'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

describe('meetings', () => {
  it('names the branches that have none, where they are few', async () => {
    expectSays(await chat.says('admin', '这个季度党员大会开了几次'), '开了 1 次', '还没有的：第二党支部');
    expectSays(await chat.says('admin', '党员大会这个季度谁还没开'), '1/2 个：\n第二党支部');
  });

  it('of a day are told one by one, above a branch too', async () => {
    expectSays(
      await chat.says('admin', '昨天有什么会'),
      '城郊党委11月20日开了 2 次：',
      '\n11月20日 第一党支部主题党日 5/6',
      '\n11月20日 第二党支部支部委员会会议 1/1',
    );
  });

  it('of a kind are counted within the period of its rule, and by month over the year', async () => {
    expectSays(await chat.says('admin', '各支部党员大会开了几次'), '第四季度支部党员大会开了 1 次');
    expectSays(await chat.says('admin', '上个月谁请假了'), '10月');
    expectSays(await chat.says('admin', '今年党课按月看一下'), '10月：1 次');
  });

  it('of the month that was told stay of it, whichever unit is asked for', async () => {
    await expectTalk(
      chat,
      'admin',
      ['10月各支部到会率', '城郊党委10月到会率'],
      ['最低的是哪个', /不排先后.+\n城郊党委10月到会率/u],
    );
  });

  it('that were never held in the year are no gaps of its quarters', async () => {
    await expectTalk(
      chat,
      'admin',
      ['今年哪些支部上过党课', '还没有的：第二党支部'],
      ['没上的呢', '不到 1 次的有 1/2 个：\n第二党支部'],
    );
  });

  it('go on: which they were, and of each branch', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['这个季度开了几次会', '开了 3 次'],
      ['都是哪些', /10月20日 党课 5\/6\n11月20日 主题党日 5\/6/u],
    );
    await expectTalk(
      chat,
      'admin',
      ['今年一共开了多少次会', '开了 4 次'],
      ['各支部分别多少', /第一党支部 .+\n第二党支部 /u],
    );
    expectSays(await chat.says('zhangsan', '今年党课上了几次，谁讲的'), '10月20日', '主讲人 张三');
  });

  it('of a month that is over are of that month, whoever is asked for', async () => {
    const answer = await chat.says('zhangsan', '上个月谁缺席次数最多');
    expectSays(answer, '不排先后', '10月');
    expect(answer).not.toContain('11月');
  });
});

describe('people', () => {
  it('are counted, and named where they are few', async () => {
    expectSays(await chat.says('admin', '有多少预备党员'), '预备党员 1 人', '李晓红');
    expectSays(await chat.says('admin', '都有谁'), '李晓红');
    expectSays(await chat.says('admin', '咱们党委现在一共多少党员'), '城郊党委党员 9 人');
  });

  it('hear of their own last time in private, and no reasons of others', async () => {
    expectSays(await chat.says('zhaoliu', '昨天我签到成功了没'), '11月20日主题党日', '请假');
    expectSays(await chat.says('zhangsan', '赵六昨天咋没来'), '看病');
    expect(await chat.says('wangwu', '赵六昨天咋没来')).not.toContain('看病');
  });
});

describe('items', () => {
  const at = (date: string) => Date.parse(`${date}T23:59:59+08:00`);
  beforeEach(() =>
    chat.store.write(async (tx) => {
      const own = {
        unitId: chat.unitId('第一党支部'),
        movedAt: at('2026-11-19'),
        ownerId: 'wangwu',
        ownerName: '王五',
      };
      await tx.addItem(newItem({ ...own, problem: '漏水', dueAt: at('2026-12-18'), source: '巡察反馈' }));
      await tx.addItem(
        newItem({
          ...own,
          problem: '公示栏',
          source: '巡察反馈',
          state: '已销号',
          closedAt: at('2026-11-10'),
        }),
      );
      await tx.addItem(
        newItem({
          ...own,
          problem: '台账',
          source: '审计',
          dueAt: at('2026-12-20'),
          ownerId: 'lisi',
          ownerName: '李四',
        }),
      );
    }),
  );

  it('of 整改 are no tasks, and those of a source are told with what is closed', async () => {
    await chat.says('admin', '任务：消防隐患排查，各支部，12月5日前完成摸底，12月20日前完成整治');
    expectSays(await chat.says('zhangsan', '还有几条整改没完成'), '未销号 2 项');
    expectSays(await chat.says('zhangsan', '上面给我们的任务还有啥没完成'), '没办完 1 项', '消防隐患排查');
    expectSays(await chat.says('admin', '巡察反馈的那几个问题改完了没'), '未销号 1 项，已销号 1 项');
    expectSays(await chat.says('admin', '消防排查任务进度'), '消防隐患排查节点进度');
    expectSays(await chat.says('admin', '排查任务进度'), '下发的任务里没有');
  });

  it('wait for approval, with the day that is asked for', async () => {
    await chat.says('lisi', '整改3 延期到12月30日 因为下雪');
    expectSays(
      await chat.says('admin', '有没有申请延期的'),
      '申请延期或延过期的',
      '申请延到12月30日',
      '下雪',
    );
    expectSays(await chat.says('admin', '现在等我审批的有哪些'), '等审核 1 项');
  });

  it('that were returned are told by themselves', async () => {
    await chat.says('lisi', '整改3 完成');
    await chat.says('admin', '整改3 退回 缺照片');
    const answer = await chat.says('zhangsan', '哪几条整改被退回了');
    expectSays(answer, '被退回 1 项', '台账');
    expect(answer).not.toContain('漏水');
  });

  it('of somebody else are refused to whoever is in charge of nothing', async () => {
    expectSays(await chat.says('zhangsan', '李四那条整改完了没'), '未销号 1 项', '台账');
    const refused = await chat.says('zhaoliu', '李四那条整改完了没');
    expectSays(refused, '书记张三');
    expect(refused).not.toMatch(/0 项|台账/u);
  });
});

describe('what is registered', () => {
  it('of a branch says of nobody by himself whether it was paid, nor how much', async () => {
    await chat.says('zhangsan', '登记党费 11月已收齐 6人');
    expectSays(await chat.says('zhangsan', '谁没交党费'), '不记每个人的', '都登记了');
    expectSays(await chat.says('zhaoliu', '我党费交了没有'), '党费是支部登记的，不记每个人的');
    expectSays(await chat.says('zhaoliu', '党费一个月交多少钱'), '不收钱，也不记交了多少');
    expectSays(await chat.says('admin', '11月党费哪个支部还没收齐'), '1 个还没登记：第二党支部');
  });

  it('of members is told by each of them', async () => {
    await chat.says('zhangsan', '志愿服务2小时 李四 赵六');
    expectSays(await chat.says('zhangsan', '这个月志愿服务每个人几小时'), '李四', '赵六', '合计 4 小时');
    expectSays(await chat.says('zhaoliu', '我一共做了几个小时志愿服务'), '2026年您的', '合计 2 小时');
  });

  it('is not kept at all', async () => {
    expectSays(await chat.says('zhaoliu', '我党龄多少年了'), '党龄不在这里记', '书记张三');
    expectSays(await chat.says('zhaoliu', '下次主题党日要带什么'), '安排里没有写要带什么。请问书记张三');
  });
});
