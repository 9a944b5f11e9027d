// What is asked of items by message: what moved, whose they are, of which source, and of one by its words.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [problem, source, owner, due] of [
    ['公开栏没更新', '群众反映', '李四', '12月2日'],
    ['灭火器过期', '上级检查', '赵六', '12月20日'],
    ['会议台账不全', '上级检查', '赵六', '11月25日'],
  ])
    expectSays(
      await chat.says(
        'zhangsan',
        `【整改】\n问题：${problem}\n来源：${source}\n措施：改\n责任领导：张三\n责任人：${owner}\n时限：${due}`,
      ),
      '已登记',
    );
});
afterEach(() => chat.close());

const numberOf = async (word: string): Promise<string> =>
  /整改\d+/u.exec(await chat.says('zhangsan', `${word}那个怎么样了`))![0];

describe('what moved', () => {
  it('is told one by one, with who approved', async () => {
    const item = await numberOf('灭火器');
    expectSays(await chat.says('zhaoliu', `${item} 完成`), '已申请销号');
    const admin = await chat.says('admin', `${item} 同意销号`);
    expectSays(admin, '已销号');
    const closed = await chat.says('admin', '这个月消了几个号');
    expectSays(closed, '销号 1 项', '灭火器过期', '同意');
    expect(closed).not.toContain('公开栏');
    expectSays(await chat.says('admin', '我本月批了几个销号'), '您同意销号 1 项', '灭火器过期');
    const opened = await chat.says('admin', '本月立了多少项整改');
    expectSays(opened, '新增整改 3 项', '群众反映', '已销号');
    expectSays(await chat.says('admin', '上个月的呢'), '新增整改 0 项');
    expectSays(await chat.says('zhangsan', '灭火器那条谁批的'), '灭火器过期', '同意销号');
  });
});

describe('how they stand', () => {
  it('is of those that fall due within the days that are said', async () => {
    const said = await chat.says('zhangsan', '三十天内要到期的整改报我一下');
    expectSays(said, '到期的整改 3 项');
    const soon = await chat.says('zhangsan', '未来两周到期的问题');
    expect(soon).not.toContain('灭火器');
  });

  it('is told of each who is responsible, and of nobody before anybody', async () => {
    expectSays(await chat.says('zhangsan', '整改按责任人分一下'), '2 人负责', '赵六 2 项', '李四 1 项');
  });

  it('is told of each source in words and as a table', async () => {
    const said = await chat.says('zhangsan', '整改按来源分一遍');
    expectSays(said, '群众反映 0%（0/1），未销号 1', '上级检查 0%（0/2），未销号 2');
    const table = await chat.says('zhangsan', '列个表');
    expectSays(table, '群众反映', '上级检查', '0%（0/2）');
    expectSays(await chat.says('zhangsan', '上级检查的整改列个表'), '上级检查', '会议台账不全', '灭火器过期');
    expectSays(await chat.says('zhangsan', '导出来'), '共 2 行');
  });

  it('of several branches says which each is of', async () => {
    expectSays(await chat.says('admin', '没销号的整改有哪些'), '（第一党支部 李四）');
    expect(await chat.says('zhangsan', '没销号的整改有哪些')).not.toContain('（第一党支部');
  });
});

describe('one item', () => {
  it.each([
    '灭火器那条期限到哪天',
    '灭火器谁牵头',
    '谁在管灭火器',
    '灭火器的措施是啥',
    '灭火器还剩几天 我怕超期',
    '灭火器那个审了没',
    '赵六的灭火器弄到啥程度了',
  ])('%s is its story', async (text) => {
    expectSays(await chat.says('zhangsan', text), '灭火器过期', '12月20日');
  });

  it('goes on with what else is asked of it', async () => {
    await chat.says('zhangsan', '灭火器那个怎么样了');
    for (const text of ['时限到几号', '哪个在盯', '最近一次进展哪天报的'])
      expectSays(await chat.says('zhangsan', text), '灭火器过期', '责任领导张三');
  });

  it('is no list that was told behind it', async () => {
    await chat.says('zhangsan', '灭火器那个怎么样了');
    chat.at('2026-11-21 11:00');
    await chat.says('zhangsan', '没销号的整改有哪些');
    expectSays(await chat.says('zhangsan', '都逾期几天了'), '公开栏没更新', '灭火器过期');
  });
});

describe('who may know', () => {
  it('a member hears of their own, and whom to ask of the branch', async () => {
    const said = await chat.says('zhaoliu', '支部还有几条整改没销号');
    expectSays(said, '您未销号 2 项', '支部的请问');
    expect(said).not.toContain('公开栏');
  });
});

describe('promises', () => {
  it('tell who has registered none, by name in private alone', async () => {
    expectSays(await chat.says('zhaoliu', '我承诺 帮扶两户 12月31日前'), '已登记');
    const said = await chat.says('zhangsan', '谁还没承诺');
    expectSays(said, '登记了承诺的党员 1 人', '李四');
    expect(said).not.toContain('赵六');
    expectSays(await chat.says('zhaoliu', '谁没承诺'), '登记过承诺');
  });
});
