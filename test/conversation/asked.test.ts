// Questions as chat: what is asked, who answers, and what is left of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';

/** Names that sound and look alike, and two people of one name. */
const ROSTER = planRoster(
  rosterRows(`
  张三 zhangsan 城郊党委/第一党支部 书记
  李晓红 lixiaohong 城郊党委/第一党支部/第一党小组
  李小虹 lixiaohong2 城郊党委/第一党支部/第二党小组
  张健国 zhangjianguo 城郊党委/第一党支部/第一党小组
  王伟 wangwei 城郊党委/第一党支部/第一党小组
  王伟 wangwei2 城郊党委/第一党支部/第二党小组
  王五 wangwu 城郊党委/第一党支部/第一党小组
  孙八 sunba 城郊党委/第二党支部 书记
  赵柳 zhaoliu2 城郊党委/第二党支部
`),
  new Organisation([], [], []),
  [],
  { prune: false },
).changes;

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(ROSTER);
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  await chat.says('zhangsan', '绑定 第一党支部');
  chat.at('2026-11-25 14:40');
});
afterEach(() => chat.close());

const marked = async () =>
  [...(await chat.store.read((tx) => tx.attendance(1)))].map((a) => `${a.personId} ${a.state}`).sort();
const lessons = () => chat.store.read((tx) => tx.lessons(0));

describe('a name that is near to one on the roster', () => {
  it('is offered with all that was said, and stored only when it is taken', async () => {
    expectSays(await chat.says('zhangsan', '张建国请假 出差'), '没有“张建国”', '1. 给张健国请假', '出差');
    expect(await marked()).toEqual([]);
    expectSays(await chat.says('zhangsan', '1'), '请假 1 人：张健国');
    expect(await marked()).toEqual(['zhangjianguo leave']);
    expectSays(await chat.says('zhangsan', '1'), '没有等您回答的问题');
    expect(await marked()).toEqual(['zhangjianguo leave']);
  });

  it('gives several choices where several are near', async () => {
    expectSays(await chat.says('zhangsan', '代签 李小红'), '1. 给李', '2. 给李', '李晓红', '李小虹');
    await chat.says('zhangsan', '李小虹');
    expect(await marked()).toEqual(['lixiaohong2 present']);
  });

  it('is told apart by group where two bear it', async () => {
    const asked = await chat.says('zhangsan', '代签 王伟、王五');
    expectSays(asked, '王伟（第一党小组）、王五', '王伟（第二党小组）、王五');
    expect(await marked()).toEqual([]);
    const second = asked.split('\n').find((line) => line.includes('第二党小组'))![0]!;
    await chat.says('zhangsan', second);
    expect(await marked()).toEqual(['wangwei2 present', 'wangwu present']);
  });

  it('is told apart by saying the group', async () => {
    await chat.says('zhangsan', '王伟请假');
    await chat.says('zhangsan', '第二党小组的');
    await chat.says('zhangsan', '第二党小组');
    expect(await marked()).toEqual(['wangwei2 leave']);
  });

  it('never names somebody of a branch the sender may not speak for', async () => {
    const answer = await chat.says('zhangsan', '代签 赵六');
    expect(answer).not.toContain('赵柳');
    expectSays(await chat.says('wangwu', '代签 李小红'), '要由');
  });

  it('is nobody who was named beside it', async () => {
    const answer = await chat.says('zhangsan', '王五、王武签到');
    expect(answer).not.toContain('给王五、王五');
  });
});

describe('a keyword by its sound', () => {
  it.each([
    ['青假 发烧', '请假', '1. 您自己请假，原因：发烧'],
    ['明晚七点办开支委会', '点半', '1. 安排支部委员会会议 11月26日(周四) 19:30'],
  ])('is offered with its content: %s', async (text, heard, option) => {
    expectSays(await chat.says('zhangsan', text), `您是说“${heard}”吗`, option);
    expect(await marked()).toEqual([]);
    expect(await chat.says('zhangsan', '1')).not.toContain('没有记录');
  });

  it.each(['火车晚点了', '报道很精彩', '今天天气真好', '你好'])('is not heard in talk: %s', async (text) => {
    expect(await chat.says('wangwu', text)).not.toContain('您是说');
  });
});

