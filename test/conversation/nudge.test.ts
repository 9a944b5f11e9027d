import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// 催: who waits for an answer presses for it, at most once a day; 请…来: another unit is asked by other words.

defineItemKinds(readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!);
afterAll(() => defineItemKinds(BASIC_KINDS));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const pressed = async () =>
  (await chat.store.db.selectFrom('outbox').selectAll().where('rule', '=', 'item_nudged').execute()).map(
    ({ audience, text }) => [JSON.parse(String(audience)), String(text)] as const,
  );

describe('an engagement nobody answers', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
    chat.at('2026-11-23 10:00');
  });

  it.each([
    '约请没人回，催一下',
    '催一下第二党支部',
    '催一下约请1',
    '约请1催一下',
    '催催二支部',
    '约请还没人答复，帮我催催他们',
    '请再催一下约请',
    '提醒一下孙八',
  ])('%s', async (text) => {
    expectSays(await chat.says('zhangsan', text), '已催孙八：约请1', '今天不再重复催');
    const [[audience, said] = [], ...more] = await pressed();
    expect(more).toEqual([]);
    expect(audience).toEqual(['sunba']);
    expectSays(String(said), '张三催办', '约请1 来看水渠，12月5日到期', '约请1 周四下午3点到');
  });

  it('is pressed for once a day, whoever asks, and again the next day', async () => {
    await chat.says('zhangsan', '约请没人回，催一下');
    chat.at('2026-11-23 17:40');
    expectSays(await chat.says('lisi', '催一下第二党支部'), '今天 10:00 已经催过孙八', '没有再发');
    chat.at('2026-11-24 09:00');
    expectSays(await chat.says('zhangsan', '催一下约请1'), '已催孙八');
    expect(await pressed()).toHaveLength(2);
    expectSays(await chat.says('zhangsan', '约请1'), '11月23日 张三 催办', '11月24日 张三 催办');
  });

  it("stands among what is one's own, for those who asked", async () => {
    for (const who of ['zhangsan', 'lisi'])
      expectSays(await chat.says(who, '我的'), '您约请的', '约请1 来看水渠（第二党支部，等答复）');
    expect(await chat.says('zhaoliu', '我的')).not.toContain('约请1');
    expectSays(await chat.says('zhangsan', '约请1'), '没人回请回复：催一下约请1');
    await chat.says('sunba', '约请1 周四下午3点到');
    expectSays(await chat.says('zhangsan', '我的'), '已答复，约在11月26日(周四) 15:00');
  });

  it('is told at 08:01 where it is said at night', async () => {
    chat.at('2026-11-23 22:30');
    expectSays(await chat.says('zhangsan', '约请1催一下'), '已催孙八', '08:01 送到');
  });

  it('is not pressed for by others, nor once it is answered', async () => {
    expectSays(await chat.says('zhaoliu', '催一下约请1'), '没有记录');
    expectSays(await chat.says('sunba', '催一下约请1'), '没有记录');
    await chat.says('sunba', '约请1 周四下午3点到');
    expectSays(await chat.says('zhangsan', '催一下约请1'), '约请1 已答复，约在11月26日(周四) 15:00，不用催');
    expect(await pressed()).toEqual([]);
  });
});

describe('a task handed out', () => {
  beforeEach(async () => {
    await chat.says('admin', '任务：报送困难党员名单，各支部，12月5日前');
  });

  it.each(['催一下没报的支部', '催一下还没报的', '困难党员名单催一下', '任务1催一下', '催催任务'])(
    '%s reaches those who have not told',
    async (text) => {
      await chat.says('zhangsan', '任务1 已报');
      expectSays(await chat.says('admin', text), '已催', '孙八', '任务2');
      expect((await pressed()).map(([audience]) => audience)).toEqual([['sunba']]);
    },
  );

  it('is one message to whoever owes several things', async () => {
    await chat.says('admin', '任务：报送党费台账，各支部，12月6日前');
    expectSays(await chat.says('admin', '催一下第二党支部'), '任务2、任务4');
    const all = await pressed();
    expect(all).toHaveLength(1);
    expectSays(all[0]![1], '任务2 报送困难党员名单', '任务4 报送党费台账');
  });
});

it.each(['催签到', '催一下', '提醒大家明天开会', '不用催了', '会议记录催一下'])(
  '%s presses nobody',
  async (text) => {
    await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
    await chat.says('zhangsan', text);
    expect(await pressed()).toEqual([]);
  },
);

describe('another unit asked by other words', () => {
  const stored = () => chat.store.write(async (tx) => tx.items({}));

  it.each([
    ['请第二党支部下周三来看路灯', '约请第二党支部：来看路灯', '11月25日'],
    ['想请二支部的同志周五上午来帮忙看看水渠', '帮忙看看水渠', '11月27日'],
    ['麻烦城郊党委派人来看看河堤', '约请城郊党委：来看看河堤', ''],
    ['叫第二党支部派人来修水管', '来修水管', ''],
  ])('%s is read back, and stored when it is agreed to', async (text, read, day) => {
    expectSays(await chat.says('zhangsan', text), read, day, '还没有登记', '1. 约请');
    expect(await stored()).toEqual([]);
    expectSays(await chat.says('zhangsan', '1'), '已登记约请1');
    expect(await stored()).toMatchObject([{ kind: 'engagement', source: '第一党支部' }]);
  });

  it.each([
    ['zhaoliu', '请第二党支部下周三来看路灯'],
    ['zhangsan', '请第一党支部下周三来看路灯'],
    ['zhangsan', '请第二党支部下周三来开会'],
    ['wangwu', '请第二党支部来帮我们修水渠'],
    ['zhangsan', '请第一党小组来帮我们修水渠'],
    ['zhangsan', '请第二党支部来了吗'],
    ['admin', '请第二党支部下周三交材料来'],
  ])('%s: %s is none', async (who, text) => {
    expect(await chat.says(who, text)).not.toContain('1. 约请');
    expect(await stored()).toEqual([]);
  });
});

it('那个约请我们周四下午三点过去 is an answer to it', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  expectSays(await chat.says('sunba', '那个约请我们周四下午三点过去'), '约请1 约在11月26日(周四) 15:00');
});
