// What may not be told or is kept nowhere is named in the answer, and never dropped without a word.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到5 请假李四（看病）'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假赵六（出差）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

const bind = async () => {
  await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
};

describe('reasons of leave', () => {
  it('are said not to be told to whoever is above the branch', async () => {
    const said = await chat.says('admin', '第一党支部10月到11月请假的都有谁，什么原因');
    expectSays(said, '李四', '赵六', '事由只有本支部书记和记录人能看');
    expect(said).not.toMatch(/看病|出差/);
    expect(await chat.says('admin', '第一党支部10月到11月请假的都有谁')).not.toContain('事由');
    expectSays(await chat.says('zhangsan', '10月到11月请假的都有谁，什么原因'), '看病', '出差');
  });

  it('are not told in a group, which is said', async () => {
    await bind();
    const said = await chat.saysIn('g1', 'zhangsan', '上次主题党日谁请假了，什么原因');
    expectSays(said, '赵六', '事由只有本支部书记和记录人能看');
    expect(said).not.toContain('出差');
  });
});

describe('a member', () => {
  it('is told in the group who has the branch’s figures', async () => {
    await bind();
    expectSays(await chat.saysIn('g1', 'zhaoliu', '11月到会率'), '支部的数字请问张三');
    expect(await chat.saysIn('g1', 'zhaoliu', '我上个月来了几次')).toBe(
      '您本人的出勤只私下说，请在私聊里再问一次。',
    );
  });

  it('sees the roll of the last meeting where how many came is asked', async () => {
    await bind();
    expectSays(await chat.saysIn('g1', 'zhaoliu', '上次主题党日来了多少人'), '到会 5/6');
    expectSays(await chat.says('zhaoliu', '上次主题党日来了多少人'), '到会 5/6');
    expectSays(await chat.says('zhaoliu', '上次主题党日我来了几次'), '赵六');
  });

  it('sees the roll of the last meeting that was for them', async () => {
    expectSays(await chat.says('wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'), '已记录');
    expectSays(await chat.says('zhaoliu', '上次党小组会来了多少人'), '到会 2/2');
    expectSays(await chat.says('lixiaohong', '上次活动来了多少人'), '主题党日（11月5日');
  });

  it('is told of no other items than those of the source that is asked for', async () => {
    await chat.says(
      'zhangsan',
      '【整改】\n问题：灭火器过期\n来源：自查\n措施：改\n责任人：赵六\n时限：12月30日',
    );
    expect(await chat.says('zhaoliu', '审计的有哪些')).not.toContain('灭火器');
    expectSays(await chat.says('zhaoliu', '自查的有哪些'), '灭火器');
  });

  it('is told of the year where one kind is asked of', async () =>
    expectSays(
      await chat.says('zhaoliu', '我党员大会参加了几次'),
      '赵六（第一党支部）2026年支部党员大会应参加 1 次',
    ));

  it('is held against nobody', async () => {
    const said = await chat.says('zhaoliu', '我跟李四比谁来得多');
    expectSays(said, '不拿人跟人比', '赵六（第一党支部）2026年');
    expect(said).not.toMatch(/李四|签到/);
    expectSays(await chat.says('zhaoliu', '全支部谁缺席最多'), '不拿人跟人比', '赵六（第一党支部）');
    expectSays(await chat.says('zhangsan', '谁表现最好，排前三名'), '不做个人排名');
  });
});

it('names what is kept nowhere before it answers the rest', async () => {
  expectSays(
    await chat.says('zhangsan', '今年开了多少次会，花了多少钱'),
    '“花了多少钱”这里没有数字，下面只答其余的：\n第一党支部2026年开了 2 次',
  );
  expectSays(await chat.says('zhangsan', '今年花了多少钱'), '花了多少钱不在这里记');
});

it('counts items by where they come from', async () => {
  for (const [problem, source] of [
    ['灭火器过期', '审计'],
    ['记录缺签名', '审计'],
    ['公开栏没更新', '自查'],
  ])
    await chat.says(
      'zhangsan',
      `【整改】\n问题：${problem}\n来源：${source}\n措施：改\n责任人：赵六\n时限：12月30日`,
    );
  expectSays(
    await chat.says('zhangsan', '整改按来源分一分'),
    '整改共 3 项',
    '审计 0%（0/2）',
    '自查 0%（0/1）',
  );
});

it('goes on from a list of items, and from a person to what is theirs', async () => {
  for (const [problem, source, owner] of [
    ['灭火器过期', '审计', '赵六'],
    ['公开栏没更新', '自查', '李四'],
  ])
    await chat.says(
      'zhangsan',
      `【整改】\n问题：${problem}\n来源：${source}\n措施：改\n责任人：${owner}\n时限：12月30日`,
    );
  expectSays(await chat.says('zhangsan', '审计的有哪些'), '灭火器过期');
  for (const more of ['谁负责', '几号到期', '还剩几条']) {
    const said = await chat.says('zhangsan', more);
    expectSays(said, '灭火器过期', '赵六');
    expect(said).not.toContain('公开栏');
  }
  await chat.says('zhangsan', '李四来了几次');
  const theirs = await chat.says('zhangsan', '整改呢');
  expectSays(theirs, '李四', '公开栏没更新');
  expect(theirs).not.toContain('灭火器');
  await chat.says('zhangsan', '10月到会率');
  expectSays(await chat.says('zhangsan', '那我呢'), '张三（第一党支部）10月');
  await chat.says('zhangsan', '今年主题党日到会率');
  expectSays(await chat.says('zhangsan', '那就按月分开'), '11月：');
  expectSays(await chat.says('zhangsan', '怎么这么低'), '11月5日', '主题党日');
});
