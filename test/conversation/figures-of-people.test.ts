// Figures of people: one's own matters, one person's habits, everybody of a branch, and what is nobody's to be told.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

let chat: Dialogue;
useShippedReports();
beforeEach(async () => {
  defineShippedProcesses();
  chat = await openDialogue();
  for (const [who, text] of [
    ['zhangsan', '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六'],
    ['zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 请假赵六（孩子发烧）'],
    ['zhangsan', '上报 主题党日 11月19日下午3点 应到6 实到6'],
    ['sunba', '上报 党课 11月12日下午3点 应到2 实到1 请假周九（看病）'],
  ] as const)
    expectSays(await chat.says(who, text), '已记录');
});
afterEach(() => chat.close());
afterAll(() => defineProcesses([]));

describe('what the sender has to do', () => {
  it.each([
    '我现在有什么要办的',
    '我要办的事',
    '我有什么没办的',
    '我还有啥没办',
    '我手头有啥要办的',
    '我这边还有什么要处理的',
    '有什么要我办的吗',
    '我有哪些事还没办',
    '我现在要办什么',
    '我有啥任务没完成',
    '我该办的有哪些',
    '我还差什么没做',
    '现在轮到我办的是啥',
  ])('%s', async (text) => {
    await chat.says('zhangsan', '整改：活动室两具灭火器过期，责任人赵六，12月14日前');
    expectSays(await chat.says('zhaoliu', text), '赵六（第一党支部', '您的整改', '灭火器过期');
  });
});

describe('how many meetings are to come', () => {
  it.each([
    '这个月我们有几个会',
    '这个月有几个会',
    '本月还有几个会',
    '11月我们有几个会',
    '我们这个月几个会要开',
    '这个月有几次会要开',
    '本月我们安排了几个会',
    '这个月还有几场活动',
    '这个月要开几个会',
    '我们支部这个月有几个会',
  ])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', '安排 党课 11月25日下午3点 会议室'), '已安排');
    for (const who of ['zhangsan', 'zhaoliu']) expectSays(await chat.says(who, text), '11月25日', '党课');
  });

  it('what was held is counted as before', async () =>
    expectSays(await chat.says('zhangsan', '这个月开了几个会'), '11月开了 2 次'));
});

describe('whether the next one is set', () => {
  it.each([
    '12月的主题党日还没定吧',
    '12月主题党日定了没',
    '12月的主题党日安排了吗',
    '12月主题党日还没安排吧',
    '下个月的主题党日定了没有',
    '下个月主题党日是不是还没定',
    '12月的主题党日定下来了吗',
    '12月主题党日日子定了没有',
  ])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', text), '12月主题党日没有安排');
    await chat.says('zhangsan', '安排 主题党日 12月9日下午3点 会议室');
    expectSays(await chat.says('zhangsan', text), '12月9日');
  });
});

it.each(['主题党日还没安排吧', '主题党日定了没'])('%s, of the next one', async (text) => {
  await chat.says('zhangsan', '安排 主题党日 12月9日下午3点 会议室');
  expectSays(await chat.says('zhangsan', text), '12月9日');
});

it.each(['谁来得少', '谁来得最勤'])('%s ranks nobody', async (text) =>
  expectSays(await chat.says('zhangsan', text), '排名，也不排先后'),
);

describe('how the sender was at one meeting', () => {
  it.each([
    '上回我迟到了没',
    '上次我迟到没有',
    '我上回迟到了吗',
    '上次会我是不是迟到了',
    '11月19日我迟到了吗',
    '我上次算迟到吗',
    '上一次我有没有迟到',
    '上回开会我来晚了没',
    '我上次缺席了没',
    '昨天我迟到没',
  ])('%s', async (text) => {
    chat.at('2026-11-20 09:00');
    expectSays(await chat.says('zhaoliu', text), '赵六：11月19日主题党日，到会了');
  });
});

describe('points are kept of nobody', () => {
  it.each([
    '我的学习积分有多少',
    '我有多少积分',
    '学习强国积分多少',
    '我的分数是多少',
    '学习积分排名',
    '今年积分几分',
    '支部学习强国积分咋样',
    '我学了多少分',
    '谁的积分最高',
    '我的积分多少',
  ])('%s', async (text) => expectSays(await chat.says('zhaoliu', text), '不记个人积分'));
});

