// What people ask of meetings, plans and records: by topic, by whoever led them, by kind and branch, and what goes on from it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';

useShippedReports();

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of HELD) expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

const HELD = [
  ['zhangsan', '上报 主题党日 10月25日下午3点 应到6 实到5 缺席赵六 主题：河边植树 主持人张三 记录人李四'],
  ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到6 主题：廉洁家风 主讲人张三'],
  [
    'zhangsan',
    '上报 主题党日 11月18日下午3点 应到6 实到4 请假赵六（出差） 缺席王五 主题：参观展馆 主持人张三 记录人李四',
  ],
  ['sunba', '上报 党课 11月12日下午3点 应到2 实到2 主题：学党史 主讲人周九'],
  ['sunba', '上报 主题党日 11月19日下午3点 应到2 实到2 主题：打扫卫生'],
] as const;

describe('a meeting by its topic', () => {
  it('tells of the one it was', async () => {
    expectSays(await chat.says('zhangsan', '植树那次来了多少人'), '10月25日主题党日', '实到 5/应到 6');
    expectSays(await chat.says('zhangsan', '参观展馆那回呢'), '11月18日主题党日', '实到 4/应到 6');
  });

  it('tells its day, and who was away', async () => {
    expectSays(await chat.says('zhangsan', '植树是哪天去的，谁没去'), '10月25日', '河边植树', '赵六');
  });

  it('says that there was none', async () => {
    const said = await chat.says('zhangsan', '慰问孤老那次来了多少人');
    expectSays(said, '没有找到主题是“慰问孤老”的');
  });

  it('is known by its characters in order', async () => {
    expectSays(await chat.says('zhangsan', '看展馆那次来了几个'), '没有找到');
    expectSays(await chat.says('zhangsan', '河植树那次来了几个'), '10月25日主题党日', '实到 5/应到 6');
  });

  it('of another branch is refused, whether there was one or not', async () => {
    for (const text of ['二支部打扫卫生那次去了几个人', '二支部清沟那回去了几个人'])
      expectSays(await chat.says('zhangsan', text), '这个要问');
  });

  it('says that nobody wrote what was done there', async () => {
    expectSays(await chat.says('zhangsan', '18号参观展馆，写了些啥'), '主题 参观展馆', '内容没有记');
  });

  it('is found by whoever led it', async () => {
    expectSays(await chat.says('zhangsan', '张三主持的党日谁没来'), '主题党日（11月18日', '王五');
    expectSays(await chat.says('zhangsan', '李四讲的党课谁没来'), '没有找到主讲人是“李四”的');
  });

  it('has its day told where it is asked whether it was', async () => {
    expectSays(await chat.says('zhangsan', '党课今年我们搞了吧'), '11月10日');
  });

  it('is none of another branch', async () => {
    expectSays(await chat.says('zhangsan', '打扫卫生那次来了几个'), '没有找到');
  });
});

describe('whoever led or recorded', () => {
  it('counts the meetings somebody led', async () => {
    const said = await chat.says('zhangsan', '我今年主持了几次会');
    expectSays(said, '主持人是张三的 3 次', '10月25日', '11月10日', '11月18日');
    expect(said).not.toContain('到会率');
  });

  it('counts without a time those of the year', async () => {
    expectSays(await chat.says('zhangsan', '李四记录了几次会'), '2026年', '记录人是李四的 2 次');
  });

  it('tells of a lecturer', async () => {
    expectSays(await chat.says('sunba', '周九讲过几次党课'), '主讲人是周九的 1 次', '11月12日');
    expectSays(await chat.says('sunba', '周九去年讲过几次党课'), '没有主讲人是周九的');
  });
});

describe('what it was about', () => {
  it('stands beside how many came', async () => {
    expectSays(
      await chat.says('zhangsan', '上次党课讲的什么题目 谁主讲的 来了几个'),
      '主题 廉洁家风',
      '主讲人 张三',
      '实到 6/应到 6',
    );
  });

  it('goes on from how often', async () => {
    expectSays(await chat.says('zhangsan', '主题党日今年搞了几回'), '2 次');
    expectSays(await chat.says('zhangsan', '都搞的啥子'), '河边植树', '参观展馆');
  });

  it('makes a table', async () => {
    const said = await chat.says('zhangsan', '今年主题党日主题列个表');
    expectSays(said, '10月25日　主题党日　河边植树', '11月18日　主题党日　参观展馆');
  });
});

describe('kinds side by side', () => {
  it('adds a kind, and leaves one out', async () => {
    expectSays(await chat.says('admin', '各支部11月党课次数列个表'), '第一党支部　1', '第二党支部　1');
    const both = await chat.says('admin', '再加上主题党日');
    expectSays(both, '第一党支部　数量 2　党课 1　主题党日 1', '第二党支部　数量 2　党课 1　主题党日 1');
    expectSays(await chat.says('admin', '不要党课'), '主题党日次数：2');
  });

  it('puts a rate beside a count', async () => {
    expectSays(await chat.says('admin', '各支部11月党课次数'), '开了 2 次');
    expectSays(await chat.says('admin', '请一并列出到会率'), '开了 2 次', '到会率 100%（实到 8/应到 8');
  });
});

describe('what lies ahead', () => {
  it('names the next one where there is none in that time', async () => {
    expectSays(await chat.says('zhangsan', '安排12月3日下午3点党课'), '党课');
    expectSays(await chat.says('zhangsan', '下周有会要开吗'), '没有安排。\n最近一次：12月3日');
  });

  it('tells the plan of a month, and its file', async () => {
    expectSays(await chat.says('zhangsan', '安排12月3日下午3点党课'), '党课');
    expectSays(await chat.says('zhangsan', '12月份我们支部有哪些会列一下'), '12月安排：\n12月3日');
    expectSays(await chat.says('zhangsan', '发成文件 我转给党员'), '近期安排.xlsx');
  });

  it('tells the fixed day of each branch', async () => {
    expectSays(await chat.says('zhangsan', '主题党日固定为每月25日下午3点 活动室'), '每月25日');
    expectSays(
      await chat.says('admin', '各支部主题党日固定日都是几号'),
      '第一党支部 每月25日 15:00 活动室',
      '没有设固定日的支部：1 个',
    );
  });
});

describe('notices and records', () => {
  it('says of notices what is kept of nobody, and goes on so', async () => {
    expectSays(await chat.says('zhangsan', '党课的通知大家收到没有'), '没有要大家回复“收到”的通知');
    expectSays(await chat.says('zhangsan', '还差哪几个 我打电话催'), '没有要大家回复“收到”的通知');
  });

  it('has no length of meetings', async () => {
    expectSays(await chat.says('zhangsan', '上次党课讲了多久'), '不在这里记');
  });
});
