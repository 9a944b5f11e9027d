import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到4'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

/** What is stored of meetings, rolls and items. */
const stored = () =>
  chat.store.read(async (tx) => {
    const changes = await tx.changesBy('zhangsan', 0);
    return changes.length;
  });

describe('what is asked', () => {
  it('goes on from the last question that was answered', async () => {
    await chat.says('zhangsan', '本月到会率');
    const refused = await chat.says('zhangsan', '那第二支部呢');
    expect(refused).toContain('这个要问书记孙八');
    expect(refused).not.toContain('没有记录');
    expectSays(await chat.says('zhangsan', '10月'), '第一党支部10月到会率');
    expectSays(await chat.says('zhangsan', '第一小组的'), '第一党小组10月到会率');
    expectSays(await chat.says('zhangsan', '赵六'), '查10月', '赵六个人出勤');
  });

  it.each([
    ['第四季度次数', '第四季度开了 4 次'],
    ['11月次数', '11月开了 3 次'],
    ['本月到汇率', '11月到会率 80%'],
    ['本月到会律', '11月到会率 80%'],
    [
      '到会率低于90%',
      '城郊党委11月到会率不到 90% 的有 2/2 个：\n第一党支部 87.5%（7/8）\n第二党支部 50%（1/2）',
    ],
    ['到会率不到八成的支部', '11月到会率不到 80% 的有 1/2 个：\n第二党支部 50%（1/2）'],
    ['哪些支部到会率达到50%', '达到 50% 的有 2/2 个'],
    ['哪些支部到会率不低于百分之六十', '达到 60% 的有 1/2 个：\n第一党支部'],
    ['11月到会率在五成以下的支部', '不到 50% 的有 0/2 个。'],
    ['党课和主题党日到会率', '11月到会率：\n党课：50%（1/2）\n主题党日：83.3%（5/6）\n党课比主题党日低'],
    ['主题党日暨党课到会率', '11月主题党日、党课到会率 75%'],
    ['十二月前要到期的整改', '11月30日到期的整改 0 项。\n已逾期的请回复：逾期整改'],
    ['三季度没开党课的支部', '第三季度还没开党课的有 2/2 个'],
  ])('is read whole: %s', async (text, expected) => {
    expectSays(await chat.says('admin', text), expected);
  });

  it('is no progress of an item', async () => {
    expect(await chat.says('zhaoliu', '到会率低于90%')).not.toContain('报进展');
  });

  it('of a person is answered in private', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    for (const [who, text] of [
      ['zhangsan', '赵六今年来了几次'],
      ['zhaoliu', '本月到会率'],
    ] as const) {
      const answer = await chat.saysIn('g1', who, text);
      expectSays(answer, '请在私聊里再问');
      expect(answer).not.toContain('缺席');
    }
  });

  it('of the meeting of another group is refused to a member', async () => {
    expectSays(await chat.says('zhaoliu', '第一党小组谁没来'), '到会 2/2');
    const answer = await chat.says('lixiaohong', '第一党小组谁没来');
    expectSays(answer, '这个要问');
    expect(answer).not.toContain('到会');
  });
});

describe('who it was', () => {
  it.each([
    ['zhangsan', '9月到11月谁老不来', '第一党支部9月1日至11月30日缺席 0 人次', '另有 2 人次没到'],
    ['zhangsan', '11月谁请假最多', '个人不排先后。', '赵六 1 次：11月19日(出差)'],
    ['zhangsan', '连续三次没来的有谁', '第一党支部2026年连续 3 次以上没到的有 0 人。', '另有 '],
    ['zhangsan', '谁迟到了', '没有人迟到'],
    ['zhangsan', '迟到的有谁', '没有人迟到'],
    ['zhangsan', '流动党员有哪些', '第一党支部流动党员 1 人：\n刘动\n'],
    ['admin', '谁是预备党员', '城郊党委预备党员 1 人：\n第一党支部 李晓红\n'],
    ['admin', '第一支部入党积极分子名单', '第一党支部入党积极分子 1 人：\n冯积极\n'],
    ['zhangsan', '上个会来了几个人', '第一党支部11月19日主题党日参加 5 人次'],
  ])('%s: %s', async (who, text, ...expected) => expectSays(await chat.says(who, text), ...expected));

  it.each(['流动党员有哪些', '谁请假最多', '谁老请假'])(
    'is told to nobody else, and in no group: %s',
    async (text) => {
      expect(await chat.says('zhaoliu', text)).not.toMatch(/刘动|王五/);
      await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
      const openly = await chat.saysIn('g1', 'zhangsan', text);
      expectSays(openly, '私聊里再问');
      expect(openly).not.toMatch(/刘动|赵六|出差/);
    },
  );

  it('is a share of units until something else is asked', async () => {
    expectSays(await chat.says('admin', '到会率达到八成的支部'), '达到 80% 的有 1/2 个');
    expectSays(await chat.says('admin', '上个月的呢'), '10月到会率达到 80% 的有 0/1 个');
    expect(await chat.says('admin', '各支部的呢')).not.toContain('80%');
  });

  it('is of the two that were just told side by side', async () => {
    expectSays(await chat.says('admin', '第一支部和第二支部谁的到会率高'), '第一党支部比第二党支部高');
    expectSays(
      await chat.says('admin', '那两个支部对比一下整改'),
      '整改销号率：\n第一党支部',
      '\n第二党支部',
    );
    expectSays(await chat.says('admin', '那两个支部10月到会率'), '第一党支部：66.7%（4/6）\n第二党支部');
  });
});

describe('an act that was offered', () => {
  const OFFERS = ['赵六', '代签 赵六'];
  const LINES = [
    '11月呢',
    '第一党小组呢',
    '上个月的呢',
    '今年的',
    '11月的',
    '第一支部的',
    '主题党日的',
    '怎么算的',
    '画个图',
    '赵六吗',
    '主题党日呢',
    '全到',
    '三季度',
  ];
  it.each(OFFERS.flatMap((offer) => LINES.map((line) => [offer, line] as const)))(
    '%s is not carried out by %s',
    async (offer, line) => {
      const before = await stored();
      expectSays(await chat.says('zhangsan', offer), '您是想', '签到');
      const answer = await chat.says('zhangsan', line);
      expect(answer).not.toContain('代签');
      expect(await stored()).toBe(before);
    },
  );
});