describe('the habit of one person', () => {
  it.each([
    '赵六是不是老请假',
    '赵六是不是经常请假',
    '赵六是不是总不来',
    '赵六是不是老迟到',
    '赵六请假多不多',
    '赵六请假是不是挺多',
    '赵六老是请假是吗',
    '赵六是不是很少来',
    '赵六来得勤不勤',
    '赵六是不是动不动就请假',
    '赵六是不是请假请得多',
    '赵六平时爱不爱来',
    '赵六来开过几次会',
  ])('%s', async (text) => {
    expectSays(
      await chat.says('zhangsan', text),
      '赵六（第一党支部）',
      '应参加 3 次，到会 1 次，请假 1 次，缺席 1 次',
    );
    expect(await chat.says('qianqi', text)).not.toContain('11月10日');
  });
});

describe('who was never away, asked whether there is any', () => {
  it.each([
    ['有没有一次都没落下的', '达到 100%'],
    ['有没有一次没缺的', '没缺席过'],
    ['有没有次次都来的', '达到 100%'],
    ['有没有人一次都没缺席过', '没缺席过'],
    ['谁一次都没落下', '达到 100%'],
    ['有没有全勤的', '达到 100%'],
    ['有人一次都没缺过吗', '没缺席过'],
    ['有没有每次都到的人', '达到 100%'],
    ['有没有从不请假的', '没请过假'],
    ['有没有一次都没迟到的', '没迟到过'],
  ])('%s', async (text, told) => {
    expectSays(await chat.says('zhangsan', text), told, '第一党支部', '按名册顺序');
    expect(await chat.says('zhaoliu', text)).toMatch(/这个要问|只说您本人/u);
  });
});

describe('everybody of the branch', () => {
  it.each([
    '11月每个人的出勤列个表',
    '本月每个人的出勤列个表',
    '11月每人出勤表',
    '11月每个党员的到会情况列个表',
    '11月各人的出勤情况',
    '列一下11月每个人来了几次',
    '每个人11月到会几次列出来',
    '按人列一下11月的出勤',
    '11月人员出勤表',
    '11月每位同志来开了几次会',
  ])('%s', async (text) => {
    const told = await chat.says('zhangsan', text);
    expectSays(
      told,
      '第一党支部11月每人出勤，6 人',
      '赵六 到会 1/2 次，请假 1',
      '不排先后',
      '导出第一党支部11月签到表',
    );
    expect(told).not.toMatch(/周九|刘动|发烧/u);
    expect(await chat.says('zhaoliu', text)).toMatch(/这个要问|只说您本人/u);
    expectSays(await chat.says('admin', text), '不跨支部列人');
  });

  it('in a group nobody is named', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    const told = await chat.saysIn('g1', 'zhangsan', '11月每个人的出勤列个表');
    expectSays(told, '6 人', '私聊');
    expect(told).not.toContain('赵六');
  });

  it.each([
    ['积极分子来开过几次会', '入党积极分子出勤，1 人', '冯积极 没有记到'],
    ['积极分子来过几次', '入党积极分子出勤，1 人', '冯积极'],
    ['积极分子参加了几次会', '入党积极分子出勤，1 人', '冯积极'],
    ['积极分子今年到会几次', '入党积极分子出勤，1 人', '冯积极'],
    ['积极分子来没来过', '入党积极分子出勤，1 人', '冯积极'],
    ['积极分子的出勤情况', '入党积极分子出勤，1 人', '冯积极'],
    ['积极分子都来过几回', '入党积极分子出勤，1 人', '冯积极'],
    ['预备党员来开过几次会', '预备党员出勤，1 人', '李晓红 到会 3/3 次'],
    ['预备党员11月来了几次', '预备党员出勤，1 人', '李晓红 到会 2/2 次'],
    ['流动党员来开过几次会', '流动党员出勤，1 人', '刘动 没有记到'],
  ])('%s', async (text, ...told) => {
    expectSays(await chat.says('zhangsan', text), ...told);
    expect(await chat.says('zhaoliu', text)).toMatch(/这个要问|只说您本人/u);
  });
});

describe('how many there are of each kind', () => {
  it.each([
    '支部里正式的几个预备的几个',
    '正式的几个，预备的几个',
    '正式党员几个预备党员几个',
    '正式的有几个预备的有几个',
    '正式几个预备几个',
    '支部正式的多少人预备的多少人',
    '我们支部正式的几个积极分子几个',
    '支部有几个正式的几个预备的',
    '正式的多少',
    '正式的有几个，预备的又有几个',
  ])('%s', async (text) =>
    expectSays(await chat.says('zhangsan', text), '党员 7 人', '预备党员 1 人', '入党积极分子 1 人'),
  );
});

