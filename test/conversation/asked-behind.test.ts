// What means something only behind an answer: of whom it counts, of which of its meetings, of the number it named.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saidBehind } from '../../src/parsing/asked/follow-behind.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    [
      'zhangsan',
      '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六 地点三楼会议室 主题：清理沟渠',
    ],
    ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到5 请假赵六（出差）'],
    ['sunba', '上报 主题党日 11月20日下午3点 应到2 实到1 缺席周九'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

async function talk(who: string, lines: readonly (readonly [text: string, ...says: string[]])[]) {
  for (const [text, ...says] of lines) expectSays(await chat.says(who, text), ...says);
}

async function openItems() {
  for (const [problem, owner, due] of [
    ['公开栏没更新', '李四', '12月2日'],
    ['灭火器过期', '赵六', '11月25日'],
  ])
    expectSays(
      await chat.says(
        'zhangsan',
        `【整改】\n问题：${problem}\n来源：自查\n措施：每月看一次\n责任领导：张三\n责任人：${owner}\n时限：${due}`,
      ),
      '已登记',
    );
}

describe('a fixed day', () => {
  it('is told with why the next one moved', async () => {
    await chat.says('zhangsan', '主题党日固定为每月20日下午3点 党员活动室');
    chat.at('2026-12-01 10:00');
    expectSays(
      await chat.says('zhangsan', '主题党日不是固定20号么，这月怎么排21了'),
      '每月20日',
      '12月20日(周日)不是工作日，所以挪到12月21日(周一)',
    );
  });

  it('a branch behind what is planned in all is told what of it is its own', async () => {
    await talk('admin', [
      ['12月还有什么活动', '12月'],
      ['一支部怎么没有', '第一党支部12月', '没有安排'],
    ]);
  });
});

describe('a record of one person', () => {
  it('is told by those alone where they were away', async () => {
    await chat.says('zhaoliu', '我今年的出勤');
    const reply = await chat.says('zhaoliu', '请假的那次是哪个活动来着');
    expectSays(reply, '11月19日 主题党日 请假');
    expect(reply).not.toContain('11月10日 党课');
  });

  it('is asked whether they ever were on leave, and nobody else', async () => {
    await chat.says('zhangsan', '赵六今年来了几次');
    const reply = await chat.says('zhangsan', '有没有请过假');
    expectSays(reply, '赵六（第一党支部）', '11月19日 主题党日 请假');
    expect(reply).not.toContain('11月10日 党课');
  });

  it('goes on to the meeting before, of theirs', async () => {
    await talk('zhangsan', [
      ['赵六上回没来，他请假没有', '赵六：11月19日'],
      ['再往前那回呢', '赵六：11月10日', '缺席'],
    ]);
  });
});

describe('how many members there are', () => {
  it.each([
    ['冯积极算进去没有', '没算：冯积极', '入党积极分子'],
    ['冯积极算不算在里头', '没算：冯积极'],
    ['冯积极是不是算在里面了', '没算：冯积极'],
    ['李晓红也在里面吗', '算了：李晓红', '预备党员'],
    ['包括刘动吗', '算了：刘动', '流动党员'],
    ['入党积极分子算不算', '入党积极分子不是党员，单独数'],
    ['我自己算了没', '算了：张三'],
    ['有没有算周九', '没算：第一党支部名册里没有周九'],
  ])('%s', async (text, ...says) => {
    await chat.says('zhangsan', '我们支部有多少党员');
    expectSays(await chat.says('zhangsan', text), ...says);
  });

  it('is of the kind and the unit that was told', async () => {
    await talk('admin', [
      ['第一支部有几个预备党员', '1 人'],
      ['赵六算在内吗', '没算：赵六', '不在预备党员里'],
      ['第一支部多少党员', '第一党支部'],
      ['孙八算了没', '没算：孙八在第二党支部'],
      ['全委多少党员', '城郊党委'],
      ['郑管理算了没', '没算：郑管理只在本级任职'],
    ]);
  });
});

describe('the meetings that were counted', () => {
  it('are told by the fewest and the most', async () => {
    await talk('zhangsan', [
      ['今年主题党日开了几次', '开了 2 次'],
      ['哪次人最少', '2 次', '来的人最少的是这次', '10月29日 主题党日 到会 4/6，清理沟渠'],
      ['那到的人最多的是哪回', '最多的是这次', '11月19日 主题党日 到会 5/6'],
      ['今年开了几次会', '3 次'],
      ['到会率最高的是哪次', '有 2 次', '11月10日 党课 到会 5/6', '11月19日'],
    ]);
  });

  it('are held against none of another branch', async () => {
    await chat.says('admin', '各支部今年到会率');
    expect(await chat.says('admin', '哪次人最少')).not.toContain('来的人最少的');
  });

  it('are one by its topic, in fewer words than it has', async () => {
    await talk('zhangsan', [
      ['11月19号主题党日谁没来', '请假 1 人：赵六'],
      ['10月清沟那回呢', '主题党日（10月29日', '缺席 1 人：赵六'],
      ['11月19号主题党日谁没来', '请假 1 人：赵六'],
      ['那次清沟呢', '主题党日（10月29日'],
    ]);
  });

  it('tell whether all were there, without whoever was on leave or with them', async () => {
    await talk('zhangsan', [
      ['11月19日主题党日到会率', '5/应到 6'],
      ['到齐了没有', '主题党日（11月19日', '请假 1 人：赵六'],
      ['10月谁没来', '赵六 1 次'],
      ['请假的不算', '赵六 1 次'],
      ['今年主题党日开了几次', '2 次'],
      ['有谁缺过', '赵六 1 次：10月29日', '请假 2 人次'],
    ]);
    expect(await chat.says('zhangsan', '到齐了没有')).not.toContain('没有记录');
  });

  it('stay of their branch where it is asked who is often away', async () => {
    await chat.says('admin', '二支部11月到会率');
    const reply = await chat.says('admin', '谁老是不到');
    expectSays(reply, '周九 1 次');
    expect(reply).not.toContain('赵六');
  });

  it('are put in a table like the one before', async () => {
    await talk('admin', [
      ['各支部10月到会率列个表', '第一党支部'],
      ['11月一样的也做个表', '2026年11月到会率', '第一党支部'],
    ]);
  });
});

describe('what lies ahead', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '主题党日固定为每月20日下午3点 党员活动室');
    await chat.says('zhangsan', '安排 主题党日 12月21日下午3点 党员活动室');
    expectSays(await chat.says('zhangsan', '下次主题党日哪天'), '12月21日');
  });

  it.each(['不是20号吗 咋变21了', '怎么不是20号', '为啥是21号不是20号', '我记得是每月20号啊'])(
    '%s',
    async (text) => {
      expectSays(await chat.says('zhangsan', text), '每月20日', '12月20日(周日)不是工作日', '12月21日(周一)');
    },
  );

  it.each(['几点 在哪开', '在什么地方，几点钟', '几点钟开始啊 地点呢'])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', text), '12月21日(周一) 15:00', '党员活动室');
  });
});

