import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

async function arrangeThemeDay(): Promise<void> {
  const answer = await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室 主题:人居环境整治');
  expectSays(answer, '已安排', '主题党日', '11月25日(周三) 15:00', '三楼会议室', '应到 6 人');
}

describe('check-in', () => {
  it('counts a member in time, says so once, and keeps the count when repeated', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 14:40');
    expectSays(await chat.says('zhaoliu', '签到'), '赵六已签到', '主题党日', '1/6');
    expectSays(await chat.says('wangwu', '到'), '王五已签到', '2/6');
    expectSays(await chat.says('zhaoliu', '签到'), '已经签到', '2/6');
  });

  it('tells who comes too early when it opens', async () => {
    await arrangeThemeDay();
    expectSays(await chat.says('zhaoliu', '签到'), '11月25日(周三) 15:00', '14:30 起可以签到');
  });

  it('takes a late one as 迟到 and counts it', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 15:20');
    expectSays(await chat.says('zhaoliu', '签到'), '迟到', '1/6');
  });

  it('tells who comes after the end how to be recorded', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 18:00');
    expectSays(await chat.says('zhaoliu', '签到'), '已经结束', '请回复“补签”', '由张三确认');
  });

  it('names the open activity to who asks for another one', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 14:40');
    expectSays(
      await chat.says('zhaoliu', '签到 党课'),
      '现在可以签到的是主题党日',
      '不是党课',
      '签到 主题党日',
    );
    expectSays(await chat.says('zhaoliu', '签到 主题党日'), '已签到', '1/6');
  });

  it('says that nothing is on when nothing is', async () => {
    expectSays(await chat.says('zhaoliu', '签到'), '现在没有可以签到的活动', '没有记录');
  });

  it('records 流动党员 and 列席 without counting them', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 14:40');
    expectSays(await chat.says('liudong', '签到'), '已签到', '流动党员不计入应到', '0/6');
    expectSays(await chat.says('jiji', '签到'), '入党积极分子不计入应到', '0/6');
  });

  it('refuses people of another branch in the group chat, in one line', async () => {
    await arrangeThemeDay();
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    chat.at('2026-11-25 14:40');
    expectSays(await chat.saysIn('wr1', 'zhoujiu', '签到'), '第一党支部的群', '您在第二党支部', '没有记录');
    expectSays(await chat.saysIn('wr1', 'zhaoliu', '签到'), '已签到', '1/6');
  });

  it('tells a stranger how to be added', async () => {
    expectSays(await chat.says('nobody', '签到'), '不在名册里', 'nobody', '郑管理');
  });

  it('gives a repeated message the same answer and no second effect', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 14:40');
    const message = {
      key: 'app:zhaoliu:77',
      userId: 'zhaoliu',
      content: { kind: 'text' as const, text: '签到' },
    };
    const [first, second] = await Promise.all([chat.send(message), chat.send(message)]);
    expect(second).toEqual(first);
    await chat.says('zhaoliu', '撤销');
    expect(await chat.send(message)).toEqual(first);
    expectSays(await chat.says('wangwu', '签到'), '1/6');
  });
});

describe('the roll', () => {
  it('shows who is there, on leave and missing, without reasons in the group', async () => {
    await arrangeThemeDay();
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    chat.at('2026-11-25 14:40');
    await chat.says('zhaoliu', '签到');
    await chat.says('wangwu', '请假 住院');
    const inGroup = await chat.saysIn('wr1', 'zhaoliu', '谁没签到');
    expectSays(
      inGroup,
      '到会 1/6',
      '请假 1 人：王五',
      '没签到 4 人：李四、李晓红、钱七、张三',
      '另有流动党员 1 人',
    );
    expect(inGroup).not.toContain('住院');
    expectSays(await chat.says('zhangsan', '谁请假'), '王五(住院)');
  });

  it('is shown to other branches’ people by nobody', async () => {
    await arrangeThemeDay();
    chat.at('2026-11-25 14:40');
    expectSays(await chat.says('zhoujiu', '第一党支部谁没签到'), '要问');
  });
});
