// Figures by message, asked a second time by somebody else: what is counted together, what is over, what goes on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';

useShippedReports();

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

/** As many as stand in the list, and nobody else. */
async function tell(lines: readonly (readonly [who: string, text: string, says: string])[]): Promise<void> {
  for (const [who, text, says] of lines) expectSays(await chat.says(who, text), says);
}

describe('items', () => {
  beforeEach(() =>
    tell([
      ['zhangsan', '整改：公开栏没更新，责任人李四，12月2日前', '已登记'],
      ['zhangsan', '整改：灭火器过期，责任人赵六，12月20日前', '已登记'],
      ['zhangsan', '整改：台账不全，责任人赵六，11月25日前', '已登记'],
      ['zhaoliu', '我承诺 帮扶两户 12月31日前', '已登记'],
    ]),
  );

  it.each([
    '咱支部还有几个问题没销',
    '我们支部还有多少问题没销掉',
    '没销号的问题还有几个',
    '问题还剩几条没销号',
    '支部现在几个问题没解决',
    '还有几个问题没整改完',
    '还有几条没销号',
    '现在还有多少问题',
  ])('%s counts no promise', async (text) => {
    const said = await chat.says('zhangsan', text);
    expectSays(said, '未销号 3 项');
    expect(said).not.toContain('承诺');
  });

  it.each(['各支部还有几个问题没销', '各支部还有多少问题没解决', '每个支部还剩几条没销号'])(
    '%s counts those of each',
    async (text) => {
      expectSays(await chat.says('admin', text), '未销号 3 项，1/2 个党组织有：\n第一党支部 3 项');
    },
  );

  it.each([
    '李四那个公开栏的整改弄好没有',
    '李四的公开栏的问题解决了没有',
    '李四那个公开栏没更新的整改办得怎么样了',
    '李四的整改弄好没有',
  ])('%s is of theirs', async (text) => {
    const said = await chat.says('zhangsan', text);
    expectSays(said, '公开栏没更新', '李四');
    expect(said).not.toContain('赵六');
  });

  it('where kinds stand together, each has its number', async () => {
    expectSays(await chat.says('zhaoliu', '我的整改清单'), '3 项（整改 2、承诺 1）');
  });

  it('what falls due is counted of the kind that is named', async () => {
    await chat.says('zhaoliu', '我承诺 清理河道 11月27日前');
    for (const text of ['本周到期的整改有吗', '12月到期的整改有几条'])
      expect(await chat.says('zhangsan', text)).not.toContain('承诺');
    chat.at('2026-12-01 08:30');
    expectSays(await chat.says('zhangsan', '逾期的问题有几个'), '整改逾期 1 项');
  });

  it('a file of the list has the lines that were told', async () => {
    await chat.says('zhaoliu', '我承诺 清理河道 11月27日前');
    chat.at('2026-12-01 08:30');
    expectSays(await chat.says('zhangsan', '逾期的整改有几个'), '整改逾期 1 项');
    expectSays(await chat.says('zhangsan', '导出来'), '共 1 行');
  });

  it('how the open ones stand adds up, or says that it does not', async () => {
    chat.at('2026-12-01 08:30');
    await chat.says('lisi', '整改1 完成');
    expectSays(
      await chat.says('zhangsan', '整改销号率多少'),
      '未销号 3 项，其中逾期 1，快到期 1，等审核 1，其余 1（1 项算在了不止一样里）。',
    );
  });
});

