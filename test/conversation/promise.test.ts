import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { askingDays } from '../../src/domain/ledger/asking.ts';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type Dialogue, expectSays, openDialogue, SETTINGS } from '../support/dialogue.ts';
import { storedItem } from '../support/item.ts';

// 承诺: made in a sentence, asked about once a quarter, and graded at the end of the year by whoever may.

defineItemKinds(readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!);
afterAll(() => defineItemKinds(BASIC_KINDS));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const item = (no = 1) => chat.store.write(async (tx) => (await tx.itemNamed(String(no)))!);
const promise = (who = 'zhaoliu', what = '年底前帮李奶奶修好房子') => chat.says(who, `我承诺${what}`);

describe('评诺', () => {
  it.each([
    ['承诺1 评诺 较好', '较好'],
    ['承诺1评为好', '好'],
    ['承诺1 评定为一般，房子只修了一半', '一般'],
    ['给承诺1评差', '差'],
    ['赵六的承诺评为好', '好'],
    ['承诺1 同意评诺，评为好', undefined],
  ])('%s', async (said, grade) => {
    await promise();
    const answer = await chat.says('zhangsan', said);
    if (grade === undefined) expect((await item()).grade).toBeNull();
    else {
      expectSays(answer, `承诺1 已评诺：${grade}`, '已告诉赵六');
      expect(await item()).toMatchObject({ state: '已销号', grade, decidedBy: 'zhangsan' });
    }
  });

  it('asks which grade where none is said, or one that is not there, and takes the word for the number', async () => {
    await promise();
    await chat.says('zhaoliu', '承诺1 完成');
    for (const said of ['承诺1 同意评诺', '承诺1 评诺', '承诺1 评诺 优秀'])
      expectSays(await chat.says('zhangsan', said), '评什么', '1. 好', '4. 差');
    expect((await item()).state).toBe('提交销号');
    expectSays(await chat.says('zhangsan', '较好'), '承诺1 已评诺：较好');
    expectSays(await chat.says('zhaoliu', '承诺1'), '已评诺（较好）', '张三 评诺：较好');
    expectSays(await chat.says('admin', '承诺1 评诺 好'), '承诺1 已评诺：好');
  });

  it('has a button for each grade on the card of whoever may decide', async () => {
    await promise();
    await chat.says('zhaoliu', '承诺1 完成');
    const rows = await chat.store.db.selectFrom('outbox').selectAll().execute();
    const key = JSON.stringify(rows).match(/item_ok:\d+:\d+:一般/u)?.[0];
    expect(key).toBeDefined();
    expect(await chat.presses('zhangsan', key!)).toMatchObject({ cardState: '已评诺：一般' });
    expect((await item()).grade).toBe('一般');
  });

  it('is nobody’s own to give, and of a secretary not for the others of the branch', async () => {
    await promise('zhangsan', '年底前走访五十户');
    for (const who of ['zhangsan', 'lisi', 'zhaoliu'])
      expect(await chat.says(who, '承诺1 评诺 好')).toContain('没有记录');
    expectSays(await chat.says('admin', '承诺1 评诺 一般'), '承诺1 已评诺：一般');
  });

  it('is asked about where several are meant, and is nothing that 整改 has', async () => {
    await promise();
    await promise('zhaoliu', '年底前卖出两千斤橘子');
    expectSays(await chat.says('zhangsan', '赵六的承诺评为好'), '1.', '承诺1', '2.', '承诺2');
    await chat.says('zhangsan', '登记整改 路灯不亮 责任人王五 12月5日前');
    expectSays(await chat.says('admin', '整改3 评为好'), '整改3 不评等次，没有记录');
    expect(await chat.says('zhangsan', '李四的承诺评为好')).toContain('没有找到李四');
  });

  it('stands in lists, in how many there are, and is taken back by 撤销', async () => {
    await promise();
    await promise('wangwu', '年底前清理河道');
    await chat.says('zhangsan', '承诺1 评诺 较好');
    for (const said of ['承诺清单', '党员承诺有哪些'])
      expectSays(await chat.says('zhangsan', said), '没办完 1 项', '今年评了 1 项：较好 1', '承诺1');
    expectSays(await chat.says('zhangsan', '承诺评诺情况'), '评诺率 50%', '2026年评诺：较好 1 项');
    expectSays(await chat.says('admin', '评诺结果怎么样'), '较好 1 项');
    expectSays(await chat.says('wangwu', '我的承诺'), '承诺2');
    chat.at('2026-11-21 10:05');
    await chat.says('zhangsan', '承诺2 评诺 差');
    expectSays(await chat.says('zhangsan', '撤销'), '承诺2');
    expect(await item(2)).toMatchObject({ state: '待整改', grade: null });
  });
});

describe('how far it is', () => {
  it('is told in a sentence without a number, where it is the only one', async () => {
    await promise();
    expectSays(await chat.says('zhaoliu', '承诺进展：瓦运到了，完成60%'), '承诺1 已记进展 60%');
    expectSays(await chat.says('zhaoliu', '我的承诺完成了'), '已申请评诺', '张三');
  });

  const days = (given: object) =>
    askingDays(
      storedItem({ kind: 'promise', openedAt: instantOf('2026-01-10'), ...given }),
      SETTINGS.calendar,
    ).map(({ day, period }) => `${period.key} ${day}`);

  it('is asked once in each quarter before the one of its deadline, unless it was told', () => {
    const dueAt = instantOf('2026-12-31', 23, 59, 59);
    expect(days({ dueAt })).toEqual(['2026-Q1 2026-03-24', '2026-Q2 2026-06-23', '2026-Q3 2026-09-22']);
    expect(days({ dueAt, progressAt: instantOf('2026-05-20') })).toHaveLength(2);
    expect(days({ dueAt, openedAt: instantOf('2026-03-10') })).toHaveLength(2);
    expect(days({ dueAt, kind: 'rectification' })).toEqual([]);
  });
});
