import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// 约请: a branch asks another unit, whose secretary answers within days; both sides see it, and nobody else.

defineItemKinds(readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!);
afterAll(() => defineItemKinds(BASIC_KINDS));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const item = (no = 1) => chat.store.write(async (tx) => tx.itemNamed(String(no)));
const told = async (key: string) =>
  (await chat.waiting(`item_told:${(await item())!.id}:${key}`)).map(({ audience, text }) => [
    audience,
    text,
  ]);

it.each([
  ['约请 第二党支部 12月5日前来看水渠', '来看水渠', '2026-12-05'],
  ['约请第二党支部来看水渠，12月5日前', '来看水渠', '2026-12-05'],
  ['【约请】\n单位：第二党支部\n内容：来看水渠\n时限：12月5日', '来看水渠', '2026-12-05'],
  // Without a day: five working days.
  ['约请第二党支部来看水渠', '来看水渠', '2026-11-27'],
])('%s', async (text, problem, day) => {
  expectSays(await chat.says('zhangsan', text), `已登记约请1：${problem}`, '责任人孙八', '已通知孙八');
  expect(await item()).toMatchObject({
    kind: 'engagement',
    unitId: chat.unitId('第二党支部'),
    ownerId: 'sunba',
    problem,
    source: '第一党支部',
  });
  expect(new Date((await item())!.dueAt! + 8 * 3_600_000).toISOString().slice(0, 10)).toBe(day);
});

it('is seen by both sides, and by nobody else', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  for (const who of ['zhangsan', 'lisi', 'sunba', 'admin'])
    expectSays(await chat.says(who, '约请1'), '等答复：来看水渠', '来源：第一党支部');
  for (const who of ['zhaoliu', 'zhoujiu']) expect(await chat.says(who, '约请1')).not.toContain('看水渠');
  for (const who of ['zhangsan', 'sunba', 'admin'])
    expectSays(await chat.says(who, '约请清单'), '约请没办完 1 项', '约请1 来看水渠（孙八）');
  expectSays(await chat.says('sunba', '我的约请'), '约请1 来看水渠');
});

it.each([
  ['约请1 已安排 12月3日上午到村', '第二党支部孙八答复约请1（来看水渠）：已安排 12月3日上午到村。', '已销号'],
  ['约请1 应约', '第二党支部孙八答复约请1（来看水渠）：已安排。', '已销号'],
  ['约请1 不能应约，那天开会', '第二党支部孙八答复约请1（来看水渠）：不能应约，那天开会。', '整改中'],
])('%s reaches who asked', async (answer, heard, state) => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  expectSays(await chat.says('sunba', answer), '约请1');
  expect(await told('test:2')).toEqual([[['zhangsan'], heard]]);
  expect((await item())!.state).toBe(state);
});

it('is answered by those asked alone', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  expect(await chat.says('zhangsan', '约请1 已安排')).not.toContain('已记');
  expect(await chat.says('lisi', '约请1 应约')).not.toContain('已记');
  expect((await item())!.state).toBe('待整改');
});

it('is taken back by who asked, and the other side hears it', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
  expect(await chat.says('sunba', '约请1')).not.toContain('看水渠');
});

it.each([
  ['zhangsan', '约请 镇农技站 来看水渠', '请写上约请哪个党组织'],
  ['zhangsan', '约请 第一党支部 来看水渠', '名册里没有别的党组织叫“第一党支部”，没有登记'],
  ['zhangsan', '约请：', ''],
  ['zhaoliu', '约请第二党支部来看水渠', '没有记录'],
  ['zhangsan', '我想约请县里的老师来讲课', ''],
])('%s: %s opens nothing', async (who, text, said) => {
  expectSays(await chat.says(who, text), said);
  expect(await item()).toBeUndefined();
});

it('is sent back by who asked, and by the others who speak for them, and by nobody who answered', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  await chat.says('sunba', '约请1 已安排 12月3日上午到村');
  expectSays(await chat.says('zhangsan', '约请1'), '报办完 已安排', '没办好请回复：约请1 退回 原因');
  expect(await chat.says('sunba', '约请1')).not.toContain('退回 原因');
  for (const who of ['sunba', 'zhaoliu', 'zhoujiu'])
    expect(await chat.says(who, '约请1 退回 没来人')).toContain('没有记录');
  expect((await item())!.state).toBe('已销号');
  expectSays(await chat.says('lisi', '约请1 退回 没来人'), '约请1 已退回：没来人，已告诉孙八');
  expect(await item()).toMatchObject({ state: '整改中', opinion: '没来人' });
  await chat.says('sunba', '约请1 已安排 12月4日到村');
  expectSays(await chat.says('zhangsan', '约请1 退回 又没来'), '约请1 已退回');
  expectSays(await chat.says('zhangsan', '撤销'), '对约请1的操作');
});

it('is called by its own name where there is none, and where the number is of another kind', async () => {
  await chat.says('zhangsan', '登记整改 南街路灯 责任人李四 12月10日前');
  expect(await chat.says('zhangsan', '约请99')).toBe('没有找到约请99，没有记录。回复“我的约请”看编号。');
  expect(await chat.says('lisi', '第99号')).toContain('没有找到整改99');
  for (const text of ['约请1', '约请1 进展50%', '约请1 退回 不行'])
    expect(await chat.says('zhangsan', text)).toBe(
      '没有约请1，这个编号是整改1，没有记录。回复“我的约请”看编号。',
    );
  expect(await chat.says('sunba', '约请1 进展50%')).toBe('没有约请1，没有记录。回复“我的约请”看编号。');
  expect(await item()).toMatchObject({ kind: 'rectification', progress: 0 });
});

it('cannot be taken out of the ledger, and says how to end it', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  chat.at('2026-11-21 11:00');
  expectSays(
    await chat.says('zhangsan', '取消约请1'),
    '约请1 登记了就留在台账里',
    '约请1 已安排 已不需要办理',
  );
  expect((await item())!.state).toBe('待整改');
});

it('of a person instead of a unit asks which unit', async () => {
  expectSays(await chat.says('zhangsan', '约请李四来看水渠'), '请写上约请哪个党组织');
  expect(await item()).toBeUndefined();
});
