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
});
