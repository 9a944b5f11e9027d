// A question that nobody reads whole is told what is kept of the item, the person or the meeting that it names.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  const report = '上报 主题党日 10月29日下午3点 应到6 实到4 请假钱七（出差） 缺席赵六';
  expectSays(await chat.says('zhangsan', report), '已记录');
  expectSays(
    await chat.says('zhangsan', '登记整改 第一党支部 会议记录缺签名 责任人李四 时限12月20日'),
    '会议记录缺签名',
  );
});
afterEach(() => chat.close());

describe('an item', () => {
  it.each([
    ['zhangsan', '补签名那条提上去好几天了，批了没'],
    ['zhangsan', '1号那个还要不要管'],
    ['zhangsan', '1号啥时候销的号'],
    ['lisi', '签名的事定的哪天弄完'],
    ['lisi', '1号算按期销的还是超了'],
    ['zhangsan', '1号销号我这边能批不，还是得找郑管理'],
    ['zhangsan', '#1批了没'],
    ['zhangsan', '1号问题超几天了'],
    ['lisi', '签名那个事挂我头上了，啥时候要弄完'],
    ['zhangsan', '李四那个会议记录缺签名的，说是弄完了？'],
  ])('%s: %s', async (who, text) => expectSays(await chat.says(who, text), '整改1', '会议记录缺签名'));

  it('is asked how it is reported, and reported by nobody who asks', async () => {
    expectSays(await chat.says('lisi', '签名补好了以后怎么跟你说才算销掉？'), '整改1');
    expectSays(await chat.says('lisi', '整改1'), '待整改');
  });

  it('is the one that was told before', async () => {
    await chat.says('lisi', '我的整改');
    expectSays(await chat.says('lisi', '离到期还有几天啊，这周连着夜班'), '整改1', '12月20日');
  });

  it('is the only own one where it is said so', async () => {
    expectSays(await chat.says('lisi', '我那条整改怎么又变成整改中了'), '整改1');
  });

  it('is none where a day or a month is said', async () => {
    for (const text of ['1号党课几点', '10月1号谁没来', '1号有什么安排'])
      expect(await chat.says('zhangsan', text), text).not.toContain('整改1');
  });

  it('is nothing that whoever may not see it is told', async () => {
    expect(await chat.says('zhaoliu', '1号那个还要不要管')).not.toContain('签名');
    expect(await chat.says('zhaoliu', '补签名那条提上去好几天了，批了没')).not.toContain('签名');
  });
});

describe('somebody', () => {
  it('is not left out where the rest is read', async () => {
    expectSays(
      await chat.says('zhangsan', '赵六是不是三次党日都没来呀'),
      '赵六（第一党支部）',
      '10月29日 主题党日 缺席',
    );
    expectSays(await chat.says('zhangsan', '1号整改李四报了吗'), '整改1', '李四');
  });

  it('may be asked about in two lines, and by the sound of the name', async () => {
    expectSays(await chat.says('zhangsan', '赵六老不来\n几次了'), '10月29日 主题党日 缺席');
    expectSays(await chat.says('zhangsan', '李小红来过没'), '李晓红');
    expectSays(await chat.says('zhangsan', '李晓虹三次会来了几次？有点不像话'), '李晓红');
  });

  it.each(['赵六两次出差去的哪，上面问起来', '赵六怎么哪回名单上都没他'])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', text), '赵六', '10月29日');
  });

  it('is nobody that the sender may not see', async () => {
    expect(await chat.says('qianqi', '赵六怎么哪回名单上都没他')).not.toContain('10月29日');
  });
});

describe('the sender', () => {
  it.each([
    ['qianqi', '上次那回的假给我登上没', '请假（出差）'],
    ['zhaoliu', '十月底那回主题党日我没到 记的什么', '缺席'],
    ['qianqi', '10月29号我没去 给我记的啥', '请假（出差）'],
  ])('%s: %s', async (who, text, told) => expectSays(await chat.says(who, text), told));

  it.each([
    ['zhangsan', '应到实到也给我一下，10月29号主题党日来了几个我核一下'],
    ['zhangsan', '10月29号主题党日请假的是谁，我补写到本子上'],
  ])('is not asked about by whoever only wants to know: %s %s', async (who, text) =>
    expect(await chat.says(who, text)).not.toContain('张三（第一党支部）'),
  );

  it('is asked about in one clause, whatever another is of', async () => {
    expectSays(
      await chat.says('zhaoliu', '民主评议要写自己的，我10月以来缺过会没'),
      '10月29日 主题党日 缺席',
    );
  });

  it('is asked about with a number of the year, and no short view', async () => {
    expectSays(await chat.says('zhaoliu', '我一共到了几次，几次没到'), '2026年应参加 1 次');
  });
});

describe('a meeting', () => {
  it('is told whole', async () => {
    expectSays(await chat.says('zhangsan', '10月29号主题党日搞得热闹不热闹'), '没全看懂', '4/6', '赵六');
  });
});

describe('what tells something', () => {
  it.each([
    ['我请假，主题党日去不了', /没全看懂/],
    ['签到', /没全看懂/],
    ['签名的事弄完了', /没全看懂/],
  ])('%s is taken as it is', async (text, wrong) => {
    expect(await chat.says('lisi', text)).not.toMatch(wrong);
  });

  it('is never stored by a question', async () => {
    const before = JSON.stringify(await chat.store.read((tx) => tx.items({ unitIds: [1, 2, 3, 4] })));
    for (const text of [
      '1号是不是完成了',
      '签名那条结了吧',
      '党日是不是固定每月25号',
      '主题党日是不是取消了',
    ])
      expect(await chat.says('zhangsan', text), text).not.toMatch(/已(?:记录|设定|取消|完成)/);
    expect(JSON.stringify(await chat.store.read((tx) => tx.items({ unitIds: [1, 2, 3, 4] })))).toBe(before);
  });
});
