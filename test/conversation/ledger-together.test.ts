// An item of several: each is reminded, finds it and may report; none of them may close it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownersOf } from '../../src/domain/ledger/item.ts';
import { plan } from '../../src/reminders/plan.ts';
import { planInput } from '../../src/reminders/plan-input.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { without } from '../support/roster.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const item = (no: number) => chat.store.read(async (tx) => (await tx.itemNamed(String(no)))!);
const owners = async (no: number) => ownersOf(await item(no)).join(' ');
const shared = () => chat.says('zhangsan', '【整改】\n问题：活动室漏水\n责任人：李四、王五\n时限：12月10日');
const told = async (no: number, message: number) =>
  (await chat.waiting(`item_told:${no}:test:${message}`)).map((r) => [r.to, r.text]);

/** Who is reminded of the item on a day. */
async function reminded(date: string): Promise<string[]> {
  const rules = {
    permissions: chat.tools.permissions,
    settings: chat.tools.settings,
    privateChannel: 'app' as const,
    groupsBy: 'webhook' as const,
    botName: '支部通',
    render: chat.tools.templates.render,
  };
  const now = Date.parse('2026-11-21T10:00:00+08:00');
  const input = await chat.store.read((tx) => planInput(tx, rules, now));
  const from = Date.parse(`${date}T00:00:00+08:00`);
  return plan(input, { from, to: from + 86_400_000 })
    .filter((m) => m.text.includes('整改1 '))
    .flatMap((m) => m.audience)
    .sort();
}

describe('two who share an item', () => {
  it('are both told, reminded and shown it', async () => {
    expectSays(await shared(), '责任人李四、王五', '已通知李四、王五');
    expect(await told(1, 1)).toEqual([
      [
        ['lisi', 'wangwu'],
        '张三给您登记了一项整改：\n整改1 活动室漏水（李四、王五一起负责），12月10日到期\n有进展请回复：整改1 进展50% 做了什么',
      ],
    ]);
    expect(await reminded('2026-12-07')).toEqual(['lisi', 'wangwu']);
    for (const who of ['lisi', 'wangwu']) {
      expectSays(await chat.says(who, '我的整改'), '您未销号 1 项', '整改1 活动室漏水');
      expectSays(await chat.says(who, '我的'), '您的整改', '整改1');
    }
    expectSays(await chat.says('zhangsan', '王五的整改'), '王五 未销号 1 项');
    expectSays(await chat.says('wangwu', '整改1'), '责任人李四、王五', '有进展请回复');
  });

  it('may both report, and without the number', async () => {
    await shared();
    expectSays(await chat.says('wangwu', '整改1 进展50% 买了瓦'), '已记进展 50%');
    expectSays(await chat.says('lisi', '进展80% 刷完了墙'), '整改1 已记进展 80%');
    expectSays(await chat.says('wangwu', '整改1 延期到12月20日'), '已申请延期');
    expectSays(await chat.says('admin', '同意'), '时限已改到12月20日', '已告诉李四、王五');
    expectSays(await chat.says('wangwu', '整改1 完成'), '已申请销号');
    const photo = { kind: 'image' as const, source: { mediaId: 'm1' } };
    const kept = await chat.send({ userId: 'wangwu', content: { kind: 'media', media: [photo] } });
    expectSays(kept!.text, '整改1');
  });

  it.each(['lisi', 'wangwu'])('may neither close it, nor grant more time: %s', async (who) => {
    await chat.close();
    chat = await openDialogue(undefined, ['lisi', 'wangwu']);
    await shared();
    await chat.says('lisi', '整改1 延期到12月20日');
    expectSays(await chat.says(who, '整改1 同意延期'), '由您负责', '郑管理');
    await chat.says('wangwu', '整改1 完成');
    const asked = (await chat.waiting('approval:1')).filter((r) => r.rule === 'closing_asked');
    expect(asked.map((r) => r.to)).toEqual([['admin']]);
    expectSays(await chat.says(who, '整改1 同意销号'), '由您负责', '郑管理', '没有记录');
    expect(await item(1)).toMatchObject({ state: '提交销号' });
    expectSays(await chat.says('admin', '整改1 同意销号'), '已销号', '已告诉李四、王五');
  });

  it('hand it over as a whole, and are told how to keep the other', async () => {
    await shared();
    expectSays(
      await chat.says('lisi', '整改1 转给赵六'),
      '整改1 已转给赵六，已通知赵六。',
      '原来的责任人李四、王五不用再办了',
      '整改1 转给赵六、李四',
    );
    expect(await owners(1)).toBe('zhaoliu');
    expect(await told(1, 2)).toEqual([
      [['zhaoliu'], '李四把这些事项转给您负责：\n整改1 活动室漏水，12月10日到期'],
      [['wangwu'], '整改1 已由李四转给赵六，不用您再办。'],
    ]);
    expectSays(await chat.says('wangwu', '我的整改'), '未销号 0 项');
    await chat.says('lisi', '撤销');
    expect(await owners(1)).toBe('lisi wangwu');
    expectSays(await chat.says('zhangsan', '整改1 转给王五、赵六'), '已转给王五、赵六');
    expect(await owners(1)).toBe('wangwu zhaoliu');
  });

  it('give up one place when one of them leaves', async () => {
    await shared();
    await chat.store.write(async (tx) =>
      tx.applyRoster(without('wangwu', await tx.organisation()).changes, Date.now()),
    );
    expect(await reminded('2026-12-07')).toEqual(['lisi']);
    const said = await chat.says('zhangsan', '王五的整改都转给赵六');
    expect(said).toBe('整改1 已转给赵六，已通知赵六。');
    expect(await item(1)).toMatchObject({ ownerName: '李四、赵六' });
    expect(await owners(1)).toBe('lisi zhaoliu');
  });

  it('stay with each part of an item that is split', async () => {
    await shared();
    await chat.says('zhangsan', '整改1 拆分：\n1. 屋顶漏水\n2. 墙面发霉');
    expect([await owners(2), await owners(3)]).toEqual(['lisi wangwu', 'lisi wangwu']);
  });

  it('are in the list of the 党小组 of either, whose leader may look', async () => {
    await chat.says('zhangsan', '【整改】\n问题：院墙\n责任人：赵六、李晓红\n时限：12月10日');
    for (const leader of ['wangwu', 'qianqi']) {
      expectSays(await chat.says(leader, '整改清单'), '整改1 院墙（赵六、李晓红）');
      expectSays(await chat.says(leader, '整改1'), '责任人赵六、李晓红');
    }
  });
});