describe('how anybody is reached is nobody’s to be told here', () => {
  it.each([
    '我们支部谁的手机号没登记',
    '谁没登记手机号',
    '谁的电话没登记',
    '哪些人没有手机号',
    '支部党员的电话有吗',
    '张三的手机号是多少',
    '赵六电话多少',
    '谁的身份证号没登记',
    '大家的手机号列一下',
    '手机号没登记的有谁',
  ])('%s', async (text) => {
    for (const who of ['zhangsan', 'zhaoliu']) expectSays(await chat.says(who, text), '是个人信息', '张三');
  });

  it.each(['谁电话请假了', '王五打电话请假了吗', '联系方式有变的请告诉我'])('%s', async (text) =>
    expect(await chat.says('zhangsan', text)).not.toContain('个人信息'),
  );

  it('whoever was reached by telephone is no question', async () =>
    expect(await chat.says('zhaoliu', '民情日记：打电话给王大爷问水管修了没有')).not.toContain('个人信息'));
});

describe('another branch, asked by a member', () => {
  it.each([
    '二支部昨天开会了吗',
    '二支部昨天开会没',
    '第二党支部上周开会了吗',
    '二支部今天有会吗',
    '二支部11月12日开的什么会',
    '第二党支部12号开会没有',
    '二支部昨天开没开会',
    '二支部前天有没有开会',
    '二支部昨天开了会吗',
    '二支部这个月开了几次会',
  ])('%s', async (text) => expectSays(await chat.says('zhaoliu', text), '这个要问书记孙八'));

  it('its secretary is told of that day', async () =>
    expectSays(await chat.says('sunba', '二支部11月12日开会了吗'), '11月12日', '党课'));
});

describe('whether a group met', () => {
  it.each([
    '一组11月开没开会',
    '一组11月开会了没有',
    '第一党小组11月开会了吗',
    '一组本月开没开会',
    '一小组11月有没有开会',
    '一组11月开了会吗',
    '11月一组开会没',
  ])('%s', async (text) => {
    expectSays(await chat.says('wangwu', '上报 党小组会 11月4日下午3点 应到2 实到2'), '已记录');
    expectSays(await chat.says('zhangsan', text), '第一党小组11月开了 1 次', '11月4日');
  });
});

describe('two months held against each other in words', () => {
  beforeEach(() => chat.at('2026-12-01 08:30'));

  it.each([
    '上个月来的人比十月份多了还是少了',
    '11月来的人比10月多还是少',
    '上个月到会的人比10月份多了吗',
    '11月和10月比来的人多了还是少了',
    '上个月来开会的比十月多还是少',
    '十一月来的人跟十月比是多是少',
    '上月来的人有没有比十月多',
    '11月参加的人比10月多了没有',
  ])('%s', async (text) =>
    expectSays(
      await chat.says('zhangsan', text),
      '第一党支部人次',
      '11月：11 人次',
      '10月：4 人次',
      '11月比10月多 7 人次',
    ),
  );

  it.each([
    ['11月到会比10月高了还是低了', '到会率', '11月比10月高'],
    ['上个月请假的比十月份多了还是少了', '请假', '11月：1 人次'],
  ])('%s', async (text, ...told) => expectSays(await chat.says('zhangsan', text), ...told));
});

describe('one item by words of its problem that stand apart', () => {
  beforeEach(async () => {
    for (const text of [
      '整改：会议记录缺签名，责任人李四，12月10日前',
      '整改：流动党员两个季度没有联系记录，责任人王五，12月20日前',
      '整改：活动室两具灭火器过期，责任人赵六，12月14日前',
    ])
      expectSays(await chat.says('zhangsan', text), '整改');
  });

  it.each([
    ['李四那个会议记录签名的整改弄好没有', '会议记录缺签名'],
    ['会议记录签名那个整改弄好没有', '会议记录缺签名'],
    ['李四那个签名的弄完没', '会议记录缺签名'],
    ['签名那条整改到哪了', '会议记录缺签名'],
    ['会议记录缺签名的整改怎么样了', '会议记录缺签名'],
    ['会议记录的整改完成没有', '会议记录缺签名'],
    ['流动党员联系那个整改到哪一步了', '没有联系记录'],
    ['王五那个流动党员联系记录的整改弄得咋样', '没有联系记录'],
    ['赵六灭火器那个整改进展如何', '灭火器过期'],
    ['灭火器那个销了没有', '灭火器过期'],
  ])('%s', async (text, told) => expectSays(await chat.says('zhangsan', text), told, '经过：'));

  it.each([
    '灭火器那事我报到百分之几了',
    '灭火器那个弄到哪了',
    '灭火器的事报到多少了',
    '灭火器那条整改到百分之多少了',
    '灭火器那件事我上次报的多少',
    '我那个灭火器报了百分之几',
    '过期灭火器那个弄好没有',
    '灭火器的整改进展',
    '灭火器那事还差多少',
    '灭火器那事我弄完没有',
    '灭火器的进度到哪了',
  ])('%s', async (text) => {
    await chat.says('zhaoliu', '整改3 进展40% 已联系消防站');
    expectSays(await chat.says('zhaoliu', text), '灭火器过期', '40%');
    expect(await chat.says('qianqi', text)).not.toContain('消防站');
  });

  it('what is said to be done is still done', async () => {
    expectSays(await chat.says('zhaoliu', '灭火器那个弄好了'), '申请销号');
    expectSays(await chat.says('zhaoliu', '整改3'), '申请销号');
  });

  it.each([
    '灭火器那个整改被退回来是啥原因',
    '灭火器的整改为什么被退回',
    '灭火器那个为啥退回来',
    '灭火器那条退回的原因是什么',
    '灭火器整改退回理由',
    '灭火器那个整改咋又退回来了',
    '灭火器被打回来是因为啥',
    '灭火器那个整改哪里不合格',
    '灭火器整改没通过是啥原因',
    '灭火器那个整改退回意见是啥',
  ])('%s', async (text) => {
    await chat.says('zhaoliu', '整改3 完成 都换了');
    expectSays(await chat.says('admin', '整改3 退回 缺照片'), '退回');
    for (const who of ['zhaoliu', 'zhangsan']) {
      const told = await chat.says(who, text);
      expectSays(told, '退回 缺照片');
    }
    expect(await chat.says('admin', text)).toContain('退回 缺照片');
  });
});

