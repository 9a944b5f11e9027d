import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// An item is named by what it is about, where that is only one; else it is asked which, each with its content.

defineItemKinds(readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!);
afterAll(() => defineItemKinds(BASIC_KINDS));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  await chat.says('zhangsan', '登记整改 会议室没有党旗 责任人赵六 12月10日前');
  await chat.says('zhangsan', '登记整改 宣传栏掉漆 责任人赵六 12月18日');
  await chat.says('zhangsan', '登记实事 给村头装3盏路灯 责任人赵六 12月20日前');
});
afterEach(() => chat.close());

const item = async (no: number) => (await chat.store.write((tx) => tx.itemNamed(String(no))))!;

it('is known with 的 between its words, where none stands in what it is called', async () => {
  await chat.says('zhangsan', '登记整改 活动室灯坏了 责任人赵六 12月20日前');
  expectSays(await chat.says('zhaoliu', '活动室的灯修好了'), '整改');
  expect(
    (await chat.store.read((tx) => tx.items({}))).find((one) => one.problem === '活动室灯坏了'),
  ).toMatchObject({
    state: '提交销号',
  });
});

it.each([
  ['zhaoliu', '宣传栏那个整改弄好了，新刷的漆', 2, { state: '提交销号' }],
  ['zhaoliu', '宣传栏重新刷了，申请销号', 2, { state: '提交销号' }],
  ['zhaoliu', '党旗的整改完成了', 1, { state: '提交销号' }],
  ['zhaoliu', '路灯都装好了', 3, { state: '提交销号' }],
  ['zhaoliu', '路灯进展：灯杆到了，六成', 3, { progress: 60, progressText: '灯杆到了，六成' }],
  ['zhaoliu', '路灯装好了，申请办结', 3, { state: '提交销号' }],
  ['zhaoliu', '实事 路灯 办好了', 3, { state: '提交销号' }],
  ['zhangsan', '宣传栏责任人改成王五', 2, { ownerId: 'wangwu' }],
  ['zhangsan', '宣传栏掉漆的整改转给王五', 2, { ownerId: 'wangwu' }],
  ['admin', '宣传栏时限改到12月25日', 2, { dueAt: Date.parse('2026-12-25T23:59:59+08:00') }],
  ['zhaoliu', '宣传栏申请延期到12月25日，下雨', 2, { extensionTo: Date.parse('2026-12-25T23:59:59+08:00') }],
] as const)('%s: %s', async (who, text, no, after) => {
  await chat.says(who, text);
  expect(await item(no)).toMatchObject(after);
  for (const other of [1, 2, 3].filter((one) => one !== no))
    expect(await item(other)).toMatchObject({ state: '待整改', ownerId: 'zhaoliu', extensionTo: null });
});

it('is asked about and sent back by its words', async () => {
  expectSays(await chat.says('zhaoliu', '我那个宣传栏的整改到哪一步了'), '整改2', '宣传栏掉漆');
  await chat.says('zhaoliu', '整改2 完成');
  expectSays(await chat.says('admin', '宣传栏那个退回去，颜色不对'), '整改2 已退回', '颜色不对');
});

it('of the same matter is asked which, each with its content, and nothing is stored before', async () => {
  await chat.says('zhangsan', '登记整改 宣传栏玻璃碎了 责任人赵六 12月28日');
  const asked = await chat.says('zhaoliu', '宣传栏的整改完成了');
  expectSays(asked, '1. 整改2 宣传栏掉漆', '2. 整改4 宣传栏玻璃碎了');
  expect(await item(2)).toMatchObject({ state: '待整改' });
  await chat.says('zhaoliu', '2');
  expect(await item(4)).toMatchObject({ state: '提交销号' });
});

it('that is closed is not meant any more', async () => {
  await chat.says('zhaoliu', '整改2 完成');
  await chat.says('admin', '整改2 同意销号');
  await chat.says('zhangsan', '登记整改 宣传栏玻璃碎了 责任人赵六 12月28日');
  await chat.says('zhangsan', '宣传栏责任人改成王五');
  expect(await item(4)).toMatchObject({ ownerId: 'wangwu' });
  expect(await item(2)).toMatchObject({ ownerId: 'zhaoliu' });
});

