// What goes on from an answer: of that very meeting, of the other branches, without some of it, and never of another matter.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六 地点三楼会议室'],
    ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到4 请假赵六（出差） 缺席钱七'],
    ['sunba', '上报 党课 11月12日下午3点 应到2 实到1 请假周九（看病）'],
    ['sunba', '上报 主题党日 10月20日下午3点 应到2 实到1 缺席周九'],
    ['sunba', '上报 主题党日 11月20日下午3点 应到2 实到2'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());

async function talk(who: string, lines: readonly (readonly [text: string, ...says: string[]])[]) {
  for (const [text, ...says] of lines) expectSays(await chat.says(who, text), ...says);
}

describe('the others, and another group', () => {
  it('are heard in other words', async () => {
    await talk('admin', [
      ['第一党支部今年开党员大会了没有', '第一党支部'],
      ['另外的支部开了吧', '第二党支部'],
    ]);
  });
});

describe('one meeting', () => {
  it.each([
    ['到会率算一下', '10月29日主题党日到会率 66.7%（实到 4/应到 6'],
    ['应到多少实到多少', '实到 4/应到 6'],
    ['应到实到各多少', '实到 4/应到 6'],
    ['几点开的', '10月29日(周四) 15:00'],
    ['在哪开的', '三楼会议室'],
    ['没来的都什么原因', '钱七(出差)', '缺席 1 人：赵六'],
    ['都是什么原因', '钱七(出差)', '缺席 1 人：赵六'],
    ['请假的是谁', '钱七'],
    ['那次在哪开的', '三楼会议室'],
    ['那天一共到了几个', '实到 4/应到 6'],
  ])('%s is of the one whose roll was told', async (text, ...says) => {
    await chat.says('zhangsan', '10月29号主题党日谁没来');
    expectSays(await chat.says('zhangsan', text), ...says);
  });

  it('tells a member when it was and how many came', async () => {
    await chat.says('zhaoliu', '上次主题党日谁没来');
    expectSays(await chat.says('zhaoliu', '什么时候开的'), '11月19日(周四) 15:00');
    await chat.says('zhaoliu', '上次主题党日谁没来');
    expectSays(await chat.says('zhaoliu', '到会率算一下'), '到会 4/6');
  });

  it('is the last of those that were counted', async () => {
    await talk('zhangsan', [
      ['今年主题党日开了几次', '开了 2 次'],
      ['最近这一回的单独说一下', '主题党日（11月19日', '缺席 1 人：钱七'],
      ['今年主题党日到会率', '66.7%'],
      ['最近那次谁没来', '主题党日（11月19日'],
    ]);
  });
});