describe('meetings of a time that is half over', () => {
  beforeEach(() =>
    tell([
      ['sunba', '上报 党课 11月17日上午9点 应到2 实到1 请假周九（看病）', '已记录'],
      ['zhangsan', '安排主题党日 11月22日下午3点', '已安排'],
    ]),
  );

  it.each(['这周有哪些会', '本周开哪些会', '这个礼拜都有什么会', '本周活动安排', '这周有会吗'])(
    '%s: what was, and what comes',
    async (text) => {
      expectSays(
        await chat.says('admin', text),
        '已经过了的 1 次：\n11月17日(周二) 09:00 第二党支部党课',
        '后面安排：\n11月22日(周日) 15:00 第一党支部主题党日',
      );
    },
  );

  it('of one that is over on the same day', async () => {
    chat.at('2026-11-22 23:30');
    expectSays(await chat.says('zhangsan', '今天有什么会'), '已经过了的 1 次：\n11月22日', '后面没有安排');
  });

  it('a member hears of none of another branch, and of no record', async () => {
    chat.at('2026-11-22 23:30');
    const said = await chat.says('zhaoliu', '这周有什么会');
    expectSays(said, '已经过了的 1 次：\n11月22日');
    expect(said).not.toContain('党课');
    expect(said).not.toContain('没上报');
  });

  it.each(['17号第二党支部开了什么会', '星期二第二党支部开了哪些会', '11月17日第二党支部都开了什么会'])(
    '%s is of what was',
    async (text) => {
      expectSays(await chat.says('admin', text), '开了 1 次：\n11月17日 党课 1/2');
    },
  );

  it('nothing is added to a time to come', async () => {
    expect(await chat.says('admin', '下周有哪些会')).not.toContain('过了');
  });
});

describe('counted twice', () => {
  it('a meeting of two kinds says so beside the number', async () => {
    await tell([
      ['zhangsan', '上报 组织生活会暨民主评议党员 11月10日下午3点 应到6 实到6', '已记录'],
      ['sunba', '上报 党课 11月12日下午3点 应到2 实到2', '已记录'],
    ]);
    const each = await chat.says('admin', '各支部11月开了几次会');
    expectSays(each, '开了 2 次', '组织生活会1、民主评议党员1（共 1 次，有的一次开了两种）', '党课1');
    expect(each).not.toContain('党课1（');
    expectSays(
      await chat.says('zhangsan', '11月开了几次会'),
      '开了 1 次：',
      '（有的一次开了两种，两边都数）',
    );
  });

  it('党员 of the committee itself are named beside those of its branches', async () => {
    expectSays(await chat.says('admin', '全党委多少党员'), '另有 1 人只在本级任职，不在哪个支部，没算在内');
    expect(await chat.says('zhangsan', '支部多少党员')).not.toContain('本级');
  });
});

describe('on the first of a month, of what is registered', () => {
  beforeEach(async () => {
    await tell([['zhaoliu', '11月20日志愿服务3小时，打扫河道', '3']]);
    chat.at('2026-12-01 08:30');
  });

  it.each(['我志愿时长多少', '志愿服务多少小时', '我做了多少小时志愿服务'])('%s', async (text) => {
    expectSays(await chat.says('zhaoliu', text), '3 小时');
  });

  it('up to now is of the year', async () => {
    expectSays(await chat.says('zhaoliu', '我志愿服务做了多少个小时了'), '2026年', '合计 3 小时');
  });

  it('where the month before has none either it is of the year', async () => {
    chat.at('2027-01-01 08:30');
    expectSays(await chat.says('zhaoliu', '我志愿时长多少'), '0 小时');
    chat.at('2026-12-31 08:30');
    expectSays(await chat.says('zhaoliu', '我志愿时长多少'), '先看11月');
  });

  it('a month that is named is told as it is', async () => {
    expectSays(await chat.says('zhaoliu', '我12月志愿时长多少'), '0 小时');
  });
});

describe('the last of a kind, behind another day', () => {
  beforeEach(() =>
    tell([
      ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假钱七（出差）', '已记录'],
      ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六', '已记录'],
    ]),
  );

  it.each([
    '那上次主题党日呢',
    '上次主题党日呢',
    '那上一次主题党日呢',
    '上回的主题党日呢',
    '那最近一次主题党日呢',
    '上次的主题党日呢',
  ])('%s', async (text) => {
    await chat.says('zhangsan', '上次党课到了多少人');
    expectSays(await chat.says('zhangsan', '都有谁没来'), '赵六');
    expectSays(await chat.says('zhangsan', text), '11月5日', '钱七');
  });

  it('and the one before that', async () => {
    await tell([['zhangsan', '上报 主题党日 11月18日下午3点 应到6 实到6', '已记录']]);
    expectSays(await chat.says('zhangsan', '上次主题党日到会率'), '11月18日', '100%');
    expectSays(await chat.says('zhangsan', '那上上次呢'), '11月5日', '83.3%');
  });
});

