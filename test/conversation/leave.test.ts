import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
});
afterEach(() => chat.close());

describe('leave', () => {
  it('is recorded for the next activity, with the reason only in private', async () => {
    expectSays(await chat.says('zhaoliu', '请假 出差'), '请假已记下', '主题党日', '出差', '撤销');
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    const inGroup = await chat.saysIn('wr1', 'wangwu', '请假 孩子发烧');
    expectSays(inGroup, '请假已记下');
    expect(inGroup).not.toContain('发烧');
  });

  it('replaces presence, and presence replaces it', async () => {
    chat.at('2026-11-25 14:40');
    await chat.says('zhaoliu', '签到');
    expectSays(await chat.says('zhaoliu', '请假 家里有急事'), '签到已改为请假');
    expectSays(await chat.says('zhaoliu', '签到'), '原来的请假已撤回', '1/6');
  });

  it('for a kind of activity that is not planned stores nothing', async () => {
    expectSays(await chat.says('zhaoliu', '党课请假 出差'), '没有要请假的党课', '没有记录');
  });

  it('waits for the secretary where the branch wants that, and its request ends with the decision', async () => {
    await chat.store.write((tx) => tx.putSetting(chat.unitId('第一党支部'), 'leave.approval', 'true'));
    expectSays(await chat.says('zhaoliu', '请假 出差'), '请假已提交', '等张三同意');
    const [activity] = await chat.store.write((tx) => tx.activities([chat.unitId('第一党支部')], 0, 9e12));
    const [request] = await chat.waiting(`leave:${activity!.id}:zhaoliu`);
    expect(request).toMatchObject({ channel: 'app', to: ['zhangsan', 'lisi'], state: 'waiting' });
    expectSays(request!.text, '赵六请假', '出差', '同意 赵六 请假');
    expectSays(await chat.says('zhaoliu', '同意 赵六 请假'), '要由', '没有记录');
    const pressed = await chat.presses('zhangsan', request!.card!.buttons[0]!.key);
    expect(pressed).toMatchObject({ cardState: '已同意' });
    expect((await chat.waiting(`leave:${activity!.id}:zhaoliu`))[0]!.state).toBe('cancelled');
    expectSays((await chat.waiting(`leave_decided:${activity!.id}:zhaoliu`))[0]!.text, '请假已同意');
    expect(await chat.presses('lisi', request!.card!.buttons[1]!.key)).toMatchObject({ cardState: '已同意' });
  });

  it('of others is for the secretary', async () => {
    expectSays(await chat.says('zhangsan', '赵六请假，出差'), '请假 1 人：赵六');
    expectSays(await chat.says('zhaoliu', '王五请假，出差'), '要由', '没有记录');
  });
});

describe('proxy, make-up and roster', () => {
  beforeEach(() => chat.at('2026-11-25 14:50'));

  it('lets the secretary check others in by one message, and names who is not in the roster', async () => {
    expectSays(
      await chat.says('zhangsan', '代签 赵六 王五 李小红 马化'),
      '名册里没有“李小红、马化”',
      '1. 给赵六、王五、李晓红签到',
    );
    expectSays(await chat.says('zhangsan', '对'), '代签 3 人：赵六、王五、李晓红', '3/6');
    expectSays(await chat.says('zhangsan', '代签 钱七 马化'), '代签 1 人：钱七', '名册里没有：马化');
  });

  it('refuses a member and says who can', async () => {
    expectSays(await chat.says('zhaoliu', '帮王五代签'), '张三', '没有记录');
  });

  it('takes a 接龙 list with leave marks', async () => {
    const list = '#接龙\n主题党日签到\n\n1. 张三\n2. 赵六\n3. 王五（请假，值班）';
    expectSays(await chat.says('zhangsan', list), '签到 2 人：张三、赵六', '请假 1 人：王五', '2/6');
  });

  it('sends a member who forgot to the secretary, who records it in one line', async () => {
    chat.at('2026-11-25 19:00');
    expectSays(await chat.says('zhaoliu', '补签'), '补签已报给张三', '同意');
    expectSays(await chat.says('zhangsan', '谁没签到'), '补签待核：赵六', '补签 赵六 主题党日', '到会 0/6');
    expectSays(await chat.says('zhangsan', '补签 赵六 主题党日'), '补签 1 人：赵六', '1/6');
    expectSays(await chat.says('zhaoliu', '帮王五补签'), '补签由书记确认');
  });
});

it.each(['明天的党员大会去不了，出差', '不能来了', '还是去不了', '明天不能去'])(
  'said once more in other words (%s), a leave is not taken back',
  async (text) => {
    const chat = await openDialogue();
    await chat.says('zhangsan', '安排 党员大会 明天下午3点 会议室 主题:学习');
    await chat.says('lisi', '请假 明天出差');
    expect(await chat.says('lisi', text)).not.toContain('撤回');
    expectSays(await chat.says('lisi', '能去了'), '已撤回您对支部党员大会');
    await chat.close();
  },
);
