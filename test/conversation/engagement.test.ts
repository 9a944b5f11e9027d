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
    expectSays(await chat.says(who, '约请清单'), '约请没办完 1 项', '约请1 来看水渠（', '孙八）');
  expectSays(await chat.says('sunba', '我的约请'), '约请1 来看水渠');
});

it.each([
  ['约请1 已安排 12月3日上午到村', '已安排 12月3日上午到村（12月3日(周四)）', '2026-12-03'],
  ['约请1 周四下午3点到', '周四下午3点到（11月26日(周四) 15:00）', '2026-11-26T15:00'],
  ['约请这事我们周四下午3点过去', '我们周四下午3点过去（11月26日(周四) 15:00）', '2026-11-26T15:00'],
  ['约请1 应约', '应约', undefined],
  ['约请1 不能应约，那天开会', '不能应约，那天开会', undefined],
  ['约请1 来不了，人手不够', '来不了，人手不够', undefined],
])('%s reaches who asked, who says whether they came', async (answer, heard, day) => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  expectSays(await chat.says('sunba', answer), '已记：约请1', '已告诉张三');
  const [[audience, text] = []] = await told('test:2');
  expect(audience).toEqual(['zhangsan']);
  const next =
    day === undefined ? '约请1 同意办结；要重新约请回复：约请1 退回' : '约请1 来过了；没来请回复：约请1 没来';
  expectSays(String(text), `第二党支部孙八答复约请1（来看水渠）：${heard}。`, next);
  expect((await item())!).toMatchObject({ state: '提交销号' });
  for (const who of ['zhangsan', 'sunba'])
    expectSays(
      await chat.says(who, '约请1'),
      '已答复',
      day === undefined ? '没有约定日子' : '约在',
      '当天答复',
    );
});

it('is said to be done by who asked, and by nobody who answered; 没来 asks for a new answer within days', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  chat.at('2026-11-24 10:00');
  await chat.says('sunba', '约请1 周四下午3点到');
  expectSays(await chat.says('sunba', '约请1'), '2 个工作日后答复');
  expectSays(await chat.says('sunba', '约请1 改到周五上午10点到'), '约在11月27日(周五) 10:00');
  for (const who of ['sunba', 'zhaoliu', 'zhoujiu'])
    expect(await chat.says(who, '约请1 来过了')).not.toContain('已办结');
  chat.at('2026-11-27 18:00');
  expectSays(await chat.says('lisi', '约请1 没来'), '约请1 已退回：没来，已告诉孙八');
  expect(await item()).toMatchObject({ state: '整改中', dueAt: Date.parse('2026-12-04T23:59:59+08:00') });
  await chat.says('sunba', '约请1 下周一上午9点到');
  expectSays(await chat.says('zhangsan', '约请1 来过了，修好了'), '约请1 已办结，已告诉孙八');
  expect(await item()).toMatchObject({ state: '已销号', opinion: '来过了，修好了' });
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
  expectSays(await chat.says('zhangsan', '约请1'), '答复 已安排', '没来请回复：约请1 没来');
  expect(await chat.says('sunba', '约请1')).not.toContain('没来请回复');
  for (const who of ['sunba', 'zhaoliu', 'zhoujiu'])
    expect(await chat.says(who, '约请1 退回 没来人')).toContain('没有记录');
  expect((await item())!.state).toBe('提交销号');
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

it('of several in one line, each is one of its own', async () => {
  const said = await chat.says(
    'zhangsan',
    '约请二支部来帮忙清淤，12月8日前，再约请二支部来看水渠，12月9日前',
  );
  expectSays(said, '约请1 来帮忙清淤', '12月8日', '约请2 来看水渠', '12月9日');
  // Which of them is said by what it is about.
  expectSays(await chat.says('sunba', '约请看水渠的事我们周三上午去'), '约请2 约在');
  expect((await item(1))!.state).toBe('待整改');
});

it('is done, or not, by the name of the unit that was asked', async () => {
  await chat.says('zhangsan', '约请第二党支部来看水渠，12月5日前');
  expect(await chat.says('zhangsan', '二支部来过了，水渠修好了')).not.toContain('已办结');
  await chat.says('sunba', '约请1 周四下午3点到');
  expect(await chat.says('sunba', '二支部来过了')).not.toContain('已办结');
  expectSays(await chat.says('zhangsan', '二支部来过了，水渠修好了'), '约请1 已办结', '已告诉孙八');
});