describe('asked in other words', () => {
  beforeEach(() =>
    tell([
      ['zhangsan', '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六', '已记录'],
      ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六', '已记录'],
      ['zhangsan', '上报 组织生活会暨民主评议党员 11月11日下午3点 应到6 实到6', '已记录'],
      ['sunba', '上报 主题党日 11月12日下午3点 应到2 实到1 请假周九（看病）', '已记录'],
    ]),
  );

  it.each([
    '十一月份总的出勤怎么样',
    '11月总体出勤情况',
    '全党委11月整体到会率咋样',
    '11月出勤总的来看怎么样',
  ])('%s is a rate', async (text) => {
    expectSays(await chat.says('admin', text), '城郊党委11月到会率 85.7%（实到 12/应到 14');
  });

  it.each([
    '党课这季度都上了吗，没上的是哪家',
    '这个季度党课哪家还没上',
    '本季度党课都上了吗,没上的是哪个支部',
    '党课四季度还有哪家没上',
  ])('%s names the branch', async (text) => {
    expectSays(await chat.says('admin', text), '还没开党课的有 1/2 个', '第二党支部');
  });

  it.each([
    '有没有人连着两次没来也没请假的',
    '谁连续两次没到也没请假',
    '有没有人连续两次不来',
    '连着两次没来也没请假的有谁',
  ])('%s tells of those who were away without leave', async (text) => {
    const said = await chat.says('admin', text);
    expectSays(said, '连续 2 次以上没到的有 1 人', '赵六 连续 2 次：10月29日主题党日、11月10日党课');
    expect(said).not.toContain('钱七');
  });

  it.each([
    '还有哪个支部的会议记录没交上来',
    '会议记录没报上来的是哪家',
    '哪几家的会议记录还没交',
    '谁家会议记录没交上来',
    '会议记录还没写完的有哪些支部',
  ])('%s is of what was not reported', async (text) => {
    expectSays(await chat.says('admin', text), '还没上报的活动');
  });

  it.each(['把11月的整改台账导给我', '整改台账导过来', '11月整改台账导给我一份'])(
    '%s is a file',
    async (text) => {
      await chat.says('zhangsan', '整改：公开栏没更新，责任人李四，12月2日前');
      expectSays(await chat.says('admin', text), '整改台账', '.xlsx');
    },
  );

  it.each(['弄个表，今年每个支部各种会都开了几次', '今年各支部每种会开了几次列个表'])(
    '%s has a column for every kind',
    async (text) => {
      expectSays(
        await chat.says('admin', text),
        '第一党支部　数量 3',
        '民主评议党员 1',
        '第二党支部　数量 1',
        '有的一次开了两种，两边都数',
      );
    },
  );

  it.each(['全党委党员平均年龄多大', '咱们党员平均年龄是多少', '全镇党员平均年纪大概多大'])(
    '%s is kept nowhere',
    async (text) => {
      expectSays(await chat.says('admin', text), '不在这里记，没有数字可查');
    },
  );

  it('what goes on from a record is of that record', async () => {
    await chat.says('zhaoliu', '我今年到会几次');
    expectSays(await chat.says('zhaoliu', '哪几次没去'), '赵六', '10月29日', '11月10日');
    const month = await chat.says('zhaoliu', '上个月的呢');
    expectSays(month, '赵六（第一党支部）10月', '10月29日');
    expect(month).not.toContain('11月10日');
  });

  it('a list of one branch goes on as a table', async () => {
    await chat.says('zhangsan', '今年开了几次主题党日');
    await chat.says('zhangsan', '都是什么时候开的');
    const table = await chat.says('zhangsan', '做个表发我');
    expectSays(table, '10月29日　主题党日');
    expect(table).not.toContain('列不成表');
  });
});