describe('several meetings', () => {
  it('are of the unit and the time that was told', async () => {
    await talk('admin', [
      ['10月份二支部开了些什么会', '10月20日 主题党日 1/2'],
      ['每次到了几个人', '第二党支部10月开了 1 次', '10月20日 主题党日 1/2'],
    ]);
    await talk('zhangsan', [
      ['我们支部今年到会率', '72.2%'],
      ['每次的列出来', '10月29日 主题党日 4/6', '11月10日 党课 5/6', '11月19日 主题党日 4/6'],
    ]);
  });

  it('say who was away of which', async () => {
    await talk('zhangsan', [
      ['今年主题党日到会率', '66.7%'],
      ['缺的是谁哪一次', '赵六 1 次：10月29日', '钱七 1 次：11月19日', '请假 2 人次'],
    ]);
  });

  it('say who was on leave at each', async () => {
    await talk('zhangsan', [
      ['今年主题党日开了几次', '开了 2 次'],
      ['每次请假的都有谁', '钱七 1 次：10月29日', '赵六 1 次：11月19日'],
    ]);
  });

  it('are as many as are said', async () => {
    await talk('zhangsan', [
      ['10月主题党日谁迟到', '迟到 0 人次'],
      ['两次会的情况列个表', '10月29日', '11月19日'],
    ]);
  });

  it('stand beside what was told', async () => {
    await talk('zhangsan', [
      ['10月主题党日到会率', '66.7%（实到 4/应到 6'],
      ['11月的也给我看看 列一起', '10月：66.7%（4/6）', '11月：66.7%（4/6）'],
    ]);
  });

  it('are of another kind, or of some kinds alone', async () => {
    await talk('admin', [
      ['11月各支部到会率', '第一党支部 75%（9/12）', '第二党支部 75%（3/4）'],
      ['只算主题党日的呢', '第一党支部 66.7%（4/6）', '第二党支部 100%（2/2）'],
      ['11月各支部到会率', '第一党支部 75%（9/12）'],
      ['光算主题党日呢 别的会不算', '第一党支部 66.7%（4/6）', '第二党支部 100%（2/2）'],
      ['党课的也说下', '11月党课到会率', '第一党支部 83.3%（5/6）'],
      ['只看三会一课的', '11月三会一课到会率'],
      ['今年开了几次会', '开了 6 次'],
      ['不要党课 再算一遍', '开了 4 次'],
      ['各支部今年开了几次会', '开了 6 次'],
      ['只要主题党日的次数', '2026年主题党日开了 4 次'],
      ['各支部今年开了几次会', '开了 6 次'],
      ['党课别算进去', '开了 4 次'],
    ]);
  });

  it('keep their months where a column is added', async () => {
    await talk('zhangsan', [
      ['我们支部每月到会率', '10月：66.7%（4/6）'],
      ['再加一列请假人数', '10月：66.7%（4/6）', '第一党支部请假（按月）', '11月：1 人次'],
    ]);
  });
});

describe('units', () => {
  it('are each compared where each was asked about', async () => {
    await talk('admin', [
      ['11月各支部到会率多少', '第一党支部 75%（9/12）'],
      ['跟10月比是升了还是降了', '第一党支部 10月 66.7%（4/6），11月 75%（9/12）', '第二党支部 10月 50%'],
      ['11月到会率', '75%'],
    ]);
    expect(await chat.says('admin', '跟10月比呢')).not.toContain('第一党支部 10月');
  });

  it.each(['其他支部呢', '另外几个支部呢', '除了它还有谁', '剩下的支部多少'])('%s', async (text) => {
    await chat.says('admin', '第一党支部今年党课上了几堂');
    const reply = await chat.says('admin', text);
    expectSays(reply, '第二党支部2026年党课开了 1 次');
    expect(reply).not.toContain('第一党支部');
  });

  it('are told by the roll of each', async () => {
    await chat.says('admin', '第二党支部11月主题党日谁没来');
    expectSays(await chat.says('admin', '其他支部呢'), '主题党日（11月19日', '缺席 1 人：钱七');
  });

  it('are kept where their people were told', async () => {
    await talk('admin', [
      ['第二党支部有多少党员', '党员 2 人'],
      ['书记是谁', '第二党支部书记孙八'],
      ['第二党支部有多少党员', '党员 2 人'],
      ['预备的有谁', '第二党支部预备党员 0 人'],
    ]);
  });

  it('that never held it are of that kind', async () => {
    expectSays(await chat.says('zhangsan', '上报 党员大会 11月17日下午3点 应到6 实到6'), '已记录');
    await talk('admin', [
      ['今年党员大会各支部开了几次', '第一党支部 1 次'],
      ['没开的支部有哪些', '第二党支部'],
    ]);
  });

  it('have offices too', async () => {
    await chat.says('admin', '第一党支部书记是谁');
    expectSays(await chat.says('admin', '其他支部呢'), '第二党支部 1 人：书记孙八');
  });

  it('are beside the one that was told', async () => {
    await talk('admin', [
      ['第一党支部11月到会率', '75%（'],
      ['跟其他支部比呢', '第一党支部：75%', '第二党支部：75%'],
      ['第一党支部11月到会率', '75%（'],
      ['比10月差了多少', '11月：75%（9/12）', '10月：66.7%（4/6）'],
    ]);
    expectSays(await chat.says('zhangsan', '10月到会率'), '66.7%');
    expectSays(await chat.says('zhangsan', '其他支部呢'), '这个要问');
  });

  it('have a last meeting of their own', async () => {
    await talk('admin', [
      ['第一党支部最近一次主题党日什么时候', '11月19日'],
      ['二支部的呢', '第二党支部11月20日主题党日'],
      ['第一党支部最近一次主题党日谁没来', '11月19日'],
      ['其他支部呢', '主题党日（11月20日'],
    ]);
  });

  it('are told for both times', async () => {
    await talk('admin', [
      ['各支部10月到会率', '第一党支部 66.7%'],
      ['11月的呢', '第一党支部 75%'],
      ['两个月放一块', '第一党支部 10月 66.7%（4/6），11月 75%（9/12）'],
      ['10月主题党日到会率', '62.5%'],
      ['11月的也一起报', '10月：62.5%', '11月：75%'],
    ]);
  });

  it('are the lowest nowhere', async () => {
    await chat.says('admin', '各支部11月主题党日到会率');
    expectSays(await chat.says('admin', '哪个最低'), '不排先后', '第一党支部 66.7%（4/6）');
  });
});