describe('a name among several that will not do', () => {
  it('is asked for by itself when an item is opened', async () => {
    expectSays(
      await chat.says('zhangsan', '登记整改 台账不全，责任人王五和李思，12月10日前'),
      '名册里没有“李思”，是不是李四？（王五已经记下，不用再写）',
      '还没有登记',
    );
    expectSays(await chat.says('zhangsan', '李四'), '责任人王五、李四');
    expect(await owners(1)).toBe('wangwu lisi');
  });

  it('is asked for by itself when one is handed over, and so is the one who takes over for who leaves', async () => {
    await shared();
    expectSays(await chat.says('zhangsan', '整改1 转给赵六、钱妻'), '没有“钱妻”', '赵六已经记下');
    expectSays(await chat.says('zhangsan', '钱七'), '已转给赵六、钱七');
    expectSays(await chat.says('zhangsan', '赵六的整改都转给王武'), '没有“王武”');
    expectSays(await chat.says('zhangsan', '王五'), '已转给王五');
    expect(await owners(1)).toBe('wangwu qianqi');
  });
});

describe('a list', () => {
  it('tells each person once of all that is theirs, and opens nothing twice', async () => {
    const list =
      '整改问题清单\n1、漏水，责任人：李四、王五，12月10日前\n2、发霉，责任人李四，12月20日前\n3、台账，责任人王五、李四，12月20日前';
    expectSays(await chat.says('zhangsan', list), '3 项');
    const all = [...(await told(1, 1)), ...(await told(2, 1)), ...(await told(3, 1))];
    expect(
      all.map(([to, text]) => [
        to,
        String(text)
          .match(/整改\d(?= \S+?[（，])/g)!
          .join(),
      ]),
    ).toEqual([
      [['lisi'], '整改1,整改2,整改3'],
      [['wangwu'], '整改1,整改3'],
    ]);
    expectSays(await chat.says('zhangsan', list), '已经登记');
  });
});

it('items that become one are everybody’s who was responsible for any of them', async () => {
  await shared();
  await chat.says('zhangsan', '【整改】\n问题：党费收缴不及时\n责任人：王五、赵六\n时限：12月12日');
  expectSays(await chat.says('zhangsan', '整改1、2 合并'), '整改2 已并入整改1', '李四、王五、赵六');
  expect(await owners(1)).toBe('lisi wangwu zhaoliu');
  expectSays(await chat.says('zhaoliu', '我的整改'), '整改1');
});