describe('items', () => {
  beforeEach(openItems);

  it.each(['当初定的措施是怎么写的', '归谁管的，我打个电话', '这条谁在办，我去问问'])(
    '%s is of the one that was told',
    async (text) => {
      await chat.says('zhangsan', '整改1怎么样了');
      expectSays(await chat.says('zhangsan', text), '整改1', '责任人李四', '措施：每月看一次');
    },
  );

  it('are named by their number alone', async () => {
    await talk('admin', [
      ['整改1 转长期整改', '已转为长期整改'],
      ['整改清单', '整改1', '整改2'],
      ['1号怎么没写期限', '转为长期整改，所以没有期限（原来的期限是12月2日）', '整改1'],
      ['整改清单', '整改1'],
      ['2号什么时候到期', '整改2', '11月25日'],
      ['那1号呢', '整改1', '公开栏'],
      ['整改清单', '整改1'],
      ['2号呢', '整改2', '措施：每月看一次'],
    ]);
    await chat.says('admin', '11月到会率');
    expect(await chat.says('admin', '1号呢')).not.toContain('整改1');
  });

  it('is left where figures were told since', async () => {
    await chat.says('zhangsan', '整改1怎么样了');
    chat.at('2026-11-21 10:01');
    await chat.says('zhangsan', '10月到会率');
    expect(await chat.says('zhangsan', '为什么这么低')).not.toContain('整改1');
  });

  it('that are closed say which were late', async () => {
    chat.at('2026-11-28 10:00');
    await chat.says('zhaoliu', '整改2 完成');
    await chat.says('lisi', '整改1 完成');
    await chat.says('admin', '整改2 同意销号');
    await chat.says('admin', '整改1 同意销号');
    await talk('admin', [
      ['销号了的有哪几条', '销号 2 项'],
      ['有没有过了期才销的', '整改2 灭火器过期', '11月25日到期，11月28日销号，晚了 3 天'],
      ['都是按期销的吗', '过了时限才销号的 1 项'],
    ]);
    expect(await chat.says('admin', '有没有过了期才销的')).not.toContain('整改1');
  });

  it('of all are asked for by a line that says so', async () => {
    chat.at('2026-11-28 10:00');
    await chat.says('admin', '第二支部逾期几条');
    expectSays(await chat.says('admin', '逾期整改有哪些'), '整改2');
  });
});

describe('what was offered', () => {
  it('is what a bare line goes on from, and the answer says so', async () => {
    const offer = await chat.says('zhangsan', '11月19日组织生活会情况');
    expectSays(offer, '您是想');
    expectSays(await chat.says('zhangsan', '换成10月'), '接着“11月19日组织生活会情况”说', '10月');
  });
});

describe('a question that is whole', () => {
  it('is told as it stands, behind a picture and a line nobody understood', async () => {
    await chat.says('admin', '各支部11月到会率画个图');
    await chat.says('admin', '今天天气咋样');
    const reply = await chat.says('admin', '第一支部的人员名单能不能出个excel，要核对');
    expectSays(reply, '党员名册');
    expect(reply).not.toContain('接着');
  });

  it('is headed once where it goes on', async () => {
    await chat.says('admin', '各支部11月到会率画个图');
    await chat.says('admin', '今天天气咋样');
    const reply = await chat.says('admin', '都有谁');
    expect(reply.split('接着“').length).toBeLessThanOrEqual(2);
  });
});

it.each([
  '签到',
  '请假 出差',
  '整改3 完成',
  '整改3 延期到12月20日',
  '到齐了',
  '全员到齐',
  '人都到齐了',
  '没到齐',
  '5号党日请假',
  '5号开会谁没来',
  '安排 主题党日 12月20日下午3点',
  '李四算到会',
  '那天的会改到20号',
])('%s is nothing said behind an answer', (text) => {
  expect(saidBehind(text)).toBeUndefined();
});