describe('people', () => {
  it('are asked about, and no leave is offered', async () => {
    await chat.says('zhangsan', '赵六最近来开会没有');
    await talk('zhangsan', [
      ['钱七呢，他也老请假', '钱七（第一党支部）2026年应参加 3 次'],
      ['那赵六嘞，他来得勤不', '赵六（第一党支部）2026年应参加 3 次'],
      ['是哪天', '赵六'],
    ]);
  });

  it.each([
    '把钱七和李晓红的也列一下',
    '钱七和李晓红的呢',
    '还有钱七和李晓红',
    '再看看钱七和李晓红',
    '钱七和李晓红他们俩呢',
  ])('%s signs nobody in', async (text) => {
    chat.at('2026-11-21 12:00');
    await chat.says('zhangsan', '赵六今年来了几次');
    const reply = await chat.says('zhangsan', text);
    expectSays(reply, '钱七（第一党支部）2026年应参加 3 次', '李晓红（第一党支部）2026年应参加 3 次');
    expect(reply).not.toContain('代签');
  });

  it('are told of behind whatever was asked', async () => {
    await chat.says('zhangsan', '10月29号主题党日谁没来');
    expectSays(await chat.says('zhangsan', '把钱七的也列一下'), '10月29日', '请假');
    await chat.says('zhangsan', '本支部预备党员名单');
    expectSays(await chat.says('zhangsan', '他们到会怎么样'), '预备党员出勤', '李晓红');
  });

  it('are told by the days that were asked about', async () => {
    await talk('zhangsan', [
      ['今年谁请过假', '钱七', '赵六'],
      ['都请了几次', '2026年请假 2 人次', '赵六 1 次：11月19日'],
    ]);
  });

  it('are how they stood to it', async () => {
    await chat.says('zhangsan', '积极分子有几个');
    expectSays(await chat.says('zhangsan', '到会率呢'), '积极分子出勤', '冯积极');
  });

  it('are of no month and no kind of meeting', async () => {
    for (const text of ['跟10月比呢', '10月的呢', '只看主题党日的']) {
      await chat.says('admin', '11月到会率');
      await chat.says('admin', '预备党员有谁');
      expectSays(await chat.says('admin', text), '名册只有现在的');
    }
  });
});

