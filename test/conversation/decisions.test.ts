// Votes and resolutions of a meeting, from the message to what they come to.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const record = async () => (await chat.store.write((tx) => tx.record(1)))!;
const items = () => chat.store.write((tx) => tx.items({}));
/** 应到 6, of them 5 with voting right; 李晓红 is 预备党员 */
const MEETING = '上报 党员大会 11月20日下午3点 应到6 实到5 请假赵六（出差）';
const RESOLUTIONS = '决议：1.修好活动室的灯（李四，12月10日前）2.买书（王五，12月20日前）3.每周打扫';

describe('a vote', () => {
  it('passes with more than half of those due who may vote, and says how', async () => {
    const answer = await chat.says('zhangsan', `${MEETING}\n表决：年度计划，赞成3票，反对1票，弃权0票`);
    expectSays(answer, '已记录', '实到 5 人', '表决“年度计划”：赞成 3 票、反对 1 票、弃权 0 票');
    expectSays(answer, '应到会有表决权的 5 人，到会 4 人，要 3 票，通过');
    expect((await record()).votes).toEqual([{ matter: '年度计划', yes: 3, no: 1, abstain: 0 }]);
  });

  it('does not pass with half of them', async () => {
    expectSays(
      await chat.says('zhangsan', `${MEETING}\n表决：赞成2票，反对1票，弃权1票`),
      '要 3 票，没有通过',
    );
  });

  it('that was unanimous counts those who may vote', async () => {
    expectSays(
      await chat.says('zhangsan', `${MEETING}\n表决：年度计划 一致通过`),
      '一致同意，赞成 4 票',
      '通过',
    );
    expect((await record()).votes).toEqual([
      { matter: '年度计划', yes: 4, no: 0, abstain: 0, unanimous: true },
    ]);
  });

  it('is none where too few were there', async () => {
    const few = '上报 主题党日 11月20日下午3点 应到6 实到2 请假赵六、王五、钱七、李四';
    expectSays(
      await chat.says('zhangsan', `${few}\n表决：赞成1票，反对0票`),
      '到会 1 人，不到半数，不够法定人数，表决不能生效',
    );
  });

  const WRONG = `${MEETING}\n表决：年度计划，赞成5票，反对0票，弃权1票`;
  it('with more hands than people who may vote is asked about once', async () => {
    const reply = await chat.send({ userId: 'zhangsan', content: { kind: 'text', text: WRONG } });
    expectSays(reply!.text, '先没有记录', '一共 6 票，可是到会有表决权的只有 4 人');
    expectSays(reply!.text, '1. 赞成 3 票', '2. 没有错，照写的记', '3. 先不记这项表决');
    expect(reply!.choices!.buttons).toHaveLength(4);
    expect(await chat.store.write((tx) => tx.record(1))).toBeUndefined();
  });

  it.each<[string, object[]]>([
    ['1', [{ matter: '年度计划', yes: 3, no: 0, abstain: 1 }]],
    // Opinions sent in writing count.
    ['2', [{ matter: '年度计划', yes: 5, no: 0, abstain: 1 }]],
    ['对', [{ matter: '年度计划', yes: 5, no: 0, abstain: 1 }]],
    ['3', []],
    ['表决：年度计划，赞成4票', [{ matter: '年度计划', yes: 4, no: 0, abstain: 0 }]],
  ])('then %s settles it', async (answer, votes) => {
    await chat.says('zhangsan', WRONG);
    expectSays(await chat.says('zhangsan', answer), '已记录');
    expect(await record()).toMatchObject({ expected: 6, present: 5, votes });
  });

  it('is asked about by button as well', async () => {
    await chat.says('zhangsan', WRONG);
    await chat.presses('zhangsan', 'choose:1:test:1');
    expect((await record()).votes).toMatchObject([{ yes: 3 }]);
  });

  it('can be told after the record, and set right', async () => {
    await chat.says('zhangsan', MEETING);
    expectSays(await chat.says('zhangsan', '表决：年度计划，赞成3票，反对1票'), '已补上', '通过');
    expectSays(await chat.says('zhangsan', '赞成4票，反对0票'), '表决“年度计划”：赞成 4 票');
    expectSays(await chat.says('zhangsan', '表决：转正，赞成2票，反对2票'), '“转正”', '没有通过');
    expect(await record()).toMatchObject({
      expected: 6,
      present: 5,
      votes: [
        { matter: '年度计划', yes: 4 },
        { matter: '转正', yes: 2 },
      ],
    });
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect((await record()).votes).toHaveLength(1);
  });
});

