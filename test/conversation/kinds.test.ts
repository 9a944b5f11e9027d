import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitNumber } from '../../src/domain/ledger/cells.ts';
import {
  approvalWords,
  defineItemKinds,
  type ItemKindRow,
  itemKindOf,
  itemLabel,
  wordsOfKind,
} from '../../src/domain/ledger/kinds.ts';
import { STRONG } from '../../src/domain/strong.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// Whatever kind an item is of: it is opened by its words, and the name the bot prints is read as that item again.

const kinds = readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!;
defineItemKinds(kinds);
let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const item = (no = 1) => chat.store.write(async (tx) => (await tx.itemNamed(String(no)))!);
const FORM = '内容：更换灭火器\n责任人：李四\n时限：12月10日';

// What is asked of another unit has a test of its own: engagement.test.ts.
const own = kinds.filter(({ toUnit }) => !toUnit);

describe.each(own.map((row): [string, ItemKindRow] => [row.key, row]))('%s', (kind, row) => {
  const { prefix, closing, opener, ownByDefault, perBranch, noun, finish, closingWord, states } = row;
  const name = itemLabel({ kind, no: 1 });

  it.each(wordsOfKind(row))('is opened by 【%s】', async (word) => {
    await chat.says(
      'admin',
      `【${word}】\n${kind === 'rectification' ? FORM.replace('内容', '问题') : FORM}`,
    );
    expect(await item()).toMatchObject({ kind, problem: '更换灭火器', ownerId: 'lisi', type: null });
    expect(itemKindOf(word)).toBe(kind);
  });

  it('lives from a sentence to its end under the name the bot gives it', async () => {
    expectSays(await chat.says('admin', `登记${prefix} 更换灭火器 责任人李四 12月10日前`), `已登记${name}：`);
    expect(await item()).toMatchObject({ kind, ownerId: 'lisi' });
    const [told] = await chat.waiting(`item_told:${(await item()).id}:test:1`);
    expectSays(told!.text, `一项${noun}`, name);
    expectSays(
      await chat.says('lisi', name),
      `${STRONG}${name}${STRONG} ${states.待整改}`,
      '更换灭火器',
      finish,
    );
    expectSays(await chat.says('lisi', `${name} 进展50% 买好了`), `${name} 已记进展 50%`);
    expectSays(await chat.says('lisi', name), states.整改中);
    const done = await chat.says('lisi', `${name} ${finish}`);
    if (closing === 'approved') {
      expectSays(done, `已申请${closingWord}`);
      expectSays(await chat.says('lisi', name), states.提交销号);
      expectSays(await chat.says('admin', `${name} ${approvalWords(kind)}`), states.已销号);
    } else expectSays(done, `已记：${name} ${finish}`);
    expectSays(await chat.says('lisi', name), `${STRONG}${name}${STRONG} ${states.已销号}`);
    expect((await item()).state).toBe('已销号');
  });

  it('is opened by those who may, and needs what it needs', async () => {
    const own = await chat.says('zhaoliu', `登记${prefix} 更换灭火器 责任人赵六 12月10日前`);
    expectSays(own, opener === 'member' ? `已登记${name}` : '张三');
    const unnamed = await chat.says('zhangsan', `登记${prefix} 修路灯 12月20日前`);
    expectSays(unnamed, ownByDefault ? '责任人张三' : perBranch ? '个支部' : '还缺责任人');
  });

  it('is found again by its number in a ledger file', () => {
    expect(splitNumber(`${name}（WT-2026-003）`)).toEqual({ no: 1, code: 'WT-2026-003' });
  });
});

it('交办 is sent back by who handed it out, and 整改 only by who decides on it', async () => {
  await chat.says('zhangsan', '交办 修水渠 责任人王五 12月5日前');
  await chat.says('wangwu', '交办1 已落实');
  expect(await chat.says('lisi', '交办1 退回 没修好')).toContain('要由');
  expectSays(await chat.says('zhangsan', '交办1 退回 没修好'), '交办1 已退回');
  await chat.says('zhangsan', '登记整改 路灯不亮 责任人王五 12月5日前');
  await chat.says('wangwu', '整改2 完成');
  expect(await chat.says('zhangsan', '整改2 退回 没修好')).toContain('要由');
});

it('nobody sends back what they reported themselves, though they handed it out', async () => {
  await chat.says('zhangsan', '交办 修水渠 责任人张三 12月5日前');
  await chat.says('zhangsan', '交办1 已落实');
  await chat.says('lisi', '交办 修路灯 责任人王五 12月5日前');
  await chat.says('lisi', '交办2 已落实');
  for (const [who, name] of [
    ['zhangsan', '交办1'],
    ['lisi', '交办2'],
  ] as const) {
    expectSays(await chat.says(who, `${name} 退回 没修好`), '没有记录');
    expect(await item(Number(name.slice(2)))).toMatchObject({ state: '已销号' });
  }
});

it('what its own people report is counted by the word of its state, and how the open ones stand where any do', async () => {
  await chat.says('admin', '下发任务：报名单，12月20日前');
  await chat.says('zhangsan', '任务1 已报');
  expect(await chat.says('admin', '今年完成了几项任务')).toMatch(
    /上报任务共 2 项，已上报 1 项，上报率 50%.*\n未上报 1 项。$/,
  );
});

it('我的 says how many there are beside the most urgent, and calls 整改 what is 整改 alone', async () => {
  await chat.says('zhangsan', '登记整改 路灯不亮 责任人王五 12月5日前');
  expectSays(await chat.says('wangwu', '我的'), '您的整改：\n· 整改1');
  for (const what of ['修水渠', '清垃圾', '贴公示'])
    await chat.says('zhangsan', `交办 ${what} 责任人王五 12月9日前`);
  expectSays(await chat.says('wangwu', '我的'), '您要办的（共 4 项，全部请回复：我的整改）：\n· 整改1');
  expectSays(await chat.says('wangwu', '我的整改'), '整改1', '交办4');
});