describe('nothing is done', () => {
  it.each([
    ['zhoujiu', '宣传栏那个整改弄好了'],
    ['zhaoliu', '宣传栏责任人改成王五'],
    ['zhaoliu', '宣传栏同意销号'],
    ['zhangsan', '宣传栏'],
    ['zhangsan', '明天下午3点看宣传栏'],
    ['zhaoliu', '宣传栏还没弄好'],
  ])('%s: %s', async (who, text) => {
    await chat.says(who, text);
    for (const no of [1, 2, 3])
      expect(await item(no)).toMatchObject({ state: '待整改', ownerId: 'zhaoliu', extensionTo: null });
  });
});

describe('a day that has gone by, with no year', () => {
  const all = async () => chat.store.write((tx) => tx.items({}));
  it.each([
    ['zhangsan', '登记整改 南街井盖缺了一个 责任人王五 11月10日前', '11月10日'],
    ['zhangsan', '约请第二党支部来看水渠，11月18日前', '11月18日'],
    ['admin', '任务：报送台账，各支部，11月5日前', '11月5日'],
    ['zhaoliu', '宣传栏申请延期到11月15日，下雨', '11月15日'],
  ])('%s: %s', async (who, text, day) => {
    expectSays(await chat.says(who, text), `${day}`, '已经过去了，没有记录');
    expect(await all()).toHaveLength(3);
    expect(await item(2)).toMatchObject({ extensionTo: null });
  });

  it('is of the next year where that is said', async () => {
    expectSays(
      await chat.says('zhangsan', '登记整改 井盖缺了一个 责任人王五 2027年11月10日前'),
      '已登记整改4',
    );
    expectSays(await chat.says('zhaoliu', '我承诺明年11月前修好院墙'), '已登记承诺5');
  });
});

describe('a task for several units', () => {
  it('is reported, set right and asked about by what it is about', async () => {
    await chat.says('admin', '任务：报困难党员人数，第一党支部、第二党支部，12月4日前报');
    await chat.says('zhangsan', '困难党员3人');
    expectSays(await chat.says('zhangsan', '困难党员报错了，是4人'), '已改：任务4');
    expectSays(await chat.says('admin', '困难党员一共多少'), '已报 1/2，合计 4', '催一下任务4');
  });

  it('of which a node is asked about, is not asked about meetings', async () => {
    await chat.says('admin', '任务：三化建设，各支部，12月5日前完成摸底，12月20日前完成整治');
    expectSays(await chat.says('zhangsan', '三化建设 第一个节点完成'), '任务4 摸底完成');
    expectSays(await chat.says('admin', '三化建设还有哪个支部没摸底'), '三化建设', '摸底', '第二党支部');
    await chat.says('admin', '三化建设整治时间改到12月25日');
    expect(await item(4)).toMatchObject({ dueAt: Date.parse('2026-12-20T23:59:59+08:00') });
    expectSays(await chat.says('admin', '撤回三化建设这个任务'), '已收回 2 个还没报的', '三化建设');
  });
});

it('numbers said together are units of their own', async () => {
  expectSays(
    await chat.says('admin', '任务：秋季党费专项检查，一二支部，12月10日前报'),
    '已发给 2 个支部的书记',
  );
  expectSays(
    await chat.says('admin', '任务：秋季党费专项检查，三四支部，12月10日前报'),
    '没有找到“第三支部”',
  );
  expectSays(
    await chat.says('admin', '集结一二支部全体党员 到镇政府'),
    '第一党支部全体党员、第二党支部全体党员',
  );
});

it('把…都转给 names nobody by its first word', async () => {
  expect(await chat.says('zhoujiu', '把赵六的整改都转给王五')).not.toContain('把赵六');
  expectSays(await chat.says('zhangsan', '把赵六的整改都转给王五'), '已转给王五');
});

it('a grade that there is none of is asked about, and nobody gives their own', async () => {
  await chat.says('zhaoliu', '我承诺 帮扶两户 12月31日前');
  expectSays(await chat.says('zhangsan', '赵六的承诺评为优秀'), '没有“优秀”这个等次', '1. 好');
  expectSays(await chat.says('zhaoliu', '我的承诺评为好'), '没有记录');
  expect(await item(4)).toMatchObject({ state: '待整改', grade: null });
  expectSays(await chat.says('zhaoliu', '承诺完成了'), '已申请评诺');
});

it('what is told of how it goes is kept to the end of its clause', async () => {
  await chat.says('zhaoliu', '实事3 灯杆到了，六成');
  expect(await item(3)).toMatchObject({ progress: 60, progressText: '灯杆到了' });
});