describe('resolutions', () => {
  it('are stored, and offered as items with those who do them', async () => {
    const reply = await chat.send({
      userId: 'zhangsan',
      content: { kind: 'text', text: `${MEETING}\n${RESOLUTIONS}` },
    });
    expectSays(reply!.text, '把 2 条决议登记为交办事项？回复 1 登记', '另有 1 条');
    expect(reply!.choices!.buttons).toEqual([{ text: '登记', key: 'resolutions:1', style: 1 }]);
    expect(await items()).toEqual([]);
    expect((await record()).resolutions).toHaveLength(3);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['1', () => chat.says('zhangsan', '1')],
    ['好', () => chat.says('zhangsan', '好')],
    ['the button', () => chat.presses('zhangsan', 'resolutions:1')],
  ])('become items on %s, once', async (_, agree) => {
    await chat.says('zhangsan', `${MEETING}\n${RESOLUTIONS}`);
    await agree();
    expect(await items()).toMatchObject([
      { kind: 'errand', no: 1, problem: '修好活动室的灯', ownerId: 'lisi', source: '11月20日支部党员大会' },
      { kind: 'errand', no: 2, problem: '买书', ownerId: 'wangwu' },
    ]);
    expect((await items())[0]!.dueAt).toBe(Date.parse('2026-12-10T23:59:59+08:00'));
    expect((await record()).resolutions).toEqual([
      { text: '修好活动室的灯', owner: '李四', due: '2026-12-10', itemNo: 1 },
      { text: '买书', owner: '王五', due: '2026-12-20', itemNo: 2 },
      { text: '每周打扫' },
    ]);
    const [told] = await chat.waiting('item_told:1:test:2');
    expect(told).toMatchObject({ to: ['lisi'] });
    expectSays(told!.text, '一项交办事项', '交办1 修好活动室的灯');
    expectSays((await chat.presses('zhangsan', 'resolutions:1'))!.text, '没有等着登记的决议');
    expect(await items()).toHaveLength(2);
    expectSays(await chat.says('lisi', '交办1 已落实'), '已记：交办1 已落实');
  });

  it('are taken back as items and as numbers of the record', async () => {
    await chat.says('zhangsan', `${MEETING}\n${RESOLUTIONS}`);
    await chat.says('zhangsan', '1');
    expectSays(await chat.says('zhangsan', '撤销'), '支部党员大会', '的决议登记');
    expect(await items()).toEqual([]);
    expect((await record()).resolutions.some((r) => r.itemNo !== undefined)).toBe(false);
    expect((await chat.waiting('item_told:1:test:2')).map((row) => row.state)).toEqual(['cancelled']);
    expect(await record()).toMatchObject({ expected: 6, present: 5 });
  });

  it('keep their numbers when the record is told again', async () => {
    await chat.says('zhangsan', `${MEETING}\n${RESOLUTIONS}`);
    await chat.says('zhangsan', '1');
    const again = await chat.says('zhangsan', `${MEETING}\n${RESOLUTIONS}`);
    expect(again).not.toContain('登记为');
    expect((await record()).resolutions.map((r) => r.itemNo)).toEqual([1, 2, undefined]);
  });

  it('of somebody on no roster stay in the record', async () => {
    await chat.says('zhangsan', `${MEETING}\n决议：1.买书（王五，12月20日前）2.修灯（周某某，12月10日前）`);
    expectSays(await chat.says('zhangsan', '1'), '交办1 买书', '没有登记：修灯（名册里没有周某某）');
    expect((await record()).resolutions.map((r) => r.itemNo)).toEqual([1, undefined]);
  });

  it('leave the next line to the record all the same', async () => {
    await chat.says('zhangsan', `${MEETING}\n${RESOLUTIONS}`);
    expectSays(await chat.says('zhangsan', '主持人张三'), '已补上');
    expect(await record()).toMatchObject({ resolutions: [{}, {}, {}] });
    const [activity] = await chat.store.write((tx) => tx.activities([chat.unitId('第一党支部')], 0, 9e12));
    expect(activity).toMatchObject({ host: '张三' });
  });

  it('are offered to nobody who may not open items', async () => {
    const group = '上报 第一党小组会 11月20日下午3点 应到2 实到2 决议：买书（赵六，12月20日前）';
    const answer = await chat.says('wangwu', group);
    expectSays(answer, '已记录');
    expect(answer).not.toContain('登记为');
    expectSays((await chat.presses('wangwu', 'resolutions:1'))!.text, '要由');
    expect(await items()).toEqual([]);
  });
});

it('the text of a meeting is kept whole', async () => {
  const text = '学习了二十届四中全会精神，讨论了明年的工作计划，张三同志讲了党课，李四谈了体会';
  expectSays(await chat.says('zhangsan', `${MEETING}\n会议内容：${text}`), '已记录', '请假 1 人：赵六');
  expect(await record()).toMatchObject({ content: text });
});

it('a report that is asked about says what it holds of these', async () => {
  expectSays(await chat.says('zhangsan', '实到13人赞成12人反对1人'), '上报开过的会议 实到 13 表决 1 项');
});