describe('a question about a decision', () => {
  it.each(['整改1审核通过没', '整改1退回是啥原因', '整改1为什么退回', '整改1销号了没有', '整改1同意了吗'])(
    '%s decides nothing',
    async (text) => {
      await chat.says('zhangsan', '整改：活动室两具灭火器过期，责任人赵六，12月14日前');
      await chat.says('zhaoliu', '整改1 完成 都换了');
      for (const who of ['admin', 'zhaoliu']) expectSays(await chat.says(who, text), '整改1', '经过：');
      expectSays(await chat.says('admin', '整改1 不同意，照片没有'), '退回');
    },
  );
});

describe('what the sender promised', () => {
  it.each([
    '我承诺的事还差多少',
    '我承诺的事办得怎么样了',
    '我的承诺完成多少了',
    '我承诺的那件事到哪一步了',
    '我承诺的还剩多少',
    '我承诺的办到百分之几了',
    '我承诺的事弄完没',
    '我的承诺进度',
  ])('%s', async (text) => {
    expectSays(await chat.says('zhaoliu', '我承诺年底前帮李奶奶修好房子'), '承诺');
    expectSays(await chat.says('zhaoliu', text), '您承诺没办完 1 项', '修好房子', '还没报过进展');
    await chat.says('zhaoliu', '承诺1 进展30% 买了瓦');
    expectSays(await chat.says('zhaoliu', text), '30%');
  });

  it.each(['我承诺了啥', '我承诺的什么时候到期', '我承诺的有哪些事'])('%s', async (text) => {
    await chat.says('zhaoliu', '我承诺年底前帮李奶奶修好房子');
    expectSays(await chat.says('zhaoliu', text), '您承诺没办完 1 项', '12月31日到期');
  });
});

describe('how far somebody’s course is, and who they are', () => {
  it.each([
    '现在发展党员走到哪步了，都有谁',
    '发展党员走到哪步，都有谁',
    '发展党员走到哪一步了',
    '发展党员现在进行到哪了',
    '发展党员的有哪些人，到哪步了',
    '发展党员都有谁',
    '发展党员都走到哪了，有哪些人',
    '我们支部发展党员到哪个阶段了',
    '发展党员进展怎么样，有谁',
    '发展党员到什么程度了，分别是谁',
  ])('%s', async (text) => {
    await chat.says('zhangsan', '发展党员：高志远，3月5日递交申请书');
    expectSays(await chat.says('zhangsan', text), '发展党员正在办的 1 人', '高志远');
  });
});

describe('up to which month dues are registered', () => {
  it.each([
    '我们支部党费登记到哪个月了',
    '党费登记到几月了',
    '党费登到哪月了',
    '党费记到哪个月了',
    '党费交到几月份了',
    '党费收到哪个月了',
    '党费登记到什么时候了',
    '我们党费登记到哪一期了',
    '最近一次党费登记是哪个月',
    '党费现在登记到了哪个月',
    '党费最近登记到几月',
  ])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', text), '第一党支部还没登记过党费');
    await chat.says('zhangsan', '登记党费 9月已收齐 6人');
    await chat.says('zhangsan', '登记党费 10月已收齐 6人');
    expectSays(await chat.says('zhangsan', text), '第一党支部党费登记到10月：', '6 人');
    expectSays(await chat.says('admin', text), '第一党支部 10月', '第二党支部 没登记过');
    expectSays(await chat.says('zhaoliu', text), '这个要问');
  });
});