describe('a question', () => {
  const UNSURE = '签到，王五请假';

  it('is answered by nobody else, in one group or elsewhere', async () => {
    const asked = await chat.saysIn('wr1', 'zhangsan', UNSURE);
    expectSays(asked, '1. ', '2. ');
    for (const text of ['1', '对', '王五', '都不是'])
      expect(await chat.saysIn('wr1', 'sunba', text)).not.toContain('已');
    expectSays(await chat.says('zhangsan', '1'), '没有等您回答的问题');
    expect(await marked()).toEqual([]);
    await chat.saysIn('wr1', 'zhangsan', '1');
    expect(await marked()).toHaveLength(1);
  });

  it('asks again where yes says nothing, and stays open', async () => {
    await chat.says('zhangsan', UNSURE);
    expectSays(await chat.says('zhangsan', '好的'), '请回复 1 到 2 里的一个数字');
    expectSays(await chat.says('zhangsan', '7'), '没有');
    await chat.says('zhangsan', '你好');
    await chat.says('zhangsan', '收到');
    await chat.says('zhangsan', '第二个');
    expect(await marked()).toHaveLength(1);
  });

  it('is closed by another order, and expires', async () => {
    await chat.says('zhangsan', UNSURE);
    await chat.says('zhangsan', '安排 党课 12月3日下午3点');
    expectSays(await chat.says('zhangsan', '1'), '没有等您回答的问题');
    await chat.says('zhangsan', UNSURE);
    chat.at('2026-11-25 14:51');
    expectSays(await chat.says('zhangsan', '1'), '过了 10 分钟');
    expectSays(await chat.says('zhangsan', '1'), '没有等您回答的问题');
    expect(await marked()).toEqual([]);
  });

  it('gives way to what is said in its place', async () => {
    await chat.says('zhangsan', UNSURE);
    await chat.says('zhangsan', '不对，代签王五');
    expect(await marked()).toEqual(['wangwu present']);
  });

  it('never offers a bare word', async () => {
    for (const text of [UNSURE, '王5签到', '12号完成', '明天下午开会']) {
      const lines = (await chat.says('zhangsan', text)).split('\n').filter((l) => /^\d\. /.test(l));
      for (const line of lines) expect(line).not.toMatch(/^\d\. (?:查询|帮助|看帮助|选择|都不是)$/);
    }
  });

  it('is answered by its own buttons only', async () => {
    const asked = await chat.send({
      userId: 'zhangsan',
      channel: 'bot',
      content: { kind: 'text', text: UNSURE },
    });
    const buttons = asked!.choices!.buttons;
    expect(buttons.map((b) => b.text)).toEqual(['1', '2', '都不是']);
    const press = (key: string, userId = 'zhangsan') =>
      chat.send({ userId, channel: 'bot', content: { kind: 'button', buttonKey: key, taskId: 't' } });
    expectSays((await press(buttons[0]!.key, 'wangwu'))!.text, '过期');
    await chat.says('zhangsan', '12号完成');
    expectSays((await press(buttons[0]!.key))!.text, '过期');
    expect(await marked()).toEqual([]);
    const again = await chat.send({
      userId: 'zhangsan',
      channel: 'bot',
      content: { kind: 'text', text: UNSURE },
    });
    expect(await press(again!.choices!.buttons[1]!.key)).toMatchObject({ cardState: '已选' });
    expect(await marked()).toHaveLength(1);
    expectSays((await press(again!.choices!.buttons[1]!.key))!.text, '过期');
    await chat.send({ userId: 'zhangsan', channel: 'bot', content: { kind: 'text', text: UNSURE } });
  });

  it('which of several activities is answered by number, kind or day', async () => {
    await chat.says('zhangsan', '安排 主题党日 12月2日下午3点');
    expectSays(await chat.says('zhangsan', '取消 主题党日'), '1. ', '2. ');
    expectSays(await chat.says('zhangsan', '12月2日'), '12月2日', '已取消');
    await chat.says('zhangsan', '安排 主题党日 12月9日下午3点');
    await chat.says('zhangsan', '改期 主题党日 改到 12月10日上午9点');
    expectSays(await chat.says('zhangsan', '2'), '已改到 12月10日');
  });

  it('about the time takes a clock on the day it was to be on', async () => {
    await chat.says('zhangsan', '安排 党课 12月3日下午3点');
    expectSays(await chat.says('zhangsan', '改期 党课'), '什么时候');
    expectSays(await chat.says('zhangsan', '下午4点'), '12月3日', '16:00');
  });
});

describe('12号', () => {
  const open = (text: string) =>
    chat.says('zhangsan', `【整改】\n问题：${text}\n责任人：张三\n时限：12月20日`);

  it('is an item where there is one of that number, and asked about', async () => {
    for (const text of ['路灯不亮', '台账不全', '会议室漏水']) await open(text);
    expectSays(await chat.says('zhangsan', '2号的弄好了申请销号'), '1. 整改2 已完成');
    expectSays(await chat.says('zhangsan', '1'), '整改2');
    expectSays(await chat.says('zhangsan', '1、3号都完成了'), '整改1、整改3');
  });

  it('is none where there is none, and nobody else’s', async () => {
    for (const text of ['路灯不亮', '台账不全']) await open(text);
    expect(await chat.says('zhangsan', '9号的弄好了申请销号')).not.toContain('整改9');
    expect(await chat.says('sunba', '2号的弄好了申请销号')).not.toContain('整改2 ');
  });

  it('is chosen by number or by its own, where several are meant', async () => {
    for (const text of ['路灯不亮', '台账不全']) await open(text);
    expectSays(await chat.says('zhangsan', '整改进展60%'), '1. ', '2. ');
    expectSays(await chat.says('zhangsan', '整改2'), '整改2 已记进展 60%');
    await chat.says('zhangsan', '撤销');
    await chat.says('zhangsan', '整改进展60%');
    expectSays(await chat.says('zhangsan', '2'), '已记进展 60%');
  });
});

describe('what was chosen', () => {
  it('is kept with what was said, and taken back by 撤销', async () => {
    await chat.says('zhangsan', '签到，王五请假');
    await chat.says('zhangsan', '1');
    expect(await lessons()).toMatchObject([
      { text: '签到，王五请假', choice: 1, choices: 2, userId: 'zhangsan' },
    ]);
    await chat.says('zhangsan', '撤销');
    expect(await lessons()).toEqual([]);
  });

  it('is not kept where nothing was confirmed, or where it is no reading', async () => {
    await chat.says('zhangsan', '签到，王五请假');
    await chat.says('zhangsan', '都不是');
    await chat.says('zhangsan', '代签 王伟');
    await chat.says('zhangsan', '1');
    await chat.says('zhangsan', '签到，王五请假');
    expect(await lessons()).toEqual([]);
  });
});
