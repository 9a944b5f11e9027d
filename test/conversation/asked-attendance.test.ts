// Who came and who did not, asked in everyday words; every number is reckoned from the meetings below by hand.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六'],
    ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到5 请假赵六（看病）'],
    ['sunba', '上报 党课 11月12日下午3点 应到2 实到1 请假周九（看病）'],
    ['sunba', '上报 主题党日 11月20日下午3点 应到2 实到2'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

async function talk(who: string, lines: readonly (readonly [text: string, ...says: string[]])[]) {
  for (const [text, ...says] of lines) expectSays(await chat.says(who, text), ...says);
}

describe('a question stores nothing', () => {
  it.each(['赵六党课和主题党日都请过假吗 核实一下', '上次主题党日来齐没有', '赵六和钱七到会情况咋样'])(
    '%s',
    async (text) => {
      const before = await chat.says('zhangsan', '赵六今年来了几次');
      await chat.says('zhangsan', text);
      expect(await chat.says('zhangsan', '赵六今年来了几次')).toBe(before);
    },
  );
});

describe('one person', () => {
  it('is told again as which of the times were asked about', async () => {
    await talk('zhangsan', [
      ['赵六今年缺了几次', '应参加 3 次，到会 0 次，请假 1 次，缺席 2 次'],
      ['都是哪几次', '10月29日 主题党日 缺席\n11月10日 党课 缺席\n11月19日 主题党日 请假'],
      ['钱七今年请了几次假', '钱七', '10月29日 主题党日 请假（出差）'],
      ['是哪一次', '请假 1 次', '10月29日 主题党日 请假'],
      ['那赵六嘞', '赵六（第一党支部）'],
    ]);
  });

  it('is one of several that are named', async () => {
    expectSays(
      await chat.says('zhangsan', '赵六和钱七到会情况咋样'),
      '赵六（第一党支部）2026年应参加 3 次，到会 0 次',
      '钱七（第一党支部）2026年应参加 3 次，到会 2 次',
    );
  });

  it('two months are told together', async () => {
    await talk('zhaoliu', [
      ['我11月到了几次会', '11月应参加 2 次，到会 0 次'],
      ['10月的呢', '10月应参加 1 次，到会 0 次'],
      ['两个月加起来', '10月1日至11月30日应参加 3 次，到会 0 次'],
    ]);
  });

  it('nothing is told together that does not touch', async () => {
    await talk('zhaoliu', [
      ['我11月到了几次会', '11月应参加 2 次'],
      ['8月的呢', '8月'],
      ['两个月加起来', '没有可以加起来的两段时间'],
    ]);
  });

  it('is told to the leader of the group, and to no other', async () => {
    expectSays(await chat.says('wangwu', '赵六今年缺了几次'), '缺席 2 次');
    expectSays(await chat.says('wangwu', '周九今年缺了几次'), '这个要问');
    expectSays(await chat.says('zhaoliu', '钱七今年缺了几次'), '这个要问');
  });
});

describe('in a row', () => {
  it('is who stayed away from meetings that followed on each other', async () => {
    await talk('zhangsan', [
      [
        '有没有连着两次没来的',
        '连续 2 次以上没到的有 1 人：\n赵六 连续 2 次：10月29日主题党日、11月10日党课',
      ],
      ['连续三次没来的有谁', '连续 3 次以上没到的有 0 人。'],
    ]);
    // Of one kind the leave stands between.
    expectSays(await chat.says('zhangsan', '主题党日连着两次没来的有谁'), '连续 2 次以上没到的有 0 人。');
  });

  it('names nobody in a group, and nothing to a member but their own', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    const openly = await chat.saysIn('g1', 'zhangsan', '连着两次没来的有谁');
    expectSays(openly, '有 1 人', '请在私聊里再问');
    expect(openly).not.toContain('赵六');
    expect(await chat.says('zhaojun', '连着两次没来的有谁')).not.toContain('赵六');
  });
});

describe('meetings', () => {
  it('are told that a share is below, and those where all were', async () => {
    await talk('admin', [
      [
        '到会率低于80%的会有哪些',
        '2026年到会率不到 80% 的有 2/5 次：\n10月29日 第一党支部主题党日 66.7%（4/6）\n11月12日 第二党支部党课 50%（1/2）',
      ],
      ['60的呢', '到会率不到 60% 的有 1/5 次：\n11月12日 第二党支部党课'],
      ['全到齐的会有几次', '到会率达到 100% 的有 1/5 次：\n11月20日 第二党支部主题党日 100%（2/2）'],
    ]);
  });

  it('are told one by one', async () => {
    expectSays(
      await chat.says('admin', '今年主题党日每次到了多少人'),
      '66.7%（4/6）',
      '83.3%（5/6）',
      '100%（2/2）',
    );
  });
});

describe('a meeting by what it was about', () => {
  beforeEach(async () => {
    expectSays(
      await chat.says('zhangsan', '上报 主题党日 9月25日下午3点 主题：义务植树 应到6 实到5 请假钱七（出差）'),
      '已记录',
    );
  });

  it('is told by its roll', async () => {
    await talk('zhangsan', [
      ['义务植树那次到了几个人', '9月25日', '实到 5/应到 6'],
      ['植树是哪天搞的，谁没来', '9月25日', '钱七'],
      ['参观展览那次到了几个人', '没有找到主题是“参观展览”的'],
    ]);
  });
});

describe('leaves', () => {
  it('are told by what for, to whoever may read it', async () => {
    await talk('zhangsan', [
      ['今年因病请假的有几个', '事由写到“因病”的请假 1 人次（1 人）', '赵六 1 次：11月19日(看病)'],
      ['今年出差请假的多不多', '请假 1 人次（1 人）', '钱七 1 次'],
    ]);
    expectSays(await chat.says('admin', '今年因病请假的有几个'), '事由只有本支部书记和记录人能看');
  });

  it('stand beside who did not come', async () => {
    expectSays(
      await chat.says('zhangsan', '今年谁没来'),
      '缺席 2 人次（1 人）',
      '另有请假 2 人次（2 人）：',
      '赵六 1 次：11月19日(看病)',
    );
    expectSays(await chat.says('zhangsan', '今年谁缺过'), '缺席 2 人次（1 人）', '另有请假 2 人次');
    expect(await chat.says('zhangsan', '今年没请假就没来的有谁')).not.toContain('另有请假');
  });
});

describe('several figures', () => {
  it('are told one under the other', async () => {
    expectSays(
      await chat.says('zhangsan', '今年会议场次、平均到会率、请假的人次'),
      '开了 3 次',
      '到会率 77.8%（实到 14/应到 18，3 次活动）',
      '请假 2 人次',
    );
  });
});

describe('what goes on', () => {
  it('keeps what was said', async () => {
    await talk('admin', [
      ['今年请假的有谁', '请假 3 人次'],
      ['光要二支部的', '第二党支部2026年请假 1 人次'],
      ['10月的嘞', '第二党支部10月请假 0 人次'],
    ]);
    await talk('zhangsan', [
      ['今年到会率', '第一党支部2026年到会率 77.8%'],
      ['只看党课的', '第一党支部2026年党课到会率 83.3%（实到 5/应到 6'],
      ['画成线吧', '图'],
      ['没来的都是什么理由', '第一党支部2026年党课请假 0 人次'],
    ]);
  });
});