describe('items', () => {
  beforeEach(async () => {
    for (const [who, problem, source, owner, due] of [
      ['zhangsan', '公开栏没更新', '群众反映', '李四', '11月23日'],
      ['zhangsan', '灭火器过期', '上级检查', '赵六', '12月20日'],
      ['sunba', '台账不全', '群众反映', '周九', '11月25日'],
    ] as const)
      expectSays(
        await chat.says(
          who,
          `【整改】\n问题：${problem}\n来源：${source}\n措施：改\n责任领导：${who === 'sunba' ? '孙八' : '张三'}\n责任人：${owner}\n时限：${due}`,
        ),
        '已登记',
      );
    chat.at('2026-12-01 10:00');
  });

  it('of the ledger as a file are narrowed in the file', async () => {
    const narrowed = [
      ['不要已销号的', '未销号的整改.xlsx', '共 3 行'],
      ['只要逾期的', '逾期整改.xlsx', '共 2 行'],
      ['第二支部的单独导', '第二党支部整改台账.xlsx'],
    ] as const;
    for (const [text, ...says] of narrowed) {
      expectSays(await chat.says('admin', '把整改台账导出来'), '城郊党委整改台账.xlsx');
      expectSays(await chat.says('admin', text), ...says);
    }
  });

  it('of one source stay of it', async () => {
    await talk('admin', [
      ['群众反映的问题整改得咋样了', '公开栏没更新', '台账不全'],
      ['都办了没', '群众反映', '公开栏没更新', '台账不全'],
      ['办结了几个', '群众反映', '公开栏没更新'],
      ['逾期没', '群众反映', '公开栏没更新'],
    ]);
    expect(await chat.says('admin', '都办了没')).not.toContain('灭火器');
  });

  it('say by how much they are late, and which they are', async () => {
    await talk('admin', [
      ['哪些整改逾期了', '逾期8天', '逾期6天'],
      ['分别超了多少天', '逾期8天', '逾期6天'],
      ['整改销号率', '整改共 3 项'],
      ['哪几条', '公开栏没更新', '灭火器过期', '台账不全'],
      ['第二党支部还有几条整改没销号', '未销号 1 项'],
      ['那第一党支部有几条', '未销号 2 项'],
    ]);
    const late = await chat.says('admin', '逾期的有几条');
    expectSays(late, '公开栏没更新');
    expect(late).not.toContain('台账不全');
  });

  it('are of no kind of meeting', async () => {
    await chat.says('admin', '未销号整改有哪些');
    expectSays(await chat.says('admin', '只看主题党日的'), '不按会议分');
  });

  it.each(['哪几条', '都办了没', '几点开的'])('%s means nothing where no item was told', async (text) => {
    await chat.says('admin', '第一党支部书记是谁');
    expectSays(await chat.says('admin', text), '没看懂');
  });
});

describe('what was said in between', () => {
  it('is no part of it, and the answer names what it goes on from', async () => {
    await talk('zhangsan', [
      ['11月主题党日到会率', '66.7%'],
      ['天上那个东西咋整来着', '没看懂'],
      ['加上请假人数', '接着“11月主题党日到会率”说：', '请假 1 人次'],
    ]);
    expect(await chat.says('zhangsan', '画个图')).not.toContain('接着');
  });

  it('is nothing where it was thanks', async () => {
    await chat.says('zhangsan', '11月主题党日到会率');
    await chat.says('zhangsan', '好的，谢谢');
    expect(await chat.says('zhangsan', '10月的呢')).not.toContain('接着');
  });

  it('is asked back where another matter was asked about', async () => {
    await chat.says('admin', '11月请假的人有哪些');
    await chat.says('admin', '活动经费花了多少');
    expectSays(await chat.says('admin', '加上请假人数'), '接着哪个数字说');
  });

  it('leaves no older figure behind how something is done', async () => {
    await chat.says('zhangsan', '11月到会率');
    await chat.says('zhangsan', '帮助');
    expectSays(await chat.says('zhangsan', '列个表'), '接着哪个数字说');
  });

  it('is nothing of the people before, where two times are held against each other', async () => {
    await chat.says('zhangsan', '预备党员有谁');
    expectSays(await chat.says('zhangsan', '11月总的到会率多少，比10月高还是低'), '第一党支部到会率');
  });
});