describe('items by where they came from, and by how long they took', () => {
  beforeEach(async () => {
    await tell([
      ['zhangsan', '登记整改 问题：水管漏水 来源：群众反映 责任人：李四 整改时限：12月10日', '已登记'],
      ['zhangsan', '登记整改 问题：路灯不亮 来源：群众反映 责任人：李四 整改时限：12月10日', '已登记'],
      ['zhangsan', '登记整改 问题：台账不全 来源：巡察反馈 责任人：赵六 整改时限：12月20日', '已登记'],
      ['lisi', '整改1 完成', '整改1'],
    ]);
    chat.at('2026-11-26 10:00');
    await chat.says('admin', '整改1 同意销号');
  });

  it.each([
    '群众反映的问题一共几个,解决了几个',
    '群众反映的问题有几个，改了几个',
    '群众反映的整改总共几项，办完了几项',
  ])('%s', async (text) => {
    expectSays(await chat.says('admin', text), '群众反映 整改共 2 项，已销号 1 项，销号率 50%');
  });

  it.each(['群众反映的还有几个没解决', '群众反映的问题还有几个没改完', '群众反映的还剩几条没销号'])(
    '%s',
    async (text) => {
      expectSays(await chat.says('admin', text), '群众反映 未销号 1 项', '路灯不亮');
    },
  );

  it.each([
    '整改平均要多少天才能销号',
    '今年整改平均多久销号',
    '销号平均用多长时间',
    '整改从登记到销号平均几天',
  ])('%s', async (text) => {
    expectSays(await chat.says('admin', text), '已销号的整改 1 项，从登记到销号平均 5 天');
  });

  it('without any that is closed there is no mean', async () => {
    expectSays(await chat.says('admin', '2025年整改平均多久销号'), '算不出平均天数');
  });

  it.each(['都是谁的', '是谁的', '现在谁在弄', '谁在办'])('%s goes on from the list', async (text) => {
    await chat.says('zhangsan', '还有几个整改没完');
    expectSays(await chat.says('zhangsan', text), '未销号 2 项', '路灯不亮（李四）', '台账不全（赵六）');
  });

  it.each(['最急的是哪个', '哪条最急', '先办哪个', '哪个最先到期'])('%s: it stands first', async (text) => {
    await chat.says('zhangsan', '还有几个整改没完');
    expectSays(await chat.says('zhangsan', text), '最急的排在最前：\n整改2 路灯不亮');
  });
});

describe('whether secretaries have lectured', () => {
  it.each([
    '哪个书记今年还没给党员讲过党课',
    '今年还有哪些书记没讲过党课',
    '各支部书记今年讲党课了没有',
    '没讲过党课的书记有哪些',
    '哪几个支部的书记还没上过党课',
    '有没有书记今年没上党课',
  ])('%s', async (text) => {
    await tell([['zhangsan', '上报 党课 11月10日下午3点 应到6 实到6 主讲人张三', '已记录']]);
    await tell([['sunba', '上报 党课 11月12日下午3点 应到2 实到2 主讲人周九', '已记录']]);
    expectSays(
      await chat.says('admin', text),
      '2026年党课，按记录里写的主讲人：2 个支部里 1 个的书记还没讲过。',
      '第二党支部 孙八：没讲过，开了 1 次，主讲人 周九\n第一党支部 张三：讲了 1 次',
    );
  });

  it('is for whoever may ask about units', async () => {
    expectSays(await chat.says('zhaoliu', '哪个书记今年还没给党员讲过党课'), '这个要问');
  });

  it('who lectured is asked as before', async () => {
    await tell([['zhangsan', '上报 党课 11月10日下午3点 应到6 实到6 主讲人张三', '已记录']]);
    expectSays(await chat.says('zhangsan', '今年党课都是谁讲的'), '主讲人 张三');
  });
});
